// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace lossa::stats {

struct LowessOptions {
  double span = 2.0 / 3.0;  ///< the share of the points that each value is smoothed over
  double apart = 0.0;       ///< points nearer than this to the last smoothed one lie on a straight line between two
};

/// The smoothed y at each x, which rises: a straight line through the nearest points by tricube weights, without
/// robustness steps; it is R's lowess(x, y, f = span, iter = 0, delta = apart). Two points at least.
/// Source: Cleveland, J Am Stat Assoc 1979; 74: 829; Am Stat 1981; 35: 54.
std::vector<double> lowess(std::span<const double> x, std::span<const double> y, LowessOptions options = {});

}  // namespace lossa::stats
