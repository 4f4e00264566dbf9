// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/udi.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace lossa::terminology {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Date& today() {
  static const Date date = Date::parse("2026-11-27").value();
  return date;
}

Udi read(std::string_view text) {
  const auto udi = read_udi(text, today());
  EXPECT_TRUE(udi.has_value()) << text;
  return udi.value_or(Udi());
}

std::string text_of(const std::optional<Date>& date) { return date.has_value() ? date->text() : "not said"; }

// FDA, UDI formats by issuing agency, example of GS1.
TEST(Udi, ReadsWhatGs1Prints) {
  const Udi udi = read("(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234");
  EXPECT_EQ(udi.issuer, Udi::Issuer::gs1);
  EXPECT_EQ(udi.device_identifier, "51022222233336");
  EXPECT_EQ(text_of(udi.manufactured), "2014-12-31");
  EXPECT_EQ(text_of(udi.expires), "2015-07-07");
  EXPECT_EQ(udi.lot, "A213B1");
  EXPECT_EQ(udi.serial, "1234");
  EXPECT_EQ(udi.check_digit_right, true);
  EXPECT_THAT(udi.faults, IsEmpty());
}

// The device of HL7 FHIR R4's example, and its GTIN.
TEST(Udi, KnowsARightCheckDigit) {
  const Udi udi = read("(01)00844588003288(17)141120(10)7654321D(21)10987654d321");
  EXPECT_EQ(udi.check_digit_right, true);
  EXPECT_EQ(udi.serial, "10987654d321");
  EXPECT_THAT(udi.faults, IsEmpty());
  EXPECT_EQ(read("00844588003288").check_digit_right, true) << "the GTIN alone";
  EXPECT_EQ(read("00844588003288").device_identifier, "00844588003288");
}

// Devices of Synthea's patients: lots and serials are long, check digits wrong.
TEST(Udi, ShowsSyntheasWrongCheckDigitsAndReadsTheRest) {
  const Udi pacemaker = read("(01)11561601530528(11)060803(17)310818(10)3003628844(21)768064339551");
  EXPECT_EQ(pacemaker.check_digit_right, false);
  EXPECT_THAT(pacemaker.faults, ElementsAre(HasSubstr("the GTIN ends in 8, its check digit is")));
  EXPECT_EQ(text_of(pacemaker.manufactured), "2006-08-03");
  EXPECT_EQ(text_of(pacemaker.expires), "2031-08-18");
  EXPECT_EQ(pacemaker.lot, "3003628844");
  const Udi ventilator = read("(01)23224796153054(11)200223(17)450309(10)34103915281809640(21)2394615707695511520");
  EXPECT_EQ(ventilator.check_digit_right, false);
  EXPECT_EQ(ventilator.lot, "34103915281809640");
  EXPECT_EQ(ventilator.serial, "2394615707695511520");
  EXPECT_EQ(text_of(ventilator.expires), "2045-03-09");
}

TEST(Udi, ReadsWhatAReaderOfBarCodesGives) {
  for (const std::string_view text : {"\x1d"
                                      "0100844588003288"
                                      "11141231"
                                      "17150707"
                                      "10A213B1"
                                      "\x1d"
                                      "211234",
                                      "]C10100844588003288"
                                      "11141231"
                                      "17150707"
                                      "10A213B1"
                                      "\x1d"
                                      "211234",
                                      "0100844588003288"
                                      "240REF 1"
                                      "\x1d"
                                      "11141231"
                                      "17150707"
                                      "21"
                                      "1234"
                                      "\x1d"
                                      "10A213B1"}) {
    SCOPED_TRACE(text);
    const Udi udi = read(text);
    EXPECT_EQ(udi.device_identifier, "00844588003288");
    EXPECT_EQ(text_of(udi.manufactured), "2014-12-31");
    EXPECT_EQ(text_of(udi.expires), "2015-07-07");
    EXPECT_EQ(udi.lot, "A213B1");
    EXPECT_EQ(udi.serial, "1234");
    EXPECT_THAT(udi.faults, IsEmpty());
  }
}

