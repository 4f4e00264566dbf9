// SPDX-License-Identifier: Apache-2.0
// What must hold of every count, and that the slow twins agree.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

#include <lossa/stats/exact_odds_ratio.hpp>
#include <lossa/stats/proportion.hpp>
#include <lossa/stats/rate.hpp>

#include "golden.hpp"
#include "naive_exact.hpp"

namespace lossa::stats {
namespace {

Proportion any_proportion(std::uint64_t most = 60) {
  const auto n = *rc::gen::inRange<std::uint64_t>(1, most + 1);
  return {*rc::gen::inRange<std::uint64_t>(0, n + 1), n};
}
double any_level() { return *rc::gen::element(0.01, 0.5, 0.8, 0.95, 0.999); }
void close(double a, double b, double error = 1e-8) {
  RC_ASSERT(a == b || std::abs(a - b) <= error * std::max(1.0, std::abs(b)));
}

RC_GTEST_PROP(ProportionProperty, LimitsAreThoseOfTheSlowTwin, ()) {
  const auto observed = any_proportion();
  const double level = any_level();
  const auto exact = proportion(observed, ProportionInterval::clopper_pearson, level);
  const auto mid_p = proportion(observed, ProportionInterval::mid_p, level);
  const auto slow_exact = naive::proportion_limits(observed, 1, level);
  const auto slow_mid_p = naive::proportion_limits(observed, 0.5, level);
  close(exact->low, slow_exact.low);
  close(exact->high, slow_exact.high);
  close(mid_p->low, slow_mid_p.low);
  close(mid_p->high, slow_mid_p.high);
  RC_ASSERT(exact->low <= mid_p->low + 1e-12 && mid_p->high <= exact->high + 1e-12);
}

RC_GTEST_PROP(ProportionProperty, EventsAndTheirAbsenceMirrorEachOther, ()) {
  const auto observed = any_proportion(2000);
  for (const auto method : {ProportionInterval::clopper_pearson, ProportionInterval::mid_p, ProportionInterval::wilson,
                            ProportionInterval::jeffreys}) {
    const auto events = proportion(observed, method);
    const auto absent = proportion({observed.n - observed.events, observed.n}, method);
    RC_ASSERT(0 <= events->low && events->low <= events->value && events->value <= events->high && events->high <= 1);
    close(events->low, 1 - absent->high, 1e-10);
    close(events->high, 1 - absent->low, 1e-10);
  }
}

RC_GTEST_PROP(RiskDifferenceProperty, SwappingTheArmsTurnsTheSign, ()) {
  const TwoArms arms{any_proportion(), any_proportion()};
  const auto there = risk_difference(arms);
  const auto back = risk_difference({arms.second, arms.first});
  close(there->low, -back->high, 1e-12);
  RC_ASSERT(there->low >= -1 - 1e-12 && there->high <= 1 + 1e-12);
  RC_ASSERT(there->low <= there->value && there->value <= there->high);
}

RC_GTEST_PROP(RateProperty, LimitsAreThoseOfTheSlowTwin, ()) {
  const auto x = *rc::gen::inRange<std::uint64_t>(0, 80);
  const double level = any_level();
  const auto slow_exact = naive::count_limits(static_cast<double>(x), 1, level);
  const auto slow_mid_p = naive::count_limits(static_cast<double>(x), 0.5, level);
  close(rate({x, 1}, RateInterval::exact, level).value().low, slow_exact.low);
  close(rate({x, 1}, RateInterval::exact, level).value().high, slow_exact.high);
  close(rate({x, 1}, RateInterval::mid_p, level).value().low, slow_mid_p.low);
  close(rate({x, 1}, RateInterval::mid_p, level).value().high, slow_mid_p.high);
}

RC_GTEST_PROP(RateProperty, TheUnitOfTimeDoesNotMatter, ()) {
  const auto x = *rc::gen::inRange<std::uint64_t>(0, 80);
  const double time = *rc::gen::inRange(1, 1000) / 7.0;
  for (const auto method : {RateInterval::exact, RateInterval::mid_p, RateInterval::byar})
    close(rate({x, 12 * time}, method).value().high * 12, rate({x, time}, method).value().high, 1e-12);
}

// Each split of the events, its chance added where it is no likelier than the one seen.
RC_GTEST_PROP(RateRatioProperty, PIsTheSumOverNoLikelierSplits, ()) {
  const TwoRates rates{{*rc::gen::inRange<std::uint64_t>(0, 30), *rc::gen::inRange(1, 9) / 2.0},
                       {*rc::gen::inRange<std::uint64_t>(1, 30), *rc::gen::inRange(1, 9) / 2.0}};
  const auto events = static_cast<double>(rates.first.events + rates.second.events);
  const double share = rates.first.time / (rates.first.time + rates.second.time);
  const double seen = naive::binomial_mass(static_cast<double>(rates.first.events), events, share);
  double p = 0;
  for (double k = 0; k <= events; ++k)
    if (const double mass = naive::binomial_mass(k, events, share); mass <= seen * (1 + 1e-7)) p += mass;
  close(rate_ratio(rates).value().p_value, std::min(1.0, p));
}

RC_GTEST_PROP(ExactOddsRatioProperty, IsThatOfTheSlowTwin, ()) {
  std::vector<TwoArms> studies(*rc::gen::inRange<std::size_t>(1, 4));
  for (auto& study : studies) study = {any_proportion(12), any_proportion(12)};
  const auto exact = exact_common_odds_ratio(studies, 0.9);
  if (!exact.has_value()) return RC_ASSERT(exact.error().where == "studies");
  std::uint64_t seen = 0;
  for (const auto& study : studies) seen += study.first.events;
  const auto masses = naive::sums_of_tables(studies, 0);
  double p = 0;
  for (const double mass : masses)
    if (mass <= masses[seen] * (1 + 1e-7)) p += mass;
  close(exact->p_value, std::min(1.0, p));
  const auto upper_tail_at = [&](double odds_ratio) {
    const auto at = naive::sums_of_tables(studies, std::log(odds_ratio));
    double tail = 0;
    for (auto s = seen; s < at.size(); ++s) tail += at[s];
    return tail;
  };
  if (exact->odds_ratio.low > 0) close(upper_tail_at(exact->odds_ratio.low), 0.05, 1e-6);
  RC_ASSERT(exact->odds_ratio.low <= exact->odds_ratio.value && exact->odds_ratio.value <= exact->odds_ratio.high);
  RC_ASSERT(exact->odds_ratio.low <= exact->mid_p_odds_ratio.low * (1 + 1e-9));
  RC_ASSERT(exact->mid_p_odds_ratio.high <= exact->odds_ratio.high * (1 + 1e-9));
}

RC_GTEST_PROP(ExactOddsRatioProperty, SwappingTheArmsInvertsIt, ()) {
  const TwoArms arms{any_proportion(), any_proportion()};
  const auto there = fisher_exact(arms);
  const auto back = fisher_exact({arms.second, arms.first});
  RC_ASSERT(there.has_value() == back.has_value());
  if (!there.has_value()) return;
  close(there->p_value, back->p_value);
  close(there->odds_ratio.low, 1 / back->odds_ratio.high);
  close(1 / there->odds_ratio.high, back->odds_ratio.low);
}

}  // namespace
}  // namespace lossa::stats
