// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/proportion.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/root.hpp>

namespace lossa::stats {
namespace {

struct Limits {
  double low;
  double high;
};

double share(const Proportion& p) { return static_cast<double>(p.events) / static_cast<double>(p.n); }

// Equal tails of two Beta distributions; the edges are set to 0 and 1.
Limits beta_limits(const Proportion& p, BetaShape low, BetaShape high, double tail) {
  return {p.events == 0 ? 0.0 : beta_quantile(tail, low), p.events == p.n ? 1.0 : beta_quantile(1.0 - tail, high)};
}

Limits clopper_pearson(const Proportion& p, double tail) {
  const auto x = static_cast<double>(p.events);
  const auto rest = static_cast<double>(p.n - p.events);
  return beta_limits(p, {std::max(x, 1.0), rest + 1.0}, {x + 1.0, std::max(rest, 1.0)}, tail);
}

Limits jeffreys(const Proportion& p, double tail) {
  const BetaShape posterior{static_cast<double>(p.events) + 0.5, static_cast<double>(p.n - p.events) + 0.5};
  return beta_limits(p, posterior, posterior, tail);
}

// The chance of more than x events, half of x itself counted.
double mid_upper_tail(const Proportion& p, double chance) {
  const Trials trials{p.n, chance};
  return binomial_upper_tail(p.events, trials) + 0.5 * binomial_mass(p.events, trials);
}
double mid_lower_tail(const Proportion& p, double chance) {
  const Trials trials{p.n, chance};
  const double below = p.events == 0 ? 0.0 : binomial_cdf(p.events - 1, trials);
  return below + 0.5 * binomial_mass(p.events, trials);
}

Result<Limits> mid_p(const Proportion& p, double tail) {
  Limits limits{0.0, 1.0};
  if (p.events > 0)
    limits.low = LOSSA_TRY(find_root([&](double c) { return mid_upper_tail(p, c) - tail; }, {0.0, 1.0}));
  if (p.events < p.n)
    limits.high = LOSSA_TRY(find_root([&](double c) { return mid_lower_tail(p, c) - tail; }, {0.0, 1.0}));
  return limits;
}

Limits wilson(const Proportion& p, double z) {
  const auto n = static_cast<double>(p.n);
  const double z2 = z * z / n;
  const double middle = (share(p) + 0.5 * z2) / (1.0 + z2);
  const double half = std::sqrt(share(p) * (1.0 - share(p)) * z2 + 0.25 * z2 * z2) / (1.0 + z2);
  return {p.events == 0 ? 0.0 : middle - half, p.events == p.n ? 1.0 : middle + half};
}

Result<Limits> limits_by(ProportionInterval interval, const Proportion& p, double level) {
  const double tail = 0.5 * (1.0 - level);
  switch (interval) {
    case ProportionInterval::clopper_pearson:
      return clopper_pearson(p, tail);
    case ProportionInterval::mid_p:
      return mid_p(p, tail);
    case ProportionInterval::wilson:
      return wilson(p, normal_quantile_two_sided(level));
    case ProportionInterval::jeffreys:
      return jeffreys(p, tail);
  }
  contract_violated(std::source_location::current());
}

std::string_view name_of(ProportionInterval interval) {
  switch (interval) {
    case ProportionInterval::clopper_pearson:
      return "Clopper-Pearson";
    case ProportionInterval::mid_p:
      return "mid-P";
    case ProportionInterval::wilson:
      return "Wilson score";
    case ProportionInterval::jeffreys:
      return "Jeffreys";
  }
  contract_violated(std::source_location::current());
}

}  // namespace

Result<Estimate> proportion(const Proportion& observed, ProportionInterval interval, double level) {
  LOSSA_TRY(require_valid(observed, "observed"));
  LOSSA_TRY(require_valid_level(level));
  const auto limits = LOSSA_TRY(limits_by(interval, observed, level));
  return Estimate{share(observed), limits.low, limits.high, level, name_of(interval)};
}

Result<Estimate> risk_difference(const TwoArms& observed, double level) {
  LOSSA_TRY(require_valid(observed, "observed"));
  LOSSA_TRY(require_valid_level(level));
  const double z = normal_quantile_two_sided(level);
  const auto first = wilson(observed.first, z);
  const auto second = wilson(observed.second, z);
  const double a = share(observed.first);
  const double b = share(observed.second);
  return Estimate{a - b, a - b - std::hypot(a - first.low, second.high - b),
                  a - b + std::hypot(first.high - a, b - second.low), level, "Newcombe square-and-add"};
}

Result<std::uint64_t> event_free_needed(double risk, double level) {
  LOSSA_TRY(require_valid_level(level));
  const bool is_risk = risk > 0.0 && risk < 1.0;
  if (!is_risk)
    return Error{.kind = ErrorKind::invalid_input, .message = "a risk lies between 0 and 1", .where = "risk"};
  const double needed = std::ceil(std::log1p(-level) / std::log1p(-risk));
  if (needed > static_cast<double>(largest_count))
    return Error{
        .kind = ErrorKind::invalid_input, .message = "more than 1000000000 patients would be needed", .where = "risk"};
  return static_cast<std::uint64_t>(needed);
}

Result<Estimate> shrunken_proportion(const Proportion& observed, const BetaPrior& prior, double level) {
  if (observed.n > 0 || observed.events > 0) LOSSA_TRY(require_valid(observed, "observed"));
  LOSSA_TRY(require_valid_level(level));
  for (const double parameter : {prior.alpha, prior.beta})
    if (std::isnan(parameter) || parameter < 1e-6 || parameter > 1e9)
      return Error{.kind = ErrorKind::invalid_input,
                   .message = "both parameters of a Beta prior lie between 1e-6 and 1e9",
                   .where = "prior"};
  const BetaShape posterior{prior.alpha + static_cast<double>(observed.events),
                            prior.beta + static_cast<double>(observed.n - observed.events)};
  const double tail = 0.5 * (1.0 - level);
  return Estimate{posterior.alpha / (posterior.alpha + posterior.beta), beta_quantile(tail, posterior),
                  beta_quantile(1.0 - tail, posterior), level, "Beta posterior, equal tails"};
}

}  // namespace lossa::stats
