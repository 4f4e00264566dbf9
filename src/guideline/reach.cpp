// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/reach.hpp>

#include <algorithm>
#include <bit>

#include "bindings.hpp"
#include "completions.hpp"
#include "regions.hpp"
#include "walk.hpp"

namespace lossa::guideline {
namespace {

/// Is one conclusion certain? One that alone is not ruled out need not be: a question may conclude nothing. Where there
/// are constraints, what is known may contradict itself: then nothing is certain.
bool is_settled(const Evaluator& evaluator, int question, Binding binding) {
  const auto possible = evaluator.not_ruled_out(question, binding);
  const auto& constraints = evaluator.knowledge().questions[static_cast<std::size_t>(question)].constraints;
  if (!std::has_single_bit(possible) || !constraints.empty()) return false;
  return evaluator.conclusion(question, std::countr_zero(possible), binding).truth.is_yes();
}

/// One question as it stands, against which outcomes are compared.
struct Standing {
  const Evaluator& evaluator;
  int question;
  Binding binding;
  const Completions& completions;
  int so_far;
  Reachable reachable;
};

/// Every outcome of one atom that the constraints allow; none unless some outcome changes the answer.
std::vector<Outcome> outcomes_of(const Standing& now, std::size_t index) {
  const auto& evaluator = now.evaluator;
  const auto atom = now.completions.atoms()[index];
  auto values = evaluator.values();
  const Evaluator supposed(evaluator.knowledge(), values, evaluator.readings());
  std::vector<Outcome> result;
  bool changes = false;
  int number = 0;
  for (const auto& outcome : outcomes(evaluator.knowledge(), evaluator.values(), atom)) {
    const auto reach = now.completions.reachable_with(index, number++);
    if (reach.exactness == Exactness::contradiction) continue;
    values.of(atom.fact, atom.instance) = outcome;
    result.push_back({atom, outcome, supposed.so_far(now.question, now.binding), reach});
    changes = changes || result.back().so_far != now.so_far || reach.conclusions != now.reachable.conclusions;
  }
  if (!changes) result.clear();
  return result;
}

}  // namespace

Reachable reachable(const Evaluator& evaluator, int question, Binding binding, std::size_t node_limit) {
  if (const auto possible = evaluator.not_ruled_out(question, binding); is_settled(evaluator, question, binding))
    return {possible, Exactness::exact};
  return Completions(evaluator, question, binding, node_limit).reachable();
}

std::vector<Value> outcomes(const Knowledge& knowledge, const Values& values, Atom atom) {
  const auto& fact = knowledge.facts[static_cast<std::size_t>(atom.fact)];
  const auto& now = values.of(atom.fact, atom.instance);
  std::vector<Value> result;
  const auto add = [&]() -> Value& { return result.emplace_back(now); };
  switch (fact.type) {
    case FactType::truth:
      if (!now.truth.is_no()) add().truth = Truth::yes();
      if (!now.truth.is_yes()) add().truth = Truth::no();
      break;
    case FactType::category:
      for (auto rest = now.possible; rest != 0; rest &= rest - 1) add().possible = rest & (~rest + 1);
      break;
    case FactType::number:
    case FactType::date:
      for (const auto& region : regions(fact, now.number)) add().number = region;
      break;
  }
  return result;
}

Outlook outlook(const Evaluator& evaluator, int question, Binding binding) {
  Outlook result;
  if (is_settled(evaluator, question, binding)) {
    result.reachable = {evaluator.not_ruled_out(question, binding), Exactness::exact};
    return result;
  }
  const Completions completions(evaluator, question, binding, reachable_node_limit);
  result.reachable = completions.reachable();
  if (result.reachable.exactness != Exactness::exact) return result;
  const Standing now{.evaluator = evaluator,
                     .question = question,
                     .binding = binding,
                     .completions = completions,
                     .so_far = evaluator.so_far(question, binding),
                     .reachable = result.reachable};
  const auto matters = completions.matters();
  for (std::size_t i = 0; i < completions.atoms().size(); ++i) {
    if (!matters[i]) continue;
    result.matters.push_back(completions.atoms()[i]);
    auto found = outcomes_of(now, i);
    result.decisive.insert(result.decisive.end(), found.begin(), found.end());
  }
  return result;
}

std::vector<int> broken_constraints(const Evaluator& evaluator) {
  const Walk<TruthAlgebra> walk(evaluator.knowledge(), evaluator.values(), evaluator.readings());
  std::vector<int> broken;
  const auto& constraints = evaluator.knowledge().constraints;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    bool is_broken = false;
    each_binding(evaluator.values(), constraints[i].subject,
                 [&](Binding binding) { is_broken = is_broken || walk(constraints[i].never, binding).is_yes(); });
    if (is_broken) broken.push_back(static_cast<int>(i));
  }
  return broken;
}

}  // namespace lossa::guideline
