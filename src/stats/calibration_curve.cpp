// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <lossa/stats/calibration.hpp>

#include "lowess.hpp"
#include "quantile.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {

namespace {

Result<void> require_curve(std::span<const double> chance, std::span<const double> outcome, double span) {
  LOSSA_TRY(require_some(outcome, "outcome"));
  LOSSA_TRY(require_size(chance, outcome.size(), "chance"));
  LOSSA_TRY(require_probabilities(chance, "chance"));
  LOSSA_TRY(require_binary(outcome, "outcome"));
  const auto [lowest, highest] = std::ranges::minmax(chance);
  if (lowest == highest) return bad_input("everyone has the same chance: there is no curve", "chance");
  const bool is_share = span > 0.0 && span <= 1.0;
  if (is_share) return {};
  return bad_input("a span is above 0 and at most 1", "span");
}

void measure_distances(CalibrationCurve& curve, std::vector<double> distances) {
  const double sum = std::accumulate(distances.begin(), distances.end(), 0.0);
  std::ranges::sort(distances);
  curve.mean_distance = sum / static_cast<double>(distances.size());
  curve.median_distance = quantile_of_rising(distances, 0.5);
  curve.distance_of_ninety = quantile_of_rising(distances, 0.9);
  curve.largest_distance = distances.back();
}

}  // namespace

Result<CalibrationCurve> calibration_curve(std::span<const double> chance, std::span<const double> outcome,
                                           double span) {
  LOSSA_TRY(require_curve(chance, outcome, span));
  std::vector<std::pair<double, double>> persons;
  for (std::size_t i = 0; i < chance.size(); ++i) persons.emplace_back(chance[i], outcome[i]);
  std::ranges::sort(persons);
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& [predicted, seen] : persons) {
    x.push_back(predicted);
    y.push_back(seen);
  }
  const auto smooth = lowess(x, y, {.span = span, .apart = 0.01 * (x.back() - x.front())});
  CalibrationCurve curve;
  std::vector<double> distances;
  for (std::size_t i = 0; i < x.size(); ++i) {
    distances.push_back(std::abs(smooth[i] - x[i]));
    if (i == 0 || x[i] != x[i - 1]) curve.points.push_back({x[i], smooth[i]});
  }
  measure_distances(curve, std::move(distances));
  return curve;
}

}  // namespace lossa::stats
