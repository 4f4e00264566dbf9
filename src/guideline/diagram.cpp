// SPDX-License-Identifier: Apache-2.0
#include "diagram.hpp"

#include <algorithm>

namespace lossa::guideline {

int Diagram::add_variable(int outcomes) {
  outcomes_.push_back(outcomes);
  return static_cast<int>(outcomes_.size()) - 1;
}

Diagram::Node Diagram::leaf(int variable, const std::vector<bool>& holds) {
  const auto first_child = scratch_.size();
  for (const bool outcome : holds) scratch_.push_back(outcome ? yes : no);
  return make(variable, first_child);
}

Diagram::Node Diagram::make(int variable, std::size_t first_child) {
  const auto children = std::span<const Node>(scratch_).subspan(first_child);
  const bool differ = std::ranges::any_of(children, [&](Node node) { return node != children.front(); });
  const auto result = differ ? find_or_add(variable, children) : children.front();
  scratch_.resize(first_child);
  return result;
}

Diagram::Node Diagram::find_or_add(int variable, std::span<const Node> children) {
  auto key = static_cast<std::uint64_t>(variable);
  for (const Node node : children) key = (key ^ node) * 0x100000001b3U + (key >> 29U);
  const auto is_it = [&](Node node) {
    return variable_of(node) == variable &&
           std::equal(children.begin(), children.end(), children_.begin() + entries_[node].first_child);
  };
  if (const auto* known = unique_.find(key, is_it)) return *known;
  if (entries_.size() >= node_limit_) full_ = true;
  if (full_) return no;
  const auto node = static_cast<Node>(entries_.size());
  entries_.push_back({variable, static_cast<std::uint32_t>(children_.size())});
  children_.insert(children_.end(), children.begin(), children.end());
  unique_.add(key, node);
  return node;
}

Diagram::Node Diagram::negate(Node a) {
  if (a == no || a == yes) return a == no ? yes : no;
  if (const auto* known = negated_.find(a)) return *known;
  const auto first_child = scratch_.size();
  for (int i = 0; i < outcomes_of(variable_of(a)); ++i) scratch_.push_back(negate(child(a, i)));
  const auto result = make(variable_of(a), first_child);
  negated_.add(a, result);
  return result;
}

Diagram::Node Diagram::combine(bool conjunction, Node a, Node b) {
  if (full_) return no;
  if (a > b) std::swap(a, b);
  const Node decides = conjunction ? no : yes;
  const Node neutral = conjunction ? yes : no;
  if (a == decides || b == decides) return decides;
  if (a == neutral || a == b) return b;
  if (b == neutral) return a;
  const auto key = (std::uint64_t{conjunction} << 63U) | (std::uint64_t{a} << 32U) | b;
  if (const auto* known = combined_.find(key)) return *known;
  const int variable = std::min(variable_of(a), variable_of(b));
  const auto first_child = scratch_.size();
  for (int i = 0; i < outcomes_of(variable); ++i)
    scratch_.push_back(combine(conjunction, variable_of(a) == variable ? child(a, i) : a,
                               variable_of(b) == variable ? child(b, i) : b));
  const auto result = make(variable, first_child);
  combined_.add(key, result);
  return result;
}

bool Diagram::possible_with(Node a, int variable, int outcome) const {
  ruled_out_.resize(entries_.size());
  ++search_;
  return can_reach(a, variable, outcome);
}

bool Diagram::can_reach(Node a, int variable, int outcome) const {
  if (a == no || ruled_out_[a] == search_) return false;
  if (variable_of(a) > variable) return true;
  if (variable_of(a) == variable) return child(a, outcome) != no;
  for (int i = 0; i < outcomes_of(variable_of(a)); ++i)
    if (can_reach(child(a, i), variable, outcome)) return true;
  ruled_out_[a] = search_;
  return false;
}

std::vector<bool> Diagram::support(const std::vector<Node>& nodes) const {
  std::vector<bool> found(outcomes_.size());
  std::vector<bool> seen(entries_.size());
  std::vector<Node> left = nodes;
  while (!left.empty()) {
    const auto node = left.back();
    left.pop_back();
    if (node == no || node == yes || seen[node]) continue;
    seen[node] = true;
    found[static_cast<std::size_t>(variable_of(node))] = true;
    for (int i = 0; i < outcomes_of(variable_of(node)); ++i) left.push_back(child(node, i));
  }
  return found;
}

}  // namespace lossa::guideline
