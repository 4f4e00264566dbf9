// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/log_rank.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>

#include <lossa/stats/distributions.hpp>

#include "groups.hpp"
#include "refuse.hpp"
#include "time_order.hpp"

namespace lossa::stats {
namespace {

Result<void> check_question(const Observations& observations, const Grouping& grouping, TestWeight weight) {
  LOSSA_TRY(check(observations));
  LOSSA_TRY(check_grouping(grouping, observations.size()));
  const auto is_power = [](double power) { return std::isfinite(power) && power >= 0.0; };
  if (!is_power(weight.rho) || !is_power(weight.gamma)) return refuse("rho and gamma must be 0 or more", "weight");
  if (!observations.weight.empty())
    return refuse("the log-rank test counts patients: it has no case weights; a weighted Cox model has", "weight");
  const int causes = largest_cause(observations);
  if (causes > 1) return refuse("choose the cause with cause_specific, or ask for Gray's test", "event");
  if (causes == 0) return refuse("nobody had the event", "event");
  return {};
}

// Who is at risk, by group, at one event time of a stratum.
struct Table {
  double time = 0.0;
  std::vector<double> at_risk;
  std::vector<double> events;
};

// The event times of one stratum with their tables, the last first.
std::vector<Table> tables_of(const Observations& observations, std::span<const int> group,
                             std::span<const std::uint32_t> rows, std::size_t groups) {
  std::vector<std::uint32_t> entries;
  if (!observations.entry.empty()) {
    entries.assign(rows.begin(), rows.end());
    std::ranges::sort(entries, {}, [&](std::uint32_t row) { return observations.entry[row]; });
  }
  std::vector<Table> tables;
  Table now{.time = 0.0, .at_risk = std::vector<double>(groups), .events = std::vector<double>(groups)};
  for (auto left = rows.size(); left > 0;) {
    now.time = observations.exit[rows[left - 1]];
    std::ranges::fill(now.events, 0.0);
    for (; left > 0 && observations.exit[rows[left - 1]] == now.time; --left) {
      const auto row = rows[left - 1];
      const auto label = static_cast<std::size_t>(group[row]);
      now.at_risk[label] += 1.0;
      if (observations.event[row] == 1) now.events[label] += 1.0;
    }
    for (; !entries.empty() && observations.entry[entries.back()] >= now.time; entries.pop_back())
      now.at_risk[static_cast<std::size_t>(group[entries.back()])] -= 1.0;
    if (std::ranges::any_of(now.events, [](double events) { return events > 0.0; })) tables.push_back(now);
  }
  return tables;
}

void add_time(LogRankTest& test, const Table& table, double weight) {
  const double n = std::reduce(table.at_risk.begin(), table.at_risk.end());
  const double d = std::reduce(table.events.begin(), table.events.end());
  const double spread = n > 1.0 ? weight * weight * d * (n - d) / (n - 1.0) : 0.0;  // hypergeometric
  for (std::size_t i = 0; i < table.at_risk.size(); ++i) {
    test.observed[i] += weight * table.events[i];
    if (table.at_risk[i] == 0.0) continue;
    const double share = table.at_risk[i] / n;
    test.expected[i] += weight * d * share;
    test.variance.add(i, i, spread * share);
    for (std::size_t j = 0; j <= i; ++j) test.variance.add(i, j, -spread * share * table.at_risk[j] / n);
  }
}

void add_stratum(LogRankTest& test, std::vector<Table> tables, TestWeight weight) {
  double survival = 1.0;  // of all groups together, just before the time
  std::ranges::reverse(tables);
  for (const auto& table : tables) {
    add_time(test, table, std::pow(survival, weight.rho) * std::pow(1.0 - survival, weight.gamma));
    const double n = std::reduce(table.at_risk.begin(), table.at_risk.end());
    survival *= (n - std::reduce(table.events.begin(), table.events.end())) / n;
  }
}

// One group is redundant, since observed minus expected sum to 0; the factors drop the last that is.
Result<LogRankTest> conclude(LogRankTest test) {
  const Cholesky factors(test.variance);
  if (factors.rank() == 0)
    return refuse("at no event time were patients of two groups at risk: there is nothing to compare", "group");
  std::vector<double> excess(test.observed.size());
  std::ranges::transform(test.observed, test.expected, excess.begin(), std::minus<>());
  const auto solved = factors.solve(excess);
  test.chi_squared = std::inner_product(excess.begin(), excess.end(), solved.begin(), 0.0);
  test.degrees_of_freedom = static_cast<int>(factors.rank());
  test.p = chi_squared_upper_tail(test.chi_squared, test.degrees_of_freedom);
  return test;
}

}  // namespace

Result<LogRankTest> log_rank(const Observations& observations, const Grouping& grouping, TestWeight weight) {
  LOSSA_TRY(check_question(observations, grouping, weight));
  const auto groups = static_cast<std::size_t>(std::ranges::max(grouping.group)) + 1;

  LogRankTest test{.observed = std::vector<double>(groups),
                   .expected = std::vector<double>(groups),
                   .variance = SymmetricMatrix(groups),
                   .chi_squared = 0.0,
                   .degrees_of_freedom = 0,
                   .p = 1.0};
  const auto order = rising_order(observations.exit, grouping.stratum);
  for_each_stratum(order, grouping.stratum, [&](std::span<const std::uint32_t> rows) {
    add_stratum(test, tables_of(observations, grouping.group, rows, groups), weight);
  });
  return conclude(std::move(test));
}

}  // namespace lossa::stats
