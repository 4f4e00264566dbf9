// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

namespace lossa::stats {

/// Numbers out of a fuzzer's bytes: mostly small ones, now and then any double there is. 0 when the bytes have run out.
class FuzzValues {
 public:
  FuzzValues(const std::uint8_t* data, std::size_t size) : next_(data), end_(data + size) {}

  [[nodiscard]] bool is_empty() const { return next_ == end_; }
  std::uint8_t byte() { return is_empty() ? std::uint8_t{0} : *next_++; }
  std::size_t below(std::size_t n) { return byte() % n; }
  double number() {
    const auto kind = byte();
    if (kind < 250) return static_cast<double>(kind % 25) / 4.0 - 2.0;
    double value = 0.0;
    if (static_cast<std::size_t>(end_ - next_) < sizeof value) return std::numeric_limits<double>::quiet_NaN();
    std::memcpy(&value, next_, sizeof value);
    next_ += sizeof value;
    return value;
  }
  /// 0 or 1, now and then something else.
  double outcome() {
    const auto kind = byte();
    return kind < 250 ? kind % 2 : number();
  }
  std::vector<double> numbers(std::size_t count) {
    std::vector<double> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back(number());
    return result;
  }

 private:
  const std::uint8_t* next_;
  const std::uint8_t* end_;
};

/// What a fuzzer found out must hold.
inline void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace lossa::stats
