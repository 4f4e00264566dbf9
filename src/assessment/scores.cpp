// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "answers.hpp"

namespace lossa::assessment {
namespace {

using guideline::Expression;
using guideline::FormulaStep;
using guideline::Knowledge;
using Op = Expression::Op;

/// Every fact that a condition rests on, through criteria and questions.
void collect_facts(const Knowledge& knowledge, const Expression& condition, std::set<int>& facts) {
  const auto index = static_cast<std::size_t>(std::max(condition.index, 0));
  switch (condition.op) {
    case Op::fact:
    case Op::compare:
    case Op::among:
      facts.insert(condition.index);
      return;
    case Op::criterion:
      return collect_facts(knowledge, knowledge.criteria[index].when, facts);
    case Op::conclusion:
      facts.insert(knowledge.questions[index].facts.begin(), knowledge.questions[index].facts.end());
      return;
    case Op::reading:
      return;
    case Op::all:
    case Op::any:
    case Op::negation:
    case Op::count:
    case Op::each_all:
    case Op::each_any:
    case Op::each_count:
      for (const auto& part : condition.parts) collect_facts(knowledge, part, facts);
      return;
  }
}

bool is_open(const guideline::Evaluator& evaluator, int fact) {
  const auto& declared = evaluator.knowledge().facts[static_cast<std::size_t>(fact)];
  for (int i = 0; i < evaluator.values().count(declared.of); ++i)
    if (!guideline::is_known(declared, evaluator.values().of(fact, i))) return true;
  return false;
}

}  // namespace

ScoreAnswer score_answer(const guideline::Evaluator& evaluator, int score) {
  const auto& knowledge = evaluator.knowledge();
  const auto& declared = knowledge.scores[static_cast<std::size_t>(score)];
  ScoreAnswer answer{
      .score = score, .applies = {}, .result = guideline::evaluate_score(evaluator, declared), .missing = {}};
  std::set<int> facts;
  if (declared.when.has_value()) {
    answer.applies = evaluator.evaluate(*declared.when, {});
    if (answer.applies->truth.is_no()) return answer;
  }
  for (std::size_t i = 0; i < declared.items.size(); ++i) {
    if (answer.result.items[i].is_exact()) continue;
    for (const auto& level : declared.items[i].levels)
      if (!level.otherwise) collect_facts(knowledge, level.when, facts);
  }
  for (const int fact : facts)
    if (is_open(evaluator, fact)) answer.missing.push_back(fact);
  for (const auto& step : declared.formula) {
    const bool is_missing = step.op == FormulaStep::Op::fact && !evaluator.values().of(step.fact).number.is_exact();
    if (is_missing && std::ranges::find(answer.missing, step.fact) == answer.missing.end())
      answer.missing.push_back(step.fact);
  }
  return answer;
}

}  // namespace lossa::assessment
