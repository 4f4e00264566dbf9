// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rule.hpp"

namespace lossa::assessment {

/// Was a device inside the veins or the heart, or a lead of one, in place then? Leads without a generator count; an
/// S-ICD, an extravascular ICD, an epicardial system and a loop recorder do not. No only if devices or leads are
/// recorded and none was; nothing recorded: unknown.
Found endovascular_device_at(const Inquiry& inquiry, const model::Moment& then);

/// That, or a prosthetic valve of the history.
Found intracardiac_material_at(const Inquiry& inquiry, const model::Moment& then);

}  // namespace lossa::assessment
