// SPDX-License-Identifier: Apache-2.0
#include "completions.hpp"

#include <algorithm>
#include <iterator>

#include "bindings.hpp"
#include "walk.hpp"

namespace lossa::guideline {
namespace {

/// Conditions as diagrams.
class DiagramAlgebra {
 public:
  using Result = Diagram::Node;
  explicit DiagramAlgebra(Completions& completions) : completions_(&completions) {}

  [[nodiscard]] Result leaf(const Expression& e, const Values& /*the case's own*/, int instance) const {
    return completions_->leaf(e, instance);
  }
  static Result certain(bool holds) { return holds ? Diagram::yes : Diagram::no; }
  [[nodiscard]] Result negate(Result a) const { return completions_->diagram().negate(a); }

  class All {
   public:
    explicit All(Diagram& diagram) : diagram_(&diagram) {}
    void add(Result part) { result_ = diagram_->both(result_, part); }
    [[nodiscard]] bool decided() const { return result_ == Diagram::no; }
    [[nodiscard]] Result result() const { return result_; }

   private:
    Diagram* diagram_;
    Result result_ = Diagram::yes;
  };
  class Any {
   public:
    explicit Any(Diagram& diagram) : diagram_(&diagram) {}
    void add(Result part) { result_ = diagram_->either(result_, part); }
    [[nodiscard]] bool decided() const { return result_ == Diagram::yes; }
    [[nodiscard]] Result result() const { return result_; }

   private:
    Diagram* diagram_;
    Result result_ = Diagram::no;
  };
  class Count {
   public:
    Count(Diagram& diagram, Compare comparison, double number)
        : diagram_(&diagram), comparison_(comparison), number_(number) {}
    void add(Result part) {
      at_least_.push_back(Diagram::no);
      for (auto n = at_least_.size() - 1; n > 0; --n)
        at_least_[n] = diagram_->either(at_least_[n], diagram_->both(part, at_least_[n - 1]));
    }
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] Result result() const {
      Result any = Diagram::no;
      for (std::size_t n = 0; n < at_least_.size(); ++n) {
        const int count = static_cast<int>(n);
        if (!count_truth(count, count, comparison_, number_).is_yes()) continue;
        const auto more = n + 1 < at_least_.size() ? at_least_[n + 1] : Diagram::no;
        any = diagram_->either(any, diagram_->both(at_least_[n], diagram_->negate(more)));
      }
      return any;
    }

   private:
    Diagram* diagram_;
    Compare comparison_;
    double number_;
    std::vector<Result> at_least_ = {Diagram::yes};  ///< [n]: n or more parts hold
  };

  [[nodiscard]] All all() const { return All(completions_->diagram()); }
  [[nodiscard]] Any any() const { return Any(completions_->diagram()); }
  [[nodiscard]] Count count(Compare comparison, double number) const {
    return {completions_->diagram(), comparison, number};
  }

 private:
  Completions* completions_;
};

}  // namespace

Diagram::Node Completions::leaf(const Expression& e, int instance) {
  if (const auto truth = leaf_truth(e, values_->of(e.index, instance)); !truth.is_unknown())
    return truth.is_yes() ? Diagram::yes : Diagram::no;
  const Atom atom{e.index, instance};
  if (std::ranges::find(named_, atom) == named_.end()) named_.push_back(atom);
  const auto& variable = variable_of(atom);
  std::vector<bool> holds;
  for (const auto& outcome : variable.outcomes) {
    const auto truth = leaf_truth(e, outcome);
    expects(!truth.is_unknown());  // an outcome lies between the cuts of every condition
    holds.push_back(truth.is_yes());
  }
  return diagram_.leaf(variable.number, holds);
}

const Completions::Variable& Completions::variable_of(Atom atom) {
  const auto slot = values_->slot(atom.fact, atom.instance);
  if (const auto known = variables_.find(slot); known != variables_.end()) return known->second;
  auto possible = outcomes(*knowledge_, *values_, atom);
  const int number = diagram_.add_variable(static_cast<int>(possible.size()));
  return variables_.emplace(slot, Variable{number, std::move(possible)}).first->second;
}

int Completions::number_of(Atom atom) const { return variables_.at(values_->slot(atom.fact, atom.instance)).number; }

Diagram::Node Completions::allowed_by(const Evaluator& evaluator, int constraint) {
  if (const auto known = constraints_.find(constraint); known != constraints_.end()) return known->second;
  const Walk<DiagramAlgebra> walk(*knowledge_, *values_, evaluator.readings(), DiagramAlgebra(*this));
  const auto& rule = knowledge_->constraints[static_cast<std::size_t>(constraint)];
  auto allowed = Diagram::yes;
  each_binding(*values_, rule.subject,
               [&](Binding bound) { allowed = diagram_.both(allowed, diagram_.negate(walk(rule.never, bound))); });
  return constraints_.emplace(constraint, allowed).first->second;
}

Completions::Asked Completions::ask(const Evaluator& evaluator, int question, Binding binding) {
  const auto& wanted = knowledge_->questions[static_cast<std::size_t>(question)];
  Asked asked{.not_ruled_out = evaluator.not_ruled_out(question, binding)};
  const Walk<DiagramAlgebra> walk(*knowledge_, *values_, evaluator.readings(), DiagramAlgebra(*this));
  named_.clear();
  auto open = Diagram::yes;  // no earlier conclusion holds
  for (const auto& conclusion : wanted.conclusions) {
    const auto condition = conclusion.otherwise ? Diagram::yes : walk(conclusion.when, binding);
    asked.conclusions.push_back(diagram_.both(open, condition));
    open = diagram_.both(open, diagram_.negate(condition));
  }
  asked.atoms = named_;
  for (const int index : wanted.constraints) asked.allowed = diagram_.both(asked.allowed, allowed_by(evaluator, index));
  for (auto& conclusion : asked.conclusions) conclusion = diagram_.both(conclusion, asked.allowed);
  return asked;
}

template <typename IsPossible>
Reachable Completions::those(const Asked& asked, IsPossible is_possible) const {
  if (diagram_.is_full()) return {asked.not_ruled_out, Exactness::limit_reached};
  Reachable result;
  for (std::size_t i = 0; i < asked.conclusions.size(); ++i)
    if (is_possible(asked.conclusions[i])) result.conclusions |= std::uint64_t{1} << i;
  if (!is_possible(asked.allowed)) return {asked.not_ruled_out, Exactness::contradiction};
  return result;
}

Reachable Completions::reachable(const Asked& asked) const {
  return those(asked, [](Diagram::Node node) { return node != Diagram::no; });
}

Reachable Completions::reachable_with(const Asked& asked, Atom atom, int outcome) const {
  const int variable = number_of(atom);
  return those(asked, [&](Diagram::Node node) { return diagram_.possible_with(node, variable, outcome); });
}

std::vector<Atom> Completions::matters(const Asked& asked) const {
  std::vector<Atom> atoms;
  if (std::ranges::find(asked.conclusions, asked.allowed) != asked.conclusions.end()) return atoms;
  const auto support = diagram_.support(asked.conclusions);
  std::ranges::copy_if(asked.atoms, std::back_inserter(atoms),
                       [&](Atom atom) { return support[static_cast<std::size_t>(number_of(atom))]; });
  return atoms;
}

}  // namespace lossa::guideline
