// SPDX-License-Identifier: Apache-2.0
#include "columns_program.hpp"

#include <algorithm>

namespace lossa::guideline {

using Op = ColumnProgram::Step::Op;
using Place = ColumnProgram::Place;

/// Makes the steps of a graph, in the order of its nodes.
class Lowering {
 public:
  Lowering(const Graph& graph, std::span<const Output> outputs, ColumnProgram& program)
      : graph_(&graph),
        outputs_(outputs),
        program_(&program),
        last_use_(graph.nodes().size(), unused),
        stored_(graph.nodes().size()) {
    for (auto& there : there_) there = {Place::Kind::input, Rows::cases, Columns::there};
    for (std::size_t s = 0; s < there_.size(); ++s) there_[s].rows = static_cast<Rows>(s);
  }

  void run() {
    find_last_uses();
    for (std::uint32_t i = 0; i < graph_->nodes().size(); ++i)
      if (last_use_[i] != unused) lower(i);
  }

 private:
  static constexpr std::int64_t unused = -1;
  struct Stored {
    Place place;
    bool negated = false;  ///< what stands there is the opposite of the node
  };

  void find_last_uses() {
    for (const auto& output : outputs_) {
      const auto s = static_cast<std::size_t>(output.subject);
      places_.push_back({Place::Kind::output, rows_of(output.subject), program_->outputs_[s]++});
      last_use_[output.bit.node] = output.bit.node;
    }
    for (auto i = static_cast<std::uint32_t>(graph_->nodes().size()); i-- > 0;) {
      if (last_use_[i] == unused) continue;
      const auto& node = graph_->nodes()[i];
      if (node.op == Node::Op::constant || node.op == Node::Op::input) continue;
      for (const auto operand : {node.a.node, node.b.node})
        last_use_[operand] = std::max<std::int64_t>(last_use_[operand], i);
    }
  }

  void lower(std::uint32_t i) {
    const auto& node = graph_->nodes()[i];
    if (node.op == Node::Op::input) stored_[i] = {{Place::Kind::input, node.rows, node.number}, false};
    if (node.op == Node::Op::both) both(i, node);
    if (node.op == Node::Op::differ) differ(i, node);
    if (node.op == Node::Op::fold) fold(i, node);
    for (std::size_t o = 0; o < outputs_.size(); ++o)
      if (outputs_[o].bit.node == i) output(outputs_[o], places_[o]);
    for (const auto operand : {node.a.node, node.b.node, i})
      if (last_use_[operand] == i) release(operand);
  }

  [[nodiscard]] bool negated(Bit bit) const { return bit.negated != stored_[bit.node].negated; }
  [[nodiscard]] const Place& place(Bit bit) const { return stored_[bit.node].place; }

  void step(Op op, const Place& to, const Place& a, const Place& b) {
    program_->steps_.push_back({.op = op, .over = Subject::patient, .number = 0, .to = to, .a = a, .b = b});
  }

  void both(std::uint32_t i, const Node& node) {
    const bool a = negated(node.a);
    const bool b = negated(node.b);
    stored_[i] = {reserve(node.rows), a && b};
    if (a && b) return step(Op::either, stored_[i].place, place(node.a), place(node.b));
    if (a) return step(Op::but_not, stored_[i].place, place(node.b), place(node.a));
    step(b ? Op::but_not : Op::both, stored_[i].place, place(node.a), place(node.b));
  }

  void differ(std::uint32_t i, const Node& node) {
    stored_[i] = {reserve(node.rows), negated(node.a) != negated(node.b)};
    step(Op::differ, stored_[i].place, place(node.a), place(node.b));
  }

  void fold(std::uint32_t i, const Node& node) {
    expects(!negated(node.a));  // it is "… and there is such a lead"
    stored_[i] = {reserve(node.rows), false};
    step(Op::fold, stored_[i].place, place(node.a), place(node.a));
    program_->steps_.back().over = node.subject;
    program_->steps_.back().number = node.number;
  }

  void output(const Output& output, const Place& to) {
    const auto& there = there_[static_cast<std::size_t>(output.subject)];
    expects((graph_->rows(output.bit) | to.rows) == to.rows);
    if (output.bit.node == 0) return step(output.bit.negated ? Op::both : Op::but_not, to, there, there);
    step(negated(output.bit) ? Op::but_not : Op::both, to, there, place(output.bit));
  }

  Place reserve(Rows rows) {
    const auto r = static_cast<std::size_t>(rows);
    if (free_[r].empty()) return {Place::Kind::between, rows, program_->between_[r]++};
    const auto plane = free_[r].back();
    free_[r].pop_back();
    return {Place::Kind::between, rows, plane};
  }

  void release(std::uint32_t node) {
    const auto& place = stored_[node].place;
    if (place.kind == Place::Kind::between) free_[static_cast<std::size_t>(place.rows)].push_back(place.plane);
    last_use_[node] = unused;
  }

