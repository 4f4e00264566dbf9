// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/curve_limits.hpp>
#include <lossa/stats/log_rank.hpp>
#include <lossa/stats/observations.hpp>

namespace lossa::stats {

/// How the variance of an incidence is estimated; the two agree in large samples.
enum class IncidenceVariance {
  aalen,      ///< of the counting processes, ties as drawn without putting back: cmprsk's cuminc
  jackknife,  ///< infinitesimal jackknife: survfit of the R package survival
};

struct IncidenceOptions {
  int cause = 1;
  IncidenceVariance variance = IncidenceVariance::aalen;
  LimitRule limits = {.scale = LimitScale::log_log};
};

struct IncidenceStep {
  double time;
  double at_risk;    ///< just before it, weighted
  double events;     ///< of this cause
  double incidence;  ///< the chance that this cause has come first by then
  double survival;   ///< the chance that no cause has come
  double variance;   ///< of the incidence
  double low;        ///< limits; NaN where none can be made
  double high;
};

/// The cumulative incidence of one cause where others compete (Aalen and Johansen 1978): the chance that it comes first
/// and has come by then. Over all causes these and the survival sum to 1.
///
/// One step for each time at which any cause was seen. Case weights go with the jackknife only, and count there as
/// sampling weights. Fails as `check` does, for a cause below 1 or that nobody had, and for weights with Aalen's
/// variance. O(n log n).
Result<std::vector<IncidenceStep>> cumulative_incidence(const Observations& observations,
                                                        IncidenceOptions options = {});

/// The step that holds at this time; null before the first.
const IncidenceStep* step_at(const std::vector<IncidenceStep>& curve, double time);

struct GrayTest {
  double chi_squared;
  int degrees_of_freedom;
  double p;
};

/// Do the groups have the same cumulative incidence of this cause? (Gray, Annals of Statistics 1988;16:1141, with
/// weights (1 - F)^rho; strata add up; cmprsk's cuminc.)
///
/// Fails as `log_rank` does, for delayed entry, and for a cause nobody had. O(n log n + times * groups^2).
Result<GrayTest> gray_test(const Observations& observations, const Grouping& grouping, int cause = 1, double rho = 0.0);

}  // namespace lossa::stats
