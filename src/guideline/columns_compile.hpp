// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "columns_graph.hpp"

#include <lossa/guideline/columns.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// Kleene's answer as two planes, and the count so far.
struct Answer {
  Bit yes, no, so_far;

  friend Answer operator!(Answer a) { return {a.no, a.yes, !a.so_far}; }
};

/// Conditions as planes, by the same rules as Walk<VerdictAlgebra>. A condition has the rows that its facts need: of a
/// lead only where a fact of a lead is asked for outside `each lead`.
class ColumnCompiler {
 public:
  ColumnCompiler(const Columns& columns, const ReadingChoice& readings, Graph& graph);

  Answer criterion(int index);
  Answer conclusion(int question, int option);
  /// Is the fact not known to one cell, in some row?
  Bit unknown(int fact);
  /// Does a case (lead, side) have this row?
  Bit there(Subject subject) { return graph_->input(subject, Columns::there); }

 private:
  static Answer certain(bool holds) { return holds ? Answer{Graph::yes, Graph::no, Graph::yes} : !certain(true); }

  Answer condition(const Expression& e);
  Answer leaf(const Expression& e);
  Answer both(const Answer& a, const Answer& b);
  Answer all(const Expression& e);
  Answer any(const Expression& e);
  Answer parts_at_least(std::size_t number, const std::vector<Answer>& parts);
  Answer rows_at_least(std::size_t number, Subject over, const Answer& part);
  Answer each(const Expression& e);
  Answer count(const Expression& e);
  template <typename AtLeast>
  Answer counted(const Expression& e, const AtLeast& at_least);

  const Columns* columns_;
  const Knowledge* knowledge_;
  const ReadingChoice* readings_;
  Graph* graph_;
  std::vector<std::optional<Answer>> criteria_;
  std::vector<std::vector<std::optional<Answer>>> conditions_;  ///< of each question's conclusions
};

}  // namespace lossa::guideline
