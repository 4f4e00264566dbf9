// SPDX-License-Identifier: Apache-2.0
// Scores as cases see them. The worked examples of each score stand in its file, and loading checks them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <map>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>

#include "../answers.hpp"
#include "support.hpp"

namespace lossa::assessment {
namespace {

using guideline::FactType;
using guideline::Knowledge;
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

/// Without what would settle questions, which is not about scores. The case lives on: the assessment points into it.
Assessment assessed_with(const Library& library, const std::string& entries) {
  static std::deque<model::Case> cases;
  Request request{.at = model::parse_when("2021-12-31").value(), .readings = {}, .detail = Detail::conclusions};
  return assess(library, cases.emplace_back(case_of(entries)), request).value();
}

ScoreAnswer with_missing(const Assessment& assessment, std::string_view id) {
  auto answer = answer_of(assessment, id);
  find_missing({assessment.library->knowledge, assessment.values, assessment.readings}, assessment.computed, answer);
  return answer;
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
  const auto assessment = assessed_with(shipped(), entry("plan", "eros_class = \"eros_3\""));
  int slots = 0;
  for (const auto& answer : assessment.scores) {
    const auto& score = shipped().knowledge.scores[static_cast<std::size_t>(answer.score)];
    if (score.not_obtained.en.empty()) continue;
    ++slots;
    SCOPED_TRACE(score.id);
    EXPECT_FALSE(score.not_obtained.sv.empty());
    EXPECT_EQ(answer.result.total, Interval<double>::anything());
    EXPECT_THAT(with_missing(assessment, score.id).missing, IsEmpty());
  }
  EXPECT_EQ(slots, 15);
  const auto& eros = shipped().knowledge.scores[static_cast<std::size_t>(index_of(shipped().knowledge, "eros"))];
  EXPECT_EQ(assessment.values.of(eros.entered).possible, 0b100U);
}

const std::string man_of_75 = entry("person", "age_years = 75\nsex = \"male\"\nweight_kg = 80");

TEST(ComputedFacts, AreAScoresTotalWhereNoEntryGivesThem) {
  const auto creatinine = lab("creatinine", "1.5", "mg/dL");
  const auto assessment = assessed_with(shipped(), man_of_75 + creatinine);
  EXPECT_NEAR(number(assessment, "renal.creatinine_clearance").low, 48.1481, 0.00005);
  EXPECT_NEAR(number(assessment, "lab.egfr").low, answer_of(assessment, "ckd_epi_2021").result.total.low, 1e-12);
  const auto slot = assessment.values.slot(shipped().knowledge.find_fact("lab.egfr"), 0);
  EXPECT_EQ(assessment.evidence[slot].entries.size(), 2U) << "the person and the creatinine";

  const auto given = assessed_with(shipped(), man_of_75 + creatinine + lab("egfr", "40", "mL/min/1.73m2"));
  EXPECT_EQ(number(given, "lab.egfr"), Interval<double>::exactly(40));
}

TEST(ComputedFacts, SpanBothSexesAndStayOpenWithoutOneOfTheirNumbers) {
  const auto creatinine = lab("creatinine", "88.4", "umol/L");
  const auto either = assessed_with(shipped(), entry("person", "age_years = 50") + creatinine);
  EXPECT_NEAR(number(either, "lab.egfr").low, 68.6335, 0.00005);
  EXPECT_NEAR(number(either, "lab.egfr").high, 91.6915, 0.00005);
  const auto other = assessed_with(shipped(), entry("person", "age_years = 50\nsex = \"other\"") + creatinine);
  EXPECT_EQ(number(other, "lab.egfr"), number(either, "lab.egfr"));
  const auto no_creatinine = assessed_with(shipped(), man_of_75);
  EXPECT_EQ(number(no_creatinine, "lab.egfr"), (Interval<double>{0, 200}));
}

const std::string three_leads =
    entry("device", "id = \"d\"\ntype = \"icd_dual\"\nimplanted = \"2011-12-31\"") +
    entry("lead", "id = \"old\"\ndevice = \"d\"\nimplanted = \"2011-12-31\"\ntarget = true\nuse = \"pacing\"") +
    entry("lead", "id = \"new\"\ndevice = \"d\"\nimplanted = \"2019-12-31\"\ntarget = false\nuse = \"pacing\"") +
    entry("lead",
          "id = \"open\"\ndevice = \"d\"\nimplanted = \"2006-12-31\"\nuse = \"defibrillation\"\ndual_coil = true");

TEST(LeadsToComeOut, AreThoseStatedAndAllOnceTheSystemIsToComeOut) {
  const auto stated = [](const char* fact) { return number_of(fact, three_leads); };
  EXPECT_EQ(stated("extraction.leads"), "1..2 unclear");
  EXPECT_EQ(stated("extraction.lead_years"), "10..15 unclear");
  const auto decided = three_leads + entry("decision", "what = \"remove_system\"");
  EXPECT_EQ(number_of("extraction.leads", decided), "2") << "one of them is stated to stay";
  EXPECT_EQ(number_of("extraction.lead_years", decided), "15");
  EXPECT_EQ(number_of("extraction.leads", ""), "0.. not_asked");
  EXPECT_EQ(number_of("extraction.lead_years", ""), "0.. not_asked");
  const auto unrecorded = entry("device", "type = \"icd_dual\"") + entry("decision", "what = \"remove_system\"");
  EXPECT_EQ(number_of("extraction.leads", unrecorded), "1.. unclear");
}

TEST(LeadsToComeOut, MakeTheRiseProtocolHighByOne) {
  const auto decided = three_leads + entry("decision", "what = \"removal_in_question\"");
  const auto assessment = assessed_with(shipped(), decided);
  EXPECT_EQ(answer_of(assessment, "rise").result.total, Interval<double>::exactly(1)) << "the old lead is enough";
  EXPECT_TRUE(answer_of(assessment, "rise").applies->truth.is_yes());
  EXPECT_EQ(answer_of(assessment, "led").result.total, (Interval<double>{10, 18}));
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
            fact(
                "grade",
                "type = \"category\"\nvalues = [\"eros_1\", \"eros_2\", \"eros_3\"]\nfrom = { kind = \"plan\", field = "
                "\"eros_class\" }") +
            fact("sum", "type = \"number\"\nunit = \"1\"\nfrom = { score = \"first\" }"),
        "[guideline]\nid = \"g\"\nversion = \"1\"\nsubject = \"case\"\ncite = \"c\"\ntitle = { en = \"G\", sv = \"G\" "
        "}\n" +
            score("first") + item("a", "small", "1") + item("b", "large and both", "5") +
            "[[score.validation]]\nsource = \"V\"\nknown = \"read\"\ntext = { en = \"T\", sv = \"T\" }\n" +
            score("second") + "formula = \"sum + points + 2 * years\"\n" + item("c", "years >= 5 years", "3") +
            score("third") + "not_obtained = { en = \"Lost\", sv = \"Borta\" }\nclass = \"grade\"\n");
  }();
  return library;
}

