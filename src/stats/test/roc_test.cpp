// SPDX-License-Identifier: Apache-2.0
// Published: the subarachnoid haemorrhages of Turck 2010, as pROC's authors print them; further digits and cases are
// those of tools/oracle/regression_prediction.R.
#include <lossa/stats/roc.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "golden.hpp"
#include "naive_roc.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_prediction");
const double nan = std::numeric_limits<double>::quiet_NaN();

void expect_as_oracle(const std::vector<double>& score, const std::vector<double>& outcome, const std::string& name) {
  SCOPED_TRACE(name);
  const auto curve = *roc(score, outcome);
  EXPECT_CLOSE(curve.area.value, golden(name, "area"), 1e-12);
  EXPECT_CLOSE(curve.standard_error, golden(name, "se"), 1e-9);
  EXPECT_CLOSE(curve.area.low, golden(name, "low"), 1e-9);
  EXPECT_CLOSE(curve.area.high, golden(name, "high"), 1e-9);
  EXPECT_EQ(curve.area.method, "DeLong");
}

TEST(Roc, IsThatOfTheQuadraticFormula) {
  const GoldenData bleed("data/subarachnoid");
  for (const auto* name : {"s100b", "wfns", "ndka"}) expect_as_oracle(bleed[name], bleed["poor"], name);
}

TEST(Roc, ReproducesTheSubarachnoidHaemorrhages) {
  const GoldenData bleed("data/subarachnoid");
  const auto curve = *roc(bleed["s100b"], bleed["poor"]);
  EXPECT_NEAR(curve.area.value, .731368564, 5e-10);
  EXPECT_NEAR(curve.area.low, .630118, 5e-7);
  EXPECT_NEAR(curve.area.high, .832619, 5e-7);
  EXPECT_EQ(curve.cases, 41U);
  EXPECT_EQ(curve.controls, 72U);
  const auto compared = *compare_roc(bleed["s100b"], bleed["wfns"], bleed["poor"]);
  EXPECT_NEAR(compared.second_area, .823678862, 5e-10);
  EXPECT_NEAR(compared.z, -2.208984, 5e-7);
  EXPECT_NEAR(compared.p, .027176, 5e-7);
  EXPECT_CLOSE(compared.difference.value, golden("s100b_wfns", "difference"), 1e-12);
  EXPECT_CLOSE(compared.standard_error, golden("s100b_wfns", "se"), 1e-9);
  EXPECT_CLOSE(compare_roc(bleed["s100b"], bleed["ndka"], bleed["poor"]).value().p, golden("s100b_ndka", "p"), 1e-9);
}

TEST(Roc, OfManyTiesIsThatOfTheQuadraticFormula) {
  const GoldenData operations("data/operations");
  std::vector<double> score[2];
  std::vector<double> died[2];
  for (std::size_t i = 0; i < operations["died"].size(); ++i) {
    const auto later = operations["phase"][i] == 2 ? 1 : 0;
    score[later].push_back(operations["score"][i]);
    died[later].push_back(operations["died"][i]);
  }
  expect_as_oracle(score[0], died[0], "operations_first");
  expect_as_oracle(score[1], died[1], "operations_later");
}

TEST(Roc, TiesCountHalf) {
  const auto curve = *roc(std::vector{.1, .2, .2, .4, .5, .7}, std::vector{0., 0., 1., 0., 1., 1.});
  EXPECT_NEAR(curve.area.value, 7.5 / 9, 1e-15);  // .833333
  ASSERT_EQ(curve.points.size(), 6U);             // five values and nobody
  EXPECT_TRUE(std::isinf(curve.points[0].threshold));
  EXPECT_EQ(curve.points[4].threshold, .2);
  EXPECT_NEAR(curve.points[4].specificity, 1.0 / 3, 1e-15);
  EXPECT_EQ(curve.points[5].sensitivity, 1.0);
  EXPECT_EQ(curve.points[5].specificity, 0.0);
}

