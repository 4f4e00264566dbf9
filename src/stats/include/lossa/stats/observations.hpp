// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>

namespace lossa::stats {

/// Who was watched from when to when, and what was seen at the end: one row a patient, or one an interval (entry, exit]
/// of a patient. Columns, since every kernel runs down one after the other.
///
/// Times are equal only where they are the same number: round before, to days say, where ties are meant. Who is
/// censored at a time counts as at risk there; who enters at a time does not.
struct Observations {
  std::vector<double> entry = {};  ///< delayed entry; empty: everybody from the beginning
  std::vector<double> exit = {};
  std::vector<int> event = {};      ///< 0: censored, 1: the event; with competing risks the cause, 1, 2, ...
  std::vector<double> weight = {};  ///< how many patients a row stands for, 0 or more; empty: 1 each
  /// Set by `cause_specific`: some of the censored had a competing event. Only hazards can be told from such data.
  bool competing_events_are_censored = false;

  [[nodiscard]] std::size_t size() const noexcept { return exit.size(); }
  [[nodiscard]] double weight_of(std::size_t row) const { return weight.empty() ? 1.0 : weight[row]; }
};

/// Fails with invalid_input, naming the first element at fault, if columns differ in length, a time is not finite or
/// negative, an entry is not before its exit, an event code is negative or above 1000, a weight is not finite or
/// negative, two weights differ more than 10^12 times, or there are no rows or 2^32 and more.
Result<void> check(const Observations& observations);

/// The largest event code; 0 where nothing but censoring was seen.
int largest_cause(const Observations& observations);

/// Any event, whatever its cause, as event 1: what is left of everybody without any of them.
Observations any_event(Observations observations);

/// The event `cause` as 1 and every other as censored, for a hazard of that cause. Not for a chance: `kaplan_meier`
/// refuses it.
Observations cause_specific(Observations observations, int cause);

/// One number for each row, or an error that names the first that is not finite: "strata[3]", "covariates.age[7]".
Result<void> check_column(std::span<const double> column, std::size_t rows, std::string_view name);

}  // namespace lossa::stats
