// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <lossa/base/language.hpp>
#include <lossa/guideline/values.hpp>

namespace lossa::guideline {

/// The condition in the guideline language; `guideline` is the one it stands in, -1 for facts.toml. Parsing it there
/// gives the same expression.
std::string print(const Knowledge& knowledge, const Expression& condition, int guideline);

/// The words for a category's value or a unit; absent, the wire word with spaces.
using Vocabulary = std::function<std::string(std::string_view wire_word)>;

/// The condition in words, with the texts of its facts and criteria.
std::string in_words(const Knowledge& knowledge, const Expression& condition, Language language,
                     const Vocabulary& vocabulary = {});

/// A value as a person reads it: "yes", "at least 1", "38.4 celsius", "vegetation"; what is unknown with its reason.
std::string in_words(const Fact& fact, const Value& value, Language language, const Vocabulary& vocabulary = {});

}  // namespace lossa::guideline
