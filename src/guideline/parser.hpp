// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"

#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

/// An expression as it stands in a file: its text, and how to find a place in it.
struct SourceText {
  std::string file;
  std::string path;
  std::string text;
  int line = 0;                   ///< of the text's first byte
  int column = 0;                 ///< likewise
  std::string_view written = {};  ///< the file from there on; absent when it says the same as `text`
  bool has_escapes = false;       ///< "\\t" and the like in `written`

  [[nodiscard]] Place place(std::size_t offset) const;
};

/// What an expression may refer to.
struct Scope {
  const Knowledge* knowledge;
  const Names* names;
  int guideline = -1;              ///< whose criteria, readings and questions; -1: facts only
  std::optional<Subject> subject;  ///< whose facts are at hand; absent: any (it is then found out)
};

/// Parses and checks a condition; faults go to `issues`, and then it gives nothing.
std::optional<Expression> parse_condition(const SourceText& source, const Scope& scope, Issues& issues);

/// Parses a score's formula to postfix order.
std::optional<std::vector<FormulaStep>> parse_formula(const SourceText& source, const Scope& scope, Issues& issues);

}  // namespace lossa::guideline
