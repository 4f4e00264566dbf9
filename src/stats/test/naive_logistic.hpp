// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <functional>
#include <vector>

#include <lossa/stats/logistic.hpp>

// The likelihood written straight from its definition, and a maximum found by climbing one coordinate after another.
namespace lossa::stats::naive {

using Vector = std::vector<double>;

inline double determinant(std::vector<Vector> matrix) {
  double result = 1.0;
  for (std::size_t k = 0; k < matrix.size(); ++k) {
    std::size_t largest = k;
    for (std::size_t i = k; i < matrix.size(); ++i)
      if (std::abs(matrix[i][k]) > std::abs(matrix[largest][k])) largest = i;
    if (matrix[largest][k] == 0.0) return 0.0;
    if (largest != k) {
      std::swap(matrix[k], matrix[largest]);
      result = -result;
    }
    result *= matrix[k][k];
    for (std::size_t i = k + 1; i < matrix.size(); ++i)
      for (std::size_t j = matrix.size(); j-- > k;) matrix[i][j] -= matrix[i][k] / matrix[k][k] * matrix[k][j];
  }
  return result;
}

inline double log_likelihood(const LogisticSample& sample, const Vector& beta, bool penalised) {
  const std::size_t terms = beta.size();
  double sum = 0.0;
  std::vector<Vector> information(terms, Vector(terms, 0.0));
  for (std::size_t i = 0; i < sample.outcome.size(); ++i) {
    Vector x;
    if (sample.intercept) x.push_back(1.0);
    for (const auto& covariate : sample.covariates) x.push_back(covariate.values[i]);
    double eta = sample.offset.empty() ? 0.0 : sample.offset[i];
    for (std::size_t j = 0; j < terms; ++j) eta += x[j] * beta[j];
    const double p = 1.0 / (1.0 + std::exp(-eta));
    const double weight = sample.weights.empty() ? 1.0 : sample.weights[i];
    sum += weight * std::log(sample.outcome[i] == 1.0 ? p : 1.0 / (1.0 + std::exp(eta)));
    for (std::size_t j = 0; j < terms; ++j)
      for (std::size_t k = 0; k < terms; ++k) information[j][k] += weight * p * (1.0 - p) * x[j] * x[k];
  }
  return penalised ? sum + 0.5 * std::log(determinant(information)) : sum;
}

/// Coordinate search with steps that shrink; slow and sure for a concave surface. `held` terms stay.
inline Vector climb(const std::function<double(const Vector&)>& height, Vector at, const std::vector<bool>& held) {
  Vector step(at.size(), 0.5);
  double best = height(at);
  for (int round = 0; round < 100000; ++round) {
    double longest = 0.0;
    for (std::size_t j = 0; j < at.size(); ++j) {
      if (held[j]) continue;
      bool moved = false;
      for (const double direction : {1.0, -1.0}) {
        auto next = at;
        next[j] += direction * step[j];
        const double there = height(next);
        if (there > best) {
          best = there;
          at = next;
          moved = true;
          break;
        }
      }
      step[j] *= moved ? 1.7 : 0.5;
      longest = std::max(longest, step[j]);
    }
    if (longest < 1e-10) break;
  }
  return at;
}

}  // namespace lossa::stats::naive
