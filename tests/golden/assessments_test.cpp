// SPDX-License-Identifier: Apache-2.0
// What `lossa assess` prints of each published case, word for word. LOSSA_REBASELINE=1 writes the files anew; their
// difference is read as a clinical change.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace lossa {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> case_ids() {
  std::vector<std::string> ids;
  for (const auto& entry : fs::directory_iterator(fs::path(LOSSA_SOURCE_DIR) / "examples/cases"))
    ids.push_back(entry.path().stem().string());
  std::ranges::sort(ids);
  return ids;
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const auto count = fread(buffer.data(), 1, buffer.size(), pipe.get())) output.append(buffer.data(), count);
  return output;
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Assessment : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(Assessment, OfAPublishedCaseReadsAsItDid) {
  const auto& [id, language] = GetParam();
  const auto root = fs::path(LOSSA_SOURCE_DIR);
  const auto golden = root / "tests/golden/assessments" / (id + "." + language + ".txt");
  const auto printed = output_of("cd '" + root.string() + "' && " + LOSSA_PROGRAM + " assess examples/cases/" + id +
                                 ".toml --color never --lang " + language);
  ASSERT_FALSE(printed.empty());
  if (std::getenv("LOSSA_REBASELINE") != nullptr) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "golden files are never rewritten in CI";
    std::ofstream(golden, std::ios::binary) << printed;
  }
  EXPECT_EQ(printed, content_of(golden));
}

INSTANTIATE_TEST_SUITE_P(Cases, Assessment,
                         testing::Combine(testing::ValuesIn(case_ids()), testing::Values("en", "sv")),
                         [](const auto& row) {
                           auto name = std::get<0>(row.param) + "_" + std::get<1>(row.param);
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace lossa
