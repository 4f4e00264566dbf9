// SPDX-License-Identifier: Apache-2.0
// What messages of laboratories say, by the synthetic ones in hl7/.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../hl7/time.hpp"
#include "hl7_support.hpp"

namespace lossa::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Hl7Results, OfSAureusHaveTheTestsOfTheirIsolate) {
  const auto [data, outcomes] = read({"s_aureus.hl7"});
  EXPECT_THAT(lines_of(data), ElementsAre("blood growth staphylococcus_aureus final=yes mr=no"));
  EXPECT_EQ(line_of(data.sightings.at(0)), "person 1941 female");
  const auto& culture = culture_of(data);
  EXPECT_EQ(culture.person, "1.2.3.9|4711");
  EXPECT_EQ(said(culture.entry.at), "2024-03-01T14:10");
  EXPECT_EQ(said(culture.entry.known_at), "2024-03-03T10:00+01:00");
  EXPECT_EQ(culture.entry.text,
            "Growth in both bottles.\nPhoned to the ward & read back.\ncefoxitin NEG S\noxacillin <=0.25 mg/L S\n"
            "vancomycin 1 mg/L S\nGentamicin 0.5 mg/L I");
  EXPECT_EQ(culture.entry.read_in, "s_aureus.hl7:5 message 1 OBX[1]");
  EXPECT_EQ(culture.source_id, "LABSYS/F-881 600-7 1");
  EXPECT_EQ(culture.specimen, "LABSYS/B-881");
  EXPECT_EQ(culture.order, "MIKRO/P-881");
  EXPECT_EQ(culture.sample, Sighting::Sample::not_said);
  EXPECT_EQ(culture.version, "2024-03-03T09:15:00.0000/2");
  EXPECT_EQ(data.people.at("1.2.3.9|4711").ward, "K12, SUH");
  EXPECT_EQ(data.people.at("1.2.3.9|4711").identity_number, "");
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(outcomes[0].verdict, Hl7Outcome::Verdict::accepted);
  EXPECT_EQ(outcomes[0].control_id, "A1001");
  EXPECT_THAT(faults_of(data.quality), IsEmpty());
  EXPECT_EQ(data.quality.unmapped.at({"L", "GEN"}), 1U);
  EXPECT_EQ(data.quality.lines, 12U);
  EXPECT_EQ(data.quality.elements.at("OBX").read, 5U);
  EXPECT_EQ(data.quality.elements.at("OBX").used, 5U);
}

TEST(Hl7Results, OfOneSetAreToldFromThoseOfTheOther) {
  const auto [data, outcomes] = read({"cons_one_set.hl7"});
  EXPECT_THAT(lines_of(data),
              ElementsAre("blood growth staphylococcus_epidermidis final=yes mr=-", "blood no_growth  final=yes mr=-"));
  EXPECT_EQ(culture_of(data, 0).specimen, "MIKRO/B-900");
  EXPECT_EQ(culture_of(data, 1).specimen, "MIKRO/B-901");
  EXPECT_EQ(culture_of(data, 0).order, "MIKRO/G-77");
  EXPECT_EQ(culture_of(data, 1).order, "MIKRO/G-77");
  EXPECT_EQ(culture_of(data, 0).sample, Sighting::Sample::set);
  EXPECT_THAT(faults_of(data.quality), IsEmpty());
}

TEST(Hl7Results, OfBottlesSaySo) {
  const auto [data, outcomes] = read({"two_sets.hl7"});
  ASSERT_EQ(lines_of(data).size(), 3U);
  // Two kinds of bottle under one specimen: a set. One kind alone: a bottle.
  EXPECT_EQ(culture_of(data, 0).sample, Sighting::Sample::set);
  EXPECT_EQ(culture_of(data, 0).specimen, culture_of(data, 1).specimen);
  EXPECT_NE(culture_of(data, 0).source_id, culture_of(data, 1).source_id);
  EXPECT_EQ(culture_of(data, 2).sample, Sighting::Sample::bottle);
  EXPECT_EQ(said(culture_of(data, 2).entry.at), "2024-03-01T14:50");
}

TEST(Hl7Results, ReplaceEachOtherUnderOneIdInTheOrderOfTheirTimes) {
  const auto [data, outcomes] = read({"course_1_preliminary.hl7", "course_2_preliminary.hl7", "course_3_final.hl7",
                                      "course_4_corrected.hl7", "course_5_deleted.hl7"});
  EXPECT_THAT(
      lines_of(data),
      ElementsAre("blood no_growth  final=no mr=-", "blood growth coagulase_negative_staphylococci final=no mr=-",
                  "blood growth staphylococcus_epidermidis final=yes mr=-",
                  "blood growth staphylococcus_lugdunensis final=yes mr=-", "blood   final=- mr=- (withdrawn)"));
  for (std::size_t i = 1; i < 5; ++i) {
    EXPECT_EQ(culture_of(data, i).source_id, culture_of(data, 0).source_id);
    EXPECT_GT(culture_of(data, i).version, culture_of(data, i - 1).version);
  }
  EXPECT_THAT(faults_of(data.quality), IsEmpty());
}

