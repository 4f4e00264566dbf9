// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lossa::stats {

/// Points and weights by which the integral of exp(-x x) f(x) is a sum, exact for polynomials up to degree 2 n - 1.
class GaussHermite {
 public:
  explicit GaussHermite(std::size_t points);

  [[nodiscard]] std::size_t size() const noexcept { return nodes_.size(); }
  /// Rising.
  [[nodiscard]] std::span<const double> nodes() const noexcept { return nodes_; }
  /// The logarithm of the weight plus node squared: the weight in a sum of f(x) itself.
  [[nodiscard]] std::span<const double> log_weights() const noexcept { return log_weights_; }

 private:
  std::vector<double> nodes_;
  std::vector<double> log_weights_;
};

}  // namespace lossa::stats
