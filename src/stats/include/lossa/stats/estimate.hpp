// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string_view>

namespace lossa::stats {

/// A number with its interval, and how that interval was made. Nothing in this module gives a number that could have an
/// interval without one.
struct Estimate {
  double value;
  double low;    ///< minus infinity where the data set no lower limit, NaN where a limit cannot be made at all
  double high;   ///< plus infinity where the data set no upper limit
  double level;  ///< 0.95 for a 95 % interval
  std::string_view method;  ///< how the interval was made, a literal: "Clopper-Pearson", "profile likelihood"

  /// The data set no limit on this side; say so, never print a large number instead.
  [[nodiscard]] bool is_open_below() const { return std::isinf(low); }
  [[nodiscard]] bool is_open_above() const { return std::isinf(high); }
};

}  // namespace lossa::stats
