// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>

#include "stats_input.hpp"
#include "stats_report.hpp"

namespace lossa::cli {

/// One method of `lossa stats`; its line in the list is "stats.method.NAME".
struct StatsMethod {
  std::string_view name;
  std::string_view options;  ///< what it takes, for the list: "--time --event [--by]"
  Result<StatsReport> (*run)(const StatsInput& input);
  bool needs_table = true;
};

// Each family in the file of its name; stats.cpp knows them all.
std::span<const StatsMethod> survival_methods();
std::span<const StatsMethod> cox_methods();
std::span<const StatsMethod> competing_methods();
std::span<const StatsMethod> count_methods();
std::span<const StatsMethod> pooling_methods();
std::span<const StatsMethod> logistic_methods();
std::span<const StatsMethod> prediction_methods();
std::span<const StatsMethod> monitoring_methods();
std::span<const StatsMethod> planning_methods();
std::span<const StatsMethod> bootstrap_methods();

/// A name before the cells.
std::vector<StatsCell> named(std::string name, std::vector<StatsCell> cells);
/// Cells behind others.
std::vector<StatsCell> joined(std::vector<StatsCell> cells, const std::vector<StatsCell>& more);

}  // namespace lossa::cli
