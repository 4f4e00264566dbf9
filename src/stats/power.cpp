// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/power.hpp>

#include <cmath>
#include <string>

#include <lossa/stats/distributions.hpp>

#include "power_checks.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

double variance_of(double share) { return share * (1.0 - share); }

Result<void> require_groups(TwoShares shares, double significance) {
  LOSSA_TRY(require_share(significance, "significance"));
  LOSSA_TRY(require_share(shares.first, "shares.first"));
  return require_share(shares.second, "shares.second");
}

Result<void> require_ratio(double hazard_ratio, double significance, double allocation) {
  LOSSA_TRY(require_share(significance, "significance"));
  LOSSA_TRY(require_share(allocation, "allocation"));
  if (!(hazard_ratio > 0.0) || !std::isfinite(hazard_ratio) || hazard_ratio == 1.0)
    return bad_input("a hazard ratio to find is above 0, finite and not 1", "hazard_ratio");
  return {};
}

Result<std::uint64_t> rounded_up(double size) {
  constexpr double most = 1e15;
  if (!(size <= most)) return bad_input("no number of patients can show so little", "size");
  return static_cast<std::uint64_t>(std::ceil(size));
}

}  // namespace

Result<void> require_share(double value, const char* name) {
  if (value > 0.0 && value < 1.0) return {};
  return bad_input(std::string(name) + " lies between 0 and 1, neither included", name);
}

Result<double> power_of_two_shares(TwoShares shares, double per_group, double significance) {
  LOSSA_TRY(require_groups(shares, significance));
  if (!(per_group >= 1.0) || !std::isfinite(per_group))
    return bad_input("a group has one patient or more", "per_group");
  const double pooled = std::sqrt(2.0 * variance_of(0.5 * (shares.first + shares.second)));
  const double own = std::sqrt(variance_of(shares.first) + variance_of(shares.second));
  const double z = normal_quantile(1.0 - 0.5 * significance);
  return normal_cdf((std::sqrt(per_group) * std::abs(shares.first - shares.second) - z * pooled) / own);
}

Result<std::uint64_t> size_for_two_shares(TwoShares shares, double power, double significance) {
  LOSSA_TRY(require_groups(shares, significance));
  LOSSA_TRY(require_share(power, "power"));
  const double apart = std::abs(shares.first - shares.second);
  if (apart == 0.0) return bad_input("the shares are the same: there is nothing to find", "shares");
  const double pooled = std::sqrt(2.0 * variance_of(0.5 * (shares.first + shares.second)));
  const double own = std::sqrt(variance_of(shares.first) + variance_of(shares.second));
  const double root = (normal_quantile(1.0 - 0.5 * significance) * pooled + normal_quantile(power) * own) / apart;
  if (root <= 1.0) return 1;
  return rounded_up(root * root);
}

Result<std::uint64_t> events_for_log_rank(double hazard_ratio, double power, double significance, double allocation) {
  LOSSA_TRY(require_ratio(hazard_ratio, significance, allocation));
  LOSSA_TRY(require_share(power, "power"));
  const double z = normal_quantile(1.0 - 0.5 * significance) + normal_quantile(power);
  const double log_ratio = std::log(hazard_ratio);
  if (z <= 0.0) return 1;
  return rounded_up(z * z / (variance_of(allocation) * log_ratio * log_ratio));
}

Result<double> power_of_log_rank(double hazard_ratio, double events, double significance, double allocation) {
  LOSSA_TRY(require_ratio(hazard_ratio, significance, allocation));
  if (!(events > 0.0) || !std::isfinite(events)) return bad_input("there are events above 0", "events");
  const double signal = std::sqrt(events * variance_of(allocation)) * std::abs(std::log(hazard_ratio));
  return normal_cdf(signal - normal_quantile(1.0 - 0.5 * significance));
}

Result<std::uint64_t> size_for_non_inferiority(TwoShares shares, double margin, double power, double significance) {
  LOSSA_TRY(require_groups(shares, significance));
  LOSSA_TRY(require_share(power, "power"));
  LOSSA_TRY(require_share(margin, "margin"));
  const double room = margin - (shares.first - shares.second);
  if (room <= 0.0) return bad_input("the first share is higher by the margin or more: it is inferior", "margin");
  const double z = normal_quantile(1.0 - significance) + normal_quantile(power);
  if (z <= 0.0) return 1;
  return rounded_up(z * z * (variance_of(shares.first) + variance_of(shares.second)) / (room * room));
}

Result<double> upper_limit_of_none(std::uint64_t patients, double level) {
  LOSSA_TRY(require_level(level));
  if (patients == 0) return bad_input("nobody was seen: nothing is excluded", "patients");
  return -std::expm1(std::log1p(-level) / static_cast<double>(patients));
}

}  // namespace lossa::stats
