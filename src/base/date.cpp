// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/date.hpp>

#include <array>
#include <cstdlib>
#include <utility>

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

constexpr int first_year = 1800;
constexpr int last_year = 2200;

Interval<WallMinutes> whole_days(Days first, Days last) {
  return {.low = first * minutes_a_day, .high = (last + 1) * minutes_a_day - 1};
}
Interval<WallMinutes> whole_month(int year, unsigned month) {
  return whole_days(to_days(date_of(year, month, 1)), to_days(date_of(year, month, days_in_month(year, month))));
}
Interval<WallMinutes> whole_year(int year) {
  return whole_days(to_days(date_of(year, 1, 1)), to_days(date_of(year, 12, 31)));
}

// --- reading -------------------------------------------------------------------------------------------------------

constexpr std::string_view known_forms =
    "expected a date such as 2021, 2021-08, 2021-08-20, 2021-08-20T14:30, 2021-08-20T14:30+02:00 or 2019/2021-03";

Error refuse(std::string_view text, std::string_view why) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::string(text) + ": " + std::string(why)};
}

/// One date of a text, and its zone offset.
struct Moment {
  Interval<WallMinutes> minutes;
  std::optional<int> offset;
};

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes a number of exactly so many digits.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

/// "Z", "+02:00", "-03:30", or nothing at all.
bool take_offset(std::string_view& text, std::optional<int>& offset) {
  if (text.empty()) return true;
  if (take(text, 'Z')) {
    offset = 0;
    return true;
  }
  const bool is_west = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return false;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 14 || !take(text, ':')) return false;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return false;
  offset = (is_west ? -1 : 1) * (*hours * 60 + *minutes);
  return true;
}

/// Seconds are read and dropped: a date is known to the minute at best.
bool take_seconds(std::string_view& text) {
  if (!take(text, ':')) return true;
  const auto seconds = take_number(text, 2);
  if (!seconds || *seconds > 59) return false;
  if (take(text, '.')) {
    if (!take_number(text, 1)) return false;
    while (take_number(text, 1)) {
    }
  }
  return true;
}

Result<Moment> parse_clock(std::string_view whole, std::string_view rest, Days day) {
  const auto hour = take_number(rest, 2);
  const bool has_colon = take(rest, ':');
  const auto minute = take_number(rest, 2);
  if (!hour || !has_colon || !minute) return refuse(whole, known_forms);
  if (*hour > 23 || *minute > 59) return refuse(whole, "a day has the times 00:00 to 23:59");
  Moment moment{.minutes = Interval<WallMinutes>::exactly(day * minutes_a_day + *hour * 60 + *minute), .offset = {}};
  if (!take_seconds(rest)) return refuse(whole, "seconds go from 00 to 59");
  if (!take_offset(rest, moment.offset) || !rest.empty())
    return refuse(whole, "after the time there may only be a zone such as Z or +02:00");
  return moment;
}

std::string month_length(int year, int month) {
  constexpr std::array<std::string_view, 12> names = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  return std::string(names.at(static_cast<std::size_t>(month - 1))) + " " + std::to_string(year) + " has " +
         std::to_string(days_in_month(year, static_cast<unsigned>(month))) + " days";
}

Result<Moment> parse_moment(std::string_view whole) {
  std::string_view rest = whole;
  const auto year = take_number(rest, 4);
  if (!year) return refuse(whole, known_forms);
  if (*year < first_year || *year > last_year) return refuse(whole, "years go from 1800 to 2200");
  if (rest.empty()) return Moment{.minutes = whole_year(*year), .offset = {}};

  if (!take(rest, '-')) return refuse(whole, known_forms);
  const auto month = take_number(rest, 2);
  if (!month) return refuse(whole, known_forms);
  if (*month < 1 || *month > 12) return refuse(whole, "months go from 01 to 12");
  const auto month_number = static_cast<unsigned>(*month);
  if (rest.empty()) return Moment{.minutes = whole_month(*year, month_number), .offset = {}};

  if (!take(rest, '-')) return refuse(whole, known_forms);
  const auto day = take_number(rest, 2);
  if (!day) return refuse(whole, known_forms);
  const auto day_number = static_cast<unsigned>(*day);
  if (*day < 1 || day_number > days_in_month(*year, month_number)) return refuse(whole, month_length(*year, *month));
  const Days days = to_days(date_of(*year, month_number, day_number));
  if (rest.empty()) return Moment{.minutes = whole_days(days, days), .offset = {}};

  if (!take(rest, 'T')) return refuse(whole, known_forms);
  return parse_clock(whole, rest, days);
}

