// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace lossa::stats {

/// The quantile of rising values, of which there is one at least, between its neighbours in a straight line: type 7 of
/// Hyndman and Fan (Am Stat 1996; 50: 361), R's usual one. The probability lies within 0 and 1.
double quantile_of_rising(std::span<const double> values, double probability);

}  // namespace lossa::stats
