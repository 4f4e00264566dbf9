// SPDX-License-Identifier: Apache-2.0
#include "weighted_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lossa::stats {
namespace {

// X' diag(w) X, added study by study.
void add(Symmetric2& sum, double weight, double x) {
  sum.a += weight;
  sum.b += weight * x;
  sum.c += weight * x * x;
}

double determinant(const Symmetric2& m, std::size_t columns) { return columns == 1 ? m.a : m.a * m.c - m.b * m.b; }

Symmetric2 inverse(const Symmetric2& m, std::size_t columns) {
  if (columns == 1) return {1.0 / m.a, 0.0, 0.0};
  const double d = determinant(m, columns);
  return {m.c / d, -m.b / d, m.a / d};
}

double trace_of_product(const Symmetric2& p, const Symmetric2& q) { return p.a * q.a + 2.0 * p.b * q.b + p.c * q.c; }

// The trace of p q p q.
double trace_of_square(const Symmetric2& p, const Symmetric2& q) {
  const double upper_left = p.a * q.a + p.b * q.b;
  const double upper_right = p.a * q.b + p.b * q.c;
  const double lower_left = p.b * q.a + p.c * q.b;
  const double lower_right = p.b * q.b + p.c * q.c;
  return upper_left * upper_left + 2.0 * upper_right * lower_left + lower_right * lower_right;
}

}  // namespace

EffectTable::EffectTable(std::span<const Effect> effects, std::span<const double> covariate)
    : effects_(effects.begin(), effects.end()), covariate_(covariate.begin(), covariate.end()), columns_(2) {
  covariate_mean_ = std::accumulate(covariate_.begin(), covariate_.end(), 0.0) / static_cast<double>(covariate_.size());
  double largest = std::abs(covariate_mean_);
  for (auto& x : covariate_) {
    largest = std::max(largest, std::abs(x));
    x -= covariate_mean_;
    covariate_unit_ = std::max(covariate_unit_, std::abs(x));
  }
  if (covariate_unit_ <= 1e-12 * largest) covariate_unit_ = 0.0;
  for (auto& x : covariate_) x = covariate_unit_ == 0.0 ? 0.0 : x / covariate_unit_;
}

WeightedFit weighted_fit(const EffectTable& table, double tau_squared) {
  std::vector<double> weights;
  weights.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) weights.push_back(1.0 / (table.effect(i).variance + tau_squared));
  return weighted_fit(table, weights);
}

WeightedFit weighted_fit(const EffectTable& table, std::span<const double> weights) {
  WeightedFit fit{};
  Symmetric2 first{};   // X'WX
  Symmetric2 second{};  // X'WWX
  Symmetric2 third{};   // X'WWWX
  double wy = 0.0;
  double wxy = 0.0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double w = weights[i];
    const double x = table.covariate(i);
    add(first, w, x);
    add(second, w * w, x);
    add(third, w * w * w, x);
    wy += w * table.effect(i).value;
    wxy += w * x * table.effect(i).value;
    fit.weights += w;
    fit.squared_weights += w * w;
    fit.log_weights += std::log(w);
  }
  const auto columns = table.columns();
  fit.covariance = inverse(first, columns);
  fit.intercept = fit.covariance.a * wy + fit.covariance.b * wxy;
  fit.slope = fit.covariance.b * wy + fit.covariance.c * wxy;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double residual = table.effect(i).value - fit.intercept - fit.slope * table.covariate(i);
    fit.residual += weights[i] * residual * residual;
    fit.squared_residual += weights[i] * weights[i] * residual * residual;
  }
  fit.trace = fit.weights - trace_of_product(fit.covariance, second);
  fit.squared_trace =
      fit.squared_weights - 2.0 * trace_of_product(fit.covariance, third) + trace_of_square(fit.covariance, second);
  fit.log_determinant = std::log(determinant(first, columns));
  return fit;
}

}  // namespace lossa::stats
