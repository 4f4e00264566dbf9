// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <lossa/stats/counts.hpp>

namespace lossa::stats {

/// The noncentral hypergeometric distribution: the events of the first arm given those of both, of one table or,
/// summed, of several that share one odds ratio. `psi` is the logarithm of that odds ratio.
class ConditionalTable {
 public:
  explicit ConditionalTable(const TwoArms& arms);
  /// The sum over tables. Kept tilted by `psi`, near which it has all its digits: of the masses, those that are below
  /// 1e-300 of the largest there are 0.
  ConditionalTable(std::span<const ConditionalTable> tables, double psi);

  [[nodiscard]] std::uint64_t least() const noexcept { return least_; }
  [[nodiscard]] std::uint64_t most() const noexcept { return least_ + log_weights_.size() - 1; }
  [[nodiscard]] bool is_informative() const noexcept { return log_weights_.size() > 1; }

  /// Of each count from least to most; they sum to 1.
  [[nodiscard]] std::vector<double> masses(double psi) const;

  /// The logarithm of the weight of `least + index`, in units of that of `least`.
  [[nodiscard]] double log_weight(std::size_t index) const { return log_weights_[index]; }

  struct Moments {
    double log_total;  ///< of the weights times exp(psi (count - least))
    double mean;       ///< of count - least
    double variance;
  };
  /// Of one table, not a sum. log_total's first two derivatives by psi are the mean and the variance.
  [[nodiscard]] Moments moments(double psi) const;

 private:
  std::uint64_t least_ = 0;
  std::vector<double> log_weights_;  // at psi 0
  std::vector<double> ratios_;       // of each weight to the one before; falling; empty of a sum
};

}  // namespace lossa::stats
