// SPDX-License-Identifier: Apache-2.0
#include "likelihood_surface.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/root.hpp>

#include "surface_ridge.hpp"

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest_centre = 60.0;  // a logit or logarithm past it is infinite for all we know
constexpr double coarse = 1e-4;          // a step of the centre, while the spread is only looked for
constexpr RootTolerance fine{.absolute = 1e-13, .relative = 1e-11};

Error invalid(std::string message) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "studies"};
}

// Two numbers that are to be 0, with their derivatives by the centre and by the logarithm of the spread.
struct Equations {
  double first, first_by_centre, first_by_log;
  double second, second_by_centre, second_by_log;
};

// A surface above the logarithm of its spread.
struct LogSpread {
  LogSpread(const SurfaceValue& v, double spread)
      : value(v.value),
        centre(v.centre_slope),
        log(v.spread_slope * spread),
        centre_centre(v.bend.a),
        centre_log(v.bend.b * spread),
        log_log(v.bend.c * spread * spread + log) {}

  double value, centre, log, centre_centre, centre_log, log_log;
};

Equations for_maximum(const LogSpread& s) {
  return {s.centre, s.centre_centre, s.centre_log, s.log, s.centre_log, s.log_log};
}
Equations for_centre_limit(const LogSpread& s, double floor) {
  return {s.value - floor, s.centre, s.log, s.log, s.centre_log, s.log_log};
}
Equations for_spread_limit(const LogSpread& s, double floor) {
  return {s.value - floor, s.centre, s.log, s.centre, s.centre_centre, s.centre_log};
}

// Newton's steps from near a solution to it; nothing where they do not get there. The spread stays above 0.
template <typename ToEquations>
std::optional<SurfacePoint> solved(LikelihoodSurface& surface, SurfacePoint point, const ToEquations& to_equations) {
  for (int step = 0; step < 25 && point.spread > 0.0; ++step) {
    const auto e = to_equations(LogSpread(surface.at(point), point.spread));
    const double determinant = e.first_by_centre * e.second_by_log - e.first_by_log * e.second_by_centre;
    const double centre = -(e.first * e.second_by_log - e.second * e.first_by_log) / determinant;
    const double log = -(e.second * e.first_by_centre - e.first * e.second_by_centre) / determinant;
    if (!std::isfinite(centre) || !std::isfinite(log)) return std::nullopt;
    point.centre += std::clamp(centre, -2.0, 2.0);
    point.spread *= std::exp(std::clamp(log, -1.0, 1.0));
    if (std::abs(centre) < 1e-10 * (1.0 + std::abs(point.centre)) && std::abs(log) < 1e-9) return point;
  }
  return std::nullopt;
}

double standard_error(const SurfaceValue& value, double spread) {
  const auto& [a, b, c] = value.bend;
  return spread == 0.0 ? std::sqrt(-1.0 / a) : std::sqrt(-c / (a * c - b * b));
}

bool is_peak(const SurfaceValue& value) {
  const auto& [a, b, c] = value.bend;
  return a < 0.0 && c < 0.0 && a * c - b * b > 0.0;
}

// Which of the spreads has the highest ridge. Nothing where the likelihood has no value.
std::optional<std::size_t> highest_of(Ridge& ridge, std::span<const double> spreads) {
  std::size_t best = 0;
  double highest = -infinity;
  for (std::size_t i = 0; i < spreads.size(); ++i) {
    const double value = ridge.at_spread(spreads[i], coarse).value;
    if (std::isnan(value)) return std::nullopt;
    if (value < highest - 10.0) break;  // it will not rise from there again
    if (value <= highest) continue;
    highest = value;
    best = i;
  }
  return best;
}

// The spread at which the ridge is highest, from those that were tried.
Result<double> highest_spread(Ridge& ridge, std::span<const double> spreads) {
  const auto found = highest_of(ridge, spreads);
  if (!found) return invalid("the likelihood has no value where it was looked for");
  const auto slope = [&](double spread) { return ridge.at_spread(spread, coarse).spread_slope; };
  std::size_t best = *found;
  if (slope(spreads[best]) > 0.0) {
    while (best + 1 < spreads.size() && slope(spreads[best + 1]) > 0.0) ++best;
    if (best + 1 == spreads.size())
      return invalid("the studies differ without bound: no finite heterogeneity is the likeliest");
    return find_root(slope, {spreads[best], spreads[best + 1]}, {.relative = 1e-2});
  }
  // Where it is flat to the last digit the highest may be so by rounding: the slope decides.
  while (best > 0 && slope(spreads[best - 1]) <= 0.0) --best;
  if (best == 0) return 0.0;
  return find_root(slope, {spreads[best - 1], spreads[best]}, {.relative = 1e-2});
}

// From near the top to the top: by Newton's steps, or where they fail by following the ridge.
Result<SurfacePoint> climbed(LikelihoodSurface& surface, Ridge& ridge) {
  const auto from = ridge.point();
  if (from.spread == 0.0) return from;
  const auto there = solved(surface, from, [](const LogSpread& s) { return for_maximum(s); });
  if (there && std::abs(std::log(there->spread / from.spread)) < 0.2 && is_peak(surface.at(*there))) return *there;
  const auto slope = [&](double spread) { return ridge.at_spread(spread).spread_slope; };
  const double step = slope(from.spread) > 0.0 ? 0.01 * from.spread : -0.01 * from.spread;
  const auto bracket = find_bracket(slope, from.spread, step, from.spread);
  if (!bracket.has_value()) return invalid("the top of the likelihood was not found");
  ridge.at_spread(LOSSA_TRY(find_root(slope, *bracket, fine)));
  return ridge.point();
}

