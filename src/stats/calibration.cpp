// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/calibration.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <lossa/stats/distributions.hpp>

#include "logistic_model.hpp"
#include "quantile.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

Result<void> require_predictions(std::span<const double> chance, std::span<const double> outcome) {
  LOSSA_TRY(require_some(outcome, "outcome"));
  LOSSA_TRY(require_size(chance, outcome.size(), "chance"));
  LOSSA_TRY(require_probabilities(chance, "chance"));
  return require_binary(outcome, "outcome");
}

Estimate ratio_of(double observed, double expected, double level) {
  const double tail = 0.5 * (1.0 - level);
  const double low = observed > 0.0 ? 0.5 * chi_squared_quantile(tail, 2.0 * observed) : 0.0;
  const double high = 0.5 * chi_squared_quantile(1.0 - tail, 2.0 * observed + 2.0);
  return {observed / expected, low / expected, high / expected, level, "exact Poisson"};
}

/// The upper ends of groups of about equal size, rising; one at the lowest chance itself is left out, as by R's cut
/// (quantiles of type 7 of Hyndman and Fan).
std::vector<double> group_ends(std::span<const double> chance, std::size_t groups) {
  std::vector<double> ordered(chance.begin(), chance.end());
  std::ranges::sort(ordered);
  std::vector<double> ends;
  for (std::size_t k = 1; k <= groups; ++k) {
    const double end = quantile_of_rising(ordered, static_cast<double>(k) / static_cast<double>(groups));
    if (end > (ends.empty() ? ordered.front() : ends.back())) ends.push_back(end);
  }
  if (!ends.empty()) ends.back() = ordered.back();  // whatever the interpolation rounded to
  return ends;
}

}  // namespace

Result<Calibration> calibration(std::span<const double> chance, std::span<const double> outcome, double level) {
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_predictions(chance, outcome));
  LOSSA_TRY(require_open_probabilities(chance, "chance"));
  std::vector<double> log_odds(chance.size());
  std::ranges::transform(chance, log_odds.begin(), [](double p) { return std::log(p) - std::log1p(-p); });

  LogisticSample shifted{.outcome = {outcome.begin(), outcome.end()}, .covariates = {}, .offset = log_odds};
  LogisticSample sloped{.outcome = shifted.outcome, .covariates = {{"log odds of the chance", log_odds}}};
  const auto in_the_large = LOSSA_TRY(logistic(shifted, level));
  const auto recalibrated = LOSSA_TRY(logistic(sloped, level));
  double as_predicted = 0.0;
  for (std::size_t i = 0; i < log_odds.size(); ++i)
    as_predicted -= log_one_plus_exp(outcome[i] == 1.0 ? -log_odds[i] : log_odds[i]);
  return Calibration{.observed = sum_of(outcome),
                     .expected = sum_of(chance),
                     .ratio = ratio_of(sum_of(outcome), sum_of(chance), level),
                     .in_the_large = in_the_large.coefficients[0].estimate,
                     .intercept = recalibrated.coefficients[0].estimate,
                     .slope = recalibrated.coefficients[1].estimate,
                     .misfit = test_of(2.0 * (recalibrated.log_likelihood - as_predicted), 2.0)};
}

Result<GroupedCalibration> grouped_calibration(std::span<const double> chance, std::span<const double> outcome,
                                               std::size_t groups) {
  LOSSA_TRY(require_predictions(chance, outcome));
  if (groups < 3) return bad_input("a grouped calibration has at least 3 groups", "groups");
  const auto ends = group_ends(chance, groups);
  if (ends.size() < 3) return bad_input("the chances take too few values for 3 groups", "chance");
  GroupedCalibration result;
  for (const double end : ends) result.groups.push_back({end, 0, 0.0, 0.0});
  for (std::size_t i = 0; i < chance.size(); ++i) {
    auto& group = result.groups[static_cast<std::size_t>(std::ranges::lower_bound(ends, chance[i]) - ends.begin())];
    ++group.count;
    group.observed += outcome[i];
    group.expected += chance[i];
  }
  std::erase_if(result.groups, [](const CalibrationGroup& group) { return group.count == 0; });
  double statistic = 0.0;
  for (const auto& [end, count, observed, expected] : result.groups) {
    const auto size = static_cast<double>(count);
    if (expected == 0.0 || expected == size)
      return bad_input("a group of chances of 0 or of 1 only cannot be tested", "chance");
    statistic += (observed - expected) * (observed - expected) / (expected * (1.0 - expected / size));
  }
  if (result.groups.size() < 3) return bad_input("the chances take too few values for 3 groups", "chance");
  result.hosmer_lemeshow = test_of(statistic, static_cast<double>(result.groups.size() - 2));
  return result;
}

Result<Brier> brier(std::span<const double> chance, std::span<const double> outcome) {
  LOSSA_TRY(require_predictions(chance, outcome));
  const auto count = static_cast<double>(outcome.size());
  double squares = 0.0;
  double departure = 0.0;
  double variance = 0.0;
  for (std::size_t i = 0; i < chance.size(); ++i) {
    const double p = chance[i];
    squares += (p - outcome[i]) * (p - outcome[i]);
    departure += (outcome[i] - p) * (1.0 - 2.0 * p);
    variance += (1.0 - 2.0 * p) * (1.0 - 2.0 * p) * p * (1.0 - p);
  }
  const double share = sum_of(outcome) / count;
  const double reference = share * (1.0 - share);
  const double z = variance > 0.0 ? departure / std::sqrt(variance) : nan;
  return Brier{.score = squares / count,
               .reference = reference,
               .scaled = reference > 0.0 ? 1.0 - squares / count / reference : nan,
               .z = z,
               .p = std::isnan(z) ? nan : normal_two_sided_p(z)};
}

Result<std::vector<NetBenefit>> decision_curve(std::span<const double> chance, std::span<const double> outcome,
                                               std::span<const double> thresholds) {
  LOSSA_TRY(require_predictions(chance, outcome));
  LOSSA_TRY(require_open_probabilities(thresholds, "thresholds"));
  const auto count = static_cast<double>(outcome.size());
  const double share = sum_of(outcome) / count;
  std::vector<NetBenefit> curve;
  for (const double threshold : thresholds) {
    const double exchange = threshold / (1.0 - threshold);
    double benefit = 0.0;
    for (std::size_t i = 0; i < chance.size(); ++i)
      if (chance[i] >= threshold) benefit += outcome[i] == 1.0 ? 1.0 : -exchange;
    curve.push_back({threshold, benefit / count, share - (1.0 - share) * exchange});
  }
  return curve;
}

}  // namespace lossa::stats
