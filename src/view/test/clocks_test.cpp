// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/clocks.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/view/text.hpp>

#include "support.hpp"

namespace lossa::view {
namespace {

using testing::HasSubstr;

TEST(Clocks, StandTogetherByTheirGroup) {
  const Assessed assessed(sign("erosion", true) + sign("fever", true) + removed());
  const auto groups = clock_groups(*assessed);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].name, "course");
  EXPECT_EQ(groups[0].clocks.size(), 2U);
  EXPECT_TRUE(groups[1].name.empty());
  EXPECT_TRUE(has_windows(groups[0], assessed->library->knowledge));
  EXPECT_FALSE(has_windows(groups[1], assessed->library->knowledge));
}

TEST(Clocks, ThatDoNotApplyAreLeftOut) {
  const Assessed assessed(sign("erosion", false) + sign("fever", false));
  EXPECT_TRUE(clock_groups(*assessed).empty());
}

TEST(Clocks, KnowThePlannedEndOnlyWhenItIsRecorded) {
  const auto without = sign("erosion", true) + removed();
  EXPECT_FALSE(clock_groups(*Assessed(without))[0].planned.has_value());
  const Assessed assessed(without + antibiotic_until("2021-03-15"));
  const auto groups = clock_groups(*assessed);
  ASSERT_TRUE(groups[0].planned.has_value());
  EXPECT_EQ(day_text(*groups[0].planned, speech()), "2021-03-15");
  EXPECT_EQ(planned_text(groups[0].clocks[0]->planned, speech()), "too early");
}

TEST(Clocks, SayWhichSourcesDoNotAgree) {
  const Assessed assessed(sign("erosion", true) + removed());
  const auto groups = clock_groups(*assessed);
  ASSERT_EQ(groups[0].conflicts.size(), 1U);
  const auto text = conflict_text(*groups[0].conflicts[0], assessed->library->knowledge, speech());
  EXPECT_THAT(text, HasSubstr("Short and Long do not agree"));
}

TEST(Clocks, AreNamedByWhatStandsBeforeTheColon) {
  const Assessed assessed(sign("erosion", true));
  const auto& clocks = assessed->library->knowledge.clocks;
  EXPECT_EQ(short_name(clocks[0], speech()), "Short");
  EXPECT_EQ(short_name(clocks[2], speech()), clocks[2].text.en);
}

}  // namespace
}  // namespace lossa::view
