// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace lossa::stats {

/// Which replicates of a simulation or a bootstrap: number k is made by stream k of the seed, in whatever thread and
/// order, so a caller may share them out and put the results together again.
struct Replicates {
  std::uint64_t first;
  std::uint64_t last;  ///< not included
  std::uint64_t seed;
};

}  // namespace lossa::stats
