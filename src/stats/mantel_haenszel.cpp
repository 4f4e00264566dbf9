// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/mantel_haenszel.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include <lossa/stats/distributions.hpp>

#include "study_notes.hpp"

namespace lossa::stats {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Error invalid(std::string message) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "studies"};
}

double as_double(std::uint64_t count) { return static_cast<double>(count); }

// The fourfold table: a, b of the first arm and c, d of the second, with and without the event.
struct Fourfold {
  explicit Fourfold(const TwoArms& study)
      : a(as_double(study.first.events)),
        b(as_double(study.first.n) - a),
        c(as_double(study.second.events)),
        d(as_double(study.second.n) - c),
        n1(a + b),
        n2(c + d),
        n(n1 + n2) {}

  [[nodiscard]] double events() const { return a + c; }
  [[nodiscard]] double expected() const { return events() * n1 / n; }
  // Of `a`, given the margins.
  [[nodiscard]] double variance() const { return events() * (b + d) * n1 * n2 / (n * n * (n - 1.0)); }

  double a, b, c, d, n1, n2, n;
};

struct Ratio {
  double above = 0.0;
  double below = 0.0;
  double variance = 0.0;  // of the logarithm
};

Ratio odds_ratio(std::span<const TwoArms> studies) {
  Ratio sum;
  double pr = 0.0;
  double ps_qr = 0.0;
  double qs = 0.0;
  for (const auto& study : studies) {
    const Fourfold t(study);
    const double r = t.a * t.d / t.n;
    const double s = t.b * t.c / t.n;
    const double p = (t.a + t.d) / t.n;
    const double q = (t.b + t.c) / t.n;
    sum.above += r;
    sum.below += s;
    pr += p * r;
    ps_qr += p * s + q * r;
    qs += q * s;
  }
  sum.variance = 0.5 * (pr / (sum.above * sum.above) + ps_qr / (sum.above * sum.below) + qs / (sum.below * sum.below));
  return sum;
}

Ratio risk_ratio(std::span<const TwoArms> studies) {
  Ratio sum;
  double spread = 0.0;
  for (const auto& study : studies) {
    const Fourfold t(study);
    sum.above += t.a * t.n2 / t.n;
    sum.below += t.c * t.n1 / t.n;
    spread += (t.n1 * t.n2 * t.events() - t.a * t.c * t.n) / (t.n * t.n);
  }
  sum.variance = spread / (sum.above * sum.below);
  return sum;
}

Ratio rate_ratio(std::span<const TwoRates> studies) {
  Ratio sum;
  double spread = 0.0;
  for (const auto& [first, second] : studies) {
    const double total = first.time + second.time;
    const double share = first.time / total;
    sum.above += as_double(first.events) * (1.0 - share);
    sum.below += as_double(second.events) * share;
    spread += share * (1.0 - share) * as_double(first.events + second.events);
  }
  sum.variance = spread / (sum.above * sum.below);
  return sum;
}

PooledCounts pooled(double value, double variance, double level, std::string_view method) {
  const double error = std::sqrt(variance);
  const double half = normal_quantile_two_sided(level) * error;
  // A difference without any variance has no P value.
  return {{value, value - half, value + half, level, method},
          error,
          error > 0.0 ? normal_two_sided_p(value / error) : nan,
          {}};
}

Result<PooledCounts> pooled(const Ratio& ratio, double level, std::string_view method) {
  if (ratio.above > 0.0 && ratio.below > 0.0)
    return pooled(std::log(ratio.above / ratio.below), ratio.variance, level, method);
  if (ratio.above == 0.0 && ratio.below == 0.0) return invalid("no study says anything of the ratio of its arms");
  return invalid(
      "one arm of all studies has no event (or none without): the ratio is 0 or infinite; see the exact one");
}

PooledCounts difference(std::span<const TwoArms> studies, double level) {
  double weights = 0.0;
  double weighted = 0.0;
  double first_part = 0.0;
  double second_part = 0.0;
  for (const auto& study : studies) {
    const Fourfold t(study);
    const double f1 = t.n1 / t.n;
    const double f2 = t.n2 / t.n;
    weights += t.n1 * f2;
    weighted += t.a * f2 - t.c * f1;
    first_part += t.c * f1 * f1 - t.a * f2 * f2 + 0.5 * f1 * f2 * (t.n2 - t.n1);
    second_part += 0.5 * (t.a * t.d + t.c * t.b) / t.n;
  }
  const double value = weighted / weights;
  return pooled(value, (value * first_part + second_part) / (weights * weights), level,
                "Mantel-Haenszel, Sato's variance");
}

