// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <lossa/base/error.hpp>
#include <lossa/base/result.hpp>

namespace lossa::stats {

/// What was asked cannot be answered, and why.
inline Error refuse(std::string message, std::string where) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

/// A level of confidence, between 0 and 1.
inline Result<void> check_level(double level) {
  if (level > 0.0 && level < 1.0) return {};
  return refuse("a level is between 0 and 1", "level");
}

/// "exit[3]".
inline std::string element(std::string_view column, std::size_t row) {
  return std::string(column) + "[" + std::to_string(row) + "]";
}

}  // namespace lossa::stats