TEST(Udi, TakesDayNoughtForTheLastOfTheMonth) {
  EXPECT_EQ(text_of(read("(01)00844588003288(17)280200").expires), "2028-02-29");
  EXPECT_EQ(text_of(read("(01)00844588003288(17)301200").expires), "2030-12-31");
}

TEST(Udi, SettlesTheCenturyAsGs1Does) {
  EXPECT_EQ(text_of(read("(01)00844588003288(17)760101").expires), "2076-01-01") << "50 years ahead";
  EXPECT_EQ(text_of(read("(01)00844588003288(11)770101").manufactured), "1977-01-01");
  EXPECT_EQ(text_of(read("(01)00844588003288(11)990101").manufactured), "1999-01-01");
}

TEST(Udi, NotesWhatIsWrongAndKeepsTheRest) {
  const Udi udi = read("(01)00844588003288(17)151307(10)A(B)1(21)");
  EXPECT_EQ(text_of(udi.expires), "not said");
  EXPECT_EQ(udi.lot, "A(B)1");
  EXPECT_THAT(udi.faults, ElementsAre("impossible date 151307", "\"21\" was not understood"));
  EXPECT_THAT(read("(01)0084458800328").faults, ElementsAre("a GTIN has 14 digits"));
  EXPECT_THAT(read("(01)00844588003288(10)A(10)B").faults, ElementsAre("the lot is given twice"));
  EXPECT_THAT(read("(01)00844588003288(10").lot, "");
  EXPECT_THAT(read("0100844588003288"
                   "99XYZ")
                  .faults,
              ElementsAre("\"99XYZ\" was not understood"));
  EXPECT_THAT(read("(01)00844588003288(17)1507").faults, ElementsAre("impossible date 1507"));
}

// FDA's example of HIBCC; the blank in its serial number is part of it, as the check character shows.
TEST(Udi, ReadsHibc) {
  const Udi udi = read("+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ4567890123 45678/16D20130202C");
  EXPECT_EQ(udi.issuer, Udi::Issuer::hibcc);
  EXPECT_EQ(udi.device_identifier, "H123PARTNO1234567890120");
  EXPECT_EQ(udi.lot, "LOT123456789012345");
  EXPECT_EQ(udi.serial, "XYZ4567890123 45678");
  EXPECT_EQ(text_of(udi.expires), "2020-02-02");
  EXPECT_EQ(text_of(udi.manufactured), "2013-02-02");
  EXPECT_EQ(udi.check_digit_right, true);
  EXPECT_THAT(udi.faults, IsEmpty());
}

// ANSI/HIBC 2.6, figure 1 and section 2.2.1.1.
TEST(Udi, ReadsTheExamplesOfTheHibcStandard) {
  const Udi primary = read("+A123BJC5D6E71G");
  EXPECT_EQ(primary.device_identifier, "A123BJC5D6E71");
  EXPECT_EQ(primary.check_digit_right, true);
  const Udi both = read("+A99912345/$$52001510X33");
  EXPECT_EQ(both.device_identifier, "A99912345");
  EXPECT_EQ(text_of(both.expires), "2020-01-15");
  EXPECT_EQ(both.lot, "10X3");
  EXPECT_EQ(both.check_digit_right, true);
}

