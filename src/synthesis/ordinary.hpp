// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chart.hpp"

namespace lossa::synthesis {

/// The care that has nothing to do with a device: encounters with vital signs, laboratory, diagnoses, drugs, images. It
/// holds no signal of an infected device; antibiotics only for those without one, and always with a cause.
void ordinary_care(Chart& chart);

}  // namespace lossa::synthesis
