// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/date.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lossa {
namespace {

Date date(std::string_view text) { return Date::parse(text).value(); }

std::string fault_of(std::string_view text) {
  const auto read = Date::parse(text);
  return read ? "read as " + read->text() : read.error().message;
}

TEST(DateParse, ADayIsAllItsMinutes) {
  EXPECT_EQ(date("1970-01-01").minutes(), (Interval<WallMinutes>{0, 1439}));
  EXPECT_EQ(date("1969-12-31").minutes(), (Interval<WallMinutes>{-1440, -1}));
  EXPECT_EQ(date("1969-12-31").days(), (Interval<std::int64_t>{-1, -1}));
  EXPECT_EQ(date("1970-01-02T00:01").minutes(), (Interval<WallMinutes>{1441, 1441}));
}

TEST(DateParse, CoarserDatesAreAllTheirDays) {
  EXPECT_EQ(date("1970").days(), (Interval<std::int64_t>{0, 364}));
  EXPECT_EQ(date("1972-02").days(), (Interval<std::int64_t>{365 + 365 + 31, 365 + 365 + 31 + 28}));
  EXPECT_EQ(date("1970/1971-01").days(), (Interval<std::int64_t>{0, 365 + 30}));
}

TEST(DateParse, KeepsTheOffsetAndTheTextAsWritten) {
  const Date time = date("2021-08-20T14:30+02:00");
  EXPECT_EQ(time.offset_minutes(), 120);
  EXPECT_TRUE(time.has_clock_time());
  EXPECT_EQ(time.text(), "2021-08-20T14:30+02:00");
  EXPECT_EQ(date("2021-08-20T14:30Z").offset_minutes(), 0);
  EXPECT_EQ(date("2021-08-20T14:30-03:30").offset_minutes(), -210);
  EXPECT_EQ(date("2021-08-20T14:30").offset_minutes(), std::nullopt);
  EXPECT_FALSE(date("2021-08-20").has_clock_time());
  EXPECT_FALSE(date("2021-08-20T14:30/2021-08-20T15:30").has_clock_time());
}

TEST(DateParse, DropsSeconds) {
  EXPECT_EQ(date("2021-08-20T14:30:59.25Z").minutes(), date("2021-08-20T14:30").minutes());
}

TEST(DateParse, SaysWhatIsWrong) {
  EXPECT_EQ(fault_of("2021-02-30"), "2021-02-30: February 2021 has 28 days");
  EXPECT_EQ(fault_of("1900-02-29"), "1900-02-29: February 1900 has 28 days");
  EXPECT_EQ(fault_of("2021-13"), "2021-13: months go from 01 to 12");
  EXPECT_EQ(fault_of("1799"), "1799: years go from 1800 to 2200");
  EXPECT_EQ(fault_of("2201-01-01"), "2201-01-01: years go from 1800 to 2200");
  EXPECT_EQ(fault_of("2021-08-20T24:00"), "2021-08-20T24:00: a day has the times 00:00 to 23:59");
  EXPECT_EQ(fault_of("2021-03/2020"), "2021-03/2020: the second date lies before the first");
  EXPECT_EQ(Date::parse("x").error().kind, ErrorKind::invalid_input);
}

TEST(DateParse, RefusesEveryOtherForm) {
  for (const char* bad : {"",
                          "21",
                          "20210820",
                          "2021-8-20",
                          "2021-08-2",
                          "2021-08-20 14:30",
                          "2021-08-20T",
                          "2021-08-20T14",
                          "2021-08-20T1430",
                          "20/08/2021",
                          "+2021",
                          " 2021",
                          "2021 ",
                          "2021-",
                          "2021-08-",
                          "2021-08-20x",
                          "/2021",
                          "2021/",
                          "2021/2022/2023",
                          "2021-08Z"})
    EXPECT_THAT(fault_of(bad), testing::HasSubstr(": expected a date such as 2021, 2021-08")) << bad;
  for (const char* bad : {"2021-08-20T14:30+2", "2021-08-20T14:30+15:00", "2021-08-20T14:30+02:60",
                          "2021-08-20T14:30+0200", "2021-08-20T14:30ZZ", "2021-08-20T14:30 "})
    EXPECT_THAT(fault_of(bad), testing::HasSubstr("a zone such as Z or +02:00")) << bad;
  for (const char* bad : {"2021-08-20T14:30:60", "2021-08-20T14:30:5", "2021-08-20T14:30:50."})
    EXPECT_THAT(fault_of(bad), testing::HasSubstr("seconds")) << bad;
}

TEST(DateParse, BringsASpanAcrossZonesToTheFirstZone) {
  // The night the clocks go back: 75 minutes of wall clock less than nothing, 15 minutes of time.
  const Date night = date("2021-10-31T02:45+02:00/2021-10-31T02:00+01:00");
  EXPECT_EQ(night.minutes().high - night.minutes().low, 15);
  EXPECT_EQ(night.offset_minutes(), 120);
  EXPECT_EQ(date("2021-10/2021-10-31T02:00+01:00").offset_minutes(), std::nullopt);
}

TEST(DateText, OfAComputedDateIsTheShortestThatSaysTheSame) {
  for (const char* text : {"2021", "2021-08", "2021-08-20", "2021-08-20T14:30", "2019/2021-03", "2021-01/2021-03",
                           "2021-08-20/2021-08-22", "2021-08-20T14:30/2021-08-20T15:00", "2021-08-20T14:30/2021-08-22"})
    EXPECT_EQ(Date::from_minutes(date(text).minutes()).text(), text);
  EXPECT_EQ(Date::from_minutes(date("2021-01-01/2021-12-31").minutes()).text(), "2021");
  EXPECT_EQ(Date::from_minutes(date("2021-01-01T10:00").minutes(), -90).text(), "2021-01-01T10:00-01:30");
}

TEST(DateText, AnEmptyOrEndlessSpanBreaksAContract) {
  EXPECT_THROW(Date::from_minutes({1, 0}), ContractViolation);
  EXPECT_THROW(Date::from_minutes(Interval<WallMinutes>::anything()), ContractViolation);
}

TEST(DateBefore, IsUnclearWhereSpansOverlap) {
  EXPECT_EQ(before(date("2020"), date("2021")), Truth::yes());
  EXPECT_EQ(before(date("2021"), date("2020")), Truth::no());
  EXPECT_EQ(before(date("2021-08"), date("2021-08-20")), Truth::unknown(Reason::unclear));
  EXPECT_EQ(before(date("2021-08-20"), date("2021-08-20T14:30")), Truth::unknown(Reason::unclear));
  EXPECT_EQ(before(date("2021-08-20T14:29"), date("2021-08-20T14:30")), Truth::yes());
  EXPECT_EQ(before(date("2021-08-20T14:30"), date("2021-08-20T14:30")), Truth::no());
}

TEST(DateBefore, EqualDatesAreNotBeforeEachOther) {
  for (const char* text : {"2021", "2021-08", "2021-08-20", "2019/2021-03"})
    EXPECT_EQ(before(date(text), date(text)), Truth::no()) << text;
  EXPECT_EQ(before(date("2021-08-20"), date("2021-08-20/2021-08-20")), Truth::no());
  const Date hours = date("2021-08-20T14:00/2021-08-20T16:00");
  EXPECT_EQ(before(hours, hours), Truth::unknown(Reason::unclear));
}

TEST(DateBefore, UsesZonesOnlyWhereBothHaveOne) {
  EXPECT_EQ(before(date("2021-10-31T02:45+02:00"), date("2021-10-31T02:15+01:00")), Truth::yes());
  EXPECT_EQ(before(date("2021-10-31T02:45+02:00"), date("2021-10-31T02:15")), Truth::no());
}

TEST(HoursBetween, UsesZonesOnlyWhereBothHaveOne) {
  EXPECT_EQ(hours_between(date("2021-10-30T12:00+02:00"), date("2021-10-31T12:00+01:00")),
            Interval<double>::exactly(25));
  EXPECT_EQ(hours_between(date("2021-10-30T12:00+02:00"), date("2021-10-31T12:00")), Interval<double>::exactly(24));
  EXPECT_EQ(hours_between(date("2021-10-31T12:00"), date("2021-10-30T12:30")), Interval<double>::exactly(-23.5));
}

TEST(HoursBetween, IsAnIntervalWhereOnlyDaysAreKnown) {
  const auto hours = hours_between(date("2021-08-20"), date("2021-08-21"));
  EXPECT_DOUBLE_EQ(hours.low, 1.0 / 60);
  EXPECT_DOUBLE_EQ(hours.high, 48 - 1.0 / 60);
}

TEST(DaysBetween, CountsMidnights) {
  EXPECT_EQ(days_between(date("2021-08-20T23:59"), date("2021-08-21T00:00")), Interval<double>::exactly(1));
  EXPECT_EQ(days_between(date("2021-08-20T00:00"), date("2021-08-20T23:59")), Interval<double>::exactly(0));
  EXPECT_EQ(days_between(date("2021-08-20"), date("2021-08")), (Interval<double>{-19, 11}));
  EXPECT_EQ(days_between(date("2024-02-28"), date("2024-03-01")), Interval<double>::exactly(2));
}

TEST(YearsBetween, AreWholeOnTheAnniversary) {
  EXPECT_EQ(years_between(date("2019-08-20"), date("2021-08-20")), Interval<double>::exactly(2));
  EXPECT_EQ(years_between(date("2021-08-20"), date("2019-08-20")), Interval<double>::exactly(-2));
  EXPECT_EQ(years_between(date("2021-01-01"), date("2021-01-01")), Interval<double>::exactly(0));
}

TEST(YearsBetween, TheRunningYearCountsByItsDays) {
  EXPECT_EQ(years_between(date("2020-01-01"), date("2020-01-02")), Interval<double>::exactly(1.0 / 366));
  EXPECT_EQ(years_between(date("2021-01-01"), date("2022-01-02")), Interval<double>::exactly(1 + 1.0 / 365));
  EXPECT_EQ(years_between(date("2021-08-20"), date("2022-08-19")), Interval<double>::exactly(364.0 / 365));
}

TEST(YearsBetween, ALeapDayHasItsAnniversaryOnTheFirstOfMarch) {
  EXPECT_LT(years_between(date("2020-02-29"), date("2021-02-28")).high, 1);
  EXPECT_EQ(years_between(date("2020-02-29"), date("2021-03-01")), Interval<double>::exactly(1));
  EXPECT_EQ(years_between(date("2020-02-29"), date("2024-02-29")), Interval<double>::exactly(4));
}

TEST(YearsBetween, AreAnIntervalWhereOnlyYearsAreKnown) {
  const auto years = years_between(date("2019"), date("2021"));
  EXPECT_DOUBLE_EQ(years.low, 1 + 1.0 / 365);
  EXPECT_DOUBLE_EQ(years.high, 2 + 364.0 / 365);
}

}  // namespace
}  // namespace lossa
