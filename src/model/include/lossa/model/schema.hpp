// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <lossa/base/language.hpp>

namespace lossa::model {

/// The words of a locale by key ("field.culture.organism"); "" where there are none.
using WordLookup = std::function<std::string(std::string_view key)>;

/// The JSON Schema (2020-12) of a case file, made from the field tables; with words it has descriptions.
std::string json_schema(const WordLookup& words = {});

/// The schema of one stored entry; journal keeps a snapshot of it for each version.
std::string entry_schema();

/// A commented case file (TOML) to fill in for a new patient. It reads back as it is, without a fault.
std::string new_case_file(Language language);

}  // namespace lossa::model
