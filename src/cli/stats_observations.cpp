// SPDX-License-Identifier: Apache-2.0
#include "stats_observations.hpp"

namespace lossa::cli {

Result<stats::Observations> observations_of(const StatsInput& input) {
  // Not in one initialiser: g++ 12 leaks the members that are there when LOSSA_TRY returns from within it.
  stats::Observations observations;
  observations.entry = LOSSA_TRY(input.numbers_if_given("entry"));
  observations.exit = LOSSA_TRY(input.numbers("time"));
  observations.event = LOSSA_TRY(input.codes("event"));
  observations.weight = LOSSA_TRY(input.numbers_if_given("weight"));
  LOSSA_TRY(stats::check(observations));
  return observations;
}

Result<void> require_level(const StatsInput& input) {
  const bool is_level = input.options().level > 0.0 && input.options().level < 1.0;
  if (is_level) return {};
  return Error{ErrorKind::invalid_input, "a level lies between 0 and 1", "--level"};
}

Result<int> cause_of(const StatsInput& input) {
  constexpr std::uint64_t most = 1000;
  const auto cause = LOSSA_TRY(input.whole_setting("cause", 1));
  if (cause > most) return Error{ErrorKind::invalid_input, "a cause is at most 1000", "--cause"};
  return static_cast<int>(cause);
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
