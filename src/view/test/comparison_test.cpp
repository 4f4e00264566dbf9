// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/comparison.hpp>

#include <gtest/gtest.h>

#include <lossa/view/text.hpp>

#include "support.hpp"

namespace lossa::view {
namespace {

TEST(Comparison, PutsTheQuestionsOfOneIdSideBySide) {
  const Assessed assessed(sign("erosion", true));
  const auto all = comparisons(*assessed);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].word, "same");
  ASSERT_EQ(all[0].questions.size(), 1U);
  EXPECT_EQ(all[0].questions[0].id, "infected");
  ASSERT_EQ(all[0].questions[0].answers.size(), 2U);
  for (const auto& side : all[0].questions[0].answers) EXPECT_NE(side.answer, nullptr);
}

TEST(Comparison, TakesOnlySharedQuestionsOutOfTheOtherAnswers) {
  const Assessed assessed(sign("erosion", true));
  int compared = 0;
  for (const auto& answer : assessed->answers) compared += is_compared(answer, *assessed) ? 1 : 0;
  EXPECT_EQ(compared, 2);
  EXPECT_EQ(assessed->answers.size(), 4U);
}

TEST(Comparison, CountsTheCriteriaOfTheChosenReadingOnly) {
  const Assessed assessed(sign("erosion", true));
  const auto all = comparisons(*assessed);
  const auto& first = all[0].questions[0].answers[0];
  ASSERT_EQ(first.majors.size(), 2U);  // pain counts in the other reading
  EXPECT_EQ(tally(first.majors).met, 1);
  EXPECT_EQ(tally(first.majors).open, 1);
  EXPECT_TRUE(first.minors.empty());
}

TEST(Comparison, TakesAListOfCriteriaWhereNothingIsCounted) {
  const Assessed assessed(sign("fever", false));
  const auto all = comparisons(*assessed);
  const auto& second = all[0].questions[0].answers[1];
  ASSERT_EQ(second.minors.size(), 2U);
  EXPECT_EQ(tally(second.minors).met, 0);
  EXPECT_EQ(tally(second.minors).open, 1);
}

TEST(Comparison, PutsTheDifferencesThatMatterBeforeThoseThatMay) {
  const Assessed assessed(sign("erosion", true));
  const auto all = comparisons(*assessed);
  ASSERT_EQ(all[0].can_matter.size(), 2U);
  EXPECT_TRUE(all[0].can_matter[0]->why.verdict.truth.is_yes());
  EXPECT_TRUE(all[0].can_matter[1]->why.verdict.truth.is_unknown());
  EXPECT_TRUE(all[0].not_in_this.empty());
}

TEST(Comparison, KeepsThoseThatCannotMatterApart) {
  const Assessed assessed(sign("fever", false));
  EXPECT_EQ(comparisons(*assessed)[0].not_in_this.size(), 1U);
}

TEST(Comparison, GivesTheDifferencesOfOtherGuidelinesByThemselves) {
  const Assessed assessed(sign("pain", true));
  const auto rest = other_differences(*assessed);
  ASSERT_EQ(rest.can_matter.size(), 1U);
  EXPECT_TRUE(rest.not_in_this.empty());
}

}  // namespace
}  // namespace lossa::view
