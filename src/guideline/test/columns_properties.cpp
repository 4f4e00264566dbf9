// SPDX-License-Identifier: Apache-2.0
// Columns say of many cases at once what the evaluator says of each.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "random_world.hpp"

#include <lossa/guideline/columns_evaluate.hpp>
#include <lossa/guideline/reach.hpp>

namespace lossa::guideline::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Cases of every size, of which some is known: ends of intervals on, beside and between the constants.
class CaseMaker {
 public:
  CaseMaker(const Knowledge& knowledge, unsigned seed) : knowledge_(&knowledge), random_(seed) {}

  Values next() {
    Values values(*knowledge_, below(6), below(4));
    for (std::size_t fact = 0; fact < knowledge_->facts.size(); ++fact)
      for (int i = 0; i < values.count(knowledge_->facts[fact].of); ++i)
        if (below(3) > 0) learn(knowledge_->facts[fact], values.of(static_cast<int>(fact), i));
    return values;
  }

 private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  void learn(const Fact& fact, Value& value) {
    value.truth = Truth::of(below(2) == 0);
    value.possible = std::uint64_t{1} << static_cast<unsigned>(below(3));
    if (below(2) == 0) value.possible |= std::uint64_t{1} << static_cast<unsigned>(below(3));
    auto ends = std::vector<double>{value.number.low, value.number.high};
    const bool whole = fact.is_count || fact.type == FactType::date;
    for (const double cut : fact.cuts)
      for (const double end : {cut, cut + (whole ? 1 : 0.5), cut - (whole ? 1 : 0.5)})
        if (end >= value.number.low) ends.push_back(end);
    value.number.low = ends[static_cast<std::size_t>(below(static_cast<int>(ends.size())))];
    value.number.high =
        below(2) == 0 ? value.number.low : ends[static_cast<std::size_t>(below(static_cast<int>(ends.size())))];
    if (value.number.high < value.number.low) std::swap(value.number.low, value.number.high);
    if (std::isinf(value.number.low) && value.number.low == value.number.high) value.number = {-infinity, infinity};
    if (fact.is_count) value.number.low = std::max(value.number.low, 0.0);
  }

  const Knowledge* knowledge_;
  std::mt19937 random_;
};

struct Cohort {
  std::vector<Values> cases;
  Columns columns;
};

Cohort cohort_of(const Knowledge& knowledge, std::size_t size) {
  CaseMaker maker(knowledge, *rc::gen::arbitrary<unsigned>());
  std::vector<Values> cases;
  std::vector<Counts> counts;
  for (std::size_t i = 0; i < size; ++i) {
    cases.push_back(maker.next());
    counts.push_back({cases.back().count(Subject::lead), cases.back().count(Subject::side)});
  }
  Cohort cohort{.cases = std::move(cases), .columns = Columns(knowledge, counts)};
  for (std::size_t i = 0; i < size; ++i) cohort.columns.set(i, cohort.cases[i]);
  return cohort;
}

std::vector<Binding> bindings(const Values& values, Subject subject) {
  std::vector<Binding> result;
  for (int i = 0; i < values.count(subject); ++i)
    result.push_back({subject == Subject::lead ? i : -1, subject == Subject::side ? i : -1});
  return result;
}

int instance(const Binding& binding) { return std::max({binding.lead, binding.side, 0}); }

void require_same(const CohortAnswers& answers, const AnswerPlanes& at, std::size_t row, int instance,
                  const Verdict& expected) {
  RC_ASSERT(answers.planes.get(at.subject, at.yes, row, instance) == expected.truth.is_yes());
  RC_ASSERT(answers.planes.get(at.subject, at.no, row, instance) == expected.truth.is_no());
  RC_ASSERT(answers.planes.get(at.subject, at.so_far, row, instance) == expected.so_far);
}

void require_same_criteria(const World& world, const CohortAnswers& answers, const Values& values, std::size_t row) {
  const Evaluator evaluator(world.knowledge, values, world.readings);
  for (std::size_t i = 0; i < answers.criteria.size(); ++i)
    for (const auto& binding : bindings(values, answers.criteria[i].subject))
      require_same(answers, answers.criteria[i], row, instance(binding),
                   evaluator.evaluate(world.knowledge.criteria[i].when, binding));
}

