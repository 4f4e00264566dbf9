// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lossa/stats/calibration.hpp>
#include <lossa/stats/roc.hpp>

#include "stats_method.hpp"

namespace lossa::cli {
namespace {

void write_area(StatsReport& report, const std::string& name, const stats::Roc& of) {
  report.tables[0].row(
      joined(named(name, report.cells(of.area)), {of.standard_error, count_cell(of.cases), count_cell(of.controls)}));
}

/// A second score of the same persons, and the difference.
Result<void> write_second(StatsReport& report, const StatsInput& input, const std::vector<double>& first) {
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const auto second = LOSSA_TRY(input.numbers("score2"));
  const double level = input.options().level;
  const auto curve = LOSSA_TRY(stats::roc(second, outcome, level));
  const auto both = LOSSA_TRY(stats::compare_roc(first, second, outcome, level));
  write_area(report, input.options().columns.at("score2"), curve);
  auto cells = joined(named("difference", report.cells(both.difference)), {both.standard_error, both.z, both.p});
  report.table("contrast", {"measure", "estimate", "low", "high", "standard_error", "z", "p"}).row(std::move(cells));
  return {};
}

Result<StatsReport> roc(const StatsInput& input) {
  const auto score = LOSSA_TRY(input.numbers("score"));
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const auto curve = LOSSA_TRY(stats::roc(score, outcome, input.options().level));
  StatsReport report;
  report.table("areas", {"score", "area", "low", "high", "standard_error", "cases", "controls"});
  write_area(report, input.options().columns.at("score"), curve);
  if (input.has("score2")) LOSSA_TRY(write_second(report, input, score));
  auto& points = report.table("points", {"threshold", "sensitivity", "specificity"});
  for (const auto& point : curve.points) points.row({point.threshold, point.sensitivity, point.specificity});
  return report;
}

/// About twenty points of the smoothed curve, evenly by rank, and how far it lies from the chances.
Result<void> write_curve(StatsReport& report, const StatsInput& input) {
  constexpr std::size_t most_shown = 20;
  const auto chance = LOSSA_TRY(input.numbers("chance"));
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const double span = LOSSA_TRY(input.setting("span", 2.0 / 3.0));
  const auto curve = LOSSA_TRY(stats::calibration_curve(chance, outcome, span));
  report.table("calibration_distance", {"mean", "median", "ninety", "highest"})
      .row({curve.mean_distance, curve.median_distance, curve.distance_of_ninety, curve.largest_distance});
  auto& table = report.table("calibration_curve", {"chance", "smoothed"});
  const auto last = curve.points.size() - 1;
  const auto shown = std::min(most_shown, last);
  for (std::size_t k = 0; k <= shown; ++k) {
    const auto& point = curve.points[k * last / shown];
    table.row({point.chance, point.smoothed});
  }
  report.note("lowess", {cli::shown(span)});
  return {};
}

Result<StatsReport> calibration(const StatsInput& input) {
  const auto chance = LOSSA_TRY(input.numbers("chance"));
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const auto groups = LOSSA_TRY(input.whole_setting("groups", 10));
  const auto fit = LOSSA_TRY(stats::calibration(chance, outcome, input.options().level));
  const auto score = LOSSA_TRY(stats::brier(chance, outcome));
  StatsReport report;
  auto ratio = named("observed / expected", report.cells(fit.ratio));
  auto large = named("calibration in the large", report.cells(fit.in_the_large));
  auto intercept = named("intercept", report.cells(fit.intercept));
  auto slope = named("slope", report.cells(fit.slope));
  report.table("calibration", {"measure", "estimate", "low", "high"}).row(ratio).row(large).row(intercept).row(slope);
  report.table("fit", {"observed", "expected", "brier", "scaled_brier"})
      .row({fit.observed, fit.expected, score.score, score.scaled});
  auto& tests = report.table("tests", {"test", "chi_squared", "degrees_of_freedom", "p"});
  tests.row({"intercept 0 and slope 1", fit.misfit.chi_squared, fit.misfit.degrees_of_freedom, fit.misfit.p});
  const auto grouped = stats::grouped_calibration(chance, outcome, groups);
  if (grouped) {
    const auto& fitted = grouped->hosmer_lemeshow;
    report.tables.back().row({"Hosmer-Lemeshow", fitted.chi_squared, fitted.degrees_of_freedom, fitted.p});
  }
  LOSSA_TRY(write_curve(report, input));
  if (!grouped) {
    report.note("no_groups", {grouped.error().message});
    return report;
  }
  auto& table = report.table("calibration_groups", {"highest_chance", "n", "observed", "expected"});
  for (const auto& group : grouped->groups)
    table.row({group.highest_chance, count_cell(group.count), group.observed, group.expected});
  return report;
}

Result<StatsReport> decision(const StatsInput& input) {
  const auto chance = LOSSA_TRY(input.numbers("chance"));
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const double highest = LOSSA_TRY(input.setting("highest", 0.5));
  std::vector<double> thresholds;
  constexpr int points = 20;
  for (int i = 1; i <= points; ++i) thresholds.push_back(highest * i / points);
  const auto curve = LOSSA_TRY(stats::decision_curve(chance, outcome, thresholds));
  StatsReport report;
  auto& table = report.table("net_benefit", {"threshold", "net_benefit", "treat_all"});
  for (const auto& point : curve) table.row({point.threshold, point.model, point.treat_all});
  return report;
}

}  // namespace

std::span<const StatsMethod> prediction_methods() {
  static const StatsMethod methods[] = {{"roc", "--score --outcome [--score2]", roc},
                                        {"calibration", "--chance --outcome [--groups 10 --span 0.6667]", calibration},
                                        {"decision", "--chance --outcome [--highest 0.5]", decision}};
  return methods;
}

}  // namespace lossa::cli
