// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/run_chart.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <lossa/stats/distributions.hpp>

#include "quantile.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {

Result<RunChart> run_chart(std::span<const double> values) {
  constexpr std::size_t fewest_useful = 10;
  LOSSA_TRY(require_some(values, "values"));
  LOSSA_TRY(require_finite(values, "values"));
  std::vector<double> ordered(values.begin(), values.end());
  std::ranges::sort(ordered);
  RunChart chart{quantile_of_rising(ordered, 0.5), 0, 0, 0, 0, 0};

  std::size_t run = 0;
  bool was_above = false;
  for (const double value : values) {
    if (value == chart.median) continue;
    const bool is_above = value > chart.median;
    const bool crossed = chart.useful > 0 && is_above != was_above;
    if (crossed) ++chart.crossings;
    run = crossed ? 1 : run + 1;
    chart.longest_run = std::max(chart.longest_run, run);
    was_above = is_above;
    ++chart.useful;
  }
  if (chart.useful < fewest_useful) return bad_input("a run chart is read from 10 values off the median on", "values");
  chart.longest_expected = static_cast<std::size_t>(std::lround(std::log2(static_cast<double>(chart.useful)) + 3.0));
  chart.fewest_expected = binomial_quantile(0.05, {chart.useful - 1, 0.5});
  return chart;
}

}  // namespace lossa::stats
