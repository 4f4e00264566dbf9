// SPDX-License-Identifier: Apache-2.0
#include "sheet.hpp"

#include <algorithm>
#include <array>

namespace lossa::cli {
namespace {

/// A part of the sheet, and how many lines it may take of one screen; one more says what was left out.
struct Section {
  std::string_view name;
  std::size_t lines;
  void (*write)(Writer& writer, const Wording& wording, bool whole);
};

void write_checklist(Writer& writer, const Wording& wording, bool whole) {
  if (whole) write_readiness(writer, wording);
}

constexpr std::array<Section, 9> sections = {{{"next", 9, write_recommendations},
                                              {"compare", 8, write_comparisons},
                                              {"answers", 8, write_answers},
                                              {"clocks", 3, write_clocks},
                                              {"devices", 5, write_options},
                                              {"readiness", 0, write_checklist},
                                              {"follow-up", 1, write_follow_up},
                                              {"scores", 2, write_scores},
                                              {"missing", 3, write_missing}}};
constexpr std::size_t lines_of_leading_line = 5;

std::string when_text(const Wording& wording) {
  const auto& assessment = wording.assessment();
  const auto asked = model::parse_when(assessment.at);
  auto text = asked ? time_text(*asked, wording.speech()) : assessment.at;
  if (assessment.now.date && assessment.now.date->text() != assessment.at)
    text += " (" + assessment.now.date->text() + ")";
  return text;
}

}  // namespace

Ink ink_of(guideline::Tone tone) {
  switch (tone) {
    case guideline::Tone::act:
      return Ink::act;
    case guideline::Tone::caution:
      return Ink::caution;
    case guideline::Tone::calm:
      return Ink::calm;
  }
  return Ink::plain;
}

void write_leading_line(Writer& writer, const Wording& wording) {
  const auto& assessment = wording.assessment();
  const auto& speech = wording.speech();
  if (assessment.headline >= 0) {
    const auto& answer = item(assessment.answers, assessment.headline);
    const auto& question = item(wording.knowledge().questions, answer.question);
    const auto ink = answer.so_far < 0 ? Ink::strong : ink_of(item(question.conclusions, answer.so_far).tone);
    writer.paragraph({0, 2}, ink, wording.conclusion(answer.question, answer.so_far));
    writer.paragraph({2, 4}, Ink::plain, "", reach_text(answer, wording));
  }
  const auto& patient = *assessment.patient;
  writer.paragraph(
      {0, 2}, Ink::plain, "",
      "[" + patient.id + "] " + speech("cli.at", {when_text(wording)}) + ": " + speech(patient.opening.title) + ".");
}

void write_sheet(Writer& writer, const Wording& wording) {
  writer.begin_part(lines_of_leading_line);
  write_leading_line(writer, wording);
  writer.end_part();
  std::string more;
  for (const auto& section : sections) {
    writer.begin_part(section.lines);
    section.write(writer, wording, false);
    if (writer.end_part() > 0) more += (more.empty() ? "" : ", ") + std::string(section.name);
  }
  if (!more.empty()) writer.paragraph({0, 2, 1}, Ink::faint, wording.speech()("cli.more", {more}));
  write_footer(writer, wording, false);
}

void write_sections(Writer& writer, const Wording& wording, const std::vector<std::string>& names) {
  write_leading_line(writer, wording);
  for (const auto& section : sections)
    if (names.empty() || std::ranges::find(names, section.name) != names.end()) section.write(writer, wording, true);
  write_footer(writer, wording, true);
}

std::vector<std::string> section_names() {
  std::vector<std::string> names;
  for (const auto& section : sections) names.emplace_back(section.name);
  return names;
}

}  // namespace lossa::cli
