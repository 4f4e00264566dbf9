// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <lossa/base/issue.hpp>

namespace lossa::terminology {

/// The bytes of a file of the project.
inline std::string bytes_of(std::string_view path) {
  std::ifstream file(LOSSA_SOURCE_DIR "/" + std::string(path), std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// A file that ships with the project, read once, a type having one; its faults fail the test.
template <typename T>
const T& shipped_of(std::string_view path) {
  static const T read_once = [path] {
    auto read = T::read(bytes_of(path), path);
    for (const Issue& issue : read.issues) ADD_FAILURE() << to_string(issue);
    return read.value.value_or(T());
  }();
  return read_once;
}

}  // namespace lossa::terminology
