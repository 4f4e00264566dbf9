// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include <lossa/base/random.hpp>
#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/replicates.hpp>

// How many patients, and what may be seen with so many. Sizes are rounded up. All fail with invalid_input, naming the
// value, if a chance, power or significance is outside (0, 1) unless told otherwise, or if there is nothing to find.
namespace lossa::stats {

struct TwoShares {
  double first;
  double second;
};

/// Two-sided test of two independent shares, so many in each group, by the normal approximation: pooled variance under
/// no difference, own variances under the alternative; the far tail is left out, as in R's power.prop.test.
/// Source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed. 2003, ch. 4.
Result<double> power_of_two_shares(TwoShares shares, double per_group, double significance = 0.05);
Result<std::uint64_t> size_for_two_shares(TwoShares shares, double power, double significance = 0.05);

struct GroupSizes {
  std::uint32_t first;
  std::uint32_t second;
};

/// The chance that Fisher's exact two-sided p is at most the significance, every table counted. Groups of 1 to 2000.
Result<double> exact_power_of_two_shares(TwoShares shares, GroupSizes sizes, double significance = 0.05);

/// What no event in so many patients still allows: 1 less the n-th root of 1 - level, the one-sided upper limit (about
/// 3 / n at 95 %: Hanley and Lippman-Hand, JAMA 1983; 249: 1743). `event_free_needed` in proportion.hpp turns it round:
/// patients until one event at least is seen with that certainty.
Result<double> upper_limit_of_none(std::uint64_t patients, double level = 0.95);

/// One-sided exact binomial test that the share is above (or, with `alternative` below `hypothesis`, below) one value.
struct OneShare {
  double hypothesis;
  double alternative;
};
Result<double> exact_power_of_one_share(OneShare shares, std::uint64_t patients, double significance = 0.025);
/// The least number from which on the exact power stays at least this for the next hundred: it falls now and then as
/// numbers grow. Up to a million.
Result<std::uint64_t> exact_size_for_one_share(OneShare shares, double power, double significance = 0.025);

/// Events for a two-sided log-rank test of a hazard ratio, `allocation` being the first group's share of the patients.
/// Source: Schoenfeld, Biometrika 1981; 68: 316; Biometrics 1983; 39: 499.
Result<std::uint64_t> events_for_log_rank(double hazard_ratio, double power, double significance = 0.05,
                                          double allocation = 0.5);
Result<double> power_of_log_rank(double hazard_ratio, double events, double significance = 0.05,
                                 double allocation = 0.5);

/// Patients in each group to show that the first share is not higher than the second by the margin, one-sided, by the
/// normal approximation with own variances. Fails if the true difference is the margin or more.
/// Source: Blackwelder, Control Clin Trials 1982; 3: 345.
Result<std::uint64_t> size_for_non_inferiority(TwoShares shares, double margin, double power,
                                               double significance = 0.025);

/// Patients for an exact (Clopper-Pearson) interval no wider than this, should the share come out as expected (the
/// events being rounded). Up to ten million.
Result<std::uint64_t> size_for_width(double share, double width, double level = 0.95);

/// One trial: whether it came out as hoped. Takes its chance from the generator alone.
using SimulatedTrial = std::function<bool(Random&)>;
/// How often, with Clopper-Pearson's limits; there is one replicate at least.
Result<Estimate> simulated_power(const SimulatedTrial& trial, Replicates replicates, double level = 0.95);
/// As `exact_power_of_two_shares`, drawn instead of counted: its second witness.
Result<Estimate> simulated_power_of_two_shares(TwoShares shares, GroupSizes sizes, Replicates replicates,
                                               double significance = 0.05);

/// A trial of two groups, all watched for the same time, with constant hazards.
struct SurvivalTrial {
  GroupSizes sizes;
  double hazard_ratio;  ///< of the first group against the second
  double second_share;  ///< of the second group, who has the event within that time
};
/// How many events it expects, for `power_of_log_rank`.
Result<double> expected_events(const SurvivalTrial& trial);

enum class SurvivalTest { log_rank, cox };  ///< cox: likelihood ratio, Efron's ties
/// Event times drawn, and the two-sided test done on each trial; one without an event, or whose events tell nothing,
/// shows nothing. The second witness of `power_of_log_rank`, which holds for ratios near 1 and many events. Groups of 1
/// to 100,000.
Result<Estimate> simulated_power_of_survival(const SurvivalTrial& trial, SurvivalTest test, Replicates replicates,
                                             double significance = 0.05);

}  // namespace lossa::stats
