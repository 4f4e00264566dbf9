// SPDX-License-Identifier: Apache-2.0
#include "mixed_study.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lossa::stats {
namespace {

// By the study's level and its own effect.
struct Term {
  double value = 0.0;
  double level = 0.0;
  double effect = 0.0;
  double level_level = 0.0;
  double level_effect = 0.0;
  double effect_effect = 0.0;
};

Term term_at(const MixedStudy& study, double level, double effect) {
  Term sum;
  for (const auto& [likelihood, share] : study.arms) {
    const double predictor = (study.has_level ? level : 0.0) + share * effect;
    const auto slopes = std::visit([predictor](const auto& arm) { return arm.at(predictor); }, likelihood);
    sum.value += slopes.value;
    sum.effect += share * slopes.first;
    sum.effect_effect += share * share * slopes.second;
    if (!study.has_level) continue;
    sum.level += slopes.first;
    sum.level_level += slopes.second;
    sum.level_effect += share * slopes.second;
  }
  return sum;
}

struct Peak {
  double place;
  double width;
};

// The likeliest standardised effect: of the study's likelihood times the normal density, which is concave in its
// logarithm, so that steps of Newton's that are halved until they rise get there from anywhere.
Peak peak_of(const MixedStudy& study, const MixedPoint& point) {
  if (point.tau == 0.0) return {0.0, 1.0};
  const auto height = [&](double z, const Term& term) { return term.value - 0.5 * z * z; };
  double z = 0.0;
  auto term = term_at(study, point.level, point.effect);
  for (int step = 0; step < 200; ++step) {
    const double slope = point.tau * term.effect - z;
    const double bend = point.tau * point.tau * term.effect_effect - 1.0;
    double change = std::clamp(-slope / bend, -20.0, 20.0);
    if (std::abs(change) < 1e-5) break;
    const double now = height(z, term);
    for (int halving = 0; halving < 60; ++halving, change *= 0.5) {
      term = term_at(study, point.level, point.effect + point.tau * (z + change));
      if (height(z + change, term) >= now - 1e-12 * std::abs(now)) break;
    }
    z += change;
  }
  return {z, 1.0 / std::sqrt(1.0 - point.tau * point.tau * term.effect_effect)};
}

struct Node {
  double z;
  double log_mass;
  Term term;
};

// A weighted sum over the nodes of the slopes, of their products and of the second derivatives.
MixedIntegral sum_of(const std::vector<Node>& nodes, double largest) {
  MixedIntegral sum{};
  double total = 0.0;
  for (const auto& node : nodes) {
    const double mass = std::exp(node.log_mass - largest);
    const auto& t = node.term;
    const std::array<double, 3> slope{t.level, t.effect, node.z * t.effect};
    const std::array<std::array<double, 3>, 3> bend{
        {{t.level_level, t.level_effect, node.z * t.level_effect},
         {t.level_effect, t.effect_effect, node.z * t.effect_effect},
         {node.z * t.level_effect, node.z * t.effect_effect, node.z * node.z * t.effect_effect}}};
    total += mass;
    for (std::size_t i = 0; i < 3; ++i) {
      sum.slope[i] += mass * slope[i];
      for (std::size_t j = 0; j <= i; ++j) sum.bend[i][j] += mass * (bend[i][j] + slope[i] * slope[j]);
    }
  }
  for (auto& slope : sum.slope) slope /= total;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      sum.bend[i][j] = sum.bend[j][i] = sum.bend[i][j] / total - sum.slope[i] * sum.slope[j];
  sum.value = largest + std::log(total);
  return sum;
}

}  // namespace

Slopes BinomialArm::at(double predictor) const {
  const double eta = predictor + offset;
  const double small = std::exp(-std::abs(eta));
  const double share = eta > 0.0 ? 1.0 / (1.0 + small) : small / (1.0 + small);
  const double log_total = std::max(eta, 0.0) + std::log1p(small);
  return {events * eta - n * log_total, events - n * share, -n * small / ((1.0 + small) * (1.0 + small))};
}

Slopes PoissonArm::at(double predictor) const {
  const double expected = time * std::exp(std::min(predictor, 600.0));  // a mean past which all is impossible
  return {events * predictor - expected, events - expected, -expected};
}

Slopes TableArm::at(double predictor) const {
  const auto moments = table.moments(predictor);
  return {count * predictor - moments.log_total, count - moments.mean, -moments.variance};
}

MixedIntegral integrate(const MixedStudy& study, const MixedPoint& point, const GaussHermite& rule) {
  const auto peak = peak_of(study, point);
  std::vector<Node> nodes;
  nodes.reserve(rule.size());
  double largest = -1e308;
  for (std::size_t q = 0; q < rule.size(); ++q) {
    const double z = peak.place + std::numbers::sqrt2 * peak.width * rule.nodes()[q];
    const auto term = term_at(study, point.level, point.effect + point.tau * z);
    nodes.push_back({z, term.value - 0.5 * z * z + rule.log_weights()[q], term});
    largest = std::max(largest, nodes.back().log_mass);
  }
  auto sum = sum_of(nodes, largest);
  sum.value += std::log(peak.width) - 0.5 * std::log(std::numbers::pi);
  return sum;
}

}  // namespace lossa::stats
