// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/replicates.hpp>

namespace lossa::stats {

/// A number made of the observations with these indices; NaN where there is none. Called from the caller's threads.
using Statistic = std::function<double(std::span<const std::size_t>)>;

/// The statistic of resamples of `size` observations, drawn with replacement, one a replicate.
std::vector<double> bootstrap(std::size_t size, Replicates replicates, const Statistic& statistic);
/// The statistic without each observation in turn, for `bca_interval`.
std::vector<double> jackknife(std::size_t size, const Statistic& statistic);

enum class BootstrapMethod { percentile, basic };

/// The interval from all replicates, in any order. Quantiles are those of (R + 1) p, interpolated on the normal scale,
/// as R's boot. Fails with invalid_input if a replicate is not finite, if all are the same, if there are too few for
/// the level, or if the level is outside (0, 1). Source: Davison and Hinkley, Bootstrap Methods and their Application,
/// 1997, ch. 5.
Result<Estimate> bootstrap_interval(double observed, std::vector<double> replicates, BootstrapMethod method,
                                    double level = 0.95);

/// Corrected for bias and acceleration, the latter from the jackknife. Fails as above; if no replicate or every one is
/// below the observed value; or if the jackknife does not vary.
/// Source: Efron, J Am Stat Assoc 1987; 82: 171.
Result<Estimate> bca_interval(double observed, std::vector<double> replicates, std::span<const double> left_out,
                              double level = 0.95);

}  // namespace lossa::stats
