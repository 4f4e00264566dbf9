// SPDX-License-Identifier: Apache-2.0
#include "diagram.hpp"

#include <algorithm>

namespace lossa::guideline {

int Diagram::add_variable(int outcomes) {
  outcomes_.push_back(outcomes);
  return static_cast<int>(outcomes_.size()) - 1;
}

Diagram::Node Diagram::leaf(int variable, const std::vector<bool>& holds) {
  std::vector<Node> children;
  for (const bool outcome : holds) children.push_back(outcome ? yes : no);
  return make(variable, children);
}

Diagram::Node Diagram::make(int variable, const std::vector<Node>& children) {
  if (std::ranges::all_of(children, [&](Node node) { return node == children.front(); })) return children.front();
  if (entries_.size() >= node_limit_) full_ = true;
  if (full_) return no;
  std::u32string key(1, static_cast<char32_t>(variable));
  key.append(children.begin(), children.end());
  const auto [found, is_new] = unique_.emplace(std::move(key), static_cast<Node>(entries_.size()));
  if (is_new) {
    entries_.push_back({variable, static_cast<std::uint32_t>(children_.size())});
    children_.insert(children_.end(), children.begin(), children.end());
  }
  return found->second;
}

Diagram::Node Diagram::negate(Node a) {
  if (a == no || a == yes) return a == no ? yes : no;
  if (const auto known = negated_.find(a); known != negated_.end()) return known->second;
  std::vector<Node> children;
  for (int i = 0; i < outcomes_of(variable_of(a)); ++i) children.push_back(negate(child(a, i)));
  const auto result = make(variable_of(a), children);
  negated_.emplace(a, result);
  return result;
}

Diagram::Node Diagram::combine(bool conjunction, Node a, Node b) {
  if (a > b) std::swap(a, b);
  const Node decides = conjunction ? no : yes;
  const Node neutral = conjunction ? yes : no;
  if (a == decides || b == decides) return decides;
  if (a == neutral || a == b) return b;
  if (b == neutral) return a;
  const auto key = (std::uint64_t{conjunction} << 63U) | (std::uint64_t{a} << 32U) | b;
  if (const auto known = combined_.find(key); known != combined_.end()) return known->second;
  const int variable = std::min(variable_of(a), variable_of(b));
  std::vector<Node> children;
  for (int i = 0; i < outcomes_of(variable) && !full_; ++i)
    children.push_back(combine(conjunction, variable_of(a) == variable ? child(a, i) : a,
                               variable_of(b) == variable ? child(b, i) : b));
  const auto result = full_ ? no : make(variable, children);
  combined_.emplace(key, result);
  return result;
}

bool Diagram::possible_with(Node a, int variable, int outcome) const {
  std::vector<bool> ruled_out(entries_.size());
  return possible_with(a, variable, outcome, ruled_out);
}

bool Diagram::possible_with(Node a, int variable, int outcome, std::vector<bool>& ruled_out) const {
  if (a == no || ruled_out[a]) return false;
  if (variable_of(a) > variable) return true;
  if (variable_of(a) == variable) return child(a, outcome) != no;
  for (int i = 0; i < outcomes_of(variable_of(a)); ++i)
    if (possible_with(child(a, i), variable, outcome, ruled_out)) return true;
  ruled_out[a] = true;
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
