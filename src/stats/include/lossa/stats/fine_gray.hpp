// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>
#include <lossa/stats/linear_algebra.hpp>
#include <lossa/stats/observations.hpp>

namespace lossa::stats {

struct FineGrayInput {
  Observations observations = {};  ///< causes 1, 2, ...; no delayed entry, no weights
  std::vector<Covariate> covariates = {};
  int cause = 1;
  double level = 0.95;
};

struct FineGrayFit {
  std::vector<Coefficient> coefficients;  ///< log subdistribution hazard ratios
  std::vector<double> beta;
  SymmetricMatrix
      variance;  ///< robust, with the doubt of the censoring distribution; NaN where an estimate is infinite
  double log_pseudo_likelihood_null;
  double log_pseudo_likelihood;
  ChiSquaredTest wald;
  int steps;
};

/// The proportional subdistribution hazards model of one cause (Fine and Gray, JASA 1999;94:496): who had a competing
/// event stays at risk with the weight G(t-) / G(its time -), G the Kaplan-Meier estimate of censoring in all together.
/// Ties as Breslow. Coefficients say how the cumulative incidence differs, not the rate among who is still at risk:
/// read them beside the cause-specific ones.
///
/// By forward and backward sums (Kawaguchi et al., R Journal 2021;12:163), O(n p^2) a step where the usual way is
/// O(n events p^2); equal to cmprsk's crr. Fails as `CoxData::create` and `fit_cox`, for delayed entry and weights, and
/// for a cause nobody had.
Result<FineGrayFit> fit_fine_gray(const FineGrayInput& input);

}  // namespace lossa::stats
