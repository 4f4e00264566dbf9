// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::ScoreAnswer;
using guideline::Score;

bool is_obtained(const Score& score) { return score.not_obtained.en.empty(); }

std::string unit_text(const std::string& unit, const locale::Speech& speech) {
  return unit == "points" ? speech("ui.points") : speech.wire(unit);
}

std::string total_text(const Score& score, const ScoreAnswer& answer, const locale::Speech& speech) {
  auto text = number_text(answer.result.total, speech) + " " + unit_text(score.unit, speech);
  const auto bands = view::bands_text(score, answer.result.bands, speech);
  return bands.empty() ? text : bands + " (" + text + ")";
}

std::string facts_text(const std::vector<int>& facts, const Wording& wording) {
  std::string text;
  for (const int fact : facts)
    text += (text.empty() ? "" : ", ") + wording.speech()(item(wording.knowledge().facts, fact).text);
  return text;
}

void write_score(Writer& writer, const Wording& wording, const ScoreAnswer& answer, bool whole) {
  const auto& speech = wording.speech();
  const auto& score = item(wording.knowledge().scores, answer.score);
  const std::string mark(score.known == guideline::Known::memory ? memory_mark : "");
  const auto name = speech(score.text) + mark + ":";
  if (!whole) return writer.paragraph({0, 4, 1}, Ink::strong, name, total_text(score, answer, speech) + ".");
  writer.paragraph({1, 4}, Ink::strong, name, total_text(score, answer, speech) + ". " + speech(score.note));
  if (!answer.missing.empty())
    writer.paragraph({4, 6}, Ink::plain, "", speech("cli.would_narrow", {facts_text(answer.missing, wording)}));
  for (const auto& validation : score.validations)
    writer.paragraph({4, 6}, Ink::plain, "",
                     speech(validation.text) + " (" + source_text(validation.source, validation.known) + ")");
  writer.paragraph({4, 6}, Ink::faint, source_text(score.cite, score.known));
}

/// Scores whose rule was not obtained: their places, with the reason.
void write_empty_slots(Writer& writer, const Wording& wording) {
  const auto& speech = wording.speech();
  bool first = true;
  for (const auto& answer : wording.assessment().scores) {
    const auto& score = item(wording.knowledge().scores, answer.score);
    if (is_obtained(score)) continue;
    if (first) writer.paragraph({}, Ink::strong, speech("cli.scores_not_obtained"));
    first = false;
    writer.paragraph({1, 4}, Ink::plain, speech(score.text) + ":", speech(score.not_obtained));
  }
}

}  // namespace

void write_scores(Writer& writer, const Wording& wording, bool whole) {
  bool first = true;
  for (const auto& answer : wording.assessment().scores) {
    const bool applies = !answer.applies || !answer.applies->truth.is_no();
    const auto& score = item(wording.knowledge().scores, answer.score);
    if (!applies || !is_obtained(score) || (!whole && !view::is_telling(score, answer.result))) continue;
    if (first && whole) writer.paragraph({}, Ink::strong, wording.speech()("ui.scores"));
    first = false;
    write_score(writer, wording, answer, whole);
  }
  if (whole) write_empty_slots(writer, wording);
}

}  // namespace lossa::cli
