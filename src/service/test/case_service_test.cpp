// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/case_service.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/intake/case_file.hpp>
#include <lossa/journal_memory/memory_journal.hpp>
#include <lossa/resources/resources.hpp>
#include <lossa/service/library.hpp>

namespace lossa::service {
namespace {

const assessment::Library& library() {
  static const auto loaded = [] {
    auto checked = load_library(shipped_guidelines());
    for (const auto& issue : checked.issues) ADD_FAILURE() << to_string(issue);
    return std::move(checked.value).value();
  }();
  return loaded;
}

model::CaseFile file_of(std::string_view path) {
  auto file = intake::read_case_file(resources::find(path).value(), path);
  EXPECT_TRUE(file.ok());
  return std::move(file.value).value();
}

constexpr std::string_view wannan = "examples/cases/wannan-bilateral-pocket-leadless.toml";
constexpr std::string_view pseudoinfection = "examples/cases/pocket-pseudoinfection.toml";

TEST(Library, ThatIsShippedHasNoFault) { EXPECT_FALSE(library().knowledge.questions.empty()); }

TEST(CaseService, StoresAFileOnceAndSaysSoTheSecondTime) {
  journal_memory::MemoryJournal journal;
  CaseService service(library(), journal);
  const auto file = file_of(wannan);

  const auto first = service.import(file, 1000);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->outcome, Imported::Outcome::stored);
  EXPECT_EQ(first->entries, file.entries.size());

  const auto second = service.import(file, 2000);
  EXPECT_EQ(second->outcome, Imported::Outcome::unchanged);
  EXPECT_EQ(journal.version_of(file.case_id).value(), file.entries.size());
}

TEST(CaseService, AddsWhatAFileHasMoreAndRefusesOneThatSaysSomethingElse) {
  journal_memory::MemoryJournal journal;
  CaseService service(library(), journal);
  auto file = file_of(wannan);
  auto last = file.entries.back();
  file.entries.pop_back();
  ASSERT_TRUE(service.import(file, 1000).has_value());

  file.entries.push_back(last);
  EXPECT_EQ(service.import(file, 2000).value().outcome, Imported::Outcome::extended);

  file.entries.back().text = "something else";
  const auto refused = service.import(file, 3000);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().where, file.case_id + ", entry " + std::to_string(file.entries.size()));
}

TEST(CaseService, SeesWhatAnotherWriterAppended) {
  journal_memory::MemoryJournal journal;
  CaseService reader(library(), journal);
  CaseService writer(library(), journal);
  EXPECT_EQ(reader.assess("wannan-bilateral-pocket-leadless", {}).error().kind, ErrorKind::not_found);

  ASSERT_TRUE(writer.import(file_of(wannan), 1000).has_value());

  const auto assessed = reader.assess("wannan-bilateral-pocket-leadless", {});
  ASSERT_TRUE(assessed.has_value());
  EXPECT_EQ(assessed->patient->id, "wannan-bilateral-pocket-leadless");
}

TEST(CaseService, SaysWhatStoodInTheJournalAtAMoment) {
  journal_memory::MemoryJournal journal;
  CaseService service(library(), journal);
  ASSERT_TRUE(service.import(file_of(wannan), 1000).has_value());

  EXPECT_FALSE(service.assess_as_recorded("wannan-bilateral-pocket-leadless", 999, {}).has_value());
  EXPECT_TRUE(service.assess_as_recorded("wannan-bilateral-pocket-leadless", 1000, {}).has_value());
}

TEST(CaseService, NamesWhatItDoesNotUnderstandInAView) {
  journal_memory::MemoryJournal journal;
  CaseService service(library(), journal);
  ASSERT_TRUE(service.import(file_of(wannan), 1000).has_value());
  const auto where = [&](const View& view) {
    const auto assessed = service.assess("wannan-bilateral-pocket-leadless", view);
    return assessed ? "understood" : assessed.error().where;
  };

  EXPECT_EQ(where({.at = "2021-02-30"}), "at");
  EXPECT_EQ(where({.at = "the_day_after_never"}), "at");
  EXPECT_EQ(where({.readings = {{"ehra_2020_infection.cons_sets", "three"}}}), "reading.ehra_2020_infection.cons_sets");
  EXPECT_EQ(where({.readings = {{"cons_sets", "one"}}}), "reading.cons_sets");
  EXPECT_EQ(where({.readings = {{"ehra_2020_infection.cons_sets", "one"}}}), "understood");
}

TEST(CaseService, PutsTheMoreUrgentCaseFirst) {
  journal_memory::MemoryJournal journal;
  CaseService service(library(), journal);
  ASSERT_TRUE(service.import(file_of(pseudoinfection), 1000).has_value());
  ASSERT_TRUE(service.import(file_of(wannan), 1000).has_value());

  const auto items = service.worklist(Date::parse("2026-01-01").value(), std::nullopt);

  ASSERT_TRUE(items.has_value());
  ASSERT_EQ(items->size(), 2U);
  EXPECT_EQ(items->front().case_id, "wannan-bilateral-pocket-leadless");
  EXPECT_EQ(items->front().at, "presentation");
}

TEST(CaseService, ListsWhatIsNewInACaseTheNextTime) {
  journal_memory::MemoryJournal journal;
  CaseService service(library(), journal);
  auto file = file_of(pseudoinfection);
  ASSERT_TRUE(service.import(file, 1000).has_value());
  const auto now = Date::parse("2026-01-01").value();
  const auto before = service.worklist(now, std::nullopt).value().front().headline;
  EXPECT_EQ(service.worklist(now, std::nullopt).value().front().headline, before);

  model::Entry exposed;
  model::Sign sign;
  sign.what = "exposed_hardware";
  exposed.content = sign;
  exposed.at = model::parse_when("admission").value();
  file.entries.push_back(exposed);
  ASSERT_TRUE(service.import(file, 2000).has_value());

  EXPECT_NE(service.worklist(now, std::nullopt).value().front().headline, before);
}

TEST(CaseFile, IsAssessedWithoutBeingStored) {
  const auto assessed = assess_case_file(library(), resources::find(wannan).value(), "mine.toml", {});
  ASSERT_TRUE(assessed.ok());
  EXPECT_FALSE(assessed.value->assessment.answers.empty());
}

TEST(CaseFile, WithAFaultIsNotAssessedAndShowsThePlace) {
  const auto assessed =
      assess_case_file(library(), "[case]\nid = \"a\"\n[[entries]]\nkind = \"sing\"\n", "mine.toml", {});
  EXPECT_FALSE(assessed.value.has_value());
  ASSERT_FALSE(assessed.issues.empty());
  EXPECT_THAT(to_string(assessed.issues[0]), testing::StartsWith("mine.toml:4:"));
}

}  // namespace
}  // namespace lossa::service
