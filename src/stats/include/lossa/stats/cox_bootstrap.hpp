// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

/// Replicates first, first + 1, ... of a bootstrap. Each has a stream of chance of its own, so a range may be cut in
/// pieces, and those run in any order or thread, without a replicate changing.
struct ReplicateRange {
  std::uint64_t seed;
  std::uint64_t first;
  std::size_t count;
};

struct CoxReplicates {
  std::size_t columns;
  /// Coefficients, replicate after replicate; infinite where the likelihood was monotone, NaN (all of the replicate)
  /// where nothing could be estimated: no events, a covariate that came out constant.
  std::vector<double> beta;
};

/// Refits the model to samples of patients, drawn with replacement: as counts on the sorted data, each copy of an event
/// a tied event of its own. Patients are the clusters (one label a row of the input; empty: each row is a patient), so
/// intervals of one patient stay together.
///
/// Fails with invalid_input for case weights, exact ties or a penalty, and where labels are of another length.
Result<CoxReplicates> bootstrap_cox(const CoxData& data, const CoxFit& fit, ReplicateRange range,
                                    std::span<const int> cluster = {});

/// The percentile interval of one coefficient, infinite replicates at their end of the order. `unusable` replicates
/// were left out. NaN limits where none is usable.
struct BootstrapInterval {
  Estimate log_ratio;
  std::size_t unusable;
};
BootstrapInterval percentile_interval(const CoxFit& fit, const CoxReplicates& replicates, std::size_t coefficient);

}  // namespace lossa::stats
