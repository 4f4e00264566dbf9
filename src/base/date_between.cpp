// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/date.hpp>

#include <chrono>
#include <utility>

#include "calendar.hpp"

namespace lossa {
namespace {

using calendar::date_of;
using calendar::Days;
using calendar::floor_days;
using calendar::minutes_a_day;
using calendar::to_calendar;
using calendar::to_days;
using calendar::year_month_day;

bool is_of_whole_days(const Date& date) {
  const auto [low, high] = date.minutes();
  return floor_days(low) * minutes_a_day == low && floor_days(high + 1) * minutes_a_day == high + 1;
}

Interval<WallMinutes> later_by(Interval<WallMinutes> span, WallMinutes minutes) {
  return {.low = span.low + minutes, .high = span.high + minutes};
}

/// Both on one clock: that of Greenwich where both know their zone, else each as written.
std::pair<Interval<WallMinutes>, Interval<WallMinutes>> on_one_clock(const Date& a, const Date& b) {
  const auto zone_a = a.offset_minutes();
  const auto zone_b = b.offset_minutes();
  if (!zone_a || !zone_b) return {a.minutes(), b.minutes()};
  return {later_by(a.minutes(), -*zone_a), later_by(b.minutes(), -*zone_b)};
}

Days anniversary(year_month_day date, int years) {
  const year_month_day moved(date.year() + std::chrono::years(years), date.month(), date.day());
  if (moved.ok()) return to_days(moved);
  return to_days(date_of(int(moved.year()), 3, 1));  // 29 February in a common year
}

double years_between_days(Days from, Days to) {
  if (to < from) return -years_between_days(to, from);
  const auto start = to_calendar(from);
  int whole = int(to_calendar(to).year()) - int(start.year());
  if (anniversary(start, whole) > to) --whole;
  const Days last = anniversary(start, whole);
  const Days next = anniversary(start, whole + 1);
  return whole + static_cast<double>(to - last) / static_cast<double>(next - last);
}

}  // namespace

Truth before(const Date& a, const Date& b) {
  const auto [first, second] = on_one_clock(a, b);
  if (first == second && is_of_whole_days(a) && is_of_whole_days(b)) return Truth::no();
  return below(first, second);
}

Interval<double> hours_between(const Date& from, const Date& to) {
  const auto [start, end] = on_one_clock(from, to);
  return {.low = static_cast<double>(end.low - start.high) / 60,
          .high = static_cast<double>(end.high - start.low) / 60};
}

Interval<double> days_between(const Date& from, const Date& to) {
  const auto start = from.days();
  const auto end = to.days();
  return {.low = static_cast<double>(end.low - start.high), .high = static_cast<double>(end.high - start.low)};
}

Interval<double> years_between(const Date& from, const Date& to) {
  const auto start = from.days();
  const auto end = to.days();
  return {.low = years_between_days(start.high, end.low), .high = years_between_days(start.low, end.high)};
}

}  // namespace lossa
