// SPDX-License-Identifier: Apache-2.0
// The Stanford heart transplants (Crowley and Hu 1977): does a transplant lengthen life? And a world without effect.
#include <lossa/stats/exposure.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include <lossa/base/random.hpp>
#include <lossa/stats/cox.hpp>

#include "cox_support.hpp"

namespace lossa::stats {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

struct Stanford {
  Observations observations = observations_of(GoldenData("stanford"), "time");
  ExposureTimes transplanted = GoldenData("stanford")["wait"];

  Stanford() {
    for (auto& time : transplanted)
      if (std::isnan(time)) time = never;
  }
};

CoxFit fit_exposed(const ExposedRows& rows) {
  return *fit_cox(sorted({.observations = rows.observations, .covariates = {{"exposed", rows.exposed}}}));
}

TEST(Exposure, RefusesEverAgainstNeverWithTheReason) {
  const Stanford stanford;
  const auto refused = ever_exposed(stanford.observations, stanford.transplanted);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().where, "exposed_from[3]");
  EXPECT_NE(refused.error().message.find("immortal time"), std::string::npos);
  // What was refused, made by hand: false protection.
  std::vector<double> ever;
  for (const double time : stanford.transplanted) ever.push_back(time < never ? 1 : 0);
  const auto naive = *fit_cox(sorted({.observations = stanford.observations, .covariates = {{"ever", ever}}}));
  EXPECT_NEAR(naive.beta[0], -1.323444848, 5e-9);
  EXPECT_NEAR(naive.coefficients[0].hazard_ratio().value, 0.266, 5e-4);
  EXPECT_NEAR(naive.coefficients[0].hazard_ratio().high, 0.429, 5e-4);
}

TEST(Exposure, AsCountingProcessAndAtALandmark) {
  const auto intervals = model_of({"heart", "entry", "exit", {"transplant"}});
  const auto dependent = *fit_cox(sorted(intervals));
  EXPECT_NEAR(dependent.beta[0], 0.1271411266, 5e-9);
  EXPECT_NEAR(dependent.coefficients[0].standard_error, 0.3011411043, 5e-9);
  const auto adjusted = *fit_cox(sorted(model_of({"heart", "entry", "exit", {"transplant", "age", "surgery"}})));
  EXPECT_NEAR(adjusted.beta[0], 0.0160956053, 5e-9);
  EXPECT_NEAR(adjusted.beta[1], 0.0305363149, 5e-9);
  EXPECT_NEAR(adjusted.beta[2], -0.7733276453, 5e-9);

  const Stanford stanford;
  const auto late = *landmark(stanford.observations, stanford.transplanted, 30);
  EXPECT_EQ(late.row.size(), 78U);
  EXPECT_EQ(std::ranges::count(late.exposed, 1.0), 35);
  const auto fit = fit_exposed(late);
  EXPECT_NEAR(fit.beta[0], -0.08878108758, 5e-9);
  EXPECT_NEAR(fit.coefficients[0].hazard_ratio().low, 0.527, 5e-4);
}

// The intervals of the package survival are days counted from 1, with half a day where two things fell on one day.
TEST(Exposure, SplittingMakesTheStanfordIntervals) {
  const GoldenData heart("heart");
  Stanford stanford;
  for (std::size_t i = 0; i < stanford.observations.size(); ++i) {
    auto& exit = stanford.observations.exit[i];
    auto& transplanted = stanford.transplanted[i];
    exit += 1;
    if (transplanted < never) transplanted += 1;
    if (exit == transplanted) transplanted -= 0.5;
  }
  const auto rows = *split_at_exposure(stanford.observations, stanford.transplanted);
  ASSERT_EQ(rows.row.size(), heart["entry"].size());
  const auto fit = fit_exposed(rows);
  EXPECT_NEAR(fit.beta[0], 0.1271411266, 5e-9);
}

TEST(Exposure, SplittingKeepsTimeWeightsAndEvents) {
  const Observations all{.entry = {1, 0, 0, 2}, .exit = {5, 4, 3, 6}, .event = {1, 2, 0, 1}, .weight = {1, 2, 3, 4}};
  const auto rows = *split_at_exposure(all, {3, 4, never, 2});
  EXPECT_EQ(rows.row, (std::vector<std::size_t>{0, 0, 1, 2, 3}));
  EXPECT_EQ(rows.observations.entry, (std::vector<double>{1, 3, 0, 0, 2}));
  EXPECT_EQ(rows.observations.exit, (std::vector<double>{3, 5, 4, 3, 6}));
  EXPECT_EQ(rows.observations.event, (std::vector<int>{0, 1, 2, 0, 1}));
  EXPECT_EQ(rows.observations.weight, (std::vector<double>{1, 1, 2, 3, 4}));
  EXPECT_EQ(rows.exposed, (std::vector<double>{0, 1, 0, 0, 1}));
}

TEST(Exposure, FromTheBeginningMayBeComparedAsItStands) {
  EXPECT_EQ(*ever_exposed({.exit = {1, 2}, .event = {1, 0}}, {0, never}), (std::vector<double>{1, 0}));
}

TEST(Exposure, NamesWhatIsWrong) {
  const Observations two{.exit = {1, 2}, .event = {1, 0}};
  EXPECT_EQ(split_at_exposure({}, {}).error().where, "exit");
  EXPECT_EQ(split_at_exposure(two, {1}).error().where, "exposed_from");
  EXPECT_EQ(split_at_exposure(two, {1, std::nan("")}).error().where, "exposed_from[1]");
  EXPECT_EQ(split_at_exposure({.exit = {0, 2}, .event = {1, 0}}, {1, 1}).error().where, "exit[0]");
  EXPECT_EQ(landmark(two, {1, 1}, -1).error().where, "time");
  EXPECT_EQ(landmark(two, {1, 1}, 2).error().where, "time");
  EXPECT_EQ(ever_exposed(two, {1}).error().where, "exposed_from");
}

// No effect at all, and an exposure on a random day for who lives to see it. The naive answer is wrong, and sure of it.
TEST(Exposure, WithoutAnEffectOnlyTheNaiveAnswerSeesOne) {
  int covered = 0;
  constexpr int worlds = 40;
  for (std::uint64_t world = 0; world < worlds; ++world) {
    Random random(17, world);
    Observations all;
    ExposureTimes exposed_from;
    std::vector<double> ever;
    for (int i = 0; i < 300; ++i) {
      const double death = -std::log(1 - random.uniform()) * 100;
      const double exposure = 150 * random.uniform();
      all.exit.push_back(std::min(death, 200.0));
      all.event.push_back(death < 200 ? 1 : 0);
      exposed_from.push_back(exposure < all.exit.back() ? exposure : never);
      ever.push_back(exposed_from.back() < never ? 1 : 0);
    }
    const auto naive = *fit_cox(sorted({.observations = all, .covariates = {{"ever", ever}}}));
    EXPECT_LT(naive.coefficients[0].log_ratio.high, 0);
    const auto honest = fit_exposed(*split_at_exposure(all, exposed_from)).coefficients[0].log_ratio;
    covered += honest.low < 0 && honest.high > 0 ? 1 : 0;
  }
  EXPECT_GE(covered, worlds * 85 / 100);  // 95 of 100 expected
}

}  // namespace
}  // namespace lossa::stats
