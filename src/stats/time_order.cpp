// SPDX-License-Identifier: Apache-2.0
#include "time_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <numeric>

namespace lossa::stats {
namespace {

constexpr int digit_bits = 11;
constexpr std::size_t digits = std::size_t{1} << digit_bits;

// A key and its row. Times that differ in 32 bits or fewer share one word with the row, which halves what is moved.
struct Packed {
  std::uint64_t word;
  [[nodiscard]] std::uint64_t key() const { return word >> 32U; }
  [[nodiscard]] std::uint32_t row() const { return static_cast<std::uint32_t>(word); }
};
struct Wide {
  std::uint64_t bits;
  std::uint32_t index;
  [[nodiscard]] std::uint64_t key() const { return bits; }
  [[nodiscard]] std::uint32_t row() const { return index; }
};

// One stable pass over the digit that begins at `shift`.
template <typename Item>
void sort_by_digit(const std::vector<Item>& from, std::vector<Item>& to, int shift) {
  std::array<std::uint32_t, digits> place{};
  for (const auto& item : from) ++place[(item.key() >> shift) & (digits - 1)];
  std::exclusive_scan(place.begin(), place.end(), place.begin(), std::uint32_t{0});
  for (const auto& item : from) to[place[(item.key() >> shift) & (digits - 1)]++] = item;
}

template <typename Item>
TimeGroups sorted_rows(std::vector<Item> items, int bits) {
  std::vector<Item> other(items.size());
  for (int shift = 0; shift < bits; shift += digit_bits) {
    sort_by_digit(items, other, shift);
    items.swap(other);
  }
  TimeGroups groups{.rows = std::vector<std::uint32_t>(items.size()), .starts = {}};
  for (std::size_t i = 0; i < items.size(); ++i) {
    groups.rows[i] = items[i].row();
    if (i == 0 || items[i].key() != items[i - 1].key()) groups.starts.push_back(static_cast<std::uint32_t>(i));
  }
  groups.starts.push_back(static_cast<std::uint32_t>(items.size()));
  return groups;
}

// Of a time with its sign bit cleared, so that -0 is 0.
std::uint64_t bits_of(double time) { return std::bit_cast<std::uint64_t>(time) & ~(std::uint64_t{1} << 63U); }

}  // namespace

TimeGroups time_groups(std::span<const double> times) {
  std::uint64_t differing = 0;
  for (const double time : times) differing |= bits_of(time) ^ bits_of(times.front());
  if (differing == 0) {
    TimeGroups one{.rows = std::vector<std::uint32_t>(times.size()), .starts = {}};
    std::iota(one.rows.begin(), one.rows.end(), std::uint32_t{0});
    if (!times.empty()) one.starts.push_back(0);
    one.starts.push_back(static_cast<std::uint32_t>(times.size()));
    return one;
  }
  const int lowest = std::countr_zero(differing);
  const int bits = 64 - std::countl_zero(differing) - lowest;
  const auto key_of = [&](std::size_t row) {
    const auto all = bits_of(times[row]) >> lowest;
    return bits == 64 ? all : all & ((std::uint64_t{1} << bits) - 1);
  };
  if (bits <= 32) {
    std::vector<Packed> items(times.size());
    for (std::size_t row = 0; row < items.size(); ++row) items[row].word = key_of(row) << 32U | row;
    return sorted_rows(std::move(items), bits);
  }
  std::vector<Wide> items(times.size());
  for (std::size_t row = 0; row < items.size(); ++row) items[row] = {key_of(row), static_cast<std::uint32_t>(row)};
  return sorted_rows(std::move(items), bits);
}

std::vector<std::uint32_t> rising_order(std::span<const double> times) { return time_groups(times).rows; }

std::vector<std::uint32_t> rising_order(std::span<const double> times, std::span<const int> strata) {
  auto rows = rising_order(times);
  if (strata.empty()) return rows;
  std::vector<std::uint32_t> place(static_cast<std::size_t>(std::ranges::max(strata)) + 1, 0);
  for (const int label : strata) ++place[static_cast<std::size_t>(label)];
  std::exclusive_scan(place.begin(), place.end(), place.begin(), std::uint32_t{0});
  std::vector<std::uint32_t> by_stratum(rows.size());
  for (const auto row : rows) by_stratum[place[static_cast<std::size_t>(strata[row])]++] = row;
  return by_stratum;
}

}  // namespace lossa::stats
