// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/result.hpp>
#include <lossa/stats/observations.hpp>

#include "stats_input.hpp"

namespace lossa::cli {

/// The columns --time, --event, --entry and --weight. Fails if the first two were not named.
Result<stats::Observations> observations_of(const StatsInput& input);

/// Fails unless --level lies between 0 and 1.
Result<void> require_level(const StatsInput& input);

/// The setting --cause, 1 if it was not given.
Result<int> cause_of(const StatsInput& input);

/// The rows of one group.
stats::Observations part_of(const stats::Observations& all, const StatsGroups& groups, int group);

}  // namespace lossa::cli
