// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/power.hpp>
#include <lossa/stats/proportion.hpp>

#include "stats_method.hpp"

namespace lossa::cli {
namespace {

Result<std::uint32_t> group_size(const StatsInput& input, const std::string& name) {
  const auto size = LOSSA_TRY(input.whole_setting(name, 0));
  if (size > 1'000'000) return Error{ErrorKind::invalid_input, "the group is too large", "--" + name};
  return static_cast<std::uint32_t>(size);
}

Result<stats::TwoShares> two_shares_of(const StatsInput& input) {
  const double first = LOSSA_TRY(input.setting("p1"));
  const double second = LOSSA_TRY(input.setting("p2"));
  return stats::TwoShares{first, second};
}

Result<stats::GroupSizes> sizes_of(const StatsInput& input) {
  const auto first = LOSSA_TRY(group_size(input, "n1"));
  const auto second = LOSSA_TRY(group_size(input, "n-second"));
  return stats::GroupSizes{first, second};
}

/// --replicates and --seed of a simulation.
Result<stats::Replicates> replicates_of(const StatsInput& input) {
  const auto seed = LOSSA_TRY(input.whole_setting("seed", 1));
  const auto replicates = LOSSA_TRY(input.whole_setting("replicates", 1000));
  return stats::Replicates{0, replicates, seed};
}

StatsReport planned(const char* column, StatsCell value, const char* note) {
  StatsReport report;
  report.table("plan", {column}).row({std::move(value)});
  report.note(note);
  return report;
}

/// The exact power of so many patients, and beside it by simulation.
Result<StatsReport> two_shares_of_groups(const StatsInput& input, stats::TwoShares shares, double significance) {
  const auto sizes = LOSSA_TRY(sizes_of(input));
  const auto streams = LOSSA_TRY(replicates_of(input));
  const double exact = LOSSA_TRY(stats::exact_power_of_two_shares(shares, sizes, significance));
  const auto drawn = LOSSA_TRY(stats::simulated_power_of_two_shares(shares, sizes, streams, significance));
  StatsReport report = planned("power", exact, "plan_fisher");
  auto cells = report.cells(drawn);
  report.table("simulated", {"estimate", "low", "high"}).row(std::move(cells));
  return report;
}

Result<StatsReport> two_shares(const StatsInput& input) {
  const auto shares = LOSSA_TRY(two_shares_of(input));
  const double significance = LOSSA_TRY(input.setting("alpha", 0.05));
  if (input.options().settings.contains("n1")) return two_shares_of_groups(input, shares, significance);
  const double power = LOSSA_TRY(input.setting("power", 0.8));
  const auto size = LOSSA_TRY(stats::size_for_two_shares(shares, power, significance));
  return planned("per_group", count_cell(size), "plan_two_shares");
}

/// The power of so many patients by Schoenfeld's formula, and beside it by simulation of both tests.
Result<StatsReport> log_rank_of_groups(const StatsInput& input, double ratio, double significance) {
  const auto sizes = LOSSA_TRY(sizes_of(input));
  const double share = LOSSA_TRY(input.setting("p2"));
  const auto streams = LOSSA_TRY(replicates_of(input));
  const stats::SurvivalTrial trial{.sizes = sizes, .hazard_ratio = ratio, .second_share = share};
  const double events = LOSSA_TRY(stats::expected_events(trial));
  const double allocation = sizes.first / (static_cast<double>(sizes.first) + sizes.second);
  const double power = LOSSA_TRY(stats::power_of_log_rank(ratio, events, significance, allocation));
  const auto by_rank =
      LOSSA_TRY(stats::simulated_power_of_survival(trial, stats::SurvivalTest::log_rank, streams, significance));
  const auto by_cox =
      LOSSA_TRY(stats::simulated_power_of_survival(trial, stats::SurvivalTest::cox, streams, significance));
  StatsReport report;
  report.table("plan", {"power", "events"}).row({power, events});
  auto rank_cells = named("log-rank", report.cells(by_rank));
  auto cox_cells = named("Cox", report.cells(by_cox));
  report.table("simulated", {"test", "estimate", "low", "high"}).row(rank_cells).row(cox_cells);
  report.note("plan_log_rank_power", {std::to_string(streams.last), std::to_string(streams.seed)});
  return report;
}

Result<StatsReport> log_rank(const StatsInput& input) {
  const double ratio = LOSSA_TRY(input.setting("hazard-ratio"));
  const double power = LOSSA_TRY(input.setting("power", 0.8));
  const double significance = LOSSA_TRY(input.setting("alpha", 0.05));
  if (input.options().settings.contains("n1")) return log_rank_of_groups(input, ratio, significance);
  const double allocation = LOSSA_TRY(input.setting("allocation", 0.5));
  const auto events = LOSSA_TRY(stats::events_for_log_rank(ratio, power, significance, allocation));
  return planned("events", count_cell(events), "plan_log_rank");
}

Result<StatsReport> non_inferiority(const StatsInput& input) {
  const auto shares = LOSSA_TRY(two_shares_of(input));
  const double margin = LOSSA_TRY(input.setting("margin"));
  const double power = LOSSA_TRY(input.setting("power", 0.8));
  const double significance = LOSSA_TRY(input.setting("alpha", 0.025));
  const auto size = LOSSA_TRY(stats::size_for_non_inferiority(shares, margin, power, significance));
  return planned("per_group", count_cell(size), "plan_non_inferiority");
}

Result<StatsReport> one_share(const StatsInput& input) {
  const double hypothesis = LOSSA_TRY(input.setting("p0"));
  const double share = LOSSA_TRY(input.setting("p1"));
  const stats::OneShare shares{hypothesis, share};
  const double power = LOSSA_TRY(input.setting("power", 0.8));
  const double significance = LOSSA_TRY(input.setting("alpha", 0.025));
  const auto size = LOSSA_TRY(stats::exact_size_for_one_share(shares, power, significance));
  return planned("n", count_cell(size), "plan_one_share");
}

Result<StatsReport> width(const StatsInput& input) {
  const double share = LOSSA_TRY(input.setting("p1"));
  const double wanted = LOSSA_TRY(input.setting("width"));
  const auto size = LOSSA_TRY(stats::size_for_width(share, wanted, input.options().level));
  return planned("n", count_cell(size), "plan_width");
}

Result<StatsReport> none_seen(const StatsInput& input) {
  if (input.options().settings.contains("n1")) {
    const auto size = LOSSA_TRY(group_size(input, "n1"));
    const double limit = LOSSA_TRY(stats::upper_limit_of_none(size, input.options().level));
    return planned("high", limit, "plan_none_limit");
  }
  const double risk = LOSSA_TRY(input.setting("p1"));
  const auto size = LOSSA_TRY(stats::event_free_needed(risk, input.options().level));
  return planned("n", count_cell(size), "plan_none_size");
}

Result<StatsReport> power(const StatsInput& input) {
  using Plan = Result<StatsReport> (*)(const StatsInput&);
  const Plan plans[] = {two_shares, log_rank, non_inferiority, one_share, width, none_seen};
  const auto chosen = LOSSA_TRY(input.choice(
      "design", {"two-proportions", "log-rank", "non-inferiority", "one-proportion", "width", "no-event"}));
  return plans[chosen](input);
}

}  // namespace

std::span<const StatsMethod> planning_methods() {
  static const StatsMethod methods[] = {
      {"power",
       "--design two-proportions --p1 --p2 [--power 0.8 --alpha 0.05 | --n1 --n-second]; log-rank --hazard-ratio "
       "[--allocation 0.5 | --n1 --n-second --p2]; non-inferiority --p1 --p2 --margin; one-proportion --p0 --p1; width "
       "--p1 --width; no-event "
       "--p1 | --n1",
       power, false}};
  return methods;
}

}  // namespace lossa::cli
