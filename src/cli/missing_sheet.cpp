// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <lossa/base/text.hpp>
#include <lossa/view/text.hpp>

#include "commands.hpp"
#include "sheet.hpp"

namespace lossa::cli {
namespace {

constexpr Indent row{1, 4};
constexpr std::size_t hash_digits = 8;

/// One investigation, and the questions that it could settle.
struct Investigation {
  bool awaited = false;
  bool decides_alone = false;  ///< some question, if only by ruling out
  std::vector<std::string> leads_to;
};

/// The conclusions, other than the present one, that some result of it would give.
std::string leads_to(const assessment::Answer& answer, const assessment::Advice& advice, const Wording& wording) {
  std::uint64_t set = 0;
  for (const auto& group : advice.groups)
    if (group.so_far >= 0) set |= std::uint64_t{1} << group.so_far;
  return wording.conclusions(answer.question, set, answer.so_far);
}

std::map<int, Investigation> open_investigations(const Wording& wording) {
  std::map<int, Investigation> open;
  for (const auto& answer : wording.assessment().answers) {
    for (const auto& advice : answer.advice) {
      auto& investigation = open[advice.investigation];
      investigation.awaited = investigation.awaited || advice.awaited;
      investigation.decides_alone = true;
      auto text = leads_to(answer, advice, wording);
      auto& list = investigation.leads_to;
      if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
    }
    for (const int id : answer.together) open.try_emplace(id);
  }
  return open;
}

std::string outcome_of(const Investigation& investigation, const locale::Speech& speech) {
  std::string text;
  for (const auto& results : investigation.leads_to) text += (text.empty() ? "" : " | ") + results;
  if (!text.empty()) return text;
  return speech(investigation.decides_alone ? "cli.rules_out" : "cli.only_together");
}

using Rows = std::vector<std::pair<std::string, std::string>>;  // what may come of it, which investigations

/// Investigations that may lead to the same share a row.
Rows rows_of(const std::map<int, Investigation>& open, const Wording& wording) {
  const auto& speech = wording.speech();
  Rows rows;
  for (const auto& [id, investigation] : open) {
    auto name = id < 0 ? speech("cli.other_facts") : speech(item(wording.knowledge().investigations, id).text);
    if (investigation.awaited) name += " [" + speech("ui.already_awaited") + "]";
    auto text = outcome_of(investigation, speech);
    const auto same = std::ranges::find(rows, text, &Rows::value_type::first);
    if (same == rows.end())
      rows.emplace_back(std::move(text), std::move(name));
    else
      same->second += "; " + name;
  }
  return rows;
}

/// What was done and what came of it; in full, everything else that was known later too.
void write_later(Writer& writer, const Wording& wording, bool whole) {
  static constexpr std::array<std::string_view, 6> outcome = {"procedure",    "reimplantation", "culture",
                                                              "complication", "follow_up",      "death"};
  std::vector<std::string> ids;
  for (const auto& id : wording.assessment().entries_later) {
    const auto* entry = wording.assessment().patient->find(id);
    if (whole || (entry != nullptr && std::ranges::find(outcome, kind_of(*entry)) != outcome.end())) ids.push_back(id);
  }
  if (ids.empty()) return;
  writer.paragraph({0, 4, whole ? 0U : 1U}, Ink::strong, wording.speech()("cli.later"), wording.entries(ids));
}

std::string chosen_readings(const Wording& wording) {
  std::string text;
  const auto& assessment = wording.assessment();
  for (std::size_t i = 0; i < assessment.readings.size(); ++i) {
    if (assessment.readings[i] == wording.knowledge().readings.at(i).default_option) continue;
    text += (text.empty() ? "" : ", ") + wording.reading(static_cast<int>(i), assessment.readings[i]);
  }
  return text.empty() ? wording.speech()("cli.default_readings") : text;
}

std::string questions_text(const Wording& wording, const std::vector<int>& answers) {
  std::string text;
  for (const int index : answers) {
    const auto& answer = item(wording.assessment().answers, index);
    const auto name = wording.speech()(item(wording.knowledge().questions, answer.question).text);
    if (text.find(name) == std::string::npos) text += (text.empty() ? "" : "; ") + name;
  }
  return text;
}

/// By how many questions a result of each could settle.
void write_ranks(Writer& writer, const Wording& wording, bool whole) {
  const auto& speech = wording.speech();
  std::string brief;
  for (const auto& rank : wording.assessment().investigations) {
    auto name = speech(item(wording.knowledge().investigations, rank.investigation).text);
    if (rank.awaited) name += " [" + speech("ui.already_awaited") + "]";
    const auto count = std::to_string(rank.could_settle.size());
    if (!rank.could_settle.empty()) brief += (brief.empty() ? "" : "; ") + name + " " + count;
    if (whole)
      writer.paragraph(row, Ink::strong, name + ", " + count + ":", questions_text(wording, rank.could_settle));
  }
  if (!whole && !brief.empty()) writer.paragraph({0, 4, 2}, Ink::strong, speech("cli.missing_by_rank") + ":", brief);
}

std::string guidelines_text(const Wording& wording) {
  std::string text;
  for (const auto& guideline : wording.knowledge().guidelines)
    text += (text.empty() ? "" : ", ") + guideline.id + " " + guideline.version + " (" +
            guideline.hash.substr(0, hash_digits) + ", " + view::signed_text(guideline, wording.speech()) + ")";
  return text;
}

std::string guideline_count_text(const Wording& wording) {
  const auto& guidelines = wording.knowledge().guidelines;
  const auto number_signed = std::ranges::count_if(guidelines, view::is_signed);
  return wording.speech()("cli.guideline_count", {std::to_string(guidelines.size()), std::to_string(number_signed)});
}

}  // namespace

void write_missing(Writer& writer, const Wording& wording, bool whole) {
  if (!whole) {
    write_ranks(writer, wording, false);
    return write_later(writer, wording, false);
  }
  const auto rows = rows_of(open_investigations(wording), wording);
  if (!rows.empty()) writer.paragraph({}, Ink::strong, wording.speech()("cli.missing"));
  for (const auto& [text, names] : rows) writer.paragraph(row, Ink::strong, names + ":", text);
  if (!wording.assessment().investigations.empty())
    writer.paragraph({}, Ink::strong, wording.speech()("cli.missing_by_rank"));
  write_ranks(writer, wording, true);
  write_later(writer, wording, true);
}

void write_footer(Writer& writer, const Wording& wording, bool whole) {
  const auto& speech = wording.speech();
  const auto about = "Lossa " + program_version() + "; " +
                     (whole ? guidelines_text(wording) : guideline_count_text(wording)) + "; " +
                     speech("cli.at", {wording.assessment().at}) + "; " +
                     speech("cli.readings", {chosen_readings(wording)}) + " " + speech("cli.memory_note");
  writer.paragraph({0, 2}, Ink::faint, about);
  writer.paragraph({0, 2}, Ink::strong, speech("ui.disclaimer"));
}

}  // namespace lossa::cli
