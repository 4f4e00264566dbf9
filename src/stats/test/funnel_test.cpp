// SPDX-License-Identifier: Apache-2.0
// Spiegelhalter's exact limits and dispersion; expected numbers: tools/oracle/monitoring_charts.R.
#include <lossa/stats/funnel.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("monitoring_charts");
const double nan = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::pair<double, std::string>> tails = {
    {.001, "0.001"}, {.025, "0.025"}, {.975, "0.975"}, {.999, "0.999"}};

TEST(Funnel, LimitsOfSharesAreThoseOfR) {
  for (const std::uint64_t n : std::initializer_list<std::uint64_t>{1, 50, 100, 200, 500, 1000, 3510})
    for (const auto& [tail, name] : tails) {
      SCOPED_TRACE(std::to_string(n) + " at " + name);
      EXPECT_NEAR(*funnel_limit_of_share(.017, n, tail), golden("share" + std::to_string(n), name), 1e-12);
    }
}

// A target of 1.7 %, as printed: 95 and 99.8 % limits for rising volumes.
TEST(Funnel, LimitsForATargetOfOnePointSevenPerCent) {
  struct Expected {
    std::uint64_t n;
    double low, high, lowest, highest;
  };
  const std::vector<Expected> expected = {{50, 0, .053181, 0, .088523},
                                          {100, 0, .041606, 0, .064931},
                                          {200, 0, .034564, 0, .049161},
                                          {500, .005591, .028197, .000992, .036472},
                                          {1000, .008984, .024947, .005286, .030483},
                                          {3510, .012708, .021267, .010524, .023983}};
  for (const auto& [n, low, high, lowest, highest] : expected) {
    SCOPED_TRACE(n);
    const FunnelUnit unit{0, static_cast<double>(n)};
    const auto point = funnel(std::vector{unit}, {.target = .017}).value().points[0];
    EXPECT_NEAR(point.inner.low, low, 5e-7);
    EXPECT_NEAR(point.inner.high, high, 5e-7);
    EXPECT_NEAR(point.outer.low, lowest, 5e-7);
    EXPECT_NEAR(point.outer.high, highest, 5e-7);
  }
}

TEST(Funnel, LimitsOfStandardisedRatios) {
  for (const auto& [expected, name] :
       {std::pair{.3, "0.3"}, {1., "1"}, {5., "5"}, {10., "10"}, {20., "20"}, {244.2, "244.2"}})
    for (const auto& [tail, tail_name] : tails)
      EXPECT_NEAR(*funnel_limit_of_ratio(1, expected, tail), golden(std::string("ratio") + name, tail_name), 1e-11);
  struct Printed {
    double expected, low, high;
  };
  for (const auto& [expected, low, high] :
       {Printed{1, 0, 2.9019}, {5, .1084, 1.8753}, {10, .3775, 1.6160}, {20, .5603, 1.4373}}) {
    EXPECT_NEAR(*funnel_limit_of_ratio(1, expected, .025), low, 5e-5);
    EXPECT_NEAR(*funnel_limit_of_ratio(1, expected, .975), high, 5e-5);
  }
}

std::vector<FunnelUnit> centres() {
  const std::vector<double> events = {3, 18, 12, 5, 40, 4, 22, 14, 15, 16, 11, 2};
  const std::vector<double> size = {120, 300, 500, 90, 800, 420, 700, 260, 610, 333, 1100, 75};
  std::vector<FunnelUnit> units;
  for (std::size_t i = 0; i < events.size(); ++i) units.push_back({events[i], size[i]});
  return units;
}

TEST(Funnel, ScoresAndDispersionAreThoseOfR) {
  const auto result = *funnel(centres());
  EXPECT_CLOSE(result.target, golden("funnel", "target"), 1e-12);
  EXPECT_CLOSE(result.dispersion, golden("funnel", "phi"), 1e-9);
  for (std::size_t i = 0; i < result.points.size(); ++i)
    EXPECT_CLOSE(result.points[i].z, golden("funnel", "z" + std::to_string(i + 1)), 1e-9);
  EXPECT_NEAR(result.points[0].inner_widened.low, golden("funnel", "widened_low1"), 1e-12);
  EXPECT_CLOSE(result.points[0].outer_widened.high, golden("funnel", "widened_high1"), 1e-9);
  EXPECT_CLOSE(funnel(centres(), {.winsorised = 0}).value().dispersion, golden("funnel", "phi_not_winsorised"), 1e-9);
}

