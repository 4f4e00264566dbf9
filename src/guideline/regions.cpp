// SPDX-License-Identifier: Apache-2.0
#include "regions.hpp"

#include <cmath>
#include <limits>

namespace lossa::guideline {

std::vector<Interval<double>> regions(const Fact& fact, Interval<double> within) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<Interval<double>> result;
  const auto add = [&](double low, double high) {
    if (fact.is_count) low = std::ceil(low), high = std::floor(high);
    if (low > high) return;
    if (const auto part = overlap(Interval<double>{low, high}, within)) result.push_back(*part);
  };
  double low = -infinity;
  for (const double cut : fact.cuts) {
    add(low, std::nextafter(cut, -infinity));
    add(cut, cut);
    low = std::nextafter(cut, infinity);
  }
  add(low, infinity);
  return result;
}

}  // namespace lossa::guideline
