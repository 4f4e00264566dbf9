// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox_data.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/linear_algebra.hpp>

namespace lossa::stats {

/// What is done where several had the event at one time.
enum class Ties {
  efron,    ///< Efron 1977; R's default
  breslow,  ///< Breslow 1974; the default elsewhere
  exact,    ///< the discrete model of Cox 1972: who of those at risk, given how many
};
std::string_view name_of(Ties ties);

enum class Penalty {
  none,
  ridge,  ///< minus strength / 2 * the sum of squared coefficients
  firth,  ///< plus half the log determinant of the information (Firth 1993; Heinze and Schemper 2001)
};

struct CoxOptions {
  Ties ties = Ties::efron;
  Penalty penalty = Penalty::none;
  double ridge_strength = 0.0;
  double level = 0.95;
};

struct ChiSquaredTest {
  double chi_squared;
  int degrees_of_freedom;
  double p;
};

struct Coefficient {
  std::string name;
  /// The log hazard ratio for one unit more. Plus or minus infinity where the likelihood rises without end (monotone
  /// likelihood); its limits are then those of the profile likelihood, of which one is infinite too. With Firth's
  /// penalty the limits are of the penalised profile likelihood. Else they are Wald's.
  Estimate log_ratio;
  double standard_error;  ///< NaN where the estimate is infinite
  double p;               ///< Wald's; of the likelihood ratio where the limits are of the profile likelihood

  [[nodiscard]] bool is_infinite() const { return log_ratio.value - log_ratio.value != 0.0; }
  /// The same, exponentiated.
  [[nodiscard]] Estimate hazard_ratio() const;
};

struct CoxFit {
  std::vector<Coefficient> coefficients;
  /// The inverse information; rows of NaN where an estimate is infinite.
  SymmetricMatrix variance;
  /// Where the likelihood is largest; with an infinite coefficient, where the search stopped, for what is computed on.
  std::vector<double> beta;
  CoxOptions options;
  double log_likelihood_null;  ///< at 0 for every covariate; with Firth's penalty both hold it
  double log_likelihood;
  ChiSquaredTest likelihood_ratio;
  ChiSquaredTest score;  ///< at 0
  ChiSquaredTest wald;   ///< NaN where an estimate is infinite
  double events;         ///< weighted
  int steps;             ///< of Newton's method
};

/// The proportional-hazards model (Cox 1972). Case weights are those of R: with Efron's ties the weights of tied events
/// are shared out evenly.
///
/// Fails with invalid_input where a covariate adds nothing to those before it among who is at risk (its name is told),
/// for exact ties with weights that are not 1, with a penalty, or where they would take more than 10^10 operations, and
/// for options out of range; with unavailable where the likelihood could not be maximised. O(n p^2) a step; exact ties
/// O(n d p^2).
Result<CoxFit> fit_cox(const CoxData& data, CoxOptions options = {});

/// The limits of one coefficient by its profile likelihood: where twice the loss of log likelihood, the others
/// maximised, is the chi-squared quantile (Venzon and Moolgavkar 1988). A side on which the loss never comes so far is
/// infinite. Fails with unavailable where the others could not be maximised on the way to a limit: it is then not
/// known.
Result<Estimate> profile_limits(const CoxData& data, const CoxFit& fit, std::size_t coefficient);

}  // namespace lossa::stats
