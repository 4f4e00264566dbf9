// SPDX-License-Identifier: Apache-2.0
#include "surface_ridge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <lossa/stats/root.hpp>

namespace lossa::stats {
namespace {

constexpr double far_centre = 70.0;      // past all that is finite for us
constexpr double least_spread = 1e-9;    // below it a spread may as well be 0
constexpr double most_unclimbed = 0.05;  // of a log likelihood: the quadrature's error where studies differ vastly

// Where the highest point was not found.
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr SurfaceValue no_value{nan, nan, nan, {nan, nan, nan}};

// Spreads between which the slope falls through 0, looked for from this one; from 0 where it is no higher than the
// least, and up to the largest where it still rises there.
template <typename Slope>
Bracket around_top(const Slope& slope, double from) {
  double low = 0.0;
  double high = from;
  if (slope(high) > 0.0) {
    while (slope(high) > 0.0 && high < largest_spread) low = std::exchange(high, std::max(2.0 * high, 0.01));
    return {low, high};
  }
  while (high > least_spread && slope(0.25 * high) <= 0.0) high *= 0.25;
  return {high > least_spread ? 0.25 * high : 0.0, high};
}

}  // namespace

SurfaceValue Ridge::at_spread(double spread, double tolerance) {
  point_.spread = spread;
  auto now = surface_.at(point_);
  double change = 0.0;
  for (int step = 0; step < 40 && std::abs(point_.centre) < far_centre; ++step) {
    change = now.bend.a < 0.0 ? -now.centre_slope / now.bend.a : std::copysign(0.5, now.centre_slope);
    change = std::clamp(change, -2.0, 2.0);
    if (!(std::abs(change) > tolerance)) return now;
    if (rise(change, now) == 0.0) break;
  }
  const bool is_as_good_as_there = std::abs(now.centre_slope * change) < most_unclimbed;
  return is_as_good_as_there || std::abs(point_.centre) >= far_centre ? now : no_value;
}

double Ridge::rise(double change, SurfaceValue& now) {
  // By so little to be gained the value is no judge: it has the quadrature's error, which its slope's root need not
  // have.
  const bool is_near = std::abs(now.centre_slope * change) < 1e-5;
  for (int halving = 0; halving < 12; ++halving, change *= 0.5) {
    const auto next = surface_.at({point_.centre + change, point_.spread});
    if (!is_near && !(next.value >= now.value)) continue;
    point_.centre += change;
    now = next;
    return change;
  }
  return 0.0;
}

SurfaceValue Ridge::at_centre(double centre) {
  point_.centre = centre;
  const auto slope = [&](double spread) { return surface_.at({centre, spread}).spread_slope; };
  const auto bracket = around_top(slope, point_.spread);
  if (bracket.high <= least_spread && slope(0.0) <= 0.0) {
    point_.spread = 0.0;
    return surface_.at(point_);
  }
  const auto top = find_root(slope, bracket, {.absolute = 1e-13, .relative = 1e-11});
  const bool is_at_the_end = bracket.high >= largest_spread && slope(bracket.high) > 0.0;
  if (!top.has_value() && !is_at_the_end) return no_value;
  point_.spread = top.has_value() ? *top : bracket.high;
  return surface_.at(point_);
}

}  // namespace lossa::stats
