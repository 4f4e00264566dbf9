// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include <lossa/base/contract.hpp>
#include <lossa/stats/cox.hpp>
#include <lossa/stats/distributions.hpp>
#include <lossa/stats/root.hpp>

#include "cox_likelihood.hpp"
#include "maximise.hpp"

namespace lossa::stats {
namespace {

// Past this much of a linear predictor a limit counts as infinite: a hazard ratio of 10^13.
constexpr double most_change = 30.0;

Error not_computed(const CoxData& data, std::size_t coefficient) {
  return {.kind = ErrorKind::unavailable,
          .message =
              "a limit of the profile likelihood was not computed: with this coefficient held there, the others "
              "could not be maximised",
          .where = data.names[coefficient]};
}

// The largest log likelihood with one coefficient given. Remembers where the others were: the next point is near.
class Profile {
 public:
  Profile(const CoxData& data, const CoxFit& fit, std::size_t coefficient)
      : data_(data), options_(fit.options), coefficient_(coefficient), point_(fit.beta) {}

  // NaN where it could not be maximised.
  double operator()(double value) {
    point_[coefficient_] = value;
    const auto maximum =
        maximise([&](std::span<const double> beta) { return penalised_likelihood(data_, beta, options_); },
                 {.start = point_, .spread = data_.spread, .fixed = coefficient_});
    if (!maximum) return std::numeric_limits<double>::quiet_NaN();
    point_ = maximum->point;
    return maximum->likelihood.value;
  }

 private:
  const CoxData& data_;
  CoxOptions options_;
  std::size_t coefficient_;
  std::vector<double> point_;
};

double with_penalty(const CoxFit& fit) {
  if (fit.options.penalty != Penalty::ridge) return fit.log_likelihood;
  double value = fit.log_likelihood;
  for (const double b : fit.beta) value -= 0.5 * fit.options.ridge_strength * b * b;
  return value;
}

}  // namespace

Result<Estimate> profile_limits(const CoxData& data, const CoxFit& fit, std::size_t coefficient) {
  expects(coefficient < data.columns() && fit.beta.size() == data.columns());
  const double quantile = chi_squared_quantile(fit.options.level, 1.0);
  const double top = with_penalty(fit);
  const double start = fit.beta[coefficient];
  const double spread = data.spread[coefficient];
  const bool is_infinite = std::isnan(fit.variance(coefficient, coefficient));

  const auto limit_towards = [&](double direction) -> Result<double> {
    if (is_infinite && std::signbit(direction) == std::signbit(start))
      return std::copysign(std::numeric_limits<double>::infinity(), direction);
    Profile profile(data, fit, coefficient);
    const auto lost = [&](double value) { return 2.0 * (top - profile(value)) - quantile; };
    const double usual = std::sqrt(fit.variance(coefficient, coefficient));
    const double step = usual > 0.0 ? std::min(usual, 2.0 / spread) : 1.0 / spread;
    // An infinite estimate stands far out already; its finite limit may be as far back.
    const double farthest = std::abs(start) + most_change / spread;
    const auto bracket = find_bracket(lost, start, direction * step, farthest * 2.0);
    if (!bracket && bracket.error().kind == ErrorKind::not_found)
      return std::copysign(std::numeric_limits<double>::infinity(), direction);
    if (!bracket) return not_computed(data, coefficient);
    const auto limit = find_root(lost, *bracket, {.absolute = 1e-10 / spread, .relative = 1e-12});
    if (!limit) return not_computed(data, coefficient);
    return limit;
  };
  const double low = LOSSA_TRY(limit_towards(-1.0));
  const double high = LOSSA_TRY(limit_towards(1.0));
  return Estimate{fit.coefficients.size() > coefficient ? fit.coefficients[coefficient].log_ratio.value : start, low,
                  high, fit.options.level,
                  fit.options.penalty == Penalty::firth ? "penalised profile likelihood" : "profile likelihood"};
}

}  // namespace lossa::stats
