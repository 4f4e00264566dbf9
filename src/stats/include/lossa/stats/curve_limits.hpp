// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace lossa::stats {

/// The scale on which a limit around a chance is symmetric.
enum class LimitScale {
  log,      ///< R's default; above 1 it is cut
  log_log,  ///< stays within 0 and 1; the usual one for an incidence
  plain,    ///< cut at 0 and 1
  arcsine,  ///< of the square root
};

/// "log", "log-log", "plain", "arcsine".
std::string_view name_of(LimitScale scale);

struct LimitRule {
  LimitScale scale = LimitScale::log;
  double level = 0.95;
};

struct Limits {
  double low;
  double high;
};

/// The limits of a chance with this standard error. Where none can be made both are NaN: at 0 (but for plain), at 1 on
/// the log-log scale, and where the standard error is NaN. (Klein and Moeschberger, Survival Analysis, 2003, section
/// 4.3; the edges as R's survfit has them.) The level is between 0 and 1, neither included.
Limits limits_of_chance(double chance, double standard_error, LimitRule rule);

}  // namespace lossa::stats
