// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/estimate.hpp>

// Shares and rates of several series without a normal approximation, also where none has an event.
namespace lossa::stats {

/// The series as if they were one, exactly (Clopper-Pearson): 0 of 238 leaves 1.54 % open.
///
/// Exact under two assumptions that the method's name says: one risk for all, and no patient in two series. Where risks
/// differ the interval is too narrow; with no event at all there is nothing by which to see that.
/// Fails with invalid_input where a count is none or the level is not between 0 and 1.
Result<Estimate> pool_as_one(std::span<const Proportion> series, double level = 0.95);
/// The same of rates (Poisson).
Result<Estimate> pool_as_one(std::span<const Rate> series, double level = 0.95);

struct BetaBinomial {
  std::size_t studies;
  Estimate share;  ///< the mean share, with limits of its profile likelihood
  Estimate logit;
  double logit_standard_error;
  Estimate correlation;  ///< of two patients of one series, 0 where all have one risk; profile likelihood
  double log_likelihood;
};

/// Shares that differ by a Beta distribution, by maximum likelihood; series without events count as they are.
///
/// Fails as the models of mixed_model.hpp do: of fewer than two series, where nobody or everybody had the event in all,
/// and where the shares are all 0 or 1; also where a series is above 200000 patients.
Result<BetaBinomial> beta_binomial(std::span<const Proportion> series, double level = 0.95);

}  // namespace lossa::stats
