// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/proportion.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const std::map<std::string, ProportionInterval> intervals = {{"clopper_pearson", ProportionInterval::clopper_pearson},
                                                             {"mid_p", ProportionInterval::mid_p},
                                                             {"wilson", ProportionInterval::wilson},
                                                             {"jeffreys", ProportionInterval::jeffreys}};

TEST(Proportion, IntervalsAreThoseOfR) {
  for (const auto& row : golden_rows("rare_proportions")) {
    SCOPED_TRACE(row.whole());
    const double level = row.number("level");
    const Proportion first{row.count("a"), row.count("b")};
    const auto estimate = row.text("method") == "newcombe"
                              ? risk_difference({first, {row.count("c"), row.count("d")}}, level)
                              : proportion(first, intervals.at(row.text("method")), level);
    ASSERT_TRUE(estimate.has_value());
    EXPECT_EQ(estimate->level, level);
    EXPECT_TRUE(is_close(estimate->low, row.number("low"), 1e-9));
    EXPECT_TRUE(is_close(estimate->high, row.number("high"), 1e-9));
  }
}

// Newcombe, Stat Med 1998;17:857, table I, and ELECTRa's 58 and 17 of 3510: the published digits.
TEST(Proportion, ReproducesTheTextbookCases) {
  struct Case {
    Proportion observed;
    double low[4], high[4];  // Clopper-Pearson, mid-P, Wilson, Jeffreys
  };
  const std::vector<Case> cases = {
      {{81, 263}, {.252737, .254402, .255289, .254522}, {.367622, .365773, .366210, .365647}},
      {{15, 148}, {.057844, .060064, .062386, .060449}, {.161650, .158122, .160487, .157643}},
      {{0, 20}, {0, 0, 0, 0}, {.168433, .139108, .161125, .116639}},
      {{1, 29}, {.000873, .001725, .006113, .003746}, {.177644, .158537, .171755, .150078}},
      {{58, 3510}, {.012571, .012687, .012805, .012695}, {.021310, .021159, .021301, .021149}},
      {{17, 3510}, {.002824, .002918, .003026, .002933}, {.007743, .007586, .007743, .007568}},
      {{2102, 11304}, {.178817, .178860, .178887, .178860}, {.193249, .193205, .193230, .193204}},
      {{26, 127}, {.138305, .141274, .143714, .141659}, {.285401, .281505, .283073, .281068}}};
  const ProportionInterval order[] = {ProportionInterval::clopper_pearson, ProportionInterval::mid_p,
                                      ProportionInterval::wilson, ProportionInterval::jeffreys};
  for (const auto& [observed, low, high] : cases)
    for (int i = 0; i < 4; ++i) {
      const auto estimate = proportion(observed, order[i]);
      EXPECT_NEAR(estimate->low, low[i], 6e-7);
      EXPECT_NEAR(estimate->high, high[i], 6e-7);
    }
}

// Leadless pacemakers after infection, one series a line: Chang's 0 of 17 leaves 19.5 % open.
TEST(Proportion, SaysWhatZeroEventsLeaveOpen) {
  struct Case {
    std::uint64_t n;
    double exact, mid_p, wilson;
  };
  for (const auto& [n, exact, mid_p, wilson] : std::vector<Case>{{6, 0.459258, 0.393038, 0.390334},
                                                                 {8, 0.369417, 0.312344, 0.324408},
                                                                 {11, 0.284914, 0.238404, 0.258833},
                                                                 {17, 0.195064, 0.161566, 0.184318},
                                                                 {24, 0.142474, 0.117346, 0.137976},
                                                                 {29, 0.119445, 0.098145, 0.116970},
                                                                 {38, 0.092513, 0.075808, 0.091810},
                                                                 {105, 0.034522, 0.028128, 0.035294}}) {
    EXPECT_NEAR(proportion({0, n}).value().high, exact, 6e-7);
    EXPECT_NEAR(proportion({0, n}, ProportionInterval::mid_p).value().high, mid_p, 6e-7);
    EXPECT_NEAR(proportion({0, n}, ProportionInterval::wilson).value().high, wilson, 6e-7);
    const double one_sided = 1 - std::pow(0.05, 1 / static_cast<double>(n));
    EXPECT_NEAR(proportion({0, n}, ProportionInterval::clopper_pearson, 0.90).value().high, one_sided, 1e-12);
    // With no events the two-sided mid-P limit is the one-sided exact limit.
    EXPECT_NEAR(proportion({0, n}, ProportionInterval::mid_p).value().high, one_sided, 1e-12);
  }
  EXPECT_NEAR(proportion({0, 39}).value().high, 0.0903, 5e-5);
  EXPECT_EQ(proportion({0, 17}).value().method, "Clopper-Pearson");
  EXPECT_EQ(*event_free_needed(0.02), 149U);
  EXPECT_EQ(*event_free_needed(0.01), 299U);
}

// Newcombe, Stat Med 1998;17:873, table II, example a: 0.0524 to 0.3339.
TEST(RiskDifference, ReproducesNewcombe) {
  const auto difference = risk_difference({{56, 70}, {48, 80}});
  EXPECT_NEAR(difference->value, 0.2, 1e-15);
  EXPECT_NEAR(difference->low, 0.0524315, 6e-8);
  EXPECT_NEAR(difference->high, 0.3338727, 6e-8);
  EXPECT_EQ(difference->method, "Newcombe square-and-add");
}

// Three events of 60 are drawn to a norm of 1.7 %.
TEST(ShrunkenProportion, DrawsASmallCentreToTheNorm) {
  const auto shrunken = shrunken_proportion({3, 60}, {1.7, 98.3});
  EXPECT_NEAR(shrunken->value, 0.029375, 1e-15);
  EXPECT_NEAR(shrunken->low, 0.009236, 6e-7);
  EXPECT_NEAR(shrunken->high, 0.060492, 6e-7);
  EXPECT_NEAR(shrunken_proportion({0, 0}, {1.7, 98.3}).value().value, 0.017, 1e-15);  // no patient: the prior
  EXPECT_EQ(shrunken_proportion({3, 60}, {0, 98.3}).error().where, "prior");
  EXPECT_EQ(shrunken_proportion({3, 60}, {1, std::nan("")}).error().where, "prior");
  EXPECT_EQ(shrunken_proportion({3, 0}, {1, 1}).error().where, "observed.n");
}

TEST(Proportion, RefusesWhatIsNone) {
  EXPECT_EQ(proportion({0, 0}).error().where, "observed.n");
  EXPECT_EQ(proportion({5, 4}).error().where, "observed.events");
  EXPECT_EQ(proportion({1, 2}, ProportionInterval::wilson, 1.0).error().where, "level");
  EXPECT_EQ(proportion({1, 2}, ProportionInterval::wilson, std::nan("")).error().where, "level");
  EXPECT_EQ(proportion({1, largest_count + 1}).error().where, "observed.n");
  EXPECT_EQ(risk_difference({{1, 2}, {1, 0}}).error().where, "observed.second.n");
  EXPECT_EQ(risk_difference({{1, 2}, {1, 3}}, 0).error().where, "level");
  EXPECT_EQ(event_free_needed(0).error().where, "risk");
  EXPECT_EQ(event_free_needed(1e-12).error().where, "risk");
  EXPECT_EQ(event_free_needed(0.1, 2).error().where, "level");
  EXPECT_EQ(shrunken_proportion({1, 2}, {1, 1}, 2).error().where, "level");
}

}  // namespace
}  // namespace lossa::stats
