// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include <lossa/base/contract.hpp>
#include <lossa/base/result.hpp>

namespace lossa::stats {

/// Where a root is looked for: the function changes its sign between the two.
struct Bracket {
  double low;
  double high;
};

struct RootTolerance {
  double absolute = 0.0;
  double relative = 4.0 * std::numeric_limits<double>::epsilon();
};

namespace detail {

// The three points of Brent's method: `best` has the smallest value so far, `contrary` one of the other sign.
struct BrentState {
  double best, value_at_best;
  double before, value_before;
  double contrary, value_at_contrary;
  double step, step_before;

  void keep_smallest_as_best() {
    if (std::abs(value_at_contrary) >= std::abs(value_at_best)) return;
    before = best, best = contrary, contrary = before;
    value_before = value_at_best, value_at_best = value_at_contrary, value_at_contrary = value_before;
  }

  // Secant or inverse quadratic step, where it is well inside and shrinks; else half the bracket.
  void choose_step(double tolerance) {
    const double half = 0.5 * (contrary - best);
    const auto bisect = [&] { step = step_before = half; };
    if (std::abs(step_before) < tolerance || std::abs(value_before) <= std::abs(value_at_best)) return bisect();
    const double s = value_at_best / value_before;
    double p = 2.0 * half * s;
    double q = 1.0 - s;
    if (before != contrary) {
      const double r = value_before / value_at_contrary;
      const double t = value_at_best / value_at_contrary;
      p = s * (2.0 * half * r * (r - t) - (best - before) * (t - 1.0));
      q = (r - 1.0) * (t - 1.0) * (s - 1.0);
    }
    if (p > 0.0) q = -q;
    p = std::abs(p);
    if (2.0 * p >= std::min(3.0 * half * q - std::abs(tolerance * q), std::abs(step_before * q))) return bisect();
    step_before = step;
    step = p / q;
  }

  [[nodiscard]] bool is_found(double near) const {
    return std::abs(0.5 * (contrary - best)) <= near || value_at_best == 0.0;
  }

  // At least `near`, or the last bits would never move.
  void advance(double near) {
    before = best;
    value_before = value_at_best;
    best += std::abs(step) > near ? step : std::copysign(near, contrary - best);
  }

  void take(double value) {
    value_at_best = value;
    if (std::signbit(value) != std::signbit(value_at_contrary)) return;
    contrary = before;
    value_at_contrary = value_before;
    step = step_before = best - before;
  }
};

inline Error no_root(std::string message) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "bracket"};
}

// Brent's steps from a bracket whose ends have values of different sign.
template <typename Function>
Result<double> brent(Function& function, BrentState state, RootTolerance tolerance) {
  for (int iteration = 0; iteration < 1000; ++iteration) {
    state.keep_smallest_as_best();
    const double near = 0.5 * tolerance.absolute + tolerance.relative * std::abs(state.best) +
                        std::numeric_limits<double>::denorm_min();
    if (state.is_found(near)) return state.best;
    state.choose_step(near);
    state.advance(near);
    const double value = function(state.best);
    if (std::isnan(value)) return no_root("the function whose root is sought has no value inside");
    state.take(value);
  }
  return no_root("the root was not found in 1000 steps");
}

}  // namespace detail

/// The x between the ends at which `function` is 0, by Brent's method (Algorithms for minimization without derivatives,
/// 1973, ch. 4): never slower than bisection by more than a small factor, and never outside the bracket. An end that is
/// itself a root is given at once.
///
/// Fails with invalid_input if an end or a value is not finite (an infinite value has a sign and is allowed), or if the
/// function has the same sign at both ends.
template <typename Function>
Result<double> find_root(Function&& function, Bracket bracket, RootTolerance tolerance = {}) {
  if (!std::isfinite(bracket.low) || !std::isfinite(bracket.high))
    return detail::no_root("a root is sought between finite ends");
  const double at_low = function(bracket.low);
  const double at_high = function(bracket.high);
  if (std::isnan(at_low) || std::isnan(at_high))
    return detail::no_root("the function whose root is sought has no value at an end");
  if (at_low == 0.0) return bracket.low;
  if (at_high == 0.0) return bracket.high;
  if (std::signbit(at_low) == std::signbit(at_high))
    return detail::no_root("the function has the same sign at both ends");
  const double width = bracket.high - bracket.low;
  return detail::brent(function, {bracket.high, at_high, bracket.low, at_low, bracket.low, at_low, width, width},
                       tolerance);
}

/// A bracket from `start` in the direction of `step`, which is doubled until the function's sign differs from that at
/// the start. Fails with not_found when that takes it past `limit` from the start (the root is then said to be infinite
/// or none), and with invalid_input where the function has no value (the root is then not known). The step is not 0.
template <typename Function>
Result<Bracket> find_bracket(Function&& function, double start, double step, double limit) {
  expects(step != 0.0 && !std::isnan(step));
  const double at_start = function(start);
  double near = start;
  double value = at_start;
  for (double distance = step; std::abs(distance) <= limit && !std::isnan(value); distance *= 2.0) {
    const double far = start + distance;
    value = function(far);
    const bool has_changed = value == 0.0 || std::signbit(value) != std::signbit(at_start);
    if (!std::isnan(value) && has_changed) return Bracket{std::min(near, far), std::max(near, far)};
    near = far;
  }
  if (std::isnan(value)) return detail::no_root("the function whose root is sought has no value on the way to it");
  return Error{.kind = ErrorKind::not_found, .message = "the function does not change its sign", .where = "bracket"};
}

}  // namespace lossa::stats
