// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>
#include <lossa/stats/curve_limits.hpp>

namespace lossa::stats {

/// What the model predicts for somebody, from one event time until the next.
struct PredictedStep {
  double time;
  double hazard;          ///< cumulative
  double standard_error;  ///< of it
  double survival;        ///< exp(-hazard)
  double low;             ///< limits of survival
  double high;
};

struct PredictionQuestion {
  std::span<const double> covariates;  ///< in the order of the model
  int stratum = 0;
  LimitRule limits = {};
};

/// The cumulative hazard and survival of somebody with these covariates, offset 0: Breslow's estimator, or Efron's
/// where the model has his ties, with the variance of Tsiatis (Annals of Statistics 1981;9:93) and its Efron form.
///
/// One step for each event time of the stratum. Fails with invalid_input for exact ties, where an estimate is infinite,
/// for a number of covariates that is not the model's or one that is not finite, and for a stratum without events.
Result<std::vector<PredictedStep>> predict(const CoxData& data, const CoxFit& fit, const PredictionQuestion& question);

}  // namespace lossa::stats
