// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>

namespace lossa::stats {

/// What is called positive from one score on.
struct RocPoint {
  double threshold;    ///< positive: at least this; infinite for the first point, where nobody is
  double sensitivity;  ///< share of the cases that are positive
  double specificity;  ///< share of the controls that are not
};

struct Roc {
  /// The chance that a case scores above a control, ties half. Its limits are DeLong's, kept within 0 and 1; they are
  /// NaN where the sample has no variance to make them of: with one case or one control, or when all are told apart.
  Estimate area;
  double standard_error;  ///< NaN with one case or one control
  std::size_t cases;
  std::size_t controls;
  std::vector<RocPoint> points;  ///< from the highest threshold to the lowest score
};

/// The receiver operating characteristic of a score that is higher in cases (outcome 1).
///
/// Fails with invalid_input if sizes differ, a score is not finite, an outcome is neither 0 nor 1 or the same for
/// everyone, or the level is outside (0, 1). O(n log n).
/// Source: DeLong et al., Biometrics 1988; 44: 837; midranks as Sun and Xu, IEEE Signal Process Lett 2014; 21: 1389.
Result<Roc> roc(std::span<const double> score, std::span<const double> outcome, double level = 0.95);

struct RocComparison {
  double first_area;
  double second_area;
  Estimate difference;  ///< first less second
  double standard_error;
  double z;
  double p;
};

/// Two scores of the same persons, DeLong's paired test. Fails as `roc` does; with fewer than two cases or controls;
/// and when the areas differ but the difference has no variance. Scores that order everyone alike give p = 1.
Result<RocComparison> compare_roc(std::span<const double> first, std::span<const double> second,
                                  std::span<const double> outcome, double level = 0.95);

}  // namespace lossa::stats
