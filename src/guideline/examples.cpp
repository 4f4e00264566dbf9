// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include "loader.hpp"

#include <lossa/base/text.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {
namespace {

Value value_of(const Fact& fact, double number) {
  Value value;
  if (fact.type == FactType::truth) value.truth = Truth::of(number != 0);
  if (fact.type == FactType::number) value.number = Interval<double>::exactly(number);
  if (fact.type == FactType::category) value.possible = std::uint64_t{1} << static_cast<unsigned>(number);
  return value;
}

Values values_of(const Knowledge& knowledge, const ScoreExample& example) {
  Values values(knowledge, example.leads, 0);
  for (std::size_t i = 0; i < knowledge.facts.size(); ++i) {
    const auto& fact = knowledge.facts[i];
    if (!example.rest_is_normal || (fact.type != FactType::truth && fact.type != FactType::category)) continue;
    for (int instance = 0; instance < values.count(fact.of); ++instance)
      values.of(static_cast<int>(i), instance) = value_of(fact, 0);
  }
  for (const auto& given : example.given)
    values.of(given.fact, std::max(given.lead, 0)) =
        value_of(knowledge.facts[static_cast<std::size_t>(given.fact)], given.number);
  return values;
}

ScoreResult worked_out(const Knowledge& knowledge, const Score& score, const ScoreExample& example) {
  auto values = values_of(knowledge, example);
  auto readings = default_readings(knowledge);
  for (const auto& [reading, option] : example.readings) readings[static_cast<std::size_t>(reading)] = option;
  auto computed = knowledge.computed;
  for (const auto& given : example.given) std::erase(computed, given.fact);
  compute_facts(knowledge, readings, computed, values);
  return evaluate_score(Evaluator(knowledge, values, readings), score);
}

std::string number_words(double number) { return format_number(std::round(number * 1e7) / 1e7); }

std::string range_words(Interval<double> range) {
  if (range.is_exact()) return number_words(range.low);
  const auto end = [](double number) { return std::isinf(number) ? "no limit" : number_words(number); };
  return "from " + end(range.low) + " to " + end(range.high);
}

void check_example(const Knowledge& knowledge, const Score& score, const ScoreExample& example, Issues& issues) {
  constexpr double rounding = 1e-9;  // of sums of decimal fractions
  const auto result = worked_out(knowledge, score, example);
  const auto fault = [&](std::string message) {
    issues.push_back({Severity::error, example.place, std::move(message)});
  };
  const double limit = example.tolerance + rounding;
  const bool is_near = result.total.low >= example.total - limit && result.total.high <= example.total + limit;
  if (!is_near)
    fault("the example gives " + range_words(result.total) + ", not " + number_words(example.total));
  else if (example.band >= 0 && result.bands != std::uint64_t{1} << static_cast<unsigned>(example.band))
    fault("the example does not fall in the band '" + score.bands[static_cast<std::size_t>(example.band)].id + "'");
}

}  // namespace

void check_examples(Loading& loading) {
  for (const auto& score : loading.knowledge.scores)
    for (const auto& example : score.examples) check_example(loading.knowledge, score, example, loading.issues);
}

}  // namespace lossa::guideline
