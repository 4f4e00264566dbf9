// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/base/tree.hpp>

#include "entry_keys.hpp"

/// How a field of an entry stands in one cell, in both directions; what is written is read back as the same.
namespace lossa::intake {

/// The value as the JSON of an entry has it. Fails with invalid_input where it can be none; whether it is one that the
/// field may have is read_entry's to say.
Result<Node> node_of_cell(const EntryKey& key, std::string_view cell);

/// The reverse of it, for a field of an entry that was read.
std::string cell_of_node(const EntryKey& key, const Node& node);

/// "presentation = 2021-08-20": one line of the opening's anchors or episodes; `time` is its key for the time.
std::string_view time_key_of(const EntryKey& key);

}  // namespace lossa::intake
