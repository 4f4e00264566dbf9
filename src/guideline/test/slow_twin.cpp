// SPDX-License-Identifier: Apache-2.0
#include "slow_twin.hpp"

namespace lossa::guideline::test {
namespace {

using Op = Expression::Op;

bool compared(double a, Compare comparison, double b) {
  if (comparison == Compare::equal) return a == b;
  if (comparison == Compare::not_equal) return a != b;
  if (comparison == Compare::less) return a < b;
  if (comparison == Compare::not_more) return a <= b;
  if (comparison == Compare::more) return a > b;
  return a >= b;
}

}  // namespace

bool SlowTwin::leaf(const Expression& e, const Complete& complete, Binding binding) const {
  const auto fact = static_cast<std::size_t>(e.index);
  const auto of = knowledge_->facts[fact].of;
  const int instance = of == Subject::lead ? binding.lead : of == Subject::side ? binding.side : 0;
  const double value = complete[fact].at(static_cast<std::size_t>(instance));
  if (e.op == Op::fact) return value == 1;
  if (e.op == Op::compare) return compared(value, e.comparison, e.number);
  return ((e.mask >> static_cast<unsigned>(value)) & 1U) != 0;
}

int SlowTwin::count(const Expression& e, const Complete& complete, Binding binding) const {
  int holding = 0;
  if (e.subject == Subject::patient) {
    for (const auto& part : e.parts) holding += holds(part, complete, binding) ? 1 : 0;
    return holding;
  }
  for (int i = 0; i < (e.subject == Subject::lead ? leads_ : sides_); ++i) {
    auto inner = binding;
    if (e.subject == Subject::lead) inner.lead = i;
    if (e.subject == Subject::side) inner.side = i;
    holding += holds(e.parts.front(), complete, inner) ? 1 : 0;
  }
  return holding;
}

bool SlowTwin::holds(const Expression& e, const Complete& complete, Binding binding) const {
  const int instances = e.subject == Subject::lead ? leads_ : sides_;
  switch (e.op) {
    case Op::all:
      return count(e, complete, binding) == static_cast<int>(e.parts.size());
    case Op::any:
    case Op::each_any:
      return count(e, complete, binding) > 0;
    case Op::each_all:
      return count(e, complete, binding) == instances;
    case Op::count:
    case Op::each_count:
      return compared(count(e, complete, binding), e.comparison, e.number);
    case Op::negation:
      return !holds(e.parts.front(), complete, binding);
    case Op::criterion:
      return holds(knowledge_->criteria[static_cast<std::size_t>(e.index)].when, complete, binding);
    case Op::reading:
      return (*readings_)[static_cast<std::size_t>(e.index)] == e.option;
    case Op::conclusion:
      return concluded(e.index, complete, binding) == e.option;
    case Op::fact:
    case Op::compare:
    case Op::among:
      break;
  }
  return leaf(e, complete, binding);
}

int SlowTwin::concluded(int question, const Complete& complete, Binding binding) const {
  const auto& conclusions = knowledge_->questions[static_cast<std::size_t>(question)].conclusions;
  for (std::size_t i = 0; i < conclusions.size(); ++i)
    if (conclusions[i].otherwise || holds(conclusions[i].when, complete, binding)) return static_cast<int>(i);
  return -1;
}

bool SlowTwin::breaks(const Constraint& constraint, const Complete& complete) const {
  if (constraint.subject == Subject::patient) return holds(constraint.never, complete, {});
  bool broken = false;
  for (int i = 0; i < (constraint.subject == Subject::lead ? leads_ : sides_); ++i) {
    const auto binding = constraint.subject == Subject::lead ? Binding{i, -1} : Binding{-1, i};
    broken = broken || holds(constraint.never, complete, binding);
  }
  return broken;
}

void each_completion(const Candidates& candidates, const std::function<void(const Complete&)>& visit) {
  Complete complete;
  std::vector<std::pair<std::size_t, std::size_t>> slots;
  for (std::size_t fact = 0; fact < candidates.size(); ++fact) {
    complete.emplace_back(candidates[fact].size());
    for (std::size_t instance = 0; instance < candidates[fact].size(); ++instance) slots.emplace_back(fact, instance);
  }
  const std::function<void(std::size_t)> fill = [&](std::size_t next) {
    if (next == slots.size()) return visit(complete);
    const auto [fact, instance] = slots[next];
    for (const double value : candidates[fact][instance]) {
      complete[fact][instance] = value;
      fill(next + 1);
    }
  };
  fill(0);
}

}  // namespace lossa::guideline::test
