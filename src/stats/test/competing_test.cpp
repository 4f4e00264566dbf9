// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>

#include <lossa/stats/cumulative_incidence.hpp>
#include <lossa/stats/fine_gray.hpp>

#include "cox_support.hpp"
#include "naive_competing.hpp"

namespace lossa::stats {
namespace {

const GoldenTable& expected() {
  static const GoldenTable table("survival_competing");
  return table;
}

const Observations& tiny() {
  static const Observations made{.exit = {1, 2, 2, 3, 4, 5, 6, 7, 8, 9}, .event = {1, 2, 1, 0, 1, 2, 0, 1, 2, 0}};
  return made;
}
const Observations& regression() {
  static const Observations made{.exit = {2, 3, 3, 5, 6, 7, 8, 10, 11, 12, 14, 15},
                                 .event = {1, 2, 1, 0, 1, 2, 0, 1, 2, 1, 0, 2}};
  return made;
}
const std::vector<int> regression_x{1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0};

Observations mgus() { return observations_of(GoldenData("mgus"), "time"); }
Observations mixed_causes() { return observations_of(GoldenData("mixed"), "exit", "cause"); }

void expect_incidence(const Observations& observations, const std::string& name) {
  for (int cause = 1; cause <= largest_cause(observations); ++cause) {
    const auto numbered = name + "_" + std::to_string(cause);
    SCOPED_TRACE(numbered);
    GoldenColumn time, survival, incidence, jackknife, aalen;
    for (const auto& step :
         *cumulative_incidence(observations, {.cause = cause, .variance = IncidenceVariance::jackknife})) {
      time.push_back(step.time);
      survival.push_back(step.survival);
      incidence.push_back(step.incidence);
      jackknife.push_back(std::sqrt(step.variance));
    }
    expect_close(time, expected().list(name, "time"), 1e-12);
    expect_close(survival, expected().list(name, "survival"), 1e-9, 1e-9);
    expect_close(incidence, expected().list(numbered, "incidence"), 1e-9, 1e-9);
    expect_close(jackknife, expected().list(numbered, "jackknife"), 1e-8, 1e-6);
    if (!observations.weight.empty()) continue;
    for (const auto& step : *cumulative_incidence(observations, {.cause = cause})) aalen.push_back(step.variance);
    expect_close(aalen, expected().list(numbered, "aalen"), 1e-9, 1e-12);
  }
}

TEST(CumulativeIncidence, IsThatOfSurvivalAndCmprsk) {
  expect_incidence(tiny(), "tiny");
  expect_incidence(regression(), "regression");
  expect_incidence(mgus(), "mgus");
  auto mixed = mixed_causes();
  expect_incidence(mixed, "mixed");
  mixed.weight = GoldenData("mixed")["weight"];
  expect_incidence(mixed, "mixed_weighted");
  mixed.entry = GoldenData("mixed")["entry"];
  expect_incidence(mixed, "mixed_entry");
}

TEST(CumulativeIncidence, ReproducesTheTinySet) {
  const auto first = *cumulative_incidence(tiny());
  EXPECT_NEAR(step_at(first, 1)->incidence, 0.1, 1e-12);
  EXPECT_NEAR(step_at(first, 7.5)->incidence, 0.472222222, 5e-10);
  EXPECT_NEAR(step_at(first, 1)->variance, 0.01, 1e-12);
  EXPECT_NEAR(step_at(first, 2)->variance, 0.0179012346, 5e-11);
  EXPECT_NEAR(step_at(first, 4)->variance, 0.0265980796, 5e-11);
  EXPECT_NEAR(step_at(first, 7)->variance, 0.0417154245, 5e-11);
  EXPECT_NEAR(step_at(first, 8)->survival, 0.155556, 5e-7);
  EXPECT_EQ(step_at(first, 0.5), nullptr);
  const auto second = *cumulative_incidence(tiny(), {.cause = 2});
  EXPECT_NEAR(step_at(second, 8)->incidence, 0.372222222, 5e-10);
}

// Monoclonal gammopathy: progression where death competes, months.
TEST(CumulativeIncidence, ReproducesTheGammopathyTable) {
  const auto progression = *cumulative_incidence(mgus());
  const auto death = *cumulative_incidence(mgus(), {.cause = 2});
  EXPECT_NEAR(step_at(progression, 60)->incidence, 0.034103713, 5e-10);
  EXPECT_NEAR(std::sqrt(step_at(progression, 60)->variance), 0.00489083, 5e-9);
  EXPECT_NEAR(step_at(progression, 240)->incidence, 0.099813716, 5e-10);
  EXPECT_NEAR(std::sqrt(step_at(progression, 360)->variance), 0.02133657, 5e-9);
  EXPECT_NEAR(step_at(death, 120)->incidence, 0.531817704, 5e-10);
  EXPECT_NEAR(std::sqrt(step_at(death, 240)->variance), 0.01564873, 5e-9);
}

TEST(Gray, IsThatOfCmprsk) {
  const GoldenData mixed("mixed");
  const auto dose = mixed.whole("dose");
  const auto stratum = mixed.whole("stratum");
  const auto male = GoldenData("mgus").whole("male");
  const auto expect_gray = [](const Observations& all, const Grouping& grouping, const std::string& name,
                              double rho = 0) {
    SCOPED_TRACE(name);
    const auto table = expected().list(name, "gray");  // statistics of all causes, then degrees of freedom
    for (int cause = 1; cause <= largest_cause(all); ++cause) {
      const auto test = *gray_test(all, grouping, cause, rho);
      expect_close(test.chi_squared, table.at(static_cast<std::size_t>(cause - 1)), 1e-9);
      EXPECT_EQ(test.degrees_of_freedom, table.back());
    }
  };
  expect_gray(regression(), {.group = regression_x}, "regression");
  expect_gray(mgus(), {.group = male}, "mgus");
  expect_gray(mixed_causes(), {.group = dose}, "mixed");
  expect_gray(mixed_causes(), {.group = dose}, "mixed_rho", 1);
  expect_gray(mixed_causes(), {.group = dose, .stratum = stratum}, "mixed_strata");
  EXPECT_NEAR((*gray_test(regression(), {.group = regression_x})).chi_squared, 1.35632508, 5e-9);
  EXPECT_NEAR((*gray_test(mgus(), {.group = male}, 2)).chi_squared, 11.651259, 5e-7);
  EXPECT_NEAR((*gray_test(mgus(), {.group = male}, 2)).p, 0.000641591, 5e-10);
}

TEST(FineGray, IsThatOfCmprsk) {
  const auto expect_model = [](const FineGrayInput& input, const std::string& name) {
    SCOPED_TRACE(name);
    const auto fit = *fit_fine_gray(input);
    expect_close(fit.beta, expected().list(name, "beta"), 1e-6);
    expect_close(all_of(fit.variance), expected().list(name, "variance"), 1e-6, 1e-4);
    expect_close({fit.log_pseudo_likelihood_null, fit.log_pseudo_likelihood}, expected().list(name, "log_likelihood"),
                 1e-9);
  };
  expect_model({.observations = regression(), .covariates = {{"x", {regression_x.begin(), regression_x.end()}}}},
               "regression");
  const GoldenData gammopathy("mgus");
  for (const int cause : {1, 2})
    expect_model({.observations = mgus(),
                  .covariates = {{"age", gammopathy["age"]}, {"male", gammopathy["male"]}},
                  .cause = cause},
                 "mgus_" + std::to_string(cause));
  const GoldenData mixed("mixed");
  for (const int cause : {1, 2, 3})
    expect_model({.observations = mixed_causes(),
                  .covariates = {{"age", mixed["age"]}, {"male", mixed["male"]}, {"dose", mixed["dose"]}},
                  .cause = cause},
                 "mixed_" + std::to_string(cause));
}

TEST(FineGray, ReproducesTheTinyModel) {
  const auto fit =
      *fit_fine_gray({.observations = regression(), .covariates = {{"x", {regression_x.begin(), regression_x.end()}}}});
  EXPECT_NEAR(fit.beta[0], 1.06975143, 5e-8);
  EXPECT_NEAR(fit.coefficients[0].standard_error, 0.82594123, 5e-8);
  EXPECT_NEAR(fit.log_pseudo_likelihood, -10.0100247, 5e-8);
  EXPECT_NEAR(fit.log_pseudo_likelihood_null, -10.6688639, 5e-8);
}

RC_GTEST_PROP(CompetingProperty, IncidencesAndSurvivalSumToOne, ()) {
  const auto cohort = *cohorts({.causes = 3});
  std::map<double, double> sum;
  for (int cause = 1; cause <= 3; ++cause) {
    const auto curve = cumulative_incidence(cohort, {.cause = cause});
    if (!curve.has_value()) {
      RC_ASSERT(curve.error().where == "cause");
      continue;
    }
    double before = 0;
    for (const auto& step : *curve) {
      RC_ASSERT(step.incidence >= before);
      before = step.incidence;
      sum.try_emplace(step.time, step.survival).first->second += step.incidence;
    }
  }
  for (const auto& [time, total] : sum) RC_ASSERT(std::abs(total - 1) < 1e-12);
}

RC_GTEST_PROP(CompetingProperty, AgreesWithTheSlowTwin, ()) {
  const bool weights = *rc::gen::arbitrary<bool>();
  const auto cohort = *cohorts({.delayed_entry = *rc::gen::arbitrary<bool>(), .weights = weights, .causes = 2});
  const auto curve = cumulative_incidence(cohort, {.variance = IncidenceVariance::jackknife});
  if (!curve.has_value()) return;
  for (const auto& step : *curve) {
    RC_ASSERT(std::abs(step.incidence - naive::incidence(cohort, step.time)) < 1e-9);
    RC_ASSERT(std::abs(step.variance - naive::jackknife_variance(cohort, step.time)) < 1e-5);
  }
}

RC_GTEST_PROP(CompetingProperty, FineGrayIsHighestForTheSlowTwin, ()) {
  const auto cohort = *cohorts({.causes = 2});
  const auto values = *rc::gen::container<std::vector<int>>(cohort.size(), rc::gen::inRange(-1, 3));
  const std::vector<double> x(values.begin(), values.end());
  const auto fit = fit_fine_gray({.observations = cohort, .covariates = {{"x", x}}});
  if (!fit.has_value() || fit->coefficients[0].is_infinite()) return;
  RC_ASSERT(std::abs(fit->log_pseudo_likelihood - naive::fine_gray(cohort, x, fit->beta[0])) < 1e-8);
  for (const double step : {-1e-3, 1e-3})
    RC_ASSERT(naive::fine_gray(cohort, x, fit->beta[0] + step) <= fit->log_pseudo_likelihood + 1e-9);
}

TEST(Competing, NamesWhatIsWrong) {
  EXPECT_EQ(cumulative_incidence({}).error().where, "exit");
  EXPECT_EQ(cumulative_incidence(tiny(), {.cause = 0}).error().where, "cause");
  EXPECT_EQ(cumulative_incidence(tiny(), {.cause = 3}).error().where, "cause");
  EXPECT_EQ(cumulative_incidence(tiny(), {.limits = {.level = 0}}).error().where, "level");
  EXPECT_EQ(cumulative_incidence(cause_specific(tiny(), 1)).error().where, "event");
  auto weighted = tiny();
  weighted.weight.assign(10, 1);
  EXPECT_EQ(cumulative_incidence(weighted).error().where, "weight");
  const Grouping by_x{.group = regression_x};
  EXPECT_EQ(gray_test(tiny(), by_x).error().where, "group");
  EXPECT_EQ(gray_test(regression(), by_x, 3).error().where, "cause");
  EXPECT_EQ(gray_test(regression(), by_x, 1, -1).error().where, "rho");
  auto late = regression();
  late.entry.assign(12, 0);
  EXPECT_EQ(gray_test(late, by_x).error().where, "entry");
  const std::vector<double> x(regression_x.begin(), regression_x.end());
  const auto where = [&](const FineGrayInput& input) { return fit_fine_gray(input).error().where; };
  EXPECT_EQ(where({.observations = late, .covariates = {{"x", x}}}), "entry");
  EXPECT_EQ(where({.observations = regression(), .covariates = {{"x", x}}, .cause = 3}), "cause");
  EXPECT_EQ(where({.observations = regression(), .covariates = {{"x", x}}, .level = 1}), "level");
  EXPECT_EQ(where({.observations = regression(), .covariates = {{"x", x}, {"again", x}}}), "covariates.again");
  EXPECT_EQ(where({.observations = cause_specific(regression(), 1), .covariates = {{"x", x}}}), "event");
}

TEST(FineGray, SaysWhenAnEstimateIsInfinite) {
  const auto fit = *fit_fine_gray(
      {.observations = {.exit = {1, 2, 3, 4, 5}, .event = {1, 1, 2, 0, 0}}, .covariates = {{"x", {1, 1, 0, 0, 0}}}});
  EXPECT_TRUE(fit.coefficients[0].is_infinite());
  EXPECT_TRUE(std::isnan(fit.coefficients[0].standard_error));
  EXPECT_TRUE(std::isnan(fit.wald.p));
}

}  // namespace
}  // namespace lossa::stats
