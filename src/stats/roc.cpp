// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/roc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <lossa/stats/distributions.hpp>

#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Result<void> require_scores(std::span<const double> score, std::span<const double> outcome, std::string_view name) {
  LOSSA_TRY(require_some(outcome, "outcome"));
  LOSSA_TRY(require_size(score, outcome.size(), name));
  LOSSA_TRY(require_finite(score, name));
  LOSSA_TRY(require_binary(outcome, "outcome"));
  return require_both_outcomes(outcome, {}, "outcome");
}

/// The ranks of values, from 1; ties share their mean.
std::vector<double> midranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    auto last = first;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = 0.5 * static_cast<double>(first + last + 1);
    first = last;
  }
  return ranks;
}

/// The share of the other group that each person is told apart from, in the right order: DeLong's components.
struct Placements {
  std::vector<double> of_cases;
  std::vector<double> of_controls;
};

Placements placements(std::span<const double> score, std::span<const double> outcome) {
  std::vector<double> cases;
  std::vector<double> controls;
  for (std::size_t i = 0; i < score.size(); ++i) (outcome[i] == 1.0 ? cases : controls).push_back(score[i]);
  auto together = cases;
  together.insert(together.end(), controls.begin(), controls.end());
  const auto ranks = midranks(together);
  const auto among_cases = midranks(cases);
  const auto among_controls = midranks(controls);
  Placements result;
  for (std::size_t i = 0; i < cases.size(); ++i)
    result.of_cases.push_back((ranks[i] - among_cases[i]) / static_cast<double>(controls.size()));
  for (std::size_t i = 0; i < controls.size(); ++i)
    result.of_controls.push_back(1.0 -
                                 (ranks[cases.size() + i] - among_controls[i]) / static_cast<double>(cases.size()));
  return result;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The variance of the mean; NaN of a single value.
double variance_of_mean(std::span<const double> values) {
  const auto count = static_cast<double>(values.size());
  const double centre = mean(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - centre) * (value - centre);
  return count > 1.0 ? squares / (count - 1.0) / count : nan;
}

std::vector<double> difference(std::span<const double> a, std::span<const double> b) {
  std::vector<double> result(a.size());
  std::ranges::transform(a, b, result.begin(), std::minus{});
  return result;
}

std::vector<RocPoint> points_of(std::span<const double> score, std::span<const double> outcome, const Roc& counts) {
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, std::ranges::greater{}, [&](std::size_t i) { return score[i]; });
  std::vector<RocPoint> points{{std::numeric_limits<double>::infinity(), 0.0, 1.0}};
  std::size_t true_positive = 0;
  std::size_t false_positive = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    ++(outcome[order[i]] == 1.0 ? true_positive : false_positive);
    if (i + 1 < order.size() && score[order[i + 1]] == score[order[i]]) continue;
    points.push_back({score[order[i]], static_cast<double>(true_positive) / static_cast<double>(counts.cases),
                      1.0 - static_cast<double>(false_positive) / static_cast<double>(counts.controls)});
  }
  return points;
}

}  // namespace

Result<Roc> roc(std::span<const double> score, std::span<const double> outcome, double level) {
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_scores(score, outcome, "score"));
  const auto parts = placements(score, outcome);
  const double area = mean(parts.of_cases);
  const double error = std::sqrt(variance_of_mean(parts.of_cases) + variance_of_mean(parts.of_controls));
  Roc result{{area, nan, nan, level, "DeLong"}, error, parts.of_cases.size(), parts.of_controls.size(), {}};
  if (error > 0.0) {
    const double reach = normal_quantile_two_sided(level) * error;
    result.area.low = std::max(area - reach, 0.0);
    result.area.high = std::min(area + reach, 1.0);
  }
  result.points = points_of(score, outcome, result);
  return result;
}

Result<RocComparison> compare_roc(std::span<const double> first, std::span<const double> second,
                                  std::span<const double> outcome, double level) {
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_scores(first, outcome, "first"));
  LOSSA_TRY(require_scores(second, outcome, "second"));
  const auto one = placements(first, outcome);
  const auto two = placements(second, outcome);
  if (one.of_cases.size() < 2 || one.of_controls.size() < 2)
    return bad_input("two scores can be compared from two cases and two controls on", "outcome");
  const double error = std::sqrt(variance_of_mean(difference(one.of_cases, two.of_cases)) +
                                 variance_of_mean(difference(one.of_controls, two.of_controls)));
  const double areas_apart = mean(one.of_cases) - mean(two.of_cases);
  if (error == 0.0 && areas_apart != 0.0)
    return bad_input("the areas differ alike for everyone: their difference has no variance", "outcome");
  const double z = error > 0.0 ? areas_apart / error : 0.0;
  const double reach = normal_quantile_two_sided(level) * error;
  return RocComparison{.first_area = mean(one.of_cases),
                       .second_area = mean(two.of_cases),
                       .difference = {areas_apart, areas_apart - reach, areas_apart + reach, level, "DeLong"},
                       .standard_error = error,
                       .z = z,
                       .p = normal_two_sided_p(z)};
}

}  // namespace lossa::stats
