// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>

namespace lossa::guideline {

struct Token {
  enum class Kind { name, number, unit, word, symbol, end };
  Kind kind = Kind::end;
  std::string text;        ///< of a word without its quotes
  std::size_t offset = 0;  ///< in the expression
};

enum class Units { allowed, not_allowed };  ///< after a number; a formula has none

/// Splits an expression. The error's `where` is the offset of the first byte that begins no token.
Result<std::vector<Token>> tokens_of(std::string_view expression, Units units);

}  // namespace lossa::guideline
