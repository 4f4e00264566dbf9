// SPDX-License-Identifier: Apache-2.0
// What happens at each event time of a fitted Cox model, kept for what looks forward in time: residuals and curves.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>

namespace lossa::stats {

/// One vector of `columns` numbers for each moment.
class MomentTable {
 public:
  MomentTable(std::size_t moments, std::size_t columns) : columns_(columns), values_(moments * columns, 0.0) {}
  std::span<double> operator[](std::size_t moment) { return std::span(values_).subspan(moment * columns_, columns_); }
  std::span<const double> operator[](std::size_t moment) const {
    return std::span(values_).subspan(moment * columns_, columns_);
  }

 private:
  std::size_t columns_;
  std::vector<double> values_;
};

/// For each moment, in the order of CoxData: increments of the hazard, for who stays and for who has the event there
/// (with Efron's ties these are at risk for a part of it), the same times the mean of the covariates, and more.
struct CoxSteps {
  CoxSteps(std::size_t moments, std::size_t columns)
      : hazard(moments),
        hazard_of_events(moments),
        hazard_variance(moments),
        hazard_mean(moments, columns),
        hazard_mean_of_events(moments, columns),
        mean(moments, columns) {}

  std::vector<double> hazard;
  std::vector<double> hazard_of_events;
  std::vector<double> hazard_variance;
  MomentTable hazard_mean;
  MomentTable hazard_mean_of_events;
  MomentTable mean;  ///< of the covariates among who is at risk, over Efron's steps
};

CoxSteps cox_steps(const CoxData& data, const CoxFit& fit);

/// exp(linear predictor) of a sorted position, without its weight.
double relative_risk(const CoxData& data, std::span<const double> beta, std::size_t position);

/// Refuses what a fit with exact ties cannot give.
Result<void> require_hazard_steps(const CoxFit& fit);
/// Refuses what has no meaning where an estimate is infinite.
Result<void> require_finite(const CoxFit& fit);

}  // namespace lossa::stats
