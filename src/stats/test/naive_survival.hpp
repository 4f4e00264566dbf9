// SPDX-License-Identifier: Apache-2.0
// Survival by the formulas as they stand in a textbook, everybody looked at anew at every event time.
#pragma once

#include <cmath>
#include <set>
#include <vector>

#include <lossa/stats/observations.hpp>

namespace lossa::stats::naive {

inline bool is_at_risk(const Observations& all, std::size_t i, double time) {
  return all.weight_of(i) > 0 && all.exit[i] >= time && (all.entry.empty() || all.entry[i] < time);
}

inline double at_risk(const Observations& all, double time) {
  double sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_at_risk(all, i, time)) sum += all.weight_of(i);
  return sum;
}

inline double events(const Observations& all, double time, int cause = 1) {
  double sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all.exit[i] == time && all.event[i] == cause) sum += all.weight_of(i);
  return sum;
}

inline std::set<double> event_times(const Observations& all) {
  std::set<double> times;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all.event[i] > 0 && all.weight_of(i) > 0) times.insert(all.exit[i]);
  return times;
}

struct Point {
  double time, survival, greenwood, hazard;
};

inline std::vector<Point> kaplan_meier(const Observations& all) {
  std::vector<Point> curve;
  Point point{0, 1, 0, 0};
  for (const double time : event_times(all)) {
    const double n = at_risk(all, time);
    const double d = events(all, time);
    point.time = time;
    point.survival *= 1 - d / n;
    point.greenwood += d / (n * (n - d));
    point.hazard += d / n;
    curve.push_back(point);
  }
  return curve;
}

// Observed minus expected in the second of two groups, and its variance, by the two-by-two table at each time.
struct TwoGroups {
  double excess, variance;
};

inline TwoGroups log_rank(const Observations& all, const std::vector<int>& group) {
  TwoGroups sum{0, 0};
  for (const double time : event_times(all)) {
    double n = 0, n1 = 0, d = 0, d1 = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_at_risk(all, i, time)) continue;
      const double died = all.exit[i] == time && all.event[i] == 1 ? 1 : 0;
      n += 1;
      d += died;
      if (group[i] == 1) n1 += 1, d1 += died;
    }
    sum.excess += d1 - d * n1 / n;
    if (n > 1) sum.variance += d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1);
  }
  return sum;
}

}  // namespace lossa::stats::naive
