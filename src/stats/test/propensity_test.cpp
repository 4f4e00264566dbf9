// SPDX-License-Identifier: Apache-2.0
// Two strata by hand, in which a harm turns into a benefit; and tools/oracle/regression_prediction.R.
#include <lossa/stats/propensity.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "golden.hpp"

namespace lossa::stats {
namespace {

const GoldenTable golden("regression_prediction");

struct Patients {
  std::vector<double> treated, outcome;
  std::vector<Covariate> covariates = {{"severe", {}}};

  void add(double severe, double treatment, int count, int died) {
    for (int i = 0; i < count; ++i) {
      covariates[0].values.push_back(severe);
      treated.push_back(treatment);
      outcome.push_back(i < died ? 1 : 0);
    }
  }
};

Patients two_strata() {
  Patients patients;
  patients.add(1, 1, 100, 30);
  patients.add(1, 0, 40, 20);
  patients.add(0, 1, 40, 4);
  patients.add(0, 0, 120, 15);
  return patients;
}

TEST(Propensity, TurnsACrudeHarmIntoABenefit) {
  const auto patients = two_strata();
  const auto crude = *weighted_risks(patients.outcome, patients.treated, std::vector<double>(300, 1.0));
  EXPECT_NEAR(crude.difference.value, .024107, 5e-7);

  const auto fit = *propensity(patients.treated, patients.covariates);
  EXPECT_NEAR(fit.model.probability.front(), .714286, 5e-7);
  EXPECT_NEAR(fit.model.probability.back(), .25, 1e-12);
  EXPECT_NEAR(std::accumulate(fit.weights.begin(), fit.weights.end(), 0.0), 600, 1e-9);
  EXPECT_NEAR(fit.effective_treated, 107.655502, 5e-7);
  EXPECT_NEAR(fit.effective_untreated, 127.962085, 5e-7);
  EXPECT_EQ(fit.balance[0].name, "severe");
  EXPECT_NEAR(fit.balance[0].difference_before, 1.045745, 5e-7);
  EXPECT_NEAR(fit.balance[0].difference_after, 0, 1e-12);

  const auto weighed = *weighted_risks(patients.outcome, patients.treated, fit.weights);
  EXPECT_NEAR(weighed.treated, .193333, 5e-7);
  EXPECT_NEAR(weighed.untreated, .300000, 5e-7);
  EXPECT_NEAR(weighed.difference.value, -.106667, 5e-7);
  EXPECT_NEAR(weighed.standard_error, .0556309, 5e-8);
  EXPECT_NEAR(weighed.difference.high - weighed.difference.low, 2 * 1.959963984540054 * weighed.standard_error, 1e-12);
  EXPECT_EQ(weighed.difference.method, "robust (HC0)");
}

TEST(Propensity, StabilisedWeightsSumToThePersonsAndGiveTheSameAnswer) {
  const auto patients = two_strata();
  const auto fit = *propensity(patients.treated, patients.covariates, {.stabilised = true});
  EXPECT_NEAR(std::accumulate(fit.weights.begin(), fit.weights.end(), 0.0), 300, 1e-9);
  EXPECT_NEAR(weighted_risks(patients.outcome, patients.treated, fit.weights).value().difference.value, -.106667, 5e-7);
}

TEST(Propensity, OfTheTreatedWeighsOnlyTheOthers) {
  const auto patients = two_strata();
  for (const bool stabilised : {false, true}) {
    const auto fit =
        *propensity(patients.treated, patients.covariates, {.target = WeightTarget::treated, .stabilised = stabilised});
    EXPECT_EQ(fit.weights.front(), 1.0);
    EXPECT_NEAR(fit.weights.back(), stabilised ? 160.0 / 140 / 3 : 1.0 / 3, 1e-12);
    EXPECT_NEAR(weighted_risks(patients.outcome, patients.treated, fit.weights).value().difference.value, -.15, 1e-12);
  }
}

TEST(Propensity, IsThatOfR) {
  const auto data = GoldenData("data/endometrial");
  std::vector<double> treated;
  for (const double thickness : data["eh"]) treated.push_back(thickness < 1.1 ? 1 : 0);
  for (const auto& [name, target] : {std::pair{"ate", WeightTarget::everyone}, {"att", WeightTarget::treated}}) {
    SCOPED_TRACE(name);
    const auto fit = *propensity(treated, {{"pi", data["pi"]}, {"nv", data["nv"]}}, {.target = target});
    const auto risks = *weighted_risks(data["hg"], treated, fit.weights);
    EXPECT_CLOSE(fit.balance[0].difference_before, golden(name, "smd_before"), 1e-9);
    EXPECT_CLOSE(fit.balance[0].difference_after, golden(name, "smd_after"), 1e-6);
    EXPECT_CLOSE(fit.effective_treated, golden(name, "ess1"), 1e-6);
    EXPECT_CLOSE(fit.effective_untreated, golden(name, "ess0"), 1e-6);
    EXPECT_CLOSE(risks.difference.value, golden(name, "difference"), 1e-6);
    EXPECT_CLOSE(risks.standard_error, golden(name, "se"), 1e-6);
  }
}

TEST(Propensity, RefusesWhatItCannotCountOn) {
  const auto patients = two_strata();
  EXPECT_EQ(propensity(patients.treated, {}).error().where, "covariates");
  EXPECT_EQ(propensity({}, patients.covariates).error().where, "outcome");
  EXPECT_EQ(propensity(std::vector{0., 0., 1., 1.}, {{"x", {1, 2, 3, 4}}}).error().where, "x");  // separated
  const std::vector<double> both = {0, 1};
  EXPECT_EQ(weighted_risks({}, {}, {}).error().where, "outcome");
  EXPECT_EQ(weighted_risks(both, both, std::vector{1., 0.}).error().where, "treated");
  EXPECT_EQ(weighted_risks(both, both, std::vector{1., -1.}).error().where, "weights[1]");
  EXPECT_EQ(weighted_risks(both, std::vector{0., 2.}, both).error().where, "treated[1]");
  EXPECT_EQ(weighted_risks(both, both, std::vector{1.}).error().where, "weights");
  EXPECT_EQ(weighted_risks(both, both, both, 2.0).error().where, "level");
  const auto certain = *weighted_risks(both, both, std::vector{1., 1.});
  EXPECT_EQ(certain.difference.value, 1.0);
  EXPECT_TRUE(std::isnan(certain.difference.low) && std::isnan(certain.difference.high));
}

// VanderWeele's formula on the hazard ratios of three reports, taken as risk ratios and as of a common outcome.
TEST(EValue, IsThatOfTheFormula) {
  struct Expected {
    double hazard_ratio, rare, common;
  };
  for (const auto& [hazard_ratio, rare, common] :
       {Expected{.82, 1.7369, 1.5586}, {.69, 2.2562, 1.9080}, {.35, 5.1606, 3.5204}}) {
    EXPECT_NEAR(*e_value(hazard_ratio), rare, 5e-5);
    EXPECT_NEAR(*e_value(1 / hazard_ratio), rare, 5e-5);
    EXPECT_NEAR(*e_value(*risk_ratio_of_common(hazard_ratio)), common, 5e-5);
  }
  EXPECT_EQ(*e_value(1.0), 1.0);
  EXPECT_EQ(*e_value_of_limit({.8, .6, 1.1, .95, ""}), 1.0);
  EXPECT_EQ(*e_value_of_limit({.8, .6, .9, .95, ""}), *e_value(.9));
  EXPECT_EQ(*e_value_of_limit({2, 1.5, 3, .95, ""}), *e_value(1.5));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {0.0, -1.0, nan, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(e_value(bad).error().where, "risk_ratio");
    EXPECT_EQ(risk_ratio_of_common(bad).error().where, "hazard_ratio");
  }
  EXPECT_EQ(e_value_of_limit({2, nan, nan, .95, ""}).error().where, "risk_ratio");
}

// With one covariate of two values the model is saturated, and weighting is standardisation.
RC_GTEST_PROP(PropensityProperty, WeightingByABinaryCovariateIsStandardisation, ()) {
  const auto count = [] { return *rc::gen::inRange(2, 30); };
  const int n[4] = {count(), count(), count(), count()};
  int d[4];
  Patients patients;
  for (int cell = 0; cell < 4; ++cell) {
    d[cell] = *rc::gen::inRange(0, n[cell]);
    const bool is_severe = cell >= 2;
    patients.add(is_severe ? 1.0 : 0.0, cell % 2, n[cell], d[cell]);
  }
  const auto fit = *propensity(patients.treated, patients.covariates);
  const auto risks = *weighted_risks(patients.outcome, patients.treated, fit.weights);
  const double all = n[0] + n[1] + n[2] + n[3];
  const double standardised = ((n[0] + n[1]) * (1.0 * d[1] / n[1] - 1.0 * d[0] / n[0]) +
                               (n[2] + n[3]) * (1.0 * d[3] / n[3] - 1.0 * d[2] / n[2])) /
                              all;
  RC_ASSERT(std::abs(risks.difference.value - standardised) < 1e-9);
  RC_ASSERT(std::abs(fit.balance[0].difference_after) < 1e-9);
}

}  // namespace
}  // namespace lossa::stats
