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

/// What would narrow the points: facts still open of items whose points are.
void collect_missing(const guideline::Evaluator& evaluator, const guideline::Score& score, ScoreAnswer& answer) {
  std::set<int> facts;
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    if (answer.result.items[i].is_exact()) continue;
    for (const auto& level : score.items[i].levels)
      if (!level.otherwise) collect_facts(evaluator.knowledge(), level.when, facts);
  }
  std::erase_if(facts, [&](int fact) { return !is_open(evaluator, fact); });
  for (const auto& step : score.formula)
    if (step.op == FormulaStep::Op::fact && !evaluator.values().of(step.fact).number.is_exact())
      facts.insert(step.fact);
  answer.missing.assign(facts.begin(), facts.end());
}

}  // namespace

ScoreAnswer score_answer(const guideline::Evaluator& evaluator, int score) {
  const auto& declared = evaluator.knowledge().scores[static_cast<std::size_t>(score)];
  ScoreAnswer answer{
      .score = score, .applies = {}, .result = guideline::evaluate_score(evaluator, declared), .missing = {}};
  if (declared.when.has_value()) answer.applies = evaluator.evaluate(*declared.when, {});
  if (!answer.applies.has_value() || !answer.applies->truth.is_no()) collect_missing(evaluator, declared, answer);
  return answer;
}

}  // namespace lossa::assessment
