// SPDX-License-Identifier: Apache-2.0
#include "cox_steps.hpp"

#include <algorithm>
#include <cmath>

#include "cox_likelihood.hpp"
#include "cox_sweep.hpp"
#include "refuse.hpp"

namespace lossa::stats {

CoxSteps cox_steps(const CoxData& data, const CoxFit& fit) {
  CoxSteps steps(data.moments.size(), data.columns());
  const auto visit = [&](const AtMoment<AnyColumns>& at) {
    const auto m = static_cast<std::size_t>(&at.moment - data.moments.data());
    const double s0 = at.at_risk.s0;
    const auto [tie, weight] = tie_steps({.ties = fit.options.ties}, at.event_rows, at.weight, at.events.s0 / s0);
    const double first = weight / s0;
    const double second = weight / (s0 * s0);
    steps.hazard[m] = first * tie.inverse;
    steps.hazard_of_events[m] = first * (tie.inverse - tie.inverse_share);
    steps.hazard_variance[m] = second * tie.square;
    const double part = weight / at.weight;  // of one step
    for (std::size_t a = 0; a < data.columns(); ++a) {
      const double all = at.at_risk.s1[a];
      const double gone = at.events.s1[a];
      steps.hazard_mean[m][a] = second * (tie.square * all - tie.square_share * gone);
      steps.hazard_mean_of_events[m][a] =
          second * ((tie.square - tie.square_share) * all - (tie.square_share - tie.square_share_squared) * gone);
      steps.mean[m][a] = part * (tie.inverse * all - tie.inverse_share * gone) / s0;
    }
  };
  // In bounds, since the fit was found there.
  static_cast<void>(Sweep<AnyColumns>(data, {.beta = fit.beta, .weight = data.weight}).run(visit));
  return steps;
}

double relative_risk(const CoxData& data, std::span<const double> beta, std::size_t position) {
  double eta = data.offset_of(position);
  for (std::size_t a = 0; a < beta.size(); ++a) eta += beta[a] * data.covariates_of(position)[a];
  return std::exp(eta);
}

Result<void> require_hazard_steps(const CoxFit& fit) {
  if (fit.options.ties != Ties::exact) return {};
  return refuse("a fit with exact ties has no such residuals or curves; take Efron's", "ties");
}

Result<void> require_finite(const CoxFit& fit) {
  const auto endless = std::ranges::find_if(fit.coefficients, &Coefficient::is_infinite);
  if (endless == fit.coefficients.end()) return {};
  return refuse("the estimate of this covariate is infinite", "covariates." + endless->name);
}

}  // namespace lossa::stats
