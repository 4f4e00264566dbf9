// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lossa/base/result.hpp>
#include <lossa/model/entry.hpp>

namespace lossa::journal {

/// The version that `encode` writes. A change of the stored form takes a step here, a snapshot of its schema in
/// docs/formats, and a lift from the version before in entry_codec.cpp.
inline constexpr int entry_version = 1;

/// The entry as it is stored: one line of JSON, {"v":1,"kind":…}.
std::string encode(const model::Entry& entry);

/// The entry that was stored; older versions are lifted to this one. Fails with corrupt_data if the bytes are no entry
/// or of a version that this program does not know; the message holds nothing that was stored.
Result<model::Entry> decode(std::string_view bytes);

}  // namespace lossa::journal
