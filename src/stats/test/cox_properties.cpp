// SPDX-License-Identifier: Apache-2.0
// What must hold of every model, and the slow twin.
#include <lossa/stats/cox.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include <lossa/stats/cox_residuals.hpp>
#include <lossa/stats/log_rank.hpp>

#include "cox_support.hpp"
#include "naive_cox.hpp"

namespace lossa::stats {
namespace {

CoxInput random_model(CohortShape shape, std::size_t columns) {
  CoxInput input{.observations = *cohorts(shape)};
  const auto n = input.observations.size();
  for (std::size_t a = 0; a < columns; ++a) {
    const auto values = *rc::gen::container<std::vector<int>>(n, rc::gen::inRange(-2, 3));
    input.covariates.push_back({"x" + std::to_string(a), {values.begin(), values.end()}});
  }
  if (*rc::gen::arbitrary<bool>()) input.stratum = *rc::gen::container<std::vector<int>>(n, rc::gen::inRange(0, 3));
  return input;
}

bool is_finite(const CoxFit& fit) { return std::ranges::none_of(fit.coefficients, &Coefficient::is_infinite); }

RC_GTEST_PROP(CoxProperty, TheLikelihoodIsThatOfTheSlowTwinAndHighestThere, ()) {
  const auto ties = *rc::gen::element(Ties::efron, Ties::breslow, Ties::exact);
  const bool weights = ties != Ties::exact && *rc::gen::arbitrary<bool>();
  const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
  auto input = random_model({.delayed_entry = *rc::gen::arbitrary<bool>(), .weights = weights}, columns);
  RC_PRE(input.observations.size() < 16);
  const auto data = CoxData::create(input);
  if (!data.has_value()) return;
  const auto fit = fit_cox(*data, {.ties = ties});
  if (!fit.has_value()) return;
  const std::vector<double> zero(columns, 0.0);
  RC_ASSERT(std::abs(fit->log_likelihood_null - naive::log_likelihood(input, zero, ties)) < 1e-9);
  if (!is_finite(*fit)) return;
  // A shift of a covariate shifts no likelihood, so the twin may keep the means that the kernel takes off.
  const double top = naive::log_likelihood(input, fit->beta, ties);
  RC_ASSERT(std::abs(fit->log_likelihood - top) < 1e-8);
  for (std::size_t a = 0; a < columns; ++a)
    for (const double step : {-1e-3, 1e-3}) {
      auto aside = fit->beta;
      aside[a] += step;
      RC_ASSERT(naive::log_likelihood(input, aside, ties) <= top + 1e-9);
    }
}

RC_GTEST_PROP(CoxProperty, ScaleAndShiftOfACovariateChangeOnlyItsUnit, ()) {
  auto input = random_model({}, 1);
  const auto data = CoxData::create(input);
  if (!data.has_value()) return;
  const auto fit = fit_cox(*data);
  for (auto& value : input.covariates[0].values) value = 40.0 * value - 7.0;
  const auto scaled = fit_cox(sorted(input));
  RC_ASSERT(fit.has_value() == scaled.has_value());
  if (!fit.has_value()) return;
  RC_ASSERT(is_finite(*fit) == is_finite(*scaled));
  if (is_finite(*fit)) RC_ASSERT(std::abs(fit->beta[0] - 40.0 * scaled->beta[0]) < 1e-7 * (1 + std::abs(fit->beta[0])));
}

// With one two-valued covariate the score test of the exact likelihood is the log-rank test.
RC_GTEST_PROP(CoxProperty, TheExactScoreTestIsTheLogRankTest, ()) {
  CoxInput input{.observations = *cohorts({.delayed_entry = *rc::gen::arbitrary<bool>()})};
  const auto group = *rc::gen::container<std::vector<int>>(input.observations.size(), rc::gen::inRange(0, 2));
  input.covariates = {{"group", {group.begin(), group.end()}}};
  const auto data = CoxData::create(input);
  if (!data.has_value()) return;
  const auto fit = fit_cox(*data, {.ties = Ties::exact});
  const auto test = log_rank(input.observations, {.group = group});
  if (!fit.has_value()) return;
  RC_ASSERT(test.has_value());
  RC_ASSERT(std::abs(fit->score.chi_squared - test->chi_squared) < 1e-8);
}

RC_GTEST_PROP(CoxProperty, MartingaleAndScoreResidualsSumToZero, ()) {
  const auto ties = *rc::gen::element(Ties::efron, Ties::breslow);
  const auto input = random_model({.delayed_entry = *rc::gen::arbitrary<bool>(), .weights = true}, 2);
  const auto data = CoxData::create(input);
  if (!data.has_value()) return;
  const auto fit = fit_cox(*data, {.ties = ties});
  if (!fit.has_value() || !is_finite(*fit)) return;
  const auto residuals = *cox_residuals(*data, *fit);
  double martingale = 0;
  double score = 0;
  for (std::size_t i = 0; i < input.observations.size(); ++i) {
    martingale += input.observations.weight[i] * residuals.martingale[i];
    score += input.observations.weight[i] * residuals.score.values[2 * i];
  }
  RC_ASSERT(std::abs(martingale) < 1e-7);
  RC_ASSERT(std::abs(score) < 1e-6);
}

// The penalty is half the log determinant of the information: no step from the estimate finds more.
RC_GTEST_PROP(CoxProperty, FirthIsAlwaysFinite, ()) {
  const auto input = random_model({}, 1);
  const auto data = CoxData::create(input);
  if (!data.has_value()) return;
  const auto fit = fit_cox(*data, {.ties = *rc::gen::element(Ties::efron, Ties::breslow), .penalty = Penalty::firth});
  if (!fit.has_value()) {
    RC_ASSERT(fit.error().kind == ErrorKind::invalid_input);
    return;
  }
  RC_ASSERT(is_finite(*fit));
  const auto& estimate = fit->coefficients[0].log_ratio;
  RC_ASSERT(estimate.low < estimate.value && estimate.value < estimate.high);
}

}  // namespace
}  // namespace lossa::stats
