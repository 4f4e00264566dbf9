// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lossa/view/clocks.hpp>

#include "scene.hpp"
#include "time_axis.hpp"

namespace lossa::web {
namespace {

using assessment::ClockResult;
using assessment::ClockState;
using view::ClockGroup;

View clock_view(const Scene& scene, const ClockResult& result) {
  const auto& clock = item(scene.knowledge().clocks, result.clock);
  const auto& speech = scene.speech;
  View view;
  view.text("clock", speech(clock.text));
  view.text("length", view::length_text(clock, speech));
  view.text("state", view::state_text(result.state, speech));
  view.text("start", result.start ? view::day_text(*result.start, speech) : speech("ui.not_dated"));
  view.text_if_any("elapsed", result.elapsed_hours ? view::hours_text(*result.elapsed_hours, speech) : "");
  const bool runs = result.remaining_hours && result.state == ClockState::running;
  view.text_if_any("remaining", runs ? view::hours_text(*result.remaining_hours, speech) : "");
  const auto end = [&](const auto& minutes) {
    return minutes ? view::day_text(*minutes, speech) : std::string("\u2013");
  };
  view.text("earliest", end(result.earliest_end)).text("latest", end(result.latest_end));
  view.text_if_any("planned", view::planned_text(result.planned, speech));
  view.flag("is_alarm", result.alarms);
  view.flag("is_open", result.applies.verdict.truth.is_unknown());
  add_source(view, clock.source, clock.known, speech);
  return view;
}

View group_view(const Scene& scene, const ClockGroup& group) {
  const auto& knowledge = scene.knowledge();
  std::vector<View> clocks, conflicts;
  for (const auto* result : group.clocks) clocks.push_back(clock_view(scene, *result));
  for (const auto* conflict : group.conflicts)
    conflicts.push_back(View()
                            .text("text", view::conflict_text(*conflict, knowledge, scene.speech))
                            .flag("is_apart", !conflict->overlap));
  const auto name = group.name.empty() ? scene.speech(item(knowledge.clocks, group.clocks.front()->clock).text)
                                       : view::group_text(group.name, scene.speech);
  const auto axis = draw_time_axis(scene.assessment(), group, scene.speech);
  View view;
  view.text("group", name);
  view.flag("has_windows", view::has_windows(group, knowledge));
  view.text_if_any("planned_end", group.planned ? view::day_text(*group.planned, scene.speech) : "");
  view.flag("has_axis", !axis.text().empty()).markup("axis_markup", axis);
  view.list("clocks", std::move(clocks));
  view.flag("has_conflicts", !conflicts.empty()).list("conflicts", std::move(conflicts));
  return view;
}

}  // namespace

ClockViews clock_group_views(const Scene& scene) {
  ClockViews views;
  for (const auto& group : view::clock_groups(scene.assessment())) {
    const bool applies =
        std::ranges::any_of(group.clocks, [](const auto* result) { return result->applies.verdict.truth.is_yes(); });
    (applies ? views.applying : views.possible).push_back(group_view(scene, group));
  }
  return views;
}

}  // namespace lossa::web