TEST(Roc, WithoutVarianceHasNoLimits) {
  const auto apart = *roc(std::vector{1., 2., 3., 4.}, std::vector{0., 0., 1., 1.});
  EXPECT_EQ(apart.area.value, 1.0);
  EXPECT_EQ(apart.standard_error, 0.0);
  EXPECT_TRUE(std::isnan(apart.area.low) && std::isnan(apart.area.high));
  const auto single = *roc(std::vector{1., 2., 3.}, std::vector{0., 1., 0.});
  EXPECT_EQ(single.area.value, 0.5);
  EXPECT_TRUE(std::isnan(single.standard_error) && std::isnan(single.area.low));
}

TEST(Roc, RefusesWhatItCannotCountOn) {
  const std::vector<double> both = {0, 1, 0, 1};
  const std::vector<double> score = {1, 2, 3, 4};
  EXPECT_EQ(roc({}, {}).error().where, "outcome");
  EXPECT_EQ(roc(score, std::vector{0., 0., 0., 0.}).error().where, "outcome");
  EXPECT_EQ(roc(score, std::vector{0., 1., 0., .5}).error().where, "outcome[3]");
  EXPECT_EQ(roc(std::vector{1., 2., nan, 4.}, both).error().where, "score[2]");
  EXPECT_EQ(roc(std::vector{1., 2.}, both).error().where, "score");
  EXPECT_EQ(roc(score, both, 1.0).error().where, "level");
  EXPECT_EQ(compare_roc(score, score, both, 0.0).error().where, "level");
  EXPECT_EQ(compare_roc(std::vector{1.}, score, both).error().where, "first");
  EXPECT_EQ(compare_roc(score, std::vector{1.}, both).error().where, "second");
  EXPECT_EQ(compare_roc(score, score, std::vector{0., 0., 0., 1.}).error().where, "outcome");
  const auto always = compare_roc(score, std::vector{4., 3., 2., 1.}, std::vector{0., 0., 1., 1.});
  EXPECT_EQ(always.error().message, "the areas differ alike for everyone: their difference has no variance");
  EXPECT_EQ(compare_roc(score, score, both).value().p, 1.0);
}

struct Scored {
  std::vector<double> score;
  std::vector<double> outcome;
};

Scored scored() {
  Scored drawn;
  const auto count = *rc::gen::inRange(2, 30);
  for (int i = 0; i < count; ++i) {
    drawn.score.push_back(*rc::gen::resize(100, rc::gen::inRange(0, 8)));
    drawn.outcome.push_back(*rc::gen::arbitrary<bool>() ? 1.0 : 0.0);
  }
  return drawn;
}

RC_GTEST_PROP(RocProperty, TheFastWayIsTheSlowWay, ()) {
  const auto drawn = scored();
  const auto curve = roc(drawn.score, drawn.outcome);
  RC_PRE(curve.has_value());
  RC_PRE(std::min(curve->cases, curve->controls) > 1U);
  const auto slow = naive::area(drawn.score, drawn.outcome);
  RC_ASSERT(std::abs(curve->area.value - slow.area) < 1e-12);
  RC_ASSERT(std::abs(curve->standard_error - slow.standard_error) < 1e-12);
}

RC_GTEST_PROP(RocProperty, OnlyTheOrderCountsAndTheAreaLiesUnderThePoints, ()) {
  auto drawn = scored();
  const auto curve = roc(drawn.score, drawn.outcome);
  RC_PRE(curve.has_value());
  double under = 0.0;
  for (std::size_t i = 1; i < curve->points.size(); ++i) {
    const auto& [above, here] = std::pair{curve->points[i - 1], curve->points[i]};
    RC_ASSERT(here.sensitivity >= above.sensitivity && here.specificity <= above.specificity);
    under += (above.specificity - here.specificity) * (above.sensitivity + here.sensitivity) / 2;
  }
  RC_ASSERT(std::abs(under - curve->area.value) < 1e-12);
  for (auto& score : drawn.score) score = std::exp(score);
  RC_ASSERT(std::abs(roc(drawn.score, drawn.outcome).value().area.value - curve->area.value) < 1e-12);
  for (auto& score : drawn.score) score = -score;
  RC_ASSERT(std::abs(roc(drawn.score, drawn.outcome).value().area.value + curve->area.value - 1) < 1e-12);
}

}  // namespace
}  // namespace lossa::stats
