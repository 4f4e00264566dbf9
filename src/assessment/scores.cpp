// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "answers.hpp"
#include "found.hpp"

namespace lossa::assessment {
namespace {

using guideline::Atom;
using guideline::Evaluator;
using guideline::Expression;
using guideline::Fact;
using guideline::FactType;
using guideline::Knowledge;
using guideline::Score;
using guideline::Value;
using Op = Expression::Op;

constexpr double infinity = std::numeric_limits<double>::infinity();

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

void collect_facts(const Knowledge& knowledge, const guideline::ScoreItem& item, std::set<int>& facts) {
  for (const auto& level : item.levels)
    if (!level.otherwise) collect_facts(knowledge, level.when, facts);
}

void collect_facts(const Knowledge& knowledge, const guideline::ScoreFormula& formula, std::set<int>& facts) {
  if (!formula.otherwise) collect_facts(knowledge, formula.when, facts);
  for (const auto& step : formula.steps)
    if (step.fact >= 0) facts.insert(step.fact);
}

/// The facts of items whose points are open, and of the formulas.
std::set<int> facts_of_open_parts(const Knowledge& knowledge, const Score& score,
                                  const guideline::ScoreResult& result) {
  std::set<int> facts;
  if (result.total.is_exact()) return facts;
  for (std::size_t i = 0; i < score.items.size(); ++i)
    if (!result.items[i].is_exact()) collect_facts(knowledge, score.items[i], facts);
  for (const auto& formula : score.formulas) collect_facts(knowledge, formula, facts);
  return facts;
}

bool is_exact(const Fact& fact, const Value& value) {
  return fact.type == FactType::number ? value.number.is_exact() : guideline::is_known(fact, value);
}

/// Of a number its bounds, and its cuts with the values beside them; a formula changes most steadily between these.
std::vector<Value> outcomes_of(const Knowledge& knowledge, const guideline::Values& values, Atom atom) {
  const auto& fact = knowledge.facts[static_cast<std::size_t>(atom.fact)];
  if (fact.type != FactType::number) return guideline::outcomes(knowledge, values, atom);
  const auto range = values.of(atom.fact, atom.instance).number;
  std::vector<double> numbers = {range.low, range.high};
  for (const double cut : fact.cuts) {
    const bool whole = fact.is_count;
    numbers.insert(numbers.end(), {cut, whole ? cut - 1 : std::nextafter(cut, -infinity),
                                   whole ? cut + 1 : std::nextafter(cut, infinity)});
  }
  std::vector<Value> outcomes;
  for (const double number : numbers) {
    if (!std::isfinite(number) || !range.contains(number)) continue;
    outcomes.emplace_back();
    outcomes.back().number = Interval<double>::exactly(number);
  }
  return outcomes;
}

/// Works out what a score would be if one thing more were known.
class Narrowing {
 public:
  Narrowing(const Evaluator& evaluator, const std::vector<int>& computed, const Score& score)
      : evaluator_(&evaluator), computed_(&computed), score_(&score), values_(evaluator.values()) {}

  /// How wide the total would be at worst once one of the fact's subjects is known; nothing where it can change
  /// nothing.
  std::optional<double> width_after(int index) {
    const auto& fact = evaluator_->knowledge().facts[static_cast<std::size_t>(index)];
    std::optional<double> least;
    for (int i = 0; i < values_.count(fact.of); ++i) {
      const auto value = evaluator_->values().of(index, i);
      if (is_exact(fact, value)) continue;
      const auto effect = effect_of({index, i});
      // A number may be known well enough for every comparison, and yet not for a formula.
      if (guideline::is_known(fact, value) && !effect.changes) continue;
      least = std::min(least.value_or(infinity), effect.widest);
    }
    return least;
  }

