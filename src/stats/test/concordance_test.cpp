// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/concordance.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "cox_support.hpp"

namespace lossa::stats {
namespace {

const GoldenTable& expected() {
  static const GoldenTable table("survival_cox");
  return table;
}

void expect_concordance(const Concordance& actual, const std::string& name) {
  SCOPED_TRACE(name);
  expect_close({actual.index.value, actual.standard_error}, expected().list(name, "concordance"), 1e-9);
}

TEST(Concordance, IsThatOfR) {
  const auto input = lung();
  const auto fit = *fit_cox(sorted(input));
  std::vector<double> risk;
  std::vector<double> marker;
  for (std::size_t i = 0; i < input.observations.size(); ++i) {
    risk.push_back(0);
    for (std::size_t a = 0; a < 3; ++a) risk.back() += fit.beta[a] * input.covariates[a].values[i];
    marker.push_back(input.covariates[0].values[i] + 10 * input.covariates[1].values[i]);
  }
  const auto model = *concordance(input.observations, {.score = risk});
  expect_concordance(model, "lung");
  EXPECT_NEAR(model.index.value, 0.637135, 5e-7);
  EXPECT_NEAR(model.standard_error, 0.025068, 5e-7);
  const auto by_marker = *concordance(input.observations, {.score = marker});
  expect_concordance(by_marker, "lung_marker");
  const auto counts = expected().list("lung_marker", "counts");
  expect_close({by_marker.concordant, by_marker.discordant, by_marker.tied}, {counts[0], counts[1], counts[2]}, 1e-12);

  const GoldenData data("mixed");
  auto mixed = observations_of(data, "exit");
  expect_concordance(*concordance(mixed, {.score = data["dose"], .stratum = data.whole("stratum")}), "mixed_strata");
  mixed.weight = data["weight"];
  expect_concordance(*concordance(mixed, {.score = data["dose"]}), "mixed");
  mixed.entry = data["entry"];
  expect_concordance(*concordance(mixed, {.score = data["dose"]}), "mixed_entry");
}

RC_GTEST_PROP(ConcordanceProperty, CountsThePairs, ()) {
  const auto cohort = *cohorts({.delayed_entry = *rc::gen::arbitrary<bool>(), .weights = true});
  const auto values = *rc::gen::container<std::vector<int>>(cohort.size(), rc::gen::inRange(0, 4));
  const std::vector<double> score(values.begin(), values.end());
  double concordant = 0, discordant = 0, tied = 0;
  for (std::size_t i = 0; i < cohort.size(); ++i)
    for (std::size_t j = 0; j < cohort.size(); ++j) {
      const bool later = cohort.exit[j] > cohort.exit[i] || (cohort.exit[j] == cohort.exit[i] && cohort.event[j] == 0);
      const bool entered = cohort.entry.empty() || cohort.entry[j] < cohort.exit[i];
      if (cohort.event[i] == 0 || !later || !entered) continue;
      (score[i] > score[j]   ? concordant
       : score[i] < score[j] ? discordant
                             : tied) += cohort.weight[i] * cohort.weight[j];
    }
  const auto result = concordance(cohort, {.score = score});
  RC_ASSERT(result.has_value() == (concordant + discordant + tied > 0));
  if (!result.has_value()) return;
  RC_ASSERT(std::abs(result->concordant - concordant) < 1e-9);
  RC_ASSERT(std::abs(result->discordant - discordant) < 1e-9);
  RC_ASSERT(std::abs(result->tied - tied) < 1e-9);
}

TEST(Concordance, NamesWhatIsWrong) {
  const Observations two{.exit = {1, 2}, .event = {1, 0}};
  const std::vector<double> score{2, 1};
  EXPECT_EQ((*concordance(two, {.score = score})).index.value, 1);
  EXPECT_EQ(concordance(two, {.score = std::vector<double>{1}}).error().where, "score");
  EXPECT_EQ(concordance(two, {.score = std::vector<double>{1, std::nan("")}}).error().where, "score[1]");
  EXPECT_EQ(concordance(two, {.score = score, .stratum = std::vector<int>{1}}).error().where, "stratum");
  EXPECT_EQ(concordance(two, {.score = score, .level = 1}).error().where, "level");
  EXPECT_EQ(concordance({.exit = {1, 2}, .event = {0, 0}}, {.score = score}).error().where, "event");
  EXPECT_EQ(concordance({.exit = {1, 2}, .event = {2, 0}}, {.score = score}).error().where, "event");
  EXPECT_EQ(concordance({}, {}).error().where, "exit");
}

}  // namespace
}  // namespace lossa::stats
