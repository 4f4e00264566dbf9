// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/evaluate.hpp>

#include <algorithm>

#include "verdict.hpp"
#include "walk.hpp"

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

/// Builds an Explanation from its leaves up: a condition's verdict is the fold of its parts' verdicts.
class Explainer {
 public:
  explicit Explainer(const Evaluator& evaluator)
      : evaluator_(&evaluator), walk_(evaluator.knowledge(), evaluator.values(), evaluator.readings()) {}

  Explanation operator()(const Expression& e, Binding binding) const {
    Explanation result{.expression = &e, .binding = binding, .verdict = {}, .parts = parts_of(e, binding)};
    result.verdict = verdict_of(e, binding, result.parts);
    return result;
  }

 private:
  std::vector<Explanation> parts_of(const Expression& e, Binding binding) const {
    std::vector<Explanation> parts;
    if (e.op == Op::criterion) {
      parts.push_back((*this)(evaluator_->knowledge().criteria[static_cast<std::size_t>(e.index)].when, binding));
    } else if (e.subject != Subject::patient) {
      for (int i = 0; i < evaluator_->values().count(e.subject); ++i) {
        (e.subject == Subject::lead ? binding.lead : binding.side) = i;
        parts.push_back((*this)(e.parts.front(), binding));
      }
    } else {
      for (const auto& part : e.parts) parts.push_back((*this)(part, binding));
    }
    return parts;
  }

  Verdict verdict_of(const Expression& e, Binding binding, const std::vector<Explanation>& parts) const {
    switch (e.op) {
      case Op::all:
      case Op::each_all:
        return fold(VerdictAlgebra::all(), parts);
      case Op::any:
      case Op::each_any:
        return fold(VerdictAlgebra::any(), parts);
      case Op::count:
      case Op::each_count:
        return fold(VerdictAlgebra::count(e.comparison, e.number), parts);
      case Op::negation:
        return VerdictAlgebra::negate(parts.front().verdict);
      case Op::criterion:
        return parts.front().verdict;
      case Op::fact:
      case Op::compare:
      case Op::among:
      case Op::reading:
      case Op::conclusion:
        return walk_(e, binding);
    }
    contract_violated(std::source_location::current());
  }

  template <typename Fold>
  static Verdict fold(Fold fold, const std::vector<Explanation>& parts) {
    for (const auto& part : parts) fold.add(part.verdict);
    return fold.result();
  }

  const Evaluator* evaluator_;
  Walk<VerdictAlgebra> walk_;
};

}  // namespace

ReadingChoice default_readings(const Knowledge& knowledge) {
  ReadingChoice choice;
  for (const auto& reading : knowledge.readings) choice.push_back(reading.default_option);
  return choice;
}

Verdict Evaluator::evaluate(const Expression& condition, Binding binding) const {
  return Walk<VerdictAlgebra>(*knowledge_, *values_, *readings_)(condition, binding);
}

Explanation Evaluator::explain(const Expression& condition, Binding binding) const {
  return Explainer(*this)(condition, binding);
}

Verdict Evaluator::conclusion(int question, int option, Binding binding) const {
  return Walk<VerdictAlgebra>(*knowledge_, *values_, *readings_).conclusion(question, option, binding);
}

int Evaluator::so_far(int question, Binding binding) const {
  const auto& conclusions = knowledge_->questions[static_cast<std::size_t>(question)].conclusions;
  const Walk<SoFarAlgebra> holds(*knowledge_, *values_, *readings_);
  const auto found = std::ranges::find_if(conclusions, [&](const Conclusion& conclusion) {
    return conclusion.otherwise || holds(conclusion.when, binding);
  });
  return found == conclusions.end() ? -1 : static_cast<int>(found - conclusions.begin());
}

std::uint64_t Evaluator::not_ruled_out(int question, Binding binding) const {
  const Walk<TruthAlgebra> walk(*knowledge_, *values_, *readings_);
  const auto count = knowledge_->questions[static_cast<std::size_t>(question)].conclusions.size();
  std::uint64_t possible = 0;
  for (std::size_t i = 0; i < count; ++i)
    if (!walk.conclusion(question, static_cast<int>(i), binding).is_no()) possible |= std::uint64_t{1} << i;
  return possible;
}

}  // namespace lossa::guideline
