// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/card.hpp>

#include "page.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

std::vector<View> lines(const Scene& scene, const std::vector<const assessment::RecommendationResult*>& results) {
  std::vector<View> views;
  for (const auto* result : results) {
    const auto& recommendation = item(scene.knowledge().recommendations, result->recommendation);
    View view;
    view.text("text", scene.speech(recommendation.text));
    view.flag("is_avoid", recommendation.avoid);
    view.text_if_any("due", result->due && result->due->at ? due_text(*result->due, scene.speech) : "");
    add_source(view, recommendation.source, recommendation.known, scene.speech);
    views.push_back(std::move(view));
  }
  return views;
}

void add_lines(View& view, const std::string& name, std::vector<View> views) {
  view.flag("has_" + name, !views.empty()).list(name, std::move(views));
}

}  // namespace

Response card_page(const Visit& visit, const std::string& case_id) {
  const auto asked = view_from(visit.target.query);
  const auto assessed = visit.site.service->assess(case_id, asked);
  if (!assessed) return view_fault(visit, assessed.error());
  const Scene scene{.assessed = *assessed, .asked = asked, .path = "/cases/" + case_id, .speech = visit.speech};
  const auto card = view::holding_card(scene.assessment());
  std::vector<View> to_send;
  for (const int investigation : card.to_send)
    to_send.push_back(View().text("text", scene.speech(item(scene.knowledge().investigations, investigation).text)));
  View view;
  view.text("case_title", scene.speech(scene.patient().opening.title));
  view.text("case_id", case_id);
  view.text("case_link", make_link(scene.path, parameters_of(asked)));
  view.part("headline", headline_view(scene));
  view.part("controls", controls_view(scene));
  view.flag("is_empty", !view::has_card(scene.assessment()));
  add_lines(view, "to_do", lines(scene, card.to_do));
  add_lines(view, "to_avoid", lines(scene, card.to_avoid));
  add_lines(view, "if_shown", lines(scene, card.if_shown));
  add_lines(view, "to_send", std::move(to_send));
  view.part("provenance", provenance_view(scene));
  return page(visit, "card", view);
}

}  // namespace lossa::web
