// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/base/text.hpp>

#include "scene.hpp"

namespace lossa::web {
namespace {

using assessment::ScoreAnswer;
using guideline::Score;

std::vector<View> item_views(const Scene& scene, const Score& score, const ScoreAnswer& answer) {
  std::vector<View> items;
  for (std::size_t i = 0; i < score.items.size() && i < answer.result.items.size(); ++i)
    items.push_back(View()
                        .text("item", scene.speech(score.items[i].text))
                        .text("points", number_text(answer.result.items[i], scene.speech)));
  return items;
}

/// What is not known, first what would narrow the total most, with how wide it could then still be.
std::vector<View> missing_views(const Scene& scene, const ScoreAnswer& answer) {
  std::vector<View> missing;
  for (std::size_t i = 0; i < answer.missing.size(); ++i) {
    View view;
    view.text("text", scene.speech(item(scene.knowledge().facts, answer.missing[i]).ask));
    const bool has_width = i < answer.remaining_width.size() && std::isfinite(answer.remaining_width[i]);
    view.text_if_any(
        "remaining",
        has_width ? scene.speech("page.remaining_width",
                                 {number_text(Interval<double>::exactly(answer.remaining_width[i]), scene.speech)})
                  : "");
    missing.push_back(std::move(view));
  }
  return missing;
}

std::vector<View> validation_views(const Scene& scene, const Score& score) {
  std::vector<View> validations;
  for (const auto& validation : score.validations) {
    View view;
    view.text("text", scene.speech(validation.text));
    add_source(view, validation.source, validation.known, scene.speech);
    validations.push_back(std::move(view));
  }
  return validations;
}

View score_view(const Scene& scene, const ScoreAnswer& answer) {
  const auto& score = item(scene.knowledge().scores, answer.score);
  const auto& speech = scene.speech;
  auto items = item_views(scene, score, answer);
  auto missing = missing_views(scene, answer);
  auto validations = validation_views(scene, score);
  View view;
  view.text("score", speech(score.text));
  view.text("total", number_text(answer.result.total, speech));
  view.text("unit", speech.wire(score.unit));
  view.text_if_any("band", view::bands_text(score, answer.result.bands, speech));
  view.text_if_any("note", speech(score.note));
  add_source(view, score.cite, score.known, speech);
  view.flag("has_items", !items.empty()).list("items", std::move(items));
  view.text("missing_count", speech("page.would_narrow_count", {std::to_string(missing.size())}));
  view.flag("has_missing", !missing.empty()).list("missing", std::move(missing));
  view.flag("has_validations", !validations.empty()).list("validations", std::move(validations));
  view.flag("is_in_doubt", answer.applies && answer.applies->truth.is_unknown());
  return view;
}

/// A score whose rule nobody here has: its place, with the reason.
View empty_slot_view(const Scene& scene, const ScoreAnswer& answer) {
  const auto& score = item(scene.knowledge().scores, answer.score);
  auto validations = validation_views(scene, score);
  View view;
  view.text("score", scene.speech(score.text));
  view.text("reason", scene.speech(score.not_obtained));
  view.text_if_any(
      "band", score.entered >= 0 && answer.result.bands != 0 && (answer.result.bands & (answer.result.bands - 1)) == 0
                  ? view::bands_text(score, answer.result.bands, scene.speech)
                  : "");
  add_source(view, score.cite, score.known, scene.speech);
  view.flag("has_validations", !validations.empty()).list("validations", std::move(validations));
  return view;
}

}  // namespace

ScoreViews score_views(const Scene& scene) {
  ScoreViews views;
  for (const auto& answer : scene.assessment().scores) {
    if (answer.applies && answer.applies->truth.is_no()) continue;
    const auto& score = item(scene.knowledge().scores, answer.score);
    if (!score.not_obtained.en.empty())
      views.empty_slots.push_back(empty_slot_view(scene, answer));
    else
      (view::is_telling(score, answer.result) ? views.telling : views.open).push_back(score_view(scene, answer));
  }
  return views;
}

}  // namespace lossa::web
