// SPDX-License-Identifier: Apache-2.0
// Expected numbers: tools/oracle/regression_prediction.R: a model of a programme's first operations, laid upon the
// later.
#include <lossa/stats/calibration.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_prediction");
const double nan = std::numeric_limits<double>::quiet_NaN();

struct Predictions {
  std::vector<double> chance;
  std::vector<double> outcome;
};

Predictions later_operations() {
  const GoldenData operations("data/operations");
  LogisticSample sample{.outcome = operations["died"], .covariates = {{"score", operations["score"]}}};
  for (const double phase : operations["phase"]) sample.weights.push_back(phase == 1 ? 1.0 : 0.0);
  const auto fit = *logistic(sample);
  Predictions later;
  for (std::size_t i = 0; i < sample.outcome.size(); ++i) {
    if (sample.weights[i] == 1.0) continue;
    later.chance.push_back(fit.probability[i]);
    later.outcome.push_back(sample.outcome[i]);
  }
  return later;
}

const Predictions& later() {
  static const auto predictions = later_operations();
  return predictions;
}

TEST(Calibration, OfTheLaterOperationsIsThatOfR) {
  const auto result = *calibration(later().chance, later().outcome);
  EXPECT_EQ(result.observed, golden("calibration", "observed"));
  EXPECT_CLOSE(result.expected, golden("calibration", "expected"), 1e-9);
  EXPECT_CLOSE(result.ratio.value, golden("calibration", "ratio"), 1e-9);
  EXPECT_CLOSE(result.ratio.low, golden("calibration", "ratio_low"), 1e-9);
  EXPECT_CLOSE(result.ratio.high, golden("calibration", "ratio_high"), 1e-9);
  EXPECT_CLOSE(result.in_the_large.value, golden("calibration", "in_the_large"), 1e-6);
  EXPECT_CLOSE(result.in_the_large.high - result.in_the_large.low,
               2 * 1.959963984540054 * golden("calibration", "in_the_large_se"), 1e-6);
  EXPECT_CLOSE(result.intercept.value, golden("calibration", "intercept"), 1e-6);
  EXPECT_CLOSE(result.slope.value, golden("calibration", "slope"), 1e-6);
  EXPECT_CLOSE(result.slope.high - result.slope.low, 2 * 1.959963984540054 * golden("calibration", "slope_se"), 1e-6);
  EXPECT_CLOSE(result.misfit.chi_squared, golden("calibration", "misfit"), 1e-6);
  EXPECT_CLOSE(result.misfit.p, golden("calibration", "misfit_p"), 1e-6);
}

TEST(Calibration, GroupsAreThoseOfRsQuantiles) {
  const auto result = *grouped_calibration(later().chance, later().outcome);
  ASSERT_EQ(result.groups.size(), static_cast<std::size_t>(golden("groups", "count")));
  for (std::size_t k = 0; k < result.groups.size(); ++k) {
    const auto number = std::to_string(k + 1);
    EXPECT_EQ(static_cast<double>(result.groups[k].count), golden("groups", "n" + number));
    EXPECT_EQ(result.groups[k].observed, golden("groups", "o" + number));
    EXPECT_CLOSE(result.groups[k].expected, golden("groups", "e" + number), 1e-9);
  }
  EXPECT_CLOSE(result.hosmer_lemeshow.chi_squared, golden("groups", "chi2"), 1e-9);
  EXPECT_CLOSE(result.hosmer_lemeshow.p, golden("groups", "p"), 1e-9);
}

TEST(Brier, IsTheMeanSquare) {
  const auto result = *brier(later().chance, later().outcome);
  EXPECT_CLOSE(result.score, golden("brier", "score"), 1e-9);
  EXPECT_CLOSE(result.scaled, golden("brier", "scaled"), 1e-9);
  EXPECT_CLOSE(result.z, golden("brier", "z"), 1e-9);
  const auto tiny = *brier(std::vector{.1, .2, .2, .4, .5, .7}, std::vector{0., 0., 1., 0., 1., 1.});
  EXPECT_NEAR(tiny.score, .198333, 5e-7);
  const auto certain = *brier(std::vector{0., 1.}, std::vector{1., 1.});
  EXPECT_EQ(certain.score, .5);
  EXPECT_TRUE(std::isnan(certain.scaled) && std::isnan(certain.z) && std::isnan(certain.p));
}

