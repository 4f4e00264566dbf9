// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <lossa/view/comparison.hpp>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

constexpr Indent row{1, 4};
constexpr Indent two_lines{1, 4, 2};

std::string tally_text(const std::vector<view::Counted>& criteria, std::string_view name,
                       const locale::Speech& speech) {
  const auto tally = view::tally(criteria);
  return speech(name, {std::to_string(tally.met), std::to_string(tally.open)});
}

void write_criteria(Writer& writer, const Wording& wording, const std::vector<view::Counted>& criteria) {
  for (const auto& counted : criteria) {
    const auto& criterion = item(wording.knowledge().criteria, counted.criterion);
    const char* mark = counted.truth.is_yes() ? "[+]" : counted.truth.is_no() ? "[-]" : "[?]";
    writer.paragraph({4, 8}, Ink::plain, mark,
                     wording.speech()(criterion.text) + " (" + source_text(criterion.source, criterion.known) + ")");
  }
}

void write_answer(Writer& writer, const Wording& wording, const view::ComparedAnswer& side, bool whole) {
  const auto& speech = wording.speech();
  const auto& answer = *side.answer;
  const auto& question = item(wording.knowledge().questions, answer.question);
  const auto& guideline = item(wording.knowledge().guidelines, question.guideline);
  std::string text = wording.conclusion(answer.question, answer.so_far) + ". ";
  if (!side.majors.empty()) text += tally_text(side.majors, "cli.majors", speech) + " ";
  if (!side.minors.empty()) text += tally_text(side.minors, "cli.minors", speech) + " ";
  text += reach_text(answer, wording);
  writer.paragraph(whole ? row : two_lines, Ink::strong, speech(guideline.title) + ":", text);
  if (!whole) return;
  write_criteria(writer, wording, side.majors);
  write_criteria(writer, wording, side.minors);
}

void write_differences(Writer& writer, const Wording& wording, const view::Comparison& comparison, bool whole) {
  const auto& speech = wording.speech();
  const auto text_of = [&](const assessment::DifferenceResult& result) {
    return speech(item(wording.knowledge().differences, result.difference).text);
  };
  const auto source_of = [&](const assessment::DifferenceResult& result) {
    const auto& difference = item(wording.knowledge().differences, result.difference);
    return " (" + source_text(difference.source, difference.known) + ")";
  };
  const auto word_of = [&](const assessment::DifferenceResult& result) {
    return speech(result.why.verdict.truth.is_yes() ? "page.difference_matters" : "page.difference_may_matter");
  };
  if (!whole) {
    std::string all;
    for (const auto* result : comparison.can_matter) all += (all.empty() ? "" : " | ") + text_of(*result);
    if (!all.empty()) writer.paragraph(two_lines, Ink::strong, speech("page.differences_here") + ":", all);
    return;
  }
  if (!comparison.can_matter.empty()) writer.paragraph({}, Ink::strong, speech("page.differences_here"));
  for (const auto* result : comparison.can_matter)
    writer.paragraph(row, Ink::strong, "[" + word_of(*result) + "]", text_of(*result) + source_of(*result));
  if (comparison.not_in_this.empty()) return;
  writer.paragraph({}, Ink::strong,
                   speech("page.differences_elsewhere", {std::to_string(comparison.not_in_this.size())}));
  for (const auto* result : comparison.not_in_this)
    writer.paragraph(row, Ink::plain, "", text_of(*result) + source_of(*result));
}

}  // namespace

void write_comparisons(Writer& writer, const Wording& wording, bool whole) {
  for (const auto& comparison : view::comparisons(wording.assessment())) {
    writer.paragraph({}, Ink::strong, wording.speech()("page.side_by_side") + ":",
                     view::group_text(comparison.word, wording.speech()));
    for (const auto& question : comparison.questions)
      for (const auto& side : question.answers)
        if (side.answer != nullptr) write_answer(writer, wording, side, whole);
    write_differences(writer, wording, comparison, whole);
  }
  if (whole) write_differences(writer, wording, view::other_differences(wording.assessment()), true);
}

}  // namespace lossa::cli
