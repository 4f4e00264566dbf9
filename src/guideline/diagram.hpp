// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "node_table.hpp"

namespace lossa::guideline {

/// Decision diagrams over variables of few outcomes: every completion of what is unknown, shared and reduced, so that
/// equal conditions are equal nodes and every node but `no` can become true. (Bryant, IEEE Trans. Comput. 1986;35:677,
/// with as many branches as a variable has outcomes.)
class Diagram {
 public:
  using Node = std::uint32_t;
  static constexpr Node no = 0;
  static constexpr Node yes = 1;

  /// Past `node_limit` nodes it is full, and what it gives has no meaning.
  explicit Diagram(std::size_t node_limit) : node_limit_(node_limit) {}

  /// A new variable, below all earlier ones; its number.
  int add_variable(int outcomes);
  /// True for the outcomes that `holds` names.
  Node leaf(int variable, const std::vector<bool>& holds);
  Node negate(Node a);
  Node both(Node a, Node b) { return combine(true, a, b); }
  Node either(Node a, Node b) { return combine(false, a, b); }

  /// Can it become true when the variable has that outcome?
  [[nodiscard]] bool possible_with(Node a, int variable, int outcome) const;
  /// Which variables they depend on, by number.
  [[nodiscard]] std::vector<bool> support(const std::vector<Node>& nodes) const;
  [[nodiscard]] bool is_full() const { return full_; }

 private:
  struct Entry {
    int variable;
    std::uint32_t first_child;
  };

  /// The node with the children that stand in `scratch_` from `first_child` on; takes them off.
  Node make(int variable, std::size_t first_child);
  Node find_or_add(int variable, std::span<const Node> children);
  Node combine(bool conjunction, Node a, Node b);
  [[nodiscard]] int variable_of(Node a) const { return entries_[a].variable; }
  [[nodiscard]] int outcomes_of(int variable) const { return outcomes_[static_cast<std::size_t>(variable)]; }
  [[nodiscard]] Node child(Node a, int outcome) const {
    return children_[entries_[a].first_child + static_cast<std::size_t>(outcome)];
  }
  [[nodiscard]] bool can_reach(Node a, int variable, int outcome) const;

  static constexpr int terminal = 0x7fffffff;  // stands below every variable

  std::size_t node_limit_;
  bool full_ = false;
  std::vector<int> outcomes_;
  std::vector<Entry> entries_ = {{terminal, 0}, {terminal, 0}};
  std::vector<Node> children_;
  std::vector<Node> scratch_;  // children of the nodes that are being made, the innermost last
  NodeTable unique_;           // hash of variable and children -> node
  NodeTable combined_;         // operation and its two nodes -> node
  NodeTable negated_;
  mutable std::vector<std::uint32_t> ruled_out_;  // by node: the last search that found no way through it
  mutable std::uint32_t search_ = 0;
};

}  // namespace lossa::guideline
