// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>

namespace lossa::stats {

/// The scale of time on which a coefficient may have changed.
enum class TimeScale {
  kaplan_meier,  ///< 1 minus the survival just before, of everybody together: R's default
  rank,          ///< of the time among all times, ties shared
  identity,
  log,
};

struct ProportionalHazardsTest {
  struct Term {
    std::string name;
    ChiSquaredTest test;
  };
  std::vector<Term> terms;
  ChiSquaredTest global;
};

/// The score test of coefficients that change linearly with this scale of time (Grambsch and Therneau, Biometrika
/// 1994;81:515), with the information of each event time: R's cox.zph from version 3 on.
///
/// Fails with invalid_input for exact ties, where an estimate is infinite, and for an event at time 0 on the log scale;
/// also where all events fall at one time of the scale.
Result<ProportionalHazardsTest> test_proportional_hazards(const CoxData& data, const CoxFit& fit,
                                                          TimeScale scale = TimeScale::kaplan_meier);

}  // namespace lossa::stats
