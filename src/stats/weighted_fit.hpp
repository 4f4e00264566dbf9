// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/stats/effect.hpp>

namespace lossa::stats {

/// a b / b c.
struct Symmetric2 {
  double a, b, c;
};

/// Studies with their covariate, or without one.
class EffectTable {
 public:
  explicit EffectTable(std::span<const Effect> effects) : effects_(effects.begin(), effects.end()), columns_(1) {}
  /// The covariate is kept less its mean and in units of its largest distance from it.
  EffectTable(std::span<const Effect> effects, std::span<const double> covariate);

  [[nodiscard]] std::size_t size() const noexcept { return effects_.size(); }
  /// 1, the intercept alone, or 2.
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] double degrees_of_freedom() const {
    return static_cast<double>(size()) - static_cast<double>(columns_);
  }
  [[nodiscard]] const Effect& effect(std::size_t i) const { return effects_[i]; }
  /// 0 where there is none.
  [[nodiscard]] double covariate(std::size_t i) const { return columns_ == 1 ? 0.0 : covariate_[i]; }
  [[nodiscard]] double covariate_mean() const noexcept { return covariate_mean_; }
  /// 0 where the covariate is the same in all studies but for rounding.
  [[nodiscard]] double covariate_unit() const noexcept { return covariate_unit_; }

 private:
  std::vector<Effect> effects_;
  std::vector<double> covariate_;
  double covariate_mean_ = 0.0;
  double covariate_unit_ = 0.0;
  std::size_t columns_;
};

/// Weighted least squares with weights 1 / (variance + tau squared), with what the estimators of tau squared need of
/// P = W - W X (X'WX)^-1 X'W.
struct WeightedFit {
  double intercept;  // at the covariate's mean
  double slope;
  Symmetric2 covariance;
  double residual;          // y'Py
  double squared_residual;  // y'PPy
  double weights;           // sum
  double squared_weights;   // sum of squares
  double trace;             // of P
  double squared_trace;     // of PP
  double log_weights;       // sum of logarithms
  double log_determinant;   // of X'WX
};
WeightedFit weighted_fit(const EffectTable& table, double tau_squared);
/// The same with these weights, whatever they are.
WeightedFit weighted_fit(const EffectTable& table, std::span<const double> weights);

}  // namespace lossa::stats
