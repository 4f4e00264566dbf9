// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include <lossa/base/result.hpp>

namespace lossa::stats {

struct RunChart {
  double median;
  std::size_t useful;            ///< values off the median
  std::size_t longest_run;       ///< of useful values on one side in a row
  std::size_t longest_expected;  ///< more than this is a shift
  std::size_t crossings;         ///< of the median, from one useful value to the next
  std::size_t fewest_expected;   ///< fewer than this is a shift too

  [[nodiscard]] bool is_shifted() const { return longest_run > longest_expected || crossings < fewest_expected; }
};

/// Values in the order of time against their median: the longest run may be log2(n) + 3, rounded, and the crossings at
/// least the 5 % point of n - 1 fair tosses, n being the useful values.
/// Fails with invalid_input if a value is not finite or fewer than 10 are off the median.
/// Source: Anhoj and Olesen, PLoS One 2014; 9: e113825; the longest run: Schilling, Math Mag 2012; 85: 141.
Result<RunChart> run_chart(std::span<const double> values);

}  // namespace lossa::stats
