// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/log_rank.hpp>

#include "stats_method.hpp"
#include "stats_observations.hpp"

namespace lossa::cli {
namespace {

struct Curves {
  StatsGroups groups;
  std::vector<stats::SurvivalCurve> curves;
  std::vector<double> patients, events;
};

Result<Curves> curves_of(const StatsInput& input) {
  const auto all = LOSSA_TRY(observations_of(input));
  const stats::LimitScale scales[] = {stats::LimitScale::log, stats::LimitScale::log_log, stats::LimitScale::plain,
                                      stats::LimitScale::arcsine};
  const auto scale = LOSSA_TRY(input.choice("limits", {"log", "log-log", "plain", "arcsine"}));
  LOSSA_TRY(require_level(input));
  Curves result{input.groups("by"), {}, {}, {}};
  for (std::size_t group = 0; group < result.groups.names.size(); ++group) {
    const auto part = part_of(all, result.groups, static_cast<int>(group));
    result.curves.push_back(LOSSA_TRY(stats::kaplan_meier(part, {scales[scale], input.options().level})));
    double patients = 0.0;
    double events = 0.0;
    for (std::size_t i = 0; i < part.size(); ++i) {
      patients += part.weight_of(i);
      events += part.event[i] == 1 ? part.weight_of(i) : 0.0;
    }
    result.patients.push_back(patients);
    result.events.push_back(events);
  }
  return result;
}

Result<StatsReport> km(const StatsInput& input) {
  const auto curves = LOSSA_TRY(curves_of(input));
  StatsReport report;
  auto& medians = report.table("medians", {"group", "n", "events", "median", "low", "high"});
  std::vector<std::vector<StatsCell>> rows;
  for (std::size_t g = 0; g < curves.curves.size(); ++g)
    rows.push_back(joined({curves.groups.names[g], curves.patients[g], curves.events[g]},
                          report.cells(stats::survival_quantile(curves.curves[g], 0.5))));
  medians.rows = std::move(rows);
  auto& table =
      report.table("survival", {"group", "time", "at_risk", "events", "survival", "standard_error", "low", "high"});
  for (std::size_t g = 0; g < curves.curves.size(); ++g)
    for (const auto& step : curves.curves[g].steps)
      table.row({curves.groups.names[g], step.time, step.at_risk, step.events, step.survival, step.standard_error,
                 step.low, step.high});
  report.note("greenwood");
  return report;
}

Result<StatsReport> nelson_aalen(const StatsInput& input) {
  const auto curves = LOSSA_TRY(curves_of(input));
  StatsReport report;
  auto& table = report.table("hazard", {"group", "time", "at_risk", "events", "hazard", "standard_error"});
  for (std::size_t g = 0; g < curves.curves.size(); ++g)
    for (const auto& step : curves.curves[g].steps)
      table.row(
          {curves.groups.names[g], step.time, step.at_risk, step.events, step.hazard, std::sqrt(step.hazard_variance)});
  return report;
}

Result<StatsReport> rmst(const StatsInput& input) {
  const double horizon = LOSSA_TRY(input.setting("horizon"));
  const auto curves = LOSSA_TRY(curves_of(input));
  StatsReport report;
  report.table("means", {"group", "mean", "low", "high", "standard_error"});
  std::vector<stats::RestrictedMean> means;
  for (std::size_t g = 0; g < curves.curves.size(); ++g) {
    means.push_back(LOSSA_TRY(stats::restricted_mean(curves.curves[g], horizon)));
    auto cells = joined(named(curves.groups.names[g], report.cells(means[g].mean)), {means[g].standard_error});
    report.tables[0].row(std::move(cells));
  }
  if (means.size() == 2) {
    const auto both = stats::contrast(means[0], means[1]);
    auto difference = joined(named("difference", report.cells(both.difference)), {both.p_difference});
    auto ratio = joined(named("ratio", report.cells(both.ratio)), {both.p_ratio});
    report.table("contrast", {"measure", "estimate", "low", "high", "p"}).row(difference).row(ratio);
    report.note("first_against_second", {curves.groups.names[0], curves.groups.names[1]});
  }
  return report;
}

Result<StatsReport> logrank(const StatsInput& input) {
  const auto observations = LOSSA_TRY(observations_of(input));
  if (!input.has("by")) return Error{ErrorKind::invalid_input, "this method needs --by", "logrank"};
  const auto groups = input.groups("by");
  const auto strata = input.has("strata") ? input.groups("strata") : StatsGroups{};
  const double rho = LOSSA_TRY(input.setting("rho", 0.0));
  const double gamma = LOSSA_TRY(input.setting("gamma", 0.0));
  const auto test = LOSSA_TRY(stats::log_rank(observations, {groups.of_row, strata.of_row}, {rho, gamma}));
  StatsReport report;
  auto& table = report.table("groups", {"group", "observed", "expected"});
  for (std::size_t g = 0; g < groups.names.size(); ++g)
    table.row({groups.names[g], test.observed[g], test.expected[g]});
  report.table("test", {"chi_squared", "degrees_of_freedom", "p"})
      .row({test.chi_squared, static_cast<std::int64_t>(test.degrees_of_freedom), test.p});
  if (rho != 0.0 || gamma != 0.0) report.note("fleming_harrington", {shown(rho), shown(gamma)});
  return report;
}

}  // namespace

std::span<const StatsMethod> survival_methods() {
  static const StatsMethod methods[] = {
      {"km", "--time --event [--entry --by --weight --limits log|log-log|plain|arcsine]", km},
      {"nelson-aalen", "--time --event [--entry --by --weight]", nelson_aalen},
      {"rmst", "--time --event --horizon T [--entry --by --weight]", rmst},
      {"logrank", "--time --event --by [--entry --strata --rho --gamma]", logrank}};
  return methods;
}

}  // namespace lossa::cli
