// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "mapping.hpp"

namespace lossa::intake::hl7 {

/// The identifier of an order: OBR-3, else OBR-2. "" if it has neither.
std::string filler_of(const Order& order, const Source& source);

/// The source_id of the culture that an order's tests belong to: the result that OBR-26 names (test, sub-id, else its
/// words) of the order that OBR-29 names, in this message or an earlier one. "" when the order names none.
std::string parent_culture(const PersonGroup& group, const Order& order, const Source& source);

}  // namespace lossa::intake::hl7
