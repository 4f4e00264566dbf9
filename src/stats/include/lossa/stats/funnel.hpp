// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>

// Funnel plots: is a centre farther from the target than chance takes one of its size?
// Source: Spiegelhalter, Stat Med 2005; 24: 1185.
namespace lossa::stats {

/// Where the distribution function of a binomial share of `count`, joined by straight lines between its steps, reaches
/// `tail`; never below 0. Fails with invalid_input unless the target and the tail lie between 0 and 1 and the count is
/// above 0. Source: appendix A.1.1.
Result<double> funnel_limit_of_share(double target, std::uint64_t count, double tail);

/// The same of a Poisson count with mean target times `expected`, over `expected`: the limit of a standardised ratio.
Result<double> funnel_limit_of_ratio(double target, double expected, double tail);

enum class FunnelMeasure {
  share,  ///< events of so many persons
  ratio,  ///< events to so many expected
};

struct FunnelUnit {
  double events;  ///< a whole number
  double size;    ///< persons, a whole number; or expected events
};

struct FunnelOptions {
  FunnelMeasure measure = FunnelMeasure::share;
  std::optional<double> target = std::nullopt;  ///< all events to all sizes, unless told
  double inner_level = 0.95;
  double outer_level = 0.998;
  double winsorised = 0.1;  ///< the share of z-scores at either end that is drawn in before the dispersion is measured
};

struct FunnelRange {
  double low;
  double high;
};

struct FunnelPoint {
  double value;
  FunnelRange inner;  ///< exact
  FunnelRange outer;
  double z;  ///< standard errors from the target, by the normal approximation
  /// By the normal approximation with the variance times the dispersion, where that is above 1; else as above.
  FunnelRange inner_widened;
  FunnelRange outer_widened;
};

struct Funnel {
  double target;
  double dispersion;  ///< phi: the mean square of the winsorised z-scores; NaN of one unit
  std::vector<FunnelPoint> points;
};

/// Fails with invalid_input if there is no unit, a size is not above 0, events are no whole number or more than
/// persons, a level is outside (0, 1), the winsorised share outside [0, 0.5); or if the target is 0, or 1 of a share.
Result<Funnel> funnel(std::span<const FunnelUnit> units, const FunnelOptions& options = {});

}  // namespace lossa::stats
