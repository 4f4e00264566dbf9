// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

std::vector<View> texts(const std::vector<Bilingual>& all, const locale::Speech& speech) {
  std::vector<View> views;
  views.reserve(all.size());
  for (const auto& text : all) views.push_back(View().text("text", speech(text)));
  return views;
}

View row(const service::WorkItem& item, const Parameters& keep, const locale::Speech& speech) {
  View view;
  view.text("href", make_link("/cases/" + item.case_id, keep));
  view.text("case_title", speech(item.title));
  view.text("case_id", item.case_id);
  view.text("at", asked_time_text(item.at, speech));
  view.text("conclusion", item.headline ? speech(*item.headline) : speech("page.no_conclusion"));
  add_tone(view, item.headline ? item.tone : guideline::Tone::caution, speech);
  view.flag("has_reachable", !item.still_reachable.empty());
  view.text("reachable_count", speech("page.still_reachable", {std::to_string(item.still_reachable.size())}));
  view.list("reachable", texts(item.still_reachable, speech));
  view.text_if_any("next_what", item.next ? speech(item.next->what) : "");
  view.text("next_when", item.next ? due_text(item.next->due, speech) : speech("ui.not_due"));
  view.flag("is_memory", item.next && !item.next->due.alarms);
  view.flag("is_overdue", item.next && item.next->due.alarms && item.next->due.state == assessment::ClockState::passed);
  view.flag("has_awaited", !item.awaited.empty());
  view.list("awaited", texts(item.awaited, speech));
  view.flag("has_missing", !item.missing.empty());
  view.list("missing", texts(item.missing, speech));
  return view;
}

}  // namespace

Response worklist_page(const Visit& visit) {
  const auto asked = value_of(visit.target.query, "as_of");
  std::optional<Date> as_of;
  if (!asked.empty()) {
    auto date = Date::parse(asked);
    if (!date) return fault_page(visit, 400, "page.bad_date", date.error().message);
    as_of = *std::move(date);
  }
  const auto now = visit.site.settings.now();
  const auto items = visit.site.service->worklist(now, as_of);
  if (!items) return fault_page(visit, 503, "ui.unavailable");
  Parameters keep;
  if (as_of) keep.emplace_back("at", asked);
  std::vector<View> rows;
  for (const auto& item : *items) rows.push_back(row(item, keep, visit.speech));
  View view;
  view.text("as_of", asked);
  view.text("as_of_note", as_of ? visit.speech("page.as_of_date", {as_of->text()}) : visit.speech("page.as_of_own"));
  view.text("count", visit.speech("page.case_count", {std::to_string(rows.size())}));
  view.flag("has_cases", !rows.empty());
  view.list("rows", std::move(rows));
  return page(visit, "worklist", view);
}

}  // namespace lossa::web
