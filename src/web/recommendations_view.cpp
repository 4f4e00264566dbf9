// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <tuple>

#include "explanation.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

using assessment::ClockState;
using guideline::Known;

/// What a source is surest of comes first, then what is not to be done.
int rank_of(const guideline::Recommendation& recommendation) {
  if (!recommendation.avoid && recommendation.evidence_class == "I") return 0;
  if (recommendation.avoid) return 1;
  return recommendation.evidence_class.empty() ? 3 : 2;
}

/// By what should be seen first: what has a due time, by that; then by rank, within that in the guidelines' order. What
/// is known from memory stands last.
std::vector<const assessment::RecommendationResult*> in_order(const Scene& scene) {
  std::vector<const assessment::RecommendationResult*> results;
  for (const auto& result : scene.assessment().recommendations) results.push_back(&result);
  const auto key = [&](const assessment::RecommendationResult* result) {
    const auto& recommendation = item(scene.knowledge().recommendations, result->recommendation);
    const bool is_due = result->due && result->due->alarms && result->due->at;
    const auto end = is_due ? result->due->at->low : std::numeric_limits<WallMinutes>::max();
    return std::tuple(recommendation.known == Known::memory, end, rank_of(recommendation));
  };
  std::ranges::stable_sort(results, {}, key);
  return results;
}

}  // namespace

std::vector<View> recommendation_views(const Scene& scene, bool that_hold) {
  std::vector<View> views;
  for (const auto* result : in_order(scene)) {
    if (result->why.verdict.truth.is_yes() != that_hold) continue;
    const auto& recommendation = scene.knowledge().recommendations[index_of(result->recommendation)];
    const auto& speech = scene.speech;
    View view;
    view.text("recommendation", speech(recommendation.text));
    view.text_if_any("about", binding_text(result->binding, scene.assessment(), speech));
    view.text_if_any("evidence_class", recommendation.evidence_class);
    view.text_if_any("level", recommendation.level);
    view.flag("is_avoid", recommendation.avoid);
    view.flag("is_open", !result->why.verdict.truth.is_yes());
    view.text("guideline", speech(scene.knowledge().guidelines[index_of(recommendation.guideline)].title));
    add_source(view, recommendation.source, recommendation.known, speech);
    view.text_if_any("due", result->due ? due_text(*result->due, speech) : "");
    view.flag("is_alarm", result->due && result->due->alarms && result->due->state == ClockState::passed);
    view.markup("why_markup", explain(result->why, scene.assessed, speech));
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace lossa::web
