// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/logistic.hpp>

namespace lossa::stats {

/// Whose mean effect the weights are for.
enum class WeightTarget {
  everyone,  ///< the average effect, if all rather than none were treated
  treated,   ///< the average effect in those who were treated
};

struct PropensityOptions {
  WeightTarget target = WeightTarget::everyone;
  bool stabilised = false;  ///< each group's weights times its share of all (times the odds of treatment for `treated`)
};

/// One covariate's means, treated less untreated, over the root of the mean of the two variances before weighting.
struct Balance {
  std::string name;
  double difference_before;
  double difference_after;  ///< beyond 0.1 either way is by custom called unbalanced
};

struct Propensity {
  LogisticFit model;            ///< its `probability` is the propensity score
  std::vector<double> weights;  ///< of inverse probability, one an observation
  std::vector<Balance> balance;
  double effective_treated;  ///< (sum w)^2 / sum w^2: of how many unweighted ones this is worth
  double effective_untreated;
};

/// Weights that make the treated and the untreated alike in these covariates. Fails as `logistic` does: separation
/// means that some persons could only have been treated or only not, and no weight mends that. Source: Rosenbaum and
/// Rubin, Biometrika 1983; 70: 41; Robins et al., Epidemiology 2000; 11: 550; Austin, Stat Med 2009; 28: 3083
/// (standardised differences).
Result<Propensity> propensity(std::span<const double> treated, const std::vector<Covariate>& covariates,
                              PropensityOptions options = {});

struct WeightedRisks {
  double treated;
  double untreated;
  Estimate difference;
  double standard_error;  ///< robust (HC0), the weights taken as known
};

/// Fails with invalid_input if sizes differ, a value is neither 0 nor 1, a weight is negative or a group weighs
/// nothing. Where nobody or everybody had the outcome in both groups the standard error is 0 and the limits are NaN.
/// Source: Lunceford and Davidian, Stat Med 2004; 23: 2937 (taking weights as known widens the interval, if anything).
Result<WeightedRisks> weighted_risks(std::span<const double> outcome, std::span<const double> treated,
                                     std::span<const double> weights, double level = 0.95);

/// How strongly a confounder would have to go with both treatment and outcome, as a risk ratio, to explain this ratio
/// away wholly; 1 for none. Fails unless the ratio is above 0 and finite.
/// Source: VanderWeele and Ding, Ann Intern Med 2017; 167: 268.
Result<double> e_value(double risk_ratio);
/// Of the limit nearer to 1; 1 when the interval holds 1.
Result<double> e_value_of_limit(const Estimate& risk_ratio);
/// About the risk ratio that a hazard ratio comes to when the outcome is common (above 15 % at the end); the same
/// source.
Result<double> risk_ratio_of_common(double hazard_ratio);

}  // namespace lossa::stats
