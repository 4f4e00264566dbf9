// SPDX-License-Identifier: Apache-2.0
#include "regions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lossa::guideline {

std::vector<Interval<double>> regions(const Fact& fact, Interval<double> within) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<Interval<double>> result;
  const bool is_whole = fact.is_count || fact.type == FactType::date;
  const auto add = [&](double low, double high) {
    low = std::max(low, within.low);
    high = std::min(high, within.high);
    if (is_whole) low = std::ceil(low), high = std::floor(high);
    if (low <= high) result.push_back({low, high});
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
