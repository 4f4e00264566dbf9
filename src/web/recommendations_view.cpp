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

/// By what should be seen first: what is passed or runs, by its end; then the rest in the guidelines' order.
std::vector<const assessment::RecommendationResult*> in_order(const Scene& scene) {
  std::vector<const assessment::RecommendationResult*> results;
  for (const auto& result : scene.assessment().recommendations) results.push_back(&result);
  const auto key = [&](const assessment::RecommendationResult* result) {
    const auto& recommendation = scene.knowledge().recommendations[index_of(result->recommendation)];
    const bool is_due = result->due && result->due->alarms && result->due->at;
    const auto end = is_due ? result->due->at->low : std::numeric_limits<WallMinutes>::max();
    return std::tuple(recommendation.known == Known::memory, !result->why.verdict.truth.is_yes(), end);
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