TEST(Narrowing, PutsFirstWhatWouldLeaveLeastOpenAtWorst) {
  const auto assessment = assessed_with(small(), "");
  const auto first = with_missing(assessment, "first");
  EXPECT_EQ(first.result.total, (Interval<double>{0, 6}));
  // Either of "large" and "both", found present, leaves the other open; "small" takes one point away for certain.
  EXPECT_THAT(names(assessment, first.missing), ElementsAre("small", "large", "both"));
  EXPECT_THAT(first.remaining_width, ElementsAre(5, 6, 6));
}

TEST(Narrowing, IsPartOfAFullAssessmentOnly) {
  const auto patient = case_of("");
  EXPECT_EQ(answer_of(assessed(small(), patient, "2021"), "first").missing.size(), 3U);
  EXPECT_THAT(answer_of(assessed_with(small(), ""), "first").missing, IsEmpty());
}

TEST(Narrowing, GoesThroughFactsThatAnotherScoreGives) {
  const auto assessment = assessed_with(small(), "");
  const auto second = with_missing(assessment, "second");
  EXPECT_EQ(second.result.total, (Interval<double>{0, 29}));
  EXPECT_THAT(names(assessment, second.missing), ElementsAre("years", "small", "large", "both"));
  EXPECT_THAT(second.remaining_width, ElementsAre(6, 28, 29, 29));
}

TEST(ScoresAsJson, HaveATotalWithWhatNarrowsItOrTheReasonWhyNot) {
  const auto patient = case_of(entry("plan", "eros_class = \"eros_3\""));
  JsonWriter writer;
  write_json(writer, assessed(small(), patient, "2021"), "test");
  const auto tree = read_json(std::move(writer).finish(), "assessment");
  ASSERT_TRUE(tree.ok());
  const auto& scores = tree.value->find("scores")->items;
  ASSERT_EQ(scores.size(), 3U);
  EXPECT_EQ(scores[0].find("total")->find("high")->text, "6");
  EXPECT_EQ(scores[0].find("missing")->items[0].text, "small");
  EXPECT_EQ(scores[0].find("remaining_width")->items[0].text, "5");
  EXPECT_EQ(scores[0].find("validation")->items[0].find("source")->text, "V");
  EXPECT_EQ(scores[2].find("total"), nullptr);
  EXPECT_EQ(scores[2].find("not_obtained")->find("en")->text, "Lost");
  EXPECT_EQ(scores[2].find("entered")->find("possible")->items[0].text, "eros_3");
  const auto& facts = tree.value->find("facts")->items;
  const auto sum = std::ranges::find_if(facts, [](const Node& fact) { return fact.find("id")->text == "sum"; });
  EXPECT_EQ(sum->find("score")->text, "first");
}

TEST(Narrowing, SaysNothingOfWhatIsKnown) {
  const auto known = assessed_with(shipped(), man_of_75 + lab("creatinine", "203", "umol/L"));
  EXPECT_THAT(with_missing(known, "ckd_epi_2021").missing, IsEmpty());
  const auto open = assessed_with(shipped(), entry("person", "age_years = 75\nsex = \"male\""));
  const auto clearance = with_missing(open, "cockcroft_gault");
  EXPECT_THAT(names(open, clearance.missing), testing::UnorderedElementsAre("patient.weight", "lab.creatinine"));
  EXPECT_THAT(clearance.remaining_width, testing::Each(testing::Lt(infinity)));
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