  const Graph* graph_;
  std::span<const Output> outputs_;
  ColumnProgram* program_;
  std::vector<std::int64_t> last_use_;  ///< the last node that needs this one
  std::vector<Stored> stored_;
  std::vector<Place> places_;  ///< of the outputs
  std::array<Place, 3> there_;
  std::array<std::vector<std::size_t>, 4> free_;
};

ColumnProgram::ColumnProgram(const Graph& graph, std::span<const Output> outputs) {
  Lowering(graph, outputs, *this).run();
}

void ColumnRunner::run(const ColumnBlock& block) {
  block_ = block;
  const std::array<std::size_t, 4> lines = {1, block.leads, block.sides, block.leads * block.sides};
  for (std::size_t r = 0; r < lines.size(); ++r)
    if (const auto size = lines[r] * program_->between()[r] * words_in_line; between_[r].size() < size)
      between_[r].resize(size);
  for (const auto& step : program_->steps()) {
    switch (step.op) {
      case Op::both:
        combine(step, [](Word a, Word b) { return a & b; });
        break;
      case Op::but_not:
        combine(step, [](Word a, Word b) { return a & ~b; });
        break;
      case Op::either:
        combine(step, [](Word a, Word b) { return a | b; });
        break;
      case Op::differ:
        combine(step, [](Word a, Word b) { return a ^ b; });
        break;
      case Op::fold:
        fold(step);
        break;
    }
  }
}

std::size_t ColumnRunner::line(const Place& place, Row row) const {
  if (place.rows == Rows::pairs) return row.lead * block_.sides + row.side;
  return has(place.rows, Subject::lead) ? row.lead : has(place.rows, Subject::side) ? row.side : 0;
}

const Word* ColumnRunner::read(const Place& place, Row row) const {
  const auto r = static_cast<std::size_t>(place.rows);
  if (place.kind == Place::Kind::input)
    return block_.in[r] + (line(place, row) * block_.in_width[r] + place.plane) * words_in_line;
  return between_[r].data() + (line(place, row) * program_->between()[r] + place.plane) * words_in_line;
}

Word* ColumnRunner::write(const Place& place, Row row) {
  const auto r = static_cast<std::size_t>(place.rows);
  if (place.kind == Place::Kind::output)
    return block_.out[r] + (line(place, row) * program_->outputs()[r] + place.plane) * words_in_line;
  return between_[r].data() + (line(place, row) * program_->between()[r] + place.plane) * words_in_line;
}

template <typename Visit>
void ColumnRunner::each_row(Rows rows, const Visit& visit) const {
  const auto leads = has(rows, Subject::lead) ? block_.leads : 1;
  const auto sides = has(rows, Subject::side) ? block_.sides : 1;
  for (std::size_t lead = 0; lead < leads; ++lead)
    for (std::size_t side = 0; side < sides; ++side) visit(Row{lead, side});
}

template <typename Combine>
void ColumnRunner::combine(const ColumnProgram::Step& step, const Combine& word) {
  each_row(step.to.rows, [&](Row row) {
    Word* __restrict to = write(step.to, row);
    const Word* a = read(step.a, row);
    const Word* b = read(step.b, row);
    for (std::size_t i = 0; i < words_in_line; ++i) to[i] = word(a[i], b[i]);
  });
}

void ColumnRunner::fold(const ColumnProgram::Step& step) {
  const auto lines = step.over == Subject::lead ? block_.leads : block_.sides;
  each_row(step.to.rows, [&](Row row) {
    if (step.number > 1) return at_least(step, row);
    Word* __restrict to = write(step.to, row);
    std::fill_n(to, words_in_line, Word{0});
    for (std::size_t at = 0; at < lines; ++at) {
      (step.over == Subject::lead ? row.lead : row.side) = at;
      const Word* line = read(step.a, row);
      for (std::size_t i = 0; i < words_in_line; ++i) to[i] |= line[i];
    }
  });
}

/// Adds up the lines in binary digits, then compares; the same sum as Graph::at_least.
void ColumnRunner::at_least(const ColumnProgram::Step& step, Row row) {
  constexpr std::size_t digits = 32;
  const auto lines = step.over == Subject::lead ? block_.leads : block_.sides;
  Word* to = write(step.to, row);
  for (std::size_t i = 0; i < words_in_line; ++i) {
    std::array<Word, digits> sum = {};
    for (std::size_t at = 0; at < lines; ++at) {
      (step.over == Subject::lead ? row.lead : row.side) = at;
      Word carry = read(step.a, row)[i];
      for (std::size_t d = 0; carry != 0; ++d) {
        const Word next = sum[d] & carry;
        sum[d] ^= carry;
        carry = next;
      }
    }
    Word reached = ~Word{0};
    for (std::size_t d = 0; d < digits; ++d)
      reached = ((step.number >> d) & 1U) != 0 ? sum[d] & reached : sum[d] | reached;
    to[i] = reached;
  }
}

}  // namespace lossa::guideline
