// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "scene.hpp"

namespace lossa::web {
namespace {

View choice(const std::string& value, const std::string& text, bool is_chosen) {
  return View().text("value", value).text("text", text).flag("is_chosen", is_chosen);
}

/// The times that the case itself offers: its named points, then the dates of its entries.
std::vector<View> time_choices(const Scene& scene, bool& is_listed) {
  std::vector<View> choices;
  const auto& at = scene.asked.at;
  is_listed = at.empty();
  choices.push_back(choice("", scene.speech("page.at_default"), at.empty()));
  for (const auto& anchor : scene.patient().opening.anchors) {
    auto text = anchor_text(anchor.id, scene.speech);
    if (anchor.at) text += " (" + time_text(*anchor.at, scene.speech) + ")";
    choices.push_back(choice(anchor.id, text, at == anchor.id));
    is_listed = is_listed || at == anchor.id;
  }
  std::set<std::string> dates;
  for (const auto& entry : scene.patient().entries)
    if (entry.at)
      if (const auto* date = std::get_if<Date>(&*entry.at)) dates.insert(date->text());
  for (const auto& date : dates) {
    choices.push_back(choice(date, asked_time_text(date, scene.speech), at == date));
    is_listed = is_listed || at == date;
  }
  return choices;
}

View reading_control(const Scene& scene, std::size_t index) {
  const auto& knowledge = scene.knowledge();
  const auto& reading = knowledge.readings[index];
  const auto& guideline = knowledge.guidelines[index_of(reading.guideline)];
  const int chosen = scene.assessment().readings[index];
  std::vector<View> options;
  for (std::size_t i = 0; i < reading.options.size(); ++i) {
    const bool is_default = static_cast<int>(i) == reading.default_option;
    auto text = scene.speech(reading.option_text[i]);
    if (is_default) text += " (" + scene.speech("ui.reading_default") + ")";
    options.push_back(choice(is_default ? "" : reading.options[i], text, static_cast<int>(i) == chosen));
  }
  View view;
  view.text("name", "reading." + guideline.id + "." + reading.id);
  view.text("ask", scene.speech(reading.ask));
  view.text_if_any("why", scene.speech(reading.why));
  view.text("guideline", scene.speech(guideline.title));
  view.flag("is_changed", chosen != reading.default_option);
  view.list("options", std::move(options));
  return view;
}

}  // namespace

View controls_view(const Scene& scene) {
  bool is_listed = false;
  View view;
  view.list("times", time_choices(scene, is_listed));
  view.text("other_time", is_listed ? "" : scene.asked.at);
  view.text("at", asked_time_text(scene.assessment().at, scene.speech));
  const auto& now = scene.assessment().now.date;
  view.text_if_any("now",
                   now && now->text() != scene.assessment().at ? time_text(model::When(*now), scene.speech) : "");
  std::vector<View> readings;
  std::size_t changed = 0;
  for (std::size_t i = 0; i < scene.knowledge().readings.size(); ++i) {
    readings.push_back(reading_control(scene, i));
    if (scene.assessment().readings[i] != scene.knowledge().readings[i].default_option) ++changed;
  }
  view.list("readings", std::move(readings));
  view.text("reading_state", changed == 0 ? scene.speech("page.readings_default")
                                          : scene.speech("page.readings_changed", {std::to_string(changed)}));
  return view;
}

View provenance_view(const Scene& scene) {
  const auto& knowledge = scene.knowledge();
  std::vector<View> guidelines, readings;
  std::size_t signed_count = 0;
  for (const auto& guideline : knowledge.guidelines) {
    if (view::is_signed(guideline)) ++signed_count;
    guidelines.push_back(View()
                             .text("id", guideline.id)
                             .text("guideline_version", guideline.version)
                             .text("hash", guideline.hash)
                             .text("signed", view::signed_text(guideline, scene.speech)));
  }
  for (std::size_t i = 0; i < knowledge.readings.size(); ++i) {
    const auto& reading = knowledge.readings[i];
    const auto chosen = index_of(scene.assessment().readings[i]);
    readings.push_back(View().text("text", knowledge.guidelines[index_of(reading.guideline)].id + "." + reading.id +
                                               " = " + reading.options[chosen]));
  }
  View view;
  view.text("at_asked", scene.assessment().at);
  view.text("signed_count", scene.speech("page.signed_count",
                                         {std::to_string(signed_count), std::to_string(knowledge.guidelines.size())}));
  view.list("guidelines", std::move(guidelines));
  view.list("readings", std::move(readings));
  return view;
}

}  // namespace lossa::web
