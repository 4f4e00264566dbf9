// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/tree.hpp>
#include <lossa/model/fields.hpp>

namespace lossa::model {

/// What a file may hold; past it, an issue that names the limit.
inline constexpr std::size_t most_entries = 10'000;
inline constexpr std::size_t most_items = 1'000;  ///< of a list within an entry
inline constexpr std::size_t longest_text = 10'000;
inline constexpr std::size_t longest_id = 100;

/// "culture-2", "wannan-bilateral": lower case letters, digits, hyphens and underscores, not longer than longest_id.
bool is_id(std::string_view text);

// Each reads the field `info` from `in`; what is absent leaves `out` as it is, a fault is an issue.
void read_field(ObjectReader& in, const FieldInfo& info, Finding& out);
void read_field(ObjectReader& in, const FieldInfo& info, OptionalNumber& out);
void read_field(ObjectReader& in, const FieldInfo& info, OptionalWhen& out);
void read_field(ObjectReader& in, const FieldInfo& info, std::string& out);  ///< text, word or reference
void read_field(ObjectReader& in, const FieldInfo& info, Texts& out);        ///< texts or words
void read_field(ObjectReader& in, const FieldInfo& info, Numbers& out);
void read_field(ObjectReader& in, const FieldInfo& info, std::vector<LeadResult>& out);
void read_field(ObjectReader& in, const FieldInfo& info, EntryBox& out);

/// "a, b or c".
std::string choice_of(std::span<const std::string_view> words);

}  // namespace lossa::model
