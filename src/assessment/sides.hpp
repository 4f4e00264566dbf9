// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "system.hpp"

namespace lossa::assessment {

/// Gives each device its side, from the words left and right and from what lies on the same or the other side of what.
/// Returns whether the sides are named left and right. What contradicts itself is not known.
bool place_on_sides(std::vector<DeviceRecord>& devices);

}  // namespace lossa::assessment
