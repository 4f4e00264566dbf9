// SPDX-License-Identifier: Apache-2.0
// The log partial likelihood as it stands in a textbook, every risk set summed anew, and derivatives by differences.
#pragma once

#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include <lossa/stats/cox.hpp>

#include "naive_survival.hpp"

namespace lossa::stats::naive {

inline double eta(const CoxInput& input, std::size_t row, const std::vector<double>& beta) {
  double sum = input.offset.empty() ? 0 : input.offset[row];
  for (std::size_t a = 0; a < beta.size(); ++a) sum += beta[a] * input.covariates[a].values[row];
  return sum;
}

// Over all sets of `size` of these risks, the sum of their products.
inline double set_sum(const std::vector<double>& risks, std::size_t size, std::size_t from = 0) {
  if (size == 0) return 1;
  double sum = 0;
  for (auto i = from; i + size <= risks.size(); ++i) sum += risks[i] * set_sum(risks, size - 1, i + 1);
  return sum;
}

inline double at_time(const CoxInput& input, const std::vector<double>& beta, Ties ties, std::pair<int, double> when) {
  const auto& all = input.observations;
  std::vector<double> risks;
  double risk = 0, gone = 0, weight = 0, value = 0, events = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((input.stratum.empty() ? 0 : input.stratum[i]) != when.first || !is_at_risk(all, i, when.second)) continue;
    const double mine = all.weight_of(i) * std::exp(eta(input, i, beta));
    risks.push_back(mine);
    risk += mine;
    if (all.exit[i] != when.second || all.event[i] == 0) continue;
    gone += mine;
    weight += all.weight_of(i);
    events += 1;
    value += all.weight_of(i) * eta(input, i, beta);
  }
  if (ties == Ties::breslow) return value - weight * std::log(risk);
  if (ties == Ties::exact) return value - std::log(set_sum(risks, static_cast<std::size_t>(events)));
  for (double k = 0; k < events; ++k) value -= weight / events * std::log(risk - k / events * gone);
  return value;
}

inline double log_likelihood(const CoxInput& input, const std::vector<double>& beta, Ties ties) {
  std::set<std::pair<int, double>> times;
  for (std::size_t i = 0; i < input.observations.size(); ++i)
    if (input.observations.event[i] == 1 && input.observations.weight_of(i) > 0)
      times.insert({input.stratum.empty() ? 0 : input.stratum[i], input.observations.exit[i]});
  double sum = 0;
  for (const auto& when : times) sum += at_time(input, beta, ties, when);
  return sum;
}

}  // namespace lossa::stats::naive
