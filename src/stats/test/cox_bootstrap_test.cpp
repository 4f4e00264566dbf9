// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox_bootstrap.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include <lossa/base/random.hpp>

#include "cox_support.hpp"

namespace lossa::stats {
namespace {

TEST(CoxBootstrap, AReplicateIsTheModelOfTheDrawnPatients) {
  const auto input = lung();
  const auto data = sorted(input);
  for (const auto ties : {Ties::efron, Ties::breslow}) {
    const auto fit = *fit_cox(data, {.ties = ties});
    const auto replicates = *bootstrap_cox(data, fit, {.seed = 7, .first = 3, .count = 2});
    for (std::uint64_t replicate = 0; replicate < 2; ++replicate) {
      // Patients are numbered in sorted order: the same draw, each copy a row of its own.
      Random random(7, 3 + replicate);
      CoxInput drawn{.observations = {}, .covariates = {{"age", {}}, {"sex", {}}, {"ecog", {}}}};
      for (std::size_t i = 0; i < data.rows(); ++i) {
        const auto row = data.row[random.below(data.rows())];
        drawn.observations.exit.push_back(input.observations.exit[row]);
        drawn.observations.event.push_back(input.observations.event[row]);
        for (std::size_t a = 0; a < 3; ++a) drawn.covariates[a].values.push_back(input.covariates[a].values[row]);
      }
      const auto slow = *fit_cox(sorted(drawn), {.ties = ties});
      for (std::size_t a = 0; a < 3; ++a) EXPECT_NEAR(replicates.beta[3 * replicate + a], slow.beta[a], 1e-10);
    }
  }
}

TEST(CoxBootstrap, ARangeMayBeCutAnywhere) {
  const auto data = sorted(lung());
  const auto fit = *fit_cox(data);
  const auto whole = *bootstrap_cox(data, fit, {.seed = 1, .first = 0, .count = 5});
  auto parts = *bootstrap_cox(data, fit, {.seed = 1, .first = 0, .count = 2});
  const auto rest = *bootstrap_cox(data, fit, {.seed = 1, .first = 2, .count = 3});
  parts.beta.insert(parts.beta.end(), rest.beta.begin(), rest.beta.end());
  EXPECT_EQ(whole.beta, parts.beta);
}

TEST(CoxBootstrap, ThePercentileIntervalIsNearWalds) {
  const auto data = sorted(lung());
  const auto fit = *fit_cox(data);
  const auto replicates = *bootstrap_cox(data, fit, {.seed = 1, .first = 0, .count = 400});
  const auto interval = percentile_interval(fit, replicates, 1);
  EXPECT_EQ(interval.unusable, 0U);
  EXPECT_NEAR(interval.log_ratio.low, fit.coefficients[1].log_ratio.low, 0.1);
  EXPECT_NEAR(interval.log_ratio.high, fit.coefficients[1].log_ratio.high, 0.1);
}

TEST(CoxBootstrap, PatientsAreDrawnWithAllTheirIntervals) {
  const auto input = model_of({"bladder", "entry", "exit", {"rx", "size", "number"}});
  const auto id = GoldenData("bladder").whole("id");
  const auto data = sorted(input);
  const auto fit = *fit_cox(data);
  const auto by_patient = *bootstrap_cox(data, fit, {.seed = 2, .first = 0, .count = 300}, id);
  const auto interval = percentile_interval(fit, by_patient, 0);
  const double width = interval.log_ratio.high - interval.log_ratio.low;
  EXPECT_NEAR(width / (2 * 1.96), 0.2656, 0.06);  // the robust standard error, not the naive 0.1997
}

TEST(CoxBootstrap, SaysWhatCouldNotBeEstimated) {
  // Two exposed, of whom a replicate has none every seventh time; often nobody of them has the event.
  const auto data = sorted({.observations = {.exit = {1, 2, 3, 4, 5, 6}, .event = {1, 1, 0, 1, 0, 1}},
                            .covariates = {{"x", {0, 1, 1, 0, 0, 0}}}});
  const auto fit = *fit_cox(data);
  const auto replicates = *bootstrap_cox(data, fit, {.seed = 5, .first = 0, .count = 200});
  const auto interval = percentile_interval(fit, replicates, 0);
  EXPECT_GT(interval.unusable, 5U);
  EXPECT_LT(interval.unusable, 100U);
  EXPECT_TRUE(interval.log_ratio.is_open_below());
  const auto none = percentile_interval(fit, {.columns = 1, .beta = {std::nan("")}}, 0);
  EXPECT_EQ(none.unusable, 1U);
  EXPECT_TRUE(std::isnan(none.log_ratio.low));
}

TEST(CoxBootstrap, NamesWhatIsWrong) {
  const auto data = sorted(lung());
  const auto fit = *fit_cox(data);
  const ReplicateRange range{.seed = 1, .first = 0, .count = 1};
  EXPECT_EQ(bootstrap_cox(data, fit, range, std::vector<int>{1}).error().where, "cluster");
  auto exact = fit;
  exact.options.ties = Ties::exact;
  EXPECT_EQ(bootstrap_cox(data, exact, range).error().where, "ties");
  auto firth = fit;
  firth.options.penalty = Penalty::firth;
  EXPECT_EQ(bootstrap_cox(data, firth, range).error().where, "penalty");
  const auto weighted = sorted(test3());
  EXPECT_EQ(bootstrap_cox(weighted, *fit_cox(weighted), range).error().where, "weight");
}

}  // namespace
}  // namespace lossa::stats
