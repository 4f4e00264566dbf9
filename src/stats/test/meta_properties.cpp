// SPDX-License-Identifier: Apache-2.0
// What must hold of every set of studies, and that the slow twins agree.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include <lossa/stats/effect.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/meta_analysis.hpp>
#include <lossa/stats/mixed_model.hpp>
#include <lossa/stats/pooled_counts.hpp>
#include <lossa/stats/small_study.hpp>

#include "naive_meta.hpp"

namespace lossa::stats {
namespace {

constexpr Heterogeneity estimators[] = {Heterogeneity::none,          Heterogeneity::dersimonian_laird,
                                        Heterogeneity::reml,          Heterogeneity::ml,
                                        Heterogeneity::paule_mandel,  Heterogeneity::hedges,
                                        Heterogeneity::sidik_jonkman, Heterogeneity::hunter_schmidt};

// Few distinct values, so that ties and agreement beyond chance are common.
std::vector<Effect> any_effects() {
  std::vector<Effect> effects(*rc::gen::inRange<std::size_t>(3, 12));
  for (auto& effect : effects) effect = {*rc::gen::inRange(-8, 9) / 4.0, *rc::gen::inRange(1, 20) / 20.0};
  return effects;
}

std::vector<Proportion> any_series() {
  std::vector<Proportion> series(*rc::gen::inRange<std::size_t>(2, 8));
  for (auto& one : series) {
    one.n = *rc::gen::inRange<std::uint64_t>(1, 40);
    one.events = *rc::gen::inRange<std::uint64_t>(0, std::min<std::uint64_t>(one.n, 6) + 1);
  }
  return series;
}

std::vector<TwoArms> any_trials() {
  const auto first = any_series();
  std::vector<TwoArms> trials;
  for (const auto& one : first) {
    const auto n = *rc::gen::inRange<std::uint64_t>(1, 40);
    trials.push_back({one, {*rc::gen::inRange<std::uint64_t>(0, std::min<std::uint64_t>(n, 6) + 1), n}});
  }
  return trials;
}

void close(double a, double b, double error = 1e-8) {
  RC_ASSERT(a == b || std::abs(a - b) <= error * std::max(1.0, std::abs(b)));
}

RC_GTEST_PROP(PoolProperty, ClosedFormsAreThoseOfTheSlowTwin, ()) {
  const auto effects = any_effects();
  const auto fixed = pool(effects, {.heterogeneity = Heterogeneity::none});
  close(fixed->scatter.q, naive::residual(effects, 0));
  close(pool(effects, {.heterogeneity = Heterogeneity::dersimonian_laird}).value().scatter.tau_squared.value,
        naive::dersimonian_laird(effects));
  const auto paule_mandel = pool(effects, {.heterogeneity = Heterogeneity::paule_mandel}).value().scatter.tau_squared;
  const double degrees = static_cast<double>(effects.size()) - 1;
  if (paule_mandel.value > 0)
    close(naive::residual(effects, paule_mandel.value), degrees);
  else
    RC_ASSERT(naive::residual(effects, 0) <= degrees * (1 + 1e-12));
}

RC_GTEST_PROP(PoolProperty, RemlIsAsHighAsAnythingTried, ()) {
  const auto effects = any_effects();
  const double found = pool(effects).value().scatter.tau_squared.value;
  const double highest = naive::restricted_likelihood(effects, found);
  for (double tau_squared = 0; tau_squared < 20; tau_squared = tau_squared * 1.2 + 1e-4)
    RC_ASSERT(naive::restricted_likelihood(effects, tau_squared) <= highest + 1e-9);
}

RC_GTEST_PROP(PoolProperty, OrderSignAndScaleDoNotMatter, ()) {
  auto effects = any_effects();
  for (const auto heterogeneity : estimators)
    for (const auto interval : {MeanInterval::normal, MeanInterval::knapp_hartung}) {
      const PoolOptions options{.heterogeneity = heterogeneity, .interval = interval};
      const auto there = pool(effects, options).value();
      auto mirrored = effects;
      std::ranges::reverse(mirrored);
      for (auto& [value, variance] : mirrored) {
        value *= -4;
        variance *= 16;
      }
      const auto back = pool(mirrored, options).value();
      close(back.mean.low, -4 * there.mean.high);
      close(back.scatter.tau_squared.value, 16 * there.scatter.tau_squared.value, 1e-7);
      close(back.scatter.q, there.scatter.q);
      RC_ASSERT(there.mean.low <= there.mean.value && there.mean.value <= there.mean.high);
      RC_ASSERT(there.prediction.low <= there.mean.low + 1e-12 && there.mean.high <= there.prediction.high + 1e-12);
    }
}

RC_GTEST_PROP(MetaRegressionProperty, MovingAndStretchingTheCovariateChangesNothingElse, ()) {
  const auto effects = any_effects();
  std::vector<double> covariate;
  for (std::size_t i = 0; i < effects.size(); ++i) covariate.push_back(*rc::gen::inRange(0, 5));
  auto moved = covariate;
  for (auto& x : moved) x = 100 - 2 * x;
  const auto here = meta_regression(effects, covariate);
  const auto there = meta_regression(effects, moved);
  RC_ASSERT(here.has_value() == there.has_value());
  if (!here.has_value()) return;
  close(here->slope.value, -2 * there->slope.value, 1e-6);
  close(here->intercept.value, there->intercept.value + 100 * there->slope.value, 1e-6);
  close(here->scatter.tau_squared.value, there->scatter.tau_squared.value, 1e-6);
}

RC_GTEST_PROP(MantelHaenszelProperty, SwappingTheArmsTurnsTheSign, ()) {
  const auto trials = any_trials();
  auto swapped = trials;
  for (auto& trial : swapped) std::swap(trial.first, trial.second);
  for (const auto measure : {ArmMeasure::log_odds_ratio, ArmMeasure::log_risk_ratio, ArmMeasure::risk_difference}) {
    const auto there = mantel_haenszel(trials, measure);
    const auto back = mantel_haenszel(swapped, measure);
    RC_ASSERT(there.has_value() == back.has_value());
    if (!there.has_value()) continue;
    close(there->effect.low, -back->effect.high);
    close(there->standard_error, back->standard_error);
  }
}

// Studies without any event change no ratio and are named, one by one.
RC_GTEST_PROP(MantelHaenszelProperty, DoubleZerosChangeNothingAndAreNamed, ()) {
  const auto trials = any_trials();
  auto more = trials;
  more.push_back({{0, 20}, {0, 30}});
  const auto with = mantel_haenszel(more, ArmMeasure::log_odds_ratio);
  const auto without = mantel_haenszel(trials, ArmMeasure::log_odds_ratio);
  RC_ASSERT(with.has_value() == without.has_value());
  if (!with.has_value()) return;
  close(with->effect.low, without->effect.low);
  RC_ASSERT(with->notes.back() == (StudyNote{trials.size(), StudyPattern::no_events, StudyFate::says_nothing}));
  RC_ASSERT(with->notes.size() == without->notes.size() + 1);
}

// The top is as high by brute force as anything near it, and the profile's limits lie where it has fallen so far.
template <typename LogLikelihood>
void is_top(const MixedModel& model, const LogLikelihood& likelihood) {
  const double tau = std::sqrt(model.tau_squared.value);
  const double top = likelihood(model.effect.value, tau);
  close(top, model.log_likelihood, 1e-8);
  for (const double change : {-0.05, 0.05}) {
    RC_ASSERT(likelihood(model.effect.value + change, tau) < top + 1e-9);
    RC_ASSERT(likelihood(model.effect.value, std::abs(tau + change)) < top + 1e-9);
  }
  for (double other = 0; other < 4; other += 0.25) RC_ASSERT(likelihood(model.effect.value, other) < top + 1e-9);
  if (std::isfinite(model.effect.high)) RC_ASSERT(likelihood(model.effect.high, tau) < top - 1.9);
}

RC_GTEST_PROP(MixedModelProperty, ProportionsAreAtTheTopOfTheSlowTwin, ()) {
  const auto series = any_series();
  const auto model = mixed_proportion(series);
  if (!model.has_value()) return RC_ASSERT(model.error().where == "studies");
  is_top(*model, [&](double effect, double tau) { return naive::logit_normal(series, effect, tau); });
}

RC_GTEST_PROP(MixedModelProperty, ConditionalOddsAreAtTheTopOfTheSlowTwin, ()) {
  const auto trials = any_trials();
  const auto model = mixed_odds_ratio(trials);
  if (!model.has_value()) return RC_ASSERT(model.error().where == "studies");
  is_top(*model, [&](double effect, double tau) { return naive::conditional_odds(trials, effect, tau); });
}

RC_GTEST_PROP(MixedModelProperty, SwappingTheArmsTurnsTheSign, ()) {
  const auto trials = any_trials();
  auto swapped = trials;
  for (auto& trial : swapped) std::swap(trial.first, trial.second);
  for (const auto arm_model : {ArmModel::conditional, ArmModel::unconditional}) {
    const auto there = mixed_odds_ratio(trials, arm_model);
    const auto back = mixed_odds_ratio(swapped, arm_model);
    // Of few events the likelihood may be flat for all large tau; whether it has a top there is then rounding's choice.
    if (!there.has_value() || !back.has_value() || there->tau_squared.value > 25) continue;
    close(there->effect.value, -back->effect.value, 1e-5);
    close(there->tau_squared.value, back->tau_squared.value, 1e-5);
    // A limit that was not found is NaN, and none of these.
    RC_ASSERT(!(there->effect.low > there->effect.value) && !(there->effect.high < there->effect.value));
    RC_ASSERT(!(there->tau_squared.low > there->tau_squared.value));
    RC_ASSERT(!(there->tau_squared.high < there->tau_squared.value));
  }
}

RC_GTEST_PROP(BetaBinomialProperty, IsAtTheTopOfTheSlowTwin, ()) {
  const auto series = any_series();
  const auto model = beta_binomial(series);
  if (!model.has_value()) return RC_ASSERT(model.error().where == "studies");
  const double rho = model->correlation.value;
  const double gamma = std::max(rho / (1 - rho), 1e-7);
  const double top = naive::beta_binomial(series, model->share.value, gamma);
  close(top, model->log_likelihood, 1e-5);  // the twin's log-gammas cancel
  for (const double factor : {0.9, 1.1}) {
    RC_ASSERT(naive::beta_binomial(series, std::min(0.999, model->share.value * factor), gamma) < top + 1e-6);
    RC_ASSERT(naive::beta_binomial(series, model->share.value, gamma * factor + 1e-3) < top + 1e-6);
  }
}

// Every way in which up to seven studies can be ordered, counted.
RC_GTEST_PROP(RankTestProperty, PIsTheShareOfOrdersAsFarOut, ()) {
  const auto k = *rc::gen::inRange<std::size_t>(3, 8);
  std::vector<Effect> effects;
  for (std::size_t i = 0; i < k; ++i)
    effects.push_back({*rc::gen::inRange(-1000, 1000) / 300.0, 0.1 + 0.05 * static_cast<double>(i)});
  const auto test = rank_test(effects);
  if (!test.has_value() || !test->is_exact) return;
  std::vector<std::size_t> order(k);
  for (std::size_t i = 0; i < k; ++i) order[i] = i;
  double far = 0;
  double all = 0;
  do {
    double balance = 0;
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < i; ++j) balance += order[i] > order[j] ? 1 : -1;
    all += 1;
    if (std::abs(balance) >= std::abs(test->tau) * 0.5 * static_cast<double>(k * (k - 1)) - 1e-9) far += 1;
  } while (std::ranges::next_permutation(order).found);
  close(test->p_value, std::min(1.0, far / all), 1e-9);
}

}  // namespace
}  // namespace lossa::stats
