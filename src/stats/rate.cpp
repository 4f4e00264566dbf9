// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/rate.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/proportion.hpp>
#include <lossa/stats/root.hpp>

namespace lossa::stats {
namespace {

struct Limits {
  double low;
  double high;
};

Limits exact(double x, double tail) {
  return {x == 0.0 ? 0.0 : 0.5 * chi_squared_quantile(tail, 2.0 * x),
          0.5 * chi_squared_quantile(1.0 - tail, 2.0 * x + 2.0)};
}

Result<Limits> mid_p(std::uint64_t events, double tail) {
  const auto x = static_cast<double>(events);
  const auto upper = [&](double mean) {
    return poisson_upper_tail(events, mean) + 0.5 * poisson_mass(events, mean) - tail;
  };
  const auto lower = [&](double mean) {
    const double below = events == 0 ? 0.0 : poisson_cdf(events - 1, mean);
    return below + 0.5 * poisson_mass(events, mean) - tail;
  };
  const Bracket bracket{0.0, exact(x, tail).high};  // the exact interval is the wider one
  Limits limits{0.0, 0.0};
  if (events > 0) limits.low = LOSSA_TRY(find_root(upper, bracket));
  limits.high = LOSSA_TRY(find_root(lower, bracket));
  return limits;
}

Limits byar(double x, double z) {
  const auto limit = [](double count, double signed_z) {
    return count * std::pow(1.0 - 1.0 / (9.0 * count) + signed_z / (3.0 * std::sqrt(count)), 3);
  };
  return {x == 0.0 ? 0.0 : std::max(0.0, limit(x, -z)), limit(x + 1.0, z)};
}

Result<Limits> limits_by(RateInterval interval, std::uint64_t events, double level) {
  const auto x = static_cast<double>(events);
  const double tail = 0.5 * (1.0 - level);
  switch (interval) {
    case RateInterval::exact:
      return exact(x, tail);
    case RateInterval::mid_p:
      return mid_p(events, tail);
    case RateInterval::byar:
      return byar(x, normal_quantile_two_sided(level));
  }
  contract_violated(std::source_location::current());
}

std::string_view name_of(RateInterval interval) {
  switch (interval) {
    case RateInterval::exact:
      return "Poisson exact";
    case RateInterval::mid_p:
      return "Poisson mid-P";
    case RateInterval::byar:
      return "Byar";
  }
  contract_violated(std::source_location::current());
}

// All k of which the mass is no larger than that of the one seen, but for rounding (1e-7, as R has it).
double two_sided_p(std::uint64_t seen, Trials trials) {
  const double limit = binomial_mass(seen, trials) * (1.0 + 1e-7);
  const auto no_likelier = [&](std::uint64_t k) { return binomial_mass(k, trials) <= limit; };
  // The mass rises to the mode and falls after it: on the other side the tail starts where it first fits.
  const auto mode = std::min(
      trials.count, static_cast<std::uint64_t>(std::floor((static_cast<double>(trials.count) + 1.0) * trials.chance)));
  if (seen <= mode) {
    auto fits = trials.count + 1;
    for (auto low = std::max(mode, seen + 1); low < fits;) {
      const auto middle = low + (fits - low) / 2;
      if (no_likelier(middle))
        fits = middle;
      else
        low = middle + 1;
    }
    return std::min(1.0, binomial_cdf(seen, trials) + binomial_upper_tail(fits - 1, trials));
  }
  std::uint64_t past = 0;  // the first k that is likelier
  for (auto high = std::min(mode + 1, seen); past < high;) {
    const auto middle = past + (high - past) / 2;
    if (no_likelier(middle))
      past = middle + 1;
    else
      high = middle;
  }
  const double below = past == 0 ? 0.0 : binomial_cdf(past - 1, trials);
  return std::min(1.0, below + binomial_upper_tail(seen - 1, trials));
}

}  // namespace

Result<Estimate> rate(const Rate& observed, RateInterval interval, double level) {
  LOSSA_TRY(require_valid(observed, "observed"));
  LOSSA_TRY(require_valid_level(level));
  const auto limits = LOSSA_TRY(limits_by(interval, observed.events, level));
  return Estimate{static_cast<double>(observed.events) / observed.time, limits.low / observed.time,
                  limits.high / observed.time, level, name_of(interval)};
}

Result<Estimate> standardised_ratio(const Rate& observed_in_expected, RateInterval interval, double level) {
  return rate(observed_in_expected, interval, level);
}

Result<RateRatio> rate_ratio(const TwoRates& observed, double level) {
  LOSSA_TRY(require_valid(observed, "observed"));
  LOSSA_TRY(require_valid_level(level));
  const auto& [first, second] = observed;
  const auto events = first.events + second.events;
  if (events == 0)
    return Error{.kind = ErrorKind::invalid_input,
                 .message = "two arms without an event say nothing of the ratio of their rates",
                 .where = "observed"};
  const auto share = LOSSA_TRY(proportion({first.events, events}, ProportionInterval::clopper_pearson, level));
  const auto ratio = [&](double p) {
    return p == 1.0 ? std::numeric_limits<double>::infinity() : p / (1.0 - p) * (second.time / first.time);
  };
  const Trials trials{events, first.time / (first.time + second.time)};
  return RateRatio{{ratio(share.value), ratio(share.low), ratio(share.high), level, "conditional exact"},
                   two_sided_p(first.events, trials)};
}

}  // namespace lossa::stats
