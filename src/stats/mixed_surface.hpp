// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "likelihood_surface.hpp"
#include "mixed_study.hpp"

namespace lossa::stats {

/// The likelihood of the common effect (centre) and tau squared (spread), with the studies' levels maximised out.
class MixedSurface : public LikelihoodSurface {
 public:
  MixedSurface(std::span<const MixedStudy> studies, std::size_t quadrature_points);
  SurfaceValue at(const SurfacePoint& point) override;

 private:
  // At the study's likeliest level, which is kept to start from the next time.
  MixedIntegral at_best_level(std::size_t study, MixedPoint point);

  std::span<const MixedStudy> studies_;
  std::vector<double> levels_;
  GaussHermite rule_;
};

}  // namespace lossa::stats
