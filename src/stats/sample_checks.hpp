// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <lossa/base/result.hpp>

// What the kernels ask of their input before they count on it. `name` is what the error calls the values: "outcome[3]".
namespace lossa::stats {

Error bad_input(std::string message, std::string where);

/// Between 0 and 1, neither included.
Result<void> require_level(double level);
/// Within bounds, both included; NaN is not.
bool is_within(double value, double low, double high);
Result<void> require_some(std::span<const double> values, std::string_view name);
Result<void> require_size(std::span<const double> values, std::size_t size, std::string_view name);
Result<void> require_finite(std::span<const double> values, std::string_view name);
Result<void> require_not_negative(std::span<const double> values, std::string_view name);
/// A column that may be empty; else it has `size` values, all finite.
Result<void> require_optional(std::span<const double> values, std::size_t size, std::string_view name);
/// 0 or 1.
Result<void> require_binary(std::span<const double> values, std::string_view name);
/// From 0 to 1, both included.
Result<void> require_probabilities(std::span<const double> values, std::string_view name);
/// Between 0 and 1, neither included.
Result<void> require_open_probabilities(std::span<const double> values, std::string_view name);
/// Some 0 and some 1 among those of a weight above 0 (`weights` may be empty: all count).
Result<void> require_both_outcomes(std::span<const double> outcome, std::span<const double> weights,
                                   std::string_view name);

}  // namespace lossa::stats
