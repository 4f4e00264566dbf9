// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

enum class RateInterval {
  exact,  ///< chi-squared quantiles: never covers less than its level (Garwood, Biometrika 1936; 28:437)
  mid_p,  ///< the observed count weighs half
  byar,   ///< Byar's approximation (Breslow and Day 1987, vol. II, p. 69); the lower limit is 0 at no events
};

/// events / time with its two-sided interval, on the scale of the time. With no events the lower limit is 0.
///
/// Fails with invalid_input where the time is not finite and above 0, or the level is not between 0 and 1.
Result<Estimate> rate(const Rate& observed, RateInterval interval = RateInterval::exact, double level = 0.95);

/// Observed against expected events (SMR, O/E): the expected number is taken as known.
Result<Estimate> standardised_ratio(const Rate& observed_in_expected, RateInterval interval = RateInterval::exact,
                                    double level = 0.95);

struct RateRatio {
  Estimate ratio;  ///< first against second; open above where the second has no events
  double p_value;  ///< of ratio 1, two-sided: all splits of the events that are no likelier than the one seen
};

/// The ratio of two rates, exactly: given all events, those of the first arm are binomial (as R's poisson.test).
///
/// Fails with invalid_input where neither arm has an event: they then say nothing of the ratio.
Result<RateRatio> rate_ratio(const TwoRates& observed, double level = 0.95);

}  // namespace lossa::stats