TEST(Funnel, OfRatiosHasTheVarianceOfACount) {
  auto units = centres();
  for (auto& unit : units) unit.size *= 0.02;
  const auto result = *funnel(units, {.measure = FunnelMeasure::ratio, .target = 1.0});
  EXPECT_CLOSE(result.points[4].z, golden("funnel_ratio", "z5"), 1e-9);
  EXPECT_CLOSE(result.dispersion, golden("funnel_ratio", "phi"), 1e-9);
}

TEST(Funnel, WithoutDispersionKeepsTheExactLimits) {
  const auto single = *funnel(std::vector<FunnelUnit>{{3, 100}});
  EXPECT_TRUE(std::isnan(single.dispersion));
  EXPECT_EQ(single.points[0].inner_widened.high, single.points[0].inner.high);
  EXPECT_EQ(single.points[0].outer_widened.low, single.points[0].outer.low);
}

TEST(Funnel, RefusesWhatItCannotCountOn) {
  const auto where = [](std::vector<FunnelUnit> units, FunnelOptions options = {}) {
    return funnel(units, options).error().where;
  };
  EXPECT_EQ(where({}), "units");
  EXPECT_EQ(where({{1, 10}, {11, 10}}), "units[1].events");
  EXPECT_EQ(where({{.5, 10}}), "units[0].events");
  EXPECT_EQ(where({{nan, 10}}), "units[0].events");
  EXPECT_EQ(where({{-1, 10}}), "units[0].events");
  EXPECT_EQ(where({{1, 10.5}}), "units[0].size");
  EXPECT_EQ(where({{0, 0}}), "units[0].size");
  EXPECT_EQ(where({{1, nan}}), "units[0].size");
  EXPECT_EQ(where({{0, 10}, {0, 20}}), "target");  // no event anywhere
  EXPECT_EQ(where({{10, 10}}), "target");
  EXPECT_EQ(where({{1, 10}}, {.measure = FunnelMeasure::ratio, .target = -1.0}), "target");
  EXPECT_EQ(where({{1, 10}}, {.inner_level = 1.0}), "level");
  EXPECT_EQ(where({{1, 10}}, {.outer_level = 0.0}), "level");
  EXPECT_EQ(where({{1, 10}}, {.winsorised = .5}), "winsorised");
  EXPECT_EQ(funnel_limit_of_share(.5, 10, 0).error().where, "tail");
  EXPECT_EQ(funnel_limit_of_share(0, 10, .5).error().where, "target");
  EXPECT_EQ(funnel_limit_of_share(.5, 0, .5).error().where, "count");
  EXPECT_EQ(funnel_limit_of_ratio(1, 1, nan).error().where, "tail");
  EXPECT_EQ(funnel_limit_of_ratio(0, 1, .5).error().where, "target");
  EXPECT_EQ(funnel_limit_of_ratio(1, 0, .5).error().where, "expected");
}

/// The distribution function summed term by term.
double naive_limit(double target, int n, double tail) {
  double mass = std::pow(1 - target, n);
  double cdf = mass;
  int r = 0;
  while (cdf <= tail) {
    mass *= (n - r) * target / ((r + 1) * (1 - target));
    cdf += mass;
    ++r;
  }
  return std::max(r - (cdf - tail) / mass, 0.0) / n;
}

RC_GTEST_PROP(FunnelProperty, LimitsAreThoseOfTheSumAndNarrowTowardsTheMiddle, ()) {
  const int n = *rc::gen::inRange(1, 300);
  const double target = *rc::gen::inRange(1, 100) / 100.0;
  const auto limit = [&](double tail) { return *funnel_limit_of_share(target, static_cast<std::uint64_t>(n), tail); };
  double before = 0.0;
  for (const double tail : {.001, .025, .5, .975, .999}) {
    RC_ASSERT(std::abs(limit(tail) - naive_limit(target, n, tail)) < 1e-8);
    RC_ASSERT(limit(tail) >= before && limit(tail) <= 1.0);
    before = limit(tail);
  }
}

}  // namespace
}  // namespace lossa::stats
