// SPDX-License-Identifier: Apache-2.0
#include <lossa/resources/resources.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace lossa::resources {
namespace {

std::string bytes_on_disk(std::string_view path) {
  std::ifstream file(std::filesystem::path(LOSSA_SOURCE_DIR) / path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(Resources, AreTheFilesOfTheSourceTreeByteForByte) {
  ASSERT_FALSE(all().empty());
  for (const auto& file : all()) {
    SCOPED_TRACE(file.path);
    EXPECT_EQ(file.bytes, bytes_on_disk(file.path));
  }
}

TEST(Resources, HoldEveryFileOfTheGuidelinesFolder) {
  std::size_t on_disk = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(LOSSA_SOURCE_DIR "/guidelines"))
    if (entry.is_regular_file() && entry.path().filename().string().front() != '.') ++on_disk;
  EXPECT_GT(on_disk, 0U);
  EXPECT_EQ(under("guidelines/").size(), on_disk);
}

TEST(Resources, StandInTheOrderOfTheirPathsWithoutRepeats) {
  const auto files = all();
  const auto not_rising = [](const Resource& a, const Resource& b) { return a.path >= b.path; };
  EXPECT_EQ(std::ranges::adjacent_find(files, not_rising), files.end());
}

TEST(Resources, AreFoundByTheirWholePathOnly) {
  const auto& first = all().front();
  const auto found = find(first.path);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found.value_or("").data(), first.bytes.data());
  EXPECT_FALSE(find(first.path.substr(0, first.path.size() - 1)).has_value());
  EXPECT_FALSE(find(std::string(first.path) + "x").has_value());
  EXPECT_FALSE(find("").has_value());
}

TEST(Resources, UnderAPrefixAreExactlyThoseThatBeginWithIt) {
  const auto expected =
      std::ranges::count_if(all(), [](const Resource& file) { return file.path.starts_with("examples/"); });
  EXPECT_EQ(std::ssize(under("examples/")), expected);
  EXPECT_EQ(under("").size(), all().size());
  EXPECT_TRUE(under("no such folder/").empty());
  EXPECT_TRUE(under("~").empty());
}

}  // namespace
}  // namespace lossa::resources
