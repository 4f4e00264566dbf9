// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/kaplan_meier.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "golden.hpp"
#include "survival_support.hpp"

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const GoldenTable& expected() {
  static const GoldenTable table("survival_curves");
  return table;
}

const std::map<std::string, Observations>& cohorts_by_name() {
  static const auto cohorts = [] {
    std::map<std::string, Observations> made;
    const GoldenData freireich("freireich");
    const auto remission = observations_of(freireich, "time");
    made["freireich_treated"] = rows_where(remission, freireich["treated"], 1);
    made["freireich_control"] = rows_where(remission, freireich["treated"], 0);
    made["lung"] = observations_of(GoldenData("lung_all"), "time");
    const GoldenData aml("aml");
    made["aml_maintained"] = rows_where(observations_of(aml, "time"), aml["maintained"], 1);
    const GoldenData test2("test2");
    made["test2"] = observations_of(test2, "exit");
    made["test2"].entry = test2["entry"];
    const GoldenData test3("test3");
    made["test3"] = observations_of(test3, "time");
    made["test3"].weight = test3["weight"];
    const GoldenData mixed("mixed");
    made["mixed_right"] = made["mixed"] = observations_of(mixed, "exit");
    made["mixed"].entry = mixed["entry"];
    made["mixed"].weight = mixed["weight"];
    return made;
  }();
  return cohorts;
}

template <typename Get>
GoldenColumn column(const SurvivalCurve& curve, Get get) {
  GoldenColumn values;
  for (const auto& step : curve.steps) values.push_back(get(step));
  return values;
}

TEST(KaplanMeier, IsThatOfR) {
  for (const auto& [name, cohort] : cohorts_by_name()) {
    SCOPED_TRACE(name);
    const auto curve = *kaplan_meier(cohort);
    const auto check_column = [&](const char* quantity, auto get) {
      SCOPED_TRACE(quantity);
      expect_close(column(curve, get), expected().list(name, quantity), 1e-9, 1e-12);
    };
    check_column("time", [](const SurvivalStep& step) { return step.time; });
    check_column("at_risk", [](const SurvivalStep& step) { return step.at_risk; });
    check_column("events", [](const SurvivalStep& step) { return step.events; });
    check_column("survival", [](const SurvivalStep& step) { return step.survival; });
    check_column("standard_error", [](const SurvivalStep& step) { return step.standard_error; });
    check_column("hazard", [](const SurvivalStep& step) { return step.hazard; });
    check_column("hazard_error", [](const SurvivalStep& step) { return std::sqrt(step.hazard_variance); });
  }
}

TEST(KaplanMeier, LimitsAndQuantilesAreThoseOfR) {
  for (const auto& [name, cohort] : cohorts_by_name())
    for (const auto scale : {LimitScale::log, LimitScale::log_log, LimitScale::plain, LimitScale::arcsine}) {
      const auto case_name = name + "_" + std::string(name_of(scale));
      SCOPED_TRACE(case_name);
      const auto curve = *kaplan_meier(cohort, {.scale = scale});
      expect_close(column(curve, [](const SurvivalStep& step) { return step.low; }), expected().list(case_name, "low"),
                   1e-9);
      expect_close(column(curve, [](const SurvivalStep& step) { return step.high; }),
                   expected().list(case_name, "high"), 1e-9);
      GoldenColumn quantile;
      GoldenColumn low;
      GoldenColumn high;
      for (const double share : {0.1, 0.25, 0.5, 0.75, 0.9}) {
        const auto estimate = survival_quantile(curve, share);
        EXPECT_EQ(estimate.method, name_of(scale));
        // R says NA where the curve does not come so far down.
        quantile.push_back(std::isinf(estimate.value) ? std::nan("") : estimate.value);
        low.push_back(std::isinf(estimate.low) ? std::nan("") : estimate.low);
        high.push_back(std::isinf(estimate.high) ? std::nan("") : estimate.high);
      }
      expect_close(quantile, expected().list(case_name, "quantile"), 1e-12);
      // Where the limit rises again (few at risk early, by delayed entry) R interpolates in it as if it were sorted.
      if (case_name != "test2_log-log") expect_close(low, expected().list(case_name, "quantile_low"), 1e-12);
      expect_close(high, expected().list(case_name, "quantile_high"), 1e-12);
    }
}

