// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <lossa/base/contract.hpp>
#include <lossa/guideline/columns_evaluate.hpp>

#include "conditions.hpp"

namespace lossa::guideline::test {
namespace {

const char* const tables = R"toml(
[[criterion]]
id = "hot"
source = "s"
known = "read"
text = { en = "Hot", sv = "Het" }
when = "temperature > 38 celsius"

[[criterion]]
id = "many"
source = "s"
known = "read"
text = { en = "Many", sv = "Flera" }
when = "sets >= 2 or count each lead (lead.loose) > 1"

[[criterion]]
id = "unclean"
source = "s"
known = "read"
text = { en = "Unclean", sv = "Oren" }
when = "finding in {'mass', 'abscess'} and not pus"

[[question]]
id = "q"
text = { en = "Question", sv = "Fråga" }
[[question.conclusion]]
id = "ill"
text = { en = "Ill", sv = "Sjuk" }
tone = "act"
when = "hot and pus"
[[question.conclusion]]
id = "perhaps"
text = { en = "Perhaps", sv = "Kanske" }
tone = "caution"
when = "hot"
[[question.conclusion]]
id = "well"
text = { en = "Well", sv = "Frisk" }
tone = "calm"
otherwise = true
)toml";

struct SmallCohort {
  explicit SmallCohort(std::vector<Counts> counts)
      : knowledge(loaded(tables)), columns(knowledge, counts), readings(default_readings(knowledge)) {}

  void say(std::size_t at, const std::string& fact, const Value& value, int instance = 0) {
    columns.set(at, knowledge.find_fact(fact), instance, value);
  }
  [[nodiscard]] CohortAnswers answers() const { return ColumnEvaluator(columns, readings).evaluate(columns); }

