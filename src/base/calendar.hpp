// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

#include <lossa/base/date.hpp>

/// Days, months and minutes, shared by the sources of dates; counted since 1970-01-01, proleptic Gregorian.
namespace lossa::calendar {

using std::chrono::year_month_day;
using Days = std::int64_t;

inline constexpr WallMinutes minutes_a_day = 1440;
/// The day a minute is in.
constexpr Days floor_days(WallMinutes minutes) {
  return minutes >= 0 ? minutes / minutes_a_day : -((minutes_a_day - 1 - minutes) / minutes_a_day);
}

inline Days to_days(year_month_day date) { return std::chrono::sys_days(date).time_since_epoch().count(); }
inline year_month_day to_calendar(Days days) { return std::chrono::sys_days(std::chrono::days(days)); }

inline year_month_day date_of(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

inline unsigned days_in_month(int year, unsigned month) {
  return unsigned((std::chrono::year(year) / std::chrono::month(month) / std::chrono::last).day());
}

}  // namespace lossa::calendar
