// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/card.hpp>

#include <gtest/gtest.h>

#include <lossa/view/text.hpp>

#include "support.hpp"

namespace lossa::view {
namespace {

std::string id_of(const assessment::RecommendationResult* result, const Assessed& assessed) {
  return item(assessed->library->knowledge.recommendations, result->recommendation).id;
}

TEST(Card, SaysWhatToDoWhatNotAndWhatMayApply) {
  const Assessed assessed(sign("erosion", true));
  const auto card = holding_card(*assessed);
  ASSERT_EQ(card.to_do.size(), 1U);
  EXPECT_EQ(id_of(card.to_do[0], assessed), "keep_still");
  ASSERT_EQ(card.to_avoid.size(), 1U);
  EXPECT_EQ(id_of(card.to_avoid[0], assessed), "do_not_touch");
  ASSERT_EQ(card.if_shown.size(), 1U);
  EXPECT_EQ(id_of(card.if_shown[0], assessed), "cool");
}

TEST(Card, AsksForWhatCouldStillChangeTheLeadingConclusion) {
  EXPECT_EQ(holding_card(*Assessed(sign("erosion", true))).to_send.size(), 1U);
  EXPECT_TRUE(holding_card(*Assessed(sign("erosion", true) + sign("fever", true))).to_send.empty());
}

TEST(Card, IsEmptyWhereNothingApplies) {
  const Assessed assessed(sign("erosion", false) + sign("fever", false));
  EXPECT_FALSE(has_card(*assessed));
  EXPECT_TRUE(has_card(*Assessed(sign("erosion", true))));
}

}  // namespace
}  // namespace lossa::view