  Knowledge knowledge;
  Columns columns;
  ReadingChoice readings;
};

Value truth(bool holds) {
  Value value;
  value.truth = Truth::of(holds);
  return value;
}
Value number(double low, double high) {
  Value value;
  value.number = {low, high};
  return value;
}

TEST(Columns, KeepOnlyWhatConditionsCanTellApart) {
  const auto knowledge = loaded(tables);
  const Cells cells(knowledge);
  const auto count = [&](const char* fact) { return cells.of(knowledge.find_fact(fact)).size(); };
  EXPECT_EQ(count("pus"), 2U);
  EXPECT_EQ(count("temperature"), 2U);
  EXPECT_EQ(count("sets"), 2U);
  EXPECT_EQ(count("finding"), 2U);  // "mass" and "abscess" always stand together
  EXPECT_EQ(count("ratio"), 0U);    // no condition names it
}

TEST(Columns, AWholeNumberAboveOneIsTwoOrMore) {
  const auto knowledge = loaded(
      "[[criterion]]\nid = \"a\"\nsource = \"s\"\nknown = \"read\"\n"
      "text = { en = \"A\", sv = \"A\" }\nwhen = \"sets > 1 and sets >= 2\"\n");
  EXPECT_EQ(Cells(knowledge).of(knowledge.find_fact("sets")).size(), 2U);
}

TEST(Columns, NothingSaidIsUnknownWithinTheRangeOfTheFact) {
  const SmallCohort cohort({{2, 0}});
  const auto answers = cohort.answers();
  for (const auto& criterion : answers.criteria) {
    EXPECT_FALSE(answers.planes.get(Subject::patient, criterion.yes, 0, 0));
    EXPECT_FALSE(answers.planes.get(Subject::patient, criterion.no, 0, 0));
    EXPECT_FALSE(answers.planes.get(Subject::patient, criterion.so_far, 0, 0));
  }
}

TEST(Columns, KeepCasesWithManyAndNoLeadsApart) {
  SmallCohort cohort({{0, 0}, {3, 0}, {1, 0}});
  for (std::size_t at = 0; at < 3; ++at) cohort.say(at, "sets", number(0, 0));
  for (const int lead : {0, 2}) cohort.say(1, "lead.loose", truth(true), lead);
  cohort.say(2, "lead.loose", truth(true));
  const auto answers = cohort.answers();
  const auto& many = answers.criteria[1];
  EXPECT_TRUE(answers.planes.get(Subject::patient, many.no, 0, 0));
  EXPECT_TRUE(answers.planes.get(Subject::patient, many.yes, 1, 0));
  EXPECT_TRUE(answers.planes.get(Subject::patient, many.no, 2, 0));
  EXPECT_EQ(answers.planes.count(Subject::patient, many.yes), 1U);
  EXPECT_EQ(cohort.columns.count(Subject::lead, 1), 3);
  EXPECT_EQ(cohort.columns.count(Subject::lead, 2), 1);
}

TEST(Columns, WhatIsSaidLaterReplacesWhatWasSaid) {
  SmallCohort cohort({{0, 0}});
  cohort.say(0, "temperature", number(39, 40));
  cohort.say(0, "temperature", number(36, 37));
  EXPECT_EQ(cohort.answers().planes.count(Subject::patient, cohort.answers().criteria[0].no), 1U);
}

TEST(Columns, RefuseWhatIsNotThere) {
  SmallCohort cohort({{1, 0}});
  EXPECT_THROW(cohort.say(1, "pus", truth(true)), ContractViolation);
  EXPECT_THROW(cohort.say(0, "lead.loose", truth(true), 1), ContractViolation);
  EXPECT_THROW(cohort.columns.set(0, 1000, 0, truth(true)), ContractViolation);
  EXPECT_THROW(cohort.columns.set(0, Values(cohort.knowledge, 2, 0)), ContractViolation);
  EXPECT_THROW(cohort.columns.set(0, Values(cohort.knowledge, 0, 0)), ContractViolation);
}

TEST(Columns, RefuseAValueWithNoPossibilityLeft) {
  SmallCohort cohort({{0, 0}});
  Value nothing;
  nothing.possible = 0;
  EXPECT_THROW(cohort.say(0, "finding", nothing), ContractViolation);
}

TEST(Columns, RefuseAnswersOfAnotherShape) {
  const SmallCohort one({{0, 0}});
  const SmallCohort other({{1, 0}});
  auto answers = one.answers();
  const ColumnEvaluator evaluator(other.columns, other.readings);
  EXPECT_THROW(evaluator.evaluate(other.columns, answers), ContractViolation);
}

TEST(MissingFacts, RankWhatCouldCloseMostCasesFirst) {
  SmallCohort cohort({{0, 0}, {0, 0}, {0, 0}});
  cohort.say(0, "temperature", number(39, 39));  // pus decides
  cohort.say(1, "temperature", number(36, 36));  // well, whatever else
  const auto gaps = missing_facts(cohort.columns, 0, cohort.readings);
  EXPECT_EQ(gaps.asked, 3U);
  EXPECT_EQ(gaps.open, 2U);
  ASSERT_EQ(gaps.ranked.size(), 2U);
  EXPECT_EQ(gaps.ranked[0],
            (Gap{.fact = cohort.knowledge.find_fact("pus"), .unknown = 2, .could_close = 1, .could_change = 2}));
  EXPECT_EQ(
      gaps.ranked[1],
      (Gap{.fact = cohort.knowledge.find_fact("temperature"), .unknown = 1, .could_close = 1, .could_change = 1}));
}

TEST(MissingFacts, KnowThatAQuestionMayCloseWithTheAnswerItHad) {
  const auto knowledge = loaded(R"toml(
[[question]]
id = "q"
text = { en = "Question", sv = "Fråga" }
[[question.conclusion]]
id = "grown"
text = { en = "Grown", sv = "Växt" }
tone = "act"
when = "sets >= 1"
[[question.conclusion]]
id = "mild"
text = { en = "Mild", sv = "Lindrig" }
tone = "calm"
when = "not pus or not pocket.red"
)toml");
  const std::vector<Counts> one = {{0, 0}};
  Columns columns(knowledge, one);
  columns.set(0, knowledge.find_fact("sets"), 0, number(0, 0));
  // Mild so far and not ruled out; without pus it is certain, with pus it is as before.
  const auto gaps = missing_facts(columns, 0, default_readings(knowledge));
  EXPECT_EQ(gaps.open, 1U);
  const Gap pus{.fact = knowledge.find_fact("pus"), .unknown = 1, .could_close = 1, .could_change = 1};
  const Gap red{.fact = knowledge.find_fact("pocket.red"), .unknown = 1, .could_close = 1, .could_change = 1};
  EXPECT_EQ(gaps.ranked, (std::vector<Gap>{pus, red}));
}

TEST(MissingFacts, RefuseAQuestionThatThereIsNot) {
  const SmallCohort cohort({{0, 0}});
  EXPECT_THROW(missing_facts(cohort.columns, 1, cohort.readings), ContractViolation);
  EXPECT_THROW(missing_facts(cohort.columns, -1, cohort.readings), ContractViolation);
}

}  // namespace
}  // namespace lossa::guideline::test
