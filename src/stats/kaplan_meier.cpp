// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/kaplan_meier.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>

#include <lossa/base/contract.hpp>

#include "event_times.hpp"
#include "refuse.hpp"

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Result<void> require_one_kind_of_event(const Observations& observations) {
  constexpr auto reason =
      "1 minus Kaplan-Meier is no risk where there are competing events: it counts who had one as if they could still "
      "have the other; ask for the cumulative incidence, or count any event";
  if (observations.competing_events_are_censored) return refuse(reason, "event");
  const auto other = std::ranges::find_if(observations.event, [](int code) { return code > 1; });
  if (other == observations.event.end()) return {};
  return refuse(reason, element("event", static_cast<std::size_t>(other - observations.event.begin())));
}

}  // namespace

Result<SurvivalCurve> kaplan_meier(const Observations& observations, LimitRule limits) {
  LOSSA_TRY(check(observations));
  LOSSA_TRY(require_one_kind_of_event(observations));
  LOSSA_TRY(check_level(limits.level));

  const auto times = event_times(observations);
  SurvivalCurve curve{.steps = {}, .last_time = std::ranges::max(observations.exit), .limits = limits};
  curve.steps.reserve(times.size());
  SurvivalStep step{.time = 0,
                    .at_risk = 0,
                    .events = 0,
                    .survival = 1.0,
                    .log_variance = 0.0,
                    .standard_error = 0.0,
                    .low = 1.0,
                    .high = 1.0,
                    .hazard = 0.0,
                    .hazard_variance = 0.0};
  for (const auto& now : times) {
    const double n = now.at_risk;
    const double d = now.events;
    step.time = now.time;
    step.at_risk = n;
    step.events = d;
    step.survival = now.leaves_nobody() ? 0.0 : step.survival * ((n - d) / n);
    step.log_variance = step.survival == 0.0 ? infinity : step.log_variance + d / (n * (n - d));
    step.standard_error = step.survival * std::sqrt(step.log_variance);
    step.hazard += d / n;
    step.hazard_variance += d / (n * n);
    const auto around = limits_of_chance(step.survival, step.standard_error, limits);
    step.low = around.low;
    step.high = around.high;
    curve.steps.push_back(step);
  }
  return curve;
}

const SurvivalStep* step_at(const SurvivalCurve& curve, double time) {
  const auto after = std::ranges::upper_bound(curve.steps, time, {}, &SurvivalStep::time);
  return after == curve.steps.begin() ? nullptr : &*(after - 1);
}

double survival_at(const SurvivalCurve& curve, double time) {
  const auto* step = step_at(curve, time);
  const double survival = step == nullptr ? 1.0 : step->survival;
  return time > curve.last_time && survival > 0.0 ? std::numeric_limits<double>::quiet_NaN() : survival;
}

}  // namespace lossa::stats
