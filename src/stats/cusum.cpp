// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cusum.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

Result<void> require_design(CusumDesign design) {
  const auto is_ratio = [](double ratio) { return ratio > 0.0 && std::isfinite(ratio); };
  if (!is_ratio(design.acceptable)) return bad_input("an odds ratio is above 0 and finite", "design.acceptable");
  if (!is_ratio(design.watched_for)) return bad_input("an odds ratio is above 0 and finite", "design.watched_for");
  if (design.acceptable != design.watched_for) return {};
  return bad_input("the odds ratios to decide between must differ", "design.watched_for");
}

Result<void> require_outcomes(std::span<const double> chance, std::span<const double> outcome) {
  LOSSA_TRY(require_some(outcome, "outcome"));
  LOSSA_TRY(require_size(chance, outcome.size(), "chance"));
  LOSSA_TRY(require_probabilities(chance, "chance"));
  return require_binary(outcome, "outcome");
}

double weight_of(double chance, bool happened, CusumDesign design) {
  const double under_acceptable = 1.0 - chance + design.acceptable * chance;
  const double under_watched = 1.0 - chance + design.watched_for * chance;
  const double survived = std::log(under_acceptable / under_watched);
  return happened ? survived + std::log(design.watched_for / design.acceptable) : survived;
}

}  // namespace

Result<double> cusum_weight(double chance, bool happened, CusumDesign design) {
  LOSSA_TRY(require_design(design));
  if (!is_within(chance, 0.0, 1.0)) return bad_input("a chance lies within 0 and 1", "chance");
  return weight_of(chance, happened, design);
}

Result<Cusum> risk_adjusted_cusum(std::span<const double> chance, std::span<const double> outcome, double threshold,
                                  CusumDesign design) {
  LOSSA_TRY(require_design(design));
  LOSSA_TRY(require_outcomes(chance, outcome));
  if (!(threshold > 0.0)) return bad_input("a threshold is above 0", "threshold");
  Cusum chart{{}, 0, std::nullopt};
  double value = 0.0;
  for (std::size_t i = 0; i < chance.size(); ++i) {
    value = std::max(0.0, value + weight_of(chance[i], outcome[i] == 1.0, design));
    chart.values.push_back(value);
    if (value > chart.values[chart.highest]) chart.highest = i;
    if (value > threshold && !chart.first_signal) chart.first_signal = i;
  }
  return chart;
}

Result<std::vector<double>> variable_life_adjusted_display(std::span<const double> chance,
                                                           std::span<const double> outcome) {
  LOSSA_TRY(require_outcomes(chance, outcome));
  std::vector<double> display;
  double sum = 0.0;
  for (std::size_t i = 0; i < chance.size(); ++i) display.push_back(sum += chance[i] - outcome[i]);
  return display;
}

}  // namespace lossa::stats
