// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {
namespace {

std::vector<SourceFile> files_in(const std::filesystem::path& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream in(entry.path());
    files.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  std::ranges::sort(files, {}, &SourceFile::name);
  return files;
}

TEST(Load, ReadsEveryGuidelineThatIsShippedWithoutAFault) {
  auto files = files_in(std::filesystem::path(LOSSA_SOURCE_DIR) / "guidelines");
  for (auto& study : files_in(std::filesystem::path(LOSSA_SOURCE_DIR) / "evidence")) files.push_back(std::move(study));

  const auto knowledge = load(files);

  std::vector<std::string> faults;
  for (const auto& issue : knowledge.issues) faults.push_back(to_string(issue));
  EXPECT_THAT(faults, testing::IsEmpty());
  EXPECT_GE(knowledge.value->questions.size(), 2U);
}

}  // namespace
}  // namespace lossa::guideline
