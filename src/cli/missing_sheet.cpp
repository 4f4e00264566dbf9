// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <lossa/base/text.hpp>

#include "commands.hpp"
#include "sheet.hpp"

namespace lossa::cli {
namespace {

constexpr Indent row{1, 4};
constexpr std::size_t hash_digits = 12;

/// One investigation, and the questions that it could settle.
struct Investigation {
  bool awaited = false;
  std::vector<std::string> leads_to;
};

/// The conclusions so far that some result of it would give.
std::string leads_to(const assessment::Answer& answer, const assessment::Advice& advice, const Wording& wording) {
  std::uint64_t set = 0;
  for (const auto& group : advice.groups)
    if (group.so_far >= 0) set |= std::uint64_t{1} << group.so_far;
  return wording.conclusions(answer.question, set, -1);
}

void write_later(Writer& writer, const Wording& wording) {
  const auto& ids = wording.assessment().entries_later;
  if (ids.empty()) return;
  writer.paragraph({0, 4}, Ink::strong, wording.speech()("cli.later"), wording.entries(ids));
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

}  // namespace

void write_missing(Writer& writer, const Wording& wording) {
  const auto& speech = wording.speech();
  std::map<int, Investigation> open;
  for (const auto& answer : wording.assessment().answers) {
    for (const auto& advice : answer.advice) {
      auto& investigation = open[advice.investigation];
      investigation.awaited = investigation.awaited || advice.awaited;
      auto text = leads_to(answer, advice, wording);
      auto& list = investigation.leads_to;
      if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
    }
  }
  if (!open.empty()) writer.paragraph({}, Ink::strong, speech("ui.missing"));
  for (const auto& [id, investigation] : open) {
    auto name = id < 0 ? speech("cli.other_facts") : speech(item(wording.knowledge().investigations, id).text);
    if (investigation.awaited) name += " [" + speech("ui.already_awaited") + "]";
    std::string text;
    for (const auto& results : investigation.leads_to) text += (text.empty() ? "" : " | ") + results;
    writer.paragraph(row, Ink::strong, name + (text.empty() ? "" : ":"), text);
  }
  write_later(writer, wording);
}

void write_footer(Writer& writer, const Wording& wording) {
  const auto& speech = wording.speech();
  std::string guidelines;
  for (const auto& guideline : wording.knowledge().guidelines)
    guidelines += (guidelines.empty() ? "" : ", ") + guideline.id + " " + guideline.version + " (" +
                  guideline.hash.substr(0, hash_digits) + ")";
  writer.paragraph({0, 2}, Ink::faint,
                   "Lossa " + program_version() + "; " + guidelines + "; " +
                       speech("cli.readings", {chosen_readings(wording)}) + " " +
                       speech("cli.at_time", {wording.assessment().at}) + " " + speech("cli.memory_note"));
  writer.paragraph({0, 2}, Ink::strong, speech("ui.disclaimer"));
}

}  // namespace lossa::cli
