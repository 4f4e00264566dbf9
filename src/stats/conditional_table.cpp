// SPDX-License-Identifier: Apache-2.0
#include "conditional_table.hpp"

#include <algorithm>
#include <cmath>

namespace lossa::stats {
namespace {

double as_double(std::size_t count) { return static_cast<double>(count); }

// The masses of the sum of two.
std::vector<double> convolved(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> sum(a.size() + b.size() - 1, 0.0);
  for (std::size_t i = 0; i < b.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j) sum[i + j] += b[i] * a[j];
  return sum;
}

}  // namespace

ConditionalTable::ConditionalTable(const TwoArms& arms) {
  const auto n1 = arms.first.n;
  const auto n2 = arms.second.n;
  const auto events = arms.first.events + arms.second.events;
  least_ = events > n2 ? events - n2 : 0;
  const auto top = std::min(n1, events);
  // C(n1, s) C(n2, events - s), each from the one before.
  log_weights_.reserve(top - least_ + 1);
  log_weights_.push_back(0.0);
  for (auto s = least_; s < top; ++s)
    log_weights_.push_back(log_weights_.back() + std::log(as_double(n1 - s) / as_double(s + 1)) +
                           std::log(as_double(events - s) / as_double(n2 + s + 1 - events)));
}

ConditionalTable::ConditionalTable(std::span<const ConditionalTable> tables, double psi) {
  std::vector<double> sum{1.0};
  for (const auto& table : tables) {
    sum = convolved(sum, table.masses(psi));
    least_ += table.least_;
  }
  log_weights_.reserve(sum.size());
  for (std::size_t i = 0; i < sum.size(); ++i) log_weights_.push_back(std::log(sum[i]) - psi * as_double(i));
}

std::vector<double> ConditionalTable::masses(double psi) const {
  std::vector<double> result(log_weights_.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = log_weights_[i] + psi * as_double(i);
  const double largest = *std::ranges::max_element(result);
  double total = 0.0;
  for (auto& value : result) total += value = std::exp(value - largest);
  for (auto& value : result) value /= total;
  return result;
}

ConditionalTable::Moments ConditionalTable::moments(double psi) const {
  double largest = log_weights_.front();
  for (std::size_t i = 1; i < log_weights_.size(); ++i)
    largest = std::max(largest, log_weights_[i] + psi * as_double(i));
  double total = 0.0;
  double first = 0.0;
  double second = 0.0;
  for (std::size_t i = 0; i < log_weights_.size(); ++i) {
    const double weight = std::exp(log_weights_[i] + psi * as_double(i) - largest);
    total += weight;
    first += weight * as_double(i);
    second += weight * as_double(i) * as_double(i);
  }
  const double mean = first / total;
  return {largest + std::log(total), mean, std::max(0.0, second / total - mean * mean)};
}

}  // namespace lossa::stats
