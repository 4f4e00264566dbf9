// SPDX-License-Identifier: Apache-2.0
// What is read off a survival curve: quantiles and restricted means.
#include <lossa/stats/kaplan_meier.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

#include <lossa/base/contract.hpp>
#include <lossa/stats/distributions.hpp>

#include "refuse.hpp"

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A share like 1 - 0.1 - 0.4 is one half for a reader, whatever its last bit.
const double nearly = std::sqrt(std::numeric_limits<double>::epsilon());

// When the curve, or a limit of it, is first at or below `level`; NaN limits are passed over.
double first_time_at_or_below(const SurvivalCurve& curve, double SurvivalStep::* height, double level) {
  const auto steps = std::span(curve.steps);
  const auto reached = [&](const SurvivalStep& step) { return step.*height <= level + nearly; };
  const auto first = std::ranges::find_if(steps, reached);
  if (first == steps.end()) return infinity;
  if (std::abs((*first).*height - level) >= nearly) return first->time;
  const auto lower =
      std::find_if(first, steps.end(), [&](const SurvivalStep& s) { return s.*height < (*first).*height; });
  return lower == steps.end() ? first->time : 0.5 * (first->time + lower->time);
}

Estimate ratio_of(const RestrictedMean& a, const RestrictedMean& b, double log_error) {
  const double ratio = a.mean.value / b.mean.value;
  const double reach = normal_quantile_two_sided(a.mean.level) * log_error;
  return {ratio, ratio * std::exp(-reach), ratio * std::exp(reach), a.mean.level, "normal, log scale"};
}

// The chance of a value as far from 0; 1 where there is no doubt and no difference.
double p_of(double value, double standard_error) {
  return value == 0.0 ? 1.0 : normal_two_sided_p(value / standard_error);
}

}  // namespace

Estimate survival_quantile(const SurvivalCurve& curve, double share) {
  expects(share > 0.0 && share < 1.0);
  const double level = 1.0 - share;
  return {first_time_at_or_below(curve, &SurvivalStep::survival, level),
          first_time_at_or_below(curve, &SurvivalStep::low, level),
          first_time_at_or_below(curve, &SurvivalStep::high, level), curve.limits.level, name_of(curve.limits.scale)};
}

Result<RestrictedMean> restricted_mean(const SurvivalCurve& curve, double horizon) {
  if (!(horizon > 0.0) || std::isinf(horizon)) return refuse("the horizon must be finite and above 0", "horizon");
  if (horizon > curve.last_time && survival_at(curve, curve.last_time) > 0.0)
    return refuse("nobody was watched until the horizon, and some were without the event when last seen", "horizon");

  double area = 0.0;
  double variance = 0.0;
  double until = horizon;
  const auto before = std::ranges::lower_bound(curve.steps, horizon, {}, &SurvivalStep::time);
  for (const auto& step : std::ranges::subrange(curve.steps.begin(), before) | std::views::reverse) {
    area += (until - step.time) * step.survival;  // now the area after this step
    until = step.time;
    const double n = step.at_risk;
    const double d = step.events;
    if (step.survival > 0.0) variance += area * area * d / (n * (n - d));
  }
  area += until;
  const double error = std::sqrt(variance);
  const double reach = normal_quantile_two_sided(curve.limits.level) * error;
  return RestrictedMean{.mean = {area, area - reach, area + reach, curve.limits.level, "normal"},
                        .standard_error = error};
}

RestrictedMeanContrast contrast(const RestrictedMean& a, const RestrictedMean& b) {
  const double difference = a.mean.value - b.mean.value;
  const double error = std::hypot(a.standard_error, b.standard_error);
  const double reach = normal_quantile_two_sided(a.mean.level) * error;
  const double log_error = std::hypot(a.standard_error / a.mean.value, b.standard_error / b.mean.value);
  const auto ratio = ratio_of(a, b, log_error);
  return {.difference = {difference, difference - reach, difference + reach, a.mean.level, "normal"},
          .p_difference = p_of(difference, error),
          .ratio = ratio,
          .p_ratio = p_of(std::log(ratio.value), log_error)};
}

}  // namespace lossa::stats