TEST(Hl7Results, OfASwedishLaboratoryHoldNoIdentityNumber) {
  for (const std::string file : {"swedish_latin_1.hl7", "swedish_undeclared.hl7"}) {
    const auto [data, outcomes] = read({file});
    EXPECT_THAT(lines_of(data), ElementsAre("blood no_growth  final=no mr=-",
                                            "blood growth coagulase_negative_staphylococci final=yes mr=-"));
    const auto& person = data.people.at("191212121212");
    EXPECT_EQ(person.identity_number, "191212121212");
    EXPECT_EQ(person.ward, "AVD 12, L\xC3\x84NSSJUKHUSET");
    EXPECT_EQ(culture_of(data, 1).entry.text, "V\xC3\xA4xt i en flaska av tv\xC3\xA5. Se \xC3\xA4ven (hidden).");
    for (const auto& sighting : data.sightings) {
      EXPECT_THAT(sighting.entry.text + sighting.entry.read_in + sighting.source_id, Not(HasSubstr("1212-1212")));
      EXPECT_THAT(sighting.source_id, Not(HasSubstr("191212121212")));
    }
    EXPECT_EQ(data.quality.of(FaultKind::not_utf8).count, file == "swedish_latin_1.hl7" ? 0U : 1U);
  }
}

TEST(Hl7Results, InABatchAreCounted) {
  EXPECT_THAT(faults_of(read({"batch.hl7"}).data.quality), IsEmpty());
  EXPECT_EQ(lines_of(read({"batch.hl7"}).data).size(), 2U);
  EXPECT_THAT(faults_of(read({"batch_miscounted.hl7"}).data.quality),
              ElementsAre("truncated_file: batch_miscounted.hl7:7: BTS: warning: BTS-1 counts 3, and 1 came"));
  EXPECT_THAT(faults_of(read({"batch_without_end.hl7"}).data.quality),
              ElementsAre(HasSubstr("the file ends before the end of its BHS"),
                          HasSubstr("the file ends before the end of its FHS")));
}

TEST(Hl7Results, MayComeInFrames) {
  const auto [data, outcomes] = read({"framed.hl7"});
  EXPECT_THAT(lines_of(data),
              ElementsAre("blood growth staphylococcus_epidermidis final=yes mr=-", "blood no_growth  final=yes mr=-"));
  EXPECT_THAT(faults_of(data.quality), IsEmpty());
}

TEST(Hl7Results, KeepUnitsAndComparators) {
  const auto [data, outcomes] = read({"measurements.hl7"});
  EXPECT_THAT(lines_of(data),
              ElementsAre("crp 187 mg/L", "crp >320 mg/L", "white_cells 14.2 10^9/L", "white_cells 12.1 10^9/L",
                          "fever unknown 38.7", "crp 12.5 mg/L", "crp <5 mg/L", "fever unknown 37"));
  EXPECT_THAT(faults_of(data.quality), ElementsAre(HasSubstr("missing_unit: measurements.hl7:9: message 1 OBX[6]"),
                                                   HasSubstr("not_understood: measurements.hl7:12: message 1 OBX[9]")));
  EXPECT_EQ(outcomes.at(0).verdict, Hl7Outcome::Verdict::error);
  EXPECT_EQ(data.quality.elements.at("OBX").set_aside, 2U);
  EXPECT_EQ(data.quality.elements.at("OBX").used, 8U);
}

TEST(Hl7Results, OfTestsThatComeLaterMakeANewVersionOfTheCulture) {
  const auto [data, outcomes] = read({"susceptibilities_later_1.hl7", "susceptibilities_later_2.hl7"});
  EXPECT_THAT(lines_of(data), ElementsAre("blood growth staphylococcus_aureus final=yes mr=-",
                                          "blood growth staphylococcus_aureus final=yes mr=yes"));
  EXPECT_EQ(culture_of(data, 0).source_id, culture_of(data, 1).source_id);
  EXPECT_LT(culture_of(data, 0).version, culture_of(data, 1).version);
  EXPECT_EQ(said(culture_of(data, 0).entry.known_at), "2024-03-03T08:00+01:00");
  EXPECT_EQ(said(culture_of(data, 1).entry.known_at), "2024-03-04T08:00+01:00");
  EXPECT_EQ(culture_of(data, 1).entry.text, "oxacillin >2 mg/L R");
}

