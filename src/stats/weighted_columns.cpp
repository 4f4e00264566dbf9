// SPDX-License-Identifier: Apache-2.0
#include "weighted_columns.hpp"

#include <algorithm>
#include <cmath>

namespace lossa::stats {

WeightedColumns::WeightedColumns(const LogisticModel& model, std::span<const double> weights, std::size_t held)
    : rows_(model.rows()), terms_(model.terms()) {
  for (std::size_t j = 0; j < terms_; ++j) {
    if (j == held) continue;
    order_.push_back(j);
    auto& column = columns_.emplace_back(rows_);
    for (std::size_t i = 0; i < rows_; ++i) column[i] = std::sqrt(weights[i]) * model.row(i)[j];
  }
  upper_.assign(columns_.size(), std::vector<double>(columns_.size(), 0.0));
  for (std::size_t k = 0; k < columns_.size(); ++k) project_out(k);
}

void WeightedColumns::project_out(std::size_t chosen) {
  auto longest = chosen;
  double most = dot(columns_[chosen], columns_[chosen]);
  for (std::size_t j = chosen + 1; j < columns_.size(); ++j)
    if (const double squares = dot(columns_[j], columns_[j]); squares > most) {
      most = squares;
      longest = j;
    }
  std::swap(columns_[chosen], columns_[longest]);
  std::swap(order_[chosen], order_[longest]);
  for (std::size_t k = 0; k < chosen; ++k) std::swap(upper_[k][chosen], upper_[k][longest]);

  auto& unit = columns_[chosen];
  // What rounding left of the columns before it.
  for (std::size_t k = 0; k < chosen; ++k) {
    const double part = dot(columns_[k], unit);
    upper_[k][chosen] += part;
    for (std::size_t i = 0; i < rows_; ++i) unit[i] -= part * columns_[k][i];
  }
  const double length = std::sqrt(dot(unit, unit));
  upper_[chosen][chosen] = length;
  if (length == 0.0) return;
  for (auto& value : unit) value /= length;
  for (std::size_t j = chosen + 1; j < columns_.size(); ++j) {
    const double part = dot(unit, columns_[j]);
    upper_[chosen][j] = part;
    for (std::size_t i = 0; i < rows_; ++i) columns_[j][i] -= part * unit[i];
  }
}

double WeightedColumns::log_determinant() const {
  double sum = 0.0;
  for (std::size_t k = 0; k < columns_.size(); ++k) sum += 2.0 * std::log(upper_[k][k]);
  return sum;
}

double WeightedColumns::leverage(std::size_t row) const {
  double sum = 0.0;
  for (const auto& column : columns_) sum += column[row] * column[row];
  return std::min(sum, 1.0);
}

std::vector<double> WeightedColumns::nearest(std::span<const double> target) const {
  std::vector<double> result(terms_, 0.0);
  for (std::size_t k = columns_.size(); k-- > 0;) {
    if (upper_[k][k] == 0.0) continue;
    double value = dot(columns_[k], target);
    for (std::size_t j = k + 1; j < columns_.size(); ++j) value -= upper_[k][j] * result[order_[j]];
    result[order_[k]] = value / upper_[k][k];
  }
  return result;
}

}  // namespace lossa::stats