void require_same_questions(const World& world, const CohortAnswers& answers, const Values& values, std::size_t row) {
  const Evaluator evaluator(world.knowledge, values, world.readings);
  for (int question = 0; question < static_cast<int>(answers.conclusions.size()); ++question) {
    const auto& conclusions = answers.conclusions[static_cast<std::size_t>(question)];
    for (const auto& binding : bindings(values, conclusions.front().subject)) {
      const int so_far = evaluator.so_far(question, binding);
      const auto possible = evaluator.not_ruled_out(question, binding);
      for (int option = 0; option < static_cast<int>(conclusions.size()); ++option) {
        const auto& at = conclusions[static_cast<std::size_t>(option)];
        require_same(answers, at, row, instance(binding), evaluator.conclusion(question, option, binding));
        RC_ASSERT(answers.planes.get(at.subject, at.so_far, row, instance(binding)) == (option == so_far));
        RC_ASSERT(answers.planes.get(at.subject, at.no, row, instance(binding)) ==
                  (((possible >> static_cast<unsigned>(option)) & 1U) == 0));
      }
    }
  }
}

RC_GTEST_PROP(ColumnsProperty, SayOfEveryCaseWhatTheEvaluatorSays, ()) {
  const auto world = random_world();
  const auto cohort = cohort_of(world.knowledge, *rc::gen::element<std::size_t>(0, 1, 63, 64, 65, 300));
  const auto answers = ColumnEvaluator(cohort.columns, world.readings).evaluate(cohort.columns);
  for (std::size_t row = 0; row < cohort.cases.size(); ++row) {
    require_same_criteria(world, answers, cohort.cases[row], row);
    require_same_questions(world, answers, cohort.cases[row], row);
  }
}

RC_GTEST_PROP(ColumnsProperty, BlocksDoNotTouchEachOther, ()) {
  const auto world = random_world();
  CaseMaker maker(world.knowledge, *rc::gen::arbitrary<unsigned>());
  std::vector<Counts> counts(cases_in_block + 70);
  std::map<std::size_t, Values> cases;  // about the others nothing is known
  for (const auto row : {std::size_t{0}, cases_in_block - 1, cases_in_block, cases_in_block + 69}) {
    const auto& values = cases.emplace(row, maker.next()).first->second;
    counts[row] = {values.count(Subject::lead), values.count(Subject::side)};
  }
  Columns columns(world.knowledge, counts);
  for (const auto& [row, values] : cases) columns.set(row, values);
  const ColumnEvaluator evaluator(columns, world.readings);
  auto answers = evaluator.evaluate(columns);
  evaluator.evaluate(columns, answers);  // into what is already full
  for (const auto& [row, values] : cases) {
    require_same_criteria(world, answers, values, row);
    require_same_questions(world, answers, values, row);
  }
}

RC_GTEST_PROP(ColumnsProperty, CountWhatTheCasesCount, ()) {
  const auto world = random_world();
  const auto cohort = cohort_of(world.knowledge, *rc::gen::element<std::size_t>(0, 65, 200));
  const auto answers = ColumnEvaluator(cohort.columns, world.readings).evaluate(cohort.columns);
  const auto& criterion = answers.criteria.front();
  std::map<bool, std::size_t> expected;
  for (const auto& values : cohort.cases)
    for (const auto& binding : bindings(values, criterion.subject)) {
      const Evaluator evaluator(world.knowledge, values, world.readings);
      const auto verdict = evaluator.evaluate(world.knowledge.criteria.front().when, binding);
      if (!verdict.truth.is_unknown()) ++expected[verdict.truth.is_yes()];
    }
  RC_ASSERT(answers.planes.count(criterion.subject, criterion.yes) == expected[true]);
  RC_ASSERT(answers.planes.count(criterion.subject, criterion.no) == expected[false]);
}

/// What the value becomes when it turns out to lie in the cell; nothing if it cannot.
std::optional<Value> supposed(FactType type, Value value, const Cell& cell) {
  if (type == FactType::truth) {
    if (!value.truth.is_unknown() && value.truth != cell.example.truth) return std::nullopt;
    value.truth = cell.example.truth;
  } else if (type == FactType::category) {
    value.possible &= cell.values;
    if (value.possible == 0) return std::nullopt;
  } else {
    const auto common = overlap(value.number, cell.numbers);
    if (!common) return std::nullopt;
    value.number = *common;
  }
  return value;
}

/// Missing facts one case after the other.
class SlowGaps {
 public:
  SlowGaps(const World& world, const Columns& columns) : world_(&world), cells_(&columns.cells()) {}

