// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/clocks.hpp>

#include <algorithm>

#include <lossa/view/text.hpp>

namespace lossa::view {
namespace {

constexpr std::size_t longest_short_name = 32;

ClockGroup& group_of(std::vector<ClockGroup>& groups, const std::string& name) {
  if (!name.empty())
    if (const auto found = std::ranges::find(groups, name, &ClockGroup::name); found != groups.end()) return *found;
  return groups.emplace_back(ClockGroup{.name = name});
}

void take_planned(ClockGroup& group, const guideline::Clock& clock, const assessment::Assessment& assessment) {
  if (clock.planned < 0 || group.planned) return;
  const auto& number = assessment.values.of(clock.planned).number;
  const Interval<WallMinutes> minutes{.low = static_cast<WallMinutes>(std::max(number.low, -1e15)),
                                      .high = static_cast<WallMinutes>(std::min(number.high, 1e15))};
  if (!is_open_ended(minutes)) group.planned = minutes;
}

}  // namespace

std::vector<ClockGroup> clock_groups(const assessment::Assessment& assessment) {
  const auto& clocks = assessment.library->knowledge.clocks;
  std::vector<ClockGroup> groups;
  for (const auto& result : assessment.clocks) {
    if (result.applies.verdict.truth.is_no()) continue;
    const auto& clock = item(clocks, result.clock);
    auto& group = group_of(groups, clock.group);
    group.clocks.push_back(&result);
    take_planned(group, clock, assessment);
  }
  for (const auto& conflict : assessment.clock_conflicts)
    group_of(groups, item(clocks, conflict.first).group).conflicts.push_back(&conflict);
  return groups;
}

bool has_windows(const ClockGroup& group, const guideline::Knowledge& knowledge) {
  return std::ranges::any_of(group.clocks, [&](const auto* result) {
    const auto& clock = item(knowledge.clocks, result->clock);
    return clock.longest.has_value() || clock.planned >= 0;
  });
}

const std::string& state_text(assessment::ClockState state, const locale::Speech& speech) {
  using State = assessment::ClockState;
  switch (state) {
    case State::not_started:
      return speech("ui.clock_not_started");
    case State::not_dated:
      return speech("ui.not_dated");
    case State::running:
      return speech("ui.clock_running");
    case State::passed:
      return speech("ui.clock_passed");
  }
  return speech("ui.not_dated");
}

std::string planned_text(assessment::Planned planned, const locale::Speech& speech) {
  switch (planned) {
    case assessment::Planned::not_known:
      return {};
    case assessment::Planned::too_early:
      return speech("page.planned_too_early");
    case assessment::Planned::within:
      return speech("page.planned_within");
    case assessment::Planned::too_late:
      return speech("page.planned_too_late");
  }
  return {};
}

std::string conflict_text(const assessment::ClockConflict& conflict, const guideline::Knowledge& knowledge,
                          const locale::Speech& speech) {
  const auto name = [&](int clock) { return short_name(item(knowledge.clocks, clock), speech); };
  return speech(conflict.overlap ? "page.windows_differ" : "page.windows_apart",
                {name(conflict.first), name(conflict.second)});
}

std::string short_name(const guideline::Clock& clock, const locale::Speech& speech) {
  const auto& text = speech(clock.text);
  const auto colon = text.find(':');
  return colon > longest_short_name ? text : text.substr(0, colon);  // npos is greater than any
}

}  // namespace lossa::view
