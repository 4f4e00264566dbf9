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

constexpr double infinity = std::numeric_limits<double>::infinity();

// The limit on the side of this direction, -1 or 1.
Result<double> limit_towards(double direction, const CoxData& data, const CoxFit& fit, std::size_t coefficient) {
  const double start = fit.beta[coefficient];
  const double usual = std::sqrt(fit.variance(coefficient, coefficient));  // NaN where the estimate is infinite
  if (std::isnan(usual) && std::signbit(direction) == std::signbit(start)) return std::copysign(infinity, direction);
  Profile profile(data, fit, coefficient);
  const double floor = with_penalty(fit) - 0.5 * chi_squared_quantile(fit.options.level, 1.0);
  const auto lost = [&](double value) { return 2.0 * (floor - profile(value)); };
  const double spread = data.spread[coefficient];
  const double step = usual > 0.0 ? std::min(usual, 2.0 / spread) : 1.0 / spread;
  // An infinite estimate stands far out already; its finite limit may be as far back.
  const double farthest = 2.0 * (std::abs(start) + most_change / spread);
  const auto bracket = find_bracket(lost, start, direction * step, farthest);
  if (!bracket && bracket.error().kind == ErrorKind::not_found) return std::copysign(infinity, direction);
  if (!bracket) return not_computed(data, coefficient);
  const auto limit = find_root(lost, *bracket, {.absolute = 1e-10 / spread, .relative = 1e-12});
  if (!limit) return not_computed(data, coefficient);
  return limit;
}

}  // namespace

Result<Estimate> profile_limits(const CoxData& data, const CoxFit& fit, std::size_t coefficient) {
  expects(coefficient < data.columns() && fit.beta.size() == data.columns());
  const double low = LOSSA_TRY(limit_towards(-1.0, data, fit, coefficient));
  const double high = LOSSA_TRY(limit_towards(1.0, data, fit, coefficient));
  const bool has_coefficients = fit.coefficients.size() > coefficient;
  const double value = has_coefficients ? fit.coefficients[coefficient].log_ratio.value : fit.beta[coefficient];
  const bool is_penalised = fit.options.penalty == Penalty::firth;
  return Estimate{value, low, high, fit.options.level,
                  is_penalised ? "penalised profile likelihood" : "profile likelihood"};
}

}  // namespace lossa::stats
