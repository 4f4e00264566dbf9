// SPDX-License-Identifier: Apache-2.0
#include "due_times.hpp"

#include <cmath>

#include <lossa/base/date.hpp>

namespace lossa::assessment {
namespace {

/// Dates lie between the years 1800 and 2200; an end beyond means that there is none.
constexpr double beyond_every_date = 400.0 * 366 * 24 * 60;

Date date_of(const Interval<WallMinutes>& minutes) { return Date::from_minutes(minutes); }

ClockState state_at(const model::Moment& now, const Interval<WallMinutes>& due) {
  if (!now.date.has_value()) return ClockState::not_dated;
  return due.high < now.date->minutes().low ? ClockState::passed : ClockState::running;
}

}  // namespace

std::optional<Interval<WallMinutes>> dated(const Interval<double>& minutes) {
  if (std::abs(minutes.low) > beyond_every_date || std::abs(minutes.high) > beyond_every_date) return std::nullopt;
  return Interval<WallMinutes>{.low = static_cast<WallMinutes>(minutes.low),
                               .high = static_cast<WallMinutes>(minutes.high)};
}

bool is_dated(const Interval<WallMinutes>& minutes) {
  return dated({.low = static_cast<double>(minutes.low), .high = static_cast<double>(minutes.high)}).has_value();
}

StartTime start_of(const Assessment& assessment, int date_fact) {
  const auto& number = assessment.values.of(date_fact).number;
  const auto& evidence = assessment.evidence[assessment.values.slot(date_fact, 0)];
  return {.has_come = !evidence.entries.empty(), .minutes = dated(number)};
}

StartTime start_of(const guideline::Verdict& verdict) {
  StartTime start{.has_come = verdict.truth.is_yes(), .minutes = std::nullopt};
  if (start.has_come && is_dated(verdict.since.minutes)) start.minutes = verdict.since.minutes;
  return start;
}

DueTime due_after(const model::Moment& now, const StartTime& start, const Duration& length) {
  DueTime due;
  due.state = ClockState::not_started;
  if (!start.has_come) return due;
  due.state = ClockState::not_dated;
  if (!start.minutes.has_value()) return due;
  due.at = (date_of(*start.minutes) + length).minutes();
  due.state = state_at(now, *due.at);
  return due;
}

void run_clock(const model::Moment& now, const StartTime& start, const Duration& length, ClockResult& clock) {
  const auto due = due_after(now, start, length);
  clock.state = due.state;
  clock.start = start.has_come ? start.minutes : std::nullopt;
  if (!clock.start.has_value() || !due.at.has_value() || !now.date.has_value()) return;
  clock.elapsed_hours = hours_between(date_of(*clock.start), *now.date);
  clock.remaining_hours = hours_between(*now.date, date_of(*due.at));
}

}  // namespace lossa::assessment
