// SPDX-License-Identifier: Apache-2.0
#include "stats_observations.hpp"

namespace lossa::cli {

Result<stats::Observations> observations_of(const StatsInput& input) {
  stats::Observations observations{.entry = LOSSA_TRY(input.numbers_if_given("entry")),
                                   .exit = LOSSA_TRY(input.numbers("time")),
                                   .event = LOSSA_TRY(input.codes("event")),
                                   .weight = LOSSA_TRY(input.numbers_if_given("weight"))};
  LOSSA_TRY(stats::check(observations));
  return observations;
}

stats::Observations part_of(const stats::Observations& all, const StatsGroups& groups, int group) {
  stats::Observations part;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (groups.of_row[i] != group) continue;
    if (!all.entry.empty()) part.entry.push_back(all.entry[i]);
    part.exit.push_back(all.exit[i]);
    part.event.push_back(all.event[i]);
    if (!all.weight.empty()) part.weight.push_back(all.weight[i]);
  }
  return part;
}

}  // namespace lossa::cli
