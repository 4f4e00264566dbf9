// SPDX-License-Identifier: Apache-2.0
#include "answers_view.hpp"

#include <algorithm>

#include <lossa/base/text.hpp>
#include <lossa/guideline/print.hpp>
#include <lossa/view/comparison.hpp>

#include "explanation.hpp"

namespace lossa::web {
namespace {

using assessment::Answer;
using guideline::Exactness;
using guideline::Question;
using guideline::Reachable;

bool has(std::uint64_t bits, int index) { return index >= 0 && ((bits >> index_of(index)) & 1U) != 0; }

/// The conclusions of a set other than one, in the guideline's order.
std::vector<View> others(const Question& question, const Reachable& reachable, int but, const locale::Speech& speech) {
  std::vector<View> views;
  for (auto& text : view::conclusion_texts(question, reachable.conclusions, but, speech))
    views.push_back(View().text("text", std::move(text)));
  return views;
}

/// "X; can still become Y or Z".
std::string outlook_text(const Question& question, int so_far, const Reachable& reachable,
                         const locale::Speech& speech) {
  const auto rest = view::conclusion_texts(question, reachable.conclusions, so_far, speech);
  const auto now = conclusion_text(question, so_far, speech);
  return rest.empty() ? now : speech("page.outlook", {now, join_words(rest, speech("ui.or"))});
}

std::string exactness_note(const Answer& answer, const locale::Speech& speech) {
  switch (answer.reachable.exactness) {
    case Exactness::exact:
      return {};
    case Exactness::limit_reached:
      return speech("page.limit_reached");
    case Exactness::contradiction:
      return speech("page.contradiction");
  }
  return {};
}

bool is_settled(const Answer& answer) {
  const auto only = answer.so_far < 0 ? 0U : std::uint64_t{1} << index_of(answer.so_far);
  return answer.reachable.exactness == Exactness::exact && answer.reachable.conclusions == only;
}

std::string finding_text(const Scene& scene, const guideline::Outcome& outcome) {
  const auto& fact = scene.knowledge().facts[index_of(outcome.atom.fact)];
  const auto vocabulary = [&](std::string_view word) { return scene.speech.wire(word); };
  auto text = scene.speech(fact.text);
  guideline::Binding binding;
  if (fact.of == guideline::Subject::lead) binding.lead = outcome.atom.instance;
  if (fact.of == guideline::Subject::side) binding.side = outcome.atom.instance;
  if (const auto who = binding_text(binding, scene.assessment(), scene.speech); !who.empty()) text += " (" + who + ")";
  return text + ": " + guideline::in_words(fact, outcome.value, scene.speech.language(), vocabulary);
}

std::string investigation_text(const Scene& scene, int investigation) {
  return investigation < 0 ? scene.speech("page.other_information")
                           : scene.speech(scene.knowledge().investigations[index_of(investigation)].text);
}

View advice_view(const Scene& scene, const Question& question, const assessment::Advice& advice) {
  std::vector<View> groups;
  for (const auto& group : advice.groups) {
    std::vector<View> findings;
    findings.reserve(group.findings.size());
    for (const auto& finding : group.findings) findings.push_back(View().text("text", finding_text(scene, finding)));
    View view;
    view.text("becomes", outlook_text(question, group.so_far, group.reachable, scene.speech));
    view.list("findings", std::move(findings));
    groups.push_back(std::move(view));
  }
  View view;
  view.text("investigation", investigation_text(scene, advice.investigation));
  view.flag("is_awaited", advice.awaited);
  view.list("groups", std::move(groups));
  return view;
}

View reading_view(const Scene& scene, const Question& question, const assessment::ReadingEffect& effect) {
  const auto& knowledge = scene.knowledge();
  const auto& reading = knowledge.readings[index_of(effect.reading)];
  const auto option = index_of(effect.option);
  View view;
  view.text("ask", scene.speech(reading.ask));
  view.text("option_text", scene.speech(reading.option_text[option]));
  view.text("becomes", outlook_text(question, effect.so_far, effect.reachable, scene.speech));
  add_change(view, scene, "reading." + knowledge.guidelines[index_of(reading.guideline)].id + "." + reading.id,
             reading.options[option]);
  return view;
}

enum class Standing { so_far, reachable, ruled_out };

void add_standing(View& view, Standing standing, const locale::Speech& speech) {
  switch (standing) {
    case Standing::so_far:
      view.text("state", "yes").text("state_word", speech("ui.so_far"));
      break;
    case Standing::reachable:
      view.text("state", "unknown").text("state_word", speech("ui.reachable"));
      break;
    case Standing::ruled_out:
      view.text("state", "no").text("state_word", speech("page.ruled_out"));
      break;
  }
  view.flag("is_not", standing != Standing::so_far);
}

Standing standing_of(const Answer& answer, int conclusion) {
  if (conclusion == answer.so_far) return Standing::so_far;
  return has(answer.reachable.conclusions, conclusion) ? Standing::reachable : Standing::ruled_out;
}

/// Each conclusion with its state and the way to it.
std::vector<View> conclusion_views(const Scene& scene, const Question& question, const Answer& answer) {
  std::vector<View> views;
  for (int i = 0; i < static_cast<int>(question.conclusions.size()); ++i) {
    const auto& conclusion = question.conclusions[index_of(i)];
    View view;
    view.text("text", scene.speech(conclusion.text));
    add_standing(view, standing_of(answer, i), scene.speech);
    view.flag("is_otherwise", conclusion.otherwise);
    view.text_if_any("source", conclusion.known ? source_text(conclusion.source, *conclusion.known, scene.speech) : "");
    const bool is_explained = !conclusion.otherwise && index_of(i) < answer.explanations.size();
    view.markup("why_markup",
                is_explained ? explain(answer.explanations[index_of(i)], scene.assessed, scene.speech) : Markup());
    views.push_back(std::move(view));
  }
  return views;
}

/// What a person has said of the answer; it stands beside what is proposed.
View judgement_view(const Scene& scene, const Question& question, const assessment::Judgement& judgement) {
  View view;
  view.text("judged", conclusion_text(question, judgement.conclusion, scene.speech));
  view.text("judged_word", scene.speech(judgement.agrees ? "page.judged_agrees" : "page.judged_overrides"));
  view.flag("overrides", !judgement.agrees);
  const auto* entry = scene.patient().find(judgement.entry);
  const auto* said = entry == nullptr ? nullptr : std::get_if<model::Judgement>(&entry->content);
  const model::Judgement nothing;
  const auto& from = said == nullptr ? nothing : *said;
  view.text("by", from.by.empty() ? scene.speech("ui.not_stated") : from.by);
  view.text_if_any("role", from.role);
  view.text_if_any("reason", from.reason);
  view.text("when",
            entry != nullptr && entry->at ? time_text(*entry->at, scene.speech) : scene.speech("ui.time_not_stated"));
  view.text("entry_link", "#entry-" + judgement.entry);
  return view;
}

void add_judgements(View& view, const Scene& scene, const Question& question, const Answer& answer) {
  std::vector<View> judgements;
  for (const auto& judgement : answer.judgements) judgements.push_back(judgement_view(scene, question, judgement));
  view.flag("is_judged", !judgements.empty()).list("judgements", std::move(judgements));
}

}  // namespace

std::size_t number_of(const Scene& scene, const Answer& answer) {
  return static_cast<std::size_t>(&answer - scene.assessment().answers.data()) + 1;
}

View answer_view(const Scene& scene, const Answer& answer) {
  const auto& question = scene.knowledge().questions[index_of(answer.question)];
  const auto& speech = scene.speech;
  View view;
  view.text("answer_id", "answer-" + std::to_string(number_of(scene, answer)));
  view.text("question", speech(question.text));
  view.text_if_any("about", binding_text(answer.binding, scene.assessment(), speech));
  view.text("guideline", speech(scene.knowledge().guidelines[index_of(question.guideline)].title));
  view.text("conclusion", conclusion_text(question, answer.so_far, speech));
  add_tone(view, answer.so_far < 0 ? guideline::Tone::caution : question.conclusions[index_of(answer.so_far)].tone,
           speech);
  auto rest = others(question, answer.reachable, answer.so_far, speech);
  view.flag("has_reachable", !rest.empty());
  view.list("reachable", std::move(rest));
  view.flag("is_settled", is_settled(answer));
  view.text_if_any("note", exactness_note(answer, speech));
  const bool is_known_since = answer.so_far >= 0 && answer.verdict.truth.is_yes() &&
                              answer.verdict.since.minutes != Interval<WallMinutes>::anything();
  view.text_if_any("since", is_known_since ? time_text(answer.verdict.since.minutes, speech) : "");
  std::vector<View> readings, advice;
  readings.reserve(answer.readings.size());
  advice.reserve(answer.advice.size());
  for (const auto& effect : answer.readings) readings.push_back(reading_view(scene, question, effect));
  for (const auto& each : answer.advice) advice.push_back(advice_view(scene, question, each));
  view.flag("has_readings", !readings.empty()).list("readings", std::move(readings));
  view.flag("has_advice", !advice.empty()).list("advice", std::move(advice));
  std::vector<std::string> together;
  together.reserve(answer.together.size());
  for (const int investigation : answer.together) together.push_back(investigation_text(scene, investigation));
  view.text_if_any("together", join_words(together, speech("ui.and")));
  view.list("conclusions", conclusion_views(scene, question, answer));
  add_judgements(view, scene, question, answer);
  return view;
}

View headline_view(const Scene& scene) {
  const auto& assessment = scene.assessment();
  const auto& speech = scene.speech;
  View view;
  if (assessment.headline < 0) {
    view.text("conclusion", speech("page.no_conclusion")).flag("has_reachable", false).list("reachable", {});
    view.flag("is_settled", false);
    add_tone(view, guideline::Tone::caution, speech);
    return view;
  }
  const auto& answer = assessment.answers[index_of(assessment.headline)];
  const auto& question = scene.knowledge().questions[index_of(answer.question)];
  view.text("conclusion", conclusion_text(question, answer.so_far, speech));
  add_tone(view, answer.so_far < 0 ? guideline::Tone::caution : question.conclusions[index_of(answer.so_far)].tone,
           speech);
  auto rest = others(question, answer.reachable, answer.so_far, speech);
  view.flag("has_reachable", !rest.empty());
  view.list("reachable", std::move(rest));
  view.flag("is_settled", is_settled(answer));
  return view;
}

namespace {

bool is_calm(const Scene& scene, const Answer& answer) {
  const auto& question = item(scene.knowledge().questions, answer.question);
  return answer.so_far >= 0 && item(question.conclusions, answer.so_far).tone == guideline::Tone::calm;
}

/// One guideline's answers folded, with its conclusions in a line.
View folded_view(const Scene& scene, const guideline::Guideline& guideline, const std::vector<const Answer*>& own) {
  std::vector<View> answers;
  std::vector<std::string> conclusions;
  for (const auto* answer : own) {
    answers.push_back(answer_view(scene, *answer));
    auto text = conclusion_text(item(scene.knowledge().questions, answer->question), answer->so_far, scene.speech);
    if (std::ranges::find(conclusions, text) == conclusions.end()) conclusions.push_back(std::move(text));
  }
  std::string in_short;
  for (const auto& text : conclusions) in_short += (in_short.empty() ? "" : "; ") + text;
  return View()
      .text("guideline", scene.speech(guideline.title))
      .text("in_short", in_short)
      .list("answers", std::move(answers));
}

}  // namespace

View stage_view(const Scene& scene, view::Stage stage) {
  std::vector<View> open, folded;
  for (std::size_t i = 0; i < scene.knowledge().guidelines.size(); ++i) {
    std::vector<const Answer*> own;
    for (const auto& answer : scene.assessment().answers) {
      const auto& question = item(scene.knowledge().questions, answer.question);
      if (index_of(question.guideline) == i && view::stage_of(answer, scene.assessment()) == stage &&
          !view::is_compared(answer, scene.assessment()))
        own.push_back(&answer);
    }
    if (own.empty()) continue;
    if (std::ranges::all_of(own, [&](const Answer* answer) { return is_calm(scene, *answer); }))
      folded.push_back(folded_view(scene, scene.knowledge().guidelines[i], own));
    else
      for (const auto* answer : own) open.push_back(answer_view(scene, *answer));
  }
  View view;
  view.flag("has_answers", !open.empty() || !folded.empty());
  view.list("open", std::move(open)).list("folded", std::move(folded));
  return view;
}

InvestigationViews investigation_views(const Scene& scene) {
  const auto links = [&](const std::vector<int>& answers) {
    std::vector<View> views;
    for (const int index : answers) {
      const auto& answer = item(scene.assessment().answers, index);
      auto text = scene.speech(item(scene.knowledge().questions, answer.question).text);
      if (const auto who = binding_text(answer.binding, scene.assessment(), scene.speech); !who.empty())
        text += " (" + who + ")";
      views.push_back(View().text("text", std::move(text)).text("answer_link", "#answer-" + std::to_string(index + 1)));
    }
    return views;
  };
  InvestigationViews views;
  for (const auto& rank : scene.assessment().investigations) {
    auto settle = links(rank.could_settle);
    auto change = links(rank.could_change);
    View view;
    view.text("investigation", investigation_text(scene, rank.investigation));
    view.flag("is_awaited", rank.awaited);
    auto& list = settle.empty() ? views.changing : views.settling;
    view.flag("has_settle", !settle.empty()).list("settle", std::move(settle));
    view.text("change_count", scene.speech("page.would_change", {std::to_string(change.size())}));
    view.flag("has_change", !change.empty()).list("change", std::move(change));
    list.push_back(std::move(view));
  }
  return views;
}

}  // namespace lossa::web
