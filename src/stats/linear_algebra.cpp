// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/linear_algebra.hpp>

#include <cmath>
#include <numeric>

#include <lossa/base/contract.hpp>

namespace lossa::stats {

std::vector<double> multiply(const SymmetricMatrix& matrix, std::span<const double> vector) {
  expects(vector.size() == matrix.size());
  std::vector<double> product(vector.size());
  for (std::size_t i = 0; i < product.size(); ++i) {
    const auto row = matrix.row(i);
    product[i] = std::inner_product(row.begin(), row.end(), vector.begin(), 0.0);
  }
  return product;
}

double quadratic_form(const SymmetricMatrix& matrix, std::span<const double> vector) {
  const auto product = multiply(matrix, vector);
  return std::inner_product(product.begin(), product.end(), vector.begin(), 0.0);
}

SymmetricMatrix sandwich(const SymmetricMatrix& outer, const SymmetricMatrix& inner) {
  expects(outer.size() == inner.size());
  SymmetricMatrix result(outer.size());
  for (std::size_t i = 0; i < outer.size(); ++i) {
    const auto half = multiply(inner, outer.row(i));
    for (std::size_t j = 0; j <= i; ++j) {
      const auto row = outer.row(j);
      result.set(i, j, std::inner_product(half.begin(), half.end(), row.begin(), 0.0));
    }
  }
  return result;
}

Cholesky::Cholesky(const SymmetricMatrix& matrix, double tolerance) : lower_(matrix.size()), pivots_(matrix.size()) {
  for (std::size_t j = 0; j < matrix.size(); ++j) {
    double pivot = matrix(j, j);
    for (std::size_t k = 0; k < j; ++k) pivot -= lower_(j, k) * lower_(j, k) * pivots_[k];
    const double least = tolerance * std::abs(matrix(j, j));
    if (!(pivot > least)) {  // also for NaN
      is_indefinite_ = is_indefinite_ || pivot < -8.0 * least;
      redundant_.push_back(j);
      continue;  // its column of L stays 0
    }
    pivots_[j] = pivot;
    for (std::size_t i = j + 1; i < matrix.size(); ++i) {
      double value = matrix(i, j);
      for (std::size_t k = 0; k < j; ++k) value -= lower_(i, k) * lower_(j, k) * pivots_[k];
      lower_.set(i, j, value / pivot);
    }
  }
}

std::vector<double> Cholesky::solve(std::span<const double> right_side) const {
  expects(right_side.size() == pivots_.size());
  std::vector<double> x(right_side.begin(), right_side.end());
  for (const auto j : redundant_) x[j] = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (pivots_[i] == 0.0) continue;
    for (std::size_t k = 0; k < i; ++k) x[i] -= lower_(i, k) * x[k];
  }
  for (std::size_t i = x.size(); i-- > 0;) {
    if (pivots_[i] == 0.0) continue;
    x[i] /= pivots_[i];
    for (std::size_t k = i + 1; k < x.size(); ++k)
      if (pivots_[k] != 0.0) x[i] -= lower_(k, i) * x[k];
  }
  return x;
}

SymmetricMatrix Cholesky::inverse() const {
  SymmetricMatrix result(pivots_.size());
  std::vector<double> unit(pivots_.size(), 0.0);
  for (std::size_t j = 0; j < unit.size(); ++j) {
    if (pivots_[j] == 0.0) continue;
    unit[j] = 1.0;
    const auto column = solve(unit);
    unit[j] = 0.0;
    for (std::size_t i = j; i < unit.size(); ++i) result.set(i, j, column[i]);
  }
  return result;
}

double Cholesky::log_determinant() const {
  double sum = 0.0;
  for (const double pivot : pivots_)
    if (pivot != 0.0) sum += std::log(pivot);
  return sum;
}

}  // namespace lossa::stats
