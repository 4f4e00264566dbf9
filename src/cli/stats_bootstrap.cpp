// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include <lossa/stats/bootstrap.hpp>
#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/roc.hpp>

#include "stats_arms.hpp"
#include "stats_method.hpp"
#include "stats_observations.hpp"

namespace lossa::cli {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

using Rows = std::span<const std::size_t>;

Result<stats::Statistic> mean_of(const StatsInput& input) {
  auto values = LOSSA_TRY(input.numbers("value"));
  return stats::Statistic([values = std::move(values)](Rows rows) {
    double sum = 0.0;
    for (const auto row : rows) sum += values[row];
    return sum / static_cast<double>(rows.size());
  });
}

Result<stats::Statistic> median_of(const StatsInput& input) {
  auto values = LOSSA_TRY(input.numbers("value"));
  return stats::Statistic([values = std::move(values)](Rows rows) {
    std::vector<double> drawn;
    for (const auto row : rows) drawn.push_back(values[row]);
    std::ranges::sort(drawn);
    const auto half = drawn.size() / 2;
    if (drawn.empty()) return nan;
    return drawn.size() % 2 == 1 ? drawn[half] : 0.5 * (drawn[half - 1] + drawn[half]);
  });
}

/// A sample in which everyone left before the horizon has no such mean.
Result<stats::Statistic> restricted_mean_of(const StatsInput& input) {
  const double horizon = LOSSA_TRY(input.setting("horizon"));
  auto all = LOSSA_TRY(observations_of(input));
  if (!all.weight.empty()) return Error{ErrorKind::invalid_input, "a bootstrap takes no case weights", "--weight"};
  return stats::Statistic([horizon, all = std::move(all)](Rows rows) {
    stats::Observations drawn;
    for (const auto row : rows) {
      if (!all.entry.empty()) drawn.entry.push_back(all.entry[row]);
      drawn.exit.push_back(all.exit[row]);
      drawn.event.push_back(all.event[row]);
    }
    const auto curve = stats::kaplan_meier(drawn);
    if (!curve) return nan;
    const auto mean = stats::restricted_mean(*curve, horizon);
    return mean ? mean->mean.value : nan;
  });
}

Result<stats::Statistic> area_of(const StatsInput& input) {
  LOSSA_TRY(require_outcome(input, "outcome"));
  auto score = LOSSA_TRY(input.numbers("score"));
  auto outcome = LOSSA_TRY(input.numbers("outcome"));
  return stats::Statistic([score = std::move(score), outcome = std::move(outcome)](Rows rows) {
    std::vector<double> drawn_score;
    std::vector<double> drawn_outcome;
    for (const auto row : rows) {
      drawn_score.push_back(score[row]);
      drawn_outcome.push_back(outcome[row]);
    }
    const auto curve = stats::roc(drawn_score, drawn_outcome);
    return curve ? curve->area.value : nan;
  });
}

Result<StatsReport> bootstrap(const StatsInput& input) {
  using Make = Result<stats::Statistic> (*)(const StatsInput&);
  constexpr std::uint64_t most_replicates = 1'000'000;
  const std::vector<std::string> names = {"mean", "median", "rmst", "area"};
  const Make makers[] = {mean_of, median_of, restricted_mean_of, area_of};
  const auto chosen = LOSSA_TRY(input.choice("statistic", names));
  const auto replicates = LOSSA_TRY(input.whole_setting("replicates", 1000));
  const auto seed = LOSSA_TRY(input.whole_setting("seed", 1));
  if (replicates > most_replicates)
    return Error{ErrorKind::invalid_input, "a million replicates are the most", "--replicates"};
  const auto statistic = LOSSA_TRY(makers[chosen](input));
  std::vector<std::size_t> everyone(input.rows());
  for (std::size_t i = 0; i < everyone.size(); ++i) everyone[i] = i;
  const double observed = statistic(everyone);
  const auto drawn = stats::bootstrap(input.rows(), {0, replicates, seed}, statistic);
  const auto left_out = stats::jackknife(input.rows(), statistic);
  const double level = input.options().level;
  const auto percentile =
      LOSSA_TRY(stats::bootstrap_interval(observed, drawn, stats::BootstrapMethod::percentile, level));
  StatsReport report;
  std::vector<std::vector<StatsCell>> rows;
  const auto bca = stats::bca_interval(observed, drawn, left_out, level);
  if (bca) rows.push_back(joined(named("BCa", report.cells(*bca)), {names[chosen]}));
  if (!bca) report.note("no_bca", {bca.error().message});
  rows.push_back(joined(named("percentile", report.cells(percentile)), {names[chosen]}));
  report.table("bootstrap", {"interval", "estimate", "low", "high", "statistic"}).rows = std::move(rows);
  report.note("bootstrap", {std::to_string(replicates), std::to_string(seed)});
  return report;
}

}  // namespace

std::span<const StatsMethod> bootstrap_methods() {
  static const StatsMethod methods[] = {
      {"bootstrap",
       "--value [--statistic mean|median] | --statistic rmst --time --event --horizon T [--entry] | --statistic area "
       "--score --outcome [--replicates 1000 --seed 1]",
       bootstrap}};
  return methods;
}

}  // namespace lossa::cli
