// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox_curves.hpp>

#include <algorithm>
#include <cmath>

#include "cox_steps.hpp"
#include "refuse.hpp"

namespace lossa::stats {

Result<std::vector<PredictedStep>> predict(const CoxData& data, const CoxFit& fit, const PredictionQuestion& question) {
  LOSSA_TRY(require_hazard_steps(fit));
  LOSSA_TRY(require_finite(fit));
  LOSSA_TRY(check_column(question.covariates, data.columns(), "covariates"));
  LOSSA_TRY(check_level(question.limits.level));
  const auto stratum = std::ranges::find(data.strata, question.stratum, &CoxData::Stratum::label);
  if (stratum == data.strata.end() || stratum->moment_begin == stratum->moment_end)
    return refuse("nobody of this stratum had the event", "stratum");

  const auto steps = cox_steps(data, fit);
  std::vector<double> x(question.covariates.begin(), question.covariates.end());
  double eta = 0.0;
  for (std::size_t a = 0; a < x.size(); ++a) eta += fit.beta[a] * (x[a] -= data.mean[a]);
  const double risk = std::exp(eta);
  double hazard = 0.0;
  double variance = 0.0;
  std::vector<double> pull(x.size(), 0.0);  // how the coefficients' doubt enters: x * hazard less hazard * mean
  std::vector<PredictedStep> curve;
  for (auto m = stratum->moment_begin; m < stratum->moment_end; ++m) {
    hazard += steps.hazard[m];
    variance += steps.hazard_variance[m];
    for (std::size_t a = 0; a < x.size(); ++a) pull[a] += x[a] * steps.hazard[m] - steps.hazard_mean[m][a];
    const double error = risk * std::sqrt(variance + quadratic_form(fit.variance, pull));
    const double survival = std::exp(-risk * hazard);
    const auto around = limits_of_chance(survival, survival * error, question.limits);
    curve.push_back({.time = data.moments[m].time,
                     .hazard = risk * hazard,
                     .standard_error = error,
                     .survival = survival,
                     .low = around.low,
                     .high = around.high});
  }
  return curve;
}

}  // namespace lossa::stats
