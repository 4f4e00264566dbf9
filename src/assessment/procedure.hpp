// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rule.hpp"

namespace lossa::assessment {

/// The latest removal of a system that was done, within the fact's window; null if there is none.
const Seen* last_removal(const Inquiry& inquiry);

}  // namespace lossa::assessment
