// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

/// What one study found, on a scale on which it is about normal, and the variance of that.
struct Effect {
  double value;
  double variance;  ///< finite and above 0
};

/// Of two arms: first against second.
enum class ArmMeasure { log_risk_ratio, log_odds_ratio, risk_difference };

enum class DoubleZeros {
  left_out,   ///< they say nothing of a ratio
  corrected,  ///< taken as found with the correction; each draws the ratio towards 1
};

/// What is added to the cells of a study that has an empty one. Nothing unless asked: a correction is invented data,
/// and it draws the answer towards 1.
struct ContinuityCorrection {
  double added = 0.0;  ///< to each cell (each count of events, of rates); finite and not negative
  DoubleZeros double_zeros = DoubleZeros::left_out;
};

/// Studies as effects, and a word on each that has none or was corrected.
struct Effects {
  std::vector<Effect> effects;
  std::vector<std::size_t> studies;  ///< of each effect, its place in the input
  std::vector<StudyNote> notes;
};

/// Variances from the counts (delta method), as metafor's escalc: 1/a + 1/b + 1/c + 1/d of a log odds ratio, and so on.
///
/// A study in whose cells a measure has no value or no variance is left out with a note unless a correction is asked
/// for. Each fails with invalid_input where a count, a time or the correction is none, or no study is left.
Result<Effects> arm_effects(std::span<const TwoArms> studies, ArmMeasure measure, ContinuityCorrection correction = {});
Result<Effects> log_rate_ratios(std::span<const TwoRates> studies, ContinuityCorrection correction = {});
Result<Effects> logit_proportions(std::span<const Proportion> series, ContinuityCorrection correction = {});
Result<Effects> log_rates(std::span<const Rate> series, ContinuityCorrection correction = {});

/// The Freeman-Tukey double arcsine of proportions, (asin sqrt(x / (n + 1)) + asin sqrt((x + 1) / (n + 1))) / 2 with
/// variance 1 / (4 n + 2), for comparison with published pools only.
///
/// Its pool is turned back with one number for n, the harmonic mean, and says something else than the series do: eight
/// zero series of 238 patients give 0 to 0.10 % where the exact limit is 1.54 %. Refused, therefore, where no series
/// has an event or none is without; `pool_as_one` and the models of mixed_model.hpp are for those.
Result<Effects> double_arcsines(std::span<const Proportion> series);

/// Back from a logarithm: the value and its limits.
Estimate exponentiated(const Estimate& logarithm);
/// Back from a logit.
Estimate share_of_logit(const Estimate& logit);
/// Back from a pooled double arcsine (Miller, Am Stat 1978; 32:138) at the harmonic mean of n.
Estimate share_of_double_arcsine(const Estimate& pooled, std::span<const Proportion> series);

}  // namespace lossa::stats
