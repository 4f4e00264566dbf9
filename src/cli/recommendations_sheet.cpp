// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::RecommendationResult;

constexpr Indent row{1, 4};
constexpr Indent one_line{1, 4, 1};

enum class Rank { with_a_time, with_a_class, not_to_be_done, other };

/// What is known from memory is not sorted by its time.
Rank rank_of(const guideline::Recommendation& recommendation) {
  if (recommendation.avoid) return Rank::not_to_be_done;
  if (recommendation.due && recommendation.known != guideline::Known::memory) return Rank::with_a_time;
  return recommendation.evidence_class.empty() ? Rank::other : Rank::with_a_class;
}

/// Those that hold so far, by rank, within that in the guidelines' own order.
std::vector<const RecommendationResult*> in_order(const Wording& wording) {
  std::vector<const RecommendationResult*> ordered;
  for (const auto rank : {Rank::with_a_time, Rank::with_a_class, Rank::not_to_be_done, Rank::other})
    for (const auto& result : wording.assessment().recommendations)
      if (result.why.verdict.so_far &&
          rank_of(item(wording.knowledge().recommendations, result.recommendation)) == rank)
        ordered.push_back(&result);
  return ordered;
}

void write_recommendation(Writer& writer, const Wording& wording, const RecommendationResult& result, bool whole) {
  const auto& recommendation = item(wording.knowledge().recommendations, result.recommendation);
  const auto& speech = wording.speech();
  auto label = recommendation.evidence_class;
  if (!label.empty() && !recommendation.level.empty()) label += " " + recommendation.level;
  if (label.empty()) label = "-";
  if (recommendation.known == guideline::Known::memory) label += memory_mark;
  auto text = speech(recommendation.text);
  if (const auto subject = wording.binding(result.binding); !subject.empty()) text += " [" + subject + "]";
  const auto source = "(" + source_text(recommendation.source, recommendation.known) + ")";
  const auto due = recommendation.due && result.due ? wording.due(*recommendation.due, *result.due) + ": " : "";
  const bool overdue = result.due && result.due->alarms && result.due->state == assessment::ClockState::passed;
  const auto ink = overdue ? Ink::act : Ink::strong;
  if (whole)
    writer.paragraph(row, ink, label, due + text + " " + source);
  else
    writer.paragraph(one_line, ink, label, due + text);
}

/// Everything that is not to be done, in one paragraph.
void write_avoided(Writer& writer, const Wording& wording, const std::vector<const RecommendationResult*>& results) {
  std::string text;
  for (const auto* result : results) {
    const auto& recommendation = item(wording.knowledge().recommendations, result->recommendation);
    if (!recommendation.avoid) continue;
    const std::string mark(recommendation.known == guideline::Known::memory ? memory_mark : "");
    text += (text.empty() ? "" : " | ") + wording.speech()(recommendation.text) + mark;
  }
  if (!text.empty()) writer.paragraph({1, 4, 2}, Ink::strong, wording.speech()("page.avoid") + ":", text);
}

}  // namespace

void write_recommendations(Writer& writer, const Wording& wording, bool whole) {
  const auto results = in_order(wording);
  if (results.empty()) return;
  writer.paragraph({}, Ink::strong, wording.speech()("page.what_to_do_now"));
  if (!whole) write_avoided(writer, wording, results);
  for (const auto* result : results)
    if (whole || !item(wording.knowledge().recommendations, result->recommendation).avoid)
      write_recommendation(writer, wording, *result, whole);
}

}  // namespace lossa::cli
