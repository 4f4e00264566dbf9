// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <lossa/intake/case_file.hpp>

namespace lossa::intake {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string listed(const Issues& issues) {
  std::string text;
  for (const auto& issue : issues) text += to_string(issue) + "\n";
  return text;
}

TEST(CaseFile, EveryExampleIsReadWithoutAFault) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSA_SOURCE_DIR "/examples/cases")) {
    if (entry.path().extension() != ".toml") continue;
    const auto name = entry.path().filename().string();
    const auto read = read_case_file(content_of(entry.path()), name);
    EXPECT_TRUE(read.ok() && read.issues.empty()) << listed(read.issues);
    EXPECT_EQ(read.value.value_or(CaseFile{}).case_id + ".toml", name);
    ++files;
  }
  EXPECT_GE(files, 12);
}

}  // namespace
}  // namespace lossa::intake
