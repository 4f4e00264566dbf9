// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/assessment/assessment.hpp>

#include "rule.hpp"

namespace lossa::assessment {

/// The origin of each fact. What does not exist is left out: such a fact is only ever unknown (check_origins says so).
std::vector<Origin> origins_of(const Library& library);

/// What the entries of a kind say of a fact by one of their fields.
Found field_found(const Inquiry& inquiry, const Origin& origin);

}  // namespace lossa::assessment
