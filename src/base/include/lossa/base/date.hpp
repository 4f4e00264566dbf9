// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <lossa/base/interval.hpp>
#include <lossa/base/result.hpp>

namespace lossa {

/// Minutes of the wall clock since 1970-01-01 00:00, proleptic Gregorian. No zone: see Date::offset_minutes.
using WallMinutes = std::int64_t;

/// A date as far as it is known: to the year, month, day or minute, or a span "A/B" of two such.
///
/// Written in ISO 8601: "2021", "2021-08", "2021-08-20", "2021-08-20T14:30", "2021-08-20T14:30+02:00", "2019/2021-03".
/// Years 1800 to 2200. A zone offset is kept as written and used only between two times that both have one.
class Date {
 public:
  /// Fails with invalid_input and a message that says what was expected ("2021-02-30: February 2021 has 28 days").
  static Result<Date> parse(std::string_view text);
  /// A span to the minute; used for computed times.
  static Date from_minutes(Interval<WallMinutes> minutes, std::optional<int> offset_minutes = std::nullopt);

  /// The first and the last minute it may be.
  [[nodiscard]] Interval<WallMinutes> minutes() const { return minutes_; }
  /// The same in whole days since 1970-01-01.
  [[nodiscard]] Interval<std::int64_t> days() const;
  [[nodiscard]] std::optional<int> offset_minutes() const { return offset_; }
  /// True when it is known to the minute.
  [[nodiscard]] bool has_clock_time() const { return has_clock_time_; }
  /// As written; a computed one in the shortest form that says the same.
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const Date&, const Date&) = default;

 private:
  Interval<WallMinutes> minutes_{.low = 0, .high = 0};
  std::optional<int> offset_;
  bool has_clock_time_ = false;
  std::string text_;
};

/// Is `a` over before `b` begins? Unknown where the spans overlap, except that equal dates of day precision or coarser
/// are not before each other.
Truth before(const Date& a, const Date& b);

/// Time from one date to another, as an interval; negative when `to` is earlier.
/// Hours use the offsets where both have one. Days count midnights. Years are whole calendar years plus the part of the
/// running one (days since the anniversary over the days of that year), so exactly 2.0 on the second anniversary;
/// 29 February has its anniversary on 1 March in common years.
Interval<double> hours_between(const Date& from, const Date& to);
Interval<double> days_between(const Date& from, const Date& to);
Interval<double> years_between(const Date& from, const Date& to);

/// A length of time in one unit, as people write it: "72 h", "14 days", "2 years", "19 months", "90 min".
struct Duration {
  enum class Unit { minutes, hours, days, weeks, months, years };
  double count = 0;
  Unit unit = Unit::days;

  /// Accepts min, h/hour(s), d/day(s), week(s), month(s), year(s). Fails with invalid_input.
  static Result<Duration> parse(std::string_view text);
  friend bool operator==(const Duration&, const Duration&) = default;
};

/// "72 h", "14 days".
std::string to_string(const Duration& duration);

/// The date this long after (or, negative, before). Months and years by the calendar, clamped to the month's last day.
Date operator+(const Date& date, const Duration& duration);
Duration operator-(const Duration& duration);

}  // namespace lossa
