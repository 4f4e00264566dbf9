// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/date.hpp>

#include <gtest/gtest.h>

namespace lossa {
namespace {

Date date(std::string_view text) { return Date::parse(text).value(); }
std::string after(std::string_view start, std::string_view length) {
  return (date(start) + Duration::parse(length).value()).text();
}

TEST(Duration, IsReadAsPeopleWriteIt) {
  using Unit = Duration::Unit;
  EXPECT_EQ(*Duration::parse("90 min"), (Duration{90, Unit::minutes}));
  EXPECT_EQ(*Duration::parse("1.5 h"), (Duration{1.5, Unit::hours}));
  EXPECT_EQ(*Duration::parse("1 hour"), (Duration{1, Unit::hours}));
  EXPECT_EQ(*Duration::parse("72 hours"), (Duration{72, Unit::hours}));
  EXPECT_EQ(*Duration::parse("72h"), (Duration{72, Unit::hours}));
  EXPECT_EQ(*Duration::parse("1 d"), (Duration{1, Unit::days}));
  EXPECT_EQ(*Duration::parse("14 days"), (Duration{14, Unit::days}));
  EXPECT_EQ(*Duration::parse("1 week"), (Duration{1, Unit::weeks}));
  EXPECT_EQ(*Duration::parse("19 months"), (Duration{19, Unit::months}));
  EXPECT_EQ(*Duration::parse("-2 years"), (Duration{-2, Unit::years}));
}

TEST(Duration, RefusesWhatIsNoLengthOfTime) {
  for (const char* bad :
       {"", "14", "days", "14  days", "14 lightyears", "1e3 h", "inf h", "nan h", "14 days ", "+1 h"}) {
    const auto read = Duration::parse(bad);
    ASSERT_FALSE(read.has_value()) << bad;
    EXPECT_EQ(read.error().kind, ErrorKind::invalid_input);
  }
  EXPECT_FALSE(Duration::parse("401 years").has_value());
  EXPECT_TRUE(Duration::parse("400 years").has_value());
}

TEST(Duration, IsWrittenWithItsUnit) {
  for (const char* text : {"72 h", "14 days", "1 day", "2 years", "1 month", "90 min", "-2 weeks", "1.5 h"})
    EXPECT_EQ(to_string(*Duration::parse(text)), text);
}

TEST(DatePlusDuration, MovesBothEnds) {
  EXPECT_EQ(after("2021-08-20T14:30", "72 h"), "2021-08-23T14:30");
  EXPECT_EQ(after("2021-08-20", "14 days"), "2021-09-03");
  EXPECT_EQ(after("2021-08-20", "2 weeks"), "2021-09-03");
  EXPECT_EQ(after("2021-08-20", "90 min"), "2021-08-20T01:30/2021-08-21T01:29");
  EXPECT_EQ(after("2021", "1 year"), "2022");
  EXPECT_EQ(after("2021-08", "-1 month"), "2021-07");
  EXPECT_EQ(after("2021-02", "1 month"), "2021-03-01/2021-03-28");
}

TEST(DatePlusDuration, KeepsTheZone) {
  EXPECT_EQ(after("2021-08-20T14:30+02:00", "72 h"), "2021-08-23T14:30+02:00");
  EXPECT_EQ(after("2021-08-20T14:30Z", "1 month"), "2021-09-20T14:30Z");
}

TEST(DatePlusDuration, ClampsToTheLastDayOfTheMonth) {
  EXPECT_EQ(after("2021-01-31", "1 month"), "2021-02-28");
  EXPECT_EQ(after("2020-02-29", "1 year"), "2021-02-28");
  EXPECT_EQ(after("2020-02-29", "4 years"), "2024-02-29");
  EXPECT_EQ(after("2021-03-31", "-1 month"), "2021-02-28");
  EXPECT_EQ(after("2021-12-31", "19 months"), "2023-07-31");
}

TEST(DatePlusDuration, APartOfAMonthIsThatPartOfTheWay) {
  EXPECT_EQ(after("2021-02-01T00:00", "0.5 months"), "2021-02-15T00:00");
  EXPECT_EQ(after("2021-08-20", "1.5 years"), "2023-02-20");
}

TEST(DatePlusDuration, OfAnEndlessLengthBreaksAContract) {
  EXPECT_THROW(date("2021") + (Duration{1e9, Duration::Unit::years}), ContractViolation);
}

TEST(DatePlusDuration, MinusGoesBack) {
  const Duration length = *Duration::parse("72 h");
  EXPECT_EQ(date("2021-08-20T14:30") + length + -length, date("2021-08-20T14:30"));
}

}  // namespace
}  // namespace lossa
