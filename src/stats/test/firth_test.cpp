// SPDX-License-Identifier: Apache-2.0
// Firth's fit. Published: Heinze and Schemper 2002 (endometrial, sex2); the digits beyond print are those of
// tools/oracle/regression_logistic.R, which maximises the penalised likelihood by other means.
#include <lossa/stats/logistic.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include "golden.hpp"
#include "naive_logistic.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_logistic");

void expect_as_oracle(const LogisticSample& sample, const std::string& name) {
  const auto fit = firth_logistic(sample);
  ASSERT_TRUE(fit.has_value()) << fit.error().message;
  for (std::size_t j = 0; j < fit->coefficients.size(); ++j) {
    const auto& term = fit->coefficients[j];
    const auto number = std::to_string(j + 1);
    SCOPED_TRACE(name + " " + term.name);
    EXPECT_CLOSE(term.estimate.value, golden(name, "beta" + number), 1e-6);
    EXPECT_CLOSE(term.standard_error, golden(name, "se" + number), 1e-6);
    EXPECT_CLOSE(term.estimate.low, golden(name, "low" + number), 1e-6);
    EXPECT_CLOSE(term.estimate.high, golden(name, "high" + number), 1e-6);
    EXPECT_CLOSE(term.chi_squared, golden(name, "chi2_" + number), 1e-6);
    EXPECT_CLOSE(term.p, golden(name, "p" + number), 1e-6);
    EXPECT_EQ(term.estimate.method, "profile penalised likelihood");
  }
  EXPECT_CLOSE(fit->penalised_log_likelihood, golden(name, "loglik"), 1e-9);
  EXPECT_CLOSE(fit->likelihood_ratio.chi_squared, golden(name, "lr"), 1e-6);
}

LogisticSample endometrial() {
  const auto data = GoldenData("data/endometrial");
  return {.outcome = data["hg"], .covariates = {{"nv", data["nv"]}, {"pi", data["pi"]}, {"eh", data["eh"]}}};
}

LogisticSample zero_cell() {
  return {.outcome = {0, 0, 1, 0}, .covariates = {{"exposed", {1, 1, 0, 0}}}, .weights = {20, 4, 1, 51}};
}

TEST(Firth, ReproducesTheEndometrialAnalysis) {
  expect_as_oracle(endometrial(), "firth_endometrial");
  const auto fit = *firth_logistic(endometrial());
  const auto& nv = fit.coefficients[1];
  EXPECT_NEAR(nv.estimate.value, 2.929273353, 5e-9);
  EXPECT_NEAR(nv.standard_error, 1.550763730, 5e-9);
  EXPECT_NEAR(nv.estimate.low, 0.609724, 5e-7);
  EXPECT_NEAR(nv.estimate.high, 7.854632, 5e-7);
  EXPECT_NEAR(nv.chi_squared, 6.798457, 5e-7);
  EXPECT_NEAR(nv.p, 0.0091237, 5e-8);
  EXPECT_NEAR(fit.penalised_log_likelihood, -24.0372678, 5e-8);
}

TEST(Firth, ReproducesTheUrinaryTractInfections) {
  const auto data = GoldenData("data/sex2");
  LogisticSample sample{.outcome = data["case"], .covariates = {}, .weights = data["count"]};
  for (const auto* name : {"age", "oc", "vic", "vicl", "vis", "dia"}) sample.covariates.push_back({name, data[name]});
  expect_as_oracle(sample, "firth_sex2");
  const auto fit = *firth_logistic(sample);
  const std::vector<double> beta = {.120254049,   -1.105981331, -.068816727, 2.268874652,
                                    -2.111408185, -.788316951,  3.096011827};
  const std::vector<double> error = {.485541506, .423660129, .443793446, .548415959,
                                     .543082355, .417367566, 1.675008414};
  for (std::size_t j = 0; j < beta.size(); ++j) {
    EXPECT_NEAR(fit.coefficients[j].estimate.value, beta[j], 2e-8);  // logistf stops at 1e-5 of its score
    EXPECT_NEAR(fit.coefficients[j].standard_error, error[j], 2e-8);
  }
  EXPECT_NEAR(fit.coefficients[6].estimate.low, .774568, 5e-7);
  EXPECT_NEAR(fit.coefficients[6].estimate.high, 8.030294, 5e-7);
  EXPECT_NEAR(fit.penalised_log_likelihood, -132.539380, 1e-6);
}

// One binary covariate: the estimate is that of the table with half a case in every cell.
TEST(Firth, WithAZeroCellAddsHalfToEveryCell) {
  expect_as_oracle(zero_cell(), "firth_zero_cell");
  const auto exposed = firth_logistic(zero_cell()).value().coefficients[1].estimate;
  EXPECT_NEAR(exposed.value, std::log((.5 * 51.5) / (24.5 * 1.5)), 1e-9);
  EXPECT_NEAR(std::exp(exposed.low), 0.0047, 5e-5);
  EXPECT_NEAR(std::exp(exposed.high), 13.63, 5e-3);
}

TEST(Firth, ASlowClimbEndsAtTheSamePlace) {
  const auto sample = zero_cell();
  const auto height = [&](const auto& beta) { return naive::log_likelihood(sample, beta, true); };
  const auto slow = naive::climb(height, {0, 0}, {false, false});
  const auto fit = *firth_logistic(sample);
  for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(fit.coefficients[j].estimate.value, slow[j], 1e-5);
  const double limit = fit.coefficients[1].estimate.high;
  const auto at_limit = naive::climb(height, {slow[0], limit}, {false, true});
  EXPECT_NEAR(2 * (height(slow) - height(at_limit)), 3.8414588206941245, 1e-5);
}

TEST(Firth, IsFiniteUnderCompleteSeparation) {
  const auto fit = firth_logistic({.outcome = {0, 0, 1, 1}, .covariates = {{"x", {1, 2, 3, 4}}}});
  ASSERT_TRUE(fit.has_value());
  const auto slope = fit->coefficients[1].estimate;
  EXPECT_TRUE(std::isfinite(slope.value) && slope.value > 0);
  EXPECT_LT(slope.low, slope.value);
  EXPECT_GT(slope.high, slope.value);
}

TEST(Firth, RefusesWhatLogisticRefuses) {
  EXPECT_EQ(firth_logistic({}).error().where, "outcome");
  EXPECT_EQ(firth_logistic({.outcome = {0, 0}, .covariates = {}}).error().where, "outcome");
  EXPECT_EQ(firth_logistic({.outcome = {0, 1}, .covariates = {{"x", {3, 3}}}}).error().where, "x");
  EXPECT_EQ(firth_logistic(endometrial(), 1.0).error().where, "level");
}

}  // namespace
}  // namespace lossa::stats
