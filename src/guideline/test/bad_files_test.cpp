// SPDX-License-Identifier: Apache-2.0
// Each file of bad/ says in its first lines, after "#!", every fault that is found in it, and no other is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "small_facts.hpp"

#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline::test {
namespace {

/// What the files may name besides the facts.
constexpr std::string_view other_guideline = R"toml(
[guideline]
id = "h"
version = "1"
subject = "lead"
cite = "c"
title = { en = "Other", sv = "Annan" }

[[question]]
id = "q"
headline = true
text = { en = "Question", sv = "Fråga" }
[[question.conclusion]]
id = "bad"
tone = "act"
text = { en = "Bad", sv = "Dålig" }
when = "lead.loose"
[[question.conclusion]]
id = "good"
tone = "calm"
text = { en = "Good", sv = "Bra" }
otherwise = true
)toml";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> expected_in(const std::string& bytes) {
  std::vector<std::string> lines;
  std::istringstream in(bytes);
  for (std::string line; std::getline(in, line) && line.starts_with("#! ");) lines.push_back(line.substr(3));
  return lines;
}

std::vector<std::string> faults_of(const std::string& bytes) {
  const auto loaded = load(
      {{"facts.toml", std::string(small_facts)}, {"other.toml", std::string(other_guideline)}, {"bad.toml", bytes}});
  std::vector<std::string> faults;
  constexpr std::string_view file = "bad.toml:";
  for (const auto& issue : loaded.issues) {
    const auto text = to_string(issue);
    faults.push_back(text.starts_with(file) ? text.substr(file.size()) : text);
  }
  return faults;
}

std::vector<std::filesystem::path> bad_files() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSA_SOURCE_DIR "/src/guideline/bad"))
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

TEST(BadFiles, EachIsRefusedWithExactlyItsFaults) {
  const auto paths = bad_files();
  EXPECT_GE(paths.size(), 40U);
  for (const auto& path : paths) {
    SCOPED_TRACE(path.filename().string());
    const auto bytes = bytes_of(path);
    const auto expected = expected_in(bytes);
    EXPECT_THAT(expected, testing::Not(testing::IsEmpty()));
    EXPECT_EQ(faults_of(bytes), expected);
  }
}

TEST(BadFiles, WithoutThemTheSameFilesLoad) { EXPECT_THAT(faults_of(""), testing::IsEmpty()); }

}  // namespace
}  // namespace lossa::guideline::test
