// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/linear_algebra.hpp>
#include <lossa/stats/observations.hpp>

namespace lossa::stats {

/// The weight of an event time, S(t-)^rho (1 - S(t-))^gamma, S of all groups together (Fleming and Harrington 1982).
/// rho 0: log-rank; rho 1: Peto and Peto's.
struct TestWeight {
  double rho = 0.0;
  double gamma = 0.0;
};

struct Grouping {
  std::span<const int> group;         ///< of each row: 0, 1, 2, ...
  std::span<const int> stratum = {};  ///< empty: one stratum
};

struct LogRankTest {
  std::vector<double> observed;  ///< of each group, weighted
  std::vector<double> expected;
  SymmetricMatrix variance;  ///< of observed minus expected
  double chi_squared;
  int degrees_of_freedom;  ///< groups for which anything was expected, minus 1
  double p;
};

/// Do the groups have the same hazard? Strata add up. Delayed entry is allowed.
///
/// Fails as `check` does, and with invalid_input if there are fewer than two groups, a label is not from 0 to 99
/// (strata: 9,999), nobody had the event, case weights or event codes above 1 are given, or rho or gamma is negative or
/// not finite; also where the variance is 0, as when nobody was at risk in two groups at once. O(n log n + times *
/// groups).
Result<LogRankTest> log_rank(const Observations& observations, const Grouping& grouping, TestWeight weight = {});

}  // namespace lossa::stats
