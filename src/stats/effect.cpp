// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/effect.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "study_notes.hpp"

namespace lossa::stats {
namespace {

Error invalid(std::string message, std::string where) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

Result<void> require_valid(const ContinuityCorrection& correction) {
  if (std::isfinite(correction.added) && correction.added >= 0.0) return {};
  return invalid("a continuity correction is finite and not negative", "correction.added");
}

// An arm with `added` events and as many without.
struct Arm {
  Arm(const Proportion& counts, double added)
      : events(static_cast<double>(counts.events) + added),
        others(static_cast<double>(counts.n - counts.events) + added),
        n(events + others),
        share(events / n) {}

  double events, others, n, share;
};

Effect effect_of(const TwoArms& study, ArmMeasure measure, double added) {
  const Arm a(study.first, added);
  const Arm b(study.second, added);
  switch (measure) {
    case ArmMeasure::log_risk_ratio:
      return {std::log(a.share / b.share), 1.0 / a.events - 1.0 / a.n + 1.0 / b.events - 1.0 / b.n};
    case ArmMeasure::log_odds_ratio:
      return {std::log(a.events / a.others) - std::log(b.events / b.others),
              1.0 / a.events + 1.0 / a.others + 1.0 / b.events + 1.0 / b.others};
    case ArmMeasure::risk_difference:
      return {a.share - b.share, a.share * (1.0 - a.share) / a.n + b.share * (1.0 - b.share) / b.n};
  }
  contract_violated(std::source_location::current());
}

Effect effect_of(const TwoRates& study, double added) {
  const double a = static_cast<double>(study.first.events) + added;
  const double b = static_cast<double>(study.second.events) + added;
  return {std::log(a / study.first.time) - std::log(b / study.second.time), 1.0 / a + 1.0 / b};
}

Effect effect_of(const Proportion& series, double added) {
  const Arm arm(series, added);
  return {std::log(arm.events / arm.others), 1.0 / arm.events + 1.0 / arm.others};
}

Effect effect_of(const Rate& series, double added) {
  const double events = static_cast<double>(series.events) + added;
  return {std::log(events / series.time), 1.0 / events};
}

bool is_usable(const Effect& effect) {
  return std::isfinite(effect.value) && std::isfinite(effect.variance) && effect.variance > 0.0;
}

template <typename Study>
constexpr bool has_two_arms = std::is_same_v<Study, TwoArms> || std::is_same_v<Study, TwoRates>;

// What is added to the cells of one study; 0 where it has no empty one, or is silent and not to be corrected.
double added_to(const std::optional<StudyPattern>& pattern, bool is_silent, const ContinuityCorrection& correction) {
  if (!pattern || (is_silent && correction.double_zeros == DoubleZeros::left_out)) return 0.0;
  return correction.added;
}

// Takes one study in, or notes why not; `to_effect(study, added)` gives what it found.
template <typename Study, typename ToEffect>
void add_study(Effects& result, std::span<const Study> studies, std::size_t i,
               const std::pair<const ContinuityCorrection&, const ToEffect&>& how) {
  const auto& [correction, to_effect] = how;
  const auto pattern = pattern_of(studies[i]);
  const bool is_silent = has_two_arms<Study> && pattern.value_or(StudyPattern::zero_cell) != StudyPattern::zero_cell;
  const double added = added_to(pattern, is_silent, correction);
  const auto effect = to_effect(studies[i], added);
  const bool is_corrected = added > 0.0;
  const bool stays = is_usable(effect) && (is_corrected || !is_silent);
  if (is_corrected || !stays)
    result.notes.push_back({i, pattern.value(), stays ? StudyFate::corrected : StudyFate::left_out});
  if (!stays) return;
  result.effects.push_back(effect);
  result.studies.push_back(i);
}

template <typename Study, typename ToEffect>
Result<Effects> effects_by(std::span<const Study> studies, const ContinuityCorrection& correction,
                           const ToEffect& to_effect) {
  LOSSA_TRY(require_valid_studies(studies));
  LOSSA_TRY(require_valid(correction));
  Effects result;
  for (std::size_t i = 0; i < studies.size(); ++i)
    add_study<Study, ToEffect>(result, studies, i, {correction, to_effect});
  if (result.effects.empty())
    return invalid("no study has a value on this scale without a continuity correction, and none is made unless asked",
                   "studies");
  return result;
}

double expit(double x) { return x < 0.0 ? std::exp(x) / (1.0 + std::exp(x)) : 1.0 / (1.0 + std::exp(-x)); }

template <typename Back>
Estimate turned_back(const Estimate& estimate, const Back& back) {
  return {back(estimate.value), back(estimate.low), back(estimate.high), estimate.level, estimate.method};
}

}  // namespace

Result<Effects> arm_effects(std::span<const TwoArms> studies, ArmMeasure measure, ContinuityCorrection correction) {
  return effects_by(studies, correction,
                    [&](const TwoArms& study, double added) { return effect_of(study, measure, added); });
}

Result<Effects> log_rate_ratios(std::span<const TwoRates> studies, ContinuityCorrection correction) {
  return effects_by(studies, correction, [](const TwoRates& study, double added) { return effect_of(study, added); });
}

Result<Effects> logit_proportions(std::span<const Proportion> series, ContinuityCorrection correction) {
  return effects_by(series, correction, [](const Proportion& one, double added) { return effect_of(one, added); });
}

Result<Effects> log_rates(std::span<const Rate> series, ContinuityCorrection correction) {
  return effects_by(series, correction, [](const Rate& one, double added) { return effect_of(one, added); });
}

Result<Effects> double_arcsines(std::span<const Proportion> series) {
  LOSSA_TRY(require_valid_studies(series));
  const auto has = [](StudyPattern pattern) {
    return [pattern](const Proportion& one) { return pattern_of(one) == pattern; };
  };
  if (std::ranges::all_of(series, has(StudyPattern::no_events)) ||
      std::ranges::all_of(series, has(StudyPattern::all_events)))
    return invalid(
        "the Freeman-Tukey transformation is refused where no series has an event, or none is without: its interval is "
        "many times narrower than the exact one",
        "studies");
  Effects result;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const auto x = static_cast<double>(series[i].events);
    const auto n = static_cast<double>(series[i].n);
    result.effects.push_back({0.5 * (std::asin(std::sqrt(x / (n + 1.0))) + std::asin(std::sqrt((x + 1.0) / (n + 1.0)))),
                              1.0 / (4.0 * n + 2.0)});
    result.studies.push_back(i);
  }
  return result;
}

Estimate exponentiated(const Estimate& logarithm) {
  return turned_back(logarithm, [](double x) { return std::exp(x); });
}

Estimate share_of_logit(const Estimate& logit) { return turned_back(logit, expit); }

Estimate share_of_double_arcsine(const Estimate& pooled, std::span<const Proportion> series) {
  double inverses = 0.0;
  for (const auto& one : series) inverses += 1.0 / static_cast<double>(one.n);
  const double n = static_cast<double>(series.size()) / inverses;
  const double least = 0.5 * std::asin(std::sqrt(1.0 / (n + 1.0)));  // of no event, and its mirror of all
  const double most = 0.5 * (std::asin(std::sqrt(n / (n + 1.0))) + std::asin(1.0));
  return turned_back(pooled, [&](double t) {
    if (t <= least) return 0.0;
    if (t >= most) return 1.0;
    const double sine = std::sin(2.0 * t);
    const double inner = sine + (sine - 1.0 / sine) / n;
    const double cosine = std::cos(2.0 * t);
    return 0.5 * (1.0 - std::copysign(1.0, cosine) * std::sqrt(std::max(0.0, 1.0 - inner * inner)));
  });
}

}  // namespace lossa::stats
