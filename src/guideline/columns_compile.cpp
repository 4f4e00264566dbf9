// SPDX-License-Identifier: Apache-2.0
#include "columns_compile.hpp"

#include <algorithm>
#include <cmath>

#include "walk.hpp"

namespace lossa::guideline {

using Op = Expression::Op;

ColumnCompiler::ColumnCompiler(const Columns& columns, const ReadingChoice& readings, Graph& graph)
    : columns_(&columns),
      knowledge_(&columns.knowledge()),
      readings_(&readings),
      graph_(&graph),
      criteria_(knowledge_->criteria.size()) {
  expects(readings.size() == knowledge_->readings.size());
  for (const auto& question : knowledge_->questions) conditions_.emplace_back(question.conclusions.size());
}

Answer ColumnCompiler::criterion(int index) {
  auto& known = criteria_[static_cast<std::size_t>(index)];
  if (!known) known = condition(knowledge_->criteria[static_cast<std::size_t>(index)].when);
  return *known;
}

Answer ColumnCompiler::conclusion(int question, int option) {
  const auto& conclusions = knowledge_->questions[static_cast<std::size_t>(question)].conclusions;
  auto& conditions = conditions_[static_cast<std::size_t>(question)];
  auto result = certain(true);
  for (std::size_t i = 0; i <= static_cast<std::size_t>(option); ++i) {
    if (conclusions[i].otherwise) break;
    if (!conditions[i]) conditions[i] = condition(conclusions[i].when);
    const bool is_last = i == static_cast<std::size_t>(option);
    result = both(result, is_last ? *conditions[i] : !*conditions[i]);
  }
  return result;
}

Answer ColumnCompiler::condition(const Expression& e) {
  switch (e.op) {
    case Op::all:
      return all(e);
    case Op::any:
      return any(e);
    case Op::negation:
      return !condition(e.parts.front());
    case Op::count:
      return count(e);
    case Op::each_all:
    case Op::each_any:
    case Op::each_count:
      return each(e);
    case Op::fact:
    case Op::compare:
    case Op::among:
      return leaf(e);
    case Op::criterion:
      return criterion(e.index);
    case Op::reading:
      return certain((*readings_)[static_cast<std::size_t>(e.index)] == e.option);
    case Op::conclusion:
      return conclusion(e.index, e.option);
  }
  contract_violated(std::source_location::current());
}

/// Yes when every cell is ruled out in which it does not hold, no when every one is in which it does.
Answer ColumnCompiler::leaf(const Expression& e) {
  const auto of = knowledge_->facts[static_cast<std::size_t>(e.index)].of;
  auto plane = columns_->first_plane(e.index);
  Bit yes = Graph::yes;
  Bit no = Graph::yes;
  for (const auto& cell : columns_->cells().of(e.index)) {
    auto& side = leaf_truth(e, cell.example).is_yes() ? no : yes;
    side = graph_->both(side, graph_->input(of, plane++));
  }
  if (yes == Graph::yes || no == Graph::yes) return certain(yes == Graph::yes);
  return {yes, no, yes};
}

Answer ColumnCompiler::both(const Answer& a, const Answer& b) {
  return {graph_->both(a.yes, b.yes), graph_->either(a.no, b.no), graph_->both(a.so_far, b.so_far)};
}

Answer ColumnCompiler::all(const Expression& e) {
  auto result = certain(true);
  for (const auto& part : e.parts) result = both(result, condition(part));
  return result;
}

Answer ColumnCompiler::any(const Expression& e) {
  auto none = certain(true);
  for (const auto& part : e.parts) none = both(none, !condition(part));
  return !none;
}

/// What is yes counts in any case, what is not no may count.
Answer ColumnCompiler::parts_at_least(std::size_t number, const std::vector<Answer>& parts) {
  std::vector<Bit> least, most, so_far;
  for (const auto& part : parts) {
    least.push_back(part.yes);
    most.push_back(!part.no);
    so_far.push_back(part.so_far);
  }
  return {graph_->at_least(number, least), !graph_->at_least(number, most), graph_->at_least(number, so_far)};
}

Answer ColumnCompiler::rows_at_least(std::size_t number, Subject over, const Answer& part) {
  const auto rows = [&](Bit plane) { return graph_->fold(over, number, graph_->both(plane, there(over))); };
  return {rows(part.yes), !rows(!part.no), rows(part.so_far)};
}

/// A count compared with a number, by "at least" alone: "= 2" is "at least 2 and not at least 3".
template <typename AtLeast>
Answer ColumnCompiler::counted(const Expression& e, const AtLeast& at_least) {
  // No count comes near the upper end.
  const auto reaches = [&](double number) { return at_least(static_cast<std::size_t>(std::clamp(number, 0.0, 1e9))); };
  const auto not_less = [&] { return reaches(std::ceil(e.number)); };
  const auto more = [&] { return reaches(std::floor(e.number) + 1); };
  switch (e.comparison) {
    case Compare::equal:
      return both(not_less(), !more());
    case Compare::not_equal:
      return !both(not_less(), !more());
    case Compare::less:
      return !not_less();
    case Compare::not_more:
      return !more();
    case Compare::more:
      return more();
    case Compare::not_less:
      return not_less();
  }
  contract_violated(std::source_location::current());
}

Answer ColumnCompiler::count(const Expression& e) {
  std::vector<Answer> parts;
  for (const auto& part : e.parts) parts.push_back(condition(part));
  return counted(e, [&](std::size_t number) { return parts_at_least(number, parts); });
}

Answer ColumnCompiler::each(const Expression& e) {
  const auto part = condition(e.parts.front());
  if (e.op == Op::each_any) return rows_at_least(1, e.subject, part);
  if (e.op == Op::each_all) return !rows_at_least(1, e.subject, !part);
  return counted(e, [&](std::size_t number) { return rows_at_least(number, e.subject, part); });
}

Bit ColumnCompiler::unknown(int fact) {
  const auto of = knowledge_->facts[static_cast<std::size_t>(fact)].of;
  std::vector<Bit> left;
  for (std::size_t i = 0; i < columns_->cells().of(fact).size(); ++i)
    left.push_back(!graph_->input(of, columns_->first_plane(fact) + i));
  return graph_->both(graph_->at_least(2, left), there(of));
}

}  // namespace lossa::guideline
