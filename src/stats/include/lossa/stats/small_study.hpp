// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/effect.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/meta_analysis.hpp>

// Whether small studies find something else than large ones. With fewer than ten studies none of these tests has power,
// and with rare events the effect and its error depend on each other by arithmetic: read them as pictures, not proofs.
namespace lossa::stats {

struct FunnelAsymmetry {
  double statistic;  ///< z, or t where a t distribution was used
  double p_value;
  Estimate at_no_error;  ///< what a study without sampling error would find by this line
};

/// A meta-regression on the standard error (metafor's regtest), with the heterogeneity the options name.
Result<FunnelAsymmetry> regression_test(std::span<const Effect> effects, const PoolOptions& options = {});
/// The classical form (Egger, BMJ 1997; 315:629): weighted by 1 / variance, with the scatter as a factor, t with k - 2.
Result<FunnelAsymmetry> classical_egger_test(std::span<const Effect> effects, double level = 0.95);

struct RankCorrelation {
  double tau;      ///< Kendall's, of standardised effects and variances
  double p_value;  ///< exact where nothing is tied and there are fewer than 50 studies, else normal with ties' variance
  bool is_exact;
};
/// Begg and Mazumdar, Biometrics 1994; 50:1088. Needs three studies; fails where all variances or effects are tied.
Result<RankCorrelation> rank_test(std::span<const Effect> effects);

struct TrimAndFill {
  std::size_t missing;  ///< studies thought to be unpublished, by estimator L0
  bool missing_on_left;
  std::vector<Effect> filled;  ///< their mirror images
  MetaAnalysis pool;           ///< of those found and filled
};
/// Duval and Tweedie, Biometrics 2000; 56:455. The side is the one the regression on the standard error points to.
Result<TrimAndFill> trim_and_fill(std::span<const Effect> effects, const PoolOptions& options);

}  // namespace lossa::stats
