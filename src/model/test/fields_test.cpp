// SPDX-License-Identifier: Apache-2.0
// The field tables against docs/formats/case-file.md: what one has, the other has.
#include <lossa/model/fields.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

namespace lossa::model {
namespace {

std::string page() {
  std::ifstream file(LOSSA_SOURCE_DIR "/docs/formats/case-file.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The part of the page about kinds, a text each.
std::map<std::string, std::string> kinds_of_page() {
  auto text = page();
  const auto begin = text.find("## Kinds and their fields");
  const auto end = text.find("In storage the");
  text = std::regex_replace(text.substr(begin, end - begin), std::regex("\\s+"), " ");
  std::map<std::string, std::string> kinds;
  const std::regex head(R"(\*\*(\w+)\*\*)");
  for (auto at = std::sregex_iterator(text.begin(), text.end(), head); at != std::sregex_iterator(); ++at) {
    const auto from = static_cast<std::size_t>(at->position() + at->length());
    const auto next = std::next(at);
    const auto to = next == std::sregex_iterator() ? text.size() : static_cast<std::size_t>(next->position());
    auto body = text.substr(from, to - from);
    kinds[(*at)[1]] = std::regex_replace(body, std::regex(R"(\([^()]*\))"), "");
  }
  return kinds;
}

const std::map<FieldType, std::string>& names_of_types() {
  static const std::map<FieldType, std::string> names = {{FieldType::finding, "finding"},
                                                         {FieldType::number, "number"},
                                                         {FieldType::count, "count"},
                                                         {FieldType::word, "word"},
                                                         {FieldType::time, "time"},
                                                         {FieldType::reference, "reference"},
                                                         {FieldType::text, "text"},
                                                         {FieldType::words, "list of word"},
                                                         {FieldType::texts, "list of text"},
                                                         {FieldType::numbers, "list of number"},
                                                         {FieldType::lead_results, "list of"},
                                                         {FieldType::entry, "the table"}};
  return names;
}

/// "device.side: word", with "*" where it is required.
std::string line_of(std::string_view kind, const FieldInfo& field) {
  return std::string(kind) + "." + std::string(field.name) + (field.required ? "*" : "") + ": " +
         names_of_types().at(field.type);
}

std::set<std::string> fields_of_tables() {
  std::set<std::string> all;
  for (const auto& kind : kinds())
    for (const auto& field : kind.fields) all.insert(line_of(kind.name, field));
  for (const auto& field : lead_result_fields()) all.insert(line_of("procedure", field));
  return all;
}

std::set<std::string> fields_of_page() {
  std::set<std::string> all;
  const std::regex group(
      R"(((?:`\w+`\*?(?:, )?)+) (finding|number|count|word|time|reference|text|list of word|list of text|list of number|list of|the table))");
  const std::regex name(R"(`(\w+)`(\*?))");
  for (const auto& [kind, body] : kinds_of_page())
    for (auto at = std::sregex_iterator(body.begin(), body.end(), group); at != std::sregex_iterator(); ++at) {
      const std::string names = (*at)[1];
      for (auto one = std::sregex_iterator(names.begin(), names.end(), name); one != std::sregex_iterator(); ++one)
        all.insert(kind + "." + (*one)[1].str() + (*one)[2].str() + ": " + (*at)[2].str());
    }
  return all;
}

TEST(FieldTables, AreThoseOfThePage) {
  std::vector<std::string> differences;
  std::ranges::set_symmetric_difference(fields_of_tables(), fields_of_page(), std::back_inserter(differences));
  EXPECT_THAT(differences, testing::IsEmpty());
}

TEST(FieldTables, HaveTheKindsOfThePage) {
  std::set<std::string> expected = {"opening"};
  for (const auto& [kind, body] : kinds_of_page()) expected.insert(kind);
  std::set<std::string> found;
  for (const auto& kind : kinds()) found.emplace(kind.name);
  EXPECT_EQ(found, expected);
}

TEST(FieldTables, HaveTheWordsAndRangesOfThePage) {
  const auto bodies = kinds_of_page();
  for (const auto& kind : kinds()) {
    for (const auto& field : kind.fields) {
      SCOPED_TRACE(line_of(kind.name, field));
      if (!field.words.empty()) {
        std::string words;
        for (const auto word : field.words) words += (words.empty() ? "" : ", ") + std::string(word);
        const bool is_written = bodies.at(std::string(kind.name)).find("word " + words) != std::string::npos;
        const bool is_as_another = field.name == "option" || field.name == "vein" || field.name == "type";
        EXPECT_TRUE(is_written || is_as_another) << words;
      }
      EXPECT_TRUE(field.type != FieldType::number || field.low < field.high);
    }
  }
  EXPECT_EQ(find_field(*find_kind("sign"), "temperature_celsius")->low, 30);
  EXPECT_NE(bodies.at("sign").find("`temperature_celsius` number 30-45"), std::string::npos);
}

TEST(FieldTables, NameAKindForEveryReference) {
  for (const auto& kind : kinds()) {
    for (const auto& field : kind.fields)
      EXPECT_TRUE(field.target.empty() || find_kind(field.target) != nullptr) << field.target;
  }
}

TEST(FieldValue, IsWhatTheEntryHolds) {
  const Entry entry{.content = Culture{.specimen = "blood", .final = Truth::yes(), .sets_positive = exactly(2)}};
  EXPECT_EQ(field_value(entry, "specimen"), FieldValue("blood"));
  EXPECT_EQ(field_value(entry, "final"), FieldValue(Truth::yes()));
  EXPECT_EQ(field_value(entry, "sets_positive"), FieldValue(exactly(2)));
  EXPECT_EQ(field_value(entry, "organism"), FieldValue());
  EXPECT_EQ(field_value(entry, "no_such_field"), FieldValue());
}

TEST(FieldValue, HasNoneForATableWithinAnEntry) {
  const Entry entry{.content = Procedure{.leads = {{.lead = "lead-1"}}}};
  EXPECT_EQ(field_value(entry, "leads"), FieldValue());
}

TEST(Kinds, AreFoundByName) {
  ASSERT_NE(find_kind("culture"), nullptr);
  EXPECT_EQ(find_kind("culture")->name, "culture");
  EXPECT_EQ(find_kind("cultur"), nullptr);
  EXPECT_EQ(find_field(*find_kind("culture"), "nothing"), nullptr);
  EXPECT_EQ(kind_of(Entry{.content = FollowUp{}}), "follow_up");
}

}  // namespace
}  // namespace lossa::model
