// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "cox_support.hpp"

namespace lossa::stats {
namespace {

const GoldenTable& expected() {
  static const GoldenTable table("survival_cox");
  return table;
}

CoxFit fit(const CoxInput& input, CoxOptions options = {}) { return *fit_cox(sorted(input), options); }

void expect_fit(const CoxFit& actual, const std::string& name) {
  SCOPED_TRACE(name);
  expect_close(actual.beta, expected().list(name, "beta"), 1e-9, 1e-3);
  expect_close(all_of(actual.variance), expected().list(name, "variance"), 1e-7, 1e-4);
  expect_close({actual.log_likelihood_null, actual.log_likelihood}, expected().list(name, "log_likelihood"), 1e-10);
  expect_close(actual.score.chi_squared, expected().list(name, "score").at(0), 1e-9);
}

TEST(Cox, IsThatOfRWithEveryWayOfTies) {
  for (const auto ties : {Ties::efron, Ties::breslow, Ties::exact}) {
    const std::string suffix = ties == Ties::efron ? "_efron" : ties == Ties::breslow ? "_breslow" : "_exact";
    expect_fit(fit(freireich(), {.ties = ties}), "freireich" + suffix);
    expect_fit(fit(lung(), {.ties = ties}), "lung" + suffix);
    auto plain = mixed();
    plain.observations.entry.clear();
    plain.observations.weight.clear();
    expect_fit(fit(plain, {.ties = ties}), "mixed_plain" + suffix);
    expect_close(fit(lung(), {.ties = ties}).wald.chi_squared, expected().list("lung" + suffix, "wald").at(0), 1e-7);
    if (ties == Ties::exact) continue;
    expect_fit(fit(mixed(), {.ties = ties}), "mixed" + suffix);
    expect_fit(fit(test1(), {.ties = ties}), "test1" + suffix);
    expect_fit(fit(test2(), {.ties = ties}), "test2" + suffix);
    expect_fit(fit(test3(), {.ties = ties}), "test3" + suffix);
  }
}

TEST(Cox, ExactTiesWithIntervals) {
  auto few = model_of({"mixed", "entry", "exit", {"age", "male"}});
  few.observations.entry.resize(30);
  few.observations.exit.resize(30);
  few.observations.event.resize(30);
  for (auto& covariate : few.covariates) covariate.values.resize(30);
  expect_fit(fit(few, {.ties = Ties::exact}), "mixed_few_exact");
}

// Computed by hand: Therneau, vignette validate of the R package survival.
TEST(Cox, ReproducesTheHandComputedSets) {
  const auto breslow = fit(test1(), {.ties = Ties::breslow});
  EXPECT_NEAR(breslow.beta[0], std::log((3 + std::sqrt(33.0)) / 2), 1e-12);
  EXPECT_NEAR(breslow.log_likelihood_null, -4.564348191, 5e-10);
  EXPECT_NEAR(breslow.log_likelihood, -3.824749505, 5e-10);
  EXPECT_NEAR(1 / breslow.variance(0, 0), 0.6341681428, 5e-9);
  EXPECT_NEAR(breslow.score.chi_squared, 1.6, 1e-12);
  const auto efron = fit(test1());
  EXPECT_NEAR(efron.beta[0], 1.676857486, 5e-10);
  EXPECT_NEAR(efron.log_likelihood_null, -4.276666119, 5e-10);
  EXPECT_NEAR(efron.log_likelihood, -3.358974840, 5e-10);
  EXPECT_NEAR(1 / efron.variance(0, 0), 0.6126318960, 5e-9);
  EXPECT_NEAR(efron.score.chi_squared, (52.0 / 48) * (52.0 / 48) / (83.0 / 144), 1e-12);

  const auto intervals = fit(test2(), {.ties = Ties::breslow});
  EXPECT_NEAR(intervals.beta[0], -0.08452608066, 5e-12);
  EXPECT_NEAR(intervals.score.chi_squared, (2.0 / 15) * (2.0 / 15) / (2821.0 / 1800), 1e-12);
  EXPECT_NEAR(1 / intervals.variance(0, 0), 1.586934149, 5e-9);
  EXPECT_NEAR(fit(test2()).beta[0], -0.02110520963, 5e-10);
  EXPECT_NEAR(fit(test2()).log_likelihood, -9.169166465, 5e-10);

  const auto weighted = fit(test3(), {.ties = Ties::breslow});
  EXPECT_NEAR(weighted.beta[0], 0.8595574445, 5e-11);
  EXPECT_NEAR(weighted.log_likelihood_null, -32.86755078, 5e-9);
  EXPECT_NEAR(weighted.log_likelihood, -32.02104628, 5e-9);
  EXPECT_NEAR(1 / weighted.variance(0, 0), 1.966555431, 5e-9);
  EXPECT_NEAR(fit(test3()).beta[0], 0.8726042464, 5e-11);
  EXPECT_NEAR(fit(test3()).log_likelihood, -29.41678460, 5e-9);
}

TEST(Cox, ReproducesFreireich) {
  const auto exact = fit(freireich(), {.ties = Ties::exact});
  EXPECT_NEAR(exact.beta[0], -1.628243952, 5e-10);
  EXPECT_NEAR(exact.coefficients[0].standard_error, 0.433131297, 5e-9);
  EXPECT_NEAR(exact.likelihood_ratio.chi_squared, 16.252356, 5e-7);
  EXPECT_NEAR(exact.score.chi_squared, 16.792941, 5e-7);  // the log-rank test
  const auto efron = fit(freireich()).coefficients[0];
  EXPECT_NEAR(efron.hazard_ratio().value, 0.207604, 5e-7);
  EXPECT_NEAR(efron.hazard_ratio().low, 0.092513, 5e-7);
  EXPECT_NEAR(efron.hazard_ratio().high, 0.465873, 5e-7);
  EXPECT_EQ(efron.log_ratio.method, "Wald");
  const auto breslow = fit(freireich(), {.ties = Ties::breslow});
  EXPECT_NEAR(breslow.beta[0], -1.509191413, 5e-10);
  EXPECT_NEAR(breslow.wald.chi_squared, 13.58, 5e-3);
}

TEST(Cox, ReproducesTheLungModel) {
  const auto result = fit(lung());
  EXPECT_NEAR(result.coefficients[0].log_ratio.value, 0.01106676456, 5e-10);
  EXPECT_NEAR(result.coefficients[1].log_ratio.value, -0.55261239570, 5e-10);
  EXPECT_NEAR(result.coefficients[2].standard_error, 0.11357726616, 5e-11);
  EXPECT_NEAR(result.likelihood_ratio.chi_squared, 30.5, 5e-2);
  EXPECT_EQ(result.likelihood_ratio.degrees_of_freedom, 3);
  EXPECT_EQ(result.coefficients[2].name, "ecog");
  EXPECT_EQ(result.events, 164);
}

TEST(Cox, CauseSpecificHazards) {
  auto input = model_of({"mgus", "", "time", {"age", "male"}});
  EXPECT_EQ(CoxData::create(input).error().where, "event");
  const auto all = input.observations;
  for (const int cause : {1, 2}) {
    input.observations = cause_specific(all, cause);
    expect_fit(fit(input), "mgus_cause_" + std::to_string(cause));
  }
}

TEST(Cox, RidgeIsThatOfR) {
  const auto ridge = fit(lung(), {.penalty = Penalty::ridge, .ridge_strength = 10});
  expect_close(ridge.beta, expected().list("lung_ridge", "beta"), 1e-7);
  expect_close(all_of(ridge.variance), expected().list("lung_ridge", "variance"), 1e-6, 1e-4);
  expect_close(ridge.log_likelihood, expected().list("lung_ridge", "log_likelihood").at(1), 1e-9);
  const auto none = fit(lung(), {.penalty = Penalty::ridge, .ridge_strength = 0});
  expect_close(none.beta, fit(lung()).beta, 1e-12);
}

// Therneau's first set with exact ties: the likelihood rises to -2 log 3 as beta goes to infinity.
TEST(Cox, SaysThatAMonotoneLikelihoodHasAnInfiniteEstimate) {
  const auto result = fit(test1(), {.ties = Ties::exact});
  const auto& coefficient = result.coefficients[0];
  EXPECT_TRUE(coefficient.is_infinite());
  EXPECT_EQ(coefficient.log_ratio.value, std::numeric_limits<double>::infinity());
  EXPECT_TRUE(coefficient.log_ratio.is_open_above());
  EXPECT_TRUE(std::isfinite(coefficient.log_ratio.low));
  EXPECT_EQ(coefficient.log_ratio.method, "profile likelihood");
  EXPECT_TRUE(std::isnan(coefficient.standard_error));
  EXPECT_TRUE(std::isnan(result.wald.chi_squared));
  EXPECT_NEAR(result.log_likelihood, -2 * std::log(3.0), 1e-8);
}

// Monotone, ordered: everybody with x = 0 before the others. Beside an infinite coefficient the other stays finite.
TEST(Cox, AnInfiniteCoefficientLeavesTheOthersAlone) {
  CoxInput input{.observations = {.exit = {1, 2, 3, 4, 5, 6, 7, 8}, .event = {1, 1, 1, 1, 0, 0, 0, 0}},
                 .covariates = {{"late", {0, 0, 0, 0, 1, 1, 1, 1}}, {"z", {1, 3, 2, 2, 1, 3, 2, 1}}}};
  const auto result = fit(input);
  EXPECT_EQ(result.coefficients[0].log_ratio.value, -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(result.coefficients[0].log_ratio.is_open_below());
  EXPECT_FALSE(result.coefficients[1].is_infinite());
  EXPECT_EQ(result.coefficients[1].log_ratio.method, "Wald");
  // With beta at minus infinity only the first four count.
  CoxInput first{.observations = {.exit = {1, 2, 3, 4}, .event = {1, 1, 1, 1}}, .covariates = {{"z", {1, 3, 2, 2}}}};
  EXPECT_NEAR(result.coefficients[1].log_ratio.value, fit(first).beta[0], 1e-6);
  EXPECT_NEAR(result.coefficients[1].standard_error, fit(first).coefficients[0].standard_error, 1e-6);
}

TEST(Cox, ProfileLimitsLieWhereTheLikelihoodHasFallen) {
  const auto data = sorted(freireich());
  const auto result = *fit_cox(data);
  const auto limits = *profile_limits(data, result, 0);
  EXPECT_EQ(limits.value, result.beta[0]);
  // With the only coefficient at its limit as an offset, the model without it has lost 3.84 / 2.
  for (const double limit : {limits.low, limits.high}) {
    auto moved = freireich();
    moved.offset = moved.covariates[0].values;
    for (auto& offset : moved.offset) offset *= limit;
    EXPECT_NEAR(2 * (result.log_likelihood - fit(moved).log_likelihood_null), 3.841458820694124, 1e-7);
  }
}

// The likelihood rises so slowly along a far outlier that the information overflows on the way: where the search ends
// is no estimate, least of all one with a standard error of 0.
TEST(Cox, ASearchThatLeavesWhatCanBeComputedGivesNoEstimate) {
  const CoxInput input{
      .observations = {.exit = {4.125, 3, 0.5, 2.625, 2.5, 0, 0.625, 2.5, 29.5, 2.875, 1.5, 1, 1.375, 0.5, 0.5, 0.5,
                                1.5, 4.5},
                       .event = {1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1}},
      .covariates = {{"a", {3.125, 4.5, 0.5, 2, 1, 0.5, 1, 31.375, 17, 2, 2, 2, 1, 0.25, 0.25, 0.125, 0.5, 5.625}},
                     {"b",
                      {0, 3.375, 1.5, 5.125, 2.375, 6.375, 6, 25.125, 2.375, 7.125, 3.25, 5.5, 1.125, 1.25, 2.75, 0.25,
                       2, 2}}},
      .stratum = {1, 0, 1, 0, 0, 0, 0, 4, 3, 3, 1, 1, 1, 1, 3, 2, 2, 1}};
  const auto result = fit_cox(sorted(input), {.ties = Ties::breslow});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
}

// With every offset just within the bounds of 500 the limits lie outside them: they are there, but cannot be computed.
TEST(Cox, AProfileLimitThatCannotBeComputedIsNotSaidToBeInfinite) {
  auto input = freireich();
  input.offset.assign(input.observations.size(), 498.5);
  const auto data = sorted(input);
  const auto result = fit_cox(data);
  ASSERT_TRUE(result.has_value());
  const auto limits = profile_limits(data, *result, 0);
  ASSERT_FALSE(limits.has_value());
  EXPECT_EQ(limits.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(limits.error().where, "treated");
}

TEST(Cox, NamesWhatIsWrong) {
  auto input = freireich();
  const auto where = [](const CoxInput& bad) { return CoxData::create(bad).error().where; };
  auto bad = input;
  bad.covariates[0].values[3] = std::nan("");
  EXPECT_EQ(where(bad), "covariates.treated[3]");
  bad.covariates[0].values.pop_back();
  EXPECT_EQ(where(bad), "covariates.treated");
  bad.covariates[0].values.assign(42, 1.0);
  EXPECT_EQ(where(bad), "covariates.treated");
  bad.covariates.clear();
  EXPECT_EQ(where(bad), "covariates");
  bad = input;
  bad.covariates.resize(101, bad.covariates[0]);
  EXPECT_EQ(where(bad), "covariates");
  bad = input;
  bad.stratum = {1};
  EXPECT_EQ(where(bad), "stratum");
  bad.stratum.assign(42, 0);
  bad.stratum[7] = -1;
  EXPECT_EQ(where(bad), "stratum[7]");
  bad = input;
  bad.offset.assign(42, 0);
  bad.offset[5] = std::nan("");
  EXPECT_EQ(where(bad), "offset[5]");
  bad = input;
  bad.observations.event.assign(42, 0);
  EXPECT_EQ(where(bad), "event");
  bad = input;
  bad.observations.weight.assign(42, 0);
  EXPECT_EQ(where(bad), "event");
  EXPECT_EQ(where({}), "exit");
}

TEST(Cox, NamesTheCovariateThatSaysNothing) {
  auto input = freireich();
  auto twice = input.covariates[0];
  twice.name = "twice";
  for (auto& value : twice.values) value = 3 - 2 * value;
  input.covariates.push_back(twice);
  EXPECT_EQ(fit_cox(sorted(input)).error().where, "covariates.twice");
  // The same in all of a stratum.
  auto stratified = freireich();
  stratified.stratum = GoldenData("freireich").whole("treated");
  EXPECT_EQ(fit_cox(sorted(stratified)).error().where, "covariates.treated");
  // Two patients, of whom one is alone at risk when the event comes.
  EXPECT_EQ(
      fit_cox(sorted({.observations = {.exit = {1, 2}, .event = {0, 1}}, .covariates = {{"x", {0, 1}}}})).error().where,
      "covariates.x");
}

TEST(Cox, RefusesOptionsThatMakeNoSense) {
  const auto data = sorted(test3());
  EXPECT_EQ(fit_cox(data, {.level = 0}).error().where, "level");
  EXPECT_EQ(fit_cox(data, {.ridge_strength = -1}).error().where, "ridge_strength");
  EXPECT_EQ(fit_cox(data, {.ties = Ties::exact}).error().where, "weight");
  EXPECT_EQ(fit_cox(data, {.ties = Ties::exact, .penalty = Penalty::firth}).error().where, "penalty");
  auto offset = test1();
  offset.offset.assign(6, 600);
  EXPECT_EQ(fit_cox(sorted(offset)).error().where, "offset");
  // So many exact ties that it would take hours.
  CoxInput large;
  for (int i = 0; i < 200'000; ++i) {
    large.observations.exit.push_back(i % 2);
    large.observations.event.push_back(1);
    if (i == 0) large.covariates.push_back({"x", {}});
    large.covariates[0].values.push_back(i % 3);
  }
  EXPECT_EQ(fit_cox(sorted(large), {.ties = Ties::exact}).error().where, "ties");
}

}  // namespace
}  // namespace lossa::stats
