// SPDX-License-Identifier: Apache-2.0
// What must hold of every date, whatever it is.
#include <lossa/base/date.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace lossa {
namespace {

constexpr int day_minutes = 1440;
constexpr int first_minute = -170 * 365 * day_minutes;  // about 1800
constexpr int last_minute = 229 * 365 * day_minutes;    // about 2199

/// Spans of a few minutes to some years; often whole days, or one minute only.
rc::Gen<Date> dates() {
  const auto span = rc::gen::element(0, 1, 59, day_minutes - 1, 31 * day_minutes - 1, 400 * day_minutes - 1);
  const auto grain = rc::gen::element(1, day_minutes);
  return rc::gen::apply(
      [](int start, int length, int step) {
        const WallMinutes low = static_cast<WallMinutes>(start) / step * step;
        return Date::from_minutes({low, low + length});
      },
      rc::gen::inRange(first_minute, last_minute), span, grain);
}

rc::Gen<Date> single_days() {
  return rc::gen::map(rc::gen::inRange(first_minute / day_minutes, last_minute / day_minutes), [](int day) {
    const WallMinutes low = static_cast<WallMinutes>(day) * day_minutes;
    return Date::from_minutes({low, low + day_minutes - 1});
  });
}

Date some_minute_of(const Date& date) {
  const auto [low, high] = date.minutes();
  const auto within = *rc::gen::inRange<WallMinutes>(0, high - low + 1);
  return Date::from_minutes(Interval<WallMinutes>::exactly(low + within));
}

RC_GTEST_PROP(DateProperty, ReadsBackFromItsText, ()) {
  const Date date = *dates();
  RC_ASSERT(Date::parse(date.text()).value() == date);
}

RC_GTEST_PROP(DateProperty, WithAZoneItReadsBackFromItsText, ()) {
  const Date date = Date::from_minutes((*dates()).minutes(), *rc::gen::inRange(-14 * 60, 14 * 60));
  RC_ASSERT(Date::parse(date.text()).value() == date);
}

RC_GTEST_PROP(DateProperty, AnyBytesAreReadOrRefusedWithAReason, (const std::string& bytes)) {
  const auto read = Date::parse(bytes);
  RC_ASSERT(read.has_value() || !read.error().message.empty());
}

RC_GTEST_PROP(DateProperty, AKnownOrderHoldsForEveryMinuteOfBoth, ()) {
  const Date a = *dates();
  const Date b = *dates();
  const Truth order = before(a, b);
  RC_ASSERT(order.is_unknown() || order == before(some_minute_of(a), some_minute_of(b)));
}

RC_GTEST_PROP(DateProperty, TimeBetweenHoldsThatBetweenAnyTwoMinutes, ()) {
  const Date a = *dates();
  const Date b = *dates();
  const Date in_a = some_minute_of(a);
  const Date in_b = some_minute_of(b);
  RC_ASSERT(hours_between(a, b).contains(hours_between(in_a, in_b).low));
  RC_ASSERT(days_between(a, b).contains(days_between(in_a, in_b).low));
  RC_ASSERT(years_between(a, b).contains(years_between(in_a, in_b).low));
}

RC_GTEST_PROP(DateProperty, TimeBackIsTheNegativeOfTimeForth, ()) {
  const Date a = *dates();
  const Date b = *dates();
  const auto forth = years_between(a, b);
  const auto back = years_between(b, a);
  RC_ASSERT(back.low == -forth.high);
  RC_ASSERT(back.high == -forth.low);
}

RC_GTEST_PROP(DateProperty, YearsAreExactAtAnniversaries, ()) {
  const Date day = *single_days();
  const int years = *rc::gen::inRange(0, 100);
  const bool is_leap_day = day.text().ends_with("-02-29");
  const Date later = day + Duration{static_cast<double>(years), Duration::Unit::years};
  RC_PRE(!is_leap_day || later.text().ends_with("-02-29"));
  RC_ASSERT(years_between(day, later) == Interval<double>::exactly(years));
}

RC_GTEST_PROP(DateProperty, ADayLaterIsMoreYearsLater, ()) {
  const Date start = *single_days();
  const Date day = *single_days();
  const Date next = day + Duration{1, Duration::Unit::days};
  RC_ASSERT(years_between(start, day).low < years_between(start, next).low);
}

RC_GTEST_PROP(DateProperty, AddedDaysAreCountedBack, ()) {
  const Date day = *single_days();
  const int days = *rc::gen::inRange(-5000, 5000);
  RC_ASSERT(days_between(day, day + Duration{static_cast<double>(days), Duration::Unit::days}) ==
            Interval<double>::exactly(days));
}

RC_GTEST_PROP(DurationProperty, ReadsBackFromItsText, ()) {
  const double count = *rc::gen::inRange(-1000, 1000) / 8.0;
  const auto unit = *rc::gen::element(Duration::Unit::minutes, Duration::Unit::hours, Duration::Unit::days,
                                      Duration::Unit::weeks, Duration::Unit::months, Duration::Unit::years);
  const Duration duration{.count = count, .unit = unit};
  RC_ASSERT(Duration::parse(to_string(duration)).value() == duration);
}

}  // namespace
}  // namespace lossa
