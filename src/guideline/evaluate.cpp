// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/evaluate.hpp>

#include <algorithm>

#include "verdict.hpp"
#include "walk.hpp"

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

/// Builds an Explanation: the same walk as Walk<VerdictAlgebra>, kept as a tree.
class Explainer {
 public:
  explicit Explainer(const Evaluator& evaluator)
      : evaluator_(&evaluator), walk_(evaluator.knowledge(), evaluator.values(), evaluator.readings()) {}

  Explanation operator()(const Expression& e, Binding binding) const {
    Explanation result{.expression = &e, .binding = binding, .verdict = walk_(e, binding), .parts = {}};
    const auto& knowledge = evaluator_->knowledge();
    if (e.op == Op::criterion) {
      result.parts.push_back((*this)(knowledge.criteria[static_cast<std::size_t>(e.index)].when, binding));
    } else if (e.subject != Subject::patient) {
      for (int i = 0; i < evaluator_->values().count(e.subject); ++i) {
        (e.subject == Subject::lead ? binding.lead : binding.side) = i;
        result.parts.push_back((*this)(e.parts.front(), binding));
      }
    } else {
      for (const auto& part : e.parts) result.parts.push_back((*this)(part, binding));
    }
    return result;
  }

 private:
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
