// SPDX-License-Identifier: Apache-2.0
// Maximum likelihood: the expected numbers are those of R's glm, made by tools/oracle/regression_logistic.R.
#include <lossa/stats/logistic.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "golden.hpp"
#include "naive_logistic.hpp"

namespace lossa::stats {
namespace {

constexpr double iterated = 1e-6;
const GoldenTable golden("regression_logistic");

std::vector<Covariate> columns(const GoldenData& data, const std::vector<std::string>& names) {
  std::vector<Covariate> result;
  for (const auto& name : names) result.push_back({name, data[name]});
  return result;
}

void expect_as_glm(const LogisticSample& sample, const std::string& name) {
  SCOPED_TRACE(name);
  const auto fit = logistic(sample);
  ASSERT_TRUE(fit.has_value()) << fit.error().message;
  for (std::size_t j = 0; j < fit->coefficients.size(); ++j) {
    const auto& term = fit->coefficients[j];
    const auto number = std::to_string(j + 1);
    EXPECT_CLOSE(term.estimate.value, golden(name, "beta" + number), iterated);
    EXPECT_CLOSE(term.standard_error, golden(name, "se" + number), iterated);
    EXPECT_CLOSE(term.p, golden(name, "p" + number), iterated);
    EXPECT_CLOSE(term.estimate.high - term.estimate.low, 2 * 1.9599639845400545 * golden(name, "se" + number),
                 iterated);
    EXPECT_EQ(term.estimate.method, "Wald");
  }
  EXPECT_CLOSE(fit->log_likelihood, golden(name, "loglik"), 1e-9);
  EXPECT_CLOSE(fit->likelihood_ratio.chi_squared, golden(name, "lr"), 1e-9);
  EXPECT_CLOSE(fit->covariance(0, 1), golden(name, "cov12"), iterated);
}

TEST(Logistic, IsThatOfR) {
  const auto endometrial = GoldenData("data/endometrial");
  expect_as_glm({endometrial["hg"], columns(endometrial, {"pi", "eh"})}, "endometrial");
  auto shift = endometrial["pi"];
  for (auto& value : shift) value /= 20;
  expect_as_glm({.outcome = endometrial["hg"], .covariates = columns(endometrial, {"eh"}), .offset = shift}, "offset");
  expect_as_glm({.outcome = endometrial["hg"], .covariates = columns(endometrial, {"pi", "eh"}), .intercept = false},
                "no_intercept");
  const auto sex2 = GoldenData("data/sex2");
  expect_as_glm({sex2["case"], columns(sex2, {"age", "oc", "vic", "vis"}), sex2["count"]}, "weights");
}

TEST(Logistic, RowsOfWeightZeroArePredictedAndNotFitted) {
  const GoldenData operations("data/operations");
  LogisticSample sample{.outcome = operations["died"], .covariates = columns(operations, {"score"})};
  for (const double phase : operations["phase"]) sample.weights.push_back(phase == 1 ? 1.0 : 0.0);
  expect_as_glm(sample, "operations");
  const auto fit = *logistic(sample);
  ASSERT_EQ(fit.probability.size(), sample.outcome.size());
  EXPECT_NEAR(fit.probability.back(), 1 / (1 + std::exp(-fit.linear_predictor.back())), 1e-15);
}

TEST(Logistic, OneBinaryCovariateGivesTheOddsRatioOfTheTable) {
  const LogisticSample sample{{1, 0, 1, 0}, {{"exposed", {1, 1, 0, 0}}}, {30, 70, 20, 20}};
  const auto fit = *logistic(sample);
  EXPECT_NEAR(fit.coefficients[1].estimate.value, std::log(30.0 * 20 / (70.0 * 20)), 1e-12);
  EXPECT_NEAR(fit.coefficients[1].standard_error, std::sqrt(1.0 / 30 + 1.0 / 70 + 1.0 / 20 + 1.0 / 20), 1e-12);
}

TEST(Logistic, ASlowClimbEndsAtTheSamePlace) {
  const auto data = GoldenData("data/endometrial");
  const LogisticSample sample{.outcome = data["hg"], .covariates = columns(data, {"eh"})};
  const auto slow = naive::climb([&](const auto& beta) { return naive::log_likelihood(sample, beta, false); }, {0, 0},
                                 {false, false});
  const auto fit = *logistic(sample);
  for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(fit.coefficients[j].estimate.value, slow[j], 1e-5);
}

TEST(Logistic, SaysQuasiCompleteSeparationAndNamesIt) {
  const auto data = GoldenData("data/endometrial");
  const LogisticSample sample{.outcome = data["hg"], .covariates = columns(data, {"nv", "pi", "eh"})};
  const auto found = *separation(sample);
  EXPECT_EQ(found.kind, SeparationKind::quasi_complete);
  EXPECT_THAT(found.terms, testing::ElementsAre("nv"));
  EXPECT_EQ(found.perfectly_predicted, 13U);
  const auto fit = logistic(sample);
  ASSERT_FALSE(fit.has_value());
  EXPECT_EQ(fit.error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(fit.error().where, "nv");
  EXPECT_THAT(fit.error().message, testing::HasSubstr("quasi-complete separation by nv: 13 of 79"));
}

TEST(Separation, ToldByHand) {
  const auto kind = [](std::vector<double> outcome, std::vector<double> x) {
    return separation({.outcome = std::move(outcome), .covariates = {{"x", std::move(x)}}}).value().kind;
  };
  EXPECT_EQ(kind({0, 0, 1, 1}, {1, 2, 3, 4}), SeparationKind::complete);
  EXPECT_EQ(kind({1, 1, 0, 0}, {1, 2, 3, 4}), SeparationKind::complete);
  EXPECT_EQ(kind({0, 0, 1, 1}, {1, 2, 2, 4}), SeparationKind::quasi_complete);
  EXPECT_EQ(kind({0, 1, 0, 1}, {1, 2, 3, 4}), SeparationKind::none);
  EXPECT_EQ(kind({0, 0, 1, 1}, {2021, 2022, 2023, 2024}), SeparationKind::complete);
  EXPECT_EQ(kind({0, 0, 1, 1}, {0, 1, 1 + 1e-6, 2}), SeparationKind::complete);
  EXPECT_EQ(to_string(SeparationKind::none), "none");
  EXPECT_EQ(to_string(SeparationKind::complete), "complete");
}

// x1 parts all but the ties at 0, and x2 parts those: together they part everyone.
TEST(Separation, OfTheRestBySecondCovariateIsComplete) {
  const auto found = *separation(
      {.outcome = {0, 0, 0, 1, 1, 1}, .covariates = {{"x1", {-1, 0, 0, 0, 0, 1}}, {"x2", {3, 1, 2, 3, 4, 0}}}});
  EXPECT_EQ(found.kind, SeparationKind::complete);
  EXPECT_EQ(found.perfectly_predicted, 6U);
}

struct Bad {
  LogisticSample sample;
  std::string where;
};

TEST(Logistic, RefusesWhatItCannotCountOn) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Bad> cases = {
      {{}, "outcome"},
      {{.outcome = {1}, .covariates = {}}, "outcome"},
      {{.outcome = {1, 1, 1}, .covariates = {{"x", {1, 2, 3}}}}, "outcome"},
      {{.outcome = {1, 0}, .covariates = {}, .weights = {1, 0}}, "outcome"},
      {{.outcome = {1, 0, 2}, .covariates = {}}, "outcome[2]"},
      {{.outcome = {1, nan, 0}, .covariates = {}}, "outcome[1]"},
      {{.outcome = {1, 0, 1}, .covariates = {{"age", {1, nan, 3}}}}, "age[1]"},
      {{.outcome = {1, 0, 1}, .covariates = {{"age", {1, 2}}}}, "age"},
      {{.outcome = {1, 0}, .covariates = {}, .weights = {-1, 1}}, "weights[0]"},
      {{.outcome = {1, 0}, .covariates = {}, .weights = {1}}, "weights"},
      {{.outcome = {1, 0}, .covariates = {}, .offset = {0}}, "offset"},
      {{.outcome = {1, 0}, .covariates = {}, .offset = {0, nan}}, "offset[1]"},
      {{.outcome = {1, 0}, .covariates = {}, .intercept = false}, "covariates"},
      {{.outcome = {1, 0, 1}, .covariates = {{"same", {2, 2, 2}}}}, "same"},
      {{.outcome = {1, 0, 1}, .covariates = {{"seconds", {1.7e9, 1.7e9 + 1, 1.7e9 + 2}}}}, "seconds"},  // to be centred
      {{.outcome = {1, 0, 1}, .covariates = {{"none", {0, 0, 0}}}}, "none"},
      {{.outcome = {1, 0, 1, 0}, .covariates = {{"a", {1, 2, 3, 5}}, {"b", {2, 4, 6, 10}}, {"c", {1, 0, 0, 1}}}}, "b"},
      {{.outcome = {1, 0}, .covariates = {{"a", {1, 2}}, {"b", {1, 3}}}}, "b"},
      {{.outcome = {1, 0}, .covariates = {{"x", {1, 2}}}}, "x"},  // two observations are always parted
  };
  for (const auto& bad : cases) {
    SCOPED_TRACE(bad.where);
    const auto fit = logistic(bad.sample);
    ASSERT_FALSE(fit.has_value());
    EXPECT_EQ(fit.error().kind, ErrorKind::invalid_input);
    EXPECT_EQ(fit.error().where, bad.where);
  }
  const LogisticSample fine{.outcome = {1, 0, 1}, .covariates = {}};
  for (const double level : {0.0, 1.0, -1.0, nan}) EXPECT_EQ(logistic(fine, level).error().where, "level");
  EXPECT_NEAR(logistic(fine).value().coefficients[0].estimate.value, std::log(2.0), 1e-12);
}

}  // namespace
}  // namespace lossa::stats
