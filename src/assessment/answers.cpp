// SPDX-License-Identifier: Apache-2.0
#include "answers.hpp"

#include <algorithm>

namespace lossa::assessment {
namespace {

using guideline::Binding;
using guideline::Evaluator;
using guideline::Explanation;

/// Each other option of one reading at a time, where it changes the answer.
std::vector<ReadingEffect> reading_effects(const Evaluator& evaluator, guideline::Reach& reach, const Answer& answer) {
  const auto& knowledge = evaluator.knowledge();
  std::vector<ReadingEffect> effects;
  auto choice = evaluator.readings();
  const int question = answer.question;
  for (const int reading : knowledge.questions[static_cast<std::size_t>(question)].readings) {
    const auto index = static_cast<std::size_t>(reading);
    const int chosen = choice[index];
    const auto options = static_cast<int>(knowledge.readings[index].options.size());
    for (int option = 0; option < options; ++option) {
      if (option == chosen) continue;
      choice[index] = option;
      const Evaluator other(knowledge, evaluator.values(), choice);
      const ReadingEffect effect{.reading = reading,
                                 .option = option,
                                 .so_far = other.so_far(question, answer.binding),
                                 .reachable = reach.reachable(other, question, answer.binding)};
      if (effect.so_far != answer.so_far || effect.reachable.conclusions != answer.reachable.conclusions)
        effects.push_back(effect);
    }
    choice[index] = chosen;
  }
  return effects;
}

/// Of the last conclusion when it is what remains.
guideline::Verdict otherwise_verdict(const Evaluator& evaluator, int question, const Answer& answer) {
  const auto last =
      static_cast<int>(evaluator.knowledge().questions[static_cast<std::size_t>(question)].conclusions.size()) - 1;
  auto verdict = evaluator.conclusion(question, last, answer.binding);
  // Nothing above it holds so far, and that is what "so far" counts.
  verdict.so_far = answer.so_far == last;
  return verdict;
}

/// Investigations that decide nothing alone, in the order in which the question names their facts.
std::vector<int> only_together(const guideline::Knowledge& knowledge, const std::vector<guideline::Atom>& matters,
                               const std::vector<Advice>& advice) {
  std::vector<int> together;
  for (const auto& atom : matters) {
    const int learn = knowledge.facts[static_cast<std::size_t>(atom.fact)].learn;
    const bool alone = std::ranges::find(advice, learn, &Advice::investigation) != advice.end();
    if (learn >= 0 && !alone && std::ranges::find(together, learn) == together.end()) together.push_back(learn);
  }
  return together;
}

bool is_awaited(const Evaluator& evaluator, const guideline::Atom& atom) {
  const auto& fact = evaluator.knowledge().facts[static_cast<std::size_t>(atom.fact)];
  const auto& value = evaluator.values().of(atom.fact, atom.instance);
  const auto reason = fact.type == guideline::FactType::truth ? value.truth.reason() : value.reason;
  return reason == Reason::awaited;
}

}  // namespace

std::vector<Binding> bindings_of(guideline::Subject subject, const guideline::Values& values) {
  if (subject == guideline::Subject::patient) return {Binding{}};
  std::vector<Binding> bindings;
  bindings.reserve(static_cast<std::size_t>(values.count(subject)));
  for (int i = 0; i < values.count(subject); ++i)
    bindings.push_back(subject == guideline::Subject::lead ? Binding{.lead = i, .side = -1}
                                                           : Binding{.lead = -1, .side = i});
  return bindings;
}

Answer answer(const Evaluator& evaluator, guideline::Reach& reach, const Asking& asking) {
  const auto& [question, binding, detail] = asking;
  const auto& conclusions = evaluator.knowledge().questions[static_cast<std::size_t>(question)].conclusions;
  Answer result;
  result.question = question;
  result.binding = binding;
  result.so_far = evaluator.so_far(question, binding);
  const auto outlook = detail == Detail::conclusions
                           ? guideline::Outlook{.reachable = reach.reachable(evaluator, question, binding),
                                                .decisive = {},
                                                .matters = {}}
                           : reach.outlook(evaluator, question, binding);
  result.reachable = outlook.reachable;
  if (result.so_far >= 0) {
    const auto& concluded = conclusions[static_cast<std::size_t>(result.so_far)];
    result.verdict = concluded.otherwise ? otherwise_verdict(evaluator, question, result)
                                         : evaluator.evaluate(concluded.when, binding);
  }
  if (detail == Detail::conclusions) return result;
  for (const auto& conclusion : conclusions)
    result.explanations.push_back(conclusion.otherwise
                                      ? Explanation{.expression = nullptr,
                                                    .binding = binding,
                                                    .verdict = otherwise_verdict(evaluator, question, result),
                                                    .parts = {}}
                                      : evaluator.explain(conclusion.when, binding));
  result.readings = reading_effects(evaluator, reach, result);
  result.advice = advice_from(evaluator, outlook.decisive);
  result.together = only_together(evaluator.knowledge(), outlook.matters, result.advice);
  return result;
}

std::vector<Advice> advice_from(const Evaluator& evaluator, const std::vector<guideline::Outcome>& outcomes) {
  std::vector<Advice> advice;
  for (const auto& outcome : outcomes) {
    const auto& fact = evaluator.knowledge().facts[static_cast<std::size_t>(outcome.atom.fact)];
    auto one = std::ranges::find(advice, fact.learn, &Advice::investigation);
    if (one == advice.end()) one = advice.insert(one, {.investigation = fact.learn, .awaited = false, .groups = {}});
    one->awaited = one->awaited || is_awaited(evaluator, outcome.atom);
    auto group = std::ranges::find_if(one->groups, [&](const OutcomeGroup& same) {
      return same.so_far == outcome.so_far && same.reachable == outcome.reachable;
    });
    if (group == one->groups.end())
      group = one->groups.insert(group, {.so_far = outcome.so_far, .reachable = outcome.reachable, .findings = {}});
    group->findings.push_back(outcome);
  }
  // What nobody has named an investigation for comes last.
  const auto unnamed = std::ranges::find(advice, -1, &Advice::investigation);
  if (unnamed != advice.end()) std::rotate(unnamed, unnamed + 1, advice.end());
  return advice;
}

}  // namespace lossa::assessment
