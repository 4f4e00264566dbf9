// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <lossa/stats/observations.hpp>

namespace lossa::stats {

/// What was seen at one event time.
struct EventTime {
  double time;
  double at_risk;        ///< weighted
  double events;         ///< weighted
  std::size_t patients;  ///< rows at risk, of weight above 0
  std::size_t deaths;    ///< of these, rows with the event

  [[nodiscard]] bool leaves_nobody() const noexcept { return patients == deaths; }
};

/// Every distinct event time, rising. Summed from the last patient backwards, so that who had the event last is
/// exactly who was at risk last, whatever the weights. The observations passed `check`.
std::vector<EventTime> event_times(const Observations& observations);

}  // namespace lossa::stats