// A limit that was not found is NaN.
template <typename Function>
double root_or_nan(Function&& function, const Bracket& bracket) {
  const auto root = find_root(function, bracket, fine);
  return root.has_value() ? *root : std::numeric_limits<double>::quiet_NaN();
}

// How far to look for a limit, from where and with what first step.
struct Way {
  double start;
  double step;
  double farthest;
};

// The limit along the way: infinite where the likelihood stays above its floor, NaN where it has no value.
template <typename Function>
double limit_along(Function&& above, const Way& way) {
  const auto bracket = find_bracket(above, way.start, way.step, way.farthest);
  if (bracket.has_value()) return root_or_nan(above, *bracket);
  if (bracket.error().kind == ErrorKind::not_found) return std::copysign(infinity, way.step);
  return std::numeric_limits<double>::quiet_NaN();
}

double floor_of(const SurfaceMaximum& maximum, double level) {
  return maximum.value - 0.5 * chi_squared_quantile(level, 1.0);
}

// One limit of the centre by Newton's steps, where the spread stays at 0 or stays above it.
std::optional<double> quick_centre_limit(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double floor,
                                         double side) {
  const double distance = side * std::sqrt(2.0 * (maximum.value - floor)) * maximum.standard_error;
  SurfacePoint point{maximum.point.centre + distance, maximum.point.spread};
  if (point.spread > 0.0) {
    const auto found = solved(surface, point, [floor](const LogSpread& s) { return for_centre_limit(s, floor); });
    if (!found || side * (found->centre - maximum.point.centre) <= 0.0) return std::nullopt;
    if (LogSpread(surface.at(*found), found->spread).log_log >= 0.0) return std::nullopt;
    return found->centre;
  }
  for (int step = 0; step < 25; ++step) {
    const auto value = surface.at(point);
    const double change = -(value.value - floor) / value.centre_slope;
    if (!std::isfinite(change) || value.spread_slope > 0.0) return std::nullopt;
    point.centre += std::clamp(change, -2.0, 2.0);
    if (side * (point.centre - maximum.point.centre) <= 0.0) return std::nullopt;
    if (std::abs(change) < 1e-11 * (1.0 + std::abs(point.centre))) return point.centre;
  }
  return std::nullopt;
}

std::optional<double> quick_spread_limit(LikelihoodSurface& surface, const SurfacePoint& start, double floor) {
  const auto found = solved(surface, start, [floor](const LogSpread& s) { return for_spread_limit(s, floor); });
  if (!found || surface.at(*found).bend.a >= 0.0) return std::nullopt;
  return found->spread;
}

}  // namespace

Result<SurfaceMaximum> maximum_of(LikelihoodSurface& surface, const SurfaceSearch& search) {
  Ridge ridge(surface, {search.start, 0.0});
  ridge.at_spread(LOSSA_TRY(highest_spread(ridge, search.spreads)));
  if (std::abs(ridge.point().centre) >= largest_centre)
    return invalid("the likelihood rises without end: no finite effect is the likeliest");
  const auto top = LOSSA_TRY(climbed(surface, ridge));
  const auto value = surface.at(top);
  const double error = standard_error(value, top.spread);
  if (!std::isfinite(error)) return invalid("the likelihood has no peak that would set a standard error");
  return SurfaceMaximum{top, value.value, error};
}

Estimate profile_of_centre(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double level) {
  const double floor = floor_of(maximum, level);
  Estimate estimate{maximum.point.centre, -infinity, infinity, level, "profile likelihood"};
  for (const double side : {-1.0, 1.0}) {
    auto& limit = side < 0.0 ? estimate.low : estimate.high;
    if (const auto quick = quick_centre_limit(surface, maximum, floor, side)) {
      limit = *quick;
      continue;
    }
    Ridge ridge(surface, maximum.point);
    const auto above = [&](double other) { return ridge.at_centre(other).value - floor; };
    limit = limit_along(above, {maximum.point.centre, side * maximum.standard_error, largest_centre});
  }
  return estimate;
}

Estimate profile_of_spread(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double level) {
  const double floor = floor_of(maximum, level);
  Ridge ridge(surface, maximum.point);
  const auto above = [&](double spread) { return ridge.at_spread(spread).value - floor; };
  const auto& [centre, spread] = maximum.point;
  Estimate estimate{spread, 0.0, infinity, level, "profile likelihood"};
  if (spread > 0.0 && above(0.0) < 0.0) {
    const auto quick = quick_spread_limit(surface, {centre, 0.3 * spread}, floor);
    estimate.low = quick && *quick < spread ? *quick : root_or_nan(above, {0.0, spread});
  }
  if (const auto quick = quick_spread_limit(surface, {centre, std::max(0.1, 3.0 * spread)}, floor);
      quick && *quick > spread) {
    estimate.high = *quick;
    return estimate;
  }
  estimate.high = limit_along(above, {spread, std::max(0.1, spread), largest_spread});
  return estimate;
}

}  // namespace lossa::stats
