// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/model/schema.hpp>

namespace lossa::intake {

/// The data dictionary of the project that our entries make.
std::string own_dictionary(const model::WordLookup& words, char separator);
/// The mapping with which its data read back as entries.
std::string own_mapping();

}  // namespace lossa::intake
