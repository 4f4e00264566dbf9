// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include <lossa/base/interval.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

/// Since when something was known: its place on the case's time line, and its date as far as there is one.
struct Since {
  int order = 0;  ///< rising along the time line; what has no time stands at 0
  Interval<WallMinutes> minutes = Interval<WallMinutes>::anything();  ///< anything: not dated

  /// Of what was never unknown, such as a chosen reading.
  static constexpr Since always() {
    return {.order = 0, .minutes = Interval<WallMinutes>::exactly(std::numeric_limits<WallMinutes>::min())};
  }
  friend bool operator==(const Since&, const Since&) = default;
};

/// What is known of one fact for one subject. Which member counts follows from the fact's type.
struct Value {
  Truth truth;                                             ///< truth
  Interval<double> number = Interval<double>::anything();  ///< number; date (in wall minutes)
  std::uint64_t possible = ~std::uint64_t{0};              ///< category: a bit for each value it may have
  Reason reason = Reason::not_asked;                       ///< why a number or category is not one value
  Since since;

  friend bool operator==(const Value&, const Value&) = default;
};

/// The values of every fact of one case: patient facts once, the others for each lead and each side.
class Values {
 public:
  /// Everything unknown (counts at least 0, numbers within their fact's range).
  Values(const Knowledge& knowledge, int leads, int sides);

  [[nodiscard]] int count(Subject subject) const { return counts_[static_cast<std::size_t>(subject)]; }
  [[nodiscard]] const Value& of(int fact, int instance = 0) const { return values_[slot(fact, instance)]; }
  Value& of(int fact, int instance = 0) { return values_[slot(fact, instance)]; }
  [[nodiscard]] std::size_t slot(int fact, int instance) const;

 private:
  std::vector<std::size_t> first_;  ///< of each fact
  std::vector<int> instances_;      ///< of each fact
  std::vector<Value> values_;
  int counts_[3] = {1, 0, 0};
};

/// All that a number fact may be before anything is known.
Interval<double> range_of(const Fact& fact);

/// Is the fact known to one value (a number: to one region between its cuts)?
bool is_known(const Fact& fact, const Value& value);

}  // namespace lossa::guideline
