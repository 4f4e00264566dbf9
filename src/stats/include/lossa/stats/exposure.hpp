// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/observations.hpp>

// An exposure that begins while patients are watched, as an extraction does. Who is exposed had to live until then: to
// compare "ever" with "never" exposed gives the exposed that time for nothing (immortal time; Suissa, American Journal
// of Epidemiology 2008;167:492). In the Stanford heart transplants it turns a hazard ratio of 1.14 into 0.27.
namespace lossa::stats {

/// Rows made of others.
struct ExposedRows {
  Observations observations;
  std::vector<double> exposed;   ///< 0 or 1, a covariate
  std::vector<std::size_t> row;  ///< where each row came from
};

/// For each row when its exposure begins, on the scale of its times; plus infinity: never.
using ExposureTimes = std::vector<double>;

/// The exposure as a column of the rows themselves: only where every exposure begins with its row or before.
///
/// Fails with invalid_input as `check` does, for times of another length or NaN, and where an exposure begins later:
/// the message says why, and how much immortal time there would be. Take `split_at_exposure` or `landmark` then.
Result<std::vector<double>> ever_exposed(const Observations& observations, const ExposureTimes& exposed_from);

/// Rows cut where the exposure begins: unexposed until then, with no event, and exposed after it. An exposure at the
/// beginning of a row or before makes all of it exposed, one at its end or later none of it. Rows stay in order. Fit
/// them with delayed entry. Fails as `check` does, for times of another length or NaN, and for a row that ends at time
/// 0.
Result<ExposedRows> split_at_exposure(const Observations& observations, const ExposureTimes& exposed_from);

/// Who is still watched after the landmark, from there on, by whether the exposure had begun by it; what comes later
/// changes nothing (Anderson, Cain and Gelber, Journal of Clinical Oncology 1983;1:710). Time is still counted from the
/// beginning of the rows: entry is the landmark, or the row's own entry if that is later. Fails as
/// `split_at_exposure`, for a landmark that is not finite or negative, and where nobody is left.
Result<ExposedRows> landmark(const Observations& observations, const ExposureTimes& exposed_from, double time);

}  // namespace lossa::stats
