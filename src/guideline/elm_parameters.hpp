// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "elm_library.hpp"

namespace lossa::guideline::elm {

inline constexpr const char* leads = "the leads";  // no id has a space: nothing else can be called so
inline constexpr const char* sides = "the sides";

ElmType type_of(const Fact& fact);
/// A fact of the case; not given, it is what Values says when nothing is known.
ElmParameter parameter_of(const Fact& fact);
/// "reading.id", after the prefix of its guideline.
std::string reading_name(const Reading& reading, const std::string& prefix);
/// A reading; not given, it is `option`.
ElmParameter parameter_of(const Reading& reading, int option, const std::string& prefix);
/// The list of leads or sides; not given, there are none.
ElmParameter parameter_of(Subject subject);
/// The elements that say which lead or side it is, and these facts of it.
std::vector<ElmElement> elements_of(Subject subject, const std::vector<const Fact*>& facts);

ElmTags words(const Bilingual& text);
std::string word(Known known);

}  // namespace lossa::guideline::elm
