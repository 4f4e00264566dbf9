// SPDX-License-Identifier: Apache-2.0
#include "mixed_surface.hpp"

#include <algorithm>
#include <cmath>

namespace lossa::stats {
namespace {

constexpr std::size_t of_level = 0;
constexpr std::size_t of_effect = 1;
constexpr std::size_t of_tau = 2;

// From tau to tau squared. At 0 the slope by tau is 0, by symmetry, and that by tau squared is half the bend.
SurfaceValue by_tau_squared(const MixedIntegral& sum, double tau) {
  const double bend = sum.bend[of_tau][of_tau];
  if (tau == 0.0) return {sum.value, sum.slope[of_effect], 0.5 * bend, {sum.bend[of_effect][of_effect], 0.0, 0.0}};
  const double slope = sum.slope[of_tau] / tau;
  return {
      sum.value,
      sum.slope[of_effect],
      0.5 * slope,
      {sum.bend[of_effect][of_effect], 0.5 * sum.bend[of_effect][of_tau] / tau, 0.25 * (bend - slope) / (tau * tau)}};
}

}  // namespace

MixedSurface::MixedSurface(std::span<const MixedStudy> studies, std::size_t quadrature_points)
    : studies_(studies), rule_(quadrature_points) {
  for (const auto& study : studies) levels_.push_back(study.start_of_level);
}

MixedIntegral MixedSurface::at_best_level(std::size_t study, MixedPoint point) {
  point.level = levels_[study];
  auto now = integrate(studies_[study], point, rule_);
  if (!studies_[study].has_level) return now;
  for (int step = 0; step < 100; ++step) {
    double change = std::clamp(-now.slope[of_level] / now.bend[of_level][of_level], -3.0, 3.0);
    if (!(std::abs(change) > 1e-11)) break;
    // By so little to be gained the value is no judge: it has the quadrature's error.
    const bool is_near = std::abs(now.slope[of_level] * change) < 1e-5;
    for (int halving = 0; halving < 50; ++halving, change *= 0.5) {
      const auto next = integrate(studies_[study], {point.level + change, point.effect, point.tau}, rule_);
      if (!is_near && !(next.value >= now.value)) continue;
      point.level += change;
      now = next;
      break;
    }
  }
  levels_[study] = point.level;
  return now;
}

SurfaceValue MixedSurface::at(const SurfacePoint& point) {
  const double tau = std::sqrt(point.spread);
  MixedIntegral sum{};
  for (std::size_t i = 0; i < studies_.size(); ++i) {
    const auto one = at_best_level(i, {.level = 0.0, .effect = point.centre, .tau = tau});
    sum.value += one.value;
    for (const auto row : {of_effect, of_tau}) {
      sum.slope[row] += one.slope[row];
      for (const auto column : {of_effect, of_tau}) {
        sum.bend[row][column] += one.bend[row][column];
        if (studies_[i].has_level)
          sum.bend[row][column] -= one.bend[of_level][row] * one.bend[of_level][column] / one.bend[of_level][of_level];
      }
    }
  }
  return by_tau_squared(sum, tau);
}

}  // namespace lossa::stats
