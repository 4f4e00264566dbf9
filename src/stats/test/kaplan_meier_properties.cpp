// SPDX-License-Identifier: Apache-2.0
// What must hold of every cohort, and the slow twin.
#include <lossa/stats/kaplan_meier.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "naive_survival.hpp"
#include "survival_support.hpp"

namespace lossa::stats {
namespace {

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

RC_GTEST_PROP(KaplanMeierProperty, AgreesWithTheSlowTwin, ()) {
  const auto cohort = *cohorts({.delayed_entry = *rc::gen::arbitrary<bool>(), .weights = *rc::gen::arbitrary<bool>()});
  const auto curve = *kaplan_meier(cohort);
  const auto slow = naive::kaplan_meier(cohort);
  RC_ASSERT(curve.steps.size() == slow.size());
  for (std::size_t i = 0; i < slow.size(); ++i) {
    RC_ASSERT(curve.steps[i].time == slow[i].time);
    RC_ASSERT(near(curve.steps[i].survival, slow[i].survival));
    RC_ASSERT(near(curve.steps[i].hazard, slow[i].hazard));
    if (curve.steps[i].survival > 0) RC_ASSERT(near(curve.steps[i].log_variance, slow[i].greenwood));
  }
}

RC_GTEST_PROP(KaplanMeierProperty, SurvivalFallsAndLimitsEnclose, ()) {
  const auto scale = *rc::gen::element(LimitScale::log, LimitScale::log_log, LimitScale::plain, LimitScale::arcsine);
  double before = 1.0;
  const auto curve = *kaplan_meier(*cohorts(), {.scale = scale});
  for (const auto& step : curve.steps) {
    RC_ASSERT(step.survival >= 0.0);
    RC_ASSERT(step.survival < before);
    before = step.survival;
    if (std::isnan(step.low)) continue;
    RC_ASSERT(step.low >= 0.0 && step.low <= step.survival + 1e-12);
    RC_ASSERT(step.high <= 1.0 && step.high >= step.survival - 1e-12);
  }
}

RC_GTEST_PROP(KaplanMeierProperty, OrderOfPatientsDoesNotMatter, ()) {
  auto cohort = *cohorts();
  const auto curve = *kaplan_meier(cohort);
  std::ranges::reverse(cohort.exit);
  std::ranges::reverse(cohort.event);
  const auto reversed = *kaplan_meier(cohort);
  RC_ASSERT(curve.steps.size() == reversed.steps.size());
  for (std::size_t i = 0; i < curve.steps.size(); ++i) RC_ASSERT(curve.steps[i].survival == reversed.steps[i].survival);
}

RC_GTEST_PROP(KaplanMeierProperty, AWeightIsACountOfPatients, ()) {
  const auto weighted = [] {
    auto made = *cohorts({.delayed_entry = true, .weights = true});
    for (auto& weight : made.weight) weight *= 2;  // whole
    return made;
  }();
  Observations repeated;
  for (std::size_t i = 0; i < weighted.size(); ++i)
    for (int copy = 0; copy < static_cast<int>(weighted.weight[i]); ++copy) {
      repeated.entry.push_back(weighted.entry[i]);
      repeated.exit.push_back(weighted.exit[i]);
      repeated.event.push_back(weighted.event[i]);
    }
  RC_PRE(repeated.size() > 0);
  const auto curve = *kaplan_meier(weighted);
  const auto twin = *kaplan_meier(repeated);
  RC_ASSERT(curve.steps.size() == twin.steps.size());
  for (std::size_t i = 0; i < curve.steps.size(); ++i) RC_ASSERT(near(curve.steps[i].survival, twin.steps[i].survival));
}

RC_GTEST_PROP(KaplanMeierProperty, WithoutCensoringItIsTheShareStillEventFree, ()) {
  auto cohort = *cohorts();
  std::ranges::fill(cohort.event, 1);
  const auto curve = *kaplan_meier(cohort);
  for (const auto& step : curve.steps) {
    const auto left = std::ranges::count_if(cohort.exit, [&](double exit) { return exit > step.time; });
    RC_ASSERT(near(step.survival, static_cast<double>(left) / static_cast<double>(cohort.size())));
  }
}

RC_GTEST_PROP(KaplanMeierProperty, TheMeanWithoutCensoringIsThatOfTheTimes, ()) {
  auto cohort = *cohorts();
  std::ranges::fill(cohort.event, 1);
  double sum = 0;
  for (const double exit : cohort.exit) sum += exit;
  const auto mean = *restricted_mean(*kaplan_meier(cohort), std::ranges::max(cohort.exit));
  RC_ASSERT(near(mean.mean.value, sum / static_cast<double>(cohort.size())));
}

}  // namespace
}  // namespace lossa::stats
