// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/result.hpp>

namespace lossa::stats {

/// Between 0 and 1, neither included; `name` stands in the error.
Result<void> require_share(double value, const char* name);

}  // namespace lossa::stats
