// SPDX-License-Identifier: Apache-2.0
#include "study_notes.hpp"

namespace lossa::stats {

std::optional<StudyPattern> pattern_of(const TwoArms& study) {
  const auto& [first, second] = study;
  if (first.events == 0 && second.events == 0) return StudyPattern::no_events;
  if (first.events == first.n && second.events == second.n) return StudyPattern::all_events;
  if (pattern_of(first) || pattern_of(second)) return StudyPattern::zero_cell;
  return std::nullopt;
}

std::optional<StudyPattern> pattern_of(const TwoRates& study) {
  const auto& [first, second] = study;
  if (first.events == 0 && second.events == 0) return StudyPattern::no_events;
  if (first.events == 0 || second.events == 0) return StudyPattern::zero_cell;
  return std::nullopt;
}

std::optional<StudyPattern> pattern_of(const Proportion& study) {
  if (study.events == 0) return StudyPattern::no_events;
  if (study.events == study.n) return StudyPattern::all_events;
  return std::nullopt;
}

std::optional<StudyPattern> pattern_of(const Rate& study) {
  if (study.events == 0) return StudyPattern::no_events;
  return std::nullopt;
}

}  // namespace lossa::stats
