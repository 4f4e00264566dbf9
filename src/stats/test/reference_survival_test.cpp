// SPDX-License-Identifier: Apache-2.0
// Published and reference answers as numbers, digit by digit: R 4.2.2 with survival 3.5-3, and Therneau's vignette
// "validate" by hand. What the oracle's tables hold besides is compared there.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <lossa/stats/cox_curves.hpp>
#include <lossa/stats/cox_residuals.hpp>
#include <lossa/stats/exposure.hpp>
#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/log_rank.hpp>

#include "cox_support.hpp"
#include "golden.hpp"
#include "survival_support.hpp"

namespace lossa::stats {
namespace {

Observations group_of(const std::string& data, const std::string& column, double value) {
  const GoldenData table(data);
  return rows_where(observations_of(table, "time"), table[column], value);
}

template <typename Steps, typename Get>
void expect_column(const Steps& steps, Get get, const std::vector<double>& expected, double error) {
  ASSERT_EQ(steps.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(steps[i].*get, expected[i], error) << i;
}

TEST(Reference, KaplanMeierOfFreireich) {
  const auto treated = group_of("freireich", "treated", 1);
  const auto curve = [&](LimitScale scale) { return kaplan_meier(treated, {scale, .95}).value().steps; };
  const auto steps = curve(LimitScale::log);
  expect_column(steps, &SurvivalStep::time, {6, 7, 10, 13, 16, 22, 23}, 0);
  expect_column(steps, &SurvivalStep::at_risk, {21, 17, 15, 12, 11, 7, 6}, 0);
  expect_column(steps, &SurvivalStep::survival, {.857143, .806723, .752941, .690196, .627451, .537815, .448179}, 6e-7);
  expect_column(steps, &SurvivalStep::standard_error,
                {.0763604, .0869353, .0963497, .1068147, .1140539, .1282338, .1345915}, 5e-8);
  expect_column(steps, &SurvivalStep::low, {.719817, .653124, .585919, .509613, .439394, .337037, .248788}, 6e-7);
  expect_column(steps, &SurvivalStep::high, {1, .996444, .967575, .934769, .895995, .858201, .807372}, 6e-7);
  expect_column(steps, &SurvivalStep::hazard, {.142857, .201681, .268347, .351681, .442590, .585447, .752114}, 6e-7);
  const auto log_log = curve(LimitScale::log_log);
  expect_column(log_log, &SurvivalStep::low, {.619718, .563147, .503200, .431610, .367511, .267779, .188052}, 6e-7);
  expect_column(log_log, &SurvivalStep::high, {.951552, .922809, .889362, .849066, .804912, .746791, .680143}, 6e-7);
  const auto plain = curve(LimitScale::plain);
  expect_column(plain, &SurvivalStep::low, {.707479, .636333, .564099, .480843, .403910, .286482, .184385}, 6e-7);
  expect_column(plain, &SurvivalStep::high, {1, .977113, .941783, .899549, .850992, .789149, .711974}, 6e-7);
}

TEST(Reference, KaplanMeierOfControlsAndOfMaintainedLeukaemia) {
  expect_column(kaplan_meier(group_of("freireich", "treated", 0)).value().steps, &SurvivalStep::survival,
                {.904762, .809524, .761905, .666667, .571429, .380952, .285714, .190476, .142857, .095238, .047619, 0},
                6e-7);
  expect_column(kaplan_meier(group_of("aml", "maintained", 1)).value().steps, &SurvivalStep::survival,
                {.909091, .818182, .715909, .613636, .490909, .368182, .184091}, 6e-7);
  const GoldenData aml("aml");
  const auto group = aml.whole("maintained");
  EXPECT_NEAR(log_rank(observations_of(aml, "time"), {.group = group}).value().expected[1], 10.68934, 5e-6);
}

struct CoxReference {
  Ties ties;
  double beta, error, low, high, null, likelihood, ratio, score;
};

TEST(Reference, CoxOfFreireichByThreeWaysWithTies) {
  const auto data = sorted(freireich());
  for (const auto& reference : {CoxReference{Ties::efron, -1.572125149, .412396718, .092513, .465873, -93.184270,
                                             -85.008425, 16.351691, 17.246537},
                                CoxReference{Ties::breslow, -1.509191413, .409564406, .099071, .493388, -93.985051,
                                             -86.379622, 15.210857, 15.930540},
                                CoxReference{Ties::exact, -1.628243952, .433131297, .083981, .458717, -82.669279,
                                             -74.543101, 16.252356, 16.792941}}) {
    SCOPED_TRACE(name_of(reference.ties));
    const auto result = *fit_cox(data, {.ties = reference.ties});
    const auto ratio = result.coefficients[0].hazard_ratio();
    EXPECT_NEAR(result.beta[0], reference.beta, 5e-9);
    EXPECT_NEAR(result.coefficients[0].standard_error, reference.error, 5e-9);
    EXPECT_NEAR(ratio.low, reference.low, 6e-7);
    EXPECT_NEAR(ratio.high, reference.high, 6e-7);
    EXPECT_NEAR(result.log_likelihood_null, reference.null, 6e-7);
    EXPECT_NEAR(result.log_likelihood, reference.likelihood, 6e-7);
    EXPECT_NEAR(result.likelihood_ratio.chi_squared, reference.ratio, 6e-7);
    EXPECT_NEAR(result.score.chi_squared, reference.score, 6e-7);
  }
}

std::vector<double> schoenfeld(const CoxData& data, const CoxFit& fit) {
  std::vector<double> values;
  for (const auto& residual : *schoenfeld_residuals(data, fit)) values.push_back(residual.values[0]);
  return values;
}

// The cumulative hazard of x = 0.
std::vector<double> baseline(const CoxData& data, const CoxFit& fit) {
  const std::vector<double> zero{0};
  std::vector<double> values;
  for (const auto& step : *predict(data, fit, {.covariates = zero})) values.push_back(step.hazard);
  return values;
}

TEST(Reference, TherneauFirstSet) {
  const auto data = sorted(test1());
  const auto breslow = *fit_cox(data, {.ties = Ties::breslow});
  const auto efron = *fit_cox(data);
  EXPECT_NEAR(efron.score.chi_squared, 2.036144578, 5e-10);
  expect_close(schoenfeld(data, breslow), {.186141, .406930, -.593070, 0}, 1e-6, 1.0);
  expect_close(schoenfeld(data, efron), {.157512, .421244, -.578756, 0}, 1e-6, 1.0);
  expect_close((*cox_residuals(data, breslow)).score.values, {.135643, -.050497, -.126244, -.381681, .211389, .211389},
               1e-6, 1.0);
  expect_close(baseline(data, breslow), {.062047, .333333, 1.333333}, 1e-6, 1.0);  // at 8 nobody had the event
  expect_close(baseline(data, efron), {.052504, .365543, 1.365543}, 1e-6, 1.0);
}

TEST(Reference, TherneauSecondSet) {
  const auto data = sorted(test2());
  const auto breslow = *fit_cox(data, {.ties = Ties::breslow});
  const auto efron = *fit_cox(data);
  EXPECT_NEAR(std::exp(breslow.beta[0]), .9189477, 5e-8);
  EXPECT_NEAR(breslow.log_likelihood_null, -9.392661929, 5e-10);
  EXPECT_NEAR(efron.log_likelihood_null, -9.169518377, 5e-10);
  EXPECT_NEAR(1 / efron.variance(0, 0), 1.581512097, 5e-9);
  expect_close((*cox_residuals(data, efron)).martingale,
               {.505276, .664330, .797462, .224358, -.551440, .429337, -.017645, -1.141326, -.455176, -.455176}, 1e-6,
               1.0);
  expect_close(baseline(data, breslow), {.521119, .863708, 1.073932, 1.340113, 1.606293, 2.026740}, 1e-6, 1.0);
  expect_close(baseline(data, efron), {.505276, .840946, 1.043484, 1.297462, 1.551440, 2.006616}, 1e-6, 1.0);
  expect_column(kaplan_meier(test2().observations).value().steps, &SurvivalStep::survival,
                {.5, .333333, .266667, .2, .15, .09}, 6e-7);
}

TEST(Reference, TherneauThirdSet) {
  const auto data = sorted(test3());
  const auto breslow = *fit_cox(data, {.ties = Ties::breslow});
  const auto efron = *fit_cox(data);
  expect_close((*cox_residuals(data, breslow)).martingale,
               {.855312, -.025932, .176362, .176362, .651313, -.823638, -.348687, -.648942, -.698079}, 1e-6, 1.0);
  EXPECT_NEAR(efron.log_likelihood_null, -30.29217961, 5e-8);
  EXPECT_NEAR(1 / efron.variance(0, 0), 1.969447461, 5e-8);
  EXPECT_NEAR(efron.score.chi_squared, 2.148183 * 2.148183 / 2.929182, 5e-6);
}

TEST(Reference, LungCancer) {
  const GoldenData lung_all("lung_all");
  const auto everyone = observations_of(lung_all, "time");
  const auto steps = kaplan_meier(everyone).value().steps;
  const auto at = [&](double day) {
    const SurvivalStep* last = nullptr;
    for (const auto& step : steps)
      if (step.time <= day) last = &step;
    return *last;
  };
  const double days[] = {30, 90, 180, 365};
  const double survival[] = {.956140, .881579, .721671, .409242};
  const double error[] = {.0135621, .0213982, .0298124, .0358236};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(at(days[i]).survival, survival[i], 6e-7);
    EXPECT_NEAR(at(days[i]).standard_error, error[i], 5e-8);
  }
  const auto men = *restricted_mean(*kaplan_meier(group_of("lung_all", "sex", 1)), 365);
  const auto women = *restricted_mean(*kaplan_meier(group_of("lung_all", "sex", 2)), 365);
  EXPECT_NEAR(men.mean.value, 241.495, 5e-4);
  EXPECT_NEAR(men.standard_error, 10.3582, 5e-5);
  EXPECT_NEAR(women.mean.value, 297.465, 5e-4);
  EXPECT_NEAR(women.standard_error, 10.7913, 5e-5);
  auto sex = lung_all.whole("sex");
  for (int& label : sex) label -= 1;
  const auto test = *log_rank(everyone, {.group = sex});
  EXPECT_NEAR(test.chi_squared, 10.32674, 5e-6);
  EXPECT_NEAR(test.expected[0], 91.5817, 5e-5);
}

TEST(Reference, BiliaryCirrhosisRestrictedMeansDiffer) {
  const GoldenData pbc("pbc");
  const auto everyone = observations_of(pbc, "years");
  const auto arm = [&](double value) {
    return *restricted_mean(*kaplan_meier(rows_where(everyone, pbc["arm"], value)), 10);
  };
  const auto difference = contrast(arm(1), arm(0)).difference;
  EXPECT_NEAR(difference.value, -.136922765, 5e-9);
  EXPECT_NEAR(difference.low, -.938519, 6e-7);
  EXPECT_NEAR(difference.high, .664674, 6e-7);
}

TEST(Reference, WhoIgnoresDelayedEntryIsWrong) {
  Observations rows{.entry = {0, 0, 2, 3, 1, 4}, .exit = {5, 3, 6, 8, 7, 9}, .event = {1, 1, 0, 1, 1, 0}};
  expect_column(kaplan_meier(rows).value().steps, &SurvivalStep::survival, {.75, .6, .4, .2}, 1e-12);
  rows.entry.clear();
  expect_column(kaplan_meier(rows).value().steps, &SurvivalStep::survival, {.833333, .666667, .444444, .222222}, 6e-7);
}

TEST(Reference, StanfordHazardRatiosWithLimits) {
  const GoldenData stanford("stanford");
  const auto observations = observations_of(stanford, "time");
  ExposureTimes transplanted = stanford["wait"];
  std::vector<double> ever;
  for (double& time : transplanted) {
    ever.push_back(std::isnan(time) ? 0 : 1);
    if (std::isnan(time)) time = std::numeric_limits<double>::infinity();
  }
  const auto naive = *fit_cox(sorted({.observations = observations, .covariates = {{"ever", ever}}}));
  EXPECT_NEAR(naive.coefficients[0].hazard_ratio().low, .165, 5e-4);
  const auto late = *landmark(observations, transplanted, 30);
  const auto fit = *fit_cox(sorted({.observations = late.observations, .covariates = {{"exposed", late.exposed}}}));
  EXPECT_NEAR(fit.coefficients[0].hazard_ratio().value, .915, 5e-4);
  EXPECT_NEAR(fit.coefficients[0].hazard_ratio().high, 1.589, 5e-4);
  const auto adjusted = *fit_cox(sorted(model_of({"heart", "entry", "exit", {"transplant", "age", "surgery"}})));
  EXPECT_NEAR(adjusted.coefficients[0].hazard_ratio().value, 1.016, 5e-4);
  EXPECT_NEAR(adjusted.coefficients[1].hazard_ratio().value, 1.031, 5e-4);
  EXPECT_NEAR(adjusted.coefficients[2].hazard_ratio().value, .461, 5e-4);
}

}  // namespace
}  // namespace lossa::stats
