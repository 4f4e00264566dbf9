// SPDX-License-Identifier: Apache-2.0
// Seconds of processor time a fit of rare-event models: lossa_stats_rare_bench DATA.csv, where DATA is
// tests/golden/stats/rare_data.csv.
//
// Prints "model,k,seconds,estimate,standard_error,tau_squared" lines, as bench/stats/rare.R does, for
// bench/stats/rare.sh.
#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <lossa/stats/effect.hpp>
#include <lossa/stats/meta_analysis.hpp>
#include <lossa/stats/mixed_model.hpp>

namespace lossa::stats {
namespace {

std::vector<TwoArms> read_trials(const std::string& path, const std::string& dataset) {
  std::ifstream file(path);
  std::vector<TwoArms> trials;
  for (std::string line; std::getline(file, line);) {
    std::istringstream cells(line);
    std::string name;
    std::getline(cells, name, ',');
    if (name != dataset) continue;
    TwoArms trial{};
    char comma = 0;
    cells >> trial.first.events >> comma >> trial.first.n >> comma >> trial.second.events >> comma >> trial.second.n;
    trials.push_back(trial);
  }
  return trials;
}

struct Fit {
  double estimate, standard_error, tau_squared;
};

Fit fit_of(const Result<MixedModel>& model) {
  return {model.value().effect.value, model.value().standard_error, model.value().tau_squared.value};
}

Fit reml(const std::vector<TwoArms>& trials) {
  const auto effects = arm_effects(trials, ArmMeasure::log_odds_ratio, {.added = 0.5}).value();
  const auto pooled = pool(effects.effects).value();
  return {pooled.mean.value, pooled.standard_error, pooled.scatter.tau_squared.value};
}

// The shortest of as many runs as fit a third of a second.
void measure(const std::string& model, std::size_t k, const std::function<Fit()>& run) {
  double best = 1e9;
  double spent = 0.0;
  Fit fit{};
  for (int i = 0; i < 3 || spent < 0.3; ++i) {
    const auto start = std::clock();
    fit = run();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = std::min(best, seconds);
    spent += seconds;
  }
  fmt::print("{},{},{:.3e},{:.6f},{:.6f},{:.6f}\n", model, k, best, fit.estimate, fit.standard_error, fit.tau_squared);
}

}  // namespace
}  // namespace lossa::stats

int main(int count, char** arguments) {
  using namespace lossa::stats;  // NOLINT(google-build-using-namespace): the program is this module's
  if (count != 2) {
    fmt::print(stderr, "use: lossa_stats_rare_bench tests/golden/stats/rare_data.csv\n");
    return 2;
  }
  for (const auto* dataset : {"simulated20", "simulated100"}) {
    const auto trials = read_trials(arguments[1], dataset);
    if (trials.empty()) return 2;
    std::vector<Proportion> first;
    for (const auto& trial : trials) first.push_back(trial.first);
    measure("REML", trials.size(), [&] { return reml(trials); });
    measure("PLO", trials.size(), [&] { return fit_of(mixed_proportion(first)); });
    measure("UM.FS", trials.size(), [&] { return fit_of(mixed_odds_ratio(trials, ArmModel::unconditional)); });
    measure("CM.EL", trials.size(), [&] { return fit_of(mixed_odds_ratio(trials, ArmModel::conditional)); });
  }
  return 0;
}
