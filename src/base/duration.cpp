// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/date.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include <lossa/base/contract.hpp>
#include <lossa/base/text.hpp>

#include "calendar.hpp"

namespace lossa {
namespace {

using calendar::date_of;
using calendar::Days;
using calendar::days_in_month;
using calendar::floor_days;
using calendar::minutes_a_day;
using calendar::to_calendar;
using calendar::to_days;

WallMinutes add_months(WallMinutes minutes, int months) {
  const Days day = floor_days(minutes);
  const auto date = to_calendar(day);
  const auto month = std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
  const unsigned last = days_in_month(int(month.year()), unsigned(month.month()));
  const unsigned same = std::min(unsigned(date.day()), last);
  return to_days(date_of(int(month.year()), unsigned(month.month()), same)) * minutes_a_day + minutes -
         day * minutes_a_day;
}

/// A part of a month is that part of the way to the next one.
WallMinutes add_part_months(WallMinutes minutes, double months) {
  const double whole = std::floor(months);
  const WallMinutes low = add_months(minutes, static_cast<int>(whole));
  if (whole == months) return low;
  const WallMinutes high = add_months(minutes, static_cast<int>(whole) + 1);
  return low + std::llround((months - whole) * static_cast<double>(high - low));
}

struct UnitRule {
  Duration::Unit unit;
  std::string_view one;
  std::string_view many;
  std::string_view other;  ///< another way to write it
  double a_year;           ///< about how many make a year
  double minutes;          ///< 0 for what the calendar decides
};

constexpr std::array<UnitRule, 6> unit_rules = {{
    {.unit = Duration::Unit::minutes, .one = "min", .many = "min", .other = "min", .a_year = 525600, .minutes = 1},
    {.unit = Duration::Unit::hours, .one = "h", .many = "h", .other = "hour", .a_year = 8760, .minutes = 60},
    {.unit = Duration::Unit::days, .one = "day", .many = "days", .other = "d", .a_year = 365, .minutes = 1440},
    {.unit = Duration::Unit::weeks, .one = "week", .many = "weeks", .other = "week", .a_year = 52, .minutes = 10080},
    {.unit = Duration::Unit::months, .one = "month", .many = "months", .other = "month", .a_year = 12, .minutes = 0},
    {.unit = Duration::Unit::years, .one = "year", .many = "years", .other = "year", .a_year = 1, .minutes = 0},
}};
constexpr double longest_years = 400;

const UnitRule& rule_of(Duration::Unit unit) {
  for (const UnitRule& rule : unit_rules)
    if (rule.unit == unit) return rule;
  contract_violated(std::source_location::current());
}

bool is_word_for(const UnitRule& rule, std::string_view word) {
  return word == rule.one || word == rule.many || word == rule.other ||
         (rule.unit == Duration::Unit::hours && word == "hours");
}

Error refuse(std::string_view text, std::string_view why) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::string(text) + ": " + std::string(why)};
}

bool is_usable(const Duration& duration) {
  return std::abs(duration.count) <= longest_years * rule_of(duration.unit).a_year;  // false for NaN too
}

}  // namespace

Result<Duration> Duration::parse(std::string_view text) {
  double count = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count, std::chars_format::fixed);
  std::string_view unit = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const UnitRule& rule : unit_rules) {
    if (read.ec != std::errc{} || !is_word_for(rule, unit)) continue;
    const Duration duration{.count = count, .unit = rule.unit};
    if (!is_usable(duration)) return refuse(text, "a length of time here is at most 400 years");
    return duration;
  }
  return refuse(text, "expected a length of time such as 90 min, 72 h, 14 days, 6 weeks, 19 months or 2 years");
}

std::string to_string(const Duration& duration) {
  const UnitRule& rule = rule_of(duration.unit);
  return format_number(duration.count) + " " + std::string(std::abs(duration.count) == 1 ? rule.one : rule.many);
}

Date operator+(const Date& date, const Duration& duration) {
  expects(is_usable(duration));
  const UnitRule& rule = rule_of(duration.unit);
  const auto moved = [&](WallMinutes minutes) -> WallMinutes {
    if (rule.minutes > 0) return minutes + std::llround(duration.count * rule.minutes);
    const double months_a_unit = 12 / rule.a_year;
    return add_part_months(minutes, duration.count * months_a_unit);
  };
  return Date::from_minutes({.low = moved(date.minutes().low), .high = moved(date.minutes().high)},
                            date.offset_minutes());
}

Duration operator-(const Duration& duration) { return {.count = -duration.count, .unit = duration.unit}; }

}  // namespace lossa
