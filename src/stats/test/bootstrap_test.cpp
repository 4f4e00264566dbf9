// SPDX-License-Identifier: Apache-2.0
// Expected limits: tools/oracle/regression_power.R, on replicates that are laid down instead of drawn.
#include <lossa/stats/bootstrap.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include <lossa/stats/distributions.hpp>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_power");
const double nan = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> left_out = {101.8, 103.4, 103.3, 105.5, 102.3, 102.9, 103.9, 101.4, 102.7, 102.8};

std::vector<double> laid_down() {
  std::vector<double> replicates;
  for (int i = 1; i <= 999; ++i) replicates.push_back(100 + 15 * normal_quantile(i / 1000.0) + 3 * std::sin(i));
  return replicates;
}

TEST(Bootstrap, LimitsAreThoseOfR) {
  for (const auto& [level, name] : {std::pair{.9, "bootstrap0.9"}, {.95, "bootstrap0.95"}}) {
    SCOPED_TRACE(name);
    const auto percentile = *bootstrap_interval(103, laid_down(), BootstrapMethod::percentile, level);
    EXPECT_CLOSE(percentile.low, golden(name, "percentile_low"), 1e-9);
    EXPECT_CLOSE(percentile.high, golden(name, "percentile_high"), 1e-9);
    const auto basic = *bootstrap_interval(103, laid_down(), BootstrapMethod::basic, level);
    EXPECT_CLOSE(basic.low, golden(name, "basic_low"), 1e-9);
    EXPECT_CLOSE(basic.high, golden(name, "basic_high"), 1e-9);
    const auto corrected = *bca_interval(103, laid_down(), left_out, level);
    EXPECT_CLOSE(corrected.low, golden(name, "bca_low"), 1e-9);
    EXPECT_CLOSE(corrected.high, golden(name, "bca_high"), 1e-9);
    EXPECT_EQ(corrected.method, "bootstrap BCa");
  }
}

double mean_of(const std::vector<double>& values, std::span<const std::size_t> drawn) {
  double sum = 0.0;
  for (const auto i : drawn) sum += values[i];
  return sum / static_cast<double>(drawn.size());
}

TEST(Bootstrap, OfAMeanVariesAsTheMeanDoes) {
  const std::vector<double> values = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
  const auto means = bootstrap(values.size(), {0, 2000, 11}, [&](auto drawn) { return mean_of(values, drawn); });
  double sum = 0.0;
  double squares = 0.0;
  for (const double mean : means) {
    sum += mean / 2000;
    squares += mean * mean / 2000;
  }
  EXPECT_NEAR(sum, 3.9, .06);                        // standard error 0.015
  EXPECT_NEAR(squares - sum * sum, 5.49 / 10, .06);  // the variance of the values, over n
}

TEST(Bootstrap, ReplicatesDoNotHangOnHowTheyAreShared) {
  const auto first = [](auto drawn) { return static_cast<double>(drawn[0] * 100 + drawn[1]); };
  const auto all = bootstrap(50, {0, 30, 7}, first);
  auto shared = bootstrap(50, {0, 11, 7}, first);
  const auto rest = bootstrap(50, {11, 30, 7}, first);
  shared.insert(shared.end(), rest.begin(), rest.end());
  EXPECT_EQ(all, shared);
  EXPECT_NE(all, bootstrap(50, {0, 30, 8}, first));
}

TEST(Jackknife, LeavesEachOutOnce) {
  const std::vector<double> values = {1, 2, 4, 8};
  const auto sums = jackknife(4, [&](auto kept) {
    double sum = 0.0;
    for (const auto i : kept) sum += values[i];
    return sum;
  });
  EXPECT_EQ(sums, (std::vector<double>{14, 13, 11, 7}));
}

TEST(Bootstrap, RefusesWhatItCannotCountOn) {
  const auto percentile = BootstrapMethod::percentile;
  EXPECT_EQ(bootstrap_interval(1, {}, percentile).error().where, "replicates");
  EXPECT_EQ(bootstrap_interval(1, {2, 2, 2}, percentile).error().message, "the replicates do not vary");
  EXPECT_EQ(bootstrap_interval(1, {2, nan, 3, nan}, percentile).error().message, "2 of 4 replicates gave no number");
  EXPECT_EQ(bootstrap_interval(1, {1, 2, 3, 4}, percentile).error().where, "replicates");  // too few
  EXPECT_EQ(bootstrap_interval(nan, laid_down(), percentile).error().where, "observed");
  EXPECT_EQ(bootstrap_interval(1, laid_down(), percentile, 0).error().where, "level");
  EXPECT_EQ(bca_interval(103, laid_down(), {}).error().where, "left_out");
  EXPECT_EQ(bca_interval(103, laid_down(), std::vector{1., 1.}).error().message, "the jackknife does not vary");
  EXPECT_EQ(bca_interval(103, laid_down(), std::vector{1., nan}).error().where, "left_out[1]");
  EXPECT_EQ(bca_interval(1e9, laid_down(), left_out).error().where, "replicates");
  EXPECT_EQ(bca_interval(103, laid_down(), left_out, 2).error().where, "level");
}

RC_GTEST_PROP(BootstrapProperty, OrderDoesNotMatterAndBasicMirrorsPercentile, ()) {
  auto replicates = *rc::gen::container<std::vector<double>>(
      99, rc::gen::map(rc::gen::resize(100, rc::gen::inRange(0, 1000)), [](int x) { return x / 7.0; }));
  const auto percentile = bootstrap_interval(50, replicates, BootstrapMethod::percentile, .9);
  RC_PRE(percentile.has_value());
  std::ranges::reverse(replicates);
  RC_ASSERT(bootstrap_interval(50, replicates, BootstrapMethod::percentile, .9).value().low == percentile->low);
  const auto basic = *bootstrap_interval(50, replicates, BootstrapMethod::basic, .9);
  RC_ASSERT(std::abs(basic.low - (100 - percentile->high)) < 1e-9);
  std::ranges::sort(replicates);
  RC_ASSERT(percentile->low == replicates[4]);
  RC_ASSERT(percentile->high == replicates[94]);  // (99 + 1) times 5 and 95 %
}

}  // namespace
}  // namespace lossa::stats
