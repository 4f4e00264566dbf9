// SPDX-License-Identifier: Apache-2.0
#include "sample_checks.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lossa::stats {
namespace {

template <typename Predicate>
Result<void> require_each(std::span<const double> values, std::string_view name, Predicate holds,
                          std::string_view rule) {
  const auto bad = std::ranges::find_if_not(values, holds);
  if (bad == values.end()) return {};
  return bad_input(std::string(name) + " must be " + std::string(rule),
                   std::string(name) + "[" + std::to_string(bad - values.begin()) + "]");
}

}  // namespace

Error bad_input(std::string message, std::string where) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

Result<void> require_level(double level) {
  if (level > 0.0 && level < 1.0) return {};
  return bad_input("a level lies between 0 and 1", "level");
}

bool is_within(double value, double low, double high) { return value >= low && value <= high; }

Result<void> require_optional(std::span<const double> values, std::size_t size, std::string_view name) {
  if (values.empty()) return {};
  LOSSA_TRY(require_size(values, size, name));
  return require_finite(values, name);
}

Result<void> require_some(std::span<const double> values, std::string_view name) {
  if (!values.empty()) return {};
  return bad_input("there are no observations", std::string(name));
}

Result<void> require_size(std::span<const double> values, std::size_t size, std::string_view name) {
  if (values.size() == size) return {};
  return bad_input(std::string(name) + " has " + std::to_string(values.size()) + " values where there are " +
                       std::to_string(size) + " observations",
                   std::string(name));
}

Result<void> require_finite(std::span<const double> values, std::string_view name) {
  return require_each(values, name, [](double value) { return std::isfinite(value); }, "finite");
}

Result<void> require_not_negative(std::span<const double> values, std::string_view name) {
  return require_each(
      values, name, [](double value) { return std::isfinite(value) && value >= 0.0; }, "finite and not negative");
}

Result<void> require_binary(std::span<const double> values, std::string_view name) {
  return require_each(values, name, [](double value) { return value == 0.0 || value == 1.0; }, "0 or 1");
}

Result<void> require_probabilities(std::span<const double> values, std::string_view name) {
  return require_each(values, name, [](double value) { return value >= 0.0 && value <= 1.0; }, "from 0 to 1");
}

Result<void> require_open_probabilities(std::span<const double> values, std::string_view name) {
  return require_each(values, name, [](double value) { return value > 0.0 && value < 1.0; }, "above 0 and below 1");
}

Result<void> require_both_outcomes(std::span<const double> outcome, std::span<const double> weights,
                                   std::string_view name) {
  bool seen[2] = {false, false};
  for (std::size_t i = 0; i < outcome.size(); ++i)
    if (weights.empty() || weights[i] > 0.0) seen[outcome[i] == 1.0 ? 1 : 0] = true;
  if (seen[0] && seen[1]) return {};
  return bad_input(std::string(name) + " is the same for everyone: there is nothing to compare", std::string(name));
}

}  // namespace lossa::stats
