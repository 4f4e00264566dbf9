// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/meta_analysis.hpp>

#include "weighted_fit.hpp"

namespace lossa::stats {

/// The variance between studies by one of the estimators; at least 0. The table has a degree of freedom.
Result<double> tau_squared(const EffectTable& table, Heterogeneity heterogeneity);

/// The limits at which the weighted residual is a quantile of chi-squared. Where even 0 is too large for the residual
/// (the studies agree better than chance lets expect) the interval is empty and given as 0 to 0, which its method says.
Result<Estimate> q_profile(const EffectTable& table, double tau_squared, double level);

}  // namespace lossa::stats
