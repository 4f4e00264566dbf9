// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <lossa/assessment/assessment.hpp>

namespace lossa::assessment {

/// A time in the course that something is counted from.
struct StartTime {
  bool has_come = false;                         ///< false: it has not begun, as far as is known
  std::optional<Interval<WallMinutes>> minutes;  ///< absent: not dated
};

/// The value of a date fact, if both of its ends are dates.
std::optional<Interval<WallMinutes>> dated(const Interval<double>& minutes);
bool is_dated(const Interval<WallMinutes>& minutes);

/// The start that a date fact gives.
StartTime start_of(const Assessment& assessment, int date_fact);
/// The start that a condition gives: since when it holds.
StartTime start_of(const guideline::Verdict& verdict);

/// When it is due: so long after the start. Running while it is not surely passed.
DueTime due_after(const model::Moment& now, const StartTime& start, const Duration& length);

/// Fills in state, start and hours of a clock.
void run_clock(const model::Moment& now, const StartTime& start, const Duration& length, ClockResult& clock);

}  // namespace lossa::assessment
