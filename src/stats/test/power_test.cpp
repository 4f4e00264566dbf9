// SPDX-License-Identifier: Apache-2.0
// Expected numbers: tools/oracle/regression_power.R (power.prop.test; sums over every table of fisher.test,
// binom.test).
#include <lossa/stats/power.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <initializer_list>
#include <limits>

#include <lossa/stats/proportion.hpp>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_power");
const double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Power, OfTwoSharesIsThatOfR) {
  EXPECT_CLOSE(*power_of_two_shares({.1, .2}, 150), golden("two_shares", "power"), 1e-9);
  EXPECT_CLOSE(*power_of_two_shares({.05, .02}, 400, .01), golden("two_shares", "power01"), 1e-9);
  EXPECT_EQ(static_cast<double>(*size_for_two_shares({.1, .2}, .9)), std::ceil(golden("two_shares", "n")));
  EXPECT_EQ(*size_for_two_shares({.1, .2}, .9), *size_for_two_shares({.2, .1}, .9));
  EXPECT_EQ(*size_for_two_shares({.01, .99}, .0001), 1U);
}

TEST(Power, OfFishersTestIsTheSumOverEveryTable) {
  EXPECT_CLOSE(*exact_power_of_two_shares({.1, .5}, {20, 20}), golden("fisher", "20_20"), 1e-9);
  EXPECT_CLOSE(*exact_power_of_two_shares({.3, .05}, {12, 25}, .1), golden("fisher", "12_25"), 1e-9);
  EXPECT_CLOSE(*exact_power_of_two_shares({.9, .05}, {1, 9}, .1001), golden("fisher", "1_9"), 1e-9);
  // One of one against none of nine has p = 0.1, and so counts at 0.1.
  EXPECT_CLOSE(*exact_power_of_two_shares({.9, .05}, {1, 9}, .1), golden("fisher", "1_9"), 1e-9);
  EXPECT_EQ(*exact_power_of_two_shares({.9, .1}, {1, 1}), 0.0);  // no table of two can be significant
}

TEST(Power, SimulatedAgreesWithTheSum) {
  const auto drawn = *simulated_power_of_two_shares({.1, .5}, {20, 20}, {0, 4000, 5});
  EXPECT_LT(drawn.low, golden("fisher", "20_20"));
  EXPECT_GT(drawn.high, golden("fisher", "20_20"));
  EXPECT_LT(drawn.high - drawn.low, .04);
  EXPECT_EQ(drawn.method, "Clopper-Pearson");
  EXPECT_EQ(simulated_power([](Random&) { return true; }, {3, 8, 0}).value().value, 1.0);
}

TEST(Power, OfOneShareIsTheExactTail) {
  for (const std::uint64_t n : std::initializer_list<std::uint64_t>{1, 5, 40, 150}) {
    SCOPED_TRACE(n);
    EXPECT_NEAR(*exact_power_of_one_share({.1, .2}, n), golden("one_share", "up" + std::to_string(n)), 1e-12);
    EXPECT_NEAR(*exact_power_of_one_share({.1, .02}, n, .05), golden("one_share", "down" + std::to_string(n)), 1e-12);
  }
  EXPECT_EQ(static_cast<double>(*exact_size_for_one_share({.1, .2}, .8)), golden("one_share", "n80"));
}

TEST(Power, OfTheLogRankTestIsSchoenfelds) {
  EXPECT_EQ(static_cast<double>(*events_for_log_rank(.6, .8)), std::ceil(golden("log_rank", "events")));
  EXPECT_EQ(static_cast<double>(*events_for_log_rank(2, .9, .05, 1.0 / 3)),
            std::ceil(golden("log_rank", "events_2_1")));
  EXPECT_CLOSE(*power_of_log_rank(.6, 100), golden("log_rank", "power"), 1e-9);
  EXPECT_EQ(*events_for_log_rank(2, .01), 1U);
}

TEST(Power, OfNonInferiority) {
  EXPECT_EQ(static_cast<double>(*size_for_non_inferiority({.02, .02}, .03, .8)),
            std::ceil(golden("non_inferiority", "n")));
  EXPECT_EQ(static_cast<double>(*size_for_non_inferiority({.01, .03}, .03, .8)),
            std::ceil(golden("non_inferiority", "n_better")));
  EXPECT_EQ(*size_for_non_inferiority({.01, .03}, .03, .01), 1U);
}

