// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/linear_algebra.hpp>
#include <lossa/stats/logistic.hpp>

// What maximum likelihood and Firth's method share.
namespace lossa::stats {

inline constexpr const char* intercept_name = "(intercept)";

/// A checked sample without observations of weight 0, as one design matrix.
struct LogisticModel {
  std::vector<std::string> names;  ///< of the terms
  std::vector<double> design;      ///< row by row
  std::vector<double> outcome;
  std::vector<double> weights;
  std::vector<double> offset;

  [[nodiscard]] std::size_t terms() const { return names.size(); }
  [[nodiscard]] std::size_t rows() const { return outcome.size(); }
  [[nodiscard]] std::span<const double> row(std::size_t index) const {
    return std::span(design).subspan(index * terms(), terms());
  }
};

/// Fails as `logistic` does, save for separation.
Result<LogisticModel> prepare(const LogisticSample& sample);

/// What `separation` gives of a prepared model.
Separation separation_of(const LogisticModel& model);

/// The likelihood and its derivatives at some coefficients.
struct LogisticLikelihood {
  double log_likelihood;
  std::vector<double> probability;  ///< one a row
  std::vector<double> score;
  SymmetricMatrix information;
};
LogisticLikelihood likelihood_at(const LogisticModel& model, std::span<const double> coefficients);

/// Newton's steps grow the log odds of no row by more than this; far longer ones lead nowhere.
inline constexpr double longest_step = 5.0;
/// `step`, shortened if it is longer than that.
std::vector<double> shortened(const LogisticModel& model, std::vector<double> step);

/// Wald's chi-squared or another of one degree of freedom, with its p.
ModelTest test_of(double chi_squared, double degrees_of_freedom);

/// Refuses a covariance that has no variance for a term: 0, infinite or not a number.
Result<void> require_variances(const LogisticModel& model, const SymmetricMatrix& covariance);
/// Each term with Wald's interval and test; the covariance has every variance.
std::vector<LogisticTerm> wald_coefficients(const LogisticModel& model, std::span<const double> coefficients,
                                            const SymmetricMatrix& covariance, double level);
/// Of every observation, those of weight 0 too.
std::vector<double> linear_predictor(const LogisticSample& sample, std::span<const double> coefficients);

/// sum of a[i] b[i].
double dot(std::span<const double> a, std::span<const double> b);
/// 1 / (1 + exp(-log_odds)).
double logistic_probability(double log_odds);
/// log(1 + exp(x)), also where exp(x) is past the largest number.
double log_one_plus_exp(double x);

}  // namespace lossa::stats
