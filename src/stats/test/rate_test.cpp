// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/rate.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const std::map<std::string, RateInterval> intervals = {
    {"exact", RateInterval::exact}, {"mid_p", RateInterval::mid_p}, {"byar", RateInterval::byar}};

TEST(Rate, IntervalsAreThoseOfR) {
  for (const auto& row : golden_rows("rare_rates")) {
    SCOPED_TRACE(row.whole());
    const double level = row.number("level");
    const Rate first{row.count("x1"), row.number("t1")};
    Estimate estimate{};
    if (row.text("method") == "ratio") {
      const auto ratio = rate_ratio({first, {row.count("x2"), row.number("t2")}}, level);
      ASSERT_TRUE(ratio.has_value());
      EXPECT_TRUE(is_close(ratio->p_value, row.number("p"), 1e-9));
      estimate = ratio->ratio;
    } else {
      const auto result = rate(first, intervals.at(row.text("method")), level);
      ASSERT_TRUE(result.has_value());
      estimate = *result;
    }
    EXPECT_EQ(estimate.level, level);
    EXPECT_TRUE(is_close(estimate.low, row.number("low"), 1e-9));
    EXPECT_TRUE(is_close(estimate.high, row.number("high"), 1e-9));
  }
}

// Breslow and Day 1987, vol. II, table 2.10 and p. 69, for the exact limits and Byar's.
TEST(Rate, ReproducesTheTextbookCounts) {
  struct Case {
    std::uint64_t x;
    double exact[2], byar[2], mid_p[2];
  };
  for (const auto& [x, exact, byar, mid_p] :
       std::vector<Case>{{0, {0, 3.68888}, {0, 3.66801}, {0, 2.99573}},
                         {1, {.02532, 5.57164}, {.01307, 5.56376}, {.05002, 4.93186}},
                         {3, {.61867, 8.76727}, {.60297, 8.76536}, {.76310, 8.16447}},
                         {5, {1.62349, 11.66833}, {1.61135, 11.66816}, {1.83199, 11.08242}},
                         {10, {4.79539, 18.39036}, {4.78745, 18.39146}, {5.07952, 17.82485}},
                         {20, {12.21652, 30.88838}, {12.21143, 30.88988}, {12.55974, 30.33960}},
                         {58, {44.04183, 74.97845}, {44.03922, 74.97979}, {44.44769, 74.44835}},
                         {100, {81.36399, 121.62679}, {81.36211, 121.62794}, {81.79182, 121.10349}}}) {
    SCOPED_TRACE(x);
    EXPECT_NEAR(rate({x, 1}).value().low, exact[0], 6e-6);
    EXPECT_NEAR(rate({x, 1}).value().high, exact[1], 6e-6);
    EXPECT_NEAR(rate({x, 1}, RateInterval::byar).value().low, byar[0], 6e-6);
    EXPECT_NEAR(rate({x, 1}, RateInterval::byar).value().high, byar[1], 6e-6);
    EXPECT_NEAR(rate({x, 1}, RateInterval::mid_p).value().low, mid_p[0], 6e-6);
    EXPECT_NEAR(rate({x, 1}, RateInterval::mid_p).value().high, mid_p[1], 6e-6);
  }
}

TEST(StandardisedRatio, IsObservedOverExpected) {
  const auto ratio = standardised_ratio({8, 4.2});
  EXPECT_NEAR(ratio->value, 1.904762, 6e-7);
  EXPECT_NEAR(ratio->low, .822341, 6e-7);
  EXPECT_NEAR(ratio->high, 3.753140, 6e-7);
  EXPECT_NEAR(standardised_ratio({8, 4.2}, RateInterval::byar).value().low, .820164, 6e-7);
  EXPECT_NEAR(standardised_ratio({8, 4.2}, RateInterval::byar).value().high, 3.753333, 6e-7);
  EXPECT_EQ(standardised_ratio({0, 2.5}).value().low, 0);
  EXPECT_NEAR(standardised_ratio({0, 2.5}).value().high, 1.475552, 6e-7);
}

// No infection in about 175.5 patient-years after a leadless pacemaker: up to 2.10 per 100 years.
TEST(Rate, SaysWhatNoEventsLeaveOpen) { EXPECT_NEAR(100 * rate({0, 175.5}).value().high, 2.10, 5e-3); }

// poisson.test(c(11, 21), c(800, 3011)) of R: the digits it prints.
TEST(RateRatio, ReproducesTheExampleOfPoissonTest) {
  const auto ratio = rate_ratio({{11, 800}, {21, 3011}});
  EXPECT_NEAR(ratio->ratio.value, 1.9714881, 6e-8);
  EXPECT_NEAR(ratio->ratio.low, .8584264, 6e-8);
  EXPECT_NEAR(ratio->ratio.high, 4.2772659, 6e-8);
  EXPECT_NEAR(ratio->p_value, .0796686, 6e-8);
  EXPECT_TRUE(rate_ratio({{5, 10}, {0, 10}}).value().ratio.is_open_above());
}

TEST(Rate, RefusesWhatIsNone) {
  EXPECT_EQ(rate({1, 0}).error().where, "observed.time");
  EXPECT_EQ(rate({1, -1}).error().where, "observed.time");
  EXPECT_EQ(rate({1, std::nan("")}).error().where, "observed.time");
  EXPECT_EQ(rate({1, std::numeric_limits<double>::infinity()}).error().where, "observed.time");
  EXPECT_EQ(rate({largest_count + 1, 1}).error().where, "observed.events");
  EXPECT_EQ(rate({1, 1}, RateInterval::byar, -1).error().where, "level");
  EXPECT_EQ(rate_ratio({{0, 1}, {0, 2}}).error().where, "observed");
  EXPECT_EQ(rate_ratio({{0, 1}, {1, 0}}).error().where, "observed.second.time");
  EXPECT_EQ(rate_ratio({{0, 1}, {1, 2}}, 1).error().where, "level");
}

}  // namespace
}  // namespace lossa::stats
