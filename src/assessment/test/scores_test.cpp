// SPDX-License-Identifier: Apache-2.0
// Scores as cases see them. The worked examples of each score stand in its file, and loading checks them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>

#include "support.hpp"

namespace lossa::assessment {
namespace {

using guideline::FactType;
using guideline::Knowledge;
using guideline::Score;
using guideline::Values;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double infinity = std::numeric_limits<double>::infinity();

int index_of(const Knowledge& knowledge, std::string_view id) {
  for (std::size_t i = 0; i < knowledge.scores.size(); ++i)
    if (knowledge.scores[i].id == id) return static_cast<int>(i);
  throw std::runtime_error("no score " + std::string(id));
}

const ScoreAnswer& answer_of(const Assessment& assessment, std::string_view id) {
  return assessment.scores[static_cast<std::size_t>(index_of(assessment.library->knowledge, id))];
}

Interval<double> number(const Assessment& assessment, std::string_view fact) {
  return assessment.values.of(assessment.library->knowledge.find_fact(fact)).number;
}

std::vector<std::string> names(const Assessment& assessment, const std::vector<int>& facts) {
  std::vector<std::string> ids;
  for (const int fact : facts) ids.push_back(assessment.library->knowledge.facts[static_cast<std::size_t>(fact)].id);
  return ids;
}

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}
std::string lab(const std::string& test, const std::string& value, const std::string& unit) {
  return entry("lab", "test = \"" + test + "\"\nvalue = " + value + "\nunit = \"" + unit + "\"");
}

TEST(Scores, HaveTheWorkedExamplesOfTheirSource) {
  const std::map<std::string, std::size_t> expected = {{"padit", 15},
                                                       {"ckd_epi_2021", 6},
                                                       {"cockcroft_gault", 2},
                                                       {"euroscore_ii", 5},
                                                       {"charlson_1987", 4},
                                                       {"charlson_1987_survival", 4},
                                                       {"rise", 6},
                                                       {"lecom", 9},
                                                       {"led", 3},
                                                       {"creatinine_albumin", 4},
                                                       {"ikar", 4},
                                                       {"charlson_1987_age", 5}};
  const auto& knowledge = shipped().knowledge;
  for (const auto& [id, count] : expected) {
    SCOPED_TRACE(id);
    EXPECT_EQ(knowledge.scores[static_cast<std::size_t>(index_of(knowledge, id))].examples.size(), count);
  }
}

TEST(Scores, ThatWereNotObtainedSayWhyAndNeverGiveANumber) {
  const auto assessment = assessed(shipped(), case_of(entry("plan", "eros_class = \"eros_3\"")), "2021");
  int slots = 0;
  for (const auto& answer : assessment.scores) {
    const auto& score = shipped().knowledge.scores[static_cast<std::size_t>(answer.score)];
    if (score.not_obtained.en.empty()) continue;
    ++slots;
    SCOPED_TRACE(score.id);
    EXPECT_FALSE(score.not_obtained.sv.empty());
    EXPECT_EQ(answer.result.total, Interval<double>::anything());
    EXPECT_THAT(answer.missing, IsEmpty());
  }
  EXPECT_EQ(slots, 16);
  const auto& eros = shipped().knowledge.scores[static_cast<std::size_t>(index_of(shipped().knowledge, "eros"))];
  EXPECT_EQ(assessment.values.of(eros.entered).possible, 0b100U);

  std::string json;
  JsonWriter writer(json);
  write_json(writer, assessment, "test");
  const auto tree = read_json(json, "assessment");
  ASSERT_TRUE(tree.ok());
  for (const auto& score : tree.value->find("scores")->items)
    EXPECT_NE(score.find("total") == nullptr, score.find("not_obtained") == nullptr);
}

const std::string man_of_75 = entry("person", "age_years = 75\nsex = \"male\"\nweight_kg = 80");

TEST(ComputedFacts, AreAScoresTotalWhereNoEntryGivesThem) {
  const auto creatinine = lab("creatinine", "1.5", "mg/dL");
  const auto assessment = assessed(shipped(), case_of(man_of_75 + creatinine), "2021");
  EXPECT_NEAR(number(assessment, "renal.creatinine_clearance").low, 48.1481, 0.00005);
  EXPECT_NEAR(number(assessment, "lab.egfr").low, answer_of(assessment, "ckd_epi_2021").result.total.low, 1e-12);
  const auto slot = assessment.values.slot(shipped().knowledge.find_fact("lab.egfr"), 0);
  EXPECT_EQ(assessment.evidence[slot].entries.size(), 2U) << "the person and the creatinine";

  const auto given = assessed(shipped(), case_of(man_of_75 + creatinine + lab("egfr", "40", "mL/min/1.73m2")), "2021");
  EXPECT_EQ(number(given, "lab.egfr"), Interval<double>::exactly(40));
}

TEST(ComputedFacts, SpanBothSexesAndStayOpenWithoutOneOfTheirNumbers) {
  const auto creatinine = lab("creatinine", "88.4", "umol/L");
  const auto either = assessed(shipped(), case_of(entry("person", "age_years = 50") + creatinine), "2021");
  EXPECT_NEAR(number(either, "lab.egfr").low, 68.6335, 0.00005);
  EXPECT_NEAR(number(either, "lab.egfr").high, 91.6915, 0.00005);
  const auto other =
      assessed(shipped(), case_of(entry("person", "age_years = 50\nsex = \"other\"") + creatinine), "2021");
  EXPECT_EQ(number(other, "lab.egfr"), number(either, "lab.egfr"));
  const auto no_creatinine = assessed(shipped(), case_of(man_of_75), "2021");
  EXPECT_EQ(number(no_creatinine, "lab.egfr"), (Interval<double>{0, 200}));
}

// Facts and scores with round numbers: the width that is left can be told by heart.
const Library& small() {
  static const auto library = [] {
    const auto fact = [](const std::string& id, const std::string& type) {
      return "[[fact]]\nid = \"" + id +
             "\"\nwindow = \"ever\"\nresolve = \"latest\"\ntext = { en = \"F\", sv = \"F\" }\n" + type + "\n";
    };
    const auto item = [](const std::string& id, const std::string& when, const std::string& points) {
      return "[[score.item]]\nid = \"" + id + "\"\ntext = { en = \"I\", sv = \"I\" }\nlevel = [{ when = \"" + when +
             "\", points = " + points + " }, { otherwise = true, points = 0 }]\n";
    };
    const auto score = [](const std::string& id) {
      return "[[score]]\nid = \"" + id +
             "\"\nunit = \"1\"\ncite = \"c\"\nknown = \"read\"\ntext = { en = \"S\", sv = \"S\" }\n";
    };
    return library_of(
        fact("small", "type = \"truth\"") + fact("large", "type = \"truth\"") + fact("both", "type = \"truth\"") +
            fact("years", "type = \"number\"\nunit = \"years\"\nlow = 0\nhigh = 10") +
            fact("sum", "type = \"number\"\nunit = \"1\"\nfrom = { score = \"first\" }"),
        "[guideline]\nid = \"g\"\nversion = \"1\"\nsubject = \"case\"\ncite = \"c\"\ntitle = { en = \"G\", sv = \"G\" "
        "}\n" +
            score("first") + item("a", "small", "1") + item("b", "large and both", "5") + score("second") +
            "formula = \"sum + points + 2 * years\"\n" + item("c", "years >= 5 years", "3"));
  }();
  return library;
}

TEST(Narrowing, PutsFirstWhatWouldLeaveLeastOpenAtWorst) {
  const auto assessment = assessed(small(), case_of(""), "2021");
  const auto& first = answer_of(assessment, "first");
  EXPECT_EQ(first.result.total, (Interval<double>{0, 6}));
  // Either of "large" and "both", found present, leaves the other open; "small" takes one point away for certain.
  EXPECT_THAT(names(assessment, first.missing), ElementsAre("small", "large", "both"));
  EXPECT_THAT(first.remaining_width, ElementsAre(5, 6, 6));
}

TEST(Narrowing, GoesThroughFactsThatAnotherScoreGives) {
  const auto assessment = assessed(small(), case_of(""), "2021");
  const auto& second = answer_of(assessment, "second");
  EXPECT_EQ(second.result.total, (Interval<double>{0, 29}));
  EXPECT_THAT(names(assessment, second.missing), ElementsAre("years", "small", "large", "both"));
  EXPECT_THAT(second.remaining_width, ElementsAre(6, 28, 29, 29));
}

TEST(Narrowing, SaysNothingOfWhatIsKnown) {
  const auto known = assessed(
      shipped(), case_of(man_of_75 + lab("creatinine", "203", "umol/L") + lab("albumin", "30", "g/L")), "2021");
  EXPECT_THAT(answer_of(known, "ckd_epi_2021").missing, IsEmpty());
  const auto open = assessed(shipped(), case_of(entry("person", "age_years = 75\nsex = \"male\"")), "2021");
  EXPECT_THAT(names(open, answer_of(open, "cockcroft_gault").missing),
              testing::UnorderedElementsAre("patient.weight", "lab.creatinine"));
  EXPECT_THAT(answer_of(open, "cockcroft_gault").remaining_width, testing::Each(testing::Lt(infinity)));
}

// ---- What must hold of every score and every case

/// One value for every fact, drawn by chance.
Values some_case(const Knowledge& knowledge) {
  Values values(knowledge, *rc::gen::inRange(0, 3), 0);
  for (std::size_t i = 0; i < knowledge.facts.size(); ++i) {
    const auto& fact = knowledge.facts[i];
    const auto range = guideline::range_of(fact);
    for (int instance = 0; instance < values.count(fact.of); ++instance) {
      auto& value = values.of(static_cast<int>(i), instance);
      if (fact.type == FactType::truth) value.truth = Truth::of(*rc::gen::arbitrary<bool>());
      if (fact.type == FactType::category)
        value.possible = std::uint64_t{1} << *rc::gen::inRange<std::size_t>(0, fact.values.size());
      if (fact.type != FactType::number) continue;
      const double low = std::isfinite(range.low) ? range.low : 0;
      const double high = std::isfinite(range.high) ? range.high : low + 100;
      const double drawn = low + (high - low) * *rc::gen::inRange(0, 101) / 100;
      value.number = Interval<double>::exactly(fact.is_count ? std::floor(drawn) : drawn);
    }
  }
  return values;
}

/// Some of it is not known, some numbers not exactly.
Values with_gaps(const Knowledge& knowledge, Values values) {
  const Values nothing(knowledge, values.count(guideline::Subject::lead), 0);
  for (std::size_t i = 0; i < knowledge.facts.size(); ++i)
    for (int instance = 0; instance < values.count(knowledge.facts[i].of); ++instance) {
      auto& value = values.of(static_cast<int>(i), instance);
      const int how = *rc::gen::inRange(0, 4);
      if (how == 0) value = nothing.of(static_cast<int>(i), instance);
      if (how == 1 && knowledge.facts[i].type == FactType::number)
        value.number = {value.number.low - *rc::gen::inRange(0, 3), value.number.high + *rc::gen::inRange(0, 3)};
    }
  return values;
}

RC_GTEST_PROP(ScoreProperty, TheIntervalHoldsTheTotalOfEveryCompletion, ()) {
  const auto& knowledge = shipped().knowledge;
  const auto readings = guideline::default_readings(knowledge);
  auto whole = some_case(knowledge);
  guideline::compute_facts(knowledge, readings, knowledge.computed, whole);
  for (const int fact : knowledge.computed) {
    const auto range = guideline::range_of(knowledge.facts[static_cast<std::size_t>(fact)]);
    RC_PRE(range.contains(whole.of(fact).number.low));
  }
  auto partial = with_gaps(knowledge, whole);
  guideline::compute_facts(knowledge, readings, knowledge.computed, partial);
  for (const auto& score : knowledge.scores) {
    const auto exact = evaluate_score({knowledge, whole, readings}, score);
    const auto open = evaluate_score({knowledge, partial, readings}, score);
    if (!score.not_obtained.en.empty()) continue;
    RC_ASSERT(exact.total.is_exact());
    const double rounding = 1e-9 * (1 + std::abs(exact.total.low));
    RC_ASSERT(open.total.low <= exact.total.low + rounding);
    RC_ASSERT(open.total.high >= exact.total.high - rounding);
  }
}

}  // namespace
}  // namespace lossa::assessment
