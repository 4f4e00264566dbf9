// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/course.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <lossa/model/case.hpp>

namespace lossa::intake {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const CourseWindows windows{.gap = {.count = 90, .unit = Duration::Unit::days},
                            .before = {.count = 14, .unit = Duration::Unit::days},
                            .after_removal = {.count = 30, .unit = Duration::Unit::days}};

Sighting sighting(const std::string& source_id, model::Content content, const std::string& at = {}) {
  Sighting result;
  result.person = "Patient/1";
  result.source_id = source_id;
  result.entry.content = std::move(content);
  result.entry.read_in = "a.ndjson:1 " + source_id;
  if (!at.empty()) result.entry.at = model::parse_when(at).value();
  return result;
}

model::OptionalWhen when(const std::string& text) { return model::parse_when(text).value(); }

Sighting pacemaker(const std::string& implanted) {
  return sighting("Device/1", model::Device{.type = "pacemaker_dual", .implanted = when(implanted)});
}

Sighting sample(const std::string& id, const std::string& organism, const std::string& at,
                Sighting::Sample kind = Sighting::Sample::set) {
  auto result =
      sighting("Observation/" + id, model::Culture{.specimen = "blood", .result = "growth", .organism = organism}, at);
  result.specimen = id;
  result.sample = kind;
  return result;
}

template <typename Kind>
std::vector<Kind> all_of(const Course& course) {
  std::vector<Kind> found;
  for (const auto& entry : course.entries)
    if (const auto* content = std::get_if<Kind>(&entry.content)) found.push_back(*content);
  return found;
}

Course course(std::vector<Sighting> sightings) { return course_of(sightings, windows); }

TEST(Course, EverySetThatTheSourceCallsOneIsCounted) {
  const auto made = course({pacemaker("2019-05-28"), sample("a", "staphylococcus_epidermidis", "2026-03-01T10:00"),
                            sample("b", "staphylococcus_epidermidis", "2026-03-01T10:20")});
  const auto cultures = all_of<model::Culture>(made);
  ASSERT_THAT(cultures, SizeIs(2));
  for (const auto& culture : cultures) EXPECT_EQ(culture.sets_positive, model::exactly(1));
  EXPECT_EQ(made.signals, 2U);
}

TEST(Course, SamplesOfWhichNothingIsSaidAreBetweenOneSetAndAsMany) {
  const auto made = course({pacemaker("2019-05-28"),
                            sample("a", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::not_said),
                            sample("b", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::not_said)});
  const auto cultures = all_of<model::Culture>(made);
  ASSERT_THAT(cultures, SizeIs(1));
  ASSERT_TRUE(cultures[0].sets_positive);
  EXPECT_EQ(cultures[0].sets_positive->value, (Interval<double>{1, 2}));
  EXPECT_FALSE(cultures[0].bottles_positive);
}

TEST(Course, TwoBottlesAreTwoBottlesAndOneOrTwoSets) {
  const auto made = course({pacemaker("2019-05-28"),
                            sample("a", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::bottle),
                            sample("b", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::bottle)});
  const auto cultures = all_of<model::Culture>(made);
  ASSERT_THAT(cultures, SizeIs(1));
  EXPECT_EQ(cultures[0].bottles_positive, model::exactly(2));
  EXPECT_EQ(cultures[0].sets_positive->value, (Interval<double>{1, 2}));
}

TEST(Course, WhatTheSourceCountedItselfStays) {
  auto counted = sample("a", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::not_said);
  std::get<model::Culture>(counted.entry.content).sets_positive = model::exactly(2);
  EXPECT_EQ(all_of<model::Culture>(course({pacemaker("2019-05-28"), counted})).at(0).sets_positive, model::exactly(2));
  const auto other = sample("b", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::not_said);
  const auto both = all_of<model::Culture>(course({pacemaker("2019-05-28"), counted, other})).at(0).sets_positive;
  EXPECT_EQ(both->value, (Interval<double>{2, 3}));
}

TEST(Course, AReportAndItsPartSpeakOfOneIsolate) {
  auto report = sample("a", "", "2026-03-01");
  report.source_id = "DiagnosticReport/1";
  const auto made = course({pacemaker("2019-05-28"), report, sample("a", "staphylococcus_aureus", "2026-03-01")});
  const auto cultures = all_of<model::Culture>(made);
  ASSERT_THAT(cultures, SizeIs(1));
  EXPECT_EQ(cultures[0].organism, "staphylococcus_aureus");
}

TEST(Course, TwoSpeciesInOneSampleAreTwoIsolates) {
  EXPECT_THAT(all_of<model::Culture>(course({pacemaker("2019-05-28"), sample("a", "escherichia_coli", "2026-03-01"),
                                             [] {
                                               auto other = sample("a", "enterococcus_faecalis", "2026-03-01");
                                               other.source_id = "Observation/other";
                                               return other;
                                             }()})),
              SizeIs(2));
}

TEST(Course, ASignalBeforeTheImplantIsLeftOutAndCounted) {
  const auto made = course({pacemaker("2019-05-28"), sample("a", "staphylococcus_aureus", "2018-01-01")});
  EXPECT_EQ(made.signals, 0U);
  EXPECT_EQ(made.outside, 1U);
  EXPECT_THAT(all_of<model::Culture>(made), IsEmpty());
}

TEST(Course, ASignalLongAfterTheWholeSystemCameOutIsLeftOut) {
  const auto removal =
      sighting("Procedure/1", model::Procedure{.done = Truth::yes(), .what = "system_removal"}, "2020-01-10");
  const auto made = course({pacemaker("2019-05-28"), removal, sample("a", "staphylococcus_aureus", "2021-01-01")});
  EXPECT_EQ(made.outside, 1U);
  EXPECT_EQ(all_of<model::Device>(made).at(0).removed, when("2020-01-10"));
  const auto soon = course({pacemaker("2019-05-28"), removal, sample("a", "staphylococcus_aureus", "2020-01-20")});
  EXPECT_EQ(soon.signals, 1U);
}

TEST(Course, LeadsOfAGeneratorThatCameOutMayStillBeThere) {
  const auto removal =
      sighting("Procedure/1", model::Procedure{.done = Truth::yes(), .what = "generator_removal"}, "2020-01-10");
  const auto made = course({pacemaker("2019-05-28"), removal, sample("a", "staphylococcus_aureus", "2021-01-01")});
  EXPECT_EQ(made.signals, 1U);
  const auto later =
      sighting("Procedure/2", model::Procedure{.done = Truth::yes(), .what = "extraction"}, "2020-03-10");
  EXPECT_EQ(
      course({pacemaker("2019-05-28"), removal, later, sample("a", "staphylococcus_aureus", "2021-01-01")}).signals,
      0U);
}

TEST(Course, AnAbandonedLeadIsSomethingInPlace) {
  auto device = pacemaker("2019-05-28");
  std::get<model::Device>(device.entry.content).removed = when("2020-01-10");
  const auto lead = sighting("Device/2", model::Lead{.implanted = when("2019-05-28"), .abandoned = Truth::yes()});
  EXPECT_EQ(course({device, lead, sample("a", "staphylococcus_aureus", "2021-01-01")}).signals, 1U);
}

TEST(Course, WithoutADeviceNothingIsASignal) {
  const auto made = course({sample("a", "staphylococcus_aureus", "2021-01-01")});
  EXPECT_FALSE(made.carries);
  EXPECT_EQ(made.signals, 0U);
}

TEST(Course, ACodeThatSaysCarrierIsEnough) {
  const auto code = sighting("Condition/1", model::Diagnosis{.what = "device_in_place", .code = "Z95.0"}, "2022-01-01");
  const auto made = course({code, sample("a", "staphylococcus_aureus", "2021-01-01")});
  EXPECT_TRUE(made.carries);
  EXPECT_EQ(made.signals, 1U);
}

TEST(Course, ADeviceAndItsImplantAreOne) {
  const auto bare = sighting("Device/1", model::Device{.type = "pacemaker", .model = "M1"});
  const auto implant =
      sighting("Procedure/9", model::Device{.type = "pacemaker_dual", .implanted = when("2019-05-28")});
  const auto devices = all_of<model::Device>(course({bare, implant}));
  ASSERT_THAT(devices, SizeIs(1));
  EXPECT_EQ(devices[0].type, "pacemaker_dual");
  EXPECT_EQ(devices[0].model, "M1");
  const auto other = sighting("Procedure/8", model::Device{.type = "icd", .implanted = when("2015-01-01")});
  EXPECT_THAT(all_of<model::Device>(course({bare, implant, other})), SizeIs(2));
}

TEST(Course, SignalsFarApartAreEpisodes) {
  const auto made =
      course({pacemaker("2010-01-01"), sample("a", "staphylococcus_aureus", "2015-03-01"),
              sample("b", "staphylococcus_aureus", "2015-03-20"), sample("c", "staphylococcus_aureus", "2026-03-01")});
  const auto& episodes = std::get<model::Opening>(made.entries.front().content).episodes;
  ASSERT_THAT(episodes, SizeIs(3));  // what was before, 2015, 2026
  EXPECT_EQ(episodes[1].began, when("2015-02-15"));
  EXPECT_EQ(episodes[2].began, when("2026-02-15"));
}

TEST(Course, ALaterVersionHoldsAndAWithdrawalWithdraws) {
  auto first = sample("a", "staphylococcus_aureus", "2026-03-01");
  first.version = "2026-03-02";
  auto second = sample("a", "staphylococcus_epidermidis", "2026-03-01");
  second.version = "2026-03-03";
  EXPECT_EQ(all_of<model::Culture>(course({pacemaker("2019-05-28"), second, first})).at(0).organism,
            "staphylococcus_epidermidis");
  second.state = Sighting::State::withdrawn;
  EXPECT_EQ(course({pacemaker("2019-05-28"), first, second}).signals, 0U);
}

TEST(Course, APartWithoutADateIsOneOfThoseWithOne) {
  const auto dated = [](const std::string& id) {
    return sighting("DeviceUseStatement/" + id, model::Lead{.use = "pacing", .implanted = when("2019-05-28")});
  };
  const auto bare = [](const std::string& id) { return sighting("Device/" + id, model::Lead{.use = "pacing"}); };
  EXPECT_THAT(all_of<model::Lead>(course({dated("1"), dated("2"), bare("3"), bare("4")})), SizeIs(2));
  EXPECT_THAT(all_of<model::Lead>(course({dated("1"), bare("3"), bare("4")})), SizeIs(2));
}

TEST(Course, ACodeOfDeviceInfectionIsNoDevice) {
  const auto made = course({sighting("Condition/1", model::Diagnosis{.what = "device_infection"}, "2026-03-01")});
  EXPECT_FALSE(made.carries);
  EXPECT_EQ(made.signals, 0U);
}

TEST(Course, ADeviceInWordsOnlyIsTakenAsThereAndShown) {
  auto words = pacemaker("2019-05-28");
  words.basis = Sighting::Basis::text;
  const auto made = course({words, sample("a", "staphylococcus_aureus", "2026-03-01")});
  EXPECT_TRUE(made.carries);
  EXPECT_EQ(made.signals, 1U);
  EXPECT_THAT(made.proposals, SizeIs(1));
}

TEST(Course, WordsAloneAreKeptApart) {
  auto words = sighting("Condition/2", model::Diagnosis{.what = "endocarditis"}, "2026-03-01");
  words.basis = Sighting::Basis::text;
  const auto made = course({pacemaker("2019-05-28"), words});
  EXPECT_THAT(made.proposals, SizeIs(1));
  EXPECT_THAT(all_of<model::Diagnosis>(made), IsEmpty());
  EXPECT_EQ(made.signals, 0U);
}

TEST(Course, OrderOfTheSourcesDoesNotMatterAndTheCaseHasNoFault) {
  model::Person person;
  person.birth_year = model::exactly(1950);
  std::vector<Sighting> sightings = {
      pacemaker("2019-05-28"),
      sighting("Procedure/9", model::Device{.type = "pacemaker", .implanted = when("2019-05-28")}),
      sample("a", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::bottle),
      sample("b", "staphylococcus_epidermidis", "2026-03-01", Sighting::Sample::bottle),
      sample("c", "", "2026-03-02", Sighting::Sample::not_said),
      sighting("Patient/1", person),
      sighting("Condition/1", model::Diagnosis{.what = "endocarditis"}, "2026-03-05")};
  const auto once = course(sightings);
  std::ranges::reverse(sightings);
  auto entries = course(sightings).entries;
  ASSERT_EQ(entries.size(), once.entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) EXPECT_EQ(entries[i].id, once.entries[i].id);
  const auto folded = model::fold("a", entries);
  for (const auto& issue : folded.issues) EXPECT_THAT(issue.message, HasSubstr("no organism"));
}

}  // namespace
}  // namespace lossa::intake
