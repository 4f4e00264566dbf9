// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/estimate.hpp>
#include <lossa/stats/logistic.hpp>

// How well predicted chances agree with what happened. All fail with invalid_input if there is no observation, sizes
// differ, a chance is outside its range or an outcome neither 0 nor 1.
namespace lossa::stats {

struct Calibration {
  double observed;        ///< events
  double expected;        ///< the sum of the chances
  Estimate ratio;         ///< observed to expected; limits exact as of a Poisson count
  Estimate in_the_large;  ///< log odds too low (above 0) or too high, the slope being 1
  Estimate intercept;     ///< of the outcome on the log odds of the chance
  Estimate slope;         ///< 1: neither too extreme (below 1) nor too timid
  ModelTest misfit;       ///< likelihood ratio of intercept 0 and slope 1, two degrees of freedom
};

/// Logistic recalibration. The chances lie between 0 and 1, neither included, and differ; fails as `logistic` does too.
/// Source: Cox, Biometrika 1958; 45: 562; Van Calster et al., BMC Med 2019; 17: 230.
Result<Calibration> calibration(std::span<const double> chance, std::span<const double> outcome, double level = 0.95);

struct CalibrationGroup {
  double highest_chance;  ///< of the group; the lowest is above that of the group before
  std::size_t count;
  double observed;
  double expected;
};

struct GroupedCalibration {
  std::vector<CalibrationGroup> groups;
  /// Hosmer and Lemeshow's; on two degrees of freedom fewer than groups, as for the data that the model was fitted to.
  ModelTest hosmer_lemeshow;
};

/// Groups by quantiles of the chance (R's type 7), ties never parted, so there may be fewer than were asked for. Fails
/// if fewer than 3 come out, or if a group expects nobody or everybody. Source: Hosmer and Lemeshow, Commun Stat A
/// 1980; 9: 1043.
Result<GroupedCalibration> grouped_calibration(std::span<const double> chance, std::span<const double> outcome,
                                               std::size_t groups = 10);

struct CalibrationPoint {
  double chance;
  double smoothed;  ///< the share of events thereabouts; a straight line may leave 0 to 1 by a little at its ends
};

/// How far the smoothed shares lie from the chances, over the persons; 0 is perfect.
struct CalibrationCurve {
  std::vector<CalibrationPoint> points;  ///< one for each distinct chance, rising
  double mean_distance;                  ///< the integrated calibration index
  double median_distance;
  double distance_of_ninety;  ///< which 90 % of the persons do not exceed (quantile of type 7)
  double largest_distance;
};

/// The outcome smoothed over the chance by lowess without robustness steps, each value over this share of the persons,
/// as R's lowess(chance, outcome, f = span, iter = 0) does. Fails besides if the chances do not differ or the span is
/// outside (0, 1]. Source: Harrell, Regression Modeling Strategies, 2nd ed. 2015, ch. 10; distances: Austin and
/// Steyerberg, Stat Med 2019; 38: 4051.
Result<CalibrationCurve> calibration_curve(std::span<const double> chance, std::span<const double> outcome,
                                           double span = 2.0 / 3.0);

struct Brier {
  double score;      ///< mean square of chance less outcome
  double reference;  ///< of the overall share given to everyone
  double scaled;     ///< 1 - score / reference: 1 is perfect, 0 no better than the share; NaN if everyone is alike
  double z;          ///< Spiegelhalter's test of calibration; NaN if every chance is 0, 1/2 or 1
  double p;
};
/// Source: Brier, Mon Weather Rev 1950; 78: 1; Spiegelhalter, Stat Med 1986; 5: 421.
Result<Brier> brier(std::span<const double> chance, std::span<const double> outcome);

struct NetBenefit {
  double threshold;
  double model;      ///< of treating those whose chance is at least the threshold
  double treat_all;  ///< treating nobody has 0
};
/// True positives less false ones at the exchange rate that the threshold says, for each person. A threshold lies
/// between 0 and 1. Source: Vickers and Elkin, Med Decis Making 2006; 26: 565.
Result<std::vector<NetBenefit>> decision_curve(std::span<const double> chance, std::span<const double> outcome,
                                               std::span<const double> thresholds);

}  // namespace lossa::stats
