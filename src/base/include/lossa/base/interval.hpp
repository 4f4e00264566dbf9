// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>
#include <optional>

#include <lossa/base/truth.hpp>

namespace lossa {

/// All values from low to high, both included; low is not above high. One value when they are equal.
/// An open end of a number is given by the next representable one: "> 38" is [nextafter(38, inf), inf].
template <typename T>
struct Interval {
  T low;
  T high;

  static constexpr Interval exactly(T value) { return {value, value}; }
  static constexpr Interval anything() {
    if constexpr (std::numeric_limits<T>::has_infinity)
      return {-std::numeric_limits<T>::infinity(), std::numeric_limits<T>::infinity()};
    else
      return {std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
  }

  [[nodiscard]] constexpr bool is_exact() const { return low == high; }
  [[nodiscard]] constexpr bool contains(T value) const { return low <= value && value <= high; }
  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// The smallest interval that holds both.
template <typename T>
constexpr Interval<T> hull(Interval<T> a, Interval<T> b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// What is in both; nothing when they do not meet.
template <typename T>
constexpr std::optional<Interval<T>> overlap(Interval<T> a, Interval<T> b) {
  const Interval<T> common{std::max(a.low, b.low), std::min(a.high, b.high)};
  if (common.low > common.high) return std::nullopt;
  return common;
}

/// Is every value of `a` below (or, inclusively, not above) every value of `b`? Unknown (unclear) where some are and
/// some are not.
template <typename T>
constexpr Truth below(Interval<T> a, Interval<T> b) {
  if (a.high < b.low) return Truth::yes();
  if (a.low >= b.high) return Truth::no();
  return Truth::unknown(Reason::unclear);
}
template <typename T>
constexpr Truth not_above(Interval<T> a, Interval<T> b) {
  return !below(b, a);
}

}  // namespace lossa
