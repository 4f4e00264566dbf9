// SPDX-License-Identifier: Apache-2.0
// Profile limits on surfaces whose limits are known.
#include "../likelihood_surface.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double half_width = 1.959963984540054;

/// A normal log likelihood of the centre, its top at 0 with standard error 1; the spread is best at 0. Past `edge` it
/// has no value, or, where it is flat there, the value at the edge.
class Bowl : public LikelihoodSurface {
 public:
  explicit Bowl(double edge, bool is_flat = false) : edge_(edge), is_flat_(is_flat) {}
  SurfaceValue at(const SurfacePoint& point) override {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    if (point.centre > edge_ && !is_flat_) return {nan, nan, nan, {nan, nan, nan}};
    const double x = std::min(point.centre, edge_);
    const bool is_inside = point.centre <= edge_;
    return {-0.5 * x * x - point.spread, is_inside ? -x : 0.0, -1.0, {is_inside ? -1.0 : 0.0, 0.0, 0.0}};
  }

 private:
  double edge_;
  bool is_flat_;
};

constexpr SurfaceMaximum top{.point = {0.0, 0.0}, .value = 0.0, .standard_error = 1.0};

TEST(ProfileOfCentre, FindsTheLimits) {
  Bowl bowl(infinity);
  const auto limits = profile_of_centre(bowl, top, 0.95);
  EXPECT_NEAR(limits.low, -half_width, 1e-9);
  EXPECT_NEAR(limits.high, half_width, 1e-9);
}

TEST(ProfileOfCentre, IsInfiniteOnlyWhereTheLikelihoodStaysHigh) {
  Bowl flat(1.0, true);
  EXPECT_EQ(profile_of_centre(flat, top, 0.95).high, infinity);
}

TEST(ProfileOfCentre, IsNotANumberWhereThereIsNoLikelihoodOnTheWay) {
  Bowl broken(1.0);
  const auto limits = profile_of_centre(broken, top, 0.95);
  EXPECT_TRUE(std::isnan(limits.high));
  EXPECT_NEAR(limits.low, -half_width, 1e-9);
}

/// Of the spread alone: the log likelihood falls by its value, and there is none past the edge.
class Slope : public LikelihoodSurface {
 public:
  explicit Slope(double edge) : edge_(edge) {}
  SurfaceValue at(const SurfacePoint& point) override {
    const double fall = point.spread > edge_ ? std::numeric_limits<double>::quiet_NaN() : point.spread;
    return {-fall - 0.5 * point.centre * point.centre, -point.centre, -1.0, {-1.0, 0.0, 0.0}};
  }

 private:
  double edge_;
};

TEST(ProfileOfSpread, IsNotANumberWhereThereIsNoLikelihoodOnTheWay) {
  Slope whole(infinity);
  EXPECT_NEAR(profile_of_spread(whole, top, 0.95).high, 0.5 * half_width * half_width, 1e-9);
  Slope broken(1.0);
  EXPECT_TRUE(std::isnan(profile_of_spread(broken, top, 0.95).high));
  EXPECT_EQ(profile_of_spread(broken, top, 0.95).low, 0.0);
}

}  // namespace
}  // namespace lossa::stats
