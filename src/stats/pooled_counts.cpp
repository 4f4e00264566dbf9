// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/pooled_counts.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/effect.hpp>
#include <lossa/stats/proportion.hpp>
#include <lossa/stats/rate.hpp>

#include "likelihood_surface.hpp"

namespace lossa::stats {
namespace {

constexpr std::uint64_t most_patients = 200'000;

Error invalid(std::string message) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "studies"};
}

double as_double(std::uint64_t count) { return static_cast<double>(count); }

// Of counts c, for each r from 0 how many are above r.
std::vector<double> how_many_above(std::vector<std::uint64_t> counts) {
  std::vector<double> result(*std::ranges::max_element(counts), 0.0);
  for (const auto count : counts)
    if (count > 0) result[count - 1] += 1.0;
  for (std::size_t r = result.size(); r-- > 1;) result[r - 1] += result[r];
  return result;
}

// By the mean and gamma = rho / (1 - rho) the likelihood is a product of (mean + r gamma), (1 - mean + r gamma) and
// 1 / (1 + r gamma) (Skellam 1948): no difference of large log-gammas, and gamma may be 0.
class BetaBinomialSurface : public LikelihoodSurface {
 public:
  explicit BetaBinomialSurface(std::span<const Proportion> series) {
    std::vector<std::uint64_t> events;
    std::vector<std::uint64_t> others;
    std::vector<std::uint64_t> all;
    for (const auto& one : series) {
      events.push_back(one.events);
      others.push_back(one.n - one.events);
      all.push_back(one.n);
    }
    events_ = how_many_above(events);
    others_ = how_many_above(others);
    all_ = how_many_above(all);
  }

  // Centre: the logit of the mean; spread: gamma.
  SurfaceValue at(const SurfacePoint& point) override {
    const double mean = 1.0 / (1.0 + std::exp(-point.centre));
    const double absent = 1.0 / (1.0 + std::exp(point.centre));
    SurfaceValue sum{};
    add(sum, events_, {mean, point.spread, 1.0});
    add(sum, others_, {absent, point.spread, -1.0});
    for (std::size_t r = 1; r < all_.size(); ++r) {
      const double x = as_double(r) / (1.0 + as_double(r) * point.spread);
      sum.value -= all_[r] * std::log1p(as_double(r) * point.spread);
      sum.spread_slope -= all_[r] * x;
      sum.bend.c += all_[r] * x * x;
    }
    // From the mean to its logit.
    const double unit = mean * absent;
    const double by_mean = sum.centre_slope;
    sum.centre_slope *= unit;
    sum.bend.a = sum.bend.a * unit * unit + by_mean * unit * (absent - mean);
    sum.bend.b *= unit;
    return sum;
  }

 private:
  struct Factor {
    double share;
    double gamma;
    double sign;  // of the share by the mean
  };
  // The sum of how_many * log(share + r gamma), by the mean and gamma.
  static void add(SurfaceValue& sum, std::span<const double> how_many, const Factor& factor) {
    for (std::size_t r = 0; r < how_many.size(); ++r) {
      const double inverse = 1.0 / (factor.share + as_double(r) * factor.gamma);
      const double x = as_double(r) * inverse;
      sum.value -= how_many[r] * std::log(inverse);
      sum.centre_slope += factor.sign * how_many[r] * inverse;
      sum.spread_slope += how_many[r] * x;
      sum.bend.a -= how_many[r] * inverse * inverse;
      sum.bend.b -= factor.sign * how_many[r] * inverse * x;
      sum.bend.c -= how_many[r] * x * x;
    }
  }

  std::vector<double> events_;
  std::vector<double> others_;
  std::vector<double> all_;
};

Proportion sum_of(std::span<const Proportion> series) {
  Proportion sum{0, 0};
  for (const auto& one : series) {
    sum.events += one.events;
    sum.n += one.n;
  }
  return sum;
}

double log_choose(const Proportion& p) {
  return log_gamma(as_double(p.n) + 1.0) - log_gamma(as_double(p.events) + 1.0) -
         log_gamma(as_double(p.n - p.events) + 1.0);
}

Estimate correlation_of(const Estimate& gamma) {
  const auto back = [](double g) { return std::isinf(g) ? 1.0 : g / (1.0 + g); };
  return {back(gamma.value), back(gamma.low), back(gamma.high), gamma.level, gamma.method};
}

}  // namespace

Result<Estimate> pool_as_one(std::span<const Proportion> series, double level) {
  LOSSA_TRY(require_valid_studies(series));
  auto pooled = LOSSA_TRY(proportion(sum_of(series), ProportionInterval::clopper_pearson, level));
  pooled.method = "Clopper-Pearson of the sum: one risk for all, no patient twice";
  return pooled;
}

Result<Estimate> pool_as_one(std::span<const Rate> series, double level) {
  LOSSA_TRY(require_valid_studies(series));
  Rate sum{0, 0.0};
  for (const auto& one : series) {
    sum.events += one.events;
    sum.time += one.time;
  }
  auto pooled = LOSSA_TRY(rate(sum, RateInterval::exact, level));
  pooled.method = "Poisson exact of the sum: one rate for all, no patient twice";
  return pooled;
}

Result<BetaBinomial> beta_binomial(std::span<const Proportion> series, double level) {
  LOSSA_TRY(require_valid_studies(series));
  LOSSA_TRY(require_valid_level(level));
  if (series.size() < 2) return invalid("one series shows no heterogeneity; an exact method has limits");
  const auto sum = sum_of(series);
  if (sum.events == 0 || sum.events == sum.n)
    return invalid("nobody, or everybody, had the event in all series: no finite logit is the likeliest; pool as one");
  if (std::ranges::any_of(series, [](const Proportion& one) { return one.n > most_patients; }))
    return invalid("a series of more than 200000 patients is refused");

  std::array<double, 16> spreads{0.0, 1e-4};
  for (std::size_t i = 2; i < spreads.size(); ++i) spreads[i] = 4.0 * spreads[i - 1];
  BetaBinomialSurface surface(series);
  const double start = std::log(as_double(sum.events) / as_double(sum.n - sum.events));
  const auto top = LOSSA_TRY(maximum_of(surface, {.start = start, .spreads = spreads}));
  const auto logit = profile_of_centre(surface, top, level);
  double constant = 0.0;
  for (const auto& one : series) constant += log_choose(one);
  return BetaBinomial{.studies = series.size(),
                      .share = share_of_logit(logit),
                      .logit = logit,
                      .logit_standard_error = top.standard_error,
                      .correlation = correlation_of(profile_of_spread(surface, top, level)),
                      .log_likelihood = top.value + constant};
}

}  // namespace lossa::stats
