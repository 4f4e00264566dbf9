// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/model/when.hpp>

namespace lossa::view {

// Times, numbers and names as pages and the command line both write them.

/// The item of a list at an index that results hold as an int.
template <typename T>
const T& item(const std::vector<T>& list, int index) {
  return list.at(static_cast<std::size_t>(index));
}

/// "2021-08-20", "extraction + 72 hours", "2019 to 2021-03".
std::string time_text(const model::When& when, const locale::Speech& speech);
/// The same of an interval; "no earlier than 2021-03-01" where it has no end, "not dated" where it has neither.
std::string time_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech);
/// Without the time of day.
std::string day_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech);
/// Has it no beginning or no end?
bool is_open_ended(const Interval<WallMinutes>& minutes);
/// An anchor by its name; one that Lossa has no words for as it is written, without underscores.
std::string anchor_text(const std::string& anchor, const locale::Speech& speech);
/// A time as asked for: a date, or an anchor with a distance.
std::string asked_time_text(const std::string& asked, const locale::Speech& speech);

/// "by 2021-08-20 14:30", "was due by …", "not dated".
std::string due_text(const assessment::DueTime& due, const locale::Speech& speech);
/// "72 hours".
std::string duration_text(const Duration& duration, const locale::Speech& speech);
/// "10 to 14 days", "72 hours".
std::string length_text(const guideline::Clock& clock, const locale::Speech& speech);
/// Hours, and days from two days on: "36 hours", "4.5 to 5.5 days".
std::string hours_text(const Interval<double>& hours, const locale::Speech& speech);
/// "3", "2 to 4", "at least 2", "at most 4".
std::string number_text(const Interval<double>& number, const locale::Speech& speech);

/// The lead or side that something is about: "RA lead, 2020-03"; "" where it is about the patient.
std::string binding_text(const guideline::Binding& binding, const assessment::Assessment& assessment,
                         const locale::Speech& speech);
/// "source (read in the source)", with the words for what is known from memory.
std::string source_text(const std::string& source, guideline::Known known, const locale::Speech& speech);
/// The words of a group of options or clocks: "group.NAME", else the name with its underscores as spaces.
std::string group_text(const std::string& group, const locale::Speech& speech);
/// A conclusion in words; -1: that there is none so far.
std::string conclusion_text(const guideline::Question& question, int conclusion, const locale::Speech& speech);
/// The conclusions in a set, in the guideline's order, without one of them.
std::vector<std::string> conclusion_texts(const guideline::Question& question, std::uint64_t set, int without,
                                          const locale::Speech& speech);
/// Does the total say anything yet: is it exact, or is some band ruled out?
bool is_telling(const guideline::Score& score, const guideline::ScoreResult& result);
/// The bands that a score may fall in: "Low or Intermediate".
std::string bands_text(const guideline::Score& score, std::uint64_t bands, const locale::Speech& speech);
/// "signed by N. N., role, 2026-11-22" for each signature; of an unknown key only what it claims; "unsigned".
std::string signed_text(const guideline::Guideline& guideline, const locale::Speech& speech);
/// Has somebody signed it whose key is trusted here?
bool is_signed(const guideline::Guideline& guideline);

}  // namespace lossa::view
