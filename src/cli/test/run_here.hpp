// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../console.hpp"

namespace lossa::cli {

struct Ran {
  Exit exit;
  std::string out;
  std::string err;
};

inline constexpr journal::Timestamp test_moment = 1'700'000'000'000;  // 2023-11-14

/// Runs the program within the test, at a fixed moment and without colour.
inline Ran lossa(const std::vector<std::string>& arguments, Language language = Language::en, std::size_t width = 80) {
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out,
                  .err = err,
                  .language = language,
                  .screen = {.colour = false, .width = width},
                  .now = [] { return Date::parse("2023-11-14T22:13").value(); },
                  .clock = [] { return test_moment; }};
  const auto exit = run(arguments, console);
  return {exit, out.str(), err.str()};
}

inline std::string published(const std::string& id) {
  return std::string(LOSSA_SOURCE_DIR) + "/examples/cases/" + id + ".toml";
}
inline const std::string wannan = "wannan-bilateral-pocket-leadless";

/// A folder of its own for each test, removed after it.
class InFolder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("lossa_cli_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace lossa::cli
