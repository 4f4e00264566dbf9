// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/finding.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <lossa/journal_memory/memory_journal.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/library.hpp>
#include <lossa/service/take_in.hpp>

namespace lossa::service {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const assessment::Library& library() {
  static const auto loaded = [] {
    auto checked = load_library(shipped_guidelines());
    for (const auto& issue : checked.issues) ADD_FAILURE() << to_string(issue);
    return std::move(checked.value).value();
  }();
  return loaded;
}

Date date(const std::string& text) { return Date::parse(text).value(); }

intake::Sighting sighting(const std::string& person, const std::string& id, model::Content content,
                          const std::string& at = {}) {
  intake::Sighting result;
  result.person = person;
  result.source_id = id;
  result.entry.content = std::move(content);
  result.entry.read_in = "a.ndjson:1 " + id;
  if (!at.empty()) result.entry.at = model::parse_when(at).value();
  return result;
}

intake::Sighting pacemaker(const std::string& person) {
  return sighting(person, "Device/" + person,
                  model::Device{.type = "pacemaker_dual", .implanted = model::parse_when("2019-05-28").value()});
}

intake::Sighting blood(const std::string& person, const std::string& id, const std::string& organism,
                       const std::string& at) {
  auto result = sighting(person, "Observation/" + id,
                         model::Culture{.specimen = "blood", .result = "growth", .organism = organism}, at);
  result.specimen = id;
  result.sample = intake::Sighting::Sample::set;
  return result;
}

FoundList find(std::vector<intake::Sighting> sightings, const FindRequest& request = {.now = date("2026-03-10")}) {
  auto found = find_carriers(library(), std::move(sightings), request);
  EXPECT_TRUE(found.has_value()) << found.error().message;
  return std::move(found).value();
}

std::string conclusion_of(const FoundRow& row) {
  const auto& knowledge = library().knowledge;
  const auto question = static_cast<std::size_t>(knowledge.find_question("finding", "signal"));
  return knowledge.questions[question].conclusions.at(static_cast<std::size_t>(row.conclusion)).id;
}

std::vector<std::string> signals_of(const FoundRow& row) {
  std::vector<std::string> ids;
  for (const auto& signal : row.signals)
    ids.push_back(library().knowledge.criteria.at(static_cast<std::size_t>(signal.criterion)).id);
  return ids;
}

TEST(Find, OneSetOfAureusInACarrierCallsForContactToday) {
  const auto found = find({pacemaker("p"), blood("p", "a", "staphylococcus_aureus", "2026-03-01")});
  ASSERT_THAT(found.rows, SizeIs(1));
  EXPECT_EQ(conclusion_of(found.rows[0]), "today");
  EXPECT_THAT(signals_of(found.rows[0]), Contains("aureus"));
  EXPECT_EQ(found.rows[0].since, model::parse_when("2026-03-01").value());
  EXPECT_FALSE(found.rows[0].missing.empty());
  EXPECT_EQ(found.carriers, 1U);
}

TEST(Find, LugdunensisIsNotCountedAsCoagulaseNegative) {
  const auto found = find({pacemaker("p"), blood("p", "a", "staphylococcus_lugdunensis", "2026-03-01")});
  ASSERT_THAT(found.rows, SizeIs(1));
  EXPECT_EQ(conclusion_of(found.rows[0]), "today");
}

TEST(Find, CoagulaseNegativeStaphylococciNeedTwoSetsOfOneSpecies) {
  const auto one = find({pacemaker("p"), blood("p", "a", "staphylococcus_epidermidis", "2026-03-01")});
  EXPECT_EQ(conclusion_of(one.rows.at(0)), "check");
  const auto two_species = find({pacemaker("p"), blood("p", "a", "staphylococcus_epidermidis", "2026-03-01"),
                                 blood("p", "b", "staphylococcus_hominis", "2026-03-01")});
  EXPECT_EQ(conclusion_of(two_species.rows.at(0)), "check");
  const auto same = find({pacemaker("p"), blood("p", "a", "staphylococcus_epidermidis", "2026-03-01"),
                          blood("p", "b", "staphylococcus_epidermidis", "2026-03-01")});
  EXPECT_EQ(conclusion_of(same.rows.at(0)), "soon");
}

TEST(Find, GrowthWithoutANameIsNotTakenAsHarmless) {
  const auto found = find({pacemaker("p"), blood("p", "a", "", "2026-03-01")});
  EXPECT_EQ(conclusion_of(found.rows.at(0)), "soon");
  EXPECT_THAT(signals_of(found.rows[0]), Contains("unnamed"));
}

TEST(Find, NamesNobodyWithoutADeviceOrWithoutASignal) {
  const auto found = find({pacemaker("carrier"), blood("other", "a", "staphylococcus_aureus", "2026-03-01")});
  EXPECT_THAT(found.rows, IsEmpty());
  EXPECT_EQ(found.people, 2U);
  EXPECT_EQ(found.carriers, 1U);
}

TEST(Find, ADiagnosisASignAndARefutedDiagnosis) {
  const auto coded =
      find({pacemaker("p"), sighting("p", "Condition/1", model::Diagnosis{.what = "device_infection"}, "2026-03-01")});
  EXPECT_EQ(conclusion_of(coded.rows.at(0)), "today");
  const auto sign =
      find({pacemaker("p"), sighting("p", "Observation/1", model::Sign{.what = "erosion"}, "2026-03-01")});
  EXPECT_EQ(conclusion_of(sign.rows.at(0)), "today");
  const auto refuted = find(
      {pacemaker("p"), sighting("p", "Condition/1",
                                model::Diagnosis{.what = "device_infection", .present = Truth::no()}, "2026-03-01")});
  EXPECT_THAT(refuted.rows, IsEmpty());
}

TEST(Find, RepeatedAntibioticsWithoutACauseAreAWeakSignal) {
  const model::Treatment course{.what = "antibiotic", .agent = "flucloxacillin"};
  const auto twice = find({pacemaker("p"), sighting("p", "MedicationRequest/1", course, "2026-01-01"),
                           sighting("p", "MedicationRequest/2", course, "2026-02-10")});
  EXPECT_EQ(conclusion_of(twice.rows.at(0)), "check");
  EXPECT_THAT(signals_of(twice.rows[0]), ElementsAre("unexplained_antibiotics"));
  EXPECT_THAT(find({pacemaker("p"), sighting("p", "MedicationRequest/1", course, "2026-01-01")}).rows, IsEmpty());
}

TEST(Find, SaysThatARemovalFollowedAndListsItLast) {
  const auto removal =
      sighting("q", "Procedure/1", model::Procedure{.done = Truth::yes(), .what = "system_removal"}, "2026-03-04");
  const auto found = find({pacemaker("q"), blood("q", "a", "staphylococcus_aureus", "2026-03-01"), removal,
                           pacemaker("r"), blood("r", "b", "staphylococcus_epidermidis", "2026-03-01")});
  ASSERT_THAT(found.rows, SizeIs(2));
  EXPECT_EQ(found.rows[0].person, "r");
  EXPECT_EQ(found.rows[1].removed, model::parse_when("2026-03-04").value());
}

TEST(Find, WhatOnlyWordsSayIsListedWithoutAConclusion) {
  auto words = sighting("p", "Condition/2", model::Diagnosis{.what = "endocarditis"}, "2026-03-01");
  words.basis = intake::Sighting::Basis::text;
  const auto found = find({pacemaker("p"), words});
  ASSERT_THAT(found.rows, SizeIs(1));
  EXPECT_EQ(conclusion_of(found.rows[0]), "none");
  EXPECT_THAT(found.rows[0].proposals, SizeIs(1));
}

TEST(Find, LeavesOutWhatIsOlderThanAsked) {
  const FindRequest request{.now = date("2026-03-10"), .since = date("2026-01-01")};
  EXPECT_THAT(find({pacemaker("p"), blood("p", "a", "staphylococcus_aureus", "2021-03-01")}, request).rows, IsEmpty());
}

class FindInJournal : public testing::Test {
 protected:
  const std::string secret = "secret";
  journal_memory::MemoryJournal journal;
  CaseService service{library(), journal};
  std::vector<intake::Sighting> sightings = {pacemaker("p"), blood("p", "a", "staphylococcus_aureus", "2026-03-01")};

