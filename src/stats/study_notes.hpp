// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <lossa/stats/counts.hpp>

namespace lossa::stats {

/// Nothing where both arms have some with and some without the event.
std::optional<StudyPattern> pattern_of(const TwoArms& study);
/// A rate has no upper end: only "no events" and "zero cell".
std::optional<StudyPattern> pattern_of(const TwoRates& study);
std::optional<StudyPattern> pattern_of(const Proportion& study);
std::optional<StudyPattern> pattern_of(const Rate& study);

/// The studies in which nobody or everybody had the event in every arm: a ratio of the arms is silent there.
template <typename Study>
std::vector<StudyNote> notes_of_silent(std::span<const Study> studies) {
  std::vector<StudyNote> notes;
  for (std::size_t i = 0; i < studies.size(); ++i)
    if (const auto pattern = pattern_of(studies[i]); pattern && *pattern != StudyPattern::zero_cell)
      notes.push_back({i, *pattern, StudyFate::says_nothing});
  return notes;
}

}  // namespace lossa::stats
