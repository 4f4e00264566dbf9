// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "columns_graph.hpp"

#include <lossa/guideline/columns.hpp>

namespace lossa::guideline {

/// A plane to be kept, with a row for each case, lead or side; no where there is none.
struct Output {
  Bit bit;
  Subject subject = Subject::patient;
};

/// A graph of planes as a list of steps, each from one or two lines to one, with as few lines in between as can be.
class ColumnProgram {
 public:
  /// The outputs of one subject are its planes 0, 1, 2 … in the order given.
  ColumnProgram(const Graph& graph, std::span<const Output> outputs);

  /// Where a line stands: among the inputs, in between, or among the outputs.
  struct Place {
    enum class Kind : std::uint8_t { input, between, output } kind = Kind::input;
    Rows rows = Rows::cases;
    std::size_t plane = 0;
  };
  struct Step {
    enum class Op : std::uint8_t { both, but_not, either, differ, fold } op = Op::both;
    Subject over = Subject::patient;  ///< of a fold: at least `number` of its lines
    std::size_t number = 0;
    Place to, a, b;  ///< `to` never stands where `a` or `b` does
  };

  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  /// How many planes stand in between and among the outputs, by rows.
  [[nodiscard]] const std::array<std::size_t, 4>& between() const { return between_; }
  [[nodiscard]] const std::array<std::size_t, 3>& outputs() const { return outputs_; }

 private:
  friend class Lowering;
  std::vector<Step> steps_;
  std::array<std::size_t, 4> between_ = {};
  std::array<std::size_t, 3> outputs_ = {};
};

/// One block of a cohort: its lines by subject.
struct ColumnBlock {
  std::array<const Word*, 3> in = {};
  std::array<std::size_t, 3> in_width = {};
  std::array<Word*, 3> out = {};
  std::size_t leads = 0;
  std::size_t sides = 0;
};

/// Runs a program, block after block.
class ColumnRunner {
 public:
  explicit ColumnRunner(const ColumnProgram& program) : program_(&program) {}

  void run(const ColumnBlock& block);

 private:
  /// A lead and a side of every case of the block.
  struct Row {
    std::size_t lead = 0;
    std::size_t side = 0;
  };
  [[nodiscard]] std::size_t line(const ColumnProgram::Place& place, Row row) const;
  [[nodiscard]] const Word* read(const ColumnProgram::Place& place, Row row) const;
  [[nodiscard]] Word* write(const ColumnProgram::Place& place, Row row);
  template <typename Visit>
  void each_row(Rows rows, const Visit& visit) const;
  template <typename Combine>
  void combine(const ColumnProgram::Step& step, const Combine& word);
  void fold(const ColumnProgram::Step& step);
  void at_least(const ColumnProgram::Step& step, Row row);

  const ColumnProgram* program_;
  ColumnBlock block_;
  std::array<std::vector<Word>, 4> between_;
};

}  // namespace lossa::guideline
