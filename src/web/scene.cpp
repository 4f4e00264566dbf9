// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

namespace lossa::web {

void add_tone(View& view, guideline::Tone tone, const locale::Speech& speech) {
  switch (tone) {
    case guideline::Tone::act:
      view.text("tone", "act").text("tone_mark", "!").text("tone_word", speech("page.tone_act"));
      break;
    case guideline::Tone::caution:
      view.text("tone", "caution").text("tone_mark", "?").text("tone_word", speech("page.tone_caution"));
      break;
    case guideline::Tone::calm:
      view.text("tone", "calm").text("tone_mark", "i").text("tone_word", speech("page.tone_calm"));
      break;
  }
}

void add_source(View& view, const std::string& source, guideline::Known known, const locale::Speech& speech) {
  view.text("source", source_text(source, known, speech));
  view.flag("is_memory", known == guideline::Known::memory);
}

Parameters parameters_of(const service::View& asked) {
  Parameters parameters{{"at", asked.at}};
  for (const auto& [name, option] : asked.readings) parameters.emplace_back("reading." + name, option);
  return parameters;
}

void add_change(View& view, const Scene& scene, const std::string& name, const std::string& value) {
  Parameters parameters;
  for (auto& parameter : parameters_of(scene.asked))
    if (parameter.first != name) parameters.push_back(std::move(parameter));
  parameters.emplace_back(name, value);
  view.text_if_any("href", scene.path.empty() ? "" : make_link(scene.path, parameters));
  view.text("set", name + "=" + value);
}

}  // namespace lossa::web
