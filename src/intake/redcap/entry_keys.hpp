// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <lossa/model/fields.hpp>

namespace lossa::intake {

/// A field of an entry by its key, those that every kind has too. Of the opening, which is nested, its leaves:
/// "title.en", "source.doi"; its anchors and episodes are texts of one line each, "presentation = 2021-08-20".
struct EntryKey {
  std::string_view key;
  model::FieldInfo info;
};

/// Every key of a kind, in the order of the page; the common ones first.
std::vector<EntryKey> keys_of(const model::KindInfo& kind);

/// The words that a cell of this field may mean: of a finding yes, no and the reasons of not knowing. Empty: any text.
std::vector<std::string_view> words_of(const model::FieldInfo& info);

}  // namespace lossa::intake
