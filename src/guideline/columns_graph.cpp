// SPDX-License-Identifier: Apache-2.0
#include "columns_graph.hpp"

#include <utility>

#include <lossa/base/contract.hpp>

namespace lossa::guideline {

Bit Graph::add(const Node& node) {
  const auto [entry, is_new] = known_.try_emplace(node, static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back(node);
  return {entry->second, false};
}

Bit Graph::input(Subject subject, std::size_t plane) {
  return add({.op = Node::Op::input, .rows = rows_of(subject), .subject = subject, .a = {}, .b = {}, .number = plane});
}

Bit Graph::both(Bit a, Bit b) {
  if (b < a) std::swap(a, b);
  if (a == no || a == !b) return no;
  if (a == yes || a == b) return b;
  return add({.op = Node::Op::both, .rows = rows(a) | rows(b), .a = a, .b = b});
}

Bit Graph::differ(Bit a, Bit b) {
  if (b < a) std::swap(a, b);
  const bool negated = a.negated != b.negated;
  a.negated = b.negated = false;
  if (a == b) return {no.node, negated};
  if (a == no) return {b.node, negated};
  return {add({.op = Node::Op::differ, .rows = rows(a) | rows(b), .a = a, .b = b}).node, negated};
}

Bit Graph::at_least(std::size_t number, std::span<const Bit> planes) {
  std::vector<Bit> sum;  // binary digits, the lowest first
  for (Bit carry : planes) {
    for (auto& digit : sum) {
      const Bit next = both(digit, carry);
      digit = differ(digit, carry);
      carry = next;
    }
    if (carry != no) sum.push_back(carry);
  }
  if (sum.size() < 64 && (number >> sum.size()) != 0) return no;
  Bit result = yes;  // of equal digits
  for (std::size_t i = 0; i < sum.size(); ++i)
    result = ((number >> i) & 1U) != 0 ? both(sum[i], result) : either(sum[i], result);
  return result;
}

Bit Graph::fold(Subject over, std::size_t number, Bit plane) {
  if (number == 0) return yes;
  if (plane == no) return no;
  expects(has(rows(plane), over));
  return add({.op = Node::Op::fold,
              .rows = without(rows(plane), over),
              .subject = over,
              .a = plane,
              .b = {},
              .number = number});
}

}  // namespace lossa::guideline
