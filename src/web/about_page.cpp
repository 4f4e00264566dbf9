// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"
#include "scene.hpp"

namespace lossa::web {

Response about_page(const Visit& visit) {
  const auto& knowledge = visit.site.service->library().knowledge;
  std::vector<View> guidelines;
  for (const auto& guideline : knowledge.guidelines) {
    std::string reviewers;
    for (const auto& reviewer : guideline.reviewed)
      reviewers += (reviewers.empty() ? "" : "; ") + reviewer.name + ", " + reviewer.role + ", " + reviewer.date;
    View view;
    view.text("guideline", visit.speech(guideline.title));
    view.text("id", guideline.id).text("guideline_version", guideline.version).text("hash", guideline.hash);
    view.text("cite", guideline.cite);
    view.text_if_any("doi", guideline.doi);
    view.text("reviewed", reviewers.empty() ? visit.speech("ui.not_reviewed") : reviewers);
    view.text("signed", view::signed_text(guideline, visit.speech));
    guidelines.push_back(std::move(view));
  }
  View view;
  view.list("guidelines", std::move(guidelines));
  return page(visit, "about", view);
}

}  // namespace lossa::web