// Freireich et al. 1963 as reprinted in many textbooks; S and its limits to the digits printed there.
TEST(KaplanMeier, ReproducesTheFreireichTable) {
  const auto curve = *kaplan_meier(cohorts_by_name().at("freireich_treated"));
  ASSERT_EQ(curve.steps.size(), 7U);
  const auto& last = curve.steps.back();
  EXPECT_EQ(last.time, 23);
  EXPECT_NEAR(last.survival, 0.448179, 5e-7);
  EXPECT_NEAR(last.standard_error, 0.1345915, 5e-8);
  EXPECT_NEAR(last.low, 0.248788, 5e-7);
  EXPECT_NEAR(last.high, 0.807372, 5e-7);
  EXPECT_NEAR(last.hazard, 0.752114, 5e-7);
  const auto median = survival_quantile(curve, 0.5);
  EXPECT_EQ(median.value, 23);
  EXPECT_EQ(median.low, 16);
  EXPECT_TRUE(median.is_open_above());
  const auto control = survival_quantile(*kaplan_meier(cohorts_by_name().at("freireich_control")), 0.5);
  EXPECT_EQ(control.value, 8);
  EXPECT_EQ(control.low, 4);
  EXPECT_EQ(control.high, 12);
}

TEST(KaplanMeier, DelayedEntryAndWeightsAsComputedByHand) {
  const auto delayed =
      *kaplan_meier({.entry = {0, 0, 2, 3, 1, 4}, .exit = {5, 3, 6, 8, 7, 9}, .event = {1, 1, 0, 1, 1, 0}});
  expect_close(column(delayed, [](const SurvivalStep& step) { return step.survival; }), {0.75, 0.6, 0.4, 0.2}, 1e-12);
  const auto weighted =
      *kaplan_meier({.exit = {1, 2, 3, 4, 5, 6}, .event = {1, 0, 1, 1, 0, 1}, .weight = {2, 1, 1.5, 1, 0.5, 2}});
  expect_close(column(weighted, [](const SurvivalStep& step) { return step.survival; }), {0.75, 0.525, 0.375, 0},
               1e-12);
  expect_close(column(weighted, [](const SurvivalStep& step) { return step.at_risk; }), {8, 5, 3.5, 2}, 1e-12);
}

TEST(KaplanMeier, IsExactlyZeroWhenTheLastAllHaveTheEventWhateverTheWeights) {
  const auto curve = *kaplan_meier({.exit = {1, 2, 2, 2}, .event = {1, 1, 1, 1}, .weight = {0.7, 0.1, 0.2, 0.3}});
  EXPECT_EQ(curve.steps.back().survival, 0);
  EXPECT_TRUE(std::isnan(curve.steps.back().standard_error));
  EXPECT_TRUE(std::isnan(curve.steps.back().high));
}

TEST(KaplanMeier, OneTwoAndNoPatients) {
  EXPECT_EQ(kaplan_meier({}).error().where, "exit");
  const auto censored = *kaplan_meier({.exit = {3}, .event = {0}});
  EXPECT_TRUE(censored.steps.empty());
  EXPECT_EQ(survival_at(censored, 3), 1);
  EXPECT_TRUE(std::isnan(survival_at(censored, 3.5)));
  EXPECT_TRUE(survival_quantile(censored, 0.5).is_open_above());
  const auto two = *kaplan_meier({.exit = {1, 2}, .event = {1, 1}});
  EXPECT_EQ(survival_at(two, 0.5), 1);
  EXPECT_EQ(survival_at(two, 1), 0.5);
  EXPECT_EQ(survival_at(two, 9), 0);
  EXPECT_EQ(survival_quantile(two, 0.5).value, 1.5);  // S is one half from 1 to 2
}

TEST(KaplanMeier, NamesWhatIsWrong) {
  const double nan = std::nan("");
  const auto where = [](const Observations& observations) { return kaplan_meier(observations).error().where; };
  EXPECT_EQ(where({.exit = {1, nan, -1}, .event = {1, 1, 1}}), "exit[1]");
  EXPECT_EQ(where({.exit = {1, 2, -1}, .event = {1, 1, 1}}), "exit[2]");
  EXPECT_EQ(where({.exit = {1, infinity}, .event = {1, 1}}), "exit[1]");
  EXPECT_EQ(where({.exit = {1, 2}, .event = {1}}), "event");
  EXPECT_EQ(where({.exit = {1, 2}, .event = {1, -1}}), "event[1]");
  EXPECT_EQ(where({.exit = {1, 2}, .event = {1, 1001}}), "event[1]");
  EXPECT_EQ(where({.entry = {0}, .exit = {1, 2}, .event = {1, 1}}), "entry");
  EXPECT_EQ(where({.entry = {0, nan}, .exit = {1, 2}, .event = {1, 1}}), "entry[1]");
  EXPECT_EQ(where({.entry = {0, 2}, .exit = {1, 2}, .event = {1, 1}}), "entry[1]");
  EXPECT_EQ(where({.exit = {1, 2}, .event = {1, 1}, .weight = {1, -1}}), "weight[1]");
  EXPECT_EQ(where({.exit = {1, 2}, .event = {1, 1}, .weight = {1, 1e300}}), "weight");
  EXPECT_EQ(where({.exit = {1, 2}, .event = {1, 1}, .weight = {1}}), "weight");
  EXPECT_EQ(kaplan_meier({.exit = {1}, .event = {1}}, {.level = 1.0}).error().where, "level");
}