/// From the beginning of the first to the end of the last. Where both have a zone, in the zone of the first.
Result<Moment> parse_span(std::string_view whole, std::size_t slash) {
  const Moment first = LOSSA_TRY(parse_moment(whole.substr(0, slash)));
  const Moment last = LOSSA_TRY(parse_moment(whole.substr(slash + 1)));
  Moment span{.minutes = {.low = first.minutes.low, .high = last.minutes.high}, .offset = {}};
  if (first.offset && last.offset) {
    span.offset = first.offset;
    span.minutes.high += *first.offset - *last.offset;
  }
  if (span.minutes.low > span.minutes.high) return refuse(whole, "the second date lies before the first");
  return span;
}

// --- writing -------------------------------------------------------------------------------------------------------

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string day_text(Days days, std::size_t parts) {
  const auto date = to_calendar(days);
  std::string text = padded(int(date.year()), 4);
  if (parts > 1) text += "-" + padded(unsigned(date.month()), 2);
  if (parts > 2) text += "-" + padded(unsigned(date.day()), 2);
  return text;
}

std::string minute_text(WallMinutes minutes, std::optional<int> offset) {
  const Days day = floor_days(minutes);
  const WallMinutes of_day = minutes - day * minutes_a_day;
  std::string text = day_text(day, 3) + "T" + padded(of_day / 60, 2) + ":" + padded(of_day % 60, 2);
  if (!offset) return text;
  if (*offset == 0) return text + "Z";
  const int size = std::abs(*offset);
  return text + (*offset < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2);
}

/// The year, month and day around a minute, the longest first.
std::array<Interval<WallMinutes>, 3> periods_around(WallMinutes minutes) {
  const Days day = floor_days(minutes);
  const auto date = to_calendar(day);
  const int year = int(date.year());
  return {whole_year(year), whole_month(year, unsigned(date.month())), whole_days(day, day)};
}

/// The longest period that begins (or ends) at one end of the span and stays inside it.
template <typename Accept>
std::string end_text(WallMinutes minutes, Accept accept) {
  const auto periods = periods_around(minutes);
  for (std::size_t i = 0; i < periods.size(); ++i)
    if (accept(periods.at(i))) return day_text(floor_days(minutes), i + 1);
  return minute_text(minutes, std::nullopt);
}

std::string shortest_text(Interval<WallMinutes> span, std::optional<int> offset) {
  if (span.is_exact()) return minute_text(span.low, offset);
  if (offset) return minute_text(span.low, offset) + "/" + minute_text(span.high, offset);
  const auto first =
      end_text(span.low, [&](auto period) { return period.low == span.low && period.high <= span.high; });
  const auto last =
      end_text(span.high, [&](auto period) { return period.high == span.high && period.low >= span.low; });
  return first == last ? first : first + "/" + last;
}

}  // namespace

Result<Date> Date::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const Moment moment = LOSSA_TRY(slash == std::string_view::npos ? parse_moment(text) : parse_span(text, slash));
  Date date;
  date.minutes_ = moment.minutes;
  date.offset_ = moment.offset;
  date.has_clock_time_ = moment.minutes.is_exact();
  date.text_ = text;
  return date;
}

Date Date::from_minutes(Interval<WallMinutes> minutes, std::optional<int> offset_minutes) {
  constexpr WallMinutes ten_thousand_years = 10000LL * 366 * minutes_a_day;
  expects(minutes.low <= minutes.high && -ten_thousand_years < minutes.low && minutes.high < ten_thousand_years);
  Date date;
  date.minutes_ = minutes;
  date.offset_ = offset_minutes;
  date.has_clock_time_ = minutes.is_exact();
  date.text_ = shortest_text(minutes, offset_minutes);
  return date;
}

Interval<std::int64_t> Date::days() const {
  return {.low = floor_days(minutes_.low), .high = floor_days(minutes_.high)};
}

}  // namespace lossa
