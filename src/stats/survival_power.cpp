// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/log_rank.hpp>
#include <lossa/stats/power.hpp>

#include "power_checks.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

// The time of watching is 1.
double second_hazard(const SurvivalTrial& trial) { return -std::log1p(-trial.second_share); }

Result<void> require_trial(const SurvivalTrial& trial) {
  constexpr std::uint32_t most = 100'000;
  LOSSA_TRY(require_share(trial.second_share, "second_share"));
  if (!(trial.hazard_ratio > 0.0) || !std::isfinite(trial.hazard_ratio))
    return bad_input("a hazard ratio is above 0 and finite", "hazard_ratio");
  if (trial.sizes.first < 1 || trial.sizes.first > most)
    return bad_input("a group has 1 to 100000 patients", "sizes.first");
  if (trial.sizes.second < 1 || trial.sizes.second > most)
    return bad_input("a group has 1 to 100000 patients", "sizes.second");
  return {};
}

struct DrawnTrial {
  Observations observations;
  std::vector<int> group;
};

void draw_group(DrawnTrial& drawn, Random& random, std::uint32_t patients, double hazard) {
  const int label = drawn.group.empty() ? 0 : 1;
  for (std::uint32_t i = 0; i < patients; ++i) {
    const double time = -std::log1p(-random.uniform()) / hazard;
    drawn.observations.exit.push_back(std::min(time, 1.0));
    drawn.observations.event.push_back(time < 1.0 ? 1 : 0);
    drawn.group.push_back(label);
  }
}

// A trial that the test refuses, as one without events, shows nothing.
double p_of(const DrawnTrial& drawn, SurvivalTest test) {
  switch (test) {
    case SurvivalTest::log_rank: {
      const auto done = log_rank(drawn.observations, {.group = drawn.group});
      return done ? done->p : 1.0;
    }
    case SurvivalTest::cox: {
      const CoxInput input{.observations = drawn.observations,
                           .covariates = {{"first", {drawn.group.begin(), drawn.group.end()}}}};
      const auto data = CoxData::create(input);
      if (!data) return 1.0;
      const auto fit = fit_cox(*data);
      return fit ? fit->likelihood_ratio.p : 1.0;
    }
  }
  return 1.0;
}

}  // namespace

Result<double> expected_events(const SurvivalTrial& trial) {
  LOSSA_TRY(require_trial(trial));
  const double first_share = -std::expm1(-trial.hazard_ratio * second_hazard(trial));
  return trial.sizes.first * first_share + trial.sizes.second * trial.second_share;
}

Result<Estimate> simulated_power_of_survival(const SurvivalTrial& trial, SurvivalTest test, Replicates replicates,
                                             double significance) {
  LOSSA_TRY(require_trial(trial));
  LOSSA_TRY(require_share(significance, "significance"));
  const double hazard = second_hazard(trial);
  return simulated_power(
      [&](Random& random) {
        DrawnTrial drawn;
        draw_group(drawn, random, trial.sizes.first, trial.hazard_ratio * hazard);
        draw_group(drawn, random, trial.sizes.second, hazard);
        return p_of(drawn, test) <= significance;
      },
      replicates);
}

}  // namespace lossa::stats
