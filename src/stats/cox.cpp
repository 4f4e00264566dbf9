// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <lossa/stats/distributions.hpp>

#include "cox_likelihood.hpp"
#include "maximise.hpp"
#include "refuse.hpp"

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double most_operations = 1e10;

Result<void> check_options(const CoxData& data, const CoxOptions& options) {
  LOSSA_TRY(check_level(options.level));
  if (!(options.ridge_strength >= 0.0) || std::isinf(options.ridge_strength))
    return refuse("the strength of the ridge must be finite and not negative", "ridge_strength");
  if (options.ties != Ties::exact) return {};
  if (options.penalty != Penalty::none) return refuse("exact ties are not combined with a penalty", "penalty");
  if (std::ranges::any_of(data.weight, [](double weight) { return weight != 0.0 && weight != 1.0; }))
    return refuse("exact ties are not combined with case weights", "weight");
  if (exact_operations(data) > most_operations)
    return refuse("exact ties would take more than 10^10 operations here; take Efron's", "ties");
  return {};
}

double weighted_events(const CoxData& data) {
  double events = 0.0;
  for (std::size_t position = 0; position < data.rows(); ++position)
    if (data.event[position] == 1) events += data.weight_of(position);
  return events;
}

// A covariate that is nearly constant among who is at risk, or a sum of those before it, says nothing.
Result<void> require_independent(const CoxData& data, const SymmetricMatrix& information, double events) {
  for (std::size_t a = 0; a < data.columns(); ++a)
    if (!(information(a, a) > 1e-12 * events * data.spread[a] * data.spread[a]))
      return refuse("at every event time the covariate is the same in all who are at risk: nothing can be said of it",
                    "covariates." + data.names[a]);
  const Cholesky factors(information);
  if (factors.is_full_rank()) return {};
  return refuse("the covariate is collinear with those before it",
                "covariates." + data.names[factors.redundant().front()]);
}

ChiSquaredTest test_of(double chi_squared, std::size_t degrees) {
  const auto df = static_cast<int>(degrees);
  const double p = std::isnan(chi_squared) ? nan : chi_squared_upper_tail(std::max(chi_squared, 0.0), df);
  return {.chi_squared = chi_squared, .degrees_of_freedom = df, .p = p};
}

SymmetricMatrix variance_of(const Maximum& maximum) {
  auto variance = Cholesky(maximum.likelihood.information).inverse();
  for (const auto j : maximum.infinite)
    for (std::size_t i = 0; i < variance.size(); ++i) variance.set(i, j, nan);
  return variance;
}

Coefficient wald_coefficient(const CoxFit& fit, const std::string& name, std::size_t i) {
  const double value = fit.beta[i];
  const double error = std::sqrt(fit.variance(i, i));
  const double reach = normal_quantile_two_sided(fit.options.level) * error;
  return {.name = name,
          .log_ratio = {value, value - reach, value + reach, fit.options.level, "Wald"},
          .standard_error = error,
          .p = normal_two_sided_p(value / error)};
}

// The p of the likelihood ratio, this coefficient at 0 and the others maximised.
Result<double> profile_p(const CoxData& data, const CoxFit& fit, std::size_t i) {
  auto start = fit.beta;
  start[i] = 0.0;
  const auto at_zero =
      LOSSA_TRY(maximise([&](std::span<const double> beta) { return penalised_likelihood(data, beta, fit.options); },
                         {.start = start, .spread = data.spread, .fixed = i}));
  return test_of(2.0 * (fit.log_likelihood - at_zero.likelihood.value), 1).p;
}

Result<void> fill_coefficients(CoxFit& fit, const CoxData& data, const Maximum& maximum) {
  for (std::size_t i = 0; i < data.columns(); ++i) {
    const bool is_infinite = std::ranges::find(maximum.infinite, i) != maximum.infinite.end();
    if (!is_infinite) fit.coefficients.push_back(wald_coefficient(fit, data.names[i], i));
    if (!is_infinite && fit.options.penalty != Penalty::firth) continue;
    if (is_infinite) {
      const double endless = std::copysign(infinity, fit.beta[i]);
      fit.coefficients.push_back({.name = data.names[i],
                                  .log_ratio = {endless, nan, nan, fit.options.level, "profile likelihood"},
                                  .standard_error = nan,
                                  .p = nan});
    }
    auto& coefficient = fit.coefficients.back();
    coefficient.p = LOSSA_TRY(profile_p(data, fit, i));
    const auto limits = LOSSA_TRY(profile_limits(data, fit, i));
    coefficient.log_ratio = {coefficient.log_ratio.value, limits.low, limits.high, limits.level, limits.method};
  }
  return {};
}

}  // namespace

std::string_view name_of(Ties ties) {
  switch (ties) {
    case Ties::efron:
      return "Efron";
    case Ties::breslow:
      return "Breslow";
    case Ties::exact:
      return "exact";
  }
  return "";
}

Estimate Coefficient::hazard_ratio() const {
  return {std::exp(log_ratio.value), std::exp(log_ratio.low), std::exp(log_ratio.high), log_ratio.level,
          log_ratio.method};
}

Result<CoxFit> fit_cox(const CoxData& data, CoxOptions options) {
  LOSSA_TRY(check_options(data, options));
  const std::vector<double> zero(data.columns(), 0.0);
  auto unpenalised = options;
  if (options.penalty == Penalty::ridge) unpenalised.penalty = Penalty::none;
  const double events = weighted_events(data);
  const auto plain_at_zero =
      options.ties == Ties::exact
          ? exact_likelihood(data, zero)
          : partial_likelihood(data, {.beta = zero, .weight = data.weight}, {.ties = options.ties});
  if (!plain_at_zero) return refuse("an offset is out of bounds: above 500 or below -500", "offset");
  LOSSA_TRY(require_independent(data, plain_at_zero->information, events));

  const auto at_zero = penalised_likelihood(data, zero, unpenalised);
  expects(at_zero.has_value());
  const auto maximum =
      LOSSA_TRY(maximise([&](std::span<const double> beta) { return penalised_likelihood(data, beta, options); },
                         {.start = zero, .spread = data.spread}));
  const auto p = data.columns();
  double log_likelihood = maximum.likelihood.value;
  if (options.penalty == Penalty::ridge)
    for (const double b : maximum.point) log_likelihood += 0.5 * options.ridge_strength * b * b;
  const auto solved = Cholesky(at_zero->information).solve(at_zero->score);
  const double score = std::inner_product(solved.begin(), solved.end(), at_zero->score.begin(), 0.0);
  // With the matrix that was inverted, so that nothing is lost.
  const double wald = maximum.infinite.empty() ? quadratic_form(maximum.likelihood.information, maximum.point) : nan;
  CoxFit fit{.coefficients = {},
             .variance = variance_of(maximum),
             .beta = maximum.point,
             .options = options,
             .log_likelihood_null = at_zero->value,
             .log_likelihood = log_likelihood,
             .likelihood_ratio = test_of(2.0 * (log_likelihood - at_zero->value), p),
             .score = test_of(score, p),
             .wald = test_of(wald, p),
             .events = events,
             .steps = maximum.steps};
  LOSSA_TRY(fill_coefficients(fit, data, maximum));
  return fit;
}

}  // namespace lossa::stats
