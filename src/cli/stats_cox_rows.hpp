// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>

#include "stats_input.hpp"
#include "stats_report.hpp"

namespace lossa::cli {

/// What Cox's model is fitted to, and where each row of it stood in the table.
struct CoxRows {
  stats::CoxInput model;
  std::vector<std::size_t> row;
};

/// The table's rows as they are; with --exposed-from cut where the exposure begins, or with --landmark those who are
/// still watched then, and the exposure as the last covariate, "exposed".
Result<CoxRows> cox_rows_of(const StatsInput& input);

/// Says how the exposure was counted.
void write_exposure(StatsReport& report, const StatsInput& input);

struct FittedCox {
  const CoxRows& rows;
  const stats::CoxData& data;
  const stats::CoxFit& fit;
};

/// The residuals that --residuals names, by rows of the table; nothing if it was not given.
Result<void> write_residuals(StatsReport& report, const StatsInput& input, const FittedCox& fitted);

}  // namespace lossa::cli
