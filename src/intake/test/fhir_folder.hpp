// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <filesystem>
#include <string>

#include "fhir_support.hpp"

namespace lossa::intake {

/// A blood culture with S. aureus, as a line.
inline std::string culture_of(const std::string& person, const std::string& id = "") {
  return R"({"resourceType":"Observation","id":")" + (id.empty() ? "culture-" + person : id) +
         R"(","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"600-7"}]},"subject":{"reference":"Patient/)" +
         person +
         R"("},"effectiveDateTime":"2024-03-01","valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"3092008"}]}})" +
         "\n";
}

inline std::string pacemaker_of(const std::string& person) {
  return R"({"resourceType":"Device","id":"device-)" + person + R"(","patient":{"reference":"Patient/)" + person +
         R"("},"type":{"coding":[{"system":"http://snomed.info/sct","code":"706004007"}]}})" + "\n";
}

/// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / name()) { std::filesystem::create_directories(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string path(const std::string& file) const { return (path_ / file).string(); }

  void write(const std::string& file, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream out(path_ / file, std::ios::binary);
    out << bytes;
    EXPECT_TRUE(out.flush().good());
  }
  void write_packed(const std::string& file, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    gzFile out = gzopen(path(file).c_str(), "wb");
    ASSERT_NE(out, nullptr);
    EXPECT_EQ(gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size())), static_cast<int>(bytes.size()));
    gzclose(out);
  }

  /// Reads the whole folder; fails the test when that is not possible.
  [[nodiscard]] ForeignData read(FhirOptions options) const {
    if (options.paths.empty()) options.paths = {path_.string()};
    options.today = day("2025-06-01");
    auto read = read_fhir(options, shipped_dictionary());
    EXPECT_TRUE(read.has_value()) << (read.has_value() ? "" : read.error().message);
    return read.has_value() ? std::move(read).value() : ForeignData{};
  }

 private:
  static std::string name() {
    static std::atomic<int> next = 0;
    return "lossa-fhir-" + std::to_string(::getpid()) + "-" + std::to_string(next++);
  }
  std::filesystem::path path_;
};

}  // namespace lossa::intake
