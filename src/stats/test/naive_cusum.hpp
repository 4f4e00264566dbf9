// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

// The chart from the likelihoods themselves, and its average run length from a Markov chain instead of a simulation.
namespace lossa::stats::naive {

/// What the outcome is worth under odds multiplied by `ratio`.
inline double likelihood(double chance, bool happened, double ratio) {
  const double p = ratio * chance / (1.0 - chance + ratio * chance);
  return happened ? p : 1.0 - p;
}

inline double weight(double chance, bool happened, double ratio) {
  return std::log(likelihood(chance, happened, ratio) / likelihood(chance, happened, 1.0));
}

/// Brook and Evans: every height within the threshold as one of so many states; solved by elimination.
inline double average_run_length(double chance, double ratio, double threshold, int states) {
  const double width = 2.0 * threshold / (2.0 * states - 1.0);
  const auto size = static_cast<std::size_t>(states);
  std::vector<std::vector<double>> equations(size, std::vector<double>(size + 1, 0.0));
  for (std::size_t i = 0; i < size; ++i) {
    equations[i][i] += 1.0;
    equations[i][size] = 1.0;
    for (const bool happened : {false, true}) {
      const double there = static_cast<double>(i) * width + weight(chance, happened, ratio);
      const auto state = static_cast<std::size_t>(std::max(0.0, std::round(there / width)));
      if (state < size) equations[i][state] -= happened ? chance : 1.0 - chance;
    }
  }
  for (std::size_t k = 0; k < size; ++k)
    for (std::size_t i = 0; i < size; ++i) {
      if (i == k || equations[i][k] == 0.0) continue;
      const double factor = equations[i][k] / equations[k][k];
      for (std::size_t j = k; j <= size; ++j) equations[i][j] -= factor * equations[k][j];
    }
  return equations[0][size] / equations[0][0];
}

}  // namespace lossa::stats::naive
