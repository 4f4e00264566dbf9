// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include <lossa/guideline/expression.hpp>

namespace lossa::guideline {

/// Which rows a plane has: one for each case, lead, side, or pair of a lead and a side of one case.
enum class Rows : std::uint8_t { cases = 0, leads = 1, sides = 2, pairs = 3 };
constexpr Rows rows_of(Subject subject) { return static_cast<Rows>(subject); }
constexpr Rows operator|(Rows a, Rows b) {
  return static_cast<Rows>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
/// Is there a row for each lead (side)?
constexpr bool has(Rows rows, Subject subject) {
  return (static_cast<unsigned>(rows) & static_cast<unsigned>(subject)) != 0;
}
constexpr Rows without(Rows rows, Subject subject) {
  return static_cast<Rows>(static_cast<unsigned>(rows) & ~static_cast<unsigned>(subject));
}

/// A plane that is to be computed, or its opposite.
struct Bit {
  std::uint32_t node = 0;
  bool negated = false;

  friend Bit operator!(Bit a) { return {a.node, !a.negated}; }
  friend auto operator<=>(const Bit&, const Bit&) = default;
};

struct Node {
  enum class Op : std::uint8_t { constant, input, both, differ, fold } op = Op::constant;
  Rows rows = Rows::cases;
  Subject subject = Subject::patient;  ///< whose input; what is folded
  Bit a, b;
  std::size_t number = 0;  ///< plane of an input; of a fold: how many rows must hold at least

  friend auto operator<=>(const Node&, const Node&) = default;
};

/// Planes as a graph in which each thing stands once, however often conditions ask for it.
class Graph {
 public:
  static constexpr Bit no = {0, false};
  static constexpr Bit yes = {0, true};

  Bit input(Subject subject, std::size_t plane);
  Bit both(Bit a, Bit b);
  Bit either(Bit a, Bit b) { return !both(!a, !b); }
  Bit differ(Bit a, Bit b);
  /// At least so many of the planes hold.
  Bit at_least(std::size_t number, std::span<const Bit> planes);
  /// At least so many rows of one case's leads (sides) hold. The plane has a row for each.
  Bit fold(Subject over, std::size_t number, Bit plane);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] Rows rows(Bit bit) const { return nodes_[bit.node].rows; }

 private:
  Bit add(const Node& node);

  std::vector<Node> nodes_ = {Node{}};
  std::map<Node, std::uint32_t> known_;
};

}  // namespace lossa::guideline
