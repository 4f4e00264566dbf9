// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lossa::stats {

/// The rows in rising order of their times, equal times in the order of the rows. Times are finite and not negative
/// (so their bits are in the same order), and fewer than 2^32. By radix, only over the bits in which they differ: with
/// times in days that is two passes. O(n).
std::vector<std::uint32_t> rising_order(std::span<const double> times);

/// The same, and where each distinct time begins among the rows, with the number of rows at the end.
struct TimeGroups {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> starts;
};
TimeGroups time_groups(std::span<const double> times);

/// The same within each stratum, the strata one after the other in rising order of their labels (from 0 to a few
/// thousands).
std::vector<std::uint32_t> rising_order(std::span<const double> times, std::span<const int> strata);

}  // namespace lossa::stats