// The expected `a` of a table with these margins and this odds ratio: the root of a quadratic that the margins allow.
double expected_at(const Fourfold& t, double odds_ratio) {
  const double events = t.events();
  const double linear = odds_ratio * (t.n1 + events) + t.n2 - events;
  const double root = std::sqrt(linear * linear - 4.0 * odds_ratio * (odds_ratio - 1.0) * events * t.n1);
  return 2.0 * odds_ratio * events * t.n1 / (linear + root);  // without the cancellation of the usual form
}

}  // namespace

Result<PooledCounts> mantel_haenszel(std::span<const TwoArms> studies, ArmMeasure measure, double level) {
  LOSSA_TRY(require_valid_studies(studies));
  LOSSA_TRY(require_valid_level(level));
  if (measure == ArmMeasure::risk_difference) return difference(studies, level);
  auto result =
      measure == ArmMeasure::log_odds_ratio
          ? LOSSA_TRY(pooled(odds_ratio(studies), level, "Mantel-Haenszel, Robins-Breslow-Greenland variance"))
          : LOSSA_TRY(pooled(risk_ratio(studies), level, "Mantel-Haenszel, Greenland-Robins variance"));
  result.notes = notes_of_silent(studies);
  if (measure == ArmMeasure::log_risk_ratio)  // where everyone has the event the risks are known to be alike
    std::erase_if(result.notes, [](const StudyNote& note) { return note.pattern == StudyPattern::all_events; });
  return result;
}

Result<PooledCounts> mantel_haenszel(std::span<const TwoRates> studies, double level) {
  LOSSA_TRY(require_valid_studies(studies));
  LOSSA_TRY(require_valid_level(level));
  auto result = LOSSA_TRY(pooled(rate_ratio(studies), level, "Mantel-Haenszel, Greenland-Robins variance"));
  result.notes = notes_of_silent(studies);
  return result;
}

Result<PetoPool> peto(std::span<const TwoArms> studies, double level) {
  LOSSA_TRY(require_valid_studies(studies));
  LOSSA_TRY(require_valid_level(level));
  double distance = 0.0;
  double variance = 0.0;
  double squares = 0.0;
  double telling = 0.0;
  for (const auto& study : studies) {
    const Fourfold t(study);
    if (t.variance() == 0.0) continue;
    const double seen = t.a - t.expected();
    distance += seen;
    variance += t.variance();
    squares += seen * seen / t.variance();
    telling += 1.0;
  }
  if (telling == 0.0) return invalid("no study says anything of the odds ratio of its arms");
  PetoPool result{pooled(distance / variance, 1.0 / variance, level, "Peto"),
                  std::max(0.0, squares - distance * distance / variance), telling - 1.0, nan};
  result.pooled.notes = notes_of_silent(studies);
  if (telling > 1.0) result.q_p_value = chi_squared_upper_tail(result.q, result.q_degrees_of_freedom);
  return result;
}

Result<StratifiedTests> stratified_tests(std::span<const TwoArms> studies) {
  LOSSA_TRY(require_valid_studies(studies));
  const auto common = LOSSA_TRY(pooled(odds_ratio(studies), 0.95, ""));
  double distance = 0.0;
  double variance = 0.0;
  double squares = 0.0;
  double excess = 0.0;
  double fitted_variance = 0.0;
  double telling = 0.0;
  for (const auto& study : studies) {
    const Fourfold t(study);
    if (t.variance() == 0.0) continue;
    distance += t.a - t.expected();
    variance += t.variance();
    const double fitted = expected_at(t, std::exp(common.effect.value));
    const double spread =
        1.0 / (1.0 / fitted + 1.0 / (t.n1 - fitted) + 1.0 / (t.events() - fitted) + 1.0 / (t.n2 - t.events() + fitted));
    squares += (t.a - fitted) * (t.a - fitted) / spread;
    excess += t.a - fitted;
    fitted_variance += spread;
    telling += 1.0;
  }
  const double corrected = std::max(0.0, std::abs(distance) - 0.5);
  StratifiedTests tests{.association = corrected * corrected / variance,
                        .association_p_value = 0.0,
                        .breslow_day = squares,
                        .tarone = std::max(0.0, squares - excess * excess / fitted_variance),
                        .degrees_of_freedom = telling - 1.0,
                        .breslow_day_p_value = nan,
                        .tarone_p_value = nan};
  tests.association_p_value = chi_squared_upper_tail(tests.association, 1.0);
  if (telling > 1.0) {
    tests.breslow_day_p_value = chi_squared_upper_tail(tests.breslow_day, tests.degrees_of_freedom);
    tests.tarone_p_value = chi_squared_upper_tail(tests.tarone, tests.degrees_of_freedom);
  }
  return tests;
}

}  // namespace lossa::stats
