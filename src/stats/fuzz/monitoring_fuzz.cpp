// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/bootstrap.hpp>
#include <lossa/stats/calibration.hpp>
#include <lossa/stats/cusum.hpp>
#include <lossa/stats/funnel.hpp>
#include <lossa/stats/power.hpp>
#include <lossa/stats/propensity.hpp>
#include <lossa/stats/roc.hpp>
#include <lossa/stats/run_chart.hpp>

#include "fuzz_values.hpp"

using namespace lossa::stats;  // NOLINT(google-build-using-namespace): a program of a few functions

namespace {

void judge(FuzzValues& values, const std::vector<double>& chance, const std::vector<double>& outcome) {
  if (const auto curve = roc(chance, outcome)) {
    must(curve->area.value >= 0.0 && curve->area.value <= 1.0);
    must(!(curve->area.low > curve->area.value) && !(curve->area.high < curve->area.value));
  }
  if (const auto fit = calibration(chance, outcome)) must(std::isfinite(fit->slope.value));
  if (const auto score = brier(chance, outcome)) must(score->score >= 0.0 && score->score <= 1.0);
  if (const auto grouped = grouped_calibration(chance, outcome, values.below(12))) must(grouped->groups.size() >= 3);
  if (const auto curve = calibration_curve(chance, outcome, values.byte() / 200.0)) {
    for (const auto& point : curve->points) must(std::isfinite(point.smoothed));
    must(curve->mean_distance <= curve->largest_distance * (1.0 + 1e-9));
  }
}

void watch(FuzzValues& values) {
  const auto count = values.below(20);
  std::vector<double> chance;
  std::vector<double> outcome;
  for (std::size_t i = 0; i < count; ++i) {
    chance.push_back(values.byte() % 8 == 0 ? values.number() : values.byte() / 255.0);
    outcome.push_back(values.outcome());
  }
  const CusumDesign design{1.0, values.number()};
  if (const auto chart = risk_adjusted_cusum(chance, outcome, values.number(), design))
    for (const double height : chart->values) must(height >= 0.0);
  if (const auto display = variable_life_adjusted_display(chance, outcome)) must(display->size() == count);
  judge(values, chance, outcome);
  if (const auto risks = weighted_risks(outcome, outcome, chance)) must(risks->treated == 1.0);
  if (const auto runs = run_chart(chance)) must(runs->longest_run + runs->crossings <= runs->useful);
  if (const auto limits = bootstrap_interval(values.number(), chance, BootstrapMethod::percentile, 0.5))
    must(limits->low <= limits->high);
}

void compare_units(FuzzValues& values) {
  std::vector<FunnelUnit> units;
  for (auto count = values.below(8); count > 0; --count) units.push_back({values.number(), values.number() * 100.0});
  const auto measure = values.byte() % 2 == 0 ? FunnelMeasure::share : FunnelMeasure::ratio;
  const auto chart = funnel(units, {.measure = measure, .winsorised = values.byte() / 512.0});
  if (!chart) return;
  for (const auto& point : chart->points) {
    must(point.inner.low <= point.inner.high && point.outer.low <= point.inner.low);
    must(point.inner.high <= point.outer.high);
  }
}

void plan(FuzzValues& values) {
  const TwoShares shares{values.byte() / 255.0, values.byte() / 255.0};
  const GroupSizes sizes{values.byte() % 30U, values.byte() % 30U};
  if (const auto power = exact_power_of_two_shares(shares, sizes, values.number())) must(*power >= 0 && *power <= 1);
  if (const auto size = size_for_two_shares(shares, values.byte() / 255.0)) must(*size >= 1);
  if (const auto events = events_for_log_rank(values.number(), values.byte() / 255.0)) must(*events >= 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzValues values(data, size);
  watch(values);
  compare_units(values);
  plan(values);
  return 0;
}
