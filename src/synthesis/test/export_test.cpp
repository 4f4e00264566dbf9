// SPDX-License-Identifier: Apache-2.0
#include <lossa/synthesis/export.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace lossa::synthesis {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const Plan small = {.people = 130, .seed = 4};

class Export : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / (std::string("lossa_synthesis_") + test->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] ExportOptions into(const std::string& name) const { return {.folder = (folder_ / name).string()}; }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  [[nodiscard]] std::string unzipped(const std::string& name) const {
    const auto path = (folder_ / name).string();
    auto* const file = gzopen(path.c_str(), "rb");
    EXPECT_NE(file, nullptr);
    std::string bytes;
    std::array<char, 4096> part{};
    for (int got = 0; (got = gzread(file, part.data(), part.size())) > 0;)
      bytes.append(part.data(), static_cast<std::size_t>(got));
    gzclose(file);
    return bytes;
  }
  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

Sheaf in_memory() {
  const auto hospital = Hospital::open(small).value();
  Sheaf sheaf;
  for (std::uint64_t index = 0; index < small.people; ++index) hospital.write(index, sheaf);
  return sheaf;
}

TEST_F(Export, HoldsWhatTheHospitalWrites) {
  const auto exported = write_export(small, into("h"));
  ASSERT_TRUE(exported) << exported.error().message;
  const auto sheaf = in_memory();
  std::uint64_t bytes = 0;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const auto name = std::string(to_string(static_cast<Kind>(kind)));
    EXPECT_EQ(read("h/export/" + name + ".ndjson"), sheaf.lines[kind]) << name;
    bytes += sheaf.lines[kind].size();
  }
  EXPECT_EQ(read("h/truth/truth.csv"), std::string(truth_head()) + sheaf.truth);
  EXPECT_EQ(read("h/codes.toml"), own_codes());
  EXPECT_EQ(exported->bytes, bytes);
  EXPECT_EQ(exported->resources, sheaf.resources);
  EXPECT_FALSE(exported->stopped);
}

TEST_F(Export, HoldsTheSameZippedAndTheSameLinesMixed) {
  auto zipped = into("z");
  zipped.is_zipped = true;
  auto mixed = into("m");
  mixed.is_mixed = true;
  ASSERT_TRUE(write_export(small, zipped));
  ASSERT_TRUE(write_export(small, mixed));
  const auto sheaf = in_memory();
  EXPECT_EQ(unzipped("z/export/Observation.ndjson.gz"), sheaf.lines[static_cast<std::size_t>(Kind::observation)]);

  const auto lines = [](const std::string& text) {
    std::vector<std::string> found;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) found.push_back(line);
    std::ranges::sort(found);
    return found;
  };
  std::string all;
  for (const auto& text : sheaf.lines) all += text;
  EXPECT_EQ(lines(read("m/export/everything.ndjson")), lines(all));
}

TEST_F(Export, StopsWhenAsked) {
  auto options = into("h");
  std::uint64_t told = 0;
  options.progress = [&](std::uint64_t people) {
    told = people;
    return false;
  };
  const auto exported = write_export(small, options);
  ASSERT_TRUE(exported);
  EXPECT_TRUE(exported->stopped);
  EXPECT_EQ(told, 64U);
}

TEST_F(Export, RefusesAFolderInUse) {
  ASSERT_TRUE(write_export(small, into("h")));
  const auto again = write_export(small, into("h"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(again.error().message, HasSubstr("not empty"));
}

TEST_F(Export, SaysWhatCannotBeMade) {
  fs::create_directories(folder());
  std::ofstream(folder() / "file") << "x";
  const auto exported = write_export(small, into("file/h"));
  ASSERT_FALSE(exported);
  EXPECT_EQ(exported.error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace lossa::synthesis
