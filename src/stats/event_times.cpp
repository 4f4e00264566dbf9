// SPDX-License-Identifier: Apache-2.0
#include "event_times.hpp"

#include <algorithm>
#include <cstdint>

#include "time_order.hpp"

namespace lossa::stats {
namespace {

// Takes back those who had not entered yet, as the sweep goes backwards in time.
class NotYetEntered {
 public:
  explicit NotYetEntered(const Observations& observations) : observations_(observations) {
    if (observations.entry.empty()) return;
    order_ = rising_order(observations.entry);
    left_ = order_.size();
  }

  void take_back(EventTime& now) {
    for (; left_ > 0 && observations_.entry[order_[left_ - 1]] >= now.time; --left_) {
      const double weight = observations_.weight_of(order_[left_ - 1]);
      if (weight == 0.0) continue;
      now.at_risk -= weight;
      if (--now.patients == 0) now.at_risk = 0.0;  // nobody weighs nothing, whatever was rounded
    }
  }

 private:
  const Observations& observations_;
  std::vector<std::uint32_t> order_;
  std::size_t left_ = 0;
};

}  // namespace

std::vector<EventTime> event_times(const Observations& observations) {
  const auto [order, starts] = time_groups(observations.exit);
  NotYetEntered not_yet_entered(observations);
  std::vector<EventTime> times;
  EventTime now{};
  for (auto group = starts.size() - 1; group > 0; --group) {
    now.time = observations.exit[order[starts[group - 1]]];
    now.events = 0.0;
    now.deaths = 0;
    for (auto i = starts[group - 1]; i < starts[group]; ++i) {
      const auto row = order[i];
      const double weight = observations.weight_of(row);
      if (weight == 0.0) continue;
      now.at_risk += weight;
      ++now.patients;
      if (observations.event[row] == 0) continue;
      now.events += weight;
      ++now.deaths;
    }
    not_yet_entered.take_back(now);
    if (now.deaths > 0) times.push_back(now);
  }
  std::ranges::reverse(times);
  return times;
}

}  // namespace lossa::stats
