// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/language.hpp>
#include <lossa/base/result.hpp>

namespace lossa::web {

/// All of a library as one HTML page that needs nothing beside it: every guideline's logic in words with its sources,
/// what is known from memory marked and listed again at the end, and a place to sign.
/// Fails with corrupt_data if the program's own templates are faulty.
Result<std::string> book(const assessment::Library& library, Language language, std::string_view program_version);

}  // namespace lossa::web
