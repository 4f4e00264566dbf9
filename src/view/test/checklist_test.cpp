// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/checklist.hpp>

#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::view {
namespace {

TEST(Checklist, NamesWhatIsAskedAndWhatIsRecorded) {
  const Assessed assessed(sign("erosion", true) + readiness("surgeon", "on_duty"));
  const auto list = checklist(*assessed);
  EXPECT_TRUE(list.is_asked);
  ASSERT_EQ(list.items.size(), 1U);
  EXPECT_TRUE(list.items[0].truth.is_no());  // on duty is not on site
  EXPECT_EQ(list.items[0].entries.size(), 1U);
  EXPECT_TRUE(list.items[0].waivers.empty());
  EXPECT_FALSE(list.items[0].optional);
}

TEST(Checklist, LeavesOpenWhatNobodyHasSaid) {
  const auto list = checklist(*Assessed(sign("erosion", true)));
  ASSERT_EQ(list.items.size(), 1U);
  EXPECT_TRUE(list.items[0].truth.is_unknown());
}

TEST(Checklist, ShowsTheWaiverBesideWhatIsMissing) {
  const Assessed assessed(sign("erosion", true) + readiness("surgeon", "absent") + waiver("surgeon"));
  const auto list = checklist(*assessed);
  EXPECT_TRUE(list.items[0].truth.is_no());
  EXPECT_EQ(list.items[0].waivers.size(), 1U);
}

TEST(Checklist, IsNotAskedBeforeAProcedure) { EXPECT_FALSE(checklist(*Assessed(sign("erosion", false))).is_asked); }

TEST(Checklist, GivesReadinessItsOwnPlace) {
  const Assessed assessed(sign("erosion", true));
  int of_readiness = 0;
  for (const auto& answer : assessed->answers) of_readiness += stage_of(answer, *assessed) == Stage::readiness ? 1 : 0;
  EXPECT_EQ(of_readiness, 1);
}

}  // namespace
}  // namespace lossa::view