TEST(KaplanMeier, RefusesToBeReadAsARiskWhereThereAreCompetingEvents) {
  const Observations two_causes{.exit = {1, 2, 3}, .event = {1, 2, 0}};
  const auto refused = kaplan_meier(two_causes);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().where, "event[1]");
  EXPECT_NE(refused.error().message.find("cumulative incidence"), std::string::npos);
  EXPECT_FALSE(kaplan_meier(cause_specific(two_causes, 1)).has_value());
  EXPECT_EQ(survival_at(*kaplan_meier(any_event(two_causes)), 3), 1.0 / 3);
  EXPECT_FALSE(cause_specific({.exit = {1}, .event = {1}}, 1).competing_events_are_censored);
}

TEST(RestrictedMean, IsThatOfR) {
  const std::map<std::string, GoldenColumn> horizons{
      {"freireich_treated", {20, 35}}, {"freireich_control", {20, 23}}, {"lung", {365, 1000}}, {"mixed", {5, 12}}};
  for (const auto& [name, times] : horizons)
    for (const double horizon : times) {
      const auto case_name = name + "_" + std::to_string(static_cast<int>(horizon));
      SCOPED_TRACE(case_name);
      const auto mean = *restricted_mean(*kaplan_meier(cohorts_by_name().at(name)), horizon);
      expect_close({mean.mean.value, mean.standard_error}, expected().list(case_name, "restricted_mean"), 1e-9);
    }
}

// survRM2 on the Freireich data, until 20 weeks.
TEST(RestrictedMean, ContrastIsThatOfSurvRM2) {
  const auto mean = [](const char* name) { return *restricted_mean(*kaplan_meier(cohorts_by_name().at(name)), 20); };
  const auto treated = mean("freireich_treated");
  const auto control = mean("freireich_control");
  EXPECT_NEAR(treated.mean.value, 16.11652661, 5e-9);
  EXPECT_NEAR(treated.standard_error, 1.25156020, 5e-9);
  EXPECT_NEAR(control.mean.value, 8.42857143, 5e-9);
  EXPECT_NEAR(control.standard_error, 1.26808268, 5e-9);
  const auto between = contrast(treated, control);
  EXPECT_NEAR(between.difference.value, 7.687955182, 5e-10);
  EXPECT_NEAR(between.difference.low, 4.195897, 5e-7);
  EXPECT_NEAR(between.difference.high, 11.180013, 5e-7);
  EXPECT_NEAR(between.p_difference, 1.596e-5, 5e-9);
  EXPECT_NEAR(between.ratio.value, 1.912130, 5e-7);
  EXPECT_NEAR(between.ratio.low, 1.372146, 5e-7);
  EXPECT_NEAR(between.ratio.high, 2.664616, 5e-7);
}

// The sample of survRM2: two arms of the Mayo trial in primary biliary cirrhosis, until 10 years.
TEST(RestrictedMean, OfThePrimaryBiliaryCirrhosisTrial) {
  const GoldenData pbc("pbc");
  const auto all = observations_of(pbc, "years");
  const auto treated = *restricted_mean(*kaplan_meier(rows_where(all, pbc["arm"], 1)), 10);
  const auto control = *restricted_mean(*kaplan_meier(rows_where(all, pbc["arm"], 0)), 10);
  EXPECT_NEAR(treated.mean.value, 7.146493, 5e-7);
  EXPECT_NEAR(treated.standard_error, 0.28277485, 5e-9);
  EXPECT_NEAR(control.mean.value, 7.28341576, 5e-9);
  EXPECT_NEAR(control.standard_error, 0.29547809, 5e-9);
  EXPECT_NEAR(contrast(treated, control).p_difference, 0.737786, 5e-7);
}

TEST(RestrictedMean, SaysWhatIsNotKnown) {
  const auto curve = *kaplan_meier({.exit = {1, 2, 3}, .event = {1, 1, 0}});
  EXPECT_EQ(restricted_mean(curve, 3.5).error().where, "horizon");
  EXPECT_EQ(restricted_mean(curve, 0).error().where, "horizon");
  EXPECT_EQ(restricted_mean(curve, infinity).error().where, "horizon");
  const auto all_dead = *kaplan_meier({.exit = {1, 2}, .event = {1, 1}});
  EXPECT_EQ((*restricted_mean(all_dead, 10)).mean.value, 1.5);  // S is 0 from 2 on
  const auto same = *restricted_mean(*kaplan_meier({.exit = {1}, .event = {0}}), 1);
  EXPECT_EQ(contrast(same, same).p_difference, 1);
}

}  // namespace
}  // namespace lossa::stats
