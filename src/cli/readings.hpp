// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::cli {

/// The readings a user names, "guideline.reading=option" or "reading=option" where that is unique, by their full names.
/// Fails with invalid_input and a message that names what was meant, if it can.
Result<std::map<std::string, std::string>> chosen_readings(const guideline::Knowledge& knowledge,
                                                           const std::vector<std::string>& asked);

}  // namespace lossa::cli
