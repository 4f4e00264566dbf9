// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <lossa/base/result.hpp>

#include <lossa/stats/estimate.hpp>
#include <lossa/stats/observations.hpp>

namespace lossa::stats {

struct Concordance {
  Estimate index;         ///< concordant pairs and half the tied, of the comparable; normal limits
  double standard_error;  ///< infinitesimal jackknife
  double concordant;      ///< pairs, weighted
  double discordant;
  double tied;  ///< in the risk score
};

/// Harrell's C: of two patients of whom one is known to have had the event first, how often did that one have the
/// higher risk score? (Harrell et al., JAMA 1982;247:2543; variance as in Therneau and Watson 2017, the R package
/// survival.) A pair is comparable where the later one was still at risk, censored at the same time included; pairs of
/// two events at one time are not. Pairs are made within strata (empty: one).
///
/// Fails as `check` does, and with invalid_input where a score is not finite, event codes are above 1, lengths differ,
/// the level is not between 0 and 1, or no pair is comparable. O(n log n).
struct RiskScores {
  std::span<const double> score;  ///< higher: sooner
  std::span<const int> stratum = {};
  double level = 0.95;
};
Result<Concordance> concordance(const Observations& observations, const RiskScores& risks);

}  // namespace lossa::stats
