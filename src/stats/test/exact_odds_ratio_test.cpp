// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/exact_odds_ratio.hpp>

#include <gtest/gtest.h>

#include <vector>

#include "rare_studies.hpp"

namespace lossa::stats {
namespace {

void expect_row(const ExactOddsRatio& exact, const GoldenRow& row) {
  EXPECT_TRUE(is_close(exact.p_value, row.number("p"), 1e-9));
  EXPECT_TRUE(is_close(exact.mid_p_value, row.number("mid_p"), 1e-9));
  EXPECT_TRUE(is_close(exact.odds_ratio.value, row.number("estimate"), 1e-9));
  EXPECT_TRUE(is_close(exact.odds_ratio.low, row.number("low"), 1e-9));
  EXPECT_TRUE(is_close(exact.odds_ratio.high, row.number("high"), 1e-9));
  EXPECT_TRUE(is_close(exact.mid_p_odds_ratio.low, row.number("mid_low"), 1e-9));
  EXPECT_TRUE(is_close(exact.mid_p_odds_ratio.high, row.number("mid_high"), 1e-9));
}

TEST(ExactOddsRatio, IsThatOfR) {
  for (const auto& row : golden_rows("rare_tables")) {
    SCOPED_TRACE(row.whole());
    const auto exact = row.text("dataset").empty()
                           ? fisher_exact({{row.count("x1"), row.count("n1")}, {row.count("x2"), row.count("n2")}},
                                          row.number("level"))
                           : exact_common_odds_ratio(RareStudies(row.text("dataset")).two_arms(), row.number("level"));
    ASSERT_TRUE(exact.has_value());
    expect_row(*exact, row);
  }
}

// i-LEAPER (Mitacchione, Heart Rhythm 2023;20:395): the three P values it prints, from counts recalculated from its
// shares.
TEST(FisherExact, ReproducesThePValuesOfILeaper) {
  EXPECT_NEAR(fisher_exact({{3, 184}, {22, 995}}).value().p_value, 0.785, 5e-4);
  EXPECT_NEAR(fisher_exact({{10, 184}, {78, 995}}).value().p_value, 0.288, 5e-4);
  EXPECT_NEAR(fisher_exact({{10, 184}, {16, 995}}).value().p_value, 0.004, 5e-4);
}

// Re-infection 0 of 24 after a leadless pacemaker, 1 of 52 after a transvenous one: nothing is shown.
TEST(FisherExact, OneEventShowsNothing) {
  const auto exact = fisher_exact({{0, 24}, {1, 52}});
  EXPECT_NEAR(exact->p_value, 1, 1e-12);
  EXPECT_EQ(exact->odds_ratio.value, 0);
  EXPECT_EQ(exact->odds_ratio.low, 0);
  EXPECT_GT(exact->odds_ratio.high, 50);
}

TEST(FisherExact, IsOpenWhereTheCountIsAtItsEnd) {
  EXPECT_TRUE(fisher_exact({{5, 10}, {0, 10}}).value().odds_ratio.is_open_above());
  EXPECT_EQ(fisher_exact({{0, 10}, {5, 10}}).value().odds_ratio.low, 0);
}

// The odds ratio is far out and so are its limits, but there.
TEST(FisherExact, BearsLargeTablesAndLargeOddsRatios) {
  const auto exact = fisher_exact({{4900, 5000}, {100, 5000}});
  ASSERT_TRUE(exact.has_value());
  EXPECT_NEAR(exact->odds_ratio.value, 2401, 50);
  EXPECT_LT(exact->odds_ratio.low, exact->odds_ratio.value);
  EXPECT_GT(exact->odds_ratio.high, exact->odds_ratio.value);
  EXPECT_EQ(exact->p_value, 0);  // below what a double holds
}

TEST(ExactCommonOddsRatio, NamesDoubleZeros) {
  const auto exact =
      exact_common_odds_ratio(std::vector<TwoArms>{{{1, 10}, {3, 10}}, {{0, 10}, {0, 12}}, {{5, 5}, {6, 6}}});
  ASSERT_TRUE(exact.has_value());
  EXPECT_EQ(exact->notes, (std::vector<StudyNote>{{1, StudyPattern::no_events, StudyFate::says_nothing},
                                                  {2, StudyPattern::all_events, StudyFate::says_nothing}}));
  EXPECT_EQ(text_of(exact->notes[0]), "no events in any arm: kept, but it says nothing of what is estimated");
  EXPECT_NEAR(exact->p_value, fisher_exact({{1, 10}, {3, 10}}).value().p_value, 1e-12);
}

TEST(ExactCommonOddsRatio, RefusesWhatSaysNothing) {
  EXPECT_EQ(fisher_exact({{0, 3}, {0, 4}}).error().where, "studies");
  EXPECT_EQ(fisher_exact({{0, 0}, {0, 4}}).error().where, "studies[0].first.n");
  EXPECT_EQ(fisher_exact({{1, 3}, {5, 4}}).error().where, "studies[0].second.events");
  EXPECT_EQ(fisher_exact({{1, 3}, {2, 4}}, 0).error().where, "level");
  EXPECT_EQ(fisher_exact({{15000, 30000}, {15000, 30000}}).error().where, "studies");
  EXPECT_EQ(exact_common_odds_ratio({}).error().where, "studies");
}

}  // namespace
}  // namespace lossa::stats
