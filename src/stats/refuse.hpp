// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <lossa/base/error.hpp>

namespace lossa::stats {

/// What was asked cannot be answered, and why.
inline Error refuse(std::string message, std::string where) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

/// "exit[3]".
inline std::string element(std::string_view column, std::size_t row) {
  return std::string(column) + "[" + std::to_string(row) + "]";
}

}  // namespace lossa::stats
