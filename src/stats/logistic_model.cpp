// SPDX-License-Identifier: Apache-2.0
#include "logistic_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <lossa/stats/distributions.hpp>

#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

Result<void> require_covariates(const LogisticSample& sample) {
  for (const auto& covariate : sample.covariates) {
    LOSSA_TRY(require_size(covariate.values, sample.outcome.size(), covariate.name));
    LOSSA_TRY(require_finite(covariate.values, covariate.name));
  }
  if (!sample.intercept && sample.covariates.empty()) return bad_input("the model has no term", "covariates");
  return {};
}

Result<void> require_valid(const LogisticSample& sample) {
  const auto size = sample.outcome.size();
  LOSSA_TRY(require_some(sample.outcome, "outcome"));
  LOSSA_TRY(require_binary(sample.outcome, "outcome"));
  LOSSA_TRY(require_optional(sample.weights, size, "weights"));
  LOSSA_TRY(require_not_negative(sample.weights, "weights"));
  LOSSA_TRY(require_optional(sample.offset, size, "offset"));
  LOSSA_TRY(require_covariates(sample));
  return require_both_outcomes(sample.outcome, sample.weights, "outcome");
}

/// The products of the columns, each scaled to length 1.
SymmetricMatrix scaled_products(const LogisticModel& model) {
  const auto terms = model.terms();
  std::vector<double> length(terms, 0.0);
  for (std::size_t i = 0; i < model.rows(); ++i)
    for (std::size_t j = 0; j < terms; ++j) length[j] = std::hypot(length[j], model.row(i)[j]);
  SymmetricMatrix products(terms);
  std::vector<double> scaled(terms);
  for (std::size_t i = 0; i < model.rows(); ++i) {
    for (std::size_t j = 0; j < terms; ++j) scaled[j] = length[j] > 0.0 ? model.row(i)[j] / length[j] : 0.0;
    for (std::size_t j = 0; j < terms; ++j)
      for (std::size_t k = 0; k <= j; ++k) products.add(j, k, scaled[j] * scaled[k]);
  }
  return products;
}

Result<void> require_independent(const LogisticModel& model) {
  const Cholesky factors(scaled_products(model));
  if (factors.is_full_rank()) return {};
  std::string names;
  for (const auto column : factors.redundant()) names += (names.empty() ? "" : ", ") + model.names[column];
  return bad_input("collinear: " + names + " adds nothing to the terms before it, within rounding", names);
}

/// One row of the design, if it has a weight.
void add_row(LogisticModel& model, const LogisticSample& sample, std::size_t row) {
  const double weight = sample.weights.empty() ? 1.0 : sample.weights[row];
  if (weight == 0.0) return;
  if (sample.intercept) model.design.push_back(1.0);
  for (const auto& covariate : sample.covariates) model.design.push_back(covariate.values[row]);
  model.outcome.push_back(sample.outcome[row]);
  model.weights.push_back(weight);
  model.offset.push_back(sample.offset.empty() ? 0.0 : sample.offset[row]);
}

}  // namespace

double dot(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double logistic_probability(double log_odds) {
  if (log_odds >= 0.0) return 1.0 / (1.0 + std::exp(-log_odds));
  const double odds = std::exp(log_odds);
  return odds / (1.0 + odds);
}

double log_one_plus_exp(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

Result<LogisticModel> prepare(const LogisticSample& sample) {
  LOSSA_TRY(require_valid(sample));
  LogisticModel model;
  if (sample.intercept) model.names.emplace_back(intercept_name);
  for (const auto& covariate : sample.covariates) model.names.push_back(covariate.name);
  for (std::size_t i = 0; i < sample.outcome.size(); ++i) add_row(model, sample, i);
  LOSSA_TRY(require_independent(model));
  return model;
}

std::vector<double> shortened(const LogisticModel& model, std::vector<double> step) {
  double longest = 0.0;
  for (std::size_t i = 0; i < model.rows(); ++i) longest = std::max(longest, std::abs(dot(model.row(i), step)));
  if (longest > longest_step)
    for (auto& part : step) part *= longest_step / longest;
  return step;
}

ModelTest test_of(double chi_squared, double degrees_of_freedom) {
  const double at_least_none = std::max(chi_squared, 0.0);  // rounding may take it just below
  const double p = degrees_of_freedom > 0.0 ? chi_squared_upper_tail(at_least_none, degrees_of_freedom) : 1.0;
  return {at_least_none, degrees_of_freedom, p};
}

LogisticLikelihood likelihood_at(const LogisticModel& model, std::span<const double> coefficients) {
  const auto terms = model.terms();
  LogisticLikelihood result{0.0, std::vector<double>(model.rows()), std::vector<double>(terms, 0.0),
                            SymmetricMatrix(terms)};
  std::vector<double> lower(terms * terms, 0.0);
  for (std::size_t i = 0; i < model.rows(); ++i) {
    const auto row = model.row(i);
    const double log_odds = model.offset[i] + dot(row, coefficients);
    const double p = logistic_probability(log_odds);
    const double residual = model.outcome[i] == 1.0 ? logistic_probability(-log_odds) : -p;
    const double curvature = model.weights[i] * p * logistic_probability(-log_odds);
    result.log_likelihood -= model.weights[i] * log_one_plus_exp(model.outcome[i] == 1.0 ? -log_odds : log_odds);
    result.probability[i] = p;
    for (std::size_t j = 0; j < terms; ++j) {
      result.score[j] += model.weights[i] * residual * row[j];
      for (std::size_t k = 0; k <= j; ++k) lower[j * terms + k] += curvature * row[j] * row[k];
    }
  }
  for (std::size_t j = 0; j < terms; ++j)
    for (std::size_t k = 0; k <= j; ++k) result.information.set(j, k, lower[j * terms + k]);
  return result;
}

}  // namespace lossa::stats
