// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "stats_input.hpp"

namespace lossa::cli {

/// The options of `lossa stats`: columns by name, settings, and how to print.
void add_stats_options(CLI::App& app, StatsOptions& options);

}  // namespace lossa::cli
