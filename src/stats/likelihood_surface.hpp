// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>

#include "weighted_fit.hpp"

namespace lossa::stats {

/// Of a likelihood with a centre (any real number) and a spread (0 or more), all else maximised out.
struct SurfacePoint {
  double centre;
  double spread;
};

struct SurfaceValue {
  double value;
  double centre_slope;
  double spread_slope;
  Symmetric2 bend;  ///< second derivatives by centre and spread; at spread 0 only that by centre is needed
};

class LikelihoodSurface {
 public:
  LikelihoodSurface() = default;
  LikelihoodSurface(const LikelihoodSurface&) = delete;
  LikelihoodSurface& operator=(const LikelihoodSurface&) = delete;
  virtual ~LikelihoodSurface() = default;
  virtual SurfaceValue at(const SurfacePoint& point) = 0;
};

/// Where to look: the spreads are tried one by one, rising from 0; a maximum at the last of them is said to be none.
struct SurfaceSearch {
  double start;
  std::span<const double> spreads;
};

struct SurfaceMaximum {
  SurfacePoint point;
  double value;
  double standard_error;  ///< of the centre
};

/// The highest point. Fails with invalid_input where it lies at an infinite centre or spread, or is not found.
Result<SurfaceMaximum> maximum_of(LikelihoodSurface& surface, const SurfaceSearch& search);

/// The centres (or spreads) at which the highest point that is left is less by half a quantile of chi-squared; infinite
/// where it never falls so far, NaN (not computed) where the place was not found or the highest point on the way was
/// not. A spread's lower limit is 0 where 0 is not excluded.
Estimate profile_of_centre(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double level);
Estimate profile_of_spread(LikelihoodSurface& surface, const SurfaceMaximum& maximum, double level);

}  // namespace lossa::stats