TEST(Hl7Results, OfTestsThatComeFirstWaitForTheCulture) {
  const auto [data, outcomes] = read({"susceptibilities_later_2.hl7", "susceptibilities_later_1.hl7"});
  EXPECT_THAT(lines_of(data), ElementsAre("blood growth staphylococcus_aureus final=yes mr=yes"));
  EXPECT_THAT(faults_of(read({"susceptibilities_later_2.hl7"}).data.quality),
              ElementsAre(HasSubstr("dangling_reference: susceptibilities_later_2.hl7:4: message 1 OBX[1]")));
}

TEST(Hl7Results, OfTestsBesideTheCultureBelongToItsSubId) {
  const auto [data, outcomes] = read({"susceptibilities_beside.hl7"});
  // Oxacillin says nothing about an enterococcus.
  EXPECT_THAT(lines_of(data), ElementsAre("blood growth staphylococcus_aureus final=yes mr=yes",
                                          "blood growth enterococcus_faecalis final=yes mr=-"));
}

TEST(Hl7Results, ThatComeAgainHaveNoSecondEffect) {
  const auto once = read({"s_aureus.hl7"});
  const auto twice = read({"s_aureus.hl7", "s_aureus.hl7"});
  EXPECT_EQ(lines_of(twice.data), lines_of(once.data));
  EXPECT_EQ(twice.data.sightings.size(), once.data.sightings.size());
  EXPECT_EQ(twice.data.quality.of(FaultKind::repeated).count, 1U);
  EXPECT_EQ(twice.outcomes.at(1).verdict, Hl7Outcome::Verdict::accepted);
  EXPECT_EQ(twice.outcomes.at(1).reason, "repeated");
}

TEST(Hl7Results, OfALongLaboratoryMessageAreReadWithoutAFault) {
  const auto [data, outcomes] = read({"public_health.hl7"});
  EXPECT_EQ(outcomes.at(0).verdict, Hl7Outcome::Verdict::accepted) << outcomes.at(0).reason;
  EXPECT_TRUE(data.people.contains("2.16.840.1.113883.19.3.2.1|4711"));
  EXPECT_EQ(data.quality.elements.at("OBX").read, 1U);
}

TEST(Hl7Results, OfAReferralAreNone) {
  const auto [data, outcomes] = read({"referral.hl7"});
  EXPECT_EQ(outcomes.at(0).verdict, Hl7Outcome::Verdict::rejected);
  EXPECT_EQ(outcomes.at(0).reason, "this type of message is not read: only ORU^R01 is");
  EXPECT_THAT(data.sightings, IsEmpty());
}

// --- times -----------------------------------------------------------------------------------------------------------

TEST(Hl7Time, IsReadInEveryPrecision) {
  const auto text = [](std::string_view written) {
    const auto time = hl7::parse_time(written);
    return time.has_value() ? time->text() : "refused";
  };
  EXPECT_EQ(text("2024"), "2024");
  EXPECT_EQ(text("202403"), "2024-03");
  EXPECT_EQ(text("20240301"), "2024-03-01");
  EXPECT_EQ(text("20240301+0100"), "2024-03-01");
  EXPECT_EQ(text("2024030114"), "2024-03-01T14:00/2024-03-01T14:59");
  EXPECT_EQ(text("2024030114+0100"), "2024-03-01T14:00+01:00/2024-03-01T14:59+01:00");
  EXPECT_EQ(text("202403011405"), "2024-03-01T14:05");
  EXPECT_EQ(text("20240301140559"), "2024-03-01T14:05");
  EXPECT_EQ(text("20240301140559.1234-0330"), "2024-03-01T14:05-03:30");
  for (const auto* bad :
       {"", "20", "20240230", "20240301246000", "2024030114055", "202403011460", "20240301140560", "2024-03-01",
        "20240301140559.", "20240301140559.12345", "20240301+1", "00000000", "yesterday"})
    EXPECT_EQ(text(bad), "refused") << bad;
}

TEST(Hl7Time, SortsByTheMoment) {
  EXPECT_EQ(hl7::sortable_time("20240301140559.1-0700"), "2024-03-01T21:05:59.1000");
  EXPECT_LT(hl7::sortable_time("20241027023000+0200"), hl7::sortable_time("20241027021000+0100"));
  EXPECT_LT(hl7::sortable_time("20240301"), hl7::sortable_time("202403010001"));
  EXPECT_EQ(hl7::sortable_time("20240231"), "");
}

}  // namespace
}  // namespace lossa::intake
