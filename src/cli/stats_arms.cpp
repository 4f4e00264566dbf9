// SPDX-License-Identifier: Apache-2.0
#include "stats_arms.hpp"

namespace lossa::cli {

Result<std::vector<stats::Proportion>> series_of(const StatsInput& input) {
  const auto events = LOSSA_TRY(input.counts("events"));
  const auto n = LOSSA_TRY(input.counts("n"));
  std::vector<stats::Proportion> series;
  for (std::size_t i = 0; i < events.size(); ++i) series.push_back({events[i], n[i]});
  LOSSA_TRY(stats::require_valid_studies<stats::Proportion>(series));
  return series;
}

Result<std::vector<stats::Rate>> rates_of(const StatsInput& input) {
  const auto events = LOSSA_TRY(input.counts("events"));
  const auto time = LOSSA_TRY(input.numbers("time"));
  std::vector<stats::Rate> series;
  for (std::size_t i = 0; i < events.size(); ++i) series.push_back({events[i], time[i]});
  LOSSA_TRY(stats::require_valid_studies<stats::Rate>(series));
  return series;
}

Result<std::vector<stats::TwoArms>> arms_of(const StatsInput& input) {
  const auto events = LOSSA_TRY(input.counts("events"));
  const auto n = LOSSA_TRY(input.counts("n"));
  const auto events2 = LOSSA_TRY(input.counts("events2"));
  const auto n2 = LOSSA_TRY(input.counts("n2"));
  std::vector<stats::TwoArms> arms;
  for (std::size_t i = 0; i < events.size(); ++i) arms.push_back({{events[i], n[i]}, {events2[i], n2[i]}});
  LOSSA_TRY(stats::require_valid_studies<stats::TwoArms>(arms));
  return arms;
}

std::vector<std::string> row_names(const StatsInput& input) {
  std::vector<std::string> names;
  if (input.has("by")) {
    const auto groups = input.groups("by");
    for (const int group : groups.of_row) names.push_back(groups.names[static_cast<std::size_t>(group)]);
    return names;
  }
  for (std::size_t i = 0; i < input.rows(); ++i) names.push_back(std::to_string(i + 1));
  return names;
}

Result<void> require_outcome(const StatsInput& input, const std::string& option) {
  const auto values = LOSSA_TRY(input.numbers(option));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != 0.0 && values[i] != 1.0)
      return input.located({ErrorKind::invalid_input, "this column holds 0 or 1",
                            input.options().columns.at(option) + "[" + std::to_string(i) + "]"});
  return {};
}

void write_notes(StatsReport& report, const std::vector<stats::StudyNote>& notes, const StatsInput& input) {
  const auto names = row_names(input);
  for (const auto& note : notes)
    report.note("study", {note.study < names.size() ? names[note.study] : "", stats::text_of(note)});
}

}  // namespace lossa::cli
