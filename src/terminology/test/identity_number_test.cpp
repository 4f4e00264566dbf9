// SPDX-License-Identifier: Apache-2.0
// Numbers here are published ones (Skatteverket's test number and its worked example, HL7 Sweden's example patient,
// public libraries' examples) or have a check digit computed for the test.
#include <lossa/terminology/identity_number.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lossa/terminology/codes.hpp>

#include "shipped.hpp"

namespace lossa::terminology {
namespace {

using Kind = IdentityNumber::Kind;

const Date& today() {
  static const Date date = Date::parse("2026-11-27").value();
  return date;
}

std::optional<IdentityNumber> read(std::string_view text) { return read_identity_number(text, today()); }

std::string normal_of(std::string_view text) {
  const auto number = read(text);
  return number.has_value() ? number->normal : "none";
}

std::string born_of(std::string_view text) {
  const auto number = read(text);
  return number.has_value() && number->born.has_value() ? number->born->text() : "not said";
}

TEST(IdentityNumber, ReadsAPersonnummerHoweverItIsWritten) {
  for (const std::string_view text :
       {"20121212-1212", "201212121212", "20121212+1212", "121212-1212", "1212121212", "  20121212-1212\t"})
    EXPECT_EQ(normal_of(text), "201212121212") << text;
  EXPECT_EQ(normal_of("19121212-1212"), "191212121212");
  EXPECT_EQ(normal_of("121212+1212"), "191212121212") << "100 years or older";
  EXPECT_EQ(read("121212-1212")->kind, Kind::personnummer);
  EXPECT_EQ(born_of("19121212-1212"), "1912-12-12");
}

TEST(IdentityNumber, TakesTheLastCenturyInWhichThePersonCanHaveBeenBorn) {
  // 27 November 2026 is today; check digits computed.
  EXPECT_EQ(normal_of("261127-0014"), "202611270014");
  EXPECT_EQ(normal_of("261128-0013"), "192611280013") << "tomorrow is not yet";
  EXPECT_EQ(normal_of("261127+0014"), "192611270014") << "turns 100 this year";
  EXPECT_EQ(normal_of("271127+0013"), "182711270013") << "99 years are not enough";
}

TEST(IdentityNumber, ReadsASamordningsnummerAlsoWithoutARealDate) {
  EXPECT_EQ(normal_of("701063-2391"), "197010632391");
  EXPECT_EQ(read("701063-2391")->kind, Kind::samordningsnummer);
  EXPECT_EQ(born_of("701063-2391"), "1970-10-03");
  EXPECT_EQ(normal_of("196206703974"), "196206703974");
  EXPECT_EQ(born_of("196206703974"), "1962-06-10");
  EXPECT_EQ(born_of("19701060-2394"), "1970-10") << "the day is not known";
  EXPECT_EQ(born_of("19700060-2396"), "1970") << "neither is the month";
  EXPECT_EQ(read("19700060-2396")->kind, Kind::samordningsnummer);
  EXPECT_EQ(normal_of("700060-2396"), "197000602396");
}

TEST(IdentityNumber, RefusesWhatIsNone) {
  for (const std::string_view text : {"20121212-1213",
                                      "20121232-1212",
                                      "20121312-1211",
                                      "20120012-1216",
                                      "20121200-1216",
                                      "20121292-1215",
                                      "",
                                      "-",
                                      "12121212",
                                      "20121212-121",
                                      "20121212-12121",
                                      "2012 1212-1212",
                                      "20121212/1212",
                                      "20121212--1212",
                                      "121212-000X",
                                      "991212-0005x",
                                      "20271212-1215",
                                      "17121212-1212",
                                      "99991212-1212",
                                      "Patient/201212121212"})
    EXPECT_EQ(normal_of(text), "none") << text;
  EXPECT_EQ(normal_of("20121212-0008"), "none") << "numbers begin at 001";
  EXPECT_EQ(normal_of("20261128-0013"), "none") << "not born yet";
}

TEST(IdentityNumber, ReadsTheNationalReserveNumber) {
  EXPECT_EQ(normal_of("98240301AA06"), "98240301AA06");
  EXPECT_EQ(born_of("98240301AA06"), "2024-03-01");
  EXPECT_EQ(normal_of("22950606-fh20"), "22950606FH20");
  EXPECT_EQ(born_of("22950606-FH20"), "1995-06-06");
  EXPECT_EQ(born_of("25780404KHD5"), "1978-04-04");
  EXPECT_EQ(normal_of("00342145-BZ31"), "00342145BZ31");
  EXPECT_EQ(born_of("00749852BZK0"), "not said");
  EXPECT_EQ(read("00749852BZK0")->kind, Kind::reserve);
  EXPECT_EQ(normal_of("98240301AA07"), "none") << "wrong check digit";
  EXPECT_EQ(normal_of("98240301AI06"), "none") << "no such letter";
}

TEST(IdentityNumber, ReadsReserveNumbersThatAreADateAndALetter) {
  EXPECT_EQ(normal_of("19810829M070"), "19810829M070");
  EXPECT_EQ(normal_of("19810829-su3a"), "19810829SU3A");
  EXPECT_EQ(read("19810829M070")->kind, Kind::reserve);
  EXPECT_EQ(born_of("19810829M070"), "not said");
  EXPECT_EQ(normal_of("19811329M070"), "none");
  EXPECT_EQ(normal_of("810829M070"), "none") << "too short";
}

TEST(IdentityNumber, ReadsReserveNumbersThatAPatternFits) {
  const auto& patterns = shipped_of<Codes>("terminology/codes.toml").reserve_patterns();
  ASSERT_FALSE(patterns.empty());
  const auto reserve = [&](std::string_view text) { return read_identity_number(text, today(), patterns).has_value(); };
  EXPECT_TRUE(reserve("991981000011"));
  EXPECT_TRUE(reserve("99198100-0011"));
  EXPECT_TRUE(reserve("12345678TA0A"));
  EXPECT_FALSE(reserve("981981000011"));
  EXPECT_FALSE(reserve("12345678TAAA"));
  EXPECT_EQ(normal_of("991981000011"), "none") << "without the patterns";
}

TEST(IdentityNumber, IsRecognisedInTextThatMustNotBeShown) {
  for (const std::string_view text :
       {"20121212-1212", "20121212-1213", "201212121212", "121212-1212", "1212121212", "121212+1212",
        "Patient/201212121212", "pnr201212121212", "x 2012-12-12-1212", "2012-12-12 1212", "701063-2391",
        "19700060-2396", "98240301AA06", "00749852-BZK0", "19810829m070", "991981000011", "id=1212121212;",
        "67892c6a-94a0-4392-841c-2497051122dc 20121212-1212", "20121212-1212-4000-8000-1212121212121"})
    EXPECT_TRUE(looks_like_identity_number(text)) << text;
}

TEST(IdentityNumber, IsNotSeenInEverything) {
  for (const std::string_view text :
       {"", "Observation/abc", "057aa36e-b892-9964-75b9-ffb46b097e34", "b6f92fa3-b989-fa1b-aad8-aafb1020a5e9",
        "53eac4c0-8d6b-72da-2768-a6d08e687f48", "83611014-f7f2-4fbd-8292-8e8eed213190",
        "Patient/67892c6a-94a0-4392-841c-2497051122dc", "urn:uuid:67892c6a-94a0-4392-841c-2497051122dc#1", "2012-12-12",
        "2012-12-12T12:12:12", "123456789", "12345678901", "1234567890123", "11561601530528", "600-7", "19994567ABCD",
        "121312-12A2"})
    EXPECT_FALSE(looks_like_identity_number(text)) << text;
}

}  // namespace
}  // namespace lossa::terminology