  void add(const Values& values, Subject subject) {
    for (const auto& binding : bindings(values, subject)) {
      ++asked;
      if (!is_open(values, binding)) continue;
      ++open;
      for (const int fact : world_->knowledge.questions[static_cast<std::size_t>(world_->question)].facts)
        try_fact(values, fact, subject, binding);
    }
  }

  std::size_t asked = 0;
  std::size_t open = 0;
  std::map<int, Gap> gaps;

 private:
  [[nodiscard]] Evaluator evaluator(const Values& values) const {
    return {world_->knowledge, values, world_->readings};
  }

  [[nodiscard]] bool is_open(const Values& values, Binding binding) const {
    const auto options =
        static_cast<int>(world_->knowledge.questions[static_cast<std::size_t>(world_->question)].conclusions.size());
    bool all_no = true;
    for (int i = 0; i < options; ++i) {
      const auto truth = evaluator(values).conclusion(world_->question, i, binding).truth;
      if (truth.is_yes()) return false;
      all_no = all_no && truth.is_no();
    }
    return !all_no;
  }

  void try_fact(const Values& values, int fact, Subject subject, Binding binding) {
    const auto& declared = world_->knowledge.facts[static_cast<std::size_t>(fact)];
    bool unknown = false;
    for (int i = 0; i < values.count(declared.of); ++i) {
      if (declared.of == subject && i != instance(binding)) continue;
      std::size_t possible = 0;
      for (const auto& cell : cells_->of(fact)) possible += supposed(declared.type, values.of(fact, i), cell) ? 1U : 0U;
      unknown = unknown || possible > 1;
    }
    if (!unknown) return;
    ++gaps[fact].unknown;
    bool changes = false;
    bool closes = false;
    const auto before = evaluator(values);
    for (const auto& cell : cells_->of(fact)) {
      auto then = values;
      for (int i = 0; i < values.count(declared.of); ++i)
        then.of(fact, i) = supposed(declared.type, values.of(fact, i), cell).value_or(values.of(fact, i));
      const auto after = evaluator(then);
      const int question = world_->question;
      changes = changes || after.so_far(question, binding) != before.so_far(question, binding) ||
                after.not_ruled_out(question, binding) != before.not_ruled_out(question, binding);
      closes = closes || !is_open(then, binding);
    }
    gaps[fact].could_change += changes || closes ? 1 : 0;
    gaps[fact].could_close += closes ? 1 : 0;
  }

  const World* world_;
  const Cells* cells_;
};

RC_GTEST_PROP(MissingFactsProperty, AreThoseOfTheCasesOneByOne, ()) {
  const auto world = random_world();
  const auto cohort = cohort_of(world.knowledge, *rc::gen::element<std::size_t>(0, 1, 64, 130));
  const auto found = missing_facts(cohort.columns, world.question, world.readings);
  SlowGaps slow(world, cohort.columns);
  const auto& asked = world.knowledge.questions[static_cast<std::size_t>(world.question)];
  for (const auto& values : cohort.cases)
    slow.add(values, world.knowledge.guidelines[static_cast<std::size_t>(asked.guideline)].subject);
  RC_ASSERT(found.asked == slow.asked);
  RC_ASSERT(found.open == slow.open);
  std::size_t expected = 0;
  for (auto& [fact, gap] : slow.gaps) {
    gap.fact = fact;
    if (gap.could_change == 0) continue;
    ++expected;
    RC_ASSERT(std::ranges::count(found.ranked, gap) == 1);
  }
  RC_ASSERT(found.ranked.size() == expected);
  RC_ASSERT(std::ranges::is_sorted(found.ranked, std::ranges::greater(),
                                   [](const Gap& gap) { return std::pair(gap.could_close, gap.could_change); }));
}

RC_GTEST_PROP(MissingFactsProperty, OfEachCaseAreThoseOfItAlone, ()) {
  const auto world = random_world();
  const auto cohort = cohort_of(world.knowledge, *rc::gen::element<std::size_t>(0, 1, 70));
  const auto of_each = missing_facts_of_each(cohort.columns, world.question, world.readings);
  RC_ASSERT(of_each.size() == cohort.cases.size());
  for (std::size_t i = 0; i < of_each.size(); ++i) {
    const auto alone = columns_of(world.knowledge, std::span(cohort.cases).subspan(i, 1));
    const auto expected = missing_facts(alone, world.question, world.readings);
    RC_ASSERT(of_each[i].asked == expected.asked);
    RC_ASSERT(of_each[i].open == expected.open);
    RC_ASSERT(of_each[i].ranked == expected.ranked);
  }
}

}  // namespace
}  // namespace lossa::guideline::test
