// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/text.hpp>

#include "scene.hpp"

namespace lossa::web {
namespace {

using assessment::ClockState;
using assessment::ContactResult;

/// Done, not done, or not known; "" where nobody could say.
std::string done_text(const ContactResult& result, const locale::Speech& speech) {
  if (!result.done) return {};
  const auto truth = result.done->truth;
  return speech(truth.is_yes()  ? "page.contact_done"
                : truth.is_no() ? "page.contact_not_done"
                                : "page.contact_not_known");
}

View contact_view(const Scene& scene, const ContactResult& result) {
  const auto& contact = item(scene.knowledge().contacts, result.contact);
  const auto& speech = scene.speech;
  std::vector<View> items;
  for (const auto& part : contact.items) items.push_back(View().text("text", speech(part)));
  const bool is_done = result.done && result.done->truth.is_yes();
  View view;
  view.text("contact", speech(contact.text));
  view.text("after", view::duration_text(contact.after, speech));
  view.text("due", is_done || !result.due.at ? due_text(result.due, speech) : view::day_text(*result.due.at, speech));
  view.text_if_any("done", done_text(result, speech));
  view.flag("is_done", is_done);
  view.flag("is_late", !is_done && result.due.alarms && result.due.state == ClockState::passed);
  view.flag("is_open", result.applies.verdict.truth.is_unknown());
  view.flag("has_items", !items.empty()).list("items", std::move(items));
  add_source(view, contact.source, contact.known, speech);
  return view;
}

}  // namespace

std::vector<View> contact_views(const Scene& scene) {
  std::vector<View> views;
  for (const auto& result : scene.assessment().contacts)
    if (!result.applies.verdict.truth.is_no()) views.push_back(contact_view(scene, result));
  return views;
}

}  // namespace lossa::web
