// SPDX-License-Identifier: Apache-2.0
#include "completions.hpp"

#include <algorithm>

#include "bindings.hpp"
#include "walk.hpp"

namespace lossa::guideline {
namespace {

/// The variables of one diagram: an unknown atom gets one when a condition first names it.
class Variables {
 public:
  Variables(const Knowledge& knowledge, Diagram& diagram) : knowledge_(&knowledge), diagram_(&diagram) {}

  Diagram::Node leaf(const Expression& e, const Values& values, int instance) {
    if (const auto truth = leaf_truth(e, values.of(e.index, instance)); !truth.is_unknown())
      return truth.is_yes() ? Diagram::yes : Diagram::no;
    const auto& [variable, possible] = variable_of({e.index, instance}, values);
    std::vector<bool> holds;
    for (const auto& outcome : possible) {
      const auto truth = leaf_truth(e, outcome);
      expects(!truth.is_unknown());  // an outcome lies between the cuts of every condition
      holds.push_back(truth.is_yes());
    }
    return diagram_->leaf(variable, holds);
  }

  [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }
  Diagram& diagram() { return *diagram_; }

 private:
  using Variable = std::pair<int, std::vector<Value>>;

  const Variable& variable_of(Atom atom, const Values& values) {
    const auto slot = values.slot(atom.fact, atom.instance);
    if (const auto known = variables_.find(slot); known != variables_.end()) return known->second;
    auto possible = outcomes(*knowledge_, values, atom);
    const int variable = diagram_->add_variable(static_cast<int>(possible.size()));
    atoms_.push_back(atom);
    return variables_.emplace(slot, Variable(variable, std::move(possible))).first->second;
  }

  const Knowledge* knowledge_;
  Diagram* diagram_;
  std::map<std::size_t, Variable> variables_;
  std::vector<Atom> atoms_;
};

/// Conditions as diagrams.
class DiagramAlgebra {
 public:
  using Result = Diagram::Node;
  explicit DiagramAlgebra(Variables& variables) : variables_(&variables) {}

  [[nodiscard]] Result leaf(const Expression& e, const Values& values, int instance) const {
    return variables_->leaf(e, values, instance);
  }
  static Result certain(bool holds) { return holds ? Diagram::yes : Diagram::no; }
  [[nodiscard]] Result negate(Result a) const { return variables_->diagram().negate(a); }

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

  [[nodiscard]] All all() const { return All(variables_->diagram()); }
  [[nodiscard]] Any any() const { return Any(variables_->diagram()); }
  [[nodiscard]] Count count(Compare comparison, double number) const {
    return {variables_->diagram(), comparison, number};
  }

 private:
  Variables* variables_;
};

}  // namespace

Completions::Completions(const Evaluator& evaluator, int question, Binding binding, std::size_t node_limit)
    : not_ruled_out_(evaluator.not_ruled_out(question, binding)), diagram_(node_limit) {
  const auto& knowledge = evaluator.knowledge();
  const auto& asked = knowledge.questions[static_cast<std::size_t>(question)];
  Variables variables(knowledge, diagram_);
  const Walk<DiagramAlgebra> walk(knowledge, evaluator.values(), evaluator.readings(), DiagramAlgebra(variables));
  auto open = Diagram::yes;  // no earlier conclusion holds
  for (const auto& conclusion : asked.conclusions) {
    const auto condition = conclusion.otherwise ? Diagram::yes : walk(conclusion.when, binding);
    conclusions_.push_back(diagram_.both(open, condition));
    open = diagram_.both(open, diagram_.negate(condition));
  }
  atoms_ = variables.atoms();
  allowed_ = Diagram::yes;
  for (const int index : asked.constraints) {
    const auto& constraint = knowledge.constraints[static_cast<std::size_t>(index)];
    each_binding(evaluator.values(), constraint.subject, [&](Binding bound) {
      allowed_ = diagram_.both(allowed_, diagram_.negate(walk(constraint.never, bound)));
    });
  }
  for (auto& conclusion : conclusions_) conclusion = diagram_.both(conclusion, allowed_);
}

template <typename IsPossible>
Reachable Completions::those(IsPossible is_possible) const {
  if (diagram_.is_full()) return {not_ruled_out_, Exactness::limit_reached};
  Reachable result;
  for (std::size_t i = 0; i < conclusions_.size(); ++i)
    if (is_possible(conclusions_[i])) result.conclusions |= std::uint64_t{1} << i;
  if (!is_possible(allowed_)) return {not_ruled_out_, Exactness::contradiction};
  return result;
}

Reachable Completions::reachable() const {
  return those([](Diagram::Node node) { return node != Diagram::no; });
}

Reachable Completions::reachable_with(std::size_t atom, int outcome) const {
  expects(atom < atoms_.size());
  return those([&](Diagram::Node node) { return diagram_.possible_with(node, static_cast<int>(atom), outcome); });
}

std::vector<bool> Completions::matters() const {
  if (std::ranges::find(conclusions_, allowed_) != conclusions_.end()) return std::vector<bool>(atoms_.size());
  auto support = diagram_.support(conclusions_);
  support.resize(atoms_.size());  // variables of constraints come after those of conditions
  return support;
}

}  // namespace lossa::guideline
