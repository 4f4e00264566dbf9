// SPDX-License-Identifier: Apache-2.0
#include "stats_arguments.hpp"

#include <array>
#include <utility>

namespace lossa::cli {
namespace {

using Option = std::pair<const char*, const char*>;

constexpr auto column_options = std::to_array<Option>({
    {"time", "time under observation"},
    {"event", "0: not seen, 1: the event; 2 and more: competing events"},
    {"entry", "time of entry, where it is not 0"},
    {"by", "groups, or the names of studies or centres"},
    {"strata", "groups with a baseline of their own"},
    {"weight", "case weights"},
    {"offset", "added to the linear predictor"},
    {"outcome", "0 or 1"},
    {"treated", "0 or 1"},
    {"chance", "predicted chance, 0 to 1"},
    {"score", "higher in cases"},
    {"score2", "another score of the same persons"},
    {"events", "counts; of the first arm where there are two"},
    {"n", "persons; of the first arm"},
    {"events2", "counts of the second arm"},
    {"n2", "persons of the second arm"},
    {"expected", "expected events"},
    {"value", "measurements in their order"},
    {"exposed-from", "when an exposure begins, or the word never"},
});

constexpr auto setting_options = std::to_array<Option>({
    {"limits", "how the limits are made"},
    {"horizon", "until when a restricted mean counts"},
    {"cause", "the competing event that is meant: 1"},
    {"rho", "Fleming and Harrington's weights: S^rho"},
    {"gamma", "(1 - S)^gamma"},
    {"ties", "efron, breslow or exact"},
    {"penalty", "none or firth"},
    {"measure", "or, rr or rd"},
    {"tau", "how the variance between studies is found"},
    {"correction", "added to the cells of studies with an empty one: 0"},
    {"model", "conditional or unconditional"},
    {"target", "a funnel's centre; of weights: everyone or treated"},
    {"groups", "of a grouped calibration: 10"},
    {"highest", "the highest threshold of a decision curve: 0.5"},
    {"odds-ratio", "that the chart watches for: 2"},
    {"threshold", "of the chart: 4.5"},
    {"run-length", "average run length for which a threshold is simulated"},
    {"replicates", "of a simulation or bootstrap: 1000"},
    {"seed", "of a simulation or bootstrap: 1"},
    {"design", "of a plan: two-proportions, log-rank, non-inferiority, one-proportion, width, no-event"},
    {"p0", "share under the hypothesis"},
    {"p1", "share, of the first group"},
    {"p2", "share of the second group"},
    {"n1", "persons in the first group"},
    {"n-second", "persons in the second group"},
    {"power", "0.8"},
    {"alpha", "significance"},
    {"hazard-ratio", "to be found"},
    {"allocation", "the first group's share of the patients: 0.5"},
    {"margin", "of non-inferiority"},
    {"width", "of the interval"},
    {"landmark", "when the exposure is looked at: who had it by then"},
    {"residuals", "martingale, schoenfeld or dfbeta"},
    {"statistic", "of a bootstrap: mean, median, rmst or area"},
    {"span", "share of the persons that a smoothed value is of: 0.6667"},
});

}  // namespace

void add_stats_options(CLI::App& app, StatsOptions& options) {
  app.add_option("METHOD", options.method, "as --list names it");
  app.add_option("DATA", options.file, "a table, CSV with a header");
  app.add_flag("--list", options.list, "the methods and what they take");
  app.add_option("--covariates", options.covariates, "columns of a regression")->delimiter(',')->type_name("COLUMNS");
  for (const auto& [name, what] : column_options)
    app.add_option_function<std::string>(
           "--" + std::string(name),
           [&options, key = std::string(name)](const std::string& column) { options.columns[key] = column; }, what)
        ->type_name("COLUMN");
  for (const auto& [name, what] : setting_options)
    app.add_option_function<std::string>(
           "--" + std::string(name),
           [&options, key = std::string(name)](const std::string& value) { options.settings[key] = value; }, what)
        ->type_name("VALUE");
  app.add_option("--level", options.level, "of the intervals: 0.95")->type_name("LEVEL");
  app.add_flag("--complete-rows", options.complete_rows, "leaves out rows with an empty cell, and says how many");
  app.add_flag("--json", options.json, "one JSON object");
}

}  // namespace lossa::cli
