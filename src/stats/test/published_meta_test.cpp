// SPDX-License-Identifier: Apache-2.0
// Published pools that every program of meta-analysis can be held against.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <lossa/stats/effect.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/meta_analysis.hpp>
#include <lossa/stats/small_study.hpp>

#include "rare_studies.hpp"

namespace lossa::stats {
namespace {

// Colditz et al. 1994, thirteen trials of BCG, as published with metafor (Viechtbauer 2010) and by its defaults.
TEST(MetaAnalysis, ReproducesBcg) {
  const auto studies = RareStudies("bcg").two_arms();
  const auto effects = arm_effects(studies, ArmMeasure::log_risk_ratio);
  EXPECT_TRUE(effects->notes.empty());
  const auto reml = pool(effects->effects);
  EXPECT_NEAR(reml->mean.value, -0.714532, 6e-7);
  EXPECT_NEAR(reml->standard_error, .179782, 6e-7);
  EXPECT_NEAR(exponentiated(reml->mean).value, .48942, 6e-6);
  EXPECT_NEAR(exponentiated(reml->mean).low, .34407, 6e-6);
  EXPECT_NEAR(exponentiated(reml->mean).high, .69617, 6e-6);
  EXPECT_EQ(reml->mean.method, "Wald");
  EXPECT_NEAR(reml->scatter.q, 152.23301, 6e-6);
  EXPECT_EQ(reml->scatter.q_degrees_of_freedom, 12);
  EXPECT_NEAR(reml->scatter.tau_squared.value, .313243, 6e-7);
  EXPECT_NEAR(reml->scatter.tau_squared_standard_error, .16643, 6e-6);
  EXPECT_NEAR(reml->scatter.tau_squared.low, .1197, 6e-5);
  EXPECT_NEAR(reml->scatter.tau_squared.high, 1.1115, 6e-5);
  EXPECT_EQ(reml->scatter.tau_squared.method, "Q-profile");
  EXPECT_NEAR(reml->scatter.i_squared.value, .922214, 6e-7);
  EXPECT_NEAR(reml->scatter.i_squared.low, .8192, 6e-5);
  EXPECT_NEAR(reml->scatter.i_squared.high, .9768, 6e-5);
  EXPECT_NEAR(exponentiated(reml->prediction).low, .1546, 6e-5);
  EXPECT_NEAR(exponentiated(reml->prediction).high, 1.5490, 6e-5);

  struct Expected {
    Heterogeneity heterogeneity;
    double estimate, standard_error, tau_squared, i_squared;
  };
  // Paule-Mandel at its end; metafor stops its iteration at 0.318094.
  for (const auto& e : std::vector<Expected>{{Heterogeneity::dersimonian_laird, -0.714117, .178742, .308760, 92.1173},
                                             {Heterogeneity::ml, -0.711199, .171897, .280028, 91.3783},
                                             {Heterogeneity::paule_mandel, -0.714968, .180892, .318068, 92.3303},
                                             {Heterogeneity::hedges, -0.715879, .183280, .328564, 92.5571},
                                             {Heterogeneity::sidik_jonkman, -0.717249, .187059, .345516, 92.8963},
                                             {Heterogeneity::hunter_schmidt, -0.704535, .158652, .228363, 89.6300}}) {
    const auto pooled = pool(effects->effects, {.heterogeneity = e.heterogeneity});
    EXPECT_NEAR(pooled->mean.value, e.estimate, 6e-7);
    EXPECT_NEAR(pooled->standard_error, e.standard_error, 6e-7);
    EXPECT_NEAR(pooled->scatter.tau_squared.value, e.tau_squared, 6e-7);
    EXPECT_NEAR(100 * pooled->scatter.i_squared.value, e.i_squared, 6e-5);
  }
  const auto fixed = pool(effects->effects, {.heterogeneity = Heterogeneity::none});
  EXPECT_NEAR(fixed->mean.value, -0.430285, 6e-7);
  EXPECT_NEAR(fixed->standard_error, .040499, 6e-7);
  const auto knapp_hartung = pool(effects->effects, {.interval = MeanInterval::knapp_hartung});
  EXPECT_NEAR(exponentiated(knapp_hartung->mean).low, .330072, 6e-7);
  EXPECT_NEAR(exponentiated(knapp_hartung->mean).high, .725698, 6e-7);
  EXPECT_NEAR(knapp_hartung->p_value, .00192, 6e-6);

  const auto line = meta_regression(effects->effects, RareStudies("bcg").covariate());
  EXPECT_NEAR(line->slope.value, -0.0291, 6e-5);
  EXPECT_NEAR(line->slope_standard_error, .0072, 6e-5);
  EXPECT_NEAR(line->scatter.tau_squared.value, .0764, 6e-5);
  EXPECT_NEAR(line->r_squared, .7562, 1.1e-4);  // 75.63 at the end of the iteration, printed 75.62 by R's looser one
  EXPECT_NEAR(std::pow(line->statistic, 2), 16.3571, 2e-3);  // 16.3582 at its end

  EXPECT_NEAR(regression_test(effects->effects).value().statistic, -0.8033, 6e-5);
  EXPECT_NEAR(regression_test(effects->effects).value().p_value, .4218, 6e-5);
  EXPECT_NEAR(rank_test(effects->effects).value().tau, .0256, 6e-5);
  EXPECT_TRUE(rank_test(effects->effects).value().is_exact);
  const auto filled = trim_and_fill(effects->effects, {.heterogeneity = Heterogeneity::none});
  EXPECT_EQ(filled->missing, 4U);
  EXPECT_FALSE(filled->missing_on_left);
  EXPECT_EQ(filled->filled.size(), 4U);
}

TEST(MantelHaenszel, ReproducesBcg) {
  const auto studies = RareStudies("bcg").two_arms();
  const auto expect = [](const Estimate& ratio, double value, double low, double high) {
    EXPECT_NEAR(ratio.value, value, 6e-6);
    EXPECT_NEAR(ratio.low, low, 6e-6);
    EXPECT_NEAR(ratio.high, high, 6e-6);
  };
  expect(exponentiated(mantel_haenszel(studies, ArmMeasure::log_risk_ratio).value().effect), .63527, .58813, .68618);
  expect(exponentiated(mantel_haenszel(studies, ArmMeasure::log_odds_ratio).value().effect), .62287, .57477, .67500);
  expect(exponentiated(peto(studies).value().pooled.effect), .62223, .57457, .67384);
  EXPECT_NEAR(peto(studies).value().q, 167.73017, 6e-6);
  const auto difference = mantel_haenszel(studies, ArmMeasure::risk_difference);
  EXPECT_NEAR(difference->effect.value, -.003288, 6e-7);
  EXPECT_NEAR(difference->standard_error, .000287, 6e-7);
  const auto tests = stratified_tests(studies);
  EXPECT_NEAR(tests->association, 135.688944, 6e-7);
  EXPECT_NEAR(tests->breslow_day, 171.765367, 6e-7);
  EXPECT_NEAR(tests->tarone, 171.756673, 6e-7);
  EXPECT_EQ(tests->degrees_of_freedom, 12);
}

struct Published {
  double value, low, high;
  double p = std::numeric_limits<double>::quiet_NaN();
};

void expect_odds_ratio(const Estimate& logarithm, double p_value, const Published& published) {
  const auto ratio = exponentiated(logarithm);
  EXPECT_NEAR(ratio.value, published.value, 6e-6);
  EXPECT_NEAR(ratio.low, published.low, 6e-6);
  EXPECT_NEAR(ratio.high, published.high, 6e-6);
  if (!std::isnan(published.p)) {
    EXPECT_NEAR(p_value, published.p, 6e-5);
  }
}

// Nissen and Wolski, NEJM 2007;356:2457: by Peto 1.43 (1.03 to 1.98), P = 0.03, and 1.64 (0.98 to 2.74), P = 0.06.
TEST(MantelHaenszel, ReproducesRosiglitazone) {
  const auto infarction = RareStudies("nissen_infarction").two_arms();
  const auto death = RareStudies("nissen_death").two_arms();
  const auto expect_peto = [](const std::vector<TwoArms>& studies, const Published& published) {
    const auto pooled = peto(studies).value().pooled;
    expect_odds_ratio(pooled.effect, pooled.p_value, published);
  };
  expect_peto(infarction, {1.42831, 1.03094, 1.97884, .032102});
  expect_peto(death, {1.64001, .98009, 2.74429, .059647});
  const auto expect_mh = [](const std::vector<TwoArms>& studies, ArmMeasure measure, const Published& published) {
    const auto pooled = mantel_haenszel(studies, measure).value();
    expect_odds_ratio(pooled.effect, pooled.p_value, published);
  };
  expect_mh(infarction, ArmMeasure::log_odds_ratio, {1.42692, 1.02937, 1.97800, .032868});
  expect_mh(death, ArmMeasure::log_odds_ratio, {1.69792, .98396, 2.92992, .057187});
  expect_mh(infarction, ArmMeasure::log_risk_ratio, {1.42145, 1.02893, 1.96370});
  expect_mh(death, ArmMeasure::log_risk_ratio, {1.69338, .97275, 2.94786});
}

// A correction by one half draws the answer towards 1, and more so where double zeros are corrected too.
TEST(ContinuityCorrection, DrawsRosiglitazoneTowardsOne) {
  const auto expect = [](const std::string& dataset, DoubleZeros zeros, std::size_t k, const Published& published) {
    const auto effects =
        arm_effects(RareStudies(dataset).two_arms(), ArmMeasure::log_odds_ratio, {.added = 0.5, .double_zeros = zeros});
    EXPECT_EQ(effects->effects.size(), k);
    EXPECT_FALSE(effects->notes.empty());
    const auto pooled = pool(effects->effects, {.heterogeneity = Heterogeneity::none});
    expect_odds_ratio(pooled->mean, pooled->p_value, published);
  };
  expect("nissen_infarction", DoubleZeros::left_out, 38, {1.28559, .93976, 1.75868, .1161});
  expect("nissen_infarction", DoubleZeros::corrected, 42, {1.26075, .92522, 1.71796, .1422});
  expect("nissen_death", DoubleZeros::left_out, 23, {1.30819, .80491, 2.12616, .2783});
  expect("nissen_death", DoubleZeros::corrected, 42, {1.13624, .74095, 1.74240, .5582});
}

TEST(MantelHaenszel, ReproducesCathetersByTrialsAndByDays) {
  const auto trials = RareStudies("nielweise2007").two_arms();
  expect_odds_ratio(mantel_haenszel(trials, ArmMeasure::log_odds_ratio).value().effect, 0, {.29858, .19307, .46176});
  expect_odds_ratio(peto(trials).value().pooled.effect, 0, {.33096, .22735, .48179});
  EXPECT_EQ(peto(trials).value().pooled.notes,
            (std::vector<StudyNote>{{14, StudyPattern::no_events, StudyFate::says_nothing}}));
  const auto days = mantel_haenszel(RareStudies("nielweise2008").two_rates());
  expect_odds_ratio(days->effect, 0, {.66022, .46084, .94588});
}

// Pritz 1997, fourteen shares: by the double arcsine, back at the harmonic mean, and by logits.
TEST(MetaAnalysis, ReproducesPritz) {
  const auto series = RareStudies("pritz1997").proportions();
  const auto arcsine = share_of_double_arcsine(pool(double_arcsines(series).value().effects).value().mean, series);
  EXPECT_NEAR(arcsine.value, .802900, 6e-7);
  EXPECT_NEAR(arcsine.low, .702206, 6e-7);
  EXPECT_NEAR(arcsine.high, .889347, 6e-7);
  const auto logit = share_of_logit(pool(logit_proportions(series, {.added = 0.5}).value().effects).value().mean);
  EXPECT_NEAR(logit.value, .757479, 6e-7);
  EXPECT_NEAR(logit.low, .660522, 6e-7);
  EXPECT_NEAR(logit.high, .833716, 6e-7);
  for (const auto& row : golden_rows("rare_meta")) {
    if (row.text("quantity") != "share" || row.text("dataset") != "pritz1997") continue;
    EXPECT_TRUE(is_close(arcsine.value, row.number("value"), 1e-6));
  }
}

}  // namespace
}  // namespace lossa::stats
