// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/locale/words.hpp>

namespace lossa::view {

/// Clocks that are shown together: those of one group, or one that stands alone.
struct ClockGroup {
  std::string name;  ///< "" for one that stands alone
  std::vector<const assessment::ClockResult*> clocks = {};
  std::vector<const assessment::ClockConflict*> conflicts = {};
  /// The planned end that the windows are held against, as far as it is known.
  std::optional<Interval<WallMinutes>> planned = {};
};

/// Clocks that apply or may apply, in the order of the knowledge base. Points into the assessment.
std::vector<ClockGroup> clock_groups(const assessment::Assessment& assessment);

/// Does some source of the group say between when the end lies?
bool has_windows(const ClockGroup& group, const guideline::Knowledge& knowledge);

/// "not started", "running", "passed"; of a window how the planned end lies to it.
const std::string& state_text(assessment::ClockState state, const locale::Speech& speech);
/// "too early", "within", "too late"; "" where it is not known.
std::string planned_text(assessment::Planned planned, const locale::Speech& speech);
/// "EHRA 2020 and ESC 2023 do not agree; there is an end that satisfies both."
std::string conflict_text(const assessment::ClockConflict& conflict, const guideline::Knowledge& knowledge,
                          const locale::Speech& speech);
/// What stands before the colon of a clock's text where it is short, most often its source: "EHRA 2020". Else all.
std::string short_name(const guideline::Clock& clock, const locale::Speech& speech);

}  // namespace lossa::view
