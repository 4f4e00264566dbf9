// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox_residuals.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include <lossa/stats/cox_curves.hpp>
#include <lossa/stats/proportional_hazards.hpp>

#include "cox_support.hpp"

namespace lossa::stats {
namespace {

const GoldenTable& expected() {
  static const GoldenTable table("survival_cox");
  return table;
}

// R keeps a table column by column.
GoldenColumn by_column(const RowTable& table) {
  GoldenColumn values;
  for (std::size_t a = 0; a < table.columns; ++a)
    for (std::size_t i = a; i < table.values.size(); i += table.columns) values.push_back(table.values[i]);
  return values;
}

void expect_residuals(const CoxInput& input, Ties ties, const std::string& name) {
  SCOPED_TRACE(name);
  const auto data = sorted(input);
  const auto fit = *fit_cox(data, {.ties = ties});
  const auto residuals = *cox_residuals(data, fit);
  expect_close(residuals.martingale, expected().list(name, "martingale"), 1e-8, 1.0);
  expect_close(by_column(residuals.score), expected().list(name, "score_residuals"), 1e-8, 1.0);
  expect_close(by_column(*dfbeta(data, fit)), expected().list(name, "dfbeta"), 1e-8, 1.0);
  RowTable schoenfeld{.columns = data.columns(), .values = {}};
  for (const auto& residual : *schoenfeld_residuals(data, fit))
    schoenfeld.values.insert(schoenfeld.values.end(), residual.values.begin(), residual.values.end());
  expect_close(by_column(schoenfeld), expected().list(name, "schoenfeld"), 1e-8, 1.0);
}

std::string suffix_of(Ties ties) { return ties == Ties::efron ? "_efron" : "_breslow"; }

TEST(CoxResiduals, AreThoseOfR) {
  for (const auto ties : {Ties::efron, Ties::breslow}) {
    expect_residuals(test1(), ties, "test1" + suffix_of(ties));
    expect_residuals(test2(), ties, "test2" + suffix_of(ties));
    expect_residuals(test3(), ties, "test3" + suffix_of(ties));
    expect_residuals(lung(), ties, "lung" + suffix_of(ties));
    expect_residuals(mixed(), ties, "mixed" + suffix_of(ties));
  }
}

// Computed by hand: Therneau, vignette validate.
TEST(CoxResiduals, ReproduceTheHandComputedSet) {
  const auto data = sorted(test1());
  const auto breslow = *fit_cox(data, {.ties = Ties::breslow});
  expect_close((*cox_residuals(data, breslow)).martingale,
               {0.728714, -0.271286, -0.457427, 0.666667, -0.333333, -0.333333}, 1e-6, 1.0);
  const auto efron = *fit_cox(data);
  expect_close((*cox_residuals(data, efron)).martingale,
               {0.719171, -0.280829, -0.438341, 0.731087, -0.365543, -0.365543}, 1e-6, 1.0);
  expect_close((*cox_residuals(data, efron)).score.values,
               {0.113278, -0.044234, -0.102920, -0.407841, 0.220858, 0.220858}, 1e-6, 1.0);
  const auto delayed = sorted(test2());
  expect_close(
      (*cox_residuals(delayed, *fit_cox(delayed, {.ties = Ties::breslow}))).martingale,
      {0.521119, 0.657411, 0.789777, 0.247388, -0.606293, 0.369025, -0.068766, -1.068766, -0.420447, -0.420447}, 1e-6,
      1.0);
}

TEST(RobustVariance, IsThatOfR) {
  for (const auto ties : {Ties::efron, Ties::breslow}) {
    const auto data = sorted(mixed());
    const auto fit = *fit_cox(data, {.ties = ties});
    const auto cluster = GoldenData("mixed").whole("cluster");
    expect_close(all_of(*robust_variance(data, fit, cluster)),
                 expected().list("mixed_cluster" + suffix_of(ties), "robust"), 1e-7, 1e-4);
    auto unstratified = mixed();
    unstratified.stratum.clear();
    unstratified.offset.clear();
    const auto plain = sorted(unstratified);
    expect_close(all_of(*robust_variance(plain, *fit_cox(plain, {.ties = ties}))),
                 expected().list("mixed_robust" + suffix_of(ties), "robust"), 1e-7, 1e-4);
  }
}

// Recurrent bladder tumours, Andersen-Gill with what R prints (tumour number as stratum) and as published without.
TEST(RobustVariance, ReproducesTheBladderModel) {
  auto input = model_of({"bladder", "entry", "exit", {"rx", "size", "number"}});
  const auto id = GoldenData("bladder").whole("id");
  const auto data = sorted(input);
  const auto fit = *fit_cox(data);
  const auto robust = with_variance(fit, *robust_variance(data, fit, id));
  const double beta[] = {-0.46468695, -0.04366028, 0.17496038};
  const double naive[] = {0.19973219, 0.06905085, 0.04707406};
  const double error[] = {0.26556081, 0.07761611, 0.06304054};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(robust.beta[i], beta[i], 5e-8);
    EXPECT_NEAR(fit.coefficients[i].standard_error, naive[i], 5e-8);
    EXPECT_NEAR(robust.coefficients[i].standard_error, error[i], 5e-8);
  }
  EXPECT_EQ(robust.coefficients[0].log_ratio.method, "robust Wald");
  input.stratum = GoldenData("bladder").whole("stratum");
  const auto stratified = sorted(input);
  const auto by_number = *fit_cox(stratified);
  expect_close(by_number.beta, expected().list("bladder", "beta"), 1e-9);
  expect_close(all_of(*robust_variance(stratified, by_number, id)), expected().list("bladder", "robust"), 1e-7, 1e-4);
}

TEST(ProportionalHazards, IsThatOfR) {
  const std::pair<TimeScale, const char*> scales[] = {{TimeScale::kaplan_meier, "zph_km"},
                                                      {TimeScale::rank, "zph_rank"},
                                                      {TimeScale::identity, "zph_identity"},
                                                      {TimeScale::log, "zph_log"}};
  const std::pair<CoxInput, std::string> models[] = {
      {test1(), "test1"}, {test2(), "test2"}, {test3(), "test3"}, {lung(), "lung"}, {mixed(), "mixed"}};
  for (const auto ties : {Ties::efron, Ties::breslow})
    for (const auto& [input, name] : models)
      for (const auto& [scale, quantity] : scales) {
        SCOPED_TRACE(name + suffix_of(ties) + " " + quantity);
        const auto data = sorted(input);
        const auto test = *test_proportional_hazards(data, *fit_cox(data, {.ties = ties}), scale);
        GoldenColumn chi_squared;
        for (const auto& term : test.terms) chi_squared.push_back(term.test.chi_squared);
        chi_squared.push_back(test.global.chi_squared);
        expect_close(chi_squared, expected().list(name + suffix_of(ties), quantity), 1e-6, 1e-3);
      }
}

TEST(ProportionalHazards, OfTheLungModel) {
  const auto data = sorted(lung());
  const auto test = *test_proportional_hazards(data, *fit_cox(data));
  EXPECT_NEAR(test.terms[0].test.chi_squared, 0.18799, 5e-6);
  EXPECT_NEAR(test.terms[1].test.chi_squared, 2.30544, 5e-6);
  EXPECT_NEAR(test.terms[2].test.chi_squared, 2.05425, 5e-6);
  EXPECT_NEAR(test.global.chi_squared, 4.46366, 5e-6);
  EXPECT_EQ(test.global.degrees_of_freedom, 3);
}

TEST(Predict, IsThatOfR) {
  const std::vector<double> people[] = {{60, 1, 1}, {75, 2, 0}};
  for (const auto ties : {Ties::efron, Ties::breslow}) {
    const auto data = sorted(lung());
    const auto fit = *fit_cox(data, {.ties = ties});
    for (int who = 0; who < 2; ++who) {
      const auto name = "lung" + suffix_of(ties);
      const auto number = std::to_string(who + 1);
      GoldenColumn hazard, error, survival, low, high;
      for (const auto& step : *predict(data, fit, {.covariates = people[who]})) {
        hazard.push_back(step.hazard);
        error.push_back(step.standard_error);
        survival.push_back(step.survival);
        low.push_back(step.low);
        high.push_back(step.high);
      }
      expect_close(hazard, expected().list(name, "hazard_" + number), 1e-8);
      expect_close(error, expected().list(name, "hazard_error_" + number), 1e-7);
      expect_close(survival, expected().list(name, "survival_" + number), 1e-8);
      expect_close(low, expected().list(name, "low_" + number), 1e-7);
      expect_close(high, expected().list(name, "high_" + number), 1e-7);
    }
    auto two = model_of({"mixed", "entry", "exit", {"age", "male"}});
    two.observations.weight = GoldenData("mixed")["weight"];
    const auto intervals = sorted(two);
    GoldenColumn hazard, error;
    const std::vector<double> who{0.5, 1};
    for (const auto& step : *predict(intervals, *fit_cox(intervals, {.ties = ties}), {.covariates = who})) {
      hazard.push_back(step.hazard);
      error.push_back(step.standard_error);
    }
    expect_close(hazard, expected().list("mixed_two" + suffix_of(ties), "hazard"), 1e-8);
    expect_close(error, expected().list("mixed_two" + suffix_of(ties), "hazard_error"), 1e-7);
  }
}

// Therneau's second set: the baseline hazard at x = 0.
TEST(Predict, ReproducesTheHandComputedHazard) {
  const auto data = sorted(test2());
  const std::vector<double> nobody{0};
  GoldenColumn hazard;
  for (const auto& step : *predict(data, *fit_cox(data, {.ties = Ties::breslow}), {.covariates = nobody}))
    hazard.push_back(step.hazard);
  expect_close(hazard, {0.521119, 0.863708, 1.073932, 1.340113, 1.606293, 2.026740}, 1e-6);
}

TEST(CoxResiduals, RefuseWhatHasNoMeaning) {
  const auto data = sorted(test1());
  const auto exact = *fit_cox(data, {.ties = Ties::exact});
  const std::vector<double> x{0};
  EXPECT_EQ(cox_residuals(data, exact).error().where, "ties");
  EXPECT_EQ(schoenfeld_residuals(data, exact).error().where, "ties");
  EXPECT_EQ(predict(data, exact, {.covariates = x}).error().where, "ties");
  EXPECT_EQ(test_proportional_hazards(data, exact).error().where, "ties");
  const auto fit = *fit_cox(data);
  const std::vector<int> cluster{1, 2};
  EXPECT_EQ(robust_variance(data, fit, cluster).error().where, "cluster");
  EXPECT_EQ(predict(data, fit, {.covariates = x, .stratum = 3}).error().where, "stratum");
  EXPECT_EQ(predict(data, fit, {.covariates = {}}).error().where, "covariates");
  EXPECT_EQ(predict(data, fit, {.covariates = x, .limits = {.level = 2}}).error().where, "level");
  const auto endless =
      sorted({.observations = {.exit = {1, 2, 3, 4}, .event = {1, 1, 0, 0}}, .covariates = {{"x", {1, 1, 0, 0}}}});
  const auto infinite = *fit_cox(endless);
  EXPECT_EQ(dfbeta(endless, infinite).error().where, "covariates.x");
  EXPECT_EQ(predict(endless, infinite, {.covariates = x}).error().where, "covariates.x");
  EXPECT_TRUE(cox_residuals(endless, infinite).has_value());
}

TEST(ProportionalHazards, RefusesWhatItCannotTell) {
  const auto zero = sorted(
      {.observations = {.exit = {0, 1, 2, 3, 3}, .event = {1, 1, 1, 0, 1}}, .covariates = {{"x", {1, 0, 1, 0, 1}}}});
  EXPECT_EQ(test_proportional_hazards(zero, *fit_cox(zero), TimeScale::log).error().where, "exit");
  const auto once = sorted(
      {.observations = {.exit = {2, 2, 2, 2, 3}, .event = {1, 1, 1, 0, 0}}, .covariates = {{"x", {1, 0, 1, 0, 1}}}});
  EXPECT_EQ(test_proportional_hazards(once, *fit_cox(once)).error().where, "exit");
}

}  // namespace
}  // namespace lossa::stats
