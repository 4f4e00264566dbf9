// SPDX-License-Identifier: Apache-2.0
#include "quantile.hpp"

#include <algorithm>
#include <cstddef>

#include <lossa/base/contract.hpp>

namespace lossa::stats {

double quantile_of_rising(std::span<const double> values, double probability) {
  expects(!values.empty() && probability >= 0.0 && probability <= 1.0);
  const double place = static_cast<double>(values.size() - 1) * probability;
  const auto below = static_cast<std::size_t>(place);
  const auto above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace lossa::stats
