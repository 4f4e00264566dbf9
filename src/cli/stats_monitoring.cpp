// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/cusum.hpp>
#include <lossa/stats/funnel.hpp>
#include <lossa/stats/run_chart.hpp>

#include "stats_arms.hpp"
#include "stats_method.hpp"

namespace lossa::cli {
namespace {

Result<StatsReport> funnel(const StatsInput& input) {
  const bool is_ratio = input.has("expected");
  const auto events = LOSSA_TRY(input.numbers("events"));
  const auto size = LOSSA_TRY(input.numbers(is_ratio ? "expected" : "n"));
  stats::FunnelOptions options{.measure = is_ratio ? stats::FunnelMeasure::ratio : stats::FunnelMeasure::share,
                               .inner_level = input.options().level};
  if (input.options().settings.contains("target")) options.target = LOSSA_TRY(input.setting("target"));
  std::vector<stats::FunnelUnit> units;
  for (std::size_t i = 0; i < events.size(); ++i) units.push_back({events[i], size[i]});
  const auto result = LOSSA_TRY(stats::funnel(units, options));
  const auto names = row_names(input);
  StatsReport report;
  report.table("funnel_target", {"target", "dispersion"}).row({result.target, result.dispersion});
  auto& table = report.table("funnel", {"group", "events", "size", "estimate", "low", "high", "low_outer", "high_outer",
                                        "z", "low_widened", "high_widened"});
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& point = result.points[i];
    table.row({names[i], units[i].events, units[i].size, point.value, point.inner.low, point.inner.high,
               point.outer.low, point.outer.high, point.z, point.inner_widened.low, point.inner_widened.high});
  }
  report.intervals.push_back(shown(100.0 * options.inner_level) + " % and " + shown(100.0 * options.outer_level) +
                             " % exact, interpolated (Spiegelhalter)");
  return report;
}

/// --threshold, or one simulated for --run-length and reported.
Result<double> threshold_of(StatsReport& report, const StatsInput& input, const stats::CusumPatients& patients) {
  if (!input.options().settings.contains("run-length")) return input.setting("threshold", 4.5);
  const double target = LOSSA_TRY(input.setting("run-length"));
  const auto replicates = LOSSA_TRY(input.whole_setting("replicates", 1000));
  const auto seed = LOSSA_TRY(input.whole_setting("seed", 1));
  const auto found = LOSSA_TRY(stats::cusum_threshold(patients, target, {0, replicates, seed}));
  report.table("threshold", {"threshold", "run_length", "standard_error"})
      .row({found.threshold, found.average_run_length, found.standard_error});
  report.note("simulated", {std::to_string(replicates), std::to_string(seed), std::to_string(found.cut)});
  return found.threshold;
}

Result<StatsReport> cusum(const StatsInput& input) {
  const auto chance = LOSSA_TRY(input.numbers("chance"));
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const double odds_ratio = LOSSA_TRY(input.setting("odds-ratio", 2.0));
  const stats::CusumDesign design{1.0, odds_ratio};
  StatsReport report;
  const double threshold = LOSSA_TRY(threshold_of(report, input, {.chance = chance, .design = design}));
  const auto chart = LOSSA_TRY(stats::risk_adjusted_cusum(chance, outcome, threshold, design));
  const double none = std::nan("");
  report.table("cusum_summary", {"threshold", "highest", "highest_at", "signal_at"})
      .row({threshold, chart.values[chart.highest], count_cell(chart.highest + 1),
            chart.first_signal ? count_cell(*chart.first_signal + 1) : StatsCell(none)});
  auto& table = report.table("cusum", {"number", "chance", "outcome", "cusum"});
  for (std::size_t i = 0; i < chance.size(); ++i)
    table.row({count_cell(i + 1), chance[i], outcome[i], chart.values[i]});
  report.note("odds_ratio", {shown(design.watched_for)});
  return report;
}

Result<StatsReport> vlad(const StatsInput& input) {
  const auto chance = LOSSA_TRY(input.numbers("chance"));
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const auto display = LOSSA_TRY(stats::variable_life_adjusted_display(chance, outcome));
  StatsReport report;
  auto& table = report.table("vlad", {"number", "chance", "outcome", "vlad"});
  for (std::size_t i = 0; i < chance.size(); ++i) table.row({count_cell(i + 1), chance[i], outcome[i], display[i]});
  return report;
}

Result<StatsReport> runs(const StatsInput& input) {
  const auto values = LOSSA_TRY(input.numbers("value"));
  const auto chart = LOSSA_TRY(stats::run_chart(values));
  StatsReport report;
  report.table("runs", {"median", "useful", "longest_run", "longest_expected", "crossings", "fewest_expected"})
      .row({chart.median, count_cell(chart.useful), count_cell(chart.longest_run), count_cell(chart.longest_expected),
            count_cell(chart.crossings), count_cell(chart.fewest_expected)});
  report.note(chart.is_shifted() ? "shifted" : "not_shifted");
  return report;
}

}  // namespace

std::span<const StatsMethod> monitoring_methods() {
  static const StatsMethod methods[] = {
      {"funnel", "--events --n | --events --expected [--by --target T]", funnel},
      {"cusum", "--chance --outcome [--odds-ratio 2 --threshold 4.5 | --run-length 1000 --replicates 1000 --seed 1]",
       cusum},
      {"vlad", "--chance --outcome", vlad},
      {"runs", "--value", runs}};
  return methods;
}

}  // namespace lossa::cli
