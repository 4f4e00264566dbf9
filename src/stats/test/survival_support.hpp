// SPDX-License-Identifier: Apache-2.0
// Random cohorts for the properties of survival kernels: few distinct times and weights, so that ties are common.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include <lossa/stats/observations.hpp>

#include "golden.hpp"

namespace lossa::stats {

struct CohortShape {
  bool delayed_entry = false;
  bool weights = false;
  int causes = 1;
};

inline rc::Gen<Observations> cohorts(CohortShape shape = {}) {
  using Row = std::tuple<int, int, int, int>;
  const auto row = rc::gen::tuple(rc::gen::inRange(1, 12), rc::gen::inRange(0, 6),
                                  rc::gen::inRange(0, shape.causes + 1), rc::gen::inRange(0, 5));
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<Row>>(row)),
                      [shape](const std::vector<Row>& rows) {
                        Observations made;
                        for (const auto& [length, entry, event, weight] : rows) {
                          const int from = shape.delayed_entry ? entry : 0;
                          if (shape.delayed_entry) made.entry.push_back(from / 4.0);
                          made.exit.push_back((from + length) / 4.0);
                          made.event.push_back(event);
                          if (shape.weights) made.weight.push_back(weight / 2.0);
                        }
                        return made;
                      });
}

// Of a golden data set: `exit` or `time`, and `entry` and `weight` where named.
inline Observations observations_of(const GoldenData& data, const std::string& exit,
                                    const std::string& event = "event") {
  Observations made;
  made.exit = data[exit];
  made.event = data.whole(event);
  return made;
}

inline Observations rows_where(const Observations& all, const GoldenColumn& column, double value) {
  Observations kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (column[i] != value) continue;
    kept.exit.push_back(all.exit[i]);
    kept.event.push_back(all.event[i]);
    if (!all.entry.empty()) kept.entry.push_back(all.entry[i]);
    if (!all.weight.empty()) kept.weight.push_back(all.weight[i]);
  }
  return kept;
}

}  // namespace lossa::stats
