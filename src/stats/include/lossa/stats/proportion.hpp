// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

enum class ProportionInterval {
  clopper_pearson,  ///< exact: never covers less than its level (Clopper and Pearson, Biometrika 1934; 26:404)
  mid_p,            ///< the observed count weighs half: about its level on average (Berry and Armitage 1995)
  wilson,           ///< score (Wilson, JASA 1927; 22:209), without continuity correction
  jeffreys,         ///< equal tails of Beta(x + 1/2, n - x + 1/2); 0 at x = 0 and 1 at x = n (Brown et al. 2001)
};

/// events / n with its two-sided interval. At 0 events the lower limit is 0 and at n the upper is 1, by every method.
///
/// A one-sided 95 % limit is the limit of the two-sided interval of level 0.90.
/// Fails with invalid_input where n is 0, events exceed n, or the level is not between 0 and 1.
Result<Estimate> proportion(const Proportion& observed,
                            ProportionInterval interval = ProportionInterval::clopper_pearson, double level = 0.95);

/// First minus second, with Newcombe's interval: the Wilson limits of both, squared and added (Newcombe, Stat Med 1998;
/// 17:873, method 10).
Result<Estimate> risk_difference(const TwoArms& observed, double level = 0.95);

/// The least number of consecutive patients without an event by which a risk of `risk` or more is excluded at the
/// one-sided `level`: 149 for 2 % and 299 for 1 % at 0.95.
Result<std::uint64_t> event_free_needed(double risk, double level = 0.95);

/// What is known of a risk before the centre's own patients: as if beta + alpha patients, alpha of them with the event.
struct BetaPrior {
  double alpha;  ///< from 1e-6 to 1e9
  double beta;
};

/// The risk of a small centre drawn towards the norm: mean and equal tails of Beta(alpha + x, beta + n - x).
///
/// Fails with invalid_input where the prior is outside its range, besides what `proportion` refuses; n = 0 gives the
/// prior.
Result<Estimate> shrunken_proportion(const Proportion& observed, const BetaPrior& prior, double level = 0.95);

}  // namespace lossa::stats
