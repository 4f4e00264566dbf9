// SPDX-License-Identifier: Apache-2.0
// The simulation against Schoenfeld's formula, and against its own size where there is nothing to find.
#include <gtest/gtest.h>

#include <cmath>

#include <lossa/stats/power.hpp>

namespace lossa::stats {
namespace {

TEST(SurvivalPower, ExpectsTheEventsOfBothGroups) {
  // At a ratio of 2 the first group's share is 1 - 0.6^2.
  EXPECT_NEAR(*expected_events({.sizes = {100, 50}, .hazard_ratio = 2, .second_share = .4}), 64 + 20, 1e-9);
}

// Of 1000 trials the share is off by 0.016 at most once in three times; Schoenfeld's is an approximation besides.
TEST(SurvivalPower, AgreesWithSchoenfeld) {
  for (const auto& trial :
       {SurvivalTrial{{150, 150}, .6, .5}, SurvivalTrial{{100, 200}, 1.6, .5}, SurvivalTrial{{200, 200}, 1.3, .6}}) {
    SCOPED_TRACE(trial.hazard_ratio);
    const double events = *expected_events(trial);
    const double allocation = trial.sizes.first / static_cast<double>(trial.sizes.first + trial.sizes.second);
    const double closed = *power_of_log_rank(trial.hazard_ratio, events, .05, allocation);
    const auto by_log_rank = *simulated_power_of_survival(trial, SurvivalTest::log_rank, {0, 1000, 7});
    const auto by_cox = *simulated_power_of_survival(trial, SurvivalTest::cox, {0, 1000, 7});
    EXPECT_NEAR(by_log_rank.value, closed, .05);
    EXPECT_NEAR(by_cox.value, by_log_rank.value, .02);  // the same trials
  }
}

TEST(SurvivalPower, UnderNoDifferenceIsTheSignificance) {
  const SurvivalTrial trial{{80, 80}, 1, .7};
  for (const auto test : {SurvivalTest::log_rank, SurvivalTest::cox}) {
    const auto size = *simulated_power_of_survival(trial, test, {0, 1000, 3}, .1);
    EXPECT_LT(size.low, .1);
    EXPECT_GT(size.high, .1);
  }
}

TEST(SurvivalPower, ReplicatesDoNotHangOnHowTheyAreShared) {
  const SurvivalTrial trial{{30, 30}, .4, .6};
  const auto share = [&](std::uint64_t first, std::uint64_t last) {
    return simulated_power_of_survival(trial, SurvivalTest::log_rank, {first, last, 5}).value().value *
           static_cast<double>(last - first);
  };
  EXPECT_NEAR(share(0, 40) + share(40, 100), share(0, 100), 1e-9);
}

// Almost nobody has the event: no trial can show anything, and none is refused.
TEST(SurvivalPower, ATrialWithoutEventsShowsNothing) {
  const SurvivalTrial trial{{2, 2}, 1.1, 1e-9};
  for (const auto test : {SurvivalTest::log_rank, SurvivalTest::cox})
    EXPECT_EQ(simulated_power_of_survival(trial, test, {0, 10, 1}).value().value, 0.0);
}

TEST(SurvivalPower, RefusesWhatItCannotCountOn) {
  const auto where = [](const SurvivalTrial& trial, double significance = .05) {
    return simulated_power_of_survival(trial, SurvivalTest::log_rank, {0, 10, 1}, significance).error().where;
  };
  EXPECT_EQ(where({{0, 5}, 2, .5}), "sizes.first");
  EXPECT_EQ(where({{5, 100'001}, 2, .5}), "sizes.second");
  EXPECT_EQ(where({{5, 5}, 0, .5}), "hazard_ratio");
  EXPECT_EQ(where({{5, 5}, std::nan(""), .5}), "hazard_ratio");
  EXPECT_EQ(where({{5, 5}, 2, 1}), "second_share");
  EXPECT_EQ(where({{5, 5}, 2, .5}, 1), "significance");
  EXPECT_EQ(expected_events({{5, 5}, 2, 0}).error().where, "second_share");
}

}  // namespace
}  // namespace lossa::stats
