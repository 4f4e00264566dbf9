// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/print.hpp>
#include <lossa/view/checklist.hpp>

#include "answers_view.hpp"
#include "entry_text.hpp"

namespace lossa::web {
namespace {

using view::CheckItem;

/// "N. N., 2021-08-19: reason", with the way to the entry.
View waiver_view(const Scene& scene, const std::string& id) {
  View view;
  const auto* entry = scene.patient().find(id);
  const auto* waiver = entry == nullptr ? nullptr : std::get_if<model::Waiver>(&entry->content);
  const model::Waiver nothing;
  const auto& said = waiver == nullptr ? nothing : *waiver;
  view.text("by", said.by.empty() ? scene.speech("ui.not_stated") : said.by);
  view.text("when", entry == nullptr ? scene.speech("ui.time_not_stated") : entry_time(*entry, scene.speech));
  view.text("reason", said.reason.empty() ? scene.speech("page.waiver_no_reason") : said.reason);
  view.text("entry_link", "#entry-" + id);
  return view;
}

/// What is no condition and not said is only shown: never taken for there.
std::string state_of(const CheckItem& check) {
  if (!check.required && !check.optional) return "shown";
  if (check.truth.is_yes()) return "there";
  return check.truth.is_no() ? "not_there" : "not_said";
}

View item_view(const Scene& scene, const CheckItem& check) {
  const auto& criterion = item(scene.knowledge().criteria, check.criterion);
  const auto& fact = item(scene.knowledge().facts, check.fact);
  const auto vocabulary = [&](std::string_view word) { return scene.speech.wire(word); };
  std::vector<View> waivers;
  for (const auto& id : check.waivers) waivers.push_back(waiver_view(scene, id));
  const bool is_missing = !check.truth.is_yes() && check.required;
  View view;
  view.text("asked", scene.speech(criterion.text));
  view.text("recorded",
            guideline::in_words(fact, scene.assessment().values.of(check.fact), scene.speech.language(), vocabulary));
  view.text("state", state_of(check));
  view.text("state_word", scene.speech("page.check_" + state_of(check)));
  view.flag("is_optional", check.optional);
  view.flag("is_missing", is_missing && waivers.empty());
  view.flag("is_waived", !waivers.empty()).list("waivers", std::move(waivers));
  add_source(view, criterion.source, criterion.known, scene.speech);
  return view;
}

}  // namespace

View readiness_view(const Scene& scene) {
  const auto list = view::checklist(scene.assessment());
  std::vector<View> answers, items;
  if (list.answer != nullptr) answers.push_back(answer_view(scene, *list.answer));
  std::size_t missing = 0, required = 0;
  for (const auto& check : list.items) {
    if (check.required) ++required;
    if (check.required && !check.truth.is_yes() && check.waivers.empty()) ++missing;
    items.push_back(item_view(scene, check));
  }
  View view;
  view.flag("has_any", list.answer != nullptr);
  view.flag("is_asked", list.is_asked);
  view.text("missing_count", scene.speech("page.check_missing", {std::to_string(missing), std::to_string(required)}));
  view.list("answers", std::move(answers));
  view.flag("has_items", !items.empty()).list("items", std::move(items));
  return view;
}

}  // namespace lossa::web
