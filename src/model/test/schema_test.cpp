// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/schema.hpp>

#include <gtest/gtest.h>

#include <lossa/base/tree.hpp>
#include <lossa/model/case.hpp>
#include <lossa/model/codec.hpp>
#include <lossa/model/fields.hpp>

namespace lossa::model {
namespace {

const Node& at(const Node& node, std::initializer_list<std::string_view> path) {
  const Node* found = &node;
  for (const auto key : path) {
    found = found->find(key);
    if (found == nullptr) throw std::runtime_error("no " + std::string(key));
  }
  return *found;
}

TEST(Schema, HasEveryFieldOfEveryKind) {
  const auto tree = read_json(json_schema(), "schema");
  ASSERT_TRUE(tree.ok());
  for (const auto& kind : kinds()) {
    const auto& properties = at(*tree.value, {"$defs", kind.name, "properties"});
    EXPECT_EQ(at(properties, {"kind", "const"}).text, kind.name);
    for (const auto& field : kind.fields)
      EXPECT_NE(properties.find(field.name), nullptr) << kind.name << "." << field.name;
  }
  EXPECT_EQ(at(*tree.value, {"$defs", "entry", "oneOf"}).items.size(), kinds().size());
}

TEST(Schema, SaysRangesWordsAndUnits) {
  const auto tree = read_json(json_schema(), "schema");
  const auto& age = at(*tree.value, {"$defs", "person", "properties", "age_years"});
  EXPECT_EQ(at(age.find("anyOf")->items[0], {"maximum"}).text, "120");
  EXPECT_EQ(at(age, {"$comment"}).text, "unit: years");
  EXPECT_EQ(at(*tree.value, {"$defs", "device", "required"}).items[1].text, "type");
  EXPECT_EQ(at(*tree.value, {"$defs", "lead", "properties", "use", "enum"}).items[0].text, "pacing");
}

TEST(Schema, HasDescriptionsWhenItIsGivenWords) {
  const auto words = [](std::string_view key) { return key == "field.lead.use" ? std::string("What it is for") : ""; };
  const auto tree = read_json(json_schema(words), "schema");
  EXPECT_EQ(at(*tree.value, {"$defs", "lead", "properties", "use", "description"}).text, "What it is for");
  EXPECT_EQ(at(*tree.value, {"$defs", "lead", "properties", "chamber"}).find("description"), nullptr);
}

class NewCaseFile : public testing::TestWithParam<Language> {};
INSTANTIATE_TEST_SUITE_P(Languages, NewCaseFile, testing::Values(Language::en, Language::sv));

Issues faults_of(const std::string& toml, std::size_t expected_entries) {
  const auto tree = read_toml(toml, "new.toml");
  if (!tree.ok()) return tree.issues;
  auto file = read_entries(*tree.value, "new.toml");
  EXPECT_EQ(file.value->entries.size(), expected_entries);
  auto issues = file.issues;
  const auto folded = fold(file.value->case_id, file.value->entries);
  issues.insert(issues.end(), folded.issues.begin(), folded.issues.end());
  return issues;
}

TEST_P(NewCaseFile, ReadsBackWithoutAFault) {
  const auto issues = faults_of(new_case_file(GetParam()), 1);
  EXPECT_TRUE(issues.empty()) << to_string(issues.front());
}

TEST_P(NewCaseFile, ReadsBackWithoutAFaultWhenAllOfItIsFilledIn) {
  std::string filled = new_case_file(GetParam());
  std::size_t sections = 0;
  for (std::size_t from = filled.find("\n#"); from != std::string::npos; from = filled.find("\n#", from + 1)) {
    const char next = filled[from + 2];
    if (next == ' ' || next == '\n') continue;
    sections += next == '[' ? 1 : 0;
    filled.erase(from + 1, 1);
  }
  EXPECT_GT(sections, 15U);
  const auto issues = faults_of(filled, sections + 1);
  EXPECT_TRUE(issues.empty()) << to_string(issues.front());
}

}  // namespace
}  // namespace lossa::model
