// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

/// What the margins of the tables leave to chance, told by the noncentral hypergeometric distribution.
struct ExactOddsRatio {
  /// The conditional maximum likelihood value, which is 0 or infinite where the count stands at the end of what the
  /// margins allow, with exact limits (open on that side). "conditional exact"
  Estimate odds_ratio;
  double p_value;  ///< of odds ratio 1, two-sided: all counts no likelier than the one seen (R's fisher.test)
  /// The same value with limits at which the observed count weighs half.
  Estimate mid_p_odds_ratio;
  double mid_p_value;            ///< twice the smaller tail with half the observed count, at most 1
  std::vector<StudyNote> notes;  ///< studies whose margins leave no choice: they say nothing of the odds ratio
};

/// More events than this in all tables are refused by the exact tests: the sum would take too long.
inline constexpr std::uint64_t most_exact_events = 20'000;

/// Fisher's exact test of one table, with the conditional odds ratio of first against second.
///
/// Fails with invalid_input where n is 0 or events exceed it, where nobody or everybody had the event in both arms (the
/// table then says nothing), and above `most_exact_events`.
Result<ExactOddsRatio> fisher_exact(const TwoArms& table, double level = 0.95);

/// The exact common odds ratio of several tables (Gart 1970; R's mantelhaen.test with exact = TRUE).
///
/// One odds ratio is assumed for all; no continuity correction is needed or made.
/// Fails as `fisher_exact` does, where no table says anything.
Result<ExactOddsRatio> exact_common_odds_ratio(std::span<const TwoArms> studies, double level = 0.95);

}  // namespace lossa::stats
