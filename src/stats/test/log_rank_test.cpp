// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/log_rank.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "golden.hpp"
#include "naive_survival.hpp"
#include "survival_support.hpp"

namespace lossa::stats {
namespace {

const GoldenTable& expected() {
  static const GoldenTable table("survival_curves");
  return table;
}

void expect_test(const LogRankTest& test, const std::string& name, std::size_t skip = 0) {
  SCOPED_TRACE(name);
  GoldenColumn variance;
  for (std::size_t i = skip; i < test.observed.size(); ++i)
    for (std::size_t j = skip; j < test.observed.size(); ++j) variance.push_back(test.variance(i, j));
  const auto first = static_cast<std::ptrdiff_t>(skip);
  expect_close({test.observed.begin() + first, test.observed.end()}, expected().list(name, "observed"), 1e-9);
  expect_close({test.expected.begin() + first, test.expected.end()}, expected().list(name, "expected"), 1e-9);
  expect_close(variance, expected().list(name, "variance"), 1e-9);
  expect_close(test.chi_squared, expected().list(name, "chi_squared").at(0), 1e-9);
}

TEST(LogRank, IsThatOfR) {
  const GoldenData freireich("freireich");
  const GoldenData lung("lung_all");
  const GoldenData mixed("mixed");
  for (const auto& [suffix, rho] : {std::pair{"0", 0.0}, {"1", 1.0}, {"0.5", 0.5}}) {
    const auto treated = freireich.whole("treated");
    const auto sex = lung.whole("sex");  // 1 and 2: the group 0 is empty
    const auto dose = mixed.whole("dose");
    const auto stratum = mixed.whole("stratum");
    expect_test(*log_rank(observations_of(freireich, "time"), {.group = treated}, {.rho = rho}),
                std::string("freireich_rho_") + suffix);
    const auto by_sex = *log_rank(observations_of(lung, "time"), {.group = sex}, {.rho = rho});
    EXPECT_EQ(by_sex.degrees_of_freedom, 1);
    expect_test(by_sex, std::string("lung_sex_rho_") + suffix, 1);
    const auto by_dose = *log_rank(observations_of(mixed, "exit"), {.group = dose}, {.rho = rho});
    EXPECT_EQ(by_dose.degrees_of_freedom, 3);
    expect_test(by_dose, std::string("mixed_dose_rho_") + suffix, 1);
    expect_test(*log_rank(observations_of(mixed, "exit"), {.group = dose, .stratum = stratum}, {.rho = rho}),
                std::string("mixed_stratified_rho_") + suffix, 1);
  }
}

TEST(LogRank, ReproducesPublishedTests) {
  const GoldenData freireich("freireich");
  const auto treated = freireich.whole("treated");
  const auto test = *log_rank(observations_of(freireich, "time"), {.group = treated});
  EXPECT_NEAR(test.chi_squared, 16.792941, 5e-7);
  EXPECT_NEAR(test.p, 4.169e-5, 5e-9);
  EXPECT_NEAR(test.expected[0], 10.749499, 5e-7);
  EXPECT_NEAR(test.variance(0, 0), 6.25696057, 5e-9);
  const auto peto = *log_rank(observations_of(freireich, "time"), {.group = treated}, {.rho = 1});
  EXPECT_NEAR(peto.chi_squared, 14.457151, 5e-7);
  const GoldenData aml("aml");  // Miles
  const auto maintained = aml.whole("maintained");
  const auto leukaemia = *log_rank(observations_of(aml, "time"), {.group = maintained});
  EXPECT_NEAR(leukaemia.chi_squared, 3.39639, 5e-6);
  EXPECT_NEAR(leukaemia.p, 0.06534, 5e-6);
  expect_test(leukaemia, "aml");
}

TEST(LogRank, StratifiedByInstitution) {
  const GoldenData lung("lung_all");
  const auto institution = lung.whole("institution");
  Observations known;
  std::vector<int> sex;
  std::vector<int> strata;
  for (std::size_t i = 0; i < institution.size(); ++i) {
    if (institution[i] == 0) continue;
    known.exit.push_back(lung["time"][i]);
    known.event.push_back(lung.whole("event")[i]);
    sex.push_back(lung.whole("sex")[i]);
    strata.push_back(institution[i]);
  }
  const auto test = *log_rank(known, {.group = sex, .stratum = strata});
  EXPECT_NEAR(test.chi_squared, 8.524467, 5e-7);
  expect_test(test, "lung_by_institution", 1);
}

RC_GTEST_PROP(LogRankProperty, AgreesWithTheTableAtEachTime, ()) {
  const auto cohort = *cohorts({.delayed_entry = *rc::gen::arbitrary<bool>()});
  const auto group = *rc::gen::container<std::vector<int>>(cohort.size(), rc::gen::inRange(0, 2));
  const auto slow = naive::log_rank(cohort, group);
  const auto test = log_rank(cohort, {.group = group});
  if (!test.has_value()) {
    RC_ASSERT(slow.variance < 1e-12);
    return;
  }
  RC_ASSERT(std::abs(test->observed[1] - test->expected[1] - slow.excess) < 1e-9);
  RC_ASSERT(std::abs(test->variance(1, 1) - slow.variance) < 1e-9);
}

TEST(LogRank, NamesWhatIsWrong) {
  const Observations cohort{.exit = {1, 2, 3}, .event = {1, 0, 1}};
  const auto where = [&](const std::vector<int>& group) { return log_rank(cohort, {.group = group}).error().where; };
  EXPECT_EQ(where({0, 1}), "group");
  EXPECT_EQ(where({0, 0, 0}), "group");
  EXPECT_EQ(where({0, 1, -1}), "group[2]");
  EXPECT_EQ(where({0, 1, 100}), "group[2]");
  const std::vector<int> group{0, 1, 1};
  const std::vector<int> strata{0, 1, 10'000};
  EXPECT_EQ(log_rank(cohort, {.group = group, .stratum = strata}).error().where, "stratum[2]");
  EXPECT_EQ(log_rank(cohort, {.group = group}, {.rho = -1}).error().where, "weight");
  EXPECT_EQ(log_rank({.exit = {1, 2, 3}, .event = {0, 0, 0}}, {.group = group}).error().where, "event");
  EXPECT_EQ(log_rank({.exit = {1, 2, 3}, .event = {0, 2, 0}}, {.group = group}).error().where, "event");
  EXPECT_EQ(log_rank({.exit = {1, 2, 3}, .event = {1, 1, 1}, .weight = {1, 2, 1}}, {.group = group}).error().where,
            "weight");
  // The groups were never at risk together.
  EXPECT_EQ(log_rank({.entry = {0, 1, 1}, .exit = {1, 2, 2}, .event = {1, 1, 1}}, {.group = group}).error().where,
            "group");
}

}  // namespace
}  // namespace lossa::stats
