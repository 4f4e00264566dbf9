// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/reach.hpp>

#include <algorithm>
#include <bit>
#include <optional>

#include "regions.hpp"
#include "walk.hpp"

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

/// Visits the unknown leaves that keep a condition unknown, in the order in which it names them, until `visit` says
/// stop.
class OpenLeaves {
 public:
  OpenLeaves(const Knowledge& knowledge, const Values& values, const ReadingChoice& readings)
      : knowledge_(&knowledge), values_(&values), walk_(knowledge, values, readings) {}

  /// False when `visit` returned false.
  template <typename Visit>
  bool of(const Expression& e, Binding binding, const Visit& visit) const {
    if (!walk_(e, binding).is_unknown()) return true;
    if (e.op == Op::fact || e.op == Op::compare || e.op == Op::among)
      return visit(Atom{e.index, walk_.instance(e, binding)});
    if (e.op == Op::criterion) return of(knowledge_->criteria[static_cast<std::size_t>(e.index)].when, binding, visit);
    if (e.op == Op::conclusion) return of_conclusion(e.index, e.option, binding, visit);
    if (e.subject == Subject::patient)
      return std::ranges::all_of(e.parts, [&](const Expression& part) { return of(part, binding, visit); });
    for (int i = 0; i < values_->count(e.subject); ++i) {
      (e.subject == Subject::lead ? binding.lead : binding.side) = i;
      if (!of(e.parts.front(), binding, visit)) return false;
    }
    return true;
  }

  template <typename Visit>
  bool of_conclusion(int question, int option, Binding binding, const Visit& visit) const {
    const auto& conclusions = knowledge_->questions[static_cast<std::size_t>(question)].conclusions;
    for (int i = option; i >= 0; --i) {
      const auto& conclusion = conclusions[static_cast<std::size_t>(i)];
      if (!conclusion.otherwise && !of(conclusion.when, binding, visit)) return false;
    }
    return true;
  }

 private:
  const Knowledge* knowledge_;
  const Values* values_;
  Walk<TruthAlgebra> walk_;
};

void assign(Value& value, const Value& outcome) {
  value.truth = outcome.truth;
  value.number = outcome.number;
  value.possible = outcome.possible;
}

/// Every instance that a constraint speaks of.
template <typename Visit>
void each_binding(const Values& values, Subject subject, const Visit& visit) {
  for (int i = 0; i < values.count(subject); ++i) {
    Binding binding;
    if (subject == Subject::lead) binding.lead = i;
    if (subject == Subject::side) binding.side = i;
    visit(binding);
  }
}

/// Looks for a completion of the unknown facts under which a question concludes one thing and no constraint is broken:
/// assigns one atom after the other that still matters, and turns back as soon as Kleene's logic rules the goal out.
class Search {
 public:
  Search(const Evaluator& evaluator, int question, Binding binding, std::size_t steps_left)
      : knowledge_(&evaluator.knowledge()),
        values_(evaluator.values()),
        question_(question),
        binding_(binding),
        walk_(*knowledge_, values_, evaluator.readings()),
        leaves_(*knowledge_, values_, evaluator.readings()),
        steps_left_(steps_left) {}
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// -1 stands for whatever it concludes, be it nothing.
  bool finds(int conclusion) {
    if (steps_left_ == 0) return false;
    --steps_left_;
    const auto truth = conclusion < 0 ? Truth::yes() : walk_.conclusion(question_, conclusion, binding_);
    if (truth.is_no() || breaks_constraint()) return false;
    const auto atom = next_atom(conclusion, truth);
    if (!atom) return true;
    auto& value = values_.of(atom->fact, atom->instance);
    const auto before = value;
    for (const auto& outcome : outcomes(*knowledge_, values_, *atom)) {
      assign(value, outcome);
      if (finds(conclusion)) return assign(value, before), true;
    }
    assign(value, before);
    return false;
  }

  [[nodiscard]] bool ended_early() const { return steps_left_ == 0; }

 private:
  [[nodiscard]] bool breaks_constraint() const {
    bool broken = false;
    each_constraint([&](const Constraint& constraint, Binding binding) {
      broken = broken || walk_(constraint.never, binding).is_yes();
    });
    return broken;
  }