TEST(Udi, ReadsEachDateOfHibc) {
  const auto expires = [](std::string_view secondary) {
    return text_of(read("+A99912345/" + std::string(secondary) + "LOT/SX0").expires);
  };
  EXPECT_EQ(expires("$$0928"), "2028-09");
  EXPECT_EQ(expires("$$2091528"), "2028-09-15");
  EXPECT_EQ(expires("$$3280915"), "2028-09-15");
  EXPECT_EQ(expires("$$428091510"), "2028-09-15");
  EXPECT_EQ(expires("$$528366"), "2028-12-31");
  EXPECT_EQ(expires("$$527366"), "not said") << "2027 has 365 days";
  EXPECT_EQ(expires("$$62836610"), "2028-12-31");
  EXPECT_EQ(expires("$$7"), "not said");
  EXPECT_EQ(expires("$$8503280915"), "2028-09-15") << "after a quantity";
  EXPECT_EQ(expires("$$9000503280915"), "2028-09-15");
  EXPECT_EQ(expires("14D20280915/$"), "2028-09-15");
  EXPECT_EQ(read("+A99912345/$$+3280915S1/$L10").serial, "S1");
  EXPECT_EQ(read("+A99912345/$$+3280915S1/$L10").lot, "L1");
  EXPECT_EQ(read("+A99912345/$+S20").serial, "S2");
}

TEST(Udi, NotesWhatIsWrongWithHibc) {
  const Udi wrong = read("+A123BJC5D6E71H");
  EXPECT_EQ(wrong.check_digit_right, false);
  EXPECT_THAT(wrong.faults, ElementsAre("it ends in H, its check character is G"));
  EXPECT_THAT(read("+A123bjc5d6e71H").faults, ElementsAre("a character that HIBC does not have"));
  EXPECT_THAT(read("+A99912345/XYZ0").faults, ::testing::Contains("\"XYZ\" was not understood"));
  EXPECT_THAT(read("+A99912345/16D2028091X0").faults, ::testing::Contains("impossible date 2028091X"));
  EXPECT_THAT(read("+A99912345/$$3XYZ0").faults, ::testing::Contains("\"3XYZ\" was not understood"));
}

// FDA's examples of ICCBBA.
TEST(Udi, ReadsIccbba) {
  const Udi udi = read("=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123");
  EXPECT_EQ(udi.issuer, Udi::Issuer::iccbba);
  EXPECT_EQ(udi.device_identifier, "A9999XYZ100T0944");
  EXPECT_EQ(udi.serial, "000025");
  EXPECT_EQ(text_of(udi.expires), "2014-02-01");
  EXPECT_EQ(text_of(udi.manufactured), "2013-02-01");
  EXPECT_EQ(udi.lot, "000000000000XYZ123");
  EXPECT_EQ(udi.check_digit_right, std::nullopt);
  EXPECT_THAT(udi.faults, IsEmpty());
  const Udi blood = read("=)1TE123456A&)RZ12345678");
  EXPECT_EQ(blood.issuer, Udi::Issuer::iccbba_blood);
  EXPECT_EQ(blood.device_identifier, "1TE123456A");
  EXPECT_EQ(blood.lot, "RZ12345678");
  EXPECT_THAT(read("=/A9999XYZ100T0944=>0140").faults, ElementsAre("\"=>0140\" was not understood"));
  EXPECT_THAT(read("=/A9999XYZ100T0944=>014A32").faults, ElementsAre("impossible date 014A32"));
  EXPECT_THAT(read("=/A9999XYZ100T0944=>014400").faults, ElementsAre("impossible date 014400"));
}

TEST(Udi, IsNothingOfNoIssuer) {
  for (const std::string_view text :
       {"", " ", "1234", "0101", "(10)ABC", "+1", "+", "=", "]d2", "ABC123", "1156160153052", "+123456789", "(01"})
    EXPECT_FALSE(read_udi(text, today()).has_value()) << text;
  EXPECT_FALSE(read_udi("(01)00844588003288(10)" + std::string(500, 'A'), today()).has_value());
}

TEST(Udi, NamesItsIssuer) {
  EXPECT_EQ(to_string(Udi::Issuer::gs1), "gs1");
  EXPECT_EQ(to_string(Udi::Issuer::hibcc), "hibcc");
  EXPECT_EQ(to_string(Udi::Issuer::iccbba), "iccbba");
  EXPECT_EQ(to_string(Udi::Issuer::iccbba_blood), "iccbba_blood");
}

}  // namespace
}  // namespace lossa::terminology
