// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/cumulative_incidence.hpp>

#include "stats_method.hpp"
#include "stats_observations.hpp"

namespace lossa::cli {
namespace {

void write_curve(StatsTable& table, const std::string& group, const std::vector<stats::IncidenceStep>& curve) {
  for (const auto& step : curve)
    if (step.events > 0.0)
      table.row(
          {group, step.time, step.at_risk, step.events, step.incidence, std::sqrt(step.variance), step.low, step.high});
}

Result<StatsReport> incidence(const StatsInput& input) {
  const auto all = LOSSA_TRY(observations_of(input));
  const auto groups = input.groups("by");
  const int cause = LOSSA_TRY(cause_of(input));
  const bool weighted = !all.weight.empty();
  LOSSA_TRY(require_level(input));
  const stats::IncidenceOptions options{
      .cause = cause,
      .variance = weighted ? stats::IncidenceVariance::jackknife : stats::IncidenceVariance::aalen,
      .limits = {.scale = stats::LimitScale::log_log, .level = input.options().level}};
  StatsReport report;
  auto& table =
      report.table("incidence", {"group", "time", "at_risk", "events", "incidence", "standard_error", "low", "high"});
  for (std::size_t g = 0; g < groups.names.size(); ++g) {
    const auto curve = LOSSA_TRY(stats::cumulative_incidence(part_of(all, groups, static_cast<int>(g)), options));
    write_curve(table, groups.names[g], curve);
  }
  report.intervals.push_back(shown(100.0 * input.options().level) + " % log-log");
  report.note("aalen_johansen", {std::to_string(cause)});
  return report;
}

Result<StatsReport> gray(const StatsInput& input) {
  if (!input.has("by")) return Error{ErrorKind::invalid_input, "this method needs --by", "gray"};
  const auto observations = LOSSA_TRY(observations_of(input));
  const auto groups = input.groups("by");
  const auto strata = input.has("strata") ? input.groups("strata") : StatsGroups{};
  const double rho = LOSSA_TRY(input.setting("rho", 0.0));
  const int cause = LOSSA_TRY(cause_of(input));
  const auto test = LOSSA_TRY(stats::gray_test(observations, {groups.of_row, strata.of_row}, cause, rho));
  StatsReport report;
  report.table("test", {"chi_squared", "degrees_of_freedom", "p"})
      .row({test.chi_squared, static_cast<std::int64_t>(test.degrees_of_freedom), test.p});
  return report;
}

}  // namespace

std::span<const StatsMethod> competing_methods() {
  static const StatsMethod methods[] = {{"incidence", "--time --event [--cause 1 --entry --by --weight]", incidence},
                                        {"gray", "--time --event --by [--cause 1 --strata --rho]", gray}};
  return methods;
}

}  // namespace lossa::cli
