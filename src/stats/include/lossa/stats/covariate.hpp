// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lossa::stats {

/// A column of a regression.
struct Covariate {
  std::string name;
  std::vector<double> values;  ///< finite, one for each row
};

}  // namespace lossa::stats
