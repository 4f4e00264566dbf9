// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lossa::intake {

/// The unit of a laboratory test as the model knows it, by how laboratories and UCUM write it ("10*9/L", "mg/l"); "" if
/// it is none of that test.
std::string known_unit(std::string_view test, std::string_view written);

}  // namespace lossa::intake
