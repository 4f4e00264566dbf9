// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/mixed_model.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <lossa/stats/effect.hpp>
#include <lossa/stats/pooled_counts.hpp>

#include "rare_studies.hpp"

namespace lossa::stats {
namespace {

Result<MixedModel> model_of(const std::string& dataset, const std::string& model) {
  const RareStudies studies(dataset);
  if (model == "PLO") return mixed_proportion(studies.proportions());
  if (model == "IRLN") return mixed_rate(studies.rates());
  if (model == "CM.EL") return mixed_odds_ratio(studies.two_arms(), ArmModel::conditional);
  if (model == "UM.FS") return mixed_odds_ratio(studies.two_arms(), ArmModel::unconditional);
  if (model == "CM.EL.rate") return mixed_rate_ratio(studies.two_rates(), ArmModel::conditional);
  return mixed_rate_ratio(studies.two_rates(), ArmModel::unconditional);
}

std::map<std::string, double> quantities(const MixedModel& m) {
  return {{"estimate", m.effect.value}, {"se", m.standard_error},      {"tau2", m.tau_squared.value},
          {"loglik", m.log_likelihood}, {"profile_low", m.effect.low}, {"profile_high", m.effect.high}};
}

std::map<std::string, double> quantities(const BetaBinomial& m) {
  return {{"estimate", m.logit.value},
          {"se", m.logit_standard_error},
          {"gamma", m.correlation.value / (1 - m.correlation.value)},
          {"loglik", m.log_likelihood},
          {"profile_low", m.logit.low},
          {"profile_high", m.logit.high}};
}

// The brute force to 1e-6. metafor's own digits are looser: seven points of quadrature, and lme4's optimiser that stops
// early; its CM.EL of binomial arms integrates to 1e-4.
TEST(MixedModel, IsThatOfBruteForceAndNearThatOfMetafor) {
  std::string known;
  std::map<std::string, double> found;
  for (const auto& row : golden_rows("rare_mixed")) {
    SCOPED_TRACE(row.whole());
    const auto& model = row.text("model");
    if (const auto name = row.text("dataset") + model; name != known) {
      known = name;
      if (model == "BB") {
        const auto fit = beta_binomial(RareStudies(row.text("dataset")).proportions());
        ASSERT_TRUE(fit.has_value()) << fit.error().message;
        found = quantities(*fit);
      } else {
        const auto fit = model_of(row.text("dataset"), model);
        ASSERT_TRUE(fit.has_value()) << fit.error().message;
        found = quantities(*fit);
      }
    }
    EXPECT_TRUE(
        is_close(found.at(row.text("quantity")), row.number("value"), row.text("source") == "brute" ? 1e-6 : 5e-3));
  }
}

}  // namespace
}  // namespace lossa::stats
