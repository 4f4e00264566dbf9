// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/guideline/knowledge.hpp>

#include "console.hpp"

namespace lossa::cli {

/// The readings a user names, "guideline.reading=option" or "reading=option" where that is unique, by their full names.
/// Fails with invalid_input and a message that names what was meant, if it can.
Result<std::map<std::string, std::string>> chosen_readings(const guideline::Knowledge& knowledge,
                                                           const std::vector<std::string>& asked);

/// The guideline a user names; -1 if there is none, of which it complains.
int named_guideline(const guideline::Knowledge& knowledge, const std::string& id, Console& console);

}  // namespace lossa::cli
