// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/fine_gray.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <lossa/stats/distributions.hpp>

#include "fine_gray_sums.hpp"
#include "maximise.hpp"
#include "refuse.hpp"

namespace lossa::stats {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Result<void> check_input(const FineGrayInput& input) {
  LOSSA_TRY(check(input.observations));
  LOSSA_TRY(check_level(input.level));
  if (!input.observations.entry.empty()) return refuse("this model has no delayed entry", "entry");
  if (!input.observations.weight.empty()) return refuse("this model has no case weights", "weight");
  if (input.observations.competing_events_are_censored)
    return refuse("the competing events were made censored: give them as causes of their own", "event");
  if (input.cause < 1 || std::ranges::find(input.observations.event, input.cause) == input.observations.event.end())
    return refuse("nobody had this cause", "cause");
  return {};
}

Result<void> require_independent(const CoxData& data, const SymmetricMatrix& information) {
  const Cholesky factors(information);
  if (factors.is_full_rank()) return {};
  return refuse("the covariate is constant or collinear with those before it",
                "covariates." + data.names[factors.redundant().front()]);
}

Coefficient coefficient_of(const std::string& name, double beta, double variance, double level) {
  const double error = std::sqrt(variance);
  // A robust variance of nothing, as of very few people, is no certainty: there are no limits then.
  if (!(error > 0.0))
    return {.name = name,
            .log_ratio = {beta, nan, nan, level, "none: the robust variance is zero"},
            .standard_error = error,
            .p = nan};
  const double reach = normal_quantile_two_sided(level) * error;
  return {.name = name,
          .log_ratio = {beta, beta - reach, beta + reach, level, "robust Wald"},
          .standard_error = error,
          .p = normal_two_sided_p(beta / error)};
}

void set_infinite(FineGrayFit& fit, const std::vector<std::size_t>& infinite) {
  for (const auto j : infinite) {
    for (std::size_t i = 0; i < fit.beta.size(); ++i) fit.variance.set(i, j, nan);
    auto& coefficient = fit.coefficients[j];
    const double endless = std::copysign(std::numeric_limits<double>::infinity(), fit.beta[j]);
    coefficient.log_ratio = {endless, nan, nan, coefficient.log_ratio.level, "none: the likelihood rises without end"};
    coefficient.standard_error = coefficient.p = nan;
  }
}

}  // namespace

Result<FineGrayFit> fit_fine_gray(const FineGrayInput& input) {
  LOSSA_TRY(check_input(input));
  const CoxInput any{.observations = any_event(input.observations), .covariates = input.covariates};
  const auto data = LOSSA_TRY(CoxData::create(any));
  const FineGraySums sums(data, input.observations.event, input.cause);

  const std::vector<double> zero(data.columns(), 0.0);
  const auto at_zero = sums.likelihood(zero);
  expects(at_zero.has_value());
  LOSSA_TRY(require_independent(data, at_zero->information));
  const auto maximum = LOSSA_TRY(maximise([&](std::span<const double> beta) { return sums.likelihood(beta); },
                                          {.start = zero, .spread = data.spread}));
  const auto inverse = Cholesky(maximum.likelihood.information).inverse();
  FineGrayFit fit{.coefficients = {},
                  .beta = maximum.point,
                  .variance = sandwich(inverse, sums.score_variance(maximum.point)),
                  .log_pseudo_likelihood_null = at_zero->value,
                  .log_pseudo_likelihood = maximum.likelihood.value,
                  .wald = {.chi_squared = nan, .degrees_of_freedom = 0, .p = nan},
                  .steps = maximum.steps};
  for (std::size_t a = 0; a < data.columns(); ++a)
    fit.coefficients.push_back(coefficient_of(data.names[a], fit.beta[a], fit.variance(a, a), input.level));
  const Cholesky factors(fit.variance);
  fit.wald.degrees_of_freedom = static_cast<int>(factors.rank());
  if (maximum.infinite.empty() && factors.rank() > 0) {
    const auto solved = factors.solve(fit.beta);
    fit.wald.chi_squared = std::inner_product(solved.begin(), solved.end(), fit.beta.begin(), 0.0);
    fit.wald.p = chi_squared_upper_tail(fit.wald.chi_squared, fit.wald.degrees_of_freedom);
  }
  set_infinite(fit, maximum.infinite);
  return fit;
}

}  // namespace lossa::stats
