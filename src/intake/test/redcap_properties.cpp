// SPDX-License-Identifier: Apache-2.0
// Our cases as a REDCap project, and back by our own reader: nothing is lost.
#include <lossa/intake/redcap.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <random_entry.hpp>

#include <lossa/intake/case_file.hpp>

namespace lossa::intake {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string told(const Issues& issues) {
  std::string text;
  for (const auto& issue : issues) text += to_string(issue) + "\n";
  return text;
}

std::string told(const DataQuality& quality) {
  std::string text;
  for (const auto& faults : quality.faults) text += told(faults.examples);
  return text;
}

/// The project that is the same for all cases.
const RedcapDictionary& own_dictionary() {
  static const auto read = RedcapDictionary::read(redcap_dictionary({}), "dictionary.csv");
  EXPECT_TRUE(read.ok()) << told(read.issues);
  return *read.value;
}

const RedcapMapping& own_mapping() {
  static const auto read = read_redcap_mapping(redcap_mapping(), "mapping.toml", own_dictionary());
  EXPECT_TRUE(read.ok()) << told(read.issues);
  return *read.value;
}

/// What stands in the data, by case; "" in `fault`, or what went wrong.
std::map<std::string, std::vector<model::Entry>> read_back(const std::string& data, std::string& fault) {
  std::map<std::string, std::vector<model::Entry>> cases;
  const auto read = read_redcap(table_from_bytes("data.csv", data),
                                {.dictionary = own_dictionary(), .mapping = own_mapping()}, *Date::parse("2026-11-30"));
  fault = told(read.issues);
  if (!read.value.has_value()) return cases;
  fault = told(read.value->quality);
  const std::string_view ours = "redcap|";  // the ids of a project are its own
  for (const auto& sighting : read.value->sightings) {
    EXPECT_TRUE(sighting.person.starts_with(ours));
    cases[sighting.person.substr(ours.size())].push_back(sighting.entry);
  }
  return cases;
}

TEST(RedcapRoundTrip, EveryExampleCaseComesBackTheSame) {
  std::vector<model::CaseFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSA_SOURCE_DIR "/examples/cases")) {
    if (entry.path().extension() != ".toml") continue;
    auto read = read_case_file(content_of(entry.path()), entry.path().filename().string());
    ASSERT_TRUE(read.value.has_value());
    files.push_back(*std::move(read.value));
  }
  ASSERT_GE(files.size(), 12U);
  for (const char separator : {',', ';'}) {
    std::string fault;
    const auto cases = read_back(redcap_data(files, separator), fault);
    EXPECT_EQ(fault, "");
    ASSERT_EQ(cases.size(), files.size());
    for (const auto& file : files) {
      const auto& entries = cases.at(file.case_id);
      ASSERT_EQ(entries.size(), file.entries.size()) << file.case_id;
      for (std::size_t i = 0; i < entries.size(); ++i)
        EXPECT_TRUE(entries[i] == file.entries[i]) << file.case_id << " " << i;
    }
  }
}

RC_GTEST_PROP(RedcapProperty, EveryEntryComesBackTheSame, ()) {
  std::vector<model::CaseFile> files(2);
  files[0].case_id = "one";
  files[1].case_id = "two";
  for (auto& file : files) {
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
      const auto json = model::some_entry();
      auto entry = model::read_entry(*read_json(json, "").value, "");
      if (!entry.ok()) continue;  // a fault between fields: a unit that the test does not have
      RC_LOG() << json << "\n";
      file.entries.push_back(*std::move(entry.value));
    }
  }
  std::string fault;
  auto cases = read_back(redcap_data(files, *rc::gen::element(',', ';')), fault);
  RC_ASSERT(fault.empty());
  for (const auto& file : files) RC_ASSERT(cases[file.case_id] == file.entries);
}

}  // namespace
}  // namespace lossa::intake
