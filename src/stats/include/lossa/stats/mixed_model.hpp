// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/counts.hpp>
#include <lossa/stats/estimate.hpp>

// Rare events as what they are, counts; only the effects of the studies are normal about a common one. No continuity
// correction, no variance that is taken as known (Stijnen, Hamza, Ozdemir, Stat Med 2010; 29:3046). By maximum
// likelihood.
namespace lossa::stats {

/// How the level of the second arm of each study is dealt with.
enum class ArmModel {
  conditional,  ///< the events of both arms are taken as given: noncentral hypergeometric, or binomial of rates (CM.EL)
  unconditional,  ///< each study has a level of its own, estimated; half the effect is added to and taken from it
                  ///< (UM.FS)
};

struct MixedModel {
  std::size_t studies;  ///< that say something of the effect
  Estimate effect;      ///< a logit, a log rate or a log ratio, with limits of its profile likelihood
  double standard_error;
  Estimate wald;                  ///< the same with limits from the standard error, as R's programs give them
  double p_value;                 ///< Wald, of effect 0; for one-armed series it asks nothing of interest
  Estimate tau_squared;           ///< with limits of its profile likelihood; they lean on few studies
  Estimate prediction;            ///< where the true effect of a new study lies, as if tau squared were known
  double log_likelihood;          ///< all constants in it
  std::size_t quadrature_points;  ///< with which twice as many changed nothing
  std::vector<StudyNote> notes;   ///< studies that say nothing of the effect
};

/// Shares of series as logits that are normal about their mean.
///
/// Each of these fails with invalid_input where a count or a time is none or the level is not between 0 and 1; where
/// fewer than two studies say something; where no finite effect is the likeliest, as when no series has an event
/// (`pool_as_one` and the exact methods have limits then); where the studies differ without bound; and above
/// `most_exact_events` events of a conditional odds ratio. Cost: k points of quadrature a step, well under a second at
/// a hundred studies.
Result<MixedModel> mixed_proportion(std::span<const Proportion> series, double level = 0.95);
/// Rates of series, as logarithms.
Result<MixedModel> mixed_rate(std::span<const Rate> series, double level = 0.95);
/// The log odds ratio of first against second.
Result<MixedModel> mixed_odds_ratio(std::span<const TwoArms> studies, ArmModel model = ArmModel::conditional,
                                    double level = 0.95);
/// The log rate ratio of first against second.
Result<MixedModel> mixed_rate_ratio(std::span<const TwoRates> studies, ArmModel model = ArmModel::conditional,
                                    double level = 0.95);

}  // namespace lossa::stats
