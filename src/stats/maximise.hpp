// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/linear_algebra.hpp>

namespace lossa::stats {

/// A log likelihood at a point, with its first derivatives and minus its second.
struct Likelihood {
  double value;
  std::vector<double> score;
  SymmetricMatrix information;
};

struct Maximum {
  std::vector<double> point;
  Likelihood likelihood;
  int steps;
  /// Coefficients along which the likelihood still rises, ever less, however far one goes: their estimate is infinite,
  /// and where the search stopped is no estimate.
  std::vector<std::size_t> infinite;
};

struct MaximiseOptions {
  std::vector<double> start;
  std::vector<double> spread;             ///< of each covariate: a step times it is what the step changes at most
  std::optional<std::size_t> fixed = {};  ///< this coefficient stays where it starts
  int most_steps = 100;
};

/// No value: the point is out of bounds, and the step there is halved.
using Objective = std::function<std::optional<Likelihood>(std::span<const double> point)>;

/// Newton's method with halved steps, none of which changes a linear predictor by more than 20. It has converged when
/// no linear predictor changes by 1e-8 any more; it has found an infinite coefficient when the likelihood gains less
/// than 1e-9 by a step that changes one by 1e-3 or more. Fails with unavailable where neither comes about, or the
/// information cannot be inverted on the way.
Result<Maximum> maximise(const Objective& objective, const MaximiseOptions& options);

}  // namespace lossa::stats
