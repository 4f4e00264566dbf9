// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/exact_odds_ratio.hpp>
#include <lossa/stats/proportion.hpp>
#include <lossa/stats/rate.hpp>

#include "stats_arms.hpp"
#include "stats_method.hpp"

namespace lossa::cli {
namespace {

/// How many rows the groups have events in: of one row a patient.
std::vector<stats::Proportion> counted(const std::vector<std::uint64_t>& outcome, const StatsGroups& groups) {
  std::vector<stats::Proportion> shares(groups.names.size(), {0, 0});
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    auto& share = shares[static_cast<std::size_t>(groups.of_row[i])];
    share.events += outcome[i];
    ++share.n;
  }
  return shares;
}

/// Series by name, from rows of patients or of series.
struct NamedShares {
  std::vector<std::string> names;
  std::vector<stats::Proportion> shares;
};

Result<NamedShares> shares_of(const StatsInput& input) {
  if (!input.has("outcome")) {
    auto series = LOSSA_TRY(series_of(input));
    return NamedShares{row_names(input), std::move(series)};
  }
  LOSSA_TRY(require_outcome(input, "outcome"));
  const auto outcome = LOSSA_TRY(input.counts("outcome"));
  const auto groups = input.groups("by");
  return NamedShares{groups.names, counted(outcome, groups)};
}

Result<void> write_difference(StatsReport& report, const NamedShares& two, double level) {
  const auto difference = LOSSA_TRY(stats::risk_difference({two.shares[0], two.shares[1]}, level));
  auto cells = named("difference", report.cells(difference));
  report.table("contrast", {"measure", "estimate", "low", "high"}).row(std::move(cells));
  report.note("first_against_second", {two.names[0], two.names[1]});
  return {};
}

Result<StatsReport> proportion(const StatsInput& input) {
  const stats::ProportionInterval kinds[] = {stats::ProportionInterval::clopper_pearson,
                                             stats::ProportionInterval::mid_p, stats::ProportionInterval::wilson,
                                             stats::ProportionInterval::jeffreys};
  const auto kind = LOSSA_TRY(input.choice("limits", {"clopper-pearson", "mid-p", "wilson", "jeffreys"}));
  const auto all = LOSSA_TRY(shares_of(input));
  StatsReport report;
  report.table("proportions", {"group", "events", "n", "proportion", "low", "high"});
  for (std::size_t i = 0; i < all.shares.size(); ++i) {
    const auto& share = all.shares[i];
    const auto estimate = LOSSA_TRY(stats::proportion(share, kinds[kind], input.options().level));
    report.tables[0].row(joined({all.names[i], count_cell(share.events), count_cell(share.n)}, report.cells(estimate)));
  }
  if (all.shares.size() == 2 && input.has("by")) LOSSA_TRY(write_difference(report, all, input.options().level));
  return report;
}

Result<StatsReport> rates_over(const StatsInput& input, const std::string& option,
                               Result<stats::Estimate> (*kernel)(const stats::Rate&, stats::RateInterval, double)) {
  const stats::RateInterval kinds[] = {stats::RateInterval::exact, stats::RateInterval::mid_p,
                                       stats::RateInterval::byar};
  const auto kind = LOSSA_TRY(input.choice("limits", {"exact", "mid-p", "byar"}));
  const auto events = LOSSA_TRY(input.counts("events"));
  const auto size = LOSSA_TRY(input.numbers(option));
  const auto names = row_names(input);
  StatsReport report;
  report.table(option == "time" ? "rates" : "ratios", {"group", "events", option.c_str(), "estimate", "low", "high"});
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto estimate = LOSSA_TRY(kernel({events[i], size[i]}, kinds[kind], input.options().level));
    report.tables[0].row(joined({names[i], count_cell(events[i]), size[i]}, report.cells(estimate)));
  }
  return report;
}

Result<StatsReport> rate(const StatsInput& input) { return rates_over(input, "time", stats::rate); }
Result<StatsReport> smr(const StatsInput& input) { return rates_over(input, "expected", stats::standardised_ratio); }

/// One table of the patients in the rows.
Result<std::vector<stats::TwoArms>> counted_table(const StatsInput& input) {
  LOSSA_TRY(require_outcome(input, "treated"));
  LOSSA_TRY(require_outcome(input, "outcome"));
  const auto treated = LOSSA_TRY(input.counts("treated"));
  const auto outcome = LOSSA_TRY(input.counts("outcome"));
  stats::TwoArms table{{0, 0}, {0, 0}};
  for (std::size_t i = 0; i < treated.size(); ++i) {
    auto& arm = treated[i] == 1 ? table.first : table.second;
    arm.events += outcome[i];
    ++arm.n;
  }
  return std::vector{table};
}

Result<stats::ExactOddsRatio> exact_of(const std::vector<stats::TwoArms>& tables, double level) {
  if (tables.size() == 1) return stats::fisher_exact(tables[0], level);
  return stats::exact_common_odds_ratio(tables, level);
}

Result<StatsReport> fisher(const StatsInput& input) {
  const auto tables = LOSSA_TRY(input.has("treated") ? counted_table(input) : arms_of(input));
  const auto exact = LOSSA_TRY(exact_of(tables, input.options().level));
  StatsReport report;
  auto conditional = joined(named("odds ratio", report.cells(exact.odds_ratio)), {exact.p_value});
  auto mid_p = joined(named("odds ratio, mid-P", report.cells(exact.mid_p_odds_ratio)), {exact.mid_p_value});
  report.table("odds_ratio", {"measure", "estimate", "low", "high", "p"}).row(conditional).row(mid_p);
  write_notes(report, exact.notes, input);
  return report;
}

}  // namespace

std::span<const StatsMethod> count_methods() {
  static const StatsMethod methods[] = {
      {"proportion", "--events --n | --outcome [--by --limits clopper-pearson|mid-p|wilson|jeffreys]", proportion},
      {"rate", "--events --time [--by --limits exact|mid-p|byar]", rate},
      {"smr", "--events --expected [--by --limits exact|mid-p|byar]", smr},
      {"fisher", "--events --n --events2 --n2 | --treated --outcome", fisher}};
  return methods;
}

}  // namespace lossa::cli
