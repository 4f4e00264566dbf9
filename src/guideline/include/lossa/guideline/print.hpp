// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/base/language.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

/// The condition in the guideline language; `guideline` is the one it stands in, -1 for facts.toml. Parsing it there
/// gives the same expression.
std::string print(const Knowledge& knowledge, const Expression& condition, int guideline);

/// The condition in words, with the texts of its facts and criteria.
std::string in_words(const Knowledge& knowledge, const Expression& condition, Language language);

/// A value as a person reads it: "yes", "at least 1", "38.4 °C", "vegetation"; needs no locale but the language.
std::string in_words(const Fact& fact, const struct Value& value, Language language);

}  // namespace lossa::guideline
