// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include <lossa/model/entry.hpp>
#include <lossa/model/value.hpp>

namespace lossa::model {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Number, IsOneValueOrAnIntervalAsWritten) {
  struct Row {
    const char* text;
    double low;
    double high;
  };
  const std::vector<Row> rows = {{"38.4", 38.4, 38.4},
                                 {"-2", -2, -2},
                                 {"> 38", std::nextafter(38, infinity), infinity},
                                 {">38", std::nextafter(38, infinity), infinity},
                                 {">= 2", 2, infinity},
                                 {"< 5", -infinity, std::nextafter(5, -infinity)},
                                 {"<= 5", -infinity, 5},
                                 {"2 .. 3", 2, 3},
                                 {"2..3", 2, 3},
                                 {" 2.5 .. 3.5 ", 2.5, 3.5}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    const auto number = parse_number(row.text);
    ASSERT_TRUE(number.has_value());
    EXPECT_EQ(number->value, (Interval<double>{row.low, row.high}));
  }
  EXPECT_EQ((*parse_number("> 38")).text, "> 38");
  EXPECT_EQ((*parse_number("1.50")).text, "1.50");
  EXPECT_EQ((*parse_number("2 .. 2")).text, "2") << "an exact number has one form";
}

TEST(Number, RefusesWhatIsNone) {
  for (const auto* text : {"", "x", ">", "> x", "3 .. 2", "1 ..", ".. 1", "..", "inf", "nan", "1e999", "0x10", "01",
                           "> 1 .. 2", "=> 3", "+5"}) {
    SCOPED_TRACE(text);
    const auto number = parse_number(text);
    ASSERT_FALSE(number.has_value());
    EXPECT_EQ(number.error().kind, ErrorKind::invalid_input);
  }
}

TEST(Number, SaysThatADecimalCommaIsNotRead) {
  EXPECT_NE(parse_number("38,4").error().message.find("with a decimal point"), std::string::npos);
}

TEST(Count, EndsAtTheNextWholeNumber) {
  EXPECT_EQ((*parse_count("> 2")).value, (Interval<double>{3, infinity}));
  EXPECT_EQ((*parse_count("< 5")).value, (Interval<double>{0, 4}));
  EXPECT_EQ((*parse_count("2 .. 3")).value, (Interval<double>{2, 3}));
  EXPECT_EQ((*parse_count("0")).value, (Interval<double>{0, 0}));
}

TEST(Count, RefusesWhatIsNotWholeOrNegative) {
  for (const auto* text : {"2.5", "-1", "< 0", "2.2 .. 2.8", "-3 .. 4"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_count(text).has_value());
  }
}

TEST(When, IsADateOrAnAnchorWithADistance) {
  for (const auto* text : {"2021", "2021-08-20", "2019/2021-03", "extraction", "extraction + 72 h",
                           "presentation - 2 years", "end_of_follow_up"}) {
    SCOPED_TRACE(text);
    const auto when = parse_when(text);
    ASSERT_TRUE(when.has_value());
    EXPECT_EQ(to_string(*when), text);
  }
  const auto when = parse_when("presentation - 2 years");
  EXPECT_EQ(std::get<Anchored>(*when).distance, (Duration{-2, Duration::Unit::years}));
  EXPECT_EQ(*parse_when("extraction + 0 h"), *parse_when("extraction"));
}

TEST(When, SaysWhatWasExpected) {
  for (const auto* text : {"", "Extraction", "extraction+72 h", "extraction + 72 moons", "extraction +",
                           "extraction + -3 h", "extraction 72 h", "2021-02-30", "yesterday-ish"}) {
    SCOPED_TRACE(text);
    const auto when = parse_when(text);
    ASSERT_FALSE(when.has_value());
    EXPECT_EQ(when.error().kind, ErrorKind::invalid_input);
    EXPECT_FALSE(when.error().message.empty());
  }
}

Lab lab(std::string test, std::string_view value, std::string unit) {
  return {.test = std::move(test), .value = *parse_number(value), .unit = std::move(unit)};
}

TEST(LabValue, IsGivenInOneUnit) {
  EXPECT_EQ(canonical_value(lab("crp", "10", "mg/dL")), Interval<double>::exactly(100));
  EXPECT_EQ(canonical_value(lab("crp", "10", "mg/L")), Interval<double>::exactly(10));
  EXPECT_EQ(canonical_value(lab("haemoglobin", "12 .. 13", "g/dL")), (Interval<double>{120, 130}));
  EXPECT_EQ(canonical_value(lab("albumin", "> 3", "g/dL"))->high, infinity);
  EXPECT_DOUBLE_EQ(canonical_value(lab("creatinine", "1", "mg/dL"))->low, 88.4);
  EXPECT_EQ(canonical_value(lab("inr", "2.5", "1")), Interval<double>::exactly(2.5));
}

TEST(LabValue, IsNothingWithoutAKnownUnit) {
  EXPECT_EQ(canonical_value(lab("crp", "10", "")), std::nullopt);
  EXPECT_EQ(canonical_value(lab("crp", "10", "g/L")), std::nullopt);
  EXPECT_EQ(canonical_value(lab("bilirubin", "10", "mg/L")), std::nullopt);
  EXPECT_EQ(canonical_value(Lab{.test = "crp", .unit = "mg/L"}), std::nullopt);
  EXPECT_TRUE(units_of("bilirubin").empty());
}

}  // namespace
}  // namespace lossa::model
