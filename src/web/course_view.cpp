// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lossa/base/text.hpp>

#include "drawing.hpp"
#include "entry_text.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

/// One line of the time line: an entry, a named point of the course or the start of an episode.
struct Item {
  model::Moment moment;
  bool is_dated = true;
  View view;
};

bool contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

View point_view(const std::string& time, const std::string& title) {
  return View().text("time", time).text("point", title).flag("is_point", true);
}

View entry_view(const Scene& scene, const model::Entry& entry) {
  const EntryWording wording{
      .patient = scene.patient(), .organisms = scene.assessment().library->organisms, .speech = scene.speech};
  const auto text = describe(entry, wording);
  std::vector<View> details;
  details.reserve(text.details.size());
  for (const auto& [label, value] : text.details) details.push_back(View().text("label", label).text("value", value));
  View view;
  view.flag("is_point", false);
  view.text("entry_id", "entry-" + entry.id);
  view.text("time", entry_time(entry, scene.speech));
  view.text("entry", text.title);
  view.text_if_any("known_at", entry.known_at ? time_text(*entry.known_at, scene.speech) : "");
  view.flag("has_details", !details.empty());
  view.list("details", std::move(details));
  view.text_if_any("words", entry.text);
  view.text_if_any("read_in", entry.read_in);
  view.flag("is_later", contains(scene.assessment().entries_later, entry.id));
  return view;
}

void add_points(const Scene& scene, const model::Timeline& time, std::vector<Item>& items) {
  const auto& opening = scene.patient().opening;
  for (std::size_t i = 0; i < opening.episodes.size(); ++i) {
    const auto& began = opening.episodes[i].began;
    if (!began) continue;
    const auto title = scene.speech("page.episode_began", {std::to_string(i + 1)});
    items.push_back({.moment = time.moment(*began), .view = point_view(time_text(*began, scene.speech), title)});
  }
  for (const auto& anchor : opening.anchors) {
    const auto title = anchor_text(anchor.id, scene.speech);
    const auto date = anchor.at ? time_text(*anchor.at, scene.speech) : scene.speech("ui.not_dated");
    const model::When when = model::Anchored{.anchor = anchor.id};
    items.push_back({.moment = time.moment(when), .view = point_view(date, title)});
  }
}

std::vector<Item> timed_items(const Scene& scene) {
  const model::Timeline time(scene.patient());
  std::vector<Item> items;
  add_points(scene, time, items);
  for (const auto& entry : scene.patient().entries)
    if (entry.at) items.push_back({.moment = time.moment(*entry.at), .view = entry_view(scene, entry)});
  std::ranges::stable_sort(items, [&](const Item& a, const Item& b) { return time.sorts_before(a.moment, b.moment); });
  return items;
}

}  // namespace

View system_view(const Scene& scene) {
  const auto parts = system_at(scene.patient(), scene.assessment().now);
  std::vector<View> list;
  std::vector<std::string> sentences;
  for (const auto& part : parts) {
    const auto text = describe(part, scene.speech);
    sentences.push_back(std::to_string(sentences.size() + 1) + ": " + text + ".");
    list.push_back(View()
                       .text("number", std::to_string(sentences.size()))
                       .text("part", text)
                       .text("part_link", "#entry-" + part.entry));
  }
  std::string description;
  for (const auto& sentence : sentences) description += (description.empty() ? "" : " ") + sentence;
  View view;
  view.flag("has_parts", !parts.empty());
  view.list("parts", std::move(list));
  view.markup("drawing_markup", parts.empty() ? Markup() : draw_system(parts, scene.speech, description));
  return view;
}

View course_view(const Scene& scene) {
  std::vector<View> timed, untimed, later, corrected;
  for (auto& item : timed_items(scene)) timed.push_back(std::move(item.view));
  for (const auto& entry : scene.patient().entries) {
    if (!entry.at) untimed.push_back(entry_view(scene, entry));
    if (contains(scene.assessment().entries_later, entry.id)) later.push_back(entry_view(scene, entry));
  }
  const EntryWording wording{
      .patient = scene.patient(), .organisms = scene.assessment().library->organisms, .speech = scene.speech};
  for (const auto& old : scene.patient().superseded)
    corrected.push_back(View().text("entry", describe(old.entry, wording).title).text("reason", old.reason));
  View view;
  view.list("timed", std::move(timed));
  view.flag("has_untimed", !untimed.empty()).list("untimed", std::move(untimed));
  view.flag("has_later", !later.empty()).list("later", std::move(later));
  view.flag("has_corrected", !corrected.empty()).list("corrected", std::move(corrected));
  const auto& source = scene.patient().opening.source;
  view.flag("has_source", source.has_value());
  const model::Opening::Source none;
  const auto& shown = source ? *source : none;
  std::string cite = shown.title;
  for (const auto& part : {shown.authors, shown.journal, shown.year})
    if (!part.empty()) cite += (cite.empty() ? "" : ". ") + part;
  view.text("cite", cite);
  view.text_if_any("doi", shown.doi);
  view.text_if_any("source_note", shown.note);
  view.text_if_any("source_read", shown.read);
  return view;
}

}  // namespace lossa::web
