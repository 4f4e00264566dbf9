// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {
namespace {

using Range = Interval<double>;

/// The range over the choices that nothing rules out: those up to the first that surely holds.
template <typename Choices, typename RangeOf>
Range over_choices(const Evaluator& evaluator, const Choices& choices, const RangeOf& range_of_choice) {
  std::optional<Range> range;
  for (const auto& choice : choices) {
    const auto truth = choice.otherwise ? Truth::yes() : evaluator.evaluate(choice.when, {}).truth;
    if (truth.is_no()) continue;
    const auto one = range_of_choice(choice);
    range = range ? hull(*range, one) : one;
    if (truth.is_yes()) break;
  }
  return range.value_or(Range::anything());
}

/// Anything where an end is no number, as of "infinite less infinite".
Range range_of(double low, double high) {
  return std::isnan(low) || std::isnan(high) ? Range::anything() : Range{low, high};
}

/// The range over the four corners; exact for operations that are monotone in each argument.
template <typename Operation>
Range over_corners(Range a, Range b, Operation operation) {
  const std::array<double, 4> corners = {operation(a.low, b.low), operation(a.low, b.high), operation(a.high, b.low),
                                         operation(a.high, b.high)};
  if (std::ranges::any_of(corners, [](double x) { return std::isnan(x); })) return Range::anything();
  const auto [low, high] = std::ranges::minmax(corners);
  return {low, high};
}

Range binary(FormulaStep::Op op, Range a, Range b) {
  using Op = FormulaStep::Op;
  switch (op) {
    case Op::add:
      return range_of(a.low + b.low, a.high + b.high);
    case Op::subtract:
      return range_of(a.low - b.high, a.high - b.low);
    case Op::multiply:
      return over_corners(a, b, [](double x, double y) { return x * y; });
    case Op::divide:
      if (b.contains(0)) return Range::anything();
      return over_corners(a, b, [](double x, double y) { return x / y; });
    case Op::min:
      return {std::min(a.low, b.low), std::min(a.high, b.high)};
    case Op::max:
      return {std::max(a.low, b.low), std::max(a.high, b.high)};
    case Op::number:
    case Op::fact:
    case Op::points:
    case Op::exp:
    case Op::ln:
      break;
  }
  contract_violated(std::source_location::current());
}

/// Anything where there is no logarithm at all.
Range logarithm(Range a) {
  if (a.high <= 0) return Range::anything();
  if (a.low <= 0) return {-std::numeric_limits<double>::infinity(), std::log(a.high)};
  return {std::log(a.low), std::log(a.high)};
}

/// Postfix arithmetic on intervals.
Range total_of(const Values& values, const ScoreFormula& formula, Range points) {
  using Op = FormulaStep::Op;
  std::vector<Range> stack;
  const auto pop = [&] {
    expects(!stack.empty());
    const auto top = stack.back();
    stack.pop_back();
    return top;
  };
  for (const auto& step : formula.steps) {
    if (step.op == Op::number) {
      stack.push_back(Range::exactly(step.number));
    } else if (step.op == Op::fact) {
      stack.push_back(values.of(step.fact).number);
    } else if (step.op == Op::points) {
      stack.push_back(points);
    } else if (step.op == Op::exp) {
      const auto a = pop();
      stack.push_back({std::exp(a.low), std::exp(a.high)});
    } else if (step.op == Op::ln) {
      stack.push_back(logarithm(pop()));
    } else {
      const auto b = pop();
      stack.push_back(binary(step.op, pop(), b));
    }
  }
  return pop();
}

bool has_begun(const ScoreBand& band, double total) { return band.is_open ? total > band.from : total >= band.from; }

std::uint64_t bands_of(const Score& score, Range total) {
  std::uint64_t bands = 0;
  for (std::size_t i = 0; i < score.bands.size(); ++i) {
    const bool last = i + 1 == score.bands.size();
    if (has_begun(score.bands[i], total.high) && (last || !has_begun(score.bands[i + 1], total.low)))
      bands |= std::uint64_t{1} << i;
  }
  return bands;
}

bool has_open_number(const Knowledge& knowledge, const Score& score, const Values& values) {
  return std::ranges::any_of(score.facts, [&](int index) {
    const auto& fact = knowledge.facts[static_cast<std::size_t>(index)];
    return fact.type == FactType::number && fact.of == Subject::patient && values.of(index).number == range_of(fact);
  });
}

/// The later time, and of what is open the reason with most to wait for.
void add_basis(const Fact& fact, const Value& input, Value& value) {
  if (input.since.order > value.since.order) value.since = input.since;
  if (is_known(fact, input)) return;
  value.reason = std::max(value.reason, fact.type == FactType::truth ? input.truth.reason() : input.reason);
}

}  // namespace

ScoreResult evaluate_score(const Evaluator& evaluator, const Score& score) {
  ScoreResult result{.total = Range::exactly(0), .items = {}, .bands = 0};
  if (!score.not_obtained.en.empty()) {
    result.total = Range::anything();
    return result;
  }
  for (const auto& item : score.items) {
    result.items.push_back(
        over_choices(evaluator, item.levels, [](const ScoreLevel& level) { return Range::exactly(level.points); }));
    result.total = binary(FormulaStep::Op::add, result.total, result.items.back());
  }
  if (!score.formulas.empty())
    result.total = over_choices(evaluator, score.formulas, [&](const ScoreFormula& formula) {
      return total_of(evaluator.values(), formula, result.total);
    });
  result.bands = bands_of(score, result.total);
  return result;
}

void compute_facts(const Knowledge& knowledge, const ReadingChoice& readings, std::span<const int> facts,
                   Values& values) {
  for (const int index : facts) {
    const auto& fact = knowledge.facts[static_cast<std::size_t>(index)];
    const auto& score = knowledge.scores[static_cast<std::size_t>(fact.from->score)];
    Value value;
    value.reason = values.of(index).reason;
    value.number = has_open_number(knowledge, score, values)
                       ? range_of(fact)
                       : evaluate_score(Evaluator(knowledge, values, readings), score).total;
    for (const int input : score.facts)
      for (int i = 0; i < values.count(knowledge.facts[static_cast<std::size_t>(input)].of); ++i)
        add_basis(knowledge.facts[static_cast<std::size_t>(input)], values.of(input, i), value);
    values.of(index) = value;
  }
}

}  // namespace lossa::guideline