  FoundList look() {
    return find(sightings, {.now = date("2026-03-10"), .casebook = service.casebook().value(), .secret = secret});
  }
  Imported open(const FoundRow& row) { return service.take_in(row.case_id, delivery_of(row), 1000).value(); }
  void judge(const FoundRow& row, bool agrees) {
    const model::Judgement judgement{.question = std::string(signal_question),
                                     .conclusion = agrees ? "today" : "none",
                                     .agrees = Truth::of(agrees),
                                     .by = "N. N.",
                                     .reason = "read the record"};
    ASSERT_TRUE(service.add(row.case_id, {.content = judgement}, 2000).has_value());
  }
};

TEST_F(FindInJournal, OpensACaseOnceAndAddsWhatIsNew) {
  const auto row = look().rows.at(0);
  EXPECT_EQ(row.state, FoundState::listed);
  EXPECT_EQ(open(row).outcome, Imported::Outcome::stored);
  EXPECT_EQ(open(row).outcome, Imported::Outcome::unchanged);
  EXPECT_EQ(look().rows.at(0).state, FoundState::open);

  sightings.push_back(blood("p", "b", "staphylococcus_aureus", "2026-03-03"));
  const auto more = open(look().rows.at(0));
  EXPECT_EQ(more.outcome, Imported::Outcome::extended);
  EXPECT_EQ(more.entries, 1U);
}

TEST_F(FindInJournal, ACorrectedResultCorrectsAndAWithdrawnOneIsWithdrawn) {
  open(look().rows.at(0));
  sightings[1].version = "2";
  std::get<model::Culture>(sightings[1].entry.content).methicillin_resistant = Truth::yes();
  EXPECT_EQ(open(look().rows.at(0)).entries, 1U);
  const auto row = look().rows.at(0);
  const auto* stored = service.casebook().value()->find(row.case_id);
  ASSERT_NE(stored, nullptr);
  EXPECT_THAT(stored->superseded, SizeIs(1));

  auto withdrawn = sightings[1];
  withdrawn.version = "3";
  withdrawn.state = intake::Sighting::State::withdrawn;
  const auto course = intake::course_of(std::vector<intake::Sighting>{sightings[0], withdrawn},
                                        course_windows(library().knowledge).value());
  ASSERT_TRUE(service.take_in(row.case_id, delivery_of(course), 3000).has_value());
  const auto* now = service.casebook().value()->find(row.case_id);
  EXPECT_TRUE(std::ranges::none_of(
      now->entries, [](const auto& entry) { return std::holds_alternative<model::Culture>(entry.content); }));
}

TEST_F(FindInJournal, ADismissedSignalStaysAwayUntilSomethingNewComes) {
  const auto row = look().rows.at(0);
  open(row);
  judge(row, false);
  const auto dismissed = look();
  EXPECT_THAT(dismissed.rows, IsEmpty());
  EXPECT_EQ(dismissed.dismissed, 1U);

  sightings.push_back(blood("p", "b", "staphylococcus_aureus", "2026-03-09"));
  EXPECT_EQ(look().rows.at(0).state, FoundState::reopened);
}

TEST_F(FindInJournal, AConfirmedSignalStays) {
  const auto row = look().rows.at(0);
  open(row);
  judge(row, true);
  EXPECT_EQ(look().rows.at(0).state, FoundState::confirmed);
}

TEST_F(FindInJournal, APersonsCorrectionStandsUntilTheSourceChanges) {
  const auto row = look().rows.at(0);
  open(row);
  const auto culture = std::ranges::find_if(
      row.entries, [](const auto& entry) { return std::holds_alternative<model::Culture>(entry.content); });
  ASSERT_NE(culture, row.entries.end());
  ASSERT_TRUE(service
                  .add(row.case_id,
                       {.content = model::Correction{.corrects = culture->id, .reason = "another patient's"}}, 2000)
                  .has_value());
  EXPECT_EQ(open(look().rows.at(0)).outcome, Imported::Outcome::unchanged);
}

TEST(CaseIds, DependOnTheSecretAndAreValid) {
  EXPECT_NE(case_id_of("a", "191212121212"), case_id_of("b", "191212121212"));
  EXPECT_EQ(case_id_of("a", "191212121212"), case_id_of("a", "191212121212"));
  EXPECT_THAT(case_id_of("a", "x"), testing::StartsWith("found-"));
}

}  // namespace
}  // namespace lossa::service
