// SPDX-License-Identifier: Apache-2.0
#include "likelihood_surface.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/root.hpp>

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest_centre = 60.0;  // a logit or logarithm past it is infinite for all we know
constexpr double largest_spread = 1e5;
constexpr double least_spread = 1e-9;  // below it a spread may as well be 0
constexpr RootTolerance fine{.absolute = 1e-13, .relative = 1e-11};

Error invalid(std::string message) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "studies"};
}

// Follows a surface along one of its axes with the other at its best; keeps where it was to start from there again.
class Ridge {
 public:
  Ridge(LikelihoodSurface& surface, SurfacePoint start) : surface_(surface), point_(start) {}

  // The best centre at this spread, by Newton steps that are halved until they rise.
  SurfaceValue at_spread(double spread) {
    point_.spread = spread;
    auto now = surface_.at(point_);
    for (int step = 0; step < 100 && std::abs(point_.centre) < largest_centre; ++step) {
      double change = now.bend.a < 0.0 ? -now.centre_slope / now.bend.a : std::copysign(0.5, now.centre_slope);
      change = std::clamp(change, -2.0, 2.0);
      if (!(std::abs(change) > 1e-11)) break;
      change = rise(change, now);
      if (change == 0.0) break;
    }
    return now;
  }

  // The best spread at this centre: where its slope changes its sign, looked for from the last one.
  Result<SurfaceValue> at_centre(double centre) {
    point_.centre = centre;
    const auto slope = [&](double spread) { return surface_.at({centre, spread}).spread_slope; };
    double low = 0.0;
    double high = point_.spread;
    if (slope(high) > 0.0) {
      while (slope(high) > 0.0 && high < largest_spread) low = std::exchange(high, std::max(2.0 * high, 0.01));
    } else {
      while (high > least_spread && slope(0.25 * high) <= 0.0) high *= 0.25;
      low = high > least_spread ? 0.25 * high : 0.0;
      if (low == 0.0 && slope(0.0) <= 0.0) {
        point_.spread = 0.0;
        return surface_.at(point_);
      }
    }
    point_.spread = LOSSA_TRY(find_root(slope, {low, high}, fine));
    return surface_.at(point_);
  }

  [[nodiscard]] const SurfacePoint& point() const { return point_; }

 private:
  // Takes as much of the change as rises; 0 where none does.
  double rise(double change, SurfaceValue& now) {
    for (int halving = 0; halving < 50; ++halving, change *= 0.5) {
      const auto next = surface_.at({point_.centre + change, point_.spread});
      if (!(next.value >= now.value - 1e-13 * std::abs(now.value))) continue;
      point_.centre += change;
      now = next;
      return change;
    }
    return 0.0;
  }

  LikelihoodSurface& surface_;
  SurfacePoint point_;
};

double standard_error(const SurfaceValue& value, double spread) {
  const auto& [a, b, c] = value.bend;
  return spread == 0.0 ? std::sqrt(-1.0 / a) : std::sqrt(-c / (a * c - b * b));
}

// The spread at which the ridge is highest, from those that were tried.
Result<double> highest_spread(Ridge& ridge, std::span<const double> spreads) {
  std::size_t best = 0;
  double highest = -infinity;
  for (std::size_t i = 0; i < spreads.size(); ++i) {
    const double value = ridge.at_spread(spreads[i]).value;
    if (std::isnan(value)) return invalid("the likelihood has no value where it was looked for");
    if (value > highest) {
      highest = value;
      best = i;
    }
  }
  const auto slope = [&](double spread) { return ridge.at_spread(spread).spread_slope; };
  if (slope(spreads[best]) > 0.0) {
    if (best + 1 == spreads.size())
      return invalid("the studies differ without bound: no finite heterogeneity is the likeliest");
    return find_root(slope, {spreads[best], spreads[best + 1]}, fine);
  }
  // Where it is flat to the last digit the highest may be so by rounding: the slope decides.
  while (best > 0 && slope(spreads[best - 1]) <= 0.0) --best;
  if (best == 0) return 0.0;
  return find_root(slope, {spreads[best - 1], spreads[best]}, fine);
}

}  // namespace

Result<SurfaceMaximum> maximum_of(LikelihoodSurface& surface, const SurfaceSearch& search) {
  Ridge ridge(surface, {search.start, 0.0});
  const double spread = LOSSA_TRY(highest_spread(ridge, search.spreads));
  const auto value = ridge.at_spread(spread);
  if (std::abs(ridge.point().centre) >= largest_centre)
    return invalid("the likelihood rises without end: no finite effect is the likeliest");
  const double error = standard_error(value, spread);
  if (!std::isfinite(error)) return invalid("the likelihood has no peak that would set a standard error");
  return SurfaceMaximum{ridge.point(), value.value, error};
}

Result<Estimate> profile_of_centre(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double level) {
  const double floor = maximum.value - 0.5 * chi_squared_quantile(level, 1.0);
  Estimate estimate{maximum.point.centre, -infinity, infinity, level, "profile likelihood"};
  for (const double side : {-1.0, 1.0}) {
    Ridge ridge(surface, maximum.point);
    const auto above = [&](double centre) {
      const auto value = ridge.at_centre(centre);
      return value.has_value() ? value->value - floor : std::numeric_limits<double>::quiet_NaN();
    };
    const auto bracket = find_bracket(above, maximum.point.centre, side * maximum.standard_error, largest_centre);
    if (!bracket.has_value()) continue;
    (side < 0.0 ? estimate.low : estimate.high) = LOSSA_TRY(find_root(above, *bracket, fine));
  }
  return estimate;
}

Result<Estimate> profile_of_spread(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double level) {
  const double floor = maximum.value - 0.5 * chi_squared_quantile(level, 1.0);
  Ridge ridge(surface, maximum.point);
  const auto above = [&](double spread) { return ridge.at_spread(spread).value - floor; };
  const double spread = maximum.point.spread;
  Estimate estimate{spread, 0.0, infinity, level, "profile likelihood"};
  if (spread > 0.0 && above(0.0) < 0.0) estimate.low = LOSSA_TRY(find_root(above, {0.0, spread}, fine));
  const auto bracket = find_bracket(above, spread, std::max(0.1, spread), largest_spread);
  if (bracket.has_value()) estimate.high = LOSSA_TRY(find_root(above, *bracket, fine));
  return estimate;
}

}  // namespace lossa::stats