  /// The next atom that the goal, then a constraint, still waits for; nothing when all is settled.
  [[nodiscard]] std::optional<Atom> next_atom(int conclusion, Truth truth) const {
    std::optional<Atom> found;
    const auto take = [&](Atom atom) {
      found = atom;
      return false;
    };
    if (truth.is_unknown()) leaves_.of_conclusion(question_, conclusion, binding_, take);
    each_constraint([&](const Constraint& constraint, Binding binding) {
      if (!found) leaves_.of(constraint.never, binding, take);
    });
    return found;
  }

  template <typename Visit>
  void each_constraint(const Visit& visit) const {
    for (const int index : knowledge_->questions[static_cast<std::size_t>(question_)].constraints) {
      const auto& constraint = knowledge_->constraints[static_cast<std::size_t>(index)];
      each_binding(values_, constraint.subject, [&](Binding binding) { visit(constraint, binding); });
    }
  }

  const Knowledge* knowledge_;
  Values values_;
  int question_;
  Binding binding_;
  Walk<TruthAlgebra> walk_;
  OpenLeaves leaves_;
  std::size_t steps_left_;
};

bool changes(const Outcome& outcome, int so_far, const Reachable& before) {
  return outcome.so_far != so_far || outcome.reachable.conclusions != before.conclusions;
}

/// Every outcome of one atom that the constraints allow; none unless some outcome changes the answer.
std::vector<Outcome> outcomes_of(const Evaluator& evaluator, int question, Binding binding, Atom atom,
                                 const Reachable& before) {
  const int so_far = evaluator.so_far(question, binding);
  std::vector<Outcome> result;
  auto values = evaluator.values();
  const Evaluator supposed(evaluator.knowledge(), values, evaluator.readings());
  auto& value = values.of(atom.fact, atom.instance);
  for (const auto& outcome : outcomes(evaluator.knowledge(), evaluator.values(), atom)) {
    assign(value, outcome);
    const auto reach = reachable(supposed, question, binding);
    if (reach.exactness == Exactness::contradiction) continue;
    result.push_back({atom, outcome, supposed.so_far(question, binding), reach});
  }
  if (std::ranges::none_of(result, [&](const Outcome& o) { return changes(o, so_far, before); })) result.clear();
  return result;
}

}  // namespace

Reachable reachable(const Evaluator& evaluator, int question, Binding binding, std::size_t step_limit) {
  const auto possible = evaluator.not_ruled_out(question, binding);
  Search search(evaluator, question, binding, step_limit);
  Reachable result;
  for (int i = 0; i < 64; ++i)
    if (((possible >> static_cast<unsigned>(i)) & 1U) != 0 && search.finds(i))
      result.conclusions |= std::uint64_t{1} << static_cast<unsigned>(i);
  const bool is_possible = result.conclusions != 0 || search.finds(-1);
  if (search.ended_early()) return {possible, Exactness::limit_reached};
  if (!is_possible) return {possible, Exactness::contradiction};
  return result;
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
      for (auto rest = now.possible & (~std::uint64_t{0} >> (64 - fact.values.size())); rest != 0; rest &= rest - 1)
        add().possible = rest & (~rest + 1);
      break;
    case FactType::number:
    case FactType::date:
      for (const auto& region : regions(fact, now.number)) add().number = region;
      break;
  }
  return result;
}

std::vector<Atom> open_atoms(const Evaluator& evaluator, int question, Binding binding) {
  std::vector<Atom> atoms;
  const OpenLeaves leaves(evaluator.knowledge(), evaluator.values(), evaluator.readings());
  const auto& conclusions = evaluator.knowledge().questions[static_cast<std::size_t>(question)].conclusions;
  for (const auto& conclusion : conclusions) {
    if (conclusion.otherwise) continue;
    leaves.of(conclusion.when, binding, [&](Atom atom) {
      if (std::ranges::find(atoms, atom) == atoms.end()) atoms.push_back(atom);
      return true;
    });
  }
  return atoms;
}

std::vector<Outcome> decisive_outcomes(const Evaluator& evaluator, int question, Binding binding) {
  const auto before = reachable(evaluator, question, binding);
  std::vector<Outcome> result;
  if (std::popcount(before.conclusions) < 2) return result;
  for (const auto atom : open_atoms(evaluator, question, binding)) {
    auto found = outcomes_of(evaluator, question, binding, atom, before);
    result.insert(result.end(), found.begin(), found.end());
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
