// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/logistic.hpp>

#include <algorithm>
#include <cmath>

#include <lossa/stats/distributions.hpp>

#include "logistic_model.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

constexpr int most_iterations = 100;

struct Maximum {
  std::vector<double> coefficients;
  LogisticLikelihood likelihood;
  int iterations;
};

/// The step that raises the likelihood, halved until it does.
bool advance(const LogisticModel& model, std::vector<double> step, Maximum& at) {
  const double allowed_loss = 1e-12 * (1.0 + std::abs(at.likelihood.log_likelihood));
  for (int halving = 0; halving < 60; ++halving) {
    auto next = at.coefficients;
    for (std::size_t j = 0; j < next.size(); ++j) next[j] += step[j];
    auto there = likelihood_at(model, next);
    if (there.log_likelihood >= at.likelihood.log_likelihood - allowed_loss) {
      at.coefficients = std::move(next);
      at.likelihood = std::move(there);
      return true;
    }
    for (auto& part : step) part *= 0.5;
  }
  return false;
}

Result<Maximum> maximise(const LogisticModel& model) {
  std::vector<double> start(model.terms(), 0.0);
  Maximum at{start, likelihood_at(model, start), 0};
  while (at.iterations < most_iterations) {
    ++at.iterations;
    const auto step = Cholesky(at.likelihood.information).solve(at.likelihood.score);
    const double decrement = dot(step, at.likelihood.score);  // twice what the likelihood may still gain
    if (!advance(model, shortened(model, step), at)) break;
    if (decrement < 1e-10) return at;  // and the step just taken squares it
  }
  return bad_input("the likelihood has no maximum that Newton's method can find", "covariates");
}

Result<void> require_overlap(const LogisticModel& model) {
  const auto found = separation_of(model);
  if (found.kind == SeparationKind::none) return {};
  std::string names;
  for (const auto& name : found.terms) names += (names.empty() ? "" : ", ") + name;
  return bad_input(std::string(to_string(found.kind)) + " separation by " + names + ": " +
                       std::to_string(found.perfectly_predicted) + " of " + std::to_string(model.rows()) +
                       " outcomes are predicted perfectly, so no finite estimate exists; Firth's method gives one",
                   names);
}

/// Of the model without its covariates.
Result<double> null_log_likelihood(const LogisticModel& model) {
  LogisticModel reduced{{}, {}, model.outcome, model.weights, model.offset};
  if (model.names.front() != intercept_name) return likelihood_at(reduced, {}).log_likelihood;
  reduced.names.emplace_back(intercept_name);
  reduced.design.assign(model.rows(), 1.0);
  return LOSSA_TRY(maximise(reduced)).likelihood.log_likelihood;
}

}  // namespace

Result<void> require_variances(const LogisticModel& model, const SymmetricMatrix& covariance) {
  for (std::size_t j = 0; j < model.terms(); ++j)
    if (const double variance = covariance(j, j); !std::isfinite(variance) || variance <= 0.0)
      return bad_input("the variance of " + model.names[j] + " cannot be computed: too large or too small",
                       model.names[j]);
  return {};
}

std::vector<LogisticTerm> wald_coefficients(const LogisticModel& model, std::span<const double> coefficients,
                                            const SymmetricMatrix& covariance, double level) {
  const double z = normal_quantile_two_sided(level);
  std::vector<LogisticTerm> terms;
  for (std::size_t j = 0; j < model.terms(); ++j) {
    const double value = coefficients[j];
    const double error = std::sqrt(covariance(j, j));
    const auto test = test_of(value * value / covariance(j, j), 1.0);
    terms.push_back({.name = model.names[j],
                     .estimate = {value, value - z * error, value + z * error, level, "Wald"},
                     .standard_error = error,
                     .chi_squared = test.chi_squared,
                     .p = test.p});
  }
  return terms;
}

std::vector<double> linear_predictor(const LogisticSample& sample, std::span<const double> coefficients) {
  std::vector<double> result(sample.outcome.size(), 0.0);
  const std::size_t first = sample.intercept ? 1 : 0;
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = (sample.offset.empty() ? 0.0 : sample.offset[i]) + (sample.intercept ? coefficients[0] : 0.0);
    for (std::size_t j = 0; j < sample.covariates.size(); ++j)
      result[i] += coefficients[first + j] * sample.covariates[j].values[i];
  }
  return result;
}

Result<LogisticFit> logistic(const LogisticSample& sample, double level) {
  LOSSA_TRY(require_level(level));
  const auto model = LOSSA_TRY(prepare(sample));
  LOSSA_TRY(require_overlap(model));
  const auto maximum = LOSSA_TRY(maximise(model));
  const double without = LOSSA_TRY(null_log_likelihood(model));

  auto covariance = Cholesky(maximum.likelihood.information).inverse();
  LOSSA_TRY(require_variances(model, covariance));
  auto terms = wald_coefficients(model, maximum.coefficients, covariance, level);
  auto predictor = linear_predictor(sample, maximum.coefficients);
  std::vector<double> probability(predictor.size());
  std::ranges::transform(predictor, probability.begin(), logistic_probability);
  return LogisticFit{.coefficients = std::move(terms),
                     .covariance = std::move(covariance),
                     .log_likelihood = maximum.likelihood.log_likelihood,
                     .likelihood_ratio = test_of(2.0 * (maximum.likelihood.log_likelihood - without),
                                                 static_cast<double>(model.terms() - (sample.intercept ? 1 : 0))),
                     .linear_predictor = std::move(predictor),
                     .probability = std::move(probability),
                     .iterations = maximum.iterations};
}

}  // namespace lossa::stats
