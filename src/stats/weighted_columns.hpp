// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "logistic_model.hpp"

namespace lossa::stats {

/// The columns of a design, each row times the root of its weight, made orthogonal one after another (Gram and Schmidt,
/// twice, the longest left first; Bjorck, Numerical Methods for Least Squares Problems, 1996, ch. 2). Where weights of
/// rows differ by many powers of ten this keeps twice the digits of the products' Cholesky factors.
class WeightedColumns {
 public:
  /// Without the column `held`, if it is one.
  WeightedColumns(const LogisticModel& model, std::span<const double> weights, std::size_t held);

  /// Of the weighted products of the columns; minus infinity if they are dependent.
  [[nodiscard]] double log_determinant() const;
  /// A row's share of the fit, from 0 to 1.
  [[nodiscard]] double leverage(std::size_t row) const;
  /// The coefficients that bring the columns nearest to a target that has been weighted alike; 0 for the held one.
  [[nodiscard]] std::vector<double> nearest(std::span<const double> target) const;

 private:
  void project_out(std::size_t chosen);

  std::size_t rows_;
  std::size_t terms_;
  std::vector<std::vector<double>> columns_;  // of those that move
  std::vector<std::size_t> order_;            // which term each is
  std::vector<std::vector<double>> upper_;    // upper_[k][j]: column k's part in column j, j >= k
};

}  // namespace lossa::stats
