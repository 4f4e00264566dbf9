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
  int question;
  Binding binding;
  const Completions& completions;
  const Completions::Asked& asked;
  int so_far;
  Reachable reachable;
};

/// Every outcome of one atom that the constraints allow; none unless some outcome changes the answer. `values` are the
/// case's, in which the atom is supposed and put back.
std::vector<Outcome> outcomes_of(const Standing& now, const Evaluator& supposed, Values& values, Atom atom) {
  std::vector<Outcome> result;
  bool changes = false;
  int number = 0;
  const auto before = values.of(atom.fact, atom.instance);
  for (const auto& outcome : outcomes(supposed.knowledge(), values, atom)) {
    const auto reach = now.completions.reachable_with(now.asked, atom, number++);
    if (reach.exactness == Exactness::contradiction) continue;
    values.of(atom.fact, atom.instance) = outcome;
    result.push_back({atom, outcome, supposed.so_far(now.question, now.binding), reach});
    changes = changes || result.back().so_far != now.so_far || reach.conclusions != now.reachable.conclusions;
  }
  values.of(atom.fact, atom.instance) = before;
  if (!changes) result.clear();
  return result;
}

Outlook outlook_of(const Evaluator& evaluator, const Standing& now) {
  Outlook result{.reachable = now.reachable, .decisive = {}, .matters = {}};
  if (result.reachable.exactness != Exactness::exact) return result;
  result.matters = now.completions.matters(now.asked);
  auto values = evaluator.values();
  const Evaluator supposed(evaluator.knowledge(), values, evaluator.readings());
  for (const auto atom : result.matters) {
    auto found = outcomes_of(now, supposed, values, atom);
    result.decisive.insert(result.decisive.end(), found.begin(), found.end());
  }
  return result;
}

/// Asks the shared diagram and, where that has grown too large, one of the question's own.
template <typename Use>
auto ask(Completions& shared, std::size_t node_limit, const Evaluator& evaluator, const Use& use) {
  if (!shared.is_full())
    if (auto result = use(shared); !shared.is_full()) return result;
  Completions own(evaluator.knowledge(), evaluator.values(), node_limit);
  return use(own);
}

}  // namespace

Reach::Reach(const Knowledge& knowledge, const Values& values, std::size_t node_limit)
    : node_limit_(node_limit), shared_(std::make_unique<Completions>(knowledge, values, node_limit)) {}
Reach::~Reach() = default;

Reachable Reach::reachable(const Evaluator& evaluator, int question, Binding binding) {
  if (is_settled(evaluator, question, binding)) return {evaluator.not_ruled_out(question, binding), Exactness::exact};
  return ask(*shared_, node_limit_, evaluator, [&](Completions& completions) {
    return completions.reachable(completions.ask(evaluator, question, binding));
  });
}

Outlook Reach::outlook(const Evaluator& evaluator, int question, Binding binding) {
  if (is_settled(evaluator, question, binding))
    return {.reachable = {evaluator.not_ruled_out(question, binding), Exactness::exact}, .decisive = {}, .matters = {}};
  return ask(*shared_, node_limit_, evaluator, [&](Completions& completions) {
    const auto asked = completions.ask(evaluator, question, binding);
    return outlook_of(evaluator, {.question = question,
                                  .binding = binding,
                                  .completions = completions,
                                  .asked = asked,
                                  .so_far = evaluator.so_far(question, binding),
                                  .reachable = completions.reachable(asked)});
  });
}

Reachable reachable(const Evaluator& evaluator, int question, Binding binding, std::size_t node_limit) {
  return Reach(evaluator.knowledge(), evaluator.values(), node_limit).reachable(evaluator, question, binding);
}

Outlook outlook(const Evaluator& evaluator, int question, Binding binding) {
  return Reach(evaluator.knowledge(), evaluator.values()).outlook(evaluator, question, binding);
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
