// SPDX-License-Identifier: Apache-2.0
// Expected numbers: tools/oracle/monitoring_charts.R.
#include <lossa/stats/run_chart.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("monitoring_charts");

void expect_as_oracle(const std::vector<double>& values, const std::string& name) {
  SCOPED_TRACE(name);
  const auto chart = *run_chart(values);
  const auto expected = [&](const char* quantity) {
    return static_cast<std::size_t>(golden("runs_" + name, quantity));
  };
  EXPECT_EQ(chart.useful, expected("useful"));
  EXPECT_EQ(chart.longest_run, expected("longest"));
  EXPECT_EQ(chart.longest_expected, expected("longest_expected"));
  EXPECT_EQ(chart.crossings, expected("crossings"));
  EXPECT_EQ(chart.fewest_expected, expected("fewest_expected"));
}

TEST(RunChart, CountsRunsAndCrossingsOfTheMedian) {
  std::vector<double> alternating;
  std::vector<double> shifted;
  std::vector<double> walk;
  for (int i = 0; i < 20; ++i) alternating.push_back(1 + i % 2);
  for (int i = 0; i < 24; ++i) shifted.push_back((i < 12 ? 1 : 5) + i % 2);
  for (int i = 1; i <= 40; ++i) walk.push_back((walk.empty() ? 0 : walk.back()) + i * 7 % 11 - 5);
  expect_as_oracle(alternating, "alternating");
  expect_as_oracle(shifted, "shifted");
  expect_as_oracle({3, 3, 1, 5, 3, 2, 6, 1, 4, 3, 5, 2, 7, 1, 6, 3}, "tied");
  expect_as_oracle(walk, "walk");
  EXPECT_FALSE(run_chart(alternating).value().is_shifted());
  EXPECT_TRUE(run_chart(shifted).value().is_shifted());
  EXPECT_EQ(run_chart(shifted).value().median, 3.5);
}

TEST(RunChart, RefusesWhatItCannotCountOn) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(run_chart({}).error().where, "values");
  EXPECT_EQ(run_chart(std::vector{1., nan}).error().where, "values[1]");
  EXPECT_EQ(run_chart(std::vector(30, 1.)).error().where, "values");
  EXPECT_EQ(run_chart(std::vector{1., 2., 3., 4., 5., 6., 7., 8., 9.}).error().where, "values");
}

RC_GTEST_PROP(RunChartProperty, OnlyTheSidesOfTheMedianCount, ()) {
  auto values = *rc::gen::container<std::vector<double>>(
      static_cast<std::size_t>(*rc::gen::inRange(12, 60)),
      rc::gen::map(rc::gen::resize(100, rc::gen::inRange(0, 30)), [](int x) { return static_cast<double>(x); }));
  const auto chart = run_chart(values);
  RC_PRE(chart.has_value());
  RC_ASSERT(chart->crossings + chart->longest_run <= chart->useful);
  std::ranges::reverse(values);
  for (auto& value : values) value = 1000 - 3 * value;
  const auto turned = *run_chart(values);
  RC_ASSERT(turned.longest_run == chart->longest_run);
  RC_ASSERT(turned.crossings == chart->crossings);
}

}  // namespace
}  // namespace lossa::stats