TEST(DecisionCurve, WeighsFalseAlarmsByTheThreshold) {
  const std::vector<double> thresholds = {0.05, 0.1, 0.2};
  const auto curve = *decision_curve(later().chance, later().outcome, thresholds);
  const std::vector<std::string> names = {"0.05", "0.1", "0.2"};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    EXPECT_CLOSE(curve[i].model, golden("net_benefit", "model" + names[i]), 1e-9);
    EXPECT_CLOSE(curve[i].treat_all, golden("net_benefit", "all" + names[i]), 1e-9);
  }
}

TEST(Calibration, RefusesWhatItCannotCountOn) {
  const std::vector<double> chance = {.1, .4, .3, .8};
  const std::vector<double> outcome = {0, 1, 0, 1};
  EXPECT_EQ(calibration({}, {}).error().where, "outcome");
  EXPECT_EQ(calibration(std::vector{.1}, outcome).error().where, "chance");
  EXPECT_EQ(calibration(std::vector{.1, 1., .2, .3}, outcome).error().where, "chance[1]");
  EXPECT_EQ(calibration(std::vector{.1, nan, .2, .3}, outcome).error().where, "chance[1]");
  EXPECT_EQ(calibration(chance, std::vector{0., 0., 0., 0.}).error().where, "outcome");
  EXPECT_EQ(calibration(std::vector{.2, .2, .2, .2}, outcome).error().where, "log odds of the chance");
  EXPECT_EQ(calibration(chance, outcome, 0.0).error().where, "level");
  EXPECT_TRUE(calibration(std::vector{.1, .2, .3, .4}, std::vector{0., 1., 0., 1.}).has_value());
  EXPECT_EQ(grouped_calibration(chance, outcome, 2).error().where, "groups");
  EXPECT_EQ(grouped_calibration(std::vector{.1, .1, .2, .2}, outcome).error().where, "chance");
  EXPECT_EQ(grouped_calibration(std::vector{0., .1, .2, .3}, outcome, 4).error().where, "chance");
  EXPECT_EQ(brier(chance, {}).error().where, "outcome");
  EXPECT_EQ(brier(std::vector{1.5}, std::vector{1.}).error().where, "chance[0]");
  EXPECT_EQ(decision_curve(chance, outcome, std::vector{1.}).error().where, "thresholds[0]");
}

RC_GTEST_PROP(CalibrationProperty, EveryoneIsInOneGroupAndRefittedChancesAreCalibrated, ()) {
  const auto count = *rc::gen::inRange(10, 40);
  LogisticSample sample{.outcome = {}, .covariates = {{"x", {}}}};
  for (int i = 0; i < count; ++i) {
    sample.outcome.push_back(*rc::gen::arbitrary<bool>() ? 1.0 : 0.0);
    sample.covariates[0].values.push_back(*rc::gen::resize(100, rc::gen::inRange(0, 20)));
  }
  const auto fit = logistic(sample);
  RC_PRE(fit.has_value());
  const auto again = calibration(fit->probability, sample.outcome);
  RC_PRE(again.has_value());
  RC_ASSERT(std::abs(again->slope.value - 1) < 1e-5);
  RC_ASSERT(std::abs(again->intercept.value) < 1e-5);
  RC_ASSERT(std::abs(again->in_the_large.value) < 1e-6);
  const auto groups = grouped_calibration(fit->probability, sample.outcome, 4);
  RC_PRE(groups.has_value());
  std::size_t grouped = 0;
  double observed = 0.0;
  for (const auto& group : groups->groups) {
    grouped += group.count;
    observed += group.observed;
  }
  RC_ASSERT(grouped == sample.outcome.size());
  RC_ASSERT(std::abs(observed - again->observed) < 1e-12);
}

}  // namespace
}  // namespace lossa::stats
