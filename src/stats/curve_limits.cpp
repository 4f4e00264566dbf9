// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/curve_limits.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <lossa/stats/distributions.hpp>

namespace lossa::stats {
namespace {

double square(double x) { return x * x; }

}  // namespace

std::string_view name_of(LimitScale scale) {
  switch (scale) {
    case LimitScale::log:
      return "log";
    case LimitScale::log_log:
      return "log-log";
    case LimitScale::plain:
      return "plain";
    case LimitScale::arcsine:
      return "arcsine";
  }
  return "";
}

Limits limits_of_chance(double chance, double standard_error, LimitRule rule) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double reach = normal_quantile_two_sided(rule.level) * standard_error;
  if (std::isnan(reach)) return {nan, nan};
  if (rule.scale != LimitScale::plain && chance <= 0.0) return {nan, nan};
  switch (rule.scale) {
    case LimitScale::log:
      return {chance * std::exp(-reach / chance), std::min(chance * std::exp(reach / chance), 1.0)};
    case LimitScale::log_log: {
      if (chance >= 1.0) return {nan, nan};
      const double log_chance = std::log(chance);
      const double factor = std::exp(reach / (chance * log_chance));  // below 1, since the logarithm is negative
      return {std::exp(log_chance / factor), std::exp(log_chance * factor)};
    }
    case LimitScale::plain:
      return {std::max(chance - reach, 0.0), std::min(chance + reach, 1.0)};
    case LimitScale::arcsine: {
      if (chance >= 1.0) return {nan, nan};
      const double middle = std::asin(std::sqrt(chance));
      const double half = 0.5 * reach / std::sqrt(chance * (1.0 - chance));
      return {square(std::sin(std::max(0.0, middle - half))),
              square(std::sin(std::min(0.5 * std::numbers::pi, middle + half)))};
    }
  }
  return {nan, nan};
}

}  // namespace lossa::stats
