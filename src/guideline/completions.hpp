// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "diagram.hpp"

#include <lossa/guideline/reach.hpp>

namespace lossa::guideline {

/// Every completion of the unknown facts that one question rests on, as one diagram for each of its conclusions.
class Completions {
 public:
  Completions(const Evaluator& evaluator, int question, Binding binding, std::size_t node_limit);

  /// What can be concluded at all.
  [[nodiscard]] Reachable reachable() const;
  /// What can be concluded if one atom turns out so.
  [[nodiscard]] Reachable reachable_with(std::size_t atom, int outcome) const;

  /// Does the answer depend on the atom, alone or together with others, in a completion that the constraints allow?
  [[nodiscard]] std::vector<bool> matters() const;

  /// The unknown atoms that the question's conditions name, in that order.
  [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }

 private:
  template <typename IsPossible>
  [[nodiscard]] Reachable those(IsPossible is_possible) const;

  std::uint64_t not_ruled_out_;
  Diagram diagram_;
  std::vector<Atom> atoms_;
  Diagram::Node allowed_ = Diagram::yes;    ///< no constraint is broken
  std::vector<Diagram::Node> conclusions_;  ///< each with the constraints
};

}  // namespace lossa::guideline