TEST(Power, OfPrecisionIsTheWidthOfTheExactInterval) {
  EXPECT_EQ(static_cast<double>(*size_for_width(.05, .04)), golden("width", "n"));
}

// No event in 17: the 97.5 % one-sided limit is the 19.5 % of the two-sided 95 % interval.
TEST(Power, UpperLimitOfNone) {
  EXPECT_NEAR(*upper_limit_of_none(17, .975), .195, 5e-4);
  EXPECT_NEAR(*upper_limit_of_none(17, .975), proportion({0, 17}).value().high, 1e-12);
  EXPECT_NEAR(*upper_limit_of_none(1000), .003, 1e-5);
  EXPECT_LE(*upper_limit_of_none(*event_free_needed(.01)), .01);
  EXPECT_GT(*upper_limit_of_none(*event_free_needed(.01) - 1), .01);
}

TEST(Power, RefusesWhatItCannotCountOn) {
  EXPECT_EQ(power_of_two_shares({0, .1}, 10).error().where, "shares.first");
  EXPECT_EQ(power_of_two_shares({.1, nan}, 10).error().where, "shares.second");
  EXPECT_EQ(power_of_two_shares({.1, .2}, 0).error().where, "per_group");
  EXPECT_EQ(power_of_two_shares({.1, .2}, 10, 1).error().where, "significance");
  EXPECT_EQ(size_for_two_shares({.1, .1}, .8).error().where, "shares");
  EXPECT_EQ(size_for_two_shares({.1, .2}, 1).error().where, "power");
  EXPECT_EQ(size_for_two_shares({.1, .1 + 1e-12}, .8).error().where, "size");
  EXPECT_EQ(exact_power_of_two_shares({.1, .2}, {0, 10}).error().where, "sizes.first");
  EXPECT_EQ(exact_power_of_two_shares({.1, .2}, {10, 2001}).error().where, "sizes.second");
  EXPECT_EQ(exact_power_of_one_share({.1, .1}, 10).error().where, "shares");
  EXPECT_EQ(exact_power_of_one_share({.1, 2}, 10).error().where, "shares.alternative");
  EXPECT_EQ(exact_power_of_one_share({.1, .2}, 0).error().where, "patients");
  EXPECT_EQ(exact_size_for_one_share({.1, .1 + 1e-5}, .8).error().where, "shares");
  EXPECT_EQ(events_for_log_rank(1, .8).error().where, "hazard_ratio");
  EXPECT_EQ(events_for_log_rank(2, .8, .05, 1).error().where, "allocation");
  EXPECT_EQ(power_of_log_rank(2, 0).error().where, "events");
  EXPECT_EQ(size_for_non_inferiority({.05, .02}, .03, .8).error().where, "margin");
  EXPECT_EQ(size_for_width(.05, 1e-5).error().where, "width");
  EXPECT_EQ(upper_limit_of_none(0).error().where, "patients");
  EXPECT_EQ(upper_limit_of_none(10, nan).error().where, "level");
  EXPECT_EQ(simulated_power([](Random&) { return true; }, {3, 3, 0}).error().where, "replicates");
}

RC_GTEST_PROP(PowerProperty, TheSizeIsTheLeastThatHasThePower, ()) {
  const double first = *rc::gen::inRange(1, 40) / 100.0;
  const double second = first + *rc::gen::inRange(5, 50) / 100.0;
  const double power = *rc::gen::inRange(50, 99) / 100.0;
  const auto size = *size_for_two_shares({first, second}, power);
  RC_ASSERT(*power_of_two_shares({first, second}, static_cast<double>(size)) >= power - 1e-9);
  RC_PRE(size > 1U);
  RC_ASSERT(*power_of_two_shares({first, second}, static_cast<double>(size - 1)) < power);
}

// Under no difference Fisher's test never rejects more often than it says.
RC_GTEST_PROP(PowerProperty, FishersTestKeepsItsSize, ()) {
  const double share = *rc::gen::inRange(1, 99) / 100.0;
  const GroupSizes sizes{*rc::gen::inRange(1U, 25U), *rc::gen::inRange(1U, 25U)};
  RC_ASSERT(*exact_power_of_two_shares({share, share}, sizes) <= .05);
}

}  // namespace
}  // namespace lossa::stats
