// SPDX-License-Identifier: Apache-2.0
// Firth's penalty, against coxphf (Heinze and Ploner) and its data.
#include <lossa/stats/cox.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include "cox_support.hpp"

namespace lossa::stats {
namespace {

constexpr CoxOptions firth{.ties = Ties::breslow, .penalty = Penalty::firth};

TEST(CoxFirth, ReproducesTheMonotoneTinySet) {
  const CoxInput tiny{
      .observations = {.exit = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, .event = {1, 1, 1, 0, 1, 1, 0, 1, 1, 0}},
      .covariates = {{"x", {0, 0, 0, 1, 0, 0, 1, 0, 0, 1}}}};
  const auto fit = *fit_cox(sorted(tiny), firth);
  const auto& coefficient = fit.coefficients[0];
  EXPECT_NEAR(coefficient.log_ratio.value, -2.19978793, 5e-7);
  EXPECT_NEAR(coefficient.standard_error, 1.57159149, 5e-7);
  EXPECT_NEAR(coefficient.hazard_ratio().low, 0.000851, 5e-7);
  EXPECT_NEAR(coefficient.hazard_ratio().high, 0.923101, 5e-7);
  EXPECT_NEAR(coefficient.p, 0.039919, 5e-7);
  EXPECT_EQ(coefficient.log_ratio.method, "penalised profile likelihood");
  EXPECT_TRUE((*fit_cox(sorted(tiny), {.ties = Ties::breslow})).coefficients[0].is_infinite());
}

TEST(CoxFirth, ReproducesFreireich) {
  const auto fit = *fit_cox(sorted(freireich()), firth);
  EXPECT_NEAR(fit.beta[0], -1.47933827, 5e-7);
  EXPECT_NEAR(fit.coefficients[0].standard_error, 0.40734963, 5e-7);
  EXPECT_NEAR(fit.coefficients[0].hazard_ratio().low, 0.099034, 5e-6);
  EXPECT_NEAR(fit.coefficients[0].hazard_ratio().high, 0.486310, 5e-6);
}

// 100 women with breast cancer; nobody with G = 0 had the event first, so that ordinary Cox diverges.
TEST(CoxFirth, ReproducesTheBreastCancerSet) {
  const auto data = sorted(model_of({"breast", "", "time", {"T", "N", "G", "CD"}}));
  const auto fit = *fit_cox(data, firth);
  const double beta[] = {1.224438800, 0.918888185, 2.424414135, 0.397118086};
  const double error[] = {0.491604429, 0.422573355, 1.473546337, 0.441855399};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(fit.beta[i], beta[i], 1e-6);
    EXPECT_NEAR(fit.coefficients[i].standard_error, error[i], 1e-6);
  }
  EXPECT_NEAR(fit.likelihood_ratio.chi_squared, 35.9514, 5e-5);
  EXPECT_NEAR(fit.coefficients[2].hazard_ratio().value, 11.2956, 5e-5);
  EXPECT_NEAR(fit.coefficients[2].hazard_ratio().low, 1.4657, 5e-5);
  EXPECT_NEAR(fit.coefficients[2].hazard_ratio().high, 1451.95, 5e-2);
  const auto ordinary = *fit_cox(data, {.ties = Ties::breslow});
  EXPECT_TRUE(ordinary.coefficients[2].is_infinite());
  EXPECT_TRUE(ordinary.coefficients[2].log_ratio.is_open_above());
  EXPECT_GT(ordinary.coefficients[2].log_ratio.low, 0);
}

// Two patients: the slope is 3/2 - 2 p, p the chance that the first is first. Whole Newton steps go to and fro for
// ever.
TEST(CoxFirth, OfTwoPatientsAsByHand) {
  const CoxInput two{.observations = {.exit = {1, 2}, .event = {1, 1}}, .covariates = {{"x", {-1, -2}}}};
  EXPECT_NEAR((*fit_cox(sorted(two), firth)).beta[0], std::log(3.0), 1e-7);
}

// The score of the penalty is the slope of half the log determinant, also with ties, weights, strata and intervals.
TEST(CoxFirth, TheMaximumIsOneForEfronToo) {
  const auto data = sorted(mixed());
  const auto fit = *fit_cox(data, {.penalty = Penalty::firth});
  for (std::size_t i = 0; i < fit.beta.size(); ++i) {
    EXPECT_LT(fit.coefficients[i].log_ratio.low, fit.beta[i]);
    EXPECT_GT(fit.coefficients[i].log_ratio.high, fit.beta[i]);
    EXPECT_NEAR(fit.beta[i], (*fit_cox(data)).beta[i], 0.05);  // with 170 events the penalty is weak
  }
}

}  // namespace
}  // namespace lossa::stats
