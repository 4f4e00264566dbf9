// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/effect.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

/// How the variance between studies, tau squared, is found.
enum class Heterogeneity {
  none,               ///< taken as 0: one effect for all ("fixed", "common")
  dersimonian_laird,  ///< moments of Q (Controlled Clin Trials 1986; 7:177)
  reml,               ///< restricted maximum likelihood
  ml,                 ///< maximum likelihood
  paule_mandel,       ///< the value at which Q is its own expectation (J Res NBS 1982; 87:377)
  hedges,             ///< unweighted moments (Hedges and Olkin 1985)
  sidik_jonkman,      ///< two steps from the crude variance (Appl Statist 2005; 54:367); never 0
  hunter_schmidt,     ///< (Q - k) over the sum of the weights
};

enum class MeanInterval {
  normal,         ///< as if tau squared were known
  knapp_hartung,  ///< t limits on the weighted scatter (Stat Med 2003; 22:2693); may be narrower than `normal`
};

struct PoolOptions {
  Heterogeneity heterogeneity = Heterogeneity::reml;
  MeanInterval interval = MeanInterval::normal;
  double level = 0.95;
};

/// What is said of studies as a whole beside their mean.
struct Scatter {
  Estimate tau_squared;               ///< with Q-profile limits (Viechtbauer, Stat Med 2007; 26:37)
  double tau_squared_standard_error;  ///< NaN of `none`
  double q;                           ///< Cochran's, weighted without tau squared
  double q_degrees_of_freedom;
  double q_p_value;    ///< NaN of one study
  Estimate i_squared;  ///< a share, 0 to 1, against the typical variance within studies, limits of tau squared's
  double h_squared;    ///< total over sampling variance; NaN of one study
};

struct MetaAnalysis {
  std::size_t studies;
  Estimate mean;
  double standard_error;
  double p_value;  ///< of mean 0
  Scatter scatter;
  Estimate prediction;  ///< where the true effect of a new study like these lies; the mean's interval where tau is 0
};

/// The weighted mean of effects, by inverse variance.
///
/// One study has a mean with `Heterogeneity::none` alone. Knapp-Hartung and the prediction interval then use t with
/// k - 1 degrees of freedom, else normal quantiles, as metafor does.
/// Fails with invalid_input where there is no study, a value is not finite or a variance not finite and above 0, where
/// heterogeneity is asked of one study, and where an iteration finds no end (not seen in a fuzzer's hours, but said).
Result<MetaAnalysis> pool(std::span<const Effect> effects, const PoolOptions& options = {});

/// The pool without each study in turn; needs two studies (three where heterogeneity is asked for).
Result<std::vector<MetaAnalysis>> leave_one_out(std::span<const Effect> effects, const PoolOptions& options = {});

struct MetaRegression {
  std::size_t studies;
  Estimate intercept;
  double intercept_standard_error;
  Estimate slope;
  double slope_standard_error;
  double slope_p_value;
  double statistic;  ///< slope over its standard error: z, or t with k - 2 degrees of freedom
  Scatter scatter;   ///< what the covariate leaves
  double r_squared;  ///< the share of tau squared that the covariate takes away; NaN where there was none
};

/// Effects on one covariate, with what is left between studies as `pool` finds it.
///
/// Fails as `pool` does, where a covariate is not finite or all are equal, and of fewer than three studies.
Result<MetaRegression> meta_regression(std::span<const Effect> effects, std::span<const double> covariate,
                                       const PoolOptions& options = {});

}  // namespace lossa::stats
