// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <lossa/view/clocks.hpp>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::ClockResult;
using assessment::ClockState;
using view::ClockGroup;

constexpr Indent row{1, 4};
constexpr Indent two_lines{1, 4, 2};

std::string name_of(const ClockGroup& group, const Wording& wording) {
  if (group.name.empty())
    return view::short_name(item(wording.knowledge().clocks, group.clocks.front()->clock), wording.speech());
  return view::group_text(group.name, wording.speech());
}

std::string state_text(const ClockResult& result, const locale::Speech& speech) {
  if (result.state == ClockState::not_started) return speech("ui.clock_not_started");
  if (result.state == ClockState::not_dated || !result.elapsed_hours || !result.remaining_hours)
    return speech("ui.not_dated");
  if (result.state == ClockState::passed)
    return speech("cli.clock_passed", {hours_text(*result.elapsed_hours, speech)});
  return speech("cli.clock_running",
                {hours_text(*result.elapsed_hours, speech), hours_text(*result.remaining_hours, speech)});
}

/// "ends 2021-09-01 to 2021-09-05".
std::string ends_text(const ClockResult& result, const locale::Speech& speech) {
  if (!result.earliest_end) return {};
  auto text = view::day_text(*result.earliest_end, speech);
  if (result.latest_end) text += " " + speech("ui.to") + " " + view::day_text(*result.latest_end, speech);
  return speech("cli.window_ends", {text});
}

std::string mark_of(const guideline::Clock& clock) {
  return std::string(clock.known == guideline::Known::memory ? memory_mark : "");
}

void write_clock(Writer& writer, const Wording& wording, const ClockResult& result) {
  const auto& speech = wording.speech();
  const auto& clock = item(wording.knowledge().clocks, result.clock);
  auto text = view::length_text(clock, speech) + "; " + state_text(result, speech);
  if (const auto ends = ends_text(result, speech); !ends.empty()) text += "; " + ends;
  if (const auto planned = view::planned_text(result.planned, speech); !planned.empty())
    text += "; " + speech("page.planned_end_lies") + " " + planned;
  if (result.applies.verdict.truth.is_unknown()) text += "; " + speech("page.may_apply");
  writer.paragraph(row, result.alarms ? Ink::act : Ink::strong, speech(clock.text) + ":",
                   text + " (" + source_text(clock.source, clock.known) + ")");
}

void write_whole(Writer& writer, const Wording& wording, const ClockGroup& group) {
  const auto& speech = wording.speech();
  std::string note;
  if (group.planned) note = speech("page.axis_planned") + " " + view::day_text(*group.planned, speech) + ".";
  writer.paragraph({}, Ink::strong, name_of(group, wording) + ".", note);
  for (const auto* result : group.clocks) write_clock(writer, wording, *result);
  for (const auto* conflict : group.conflicts)
    writer.paragraph(row, Ink::caution, view::conflict_text(*conflict, wording.knowledge(), speech));
}

bool has_begun(const ClockResult& result) {
  return result.applies.verdict.so_far && (result.state == ClockState::running || result.state == ClockState::passed);
}

/// How a clock that has begun stands: against what is planned, else when it ends.
std::string stand_text(const ClockResult& result, const Wording& wording) {
  const auto& speech = wording.speech();
  const auto& clock = item(wording.knowledge().clocks, result.clock);
  if (auto planned = view::planned_text(result.planned, speech); clock.planned >= 0 && !planned.empty()) return planned;
  auto ends = ends_text(result, speech);
  return ends.empty() ? state_text(result, speech) : ends;
}

/// In one line, those that have begun; "" where none has.
std::string brief_text(const ClockGroup& group, const Wording& wording) {
  std::vector<std::pair<std::string, std::string>> stands;  // how it stands, whose
  for (const auto* result : group.clocks) {
    if (!has_begun(*result)) continue;
    const auto& clock = item(wording.knowledge().clocks, result->clock);
    auto state = stand_text(*result, wording);
    const auto name = view::short_name(clock, wording.speech()) + mark_of(clock);
    const auto same = std::ranges::find(stands, state, &std::pair<std::string, std::string>::first);
    if (same == stands.end())
      stands.emplace_back(std::move(state), name);
    else
      same->second += ", " + name;
  }
  std::string text;
  for (const auto& [state, names] : stands) text += (text.empty() ? "" : "; ") + names + " " + state;
  return text;
}

bool applies_so_far(const ClockGroup& group) {
  return std::ranges::any_of(group.clocks, [](const auto* result) { return result->applies.verdict.so_far; });
}

/// What has begun, a group on a line; then the names of what waits.
void write_brief(Writer& writer, const Wording& wording, const std::vector<ClockGroup>& groups) {
  const auto& speech = wording.speech();
  std::string waiting;
  for (const auto& group : groups) {
    const auto text = brief_text(group, wording);
    if (text.empty()) {
      if (applies_so_far(group)) waiting += (waiting.empty() ? "" : "; ") + name_of(group, wording);
      continue;
    }
    const bool alarms = std::ranges::any_of(group.clocks, [](const auto* result) { return result->alarms; });
    const auto differ = group.conflicts.empty() ? std::string{} : " [" + speech("cli.sources_differ") + "]";
    writer.paragraph(two_lines, alarms ? Ink::act : Ink::strong, name_of(group, wording) + differ + ":", text);
  }
  if (!waiting.empty())
    writer.paragraph({0, 4, 1}, Ink::strong, speech("cli.clock", {speech("ui.clock_not_started")}), waiting);
}

}  // namespace

void write_clocks(Writer& writer, const Wording& wording, bool whole) {
  const auto groups = view::clock_groups(wording.assessment());
  if (groups.empty()) return;
  if (!whole) return write_brief(writer, wording, groups);
  writer.paragraph({}, Ink::strong, wording.speech()("ui.clocks"));
  for (const auto& group : groups) write_whole(writer, wording, group);
}

}  // namespace lossa::cli
