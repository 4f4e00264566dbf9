// SPDX-License-Identifier: Apache-2.0
// Reference answers as numbers, digit by digit: R 4.2.2 with cmprsk 2.2-11, survival 3.5-3, brglm2 0.9 and
// metafor 3.8-1.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <lossa/stats/cumulative_incidence.hpp>
#include <lossa/stats/effect.hpp>
#include <lossa/stats/fine_gray.hpp>
#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/logistic.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/meta_analysis.hpp>

#include "cox_support.hpp"
#include "golden.hpp"
#include "rare_studies.hpp"
#include "survival_support.hpp"

namespace lossa::stats {
namespace {

Observations mgus() { return observations_of(GoldenData("mgus"), "time"); }

// Progression with death competing, and what one less Kaplan-Meier, which takes the dead as censored, would say of it.
TEST(Reference, GammopathyInFourTimes) {
  struct Expected {
    double months, progression, error, death, death_error, naive;
  };
  const auto progression = *cumulative_incidence(mgus());
  const auto death = *cumulative_incidence(mgus(), {.cause = 2});
  auto alive_again = mgus();  // by hand: `kaplan_meier` refuses what `cause_specific` makes
  for (int& event : alive_again.event) event = event == 1 ? 1 : 0;
  const auto naive = *kaplan_meier(alive_again);
  for (const auto& e : {Expected{60, .034103713, .00489083, .320367010, .01257142, .042154},
                        Expected{120, .063722168, .00679945, .531817704, .01406542, .095222},
                        Expected{240, .099813716, .00980611, .724027976, .01564873, .209562},
                        Expected{360, .134041644, .02133657, .784208247, .02152768, .424837}}) {
    SCOPED_TRACE(e.months);
    EXPECT_NEAR(step_at(progression, e.months)->incidence, e.progression, 5e-10);
    EXPECT_NEAR(std::sqrt(step_at(progression, e.months)->variance), e.error, 5e-9);
    EXPECT_NEAR(step_at(death, e.months)->incidence, e.death, 5e-10);
    EXPECT_NEAR(std::sqrt(step_at(death, e.months)->variance), e.death_error, 5e-9);
    EXPECT_NEAR(1 - survival_at(naive, e.months), e.naive, 6e-7);
  }
}

TEST(Reference, GammopathyByAgeAndSex) {
  const GoldenData data("mgus");
  const auto male = data.whole("male");
  const auto gray = *gray_test(mgus(), {.group = male}, 1);
  EXPECT_NEAR(gray.chi_squared, 1.194508, 6e-7);
  EXPECT_NEAR(gray.p, .274422, 6e-7);
  const std::vector<Covariate> covariates{{"age", data["age"]}, {"male", data["male"]}};
  const auto fine_gray = *fit_fine_gray({.observations = mgus(), .covariates = covariates});
  EXPECT_NEAR(fine_gray.beta[0], -.017338, 6e-7);
  EXPECT_NEAR(fine_gray.beta[1], -.260038, 6e-7);
  EXPECT_NEAR(fine_gray.coefficients[0].standard_error, .0057371, 5e-8);
  EXPECT_NEAR(fine_gray.coefficients[1].standard_error, .185681, 6e-7);
  EXPECT_NEAR(fine_gray.log_pseudo_likelihood, -790.12, 5e-3);
  const auto cause = *fit_cox(sorted({.observations = cause_specific(mgus(), 1), .covariates = covariates}));
  EXPECT_NEAR(cause.beta[0], .01303857, 5e-9);  // the opposite sign
  EXPECT_NEAR(cause.beta[1], -.02513779, 5e-9);
  EXPECT_NEAR(cause.coefficients[0].standard_error, .00825869, 5e-9);
  EXPECT_NEAR(cause.coefficients[1].standard_error, .18845585, 5e-9);
}

TEST(Reference, TinySetsOfCompetingCauses) {
  const Observations tiny{.exit = {1, 2, 2, 3, 4, 5, 6, 7, 8, 9}, .event = {1, 2, 1, 0, 1, 2, 0, 1, 2, 0}};
  const auto first = *cumulative_incidence(tiny);
  const auto second = *cumulative_incidence(tiny, {.cause = 2});
  const auto expect_at = [](const auto& curve, std::vector<double> times, std::vector<double> values) {
    for (std::size_t i = 0; i < times.size(); ++i) EXPECT_NEAR(step_at(curve, times[i])->incidence, values[i], 5e-10);
  };
  expect_at(first, {1, 2, 4, 7}, {.1, .2, .316666667, .472222222});
  expect_at(second, {2, 5, 8}, {.1, .216666667, .372222222});
  const double times[] = {1, 2, 4, 5, 7, 8};
  const double survival[] = {.9, .7, .583333, .466667, .311111, .155556};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(step_at(first, times[i])->survival, survival[i], 6e-7);

  const Observations twelve{.exit = {2, 3, 3, 5, 6, 7, 8, 10, 11, 12, 14, 15},
                            .event = {1, 2, 1, 0, 1, 2, 0, 1, 2, 1, 0, 2}};
  const std::vector<int> group{1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0};
  const auto cause = *fit_cox(
      sorted({.observations = cause_specific(twelve, 1), .covariates = {{"x", {group.begin(), group.end()}}}}));
  EXPECT_NEAR(cause.beta[0], .769891805, 5e-9);
  EXPECT_NEAR(cause.coefficients[0].standard_error, .919290599, 5e-9);
  EXPECT_NEAR((*gray_test(twelve, {.group = group})).p, .244175, 6e-7);
  const auto other = *gray_test(twelve, {.group = group}, 2);
  EXPECT_NEAR(other.chi_squared, 2.51917883, 5e-9);
  EXPECT_NEAR(other.p, .112469, 6e-7);
}

struct FirthReference {
  double beta, error, low, high, chi_squared, p;
};

TEST(Reference, FirthOfEndometrialCancer) {
  const GoldenData data("data/endometrial");
  const auto fit = *firth_logistic(
      {.outcome = data["hg"], .covariates = {{"nv", data["nv"]}, {"pi", data["pi"]}, {"eh", data["eh"]}}});
  const FirthReference expected[] = {
      {3.774559714, 1.488691663, 1.082537, 7.209281, 8.198014, .0041936},
      {2.929273353, 1.550763730, .609724, 7.854632, 6.798457, .0091237},
      {-.034751760, .039578147, -.124459, .040455, .746829, .387482},
      {-2.604163925, .776017643, -4.365183, -1.232721, 17.759318, 2.507e-5},
  };
  for (std::size_t j = 0; j < 4; ++j) {
    const auto& term = fit.coefficients[j];
    SCOPED_TRACE(term.name);
    EXPECT_NEAR(term.estimate.value, expected[j].beta, 5e-9);
    EXPECT_NEAR(term.standard_error, expected[j].error, 5e-9);
    EXPECT_NEAR(term.estimate.low, expected[j].low, 6e-7);
    EXPECT_NEAR(term.estimate.high, expected[j].high, 6e-7);
    EXPECT_NEAR(term.chi_squared, expected[j].chi_squared, 6e-7);
    EXPECT_NEAR(term.p, expected[j].p, expected[j].p < 1e-4 ? 5e-9 : 6e-7);
  }
}

// One binary covariate: Firth's is half a person more in each cell.
TEST(Reference, FirthOfATableWithAnEmptyCell) {
  const auto fit = *firth_logistic({{1, 0, 1, 0}, {{"first", {1, 1, 0, 0}}}, {0, 24, 1, 51}});
  EXPECT_NEAR(fit.coefficients[1].estimate.value, -.355703599, 5e-9);
  EXPECT_NEAR(exponentiated(fit.coefficients[1].estimate).low, .0047, 5e-5);
  EXPECT_NEAR(exponentiated(fit.coefficients[1].estimate).high, 13.63, 5e-3);
}

TEST(Reference, FirthOfAMonotoneCoxModel) {
  const CoxInput input{
      .observations = {.exit = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, .event = {1, 1, 1, 0, 1, 1, 0, 1, 1, 0}},
      .covariates = {{"x", {0, 0, 0, 1, 0, 0, 1, 0, 0, 1}}}};
  const auto fit = *fit_cox(sorted(input), {.penalty = Penalty::firth});
  const auto ratio = fit.coefficients[0].hazard_ratio();
  EXPECT_NEAR(fit.beta[0], -2.19978793, 2e-7);  // coxphf stops its search at 1e-4 of its step
  EXPECT_NEAR(ratio.value, .110827, 6e-7);
  EXPECT_NEAR(ratio.low, .000851, 6e-7);
  EXPECT_NEAR(ratio.high, .923101, 6e-7);
}

TEST(Reference, BcgAsRiskRatios) {
  struct Expected {
    Heterogeneity heterogeneity;
    double ratio;
  };
  const auto effects = arm_effects(RareStudies("bcg").two_arms(), ArmMeasure::log_risk_ratio).value().effects;
  for (const auto& e :
       {Expected{Heterogeneity::dersimonian_laird, .48962}, Expected{Heterogeneity::ml, .49106},
        Expected{Heterogeneity::paule_mandel, .48921}, Expected{Heterogeneity::hedges, .48876},
        Expected{Heterogeneity::sidik_jonkman, .48809}, Expected{Heterogeneity::hunter_schmidt, .49434}})
    EXPECT_NEAR(exponentiated(pool(effects, {.heterogeneity = e.heterogeneity}).value().mean).value, e.ratio, 6e-6);
  const auto dl = exponentiated(pool(effects, {.heterogeneity = Heterogeneity::dersimonian_laird}).value().mean);
  EXPECT_NEAR(dl.low, .34492, 6e-6);
  EXPECT_NEAR(dl.high, .69504, 6e-6);
  EXPECT_NEAR(pool(effects, {.interval = MeanInterval::knapp_hartung}).value().standard_error, .180792, 6e-7);
}

// All patients in one table turn the answer round (Simpson).
TEST(Reference, RosiglitazoneCrudelyPooledReverses) {
  const auto crude_of = [](const std::string& name) {
    TwoArms sum{{0, 0}, {0, 0}};
    for (const auto& trial : RareStudies(name).two_arms()) {
      sum.first.events += trial.first.events;
      sum.first.n += trial.first.n;
      sum.second.events += trial.second.events;
      sum.second.n += trial.second.n;
    }
    const std::vector<TwoArms> one{sum};
    return exponentiated(mantel_haenszel(one, ArmMeasure::log_odds_ratio).value().effect).value;
  };
  EXPECT_NEAR(crude_of("nissen_infarction"), .942, 5e-4);
  EXPECT_NEAR(crude_of("nissen_death"), 1.400, 5e-4);
}

TEST(Reference, ConfoundingByIndicationInTwoStrata) {
  const std::vector<TwoArms> strata{{{30, 100}, {20, 40}}, {{4, 40}, {15, 120}}};
  const std::vector<TwoArms> crude{{{34, 140}, {35, 160}}};
  const auto ratio = [](const std::vector<TwoArms>& tables) {
    return exponentiated(mantel_haenszel(tables, ArmMeasure::log_odds_ratio).value().effect).value;
  };
  EXPECT_NEAR(ratio(crude), 1.145553, 6e-7);
  EXPECT_NEAR(ratio(strata), .516689, 6e-7);
}

}  // namespace
}  // namespace lossa::stats
