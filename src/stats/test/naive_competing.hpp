// SPDX-License-Identifier: Apache-2.0
// Competing risks as they stand in a textbook; the jackknife by moving each weight a little.
#pragma once

#include <cmath>
#include <vector>

#include "naive_survival.hpp"

namespace lossa::stats::naive {

// The Aalen-Johansen estimate with these weights, which may be any numbers near those of the rows.
inline double incidence_with(const Observations& all, const std::vector<double>& weight, double until) {
  double survival = 1, incidence = 0;
  for (const double time : event_times(all)) {
    if (time > until) break;
    double n = 0, d1 = 0, d = 0;
    std::size_t at_risk = 0, events = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_at_risk(all, i, time)) continue;
      n += weight[i];
      ++at_risk;
      if (all.exit[i] != time || all.event[i] == 0) continue;
      ++events;
      d += weight[i];
      if (all.event[i] == 1) d1 += weight[i];
    }
    incidence += survival * d1 / n;
    survival = events == at_risk ? 0 : survival * (1 - d / n);
  }
  return incidence;
}

inline std::vector<double> weights_of(const Observations& all) {
  std::vector<double> weight(all.size());
  for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = all.weight_of(i);
  return weight;
}

inline double incidence(const Observations& all, double until) { return incidence_with(all, weights_of(all), until); }

inline double jackknife_variance(const Observations& all, double until) {
  auto weight = weights_of(all);
  double sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (weight[i] == 0) continue;
    const double kept = weight[i];
    weight[i] = kept * (1 + 1e-6);
    const double up = incidence_with(all, weight, until);
    weight[i] = kept * (1 - 1e-6);
    const double influence = (up - incidence_with(all, weight, until)) / 2e-6;  // already times the weight
    weight[i] = kept;
    sum += influence * influence;
  }
  return sum;
}

// The chance of not being censored before this time.
inline double uncensored_before(const Observations& all, double time) {
  double product = 1;
  std::set<double> times(all.exit.begin(), all.exit.end());
  for (const double at : times) {
    if (at >= time) break;
    double n = 0, censored = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all.exit[i] >= at) n += 1;
      if (all.exit[i] == at && all.event[i] == 0) censored += 1;
    }
    product *= 1 - censored / n;
  }
  return product;
}

inline double fine_gray(const Observations& all, const std::vector<double>& x, double beta) {
  double value = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all.event[i] != 1) continue;
    double risk = 0;
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (all.exit[j] >= all.exit[i]) risk += std::exp(beta * x[j]);
      if (all.exit[j] < all.exit[i] && all.event[j] > 1)
        risk += std::exp(beta * x[j]) * uncensored_before(all, all.exit[i]) / uncensored_before(all, all.exit[j]);
    }
    value += beta * x[i] - std::log(risk);
  }
  return value;
}

}  // namespace lossa::stats::naive
