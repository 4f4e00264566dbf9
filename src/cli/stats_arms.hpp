// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>

#include "stats_input.hpp"
#include "stats_report.hpp"

namespace lossa::cli {

/// --events and --n, one series a row.
Result<std::vector<stats::Proportion>> series_of(const StatsInput& input);
/// --events and --time, one series a row.
Result<std::vector<stats::Rate>> rates_of(const StatsInput& input);
/// --events --n --events2 --n2, one study a row.
Result<std::vector<stats::TwoArms>> arms_of(const StatsInput& input);
/// Labels of --by, or the numbers of the rows.
std::vector<std::string> row_names(const StatsInput& input);
/// Fails at the first value that is neither 0 nor 1.
Result<void> require_outcome(const StatsInput& input, const std::string& option);
/// What is said of studies that were not used plainly as they stand, each by its name.
void write_notes(StatsReport& report, const std::vector<stats::StudyNote>& notes, const StatsInput& input);

}  // namespace lossa::cli
