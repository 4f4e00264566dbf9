// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "diagram.hpp"

#include <lossa/guideline/reach.hpp>

namespace lossa::guideline {

/// Every completion of one case's unknown facts, as diagrams. Questions are asked one after the other, at any readings:
/// what their conditions share is worked out once.
class Completions {
 public:
  Completions(const Knowledge& knowledge, const Values& values, std::size_t node_limit)
      : knowledge_(&knowledge), values_(&values), diagram_(node_limit) {}

  /// One question over all completions.
  struct Asked {
    std::uint64_t not_ruled_out = 0;
    std::vector<Atom> atoms = {};                 ///< the unknown ones that its conditions name, in that order
    Diagram::Node allowed = Diagram::yes;         ///< no constraint is broken
    std::vector<Diagram::Node> conclusions = {};  ///< each with the constraints
  };
  Asked ask(const Evaluator& evaluator, int question, Binding binding);

  /// What can be concluded at all.
  [[nodiscard]] Reachable reachable(const Asked& asked) const;
  /// What can be concluded if one atom turns out so.
  [[nodiscard]] Reachable reachable_with(const Asked& asked, Atom atom, int outcome) const;
  /// The atoms on which the answer depends, alone or together with others, in a completion that the constraints allow.
  [[nodiscard]] std::vector<Atom> matters(const Asked& asked) const;

  /// Past the limit: what it gives from then on is Kleene's answer.
  [[nodiscard]] bool is_full() const { return diagram_.is_full(); }

  // For the conditions that are made into diagrams.
  Diagram& diagram() { return diagram_; }
  Diagram::Node leaf(const Expression& e, int instance);

 private:
  struct Variable {
    int number;
    std::vector<Value> outcomes;
  };

  template <typename IsPossible>
  [[nodiscard]] Reachable those(const Asked& asked, IsPossible is_possible) const;
  const Variable& variable_of(Atom atom);
  [[nodiscard]] int number_of(Atom atom) const;
  Diagram::Node allowed_by(const Evaluator& evaluator, int constraint);

  const Knowledge* knowledge_;
  const Values* values_;
  Diagram diagram_;
  std::map<std::size_t, Variable> variables_;  // by slot: an unknown atom gets one when a condition first names it
  std::map<int, Diagram::Node> constraints_;   // by index
  std::vector<Atom> named_;                    // by the question that is being asked
};

}  // namespace lossa::guideline
