// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <lossa/base/text.hpp>

#include "explanation.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

using assessment::ArgumentResult;
using assessment::OptionResult;
using guideline::Effect;

std::string count_text(const std::optional<double>& count, const locale::Speech& speech) {
  return count ? format_number(*count, speech.language()) : speech("ui.not_stated");
}

std::vector<View> study_views(const Scene& scene, const guideline::Argument& argument) {
  std::vector<View> views;
  for (const int index : argument.evidence) {
    const auto& study = scene.knowledge().studies[index_of(index)];
    View view;
    view.text("study", scene.speech(study.text));
    view.text("cite", source_text(study.cite, study.known, scene.speech));
    view.text("n", count_text(study.n, scene.speech));
    view.text("same_session", count_text(study.same_session, scene.speech));
    view.text("events", count_text(study.events, scene.speech));
    view.text("follow_up", count_text(study.follow_up_months, scene.speech));
    views.push_back(std::move(view));
  }
  return views;
}

View argument_view(const Scene& scene, const ArgumentResult& result) {
  const auto& argument = scene.knowledge().arguments[index_of(result.argument)];
  View view;
  view.text("argument", scene.speech(argument.text));
  add_source(view, argument.source, argument.known, scene.speech);
  view.flag("is_open", result.why.verdict.truth.is_unknown());
  view.text_if_any("market",
                   argument.market.empty() ? "" : view::group_text("market_" + argument.market, scene.speech));
  auto studies = study_views(scene, argument);
  view.flag("has_studies", !studies.empty());
  view.list("studies", std::move(studies));
  view.markup("why_markup", explain(result.why, scene.assessed, scene.speech));
  return view;
}

/// The arguments of one effect that hold.
std::vector<View> arguments_of(const Scene& scene, const OptionResult& option, Effect effect) {
  std::vector<View> holding;
  for (const auto& result : option.arguments) {
    const auto& argument = scene.knowledge().arguments[index_of(result.argument)];
    if (argument.effect == effect && result.why.verdict.truth.is_yes()) holding.push_back(argument_view(scene, result));
  }
  return holding;
}

const std::string& effect_word(Effect effect, const locale::Speech& speech) {
  static constexpr std::array<std::string_view, 4> names = {"ui.arguments_for", "ui.arguments_against",
                                                            "page.excluded_by", "page.needs"};
  return speech(names.at(static_cast<std::size_t>(effect)));
}

/// Those of which it is not known: apart from the others, so that none is taken for one that holds.
std::vector<View> open_arguments(const Scene& scene, const OptionResult& option) {
  std::vector<View> open;
  for (const auto& result : option.arguments) {
    if (!result.why.verdict.truth.is_unknown()) continue;
    const auto effect = scene.knowledge().arguments[index_of(result.argument)].effect;
    open.push_back(argument_view(scene, result).text("effect_word", effect_word(effect, scene.speech)));
  }
  return open;
}

View option_view(const Scene& scene, const OptionResult& result) {
  static constexpr std::array<std::pair<Effect, const char*>, 4> order = {{{Effect::excludes, "excludes"},
                                                                           {Effect::favours, "favours"},
                                                                           {Effect::hinders, "hinders"},
                                                                           {Effect::needs, "needs"}}};
  const auto& option = scene.knowledge().options[index_of(result.option)];
  const auto& speech = scene.speech;
  View view;
  view.text("option", speech(option.text));
  view.text_if_any("about", binding_text(result.binding, scene.assessment(), speech));
  std::vector<View> effects;
  for (const auto& [effect, style] : order) {
    auto arguments = arguments_of(scene, result, effect);
    if (arguments.empty()) continue;
    effects.push_back(View()
                          .text("effect", style)
                          .text("effect_word", effect_word(effect, speech))
                          .list("arguments", std::move(arguments)));
  }
  auto open = open_arguments(scene, result);
  view.text("open_count", speech("page.arguments_open", {std::to_string(open.size())}));
  view.flag("has_open", !open.empty()).list("open_arguments", std::move(open));
  view.flag("has_effects", !effects.empty());
  view.list("effects", std::move(effects));
  const auto silent =
      std::ranges::count_if(result.arguments, [](const auto& a) { return a.why.verdict.truth.is_no(); });
  view.text_if_any("silent", silent == 0 ? "" : speech("page.arguments_silent", {std::to_string(silent)}));
  return view;
}

}  // namespace

std::vector<View> option_group_views(const Scene& scene) {
  std::vector<std::pair<std::string, std::vector<View>>> groups;  // in the guidelines' order
  for (const auto& result : scene.assessment().options) {
    const auto& name = scene.knowledge().options[index_of(result.option)].group;
    auto group = std::ranges::find(groups, name, &std::pair<std::string, std::vector<View>>::first);
    if (group == groups.end()) group = groups.insert(groups.end(), {name, {}});
    group->second.push_back(option_view(scene, result));
  }
  std::vector<View> views;
  for (auto& [name, options] : groups) {
    views.push_back(View()
                        .text("group_id", "options-" + name)
                        .text("group", view::group_text(name, scene.speech))
                        .list("options", std::move(options)));
  }
  return views;
}

}  // namespace lossa::web
