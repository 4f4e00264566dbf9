// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/curve_limits.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/observations.hpp>

namespace lossa::stats {

/// The curve from one event time until the next.
struct SurvivalStep {
  double time;
  double at_risk;         ///< under observation just before it, weighted
  double events;          ///< at it, weighted
  double survival;        ///< S(t), the chance of being free of the event after it
  double log_variance;    ///< Greenwood's sum of d / (n (n - d)), the variance of log S; infinite once S is 0
  double standard_error;  ///< of S; NaN once S is 0, where Greenwood's formula has no value
  double low;             ///< limits of S; NaN where none can be made
  double high;
  double hazard;           ///< Nelson and Aalen's cumulative hazard, the sum of d / n
  double hazard_variance;  ///< the sum of d / n^2
};

struct SurvivalCurve {
  std::vector<SurvivalStep> steps;  ///< one for each distinct event time, rising; none: nothing was seen, S is 1
  double last_time;                 ///< when the last patient was last seen
  LimitRule limits;
};

/// The product-limit estimate of survival (Kaplan and Meier 1958, section 2) with Greenwood's variance, and the
/// cumulative hazard (Nelson 1972, Aalen 1978) beside it.
///
/// With delayed entry a curve that reaches 0 while few are at risk stays there, whoever enters later. Rows of weight 0
/// are not there. Weights are taken as counts: with weights that are no counts the variance is not that of a weighted
/// sample (R's survfit with robust = FALSE).
///
/// Fails as `check` does, and refuses event codes above 1 and the result of `cause_specific`: 1 minus Kaplan-Meier is
/// no risk where there are competing events. O(n log n).
Result<SurvivalCurve> kaplan_meier(const Observations& observations, LimitRule limits = {});

/// S(t): 1 before the first event. Past the last follow-up it is NaN, unless it had reached 0.
double survival_at(const SurvivalCurve& curve, double time);
/// The step that holds at this time; null before the first.
const SurvivalStep* step_at(const SurvivalCurve& curve, double time);

/// The time by which a share of the patients (0.5: the median; above 0, below 1) had the event: the first at which S is
/// 1 - share or less; where S is just that for a while, the middle of that while (as R's quantile has it). The limits
/// are where the limits of the curve cross. Infinite where the curve, or its limit, does not come so far down.
Estimate survival_quantile(const SurvivalCurve& curve, double share);

/// The mean time without the event until `horizon`: the area under the curve, with normal limits (Irwin 1949; Royston
/// and Parmar 2013). Fails with invalid_input if the horizon is not above 0, or is past the last follow-up while S is
/// above 0: nothing is known there.
struct RestrictedMean {
  Estimate mean;
  double standard_error;
};
Result<RestrictedMean> restricted_mean(const SurvivalCurve& curve, double horizon);

/// Of two restricted means, a minus b and a over b (log scale), with the two-sided p of the difference being 0.
struct RestrictedMeanContrast {
  Estimate difference;
  double p_difference;
  Estimate ratio;
  double p_ratio;
};
RestrictedMeanContrast contrast(const RestrictedMean& a, const RestrictedMean& b);

}  // namespace lossa::stats
