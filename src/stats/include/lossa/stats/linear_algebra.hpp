// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lossa::stats {

/// A small dense symmetric matrix, all of it kept, row by row.
class SymmetricMatrix {
 public:
  /// Of zeros.
  explicit SymmetricMatrix(std::size_t size) : size_(size), values_(size * size, 0.0) {}

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const { return values_[row * size_ + column]; }
  /// Both halves.
  void set(std::size_t row, std::size_t column, double value) {
    values_[row * size_ + column] = value;
    values_[column * size_ + row] = value;
  }
  void add(std::size_t row, std::size_t column, double value) { set(row, column, (*this)(row, column) + value); }
  [[nodiscard]] std::span<const double> row(std::size_t index) const {
    return std::span(values_).subspan(index * size_, size_);
  }

  friend bool operator==(const SymmetricMatrix&, const SymmetricMatrix&) = default;

 private:
  std::size_t size_;
  std::vector<double> values_;
};

/// matrix times vector; the vector has its size.
std::vector<double> multiply(const SymmetricMatrix& matrix, std::span<const double> vector);
/// vector' matrix vector.
double quadratic_form(const SymmetricMatrix& matrix, std::span<const double> vector);
/// outer inner outer, which is symmetric where both are: the "sandwich".
SymmetricMatrix sandwich(const SymmetricMatrix& outer, const SymmetricMatrix& inner);

/// The factors L D L' of a matrix that should be positive (semi-)definite, as an information or a covariance matrix is.
///
/// A column of which less than `tolerance` of its own diagonal is left once the columns before it are accounted for is
/// redundant: the later of two collinear columns is named, whatever their scales. Redundant columns count as fixed at
/// 0: `solve` gives 0 there and `inverse` rows of 0, so the rest is what it would be without them. NaN makes all from
/// there on redundant. O(n^3).
class Cholesky {
 public:
  static constexpr double usual_tolerance = 1e-11;

  explicit Cholesky(const SymmetricMatrix& matrix, double tolerance = usual_tolerance);

  [[nodiscard]] std::size_t rank() const noexcept { return lower_.size() - redundant_.size(); }
  [[nodiscard]] bool is_full_rank() const noexcept { return redundant_.empty(); }
  /// The columns that add nothing to those before them, rising.
  [[nodiscard]] const std::vector<std::size_t>& redundant() const noexcept { return redundant_; }
  /// A pivot was clearly below 0: the matrix is no information matrix of a likelihood at its maximum.
  [[nodiscard]] bool is_indefinite() const noexcept { return is_indefinite_; }

  [[nodiscard]] std::vector<double> solve(std::span<const double> right_side) const;
  [[nodiscard]] SymmetricMatrix inverse() const;
  /// Over the columns that are not redundant; 0 for none.
  [[nodiscard]] double log_determinant() const;

 private:
  SymmetricMatrix lower_;  // L below the diagonal, of which the diagonal is 1
  std::vector<double> pivots_;
  std::vector<std::size_t> redundant_;
  bool is_indefinite_ = false;
};

}  // namespace lossa::stats
