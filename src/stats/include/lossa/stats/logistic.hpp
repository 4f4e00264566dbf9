// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/covariate.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/linear_algebra.hpp>

namespace lossa::stats {

/// What a logistic model is fitted to. An observation of weight 0 counts as absent.
struct LogisticSample {
  std::vector<double> outcome;  ///< 0 or 1
  std::vector<Covariate> covariates;
  std::vector<double> weights = {};  ///< empty: 1 each; case counts or any other, not negative
  std::vector<double> offset = {};   ///< empty: 0 each; added to the log odds as it is
  bool intercept = true;             ///< the first term, "(intercept)"
};

/// One term of a fitted model, on the scale of log odds.
struct LogisticTerm {
  std::string name;
  Estimate estimate;
  double standard_error;  ///< from the inverse information
  double chi_squared;     ///< of the hypothesis that it is 0, one degree of freedom
  double p;
};

/// A test of several terms at once.
struct ModelTest {
  double chi_squared;
  double degrees_of_freedom;
  double p;
};

struct LogisticFit {
  std::vector<LogisticTerm> coefficients;  ///< Wald: interval, chi-squared and p
  SymmetricMatrix covariance;
  double log_likelihood;
  ModelTest likelihood_ratio;            ///< all covariates at once, against none
  std::vector<double> linear_predictor;  ///< of every observation, those of weight 0 too
  std::vector<double> probability;
  int iterations;
};

/// Maximum likelihood by Newton's method with halved steps.
///
/// Fails with invalid_input if there is no observation, if sizes differ, a value is not finite, an outcome is neither 0
/// nor 1 or the same for everyone, or the level is outside (0, 1); naming the covariates, if they are collinear, or if
/// they separate the outcomes, since no finite estimate exists then (`separation` below tells more, `firth_logistic`
/// has one). O(n p^2) an iteration.
/// Source: McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, ch. 4; as `glm(family = binomial)` of R.
Result<LogisticFit> logistic(const LogisticSample& sample, double level = 0.95);

enum class SeparationKind {
  none,            ///< the outcomes overlap: the estimate exists and is finite
  quasi_complete,  ///< some line leaves all of one outcome on one side, some of both upon it
  complete,        ///< some line parts the outcomes entirely
};
std::string_view to_string(SeparationKind kind);

struct Separation {
  SeparationKind kind;
  std::vector<std::string> terms;   ///< those whose estimate is infinite, without the intercept
  std::size_t perfectly_predicted;  ///< observations off the line
};

/// Whether a maximum likelihood estimate exists, decided by the geometry of the data before anything is fitted: there
/// is a direction b with (2y - 1) x'b never negative and not always 0, or else positive weights under which the signed
/// rows balance (the residuals of a fit are such weights). Both by non-negative least squares, which ends with one or
/// the other. Fails as `logistic` does, save for separation. Source: Albert and Anderson, Biometrika 1984; 71: 1;
/// Lawson and Hanson, Solving Least Squares Problems, 1974, ch. 23.
Result<Separation> separation(const LogisticSample& sample);

/// A Firth fit: its intervals are of the profile penalised likelihood, its tests the penalised likelihood ratio's.
struct FirthFit {
  std::vector<LogisticTerm> coefficients;
  SymmetricMatrix covariance;
  double penalised_log_likelihood;
  ModelTest likelihood_ratio;
  std::vector<double> probability;  ///< of every observation
  int iterations;
};

/// Logistic regression with Jeffreys' prior as a penalty: finite under separation and of smaller bias with few events.
/// The penalty of a restricted fit is that of the whole model, the term held at its value. A limit is infinite where
/// the profile never falls low enough. Fails as `logistic` does, save for separation; and with invalid_input when it
/// does not converge. Source: Firth, Biometrika 1993; 80: 27; Heinze and Schemper, Stat Med 2002; 21: 2409.
Result<FirthFit> firth_logistic(const LogisticSample& sample, double level = 0.95);

}  // namespace lossa::stats
