// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lexer.hpp"

#include <lossa/base/result.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

struct Constant {
  double number = 0;
  std::string text;  ///< as it is printed back
};

/// The constant in the fact's unit (hours and days are converted into each other). Of a date the edge that the
/// comparison is about: its first minute for "<" and ">=", its last for ">" and "<=".
/// Fails with invalid_input when it does not fit the fact.
Result<Constant> constant_for(const Fact& fact, const Token& token, const std::string& unit, Compare comparison);

std::optional<double> whole_number(std::string_view lexeme);

/// "'x' is no value of 'echo.lead_mass': none, indeterminate, vegetation".
std::string not_a_value(const Fact& fact, const std::string& word);

}  // namespace lossa::guideline
