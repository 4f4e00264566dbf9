// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/effect.hpp>
#include <lossa/stats/estimate.hpp>

// One effect for all studies, from their counts as they are: no continuity correction is needed or made.
namespace lossa::stats {

struct PooledCounts {
  Estimate effect;  ///< on the scale of the measure: a logarithm for ratios
  double standard_error;
  double p_value;                ///< of no effect
  std::vector<StudyNote> notes;  ///< studies that say nothing of the effect
};

/// Mantel and Haenszel (JNCI 1959; 22:719), with the variances of Robins, Breslow and Greenland (Biometrics 1986;
/// 42:311) for odds ratios, Greenland and Robins (Biometrics 1985; 41:55) for risk ratios, and Sato (Biometrics 1989;
/// 45:1323) for differences. Studies without any event count in a difference, and are silent in a ratio.
///
/// Fails with invalid_input where the sum on one side of a ratio is 0 (no event in one arm of all studies): the ratio
/// is then 0 or infinite and has no such limits; the exact common odds ratio has.
Result<PooledCounts> mantel_haenszel(std::span<const TwoArms> studies, ArmMeasure measure, double level = 0.95);
/// The log rate ratio (Rothman, Modern Epidemiology).
Result<PooledCounts> mantel_haenszel(std::span<const TwoRates> studies, double level = 0.95);

/// Observed less expected events over their variance (Yusuf, Peto, Prog Cardiovasc Dis 1985; 27:335): a log odds ratio.
///
/// Good for rare events, arms of about one size and small effects; biased otherwise (Greenland and Salvan 1990).
/// Fails with invalid_input where no study says anything.
struct PetoPool {
  PooledCounts pooled;
  double q;  ///< heterogeneity, chi-squared with one degree less than the studies that say something
  double q_degrees_of_freedom;
  double q_p_value;  ///< NaN of one study
};
Result<PetoPool> peto(std::span<const TwoArms> studies, double level = 0.95);

/// Whether there is an association at all, and whether one odds ratio fits.
struct StratifiedTests {
  double association;  ///< Cochran-Mantel-Haenszel, 1 degree of freedom, with its correction by one half
  double association_p_value;
  double breslow_day;          ///< of one common odds ratio (Breslow and Day 1980, vol. I, p. 142)
  double tarone;               ///< the same, corrected (Tarone, Biometrika 1985; 72:91)
  double degrees_of_freedom;   ///< of both
  double breslow_day_p_value;  ///< NaN of one study
  double tarone_p_value;
};
/// Fails as `mantel_haenszel` does for the odds ratio.
Result<StratifiedTests> stratified_tests(std::span<const TwoArms> studies);

}  // namespace lossa::stats
