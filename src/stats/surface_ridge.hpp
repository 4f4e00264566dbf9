// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "likelihood_surface.hpp"

namespace lossa::stats {

inline constexpr double largest_spread = 1e5;

/// Follows a surface along one of its axes with the other at its best; where it was is where it starts the next time.
/// Slow and sure.
class Ridge {
 public:
  Ridge(LikelihoodSurface& surface, SurfacePoint start) : surface_(surface), point_(start) {}

  /// The best centre at this spread, by Newton's steps that are halved until they rise; all NaN where it was not found.
  SurfaceValue at_spread(double spread, double tolerance = 1e-10);
  /// The best spread at this centre: where its slope changes its sign, looked for from the last one. All NaN where it
  /// was not found.
  SurfaceValue at_centre(double centre);

  [[nodiscard]] const SurfacePoint& point() const { return point_; }

 private:
  // Takes as much of the change as rises; 0 where none does.
  double rise(double change, SurfaceValue& now);

  LikelihoodSurface& surface_;
  SurfacePoint point_;
};

}  // namespace lossa::stats
