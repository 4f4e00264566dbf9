// SPDX-License-Identifier: Apache-2.0
#include "conditional_table.hpp"

#include <algorithm>
#include <cmath>

#include <lossa/base/contract.hpp>

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
  for (auto s = least_; s < top; ++s) {
    ratios_.push_back(as_double(n1 - s) / as_double(s + 1) * (as_double(events - s) / as_double(n2 + s + 1 - events)));
    log_weights_.push_back(log_weights_.back() + std::log(ratios_.back()));
  }
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
  expects(ratios_.size() + 1 == log_weights_.size());
  // The terms rise to one peak and fall from it; from there outwards each follows from the one before.
  const double odds_ratio = std::exp(std::clamp(psi, -700.0, 700.0));
  const auto first_falling = std::ranges::partition_point(ratios_, [=](double r) { return r * odds_ratio >= 1.0; });
  const auto peak = static_cast<std::size_t>(first_falling - ratios_.begin());
  constexpr double negligible = 1e-18;
  double total = 1.0;
  double first = 0.0;  // about the peak
  double second = 0.0;
  const auto add = [&](double term, double distance) {
    total += term;
    first += term * distance;
    second += term * distance * distance;
  };
  double term = 1.0;
  for (std::size_t i = peak; i < ratios_.size() && term > negligible; ++i)
    add(term *= ratios_[i] * odds_ratio, as_double(i + 1) - as_double(peak));
  term = 1.0;
  for (std::size_t i = peak; i > 0 && term > negligible; --i)
    add(term /= ratios_[i - 1] * odds_ratio, as_double(i - 1) - as_double(peak));
  const double shift = first / total;
  return {log_weights_[peak] + psi * as_double(peak) + std::log(total), as_double(peak) + shift,
          std::max(0.0, second / total - shift * shift)};
}

}  // namespace lossa::stats
