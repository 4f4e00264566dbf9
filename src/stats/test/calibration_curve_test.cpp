// SPDX-License-Identifier: Apache-2.0
// Expected numbers: R's lowess, by tools/oracle/regression_prediction.R.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include <lossa/stats/calibration.hpp>

#include "../lowess.hpp"
#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_prediction");

TEST(Lowess, IsThatOfR) {
  for (const auto* name : {"lowess_plain", "lowess_ties", "lowess_narrow", "lowess_jumps"}) {
    SCOPED_TRACE(name);
    const auto smooth =
        lowess(golden.list(name, "x"), golden.list(name, "y"), {golden(name, "span"), golden(name, "delta")});
    expect_close(smooth, golden.list(name, "smooth"), 1e-9, 1e-3);
  }
}

RC_GTEST_PROP(LowessProperty, AStraightLineStaysOne, ()) {
  const auto count = *rc::gen::inRange(2, 40);
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < count; ++i) {
    x.push_back((x.empty() ? 0.0 : x.back()) + *rc::gen::inRange(1, 5));
    y.push_back(3.0 - 0.5 * x.back());
  }
  const double span = *rc::gen::inRange(40, 101) / 100.0;
  const auto smooth = lowess(x, y, {.span = span, .apart = *rc::gen::inRange(0, 10) / 2.0});
  for (std::size_t i = 0; i < x.size(); ++i) {
    // Of two points the further has no weight: the value is the point's own.
    RC_ASSERT(std::abs(smooth[i] - y[i]) < 1e-9 * (1.0 + std::abs(y[i])));
  }
}

TEST(CalibrationCurve, OfTheLaterOperationsIsThatOfR) {
  const auto curve = calibration_curve(golden.list("curve", "chance"), golden.list("curve", "outcome")).value();
  ASSERT_EQ(curve.points.size(), golden.list("curve", "distinct").size());
  for (std::size_t i = 0; i < curve.points.size(); ++i) {
    EXPECT_EQ(curve.points[i].chance, golden.list("curve", "distinct")[i]);
    EXPECT_TRUE(is_close(curve.points[i].smoothed, golden.list("curve", "smoothed")[i], 1e-9));
  }
  EXPECT_CLOSE(curve.mean_distance, golden("curve", "mean_distance"), 1e-9);
  EXPECT_CLOSE(curve.median_distance, golden("curve", "median_distance"), 1e-9);
  EXPECT_CLOSE(curve.distance_of_ninety, golden("curve", "distance_of_ninety"), 1e-9);
  EXPECT_CLOSE(curve.largest_distance, golden("curve", "largest_distance"), 1e-9);
}

TEST(CalibrationCurve, DoesNotHangOnTheOrderOfThePersons) {
  const std::vector<double> chance = {.1, .4, .2, .3, .8, .7};
  const std::vector<double> outcome = {0, 1, 0, 1, 1, 0};
  const auto curve = *calibration_curve(chance, outcome);
  const auto turned =
      *calibration_curve(std::vector(chance.rbegin(), chance.rend()), std::vector(outcome.rbegin(), outcome.rend()));
  ASSERT_EQ(curve.points.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(curve.points[i].smoothed, turned.points[i].smoothed);
  EXPECT_EQ(curve.mean_distance, turned.mean_distance);
}

TEST(CalibrationCurve, RefusesWhatItCannotCountOn) {
  const std::vector<double> chance = {.1, .4};
  const std::vector<double> outcome = {0, 1};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(calibration_curve({}, {}).error().where, "outcome");
  EXPECT_EQ(calibration_curve(std::vector{.1}, outcome).error().where, "chance");
  EXPECT_EQ(calibration_curve(std::vector{.1, 2.}, outcome).error().where, "chance[1]");
  EXPECT_EQ(calibration_curve(chance, std::vector{0., .5}).error().where, "outcome[1]");
  EXPECT_EQ(calibration_curve(std::vector{.1, .1}, outcome).error().where, "chance");
  for (const double span : {0.0, 1.5, nan}) EXPECT_EQ(calibration_curve(chance, outcome, span).error().where, "span");
}

}  // namespace
}  // namespace lossa::stats
