// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>
#include <lossa/stats/linear_algebra.hpp>

namespace lossa::stats {

/// A number for each row of the input and each covariate, row by row.
struct RowTable {
  std::size_t columns;
  std::vector<double> values;
};

struct CoxResiduals {
  std::vector<double> martingale;  ///< of each row of the input: events seen less events expected
  RowTable score;                  ///< what each row adds to the score, unweighted; they sum to 0 with their weights
};

/// Fails with invalid_input for exact ties. O(n p). (Barlow and Prentice, Biometrika 1988;75:65; with Efron's ties as
/// in Therneau and Grambsch, Modeling survival data, 2000, section 4.2)
Result<CoxResiduals> cox_residuals(const CoxData& data, const CoxFit& fit);

/// How far each coefficient would move without the row, to the first order: its weighted score times the variance.
/// Fails besides where an estimate is infinite.
Result<RowTable> dfbeta(const CoxData& data, const CoxFit& fit);

/// The variance that holds though the model be wrong, or rows be related (Lin and Wei 1989): dfbeta' dfbeta, summed
/// before within the clusters, which are one label a row of the input; empty: each row for itself. Fails as `dfbeta`,
/// and where the labels are of another length.
Result<SymmetricMatrix> robust_variance(const CoxData& data, const CoxFit& fit, std::span<const int> cluster = {});

/// The same fit with its standard errors, limits, p and variance from this variance.
CoxFit with_variance(CoxFit fit, const SymmetricMatrix& variance);

/// The covariates of an event less their mean among who was at risk; one for each event row, in the order of strata,
/// times and rows. Fails with invalid_input for exact ties.
struct SchoenfeldResidual {
  std::size_t row;
  double time;
  std::vector<double> values;
};
Result<std::vector<SchoenfeldResidual>> schoenfeld_residuals(const CoxData& data, const CoxFit& fit);

}  // namespace lossa::stats
