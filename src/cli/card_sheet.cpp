// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <lossa/view/card.hpp>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

void write_list(Writer& writer, const Wording& wording, std::string_view heading,
                const std::vector<const assessment::RecommendationResult*>& results) {
  if (results.empty()) return;
  const auto& speech = wording.speech();
  writer.blank();
  writer.paragraph({}, Ink::strong, speech(heading));
  for (const auto* result : results) {
    const auto& recommendation = item(wording.knowledge().recommendations, result->recommendation);
    auto text = speech(recommendation.text);
    if (result->due && result->due->at) text += " [" + due_text(*result->due, speech) + "]";
    writer.paragraph({1, 4}, Ink::plain, "-",
                     text + " (" + source_text(recommendation.source, recommendation.known) + ")");
  }
}

}  // namespace

void write_card(Writer& writer, const Wording& wording) {
  const auto& speech = wording.speech();
  writer.paragraph({}, Ink::strong, speech("page.card_title"));
  write_leading_line(writer, wording);
  writer.blank();
  for (const auto* line : {"page.card_patient", "page.card_call"})
    writer.paragraph({}, Ink::strong, speech(line) + ":", std::string(40, '_'));
  const auto card = view::holding_card(wording.assessment());
  if (!view::has_card(wording.assessment())) writer.paragraph({}, Ink::plain, speech("page.card_empty"));
  write_list(writer, wording, "page.card_do", card.to_do);
  write_list(writer, wording, "page.card_avoid", card.to_avoid);
  write_list(writer, wording, "page.card_if", card.if_shown);
  if (!card.to_send.empty()) {
    writer.blank();
    writer.paragraph({}, Ink::strong, speech("page.card_send"));
  }
  for (const int investigation : card.to_send)
    writer.paragraph({1, 4}, Ink::plain, "-", speech(item(wording.knowledge().investigations, investigation).text));
  writer.blank();
  write_footer(writer, wording, false);
}

}  // namespace lossa::cli
