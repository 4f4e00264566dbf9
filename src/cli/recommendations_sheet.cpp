// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::RecommendationResult;

constexpr Indent row{1, 4};
constexpr Indent one_line{1, 4, 1};

enum class Rank { with_a_time, not_to_be_done, with_a_class, other };

Rank rank_of(const guideline::Recommendation& recommendation) {
  if (recommendation.due) return Rank::with_a_time;
  if (recommendation.avoid) return Rank::not_to_be_done;
  return recommendation.evidence_class.empty() ? Rank::other : Rank::with_a_class;
}

/// Those that hold so far, by rank, within that in the guidelines' own order.
std::vector<const RecommendationResult*> in_order(const Wording& wording) {
  std::vector<const RecommendationResult*> ordered;
  for (const auto rank : {Rank::with_a_time, Rank::not_to_be_done, Rank::with_a_class, Rank::other})
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

}  // namespace

void write_recommendations(Writer& writer, const Wording& wording, bool whole) {
  const auto results = in_order(wording);
  if (results.empty()) return;
  writer.paragraph({}, Ink::strong, wording.speech()("page.what_to_do_now"));
  for (const auto* result : results) write_recommendation(writer, wording, *result, whole);
}

}  // namespace lossa::cli