 private:
  struct Effect {
    double widest = 0;     ///< the total at worst; infinite where it would have no limit
    bool changes = false;  ///< some outcome gives another total than now
  };
  Effect effect_of(Atom atom) {
    const auto outcomes = outcomes_of(evaluator_->knowledge(), evaluator_->values(), atom);
    Effect effect{.widest = outcomes.empty() ? infinity : 0, .changes = false};
    const auto now = evaluate_score(*evaluator_, *score_).total;
    auto& value = values_.of(atom.fact, atom.instance);
    const auto before = value;
    for (const auto& outcome : outcomes) {
      value = outcome;
      const auto total = total_with(atom.fact);
      effect.widest = std::max(effect.widest, total.is_exact() ? 0 : total.high - total.low);
      effect.changes = effect.changes || total != now;
    }
    value = before;
    return effect;
  }

  Interval<double> total_with(int learnt) {
    auto computed = *computed_;
    std::erase(computed, learnt);
    guideline::compute_facts(evaluator_->knowledge(), evaluator_->readings(), computed, values_);
    return guideline::evaluate_score(Evaluator(evaluator_->knowledge(), values_, evaluator_->readings()), *score_)
        .total;
  }

  const Evaluator* evaluator_;
  const std::vector<int>* computed_;
  const Score* score_;
  guideline::Values values_;
};

/// A fact that a score gives stands for what that score lacks; it is named itself if entries can give it too.
void add_input(const Knowledge& knowledge, const std::vector<int>& computed, int fact, std::set<int>& inputs) {
  const auto& from = knowledge.facts[static_cast<std::size_t>(fact)].from;
  const bool is_computed = std::ranges::find(computed, fact) != computed.end();
  if (!is_computed || !from->kind.empty() || !from->rule.empty()) inputs.insert(fact);
  if (!is_computed) return;
  for (const int input : knowledge.scores[static_cast<std::size_t>(from->score)].facts)
    add_input(knowledge, computed, input, inputs);
}

}  // namespace

void compute_open_facts(Assessment& assessment) {
  const auto& knowledge = assessment.library->knowledge;
  const auto fact_at = [&](int index) -> const Fact& { return knowledge.facts[static_cast<std::size_t>(index)]; };
  const auto is_given = [&](int fact) {
    return assessment.values.of(fact).number != guideline::range_of(fact_at(fact));
  };
  for (const int fact : knowledge.computed)
    if (!is_given(fact)) assessment.computed.push_back(fact);
  guideline::compute_facts(knowledge, assessment.readings, assessment.computed, assessment.values);
  for (const int fact : assessment.computed) {
    if (!is_given(fact)) continue;
    auto& evidence = assessment.evidence[assessment.values.slot(fact, 0)];
    for (const int input : knowledge.scores[static_cast<std::size_t>(fact_at(fact).from->score)].facts)
      for (int i = 0; i < assessment.values.count(fact_at(input).of); ++i)
        note(evidence, assessment.evidence[assessment.values.slot(input, i)]);
  }
}

ScoreAnswer score_answer(const Evaluator& evaluator, int score) {
  const auto& declared = evaluator.knowledge().scores[static_cast<std::size_t>(score)];
  ScoreAnswer answer{.score = score, .applies = {}, .result = guideline::evaluate_score(evaluator, declared)};
  if (declared.when.has_value()) answer.applies = evaluator.evaluate(*declared.when, {});
  return answer;
}

void find_missing(const Evaluator& evaluator, const std::vector<int>& computed, ScoreAnswer& answer) {
  if (answer.applies.has_value() && answer.applies->truth.is_no()) return;
  const auto& knowledge = evaluator.knowledge();
  const auto& score = knowledge.scores[static_cast<std::size_t>(answer.score)];
  std::set<int> inputs;
  for (const int fact : facts_of_open_parts(knowledge, score, answer.result))
    add_input(knowledge, computed, fact, inputs);
  Narrowing narrowing(evaluator, computed, score);
  std::vector<std::pair<double, int>> widths;
  for (const int input : inputs)
    if (const auto width = narrowing.width_after(input)) widths.emplace_back(*width, input);
  std::ranges::sort(widths);
  for (const auto& [width, fact] : widths) {
    answer.missing.push_back(fact);
    answer.remaining_width.push_back(width);
  }
}

}  // namespace lossa::assessment
