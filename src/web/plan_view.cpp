// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include <lossa/base/text.hpp>

#include "explanation.hpp"
#include "scene.hpp"
#include "time_text.hpp"

namespace lossa::web {
namespace {

using assessment::ArgumentResult;
using assessment::ClockState;
using assessment::OptionResult;
using guideline::Effect;
using guideline::Known;

void add_source(View& view, const std::string& source, Known known, const locale::Speech& speech) {
  view.text("source", source_text(source, known, speech));
  view.flag("is_memory", known == Known::memory);
}

std::string_view clock_state(ClockState state) {
  switch (state) {
    case ClockState::not_started:
      return "ui.clock_not_started";
    case ClockState::not_dated:
      return "ui.not_dated";
    case ClockState::running:
      return "ui.clock_running";
    case ClockState::passed:
      return "ui.clock_passed";
  }
  return "";
}

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

std::string band_text(const Scene& scene, const guideline::Score& score, std::uint64_t bands) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < score.bands.size(); ++i)
    if (((bands >> i) & 1U) != 0) texts.push_back(scene.speech(score.bands[i].text));
  return join_words(texts, scene.speech("ui.or"));
}

View score_view(const Scene& scene, const assessment::ScoreAnswer& answer) {
  const auto& score = scene.knowledge().scores[index_of(answer.score)];
  const auto& speech = scene.speech;
  std::vector<View> items, missing;
  for (std::size_t i = 0; i < score.items.size() && i < answer.result.items.size(); ++i)
    items.push_back(
        View().text("item", speech(score.items[i].text)).text("points", number_text(answer.result.items[i], speech)));
  for (const int fact : answer.missing)
    missing.push_back(View().text("text", speech(scene.knowledge().facts[index_of(fact)].ask)));
  View view;
  view.text("score", speech(score.text));
  view.text("total", number_text(answer.result.total, speech));
  view.text("unit", speech.wire(score.unit));
  view.text_if_any("band", band_text(scene, score, answer.result.bands));
  view.text_if_any("note", speech(score.note));
  add_source(view, score.cite, score.known, speech);
  view.list("items", std::move(items));
  view.flag("has_missing", !missing.empty());
  view.list("missing", std::move(missing));
  view.flag("is_in_doubt", answer.applies && answer.applies->truth.is_unknown());
  return view;
}

/// By what should be seen first: what is passed or runs, by its end; then the rest in the guidelines' order.
std::vector<const assessment::RecommendationResult*> in_order(const Scene& scene) {
  std::vector<const assessment::RecommendationResult*> results;
  for (const auto& result : scene.assessment().recommendations) results.push_back(&result);
  const auto key = [&](const assessment::RecommendationResult* result) {
    const auto& recommendation = scene.knowledge().recommendations[index_of(result->recommendation)];
    const bool is_due = result->due && result->due->alarms && result->due->at;
    const auto end = is_due ? result->due->at->low : std::numeric_limits<WallMinutes>::max();
    return std::tuple(recommendation.known == Known::memory, !result->why.verdict.truth.is_yes(), end);
  };
  std::ranges::stable_sort(results, {}, key);
  return results;
}

}  // namespace

std::vector<View> recommendation_views(const Scene& scene, bool that_hold) {
  std::vector<View> views;
  for (const auto* result : in_order(scene)) {
    if (result->why.verdict.truth.is_yes() != that_hold) continue;
    const auto& recommendation = scene.knowledge().recommendations[index_of(result->recommendation)];
    const auto& speech = scene.speech;
    View view;
    view.text("recommendation", speech(recommendation.text));
    view.text_if_any("about", binding_text(result->binding, scene.assessment(), speech));
    view.text_if_any("evidence_class", recommendation.evidence_class);
    view.text_if_any("level", recommendation.level);
    view.flag("is_avoid", recommendation.avoid);
    view.flag("is_open", !result->why.verdict.truth.is_yes());
    view.text("guideline", speech(scene.knowledge().guidelines[index_of(recommendation.guideline)].title));
    add_source(view, recommendation.source, recommendation.known, speech);
    view.text_if_any("due", result->due ? due_text(*result->due, speech) : "");
    view.flag("is_alarm", result->due && result->due->alarms && result->due->state == ClockState::passed);
    view.markup("why_markup", explain(result->why, scene.assessed, speech));
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<View> clock_views(const Scene& scene) {
  std::vector<View> views;
  for (const auto& result : scene.assessment().clocks) {
    const auto& clock = scene.knowledge().clocks[index_of(result.clock)];
    const auto& speech = scene.speech;
    View view;
    view.text("clock", speech(clock.text));
    view.text("state", speech(clock_state(result.state)));
    view.text_if_any("start", result.start ? time_text(*result.start, speech) : "");
    view.text_if_any("elapsed", result.elapsed_hours ? hours_text(*result.elapsed_hours, speech) : "");
    const bool runs = result.remaining_hours && result.state == ClockState::running;
    view.text_if_any("remaining", runs ? hours_text(*result.remaining_hours, speech) : "");
    view.flag("is_open", result.applies.verdict.truth.is_unknown());
    add_source(view, clock.source, clock.known, speech);
    views.push_back(std::move(view));
  }
  return views;
}

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
    const auto* words = scene.speech.words().find("page.group_" + name);
    views.push_back(View()
                        .text("group_id", "options-" + name)
                        .text("group", words == nullptr ? scene.speech.wire(name) : scene.speech(*words))
                        .list("options", std::move(options)));
  }
  return views;
}

std::vector<View> score_views(const Scene& scene) {
  std::vector<View> views;
  for (const auto& answer : scene.assessment().scores)
    if (!answer.applies || !answer.applies->truth.is_no()) views.push_back(score_view(scene, answer));
  return views;
}

}  // namespace lossa::web
