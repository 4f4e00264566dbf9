// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "logistic_model.hpp"

namespace lossa::stats {
namespace {

using Rows = std::vector<std::vector<double>>;

/// Zero by the sizes of what was summed.
constexpr double relative_zero = 1e-8;

double length(std::span<const double> vector) { return std::sqrt(dot(vector, vector)); }

/// Lawson and Hanson's NNLS: weights of the rows, none negative, whose sum comes nearest to a target.
class NonNegativeSum {
 public:
  NonNegativeSum(const Rows& rows, std::vector<double> target)
      : rows_(rows), target_(std::move(target)), weights_(rows.size(), 0.0), residual_(target_) {}

  /// What is left of the target when no weight can help.
  std::vector<double> residual() {
    const auto limit = 30 * (target_.size() + 1);
    for (std::size_t step = 0; step < limit && free_most_helpful(); ++step) settle();
    return residual_;
  }

 private:
  bool free_most_helpful() {
    constexpr auto none = std::numeric_limits<std::size_t>::max();
    auto best = none;
    double most = relative_zero * length(target_);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double help = dot(rows_[i], residual_) / length(rows_[i]);
      if (help <= most || std::ranges::find(free_, i) != free_.end()) continue;
      most = help;
      best = i;
    }
    if (best == none) return false;
    free_.push_back(best);
    return true;
  }

  /// Least squares over the free rows; those that would go below 0 are fixed at 0 again.
  void settle() {
    while (!free_.empty()) {
      const auto wanted = least_squares();
      const double share = share_allowed(wanted);
      for (std::size_t a = 0; a < free_.size(); ++a) weights_[free_[a]] += share * (wanted[a] - weights_[free_[a]]);
      if (share == 1.0) break;
      std::erase_if(free_, [&](std::size_t i) {
        if (weights_[i] > std::numeric_limits<double>::min()) return false;
        weights_[i] = 0.0;
        return true;
      });
    }
    residual_ = target_;
    for (const auto i : free_)
      for (std::size_t j = 0; j < residual_.size(); ++j) residual_[j] -= weights_[i] * rows_[i][j];
  }

  /// How far the free weights may go towards the wanted ones before one would fall below 0.
  [[nodiscard]] double share_allowed(std::span<const double> wanted) const {
    double share = 1.0;
    for (std::size_t a = 0; a < free_.size(); ++a)
      if (wanted[a] <= 0.0) share = std::min(share, weights_[free_[a]] / (weights_[free_[a]] - wanted[a]));
    return share;
  }

  [[nodiscard]] std::vector<double> least_squares() const {
    SymmetricMatrix products(free_.size());
    std::vector<double> sums(free_.size());
    for (std::size_t a = 0; a < free_.size(); ++a) {
      for (std::size_t b = 0; b <= a; ++b) products.set(a, b, dot(rows_[free_[a]], rows_[free_[b]]));
      sums[a] = dot(rows_[free_[a]], target_);
    }
    return Cholesky(products).solve(sums);
  }

  const Rows& rows_;
  std::vector<double> target_;
  std::vector<double> weights_;
  std::vector<double> residual_;
  std::vector<std::size_t> free_;
};

/// The rows times 2y - 1, each column brought to a like scale, which changes no direction's sign.
Rows signed_rows(const LogisticModel& model) {
  const bool centred = model.names.front() == intercept_name;
  const auto count = static_cast<double>(model.rows());
  std::vector<double> mean(model.terms(), 0.0);
  std::vector<double> spread(model.terms(), 0.0);
  for (std::size_t j = centred ? 1 : 0; j < model.terms() && centred; ++j)
    for (std::size_t i = 0; i < model.rows(); ++i) mean[j] += model.row(i)[j] / count;
  for (std::size_t j = 0; j < model.terms(); ++j)
    for (std::size_t i = 0; i < model.rows(); ++i) spread[j] = std::hypot(spread[j], model.row(i)[j] - mean[j]);
  Rows rows(model.rows(), std::vector<double>(model.terms()));
  for (std::size_t i = 0; i < model.rows(); ++i)
    for (std::size_t j = 0; j < model.terms(); ++j)
      rows[i][j] = (model.outcome[i] == 1.0 ? 1.0 : -1.0) * std::sqrt(count) * (model.row(i)[j] - mean[j]) / spread[j];
  return rows;
}

/// A direction in which no row falls and some rise; empty if there is none.
std::vector<double> separating_direction(const Rows& rows) {
  std::vector<double> sum(rows.front().size(), 0.0);
  for (const auto& row : rows)
    for (std::size_t j = 0; j < row.size(); ++j) sum[j] += row[j];
  if (length(sum) == 0.0) return {};
  std::vector<double> target(sum.size());
  std::ranges::transform(sum, target.begin(), std::negate{});
  auto direction = NonNegativeSum(rows, target).residual();
  if (length(direction) <= relative_zero * static_cast<double>(rows.size())) return {};
  std::ranges::transform(direction, direction.begin(), std::negate{});
  return direction;
}

bool rises(std::span<const double> row, std::span<const double> direction) {
  return dot(row, direction) > 10.0 * relative_zero * length(row) * length(direction);
}

}  // namespace

std::string_view to_string(SeparationKind kind) {
  switch (kind) {
    case SeparationKind::none:
      return "none";
    case SeparationKind::quasi_complete:
      return "quasi-complete";
    case SeparationKind::complete:
      return "complete";
  }
  return {};
}

Result<Separation> separation(const LogisticSample& sample) { return separation_of(LOSSA_TRY(prepare(sample))); }

Separation separation_of(const LogisticModel& model) {
  auto rows = signed_rows(model);
  std::set<std::size_t> infinite;
  // What lies upon the line may be parted by another; every round takes some rows away.
  while (!rows.empty()) {
    const auto direction = separating_direction(rows);
    if (direction.empty()) break;
    const double largest = std::abs(*std::ranges::max_element(direction, {}, [](double x) { return std::abs(x); }));
    for (std::size_t j = 0; j < direction.size(); ++j)
      if (model.names[j] != intercept_name && std::abs(direction[j]) > 1e-7 * largest) infinite.insert(j);
    if (std::erase_if(rows, [&](const auto& row) { return rises(row, direction); }) == 0) break;
  }
  Separation found{SeparationKind::none, {}, model.rows() - rows.size()};
  if (found.perfectly_predicted > 0)
    found.kind = rows.empty() ? SeparationKind::complete : SeparationKind::quasi_complete;
  for (const auto term : infinite) found.terms.push_back(model.names[term]);
  return found;
}

}  // namespace lossa::stats
