// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "conditions.hpp"

namespace lossa::guideline::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Evaluate, ConnectivesAreKleenes) {
  const std::array<Truth, 3> truths = {Truth::yes(), Truth::no(), Truth::unknown(Reason::awaited)};
  Case c;
  for (const auto a : truths)
    for (const auto b : truths) {
      c.fact("pus").truth = a;
      c.fact("pocket.red").truth = b;
      EXPECT_EQ(c.ask("pus and pocket.red").truth, a & b);
      EXPECT_EQ(c.ask("pus or pocket.red").truth, a | b);
      EXPECT_EQ(c.ask("not pus").truth, !a);
    }
}

TEST(Evaluate, SoFarTakesWhatIsUnknownAsNotShown) {
  Case c;
  c.say("pus", true);
  EXPECT_TRUE(c.ask("pus or pocket.red").so_far);
  EXPECT_FALSE(c.ask("pus and pocket.red").so_far);
  EXPECT_TRUE(c.ask("not pocket.red").so_far);
  EXPECT_FALSE(c.ask("sets >= 0 and sets < 3").so_far);
  EXPECT_EQ(c.truth("sets >= 0"), "yes");
}

TEST(Evaluate, ComparesIntervals) {
  Case c;
  c.fact("temperature").number = {38, 39};
  EXPECT_EQ(c.truth("temperature >= 38 celsius"), "yes");
  EXPECT_EQ(c.truth("temperature > 39 celsius"), "no");
  EXPECT_EQ(c.truth("temperature > 38 celsius"), "not_asked");
  EXPECT_EQ(c.truth("temperature = 40 celsius"), "no");
  EXPECT_EQ(c.truth("temperature != 40 celsius"), "yes");
  EXPECT_EQ(c.truth("temperature = 38.5 celsius"), "not_asked");
  c.fact("finding").possible = 0b110;
  EXPECT_EQ(c.truth("finding != 'none'"), "yes");
  EXPECT_EQ(c.truth("finding = 'mass'"), "not_asked");
}

TEST(Evaluate, ADayIsThatDayThoughItsMinuteIsUnknown) {
  Case c;
  const auto day = Date::parse("2021-08-20").value().minutes();
  c.fact("clean_since").number = {static_cast<double>(day.low), static_cast<double>(day.high)};
  EXPECT_EQ(c.truth("clean_since = '2021-08-20'"), "yes");
  EXPECT_EQ(c.truth("clean_since != '2021-08-20'"), "no");
  EXPECT_EQ(c.truth("clean_since = '2021-08'"), "yes");
  EXPECT_EQ(c.truth("clean_since = '2021-08-21'"), "no");
  EXPECT_EQ(c.truth("clean_since = '2021-08-20T10:00'"), "not_asked");
}

TEST(Evaluate, CountsWhatIsYesAndWhatIsNotNo) {
  Case c;
  c.say("pus", true);
  struct Row {
    const char* relation;
    const char* one_open;  // pus yes, pocket.red unknown
    const char* both_yes;
  };
  constexpr std::array<Row, 9> rows = {{{">= 1", "yes", "yes"},
                                        {">= 2", "not_asked", "yes"},
                                        {"> 2", "no", "no"},
                                        {"< 1", "no", "no"},
                                        {"<= 1", "not_asked", "no"},
                                        {"= 1", "not_asked", "no"},
                                        {"= 0", "no", "no"},
                                        {"!= 2", "not_asked", "no"},
                                        {"!= 3", "yes", "yes"}}};
  for (const auto& row : rows) EXPECT_EQ(c.truth(std::string("count(pus, pocket.red) ") + row.relation), row.one_open);
  c.say("pocket.red", true);
  for (const auto& row : rows) EXPECT_EQ(c.truth(std::string("count(pus, pocket.red) ") + row.relation), row.both_yes);
}

TEST(Evaluate, EachGoesOverNoneOneAndManyLeads) {
  const Case none("", 0);
  EXPECT_EQ(none.truth("any each lead (lead.loose)"), "no");
  EXPECT_EQ(none.truth("all each lead (lead.loose)"), "yes");
  EXPECT_EQ(none.truth("count each lead (lead.loose) = 0"), "yes");
  Case one("", 1);
  one.say("lead.loose", true);
  EXPECT_EQ(one.truth("any each lead (lead.loose)"), "yes");
  EXPECT_EQ(one.truth("all each lead (lead.loose)"), "yes");
  Case two;
  two.say("lead.loose", true, 0, 1);
  EXPECT_EQ(two.truth("any each lead (lead.loose)"), "yes");
  EXPECT_EQ(two.truth("all each lead (lead.loose)"), "not_asked");
  EXPECT_EQ(two.truth("count each lead (lead.loose) >= 2"), "not_asked");
  two.say("lead.loose", false, 0, 0);
  EXPECT_EQ(two.truth("count each lead (lead.loose) = 1"), "yes");
}

TEST(Evaluate, IsKnownSinceTheLastOfAllAndTheFirstOfAny) {
  Case c;
  c.say("pus", true, 3);
  c.say("pocket.red", true, 5);
  EXPECT_EQ(c.ask("pus and pocket.red").since.order, 5);
  EXPECT_EQ(c.ask("pus or pocket.red").since.order, 3);
  EXPECT_EQ(c.ask("not (pus and pocket.red)").since.order, 5);
  c.say("pocket.red", false, 7);
  EXPECT_EQ(c.ask("pus and pocket.red").since.order, 7);
  EXPECT_EQ(c.ask("pus or pocket.red").since.order, 3);
}

TEST(Evaluate, ACountIsKnownSinceItWasSettled) {
  Case c("", 3);
  c.say("lead.loose", true, 9, 0);
  c.say("lead.loose", true, 4, 1);
  c.say("lead.loose", true, 6, 2);
  EXPECT_EQ(c.ask("count each lead (lead.loose) >= 1").since.order, 4);
  EXPECT_EQ(c.ask("count each lead (lead.loose) >= 2").since.order, 6);
  EXPECT_EQ(c.ask("count each lead (lead.loose) < 2").since.order, 6);
  EXPECT_EQ(c.ask("count each lead (lead.loose) = 3").since.order, 9);
  EXPECT_EQ(c.ask("count each lead (lead.loose) != 1").since.order, 6);
  c.say("lead.loose", false, 4, 1);
  c.say("lead.loose", false, 6, 2);
  EXPECT_EQ(c.ask("count each lead (lead.loose) >= 2").since.order, 6);
  EXPECT_EQ(c.ask("count each lead (lead.loose) >= 3").since.order, 4);
  EXPECT_EQ(c.ask("count each lead (lead.loose) <= 1").since.order, 6);
}

constexpr const char* question = R"toml(
[[question]]
id = "q"
text = { en = "Infection", sv = "Infektion" }
[[question.conclusion]]
id = "sure"
tone = "act"
text = { en = "Sure", sv = "Säker" }
when = "pus"
[[question.conclusion]]
id = "maybe"
tone = "caution"
text = { en = "Maybe", sv = "Kanske" }
when = "pocket.red"
)toml";

constexpr const char* otherwise = R"toml(
[[question.conclusion]]
id = "no"
tone = "calm"
text = { en = "No", sv = "Nej" }
otherwise = true
)toml";

TEST(Evaluate, ALaterConclusionWaitsForTheEarlier) {
  Case c(std::string(question) + otherwise);
  c.say("pocket.red", true);
  EXPECT_TRUE(c.evaluator().conclusion(0, 1, {}).truth.is_unknown());
  EXPECT_TRUE(c.evaluator().conclusion(0, 2, {}).truth.is_no());
  EXPECT_EQ(c.evaluator().so_far(0, {}), 1);
  EXPECT_EQ(c.evaluator().not_ruled_out(0, {}), 0b011U);
  EXPECT_EQ(reachable(c.evaluator(), 0, {}), (Reachable{0b011, Exactness::exact}));
  c.say("pus", false);
  EXPECT_TRUE(c.evaluator().conclusion(0, 1, {}).truth.is_yes());
}

TEST(Reachable, AQuestionThatConcludesNothingIsNoContradiction) {
  Case c(question);
  c.say("pus", false);
  c.say("pocket.red", false);
  EXPECT_EQ(c.evaluator().so_far(0, {}), -1);
  EXPECT_EQ(reachable(c.evaluator(), 0, {}), (Reachable{0, Exactness::exact}));
}

TEST(Reachable, PastItsLimitItSaysSo) {
  const Case c(std::string(question) + otherwise);
  EXPECT_EQ(reachable(c.evaluator(), 0, {}, 0), (Reachable{0b111, Exactness::limit_reached}));
}

TEST(Reachable, NoMinuteLiesBetweenTwoDays) {
  const Case c(R"toml(
[[question]]
id = "q"
text = { en = "Between", sv = "Mellan" }
[[question.conclusion]]
id = "between"
tone = "act"
text = { en = "Y", sv = "J" }
when = "clean_since > '2021-08-20' and clean_since < '2021-08-21'"
[[question.conclusion]]
id = "not"
tone = "calm"
text = { en = "N", sv = "N" }
otherwise = true
)toml");
  EXPECT_EQ(reachable(c.evaluator(), 0, {}), (Reachable{0b10, Exactness::exact}));
}

TEST(Values, AreUnknownWithinTheirRangeAtFirst) {
  Case c;
  EXPECT_EQ(c.fact("temperature").number, (Interval<double>{30, 45}));
  EXPECT_EQ(c.fact("sets").number, (Interval<double>{0, infinity}));
  EXPECT_EQ(c.fact("finding").possible, 0b111U);
  for (const auto& fact : c.knowledge.facts) EXPECT_FALSE(is_known(fact, c.fact(fact.id))) << fact.id;
}

TEST(Values, ANumberIsKnownWhenNoConditionCanTellMore) {
  Case c(R"toml(
[[criterion]]
id = "a"
text = { en = "A", sv = "A" }
source = "s"
known = "read"
when = "sets >= 2 or temperature > 38 celsius"
)toml");
  const auto known = [&](const char* id, double low, double high) {
    const auto& fact = c.knowledge.facts[static_cast<std::size_t>(c.knowledge.find_fact(id))];
    Value value;
    value.number = {low, high};
    return is_known(fact, value);
  };
  EXPECT_TRUE(known("sets", 3, infinity));
  EXPECT_TRUE(known("sets", 0, 1));
  EXPECT_FALSE(known("sets", 1, 2));
  EXPECT_TRUE(known("sets", 1.5, 2.5));
  EXPECT_FALSE(known("temperature", 38, std::nextafter(38, 39)));
  EXPECT_TRUE(known("temperature", std::nextafter(38, 39), 45));
  EXPECT_FALSE(known("ratio", 0, 1));
  EXPECT_TRUE(known("clean_since", 0, 1439));
}

std::string score_with(const std::string& formula) {
  return "[[score]]\nid = \"s\"\nunit = \"points\"\ncite = \"c\"\nknown = \"read\"\ntext = { en = \"S\", sv = \"S\" "
         "}\n" +
         formula + R"toml(
[[score.item]]
id = "i"
text = { en = "I", sv = "I" }
[[score.item.level]]
when = "sets >= 2"
points = 4
[[score.item.level]]
when = "sets >= 1"
points = 1
[[score.item.level]]
otherwise = true
points = 0
[[score.band]]
id = "low"
from = 0
text = { en = "Low", sv = "Låg" }
[[score.band]]
id = "high"
from = 4
text = { en = "High", sv = "Hög" }
)toml";
}

TEST(Score, GoesFromTheLeastToTheMostThatNothingRulesOut) {
  Case c(score_with(""));
  const auto score = [&] { return evaluate_score(c.evaluator(), c.knowledge.scores[0]); };
  EXPECT_EQ(score().total, (Interval<double>{0, 4}));
  EXPECT_EQ(score().bands, 0b11U);
  c.fact("sets").number = {1, infinity};
  EXPECT_EQ(score().total, (Interval<double>{1, 4}));
  c.fact("sets").number = {2, 3};
  EXPECT_EQ(score().total, (Interval<double>{4, 4}));
  EXPECT_EQ(score().bands, 0b10U);
}

TEST(Score, AFormulaGivesAnInterval) {
  const auto total = [](const std::string& formula, Interval<double> ratio) {
    Case c(score_with("formula = \"" + formula + "\"\n"));
    c.fact("sets").number = {2, 2};
    c.fact("ratio").number = ratio;
    return evaluate_score(c.evaluator(), c.knowledge.scores[0]).total;
  };
  using Range = Interval<double>;
  EXPECT_EQ(total("points - 2 * ratio + 1", {0, 1}), (Range{3, 5}));
  EXPECT_EQ(total("-ratio * 3", {-1, 2}), (Range{-6, 3}));
  EXPECT_EQ(total("1 / ratio", {2, 4}), (Range{0.25, 0.5}));
  EXPECT_EQ(total("1 / ratio", {-1, 1}), Range::anything());
  EXPECT_EQ(total("min(max(ratio, 1), 2)", {0, 5}), (Range{1, 2}));
  EXPECT_EQ(total("exp(ratio)", {0, infinity}), (Range{1, infinity}));
  EXPECT_EQ(total("ln(ratio)", {0, 1}), (Range{-infinity, 0}));
  EXPECT_EQ(total("ln(ratio)", {-2, -1}), Range::anything());
  EXPECT_EQ(total("exp(1000 * points) - exp(1000 * points)", {0, 0}), Range::anything());
}

TEST(Score, OfSeveralFormulasTheFirstThatHoldsCounts) {
  Case c(
      score_with("formula = [{ when = \"pus\", value = \"points + 10\" }, { otherwise = true, value = \"ratio\" }]\n"));
  const auto total = [&] { return evaluate_score(c.evaluator(), c.knowledge.scores[0]).total; };
  c.fact("sets").number = {2, 2};
  c.fact("ratio").number = {1, 3};
  EXPECT_EQ(total(), (Interval<double>{1, 14})) << "not known which: all that either gives";
  c.say("pus", true);
  EXPECT_EQ(total(), (Interval<double>{14, 14}));
  c.say("pus", false);
  EXPECT_EQ(total(), (Interval<double>{1, 3}));
}

TEST(Score, ABandMayBeginAboveItsNumber) {
  Case c(
      "[[score]]\nid = \"s\"\nunit = \"1\"\ncite = \"c\"\nknown = \"read\"\ntext = { en = \"S\", sv = \"S\" }\n"
      "formula = \"ratio\"\nband = [{ id = \"low\", from = 0, text = { en = \"L\", sv = \"L\" } }, { id = \"high\", "
      "above = 10, text = { en = \"H\", sv = \"H\" } }]\n");
  const auto bands = [&](double low, double high) {
    c.fact("ratio").number = {low, high};
    return evaluate_score(c.evaluator(), c.knowledge.scores[0]).bands;
  };
  EXPECT_EQ(bands(10, 10), 0b01U);
  EXPECT_EQ(bands(10, 10.5), 0b11U);
  EXPECT_EQ(bands(10.5, 11), 0b10U);
}

TEST(Score, ThatRestsOnAnotherIsWorkedOutAfterIt) {
  const std::string score = "unit = \"1\"\ncite = \"c\"\nknown = \"read\"\ntext = { en = \"S\", sv = \"S\" }\n";
  const std::string fact =
      "type = \"number\"\nunit = \"1\"\nlow = -50\nhigh = 50\nwindow = \"ever\"\nresolve = "
      "\"latest\"\ntext = { en = \"F\", sv = \"F\" }\n";
  Case c("[[score]]\nid = \"outer\"\n" + score + "formula = \"2 * inner\"\n[[score]]\nid = \"deep\"\n" + score +
         "formula = \"ratio + 1\"\n[[fact]]\nid = \"last\"\nfrom = { score = \"outer\" }\n" + fact +
         "[[fact]]\nid = \"inner\"\nfrom = { score = \"deep\" }\n" + fact);
  const auto work_out = [&] { compute_facts(c.knowledge, c.readings, c.knowledge.computed, c.values); };
  work_out();
  EXPECT_EQ(c.fact("last").number, (Interval<double>{-50, 50})) << "nothing is known of what it rests on";
  c.fact("ratio").number = {1, 2};
  work_out();
  EXPECT_EQ(c.fact("inner").number, (Interval<double>{2, 3}));
  EXPECT_EQ(c.fact("last").number, (Interval<double>{4, 6}));
  EXPECT_EQ(c.knowledge.computed, (std::vector<int>{c.knowledge.find_fact("inner"), c.knowledge.find_fact("last")}));
}

TEST(InWords, SaysConditionsInBothLanguages) {
  const Case c;
  const auto en = [&](const char* text) { return in_words(c.knowledge, parsed(c.knowledge, text), Language::en); };
  const auto sv = [&](const char* text) { return in_words(c.knowledge, parsed(c.knowledge, text), Language::sv); };
  EXPECT_EQ(en("pus and (pocket.red or not pus)"), "Pus and (Redness or not Pus)");
  EXPECT_EQ(sv("pus and (pocket.red or not pus)"), "Var och (Rodnad eller inte Var)");
  EXPECT_EQ(en("finding in {'mass', 'abscess'}"), "Finding: mass or abscess");
  EXPECT_EQ(sv("finding in {'mass', 'abscess'}"), "Fynd: mass eller abscess");
  EXPECT_EQ(en("temperature >= 38 celsius"), "Temperature at least 38 celsius");
  EXPECT_EQ(en("count(pus, pocket.red) >= 1"), "at least 1 of (Pus; Redness)");
  EXPECT_EQ(sv("all each lead (lead.loose)"), "för varje elektrod (Lös)");
}

TEST(InWords, SaysValuesWithTheirOpenEnds) {
  Case c;
  const auto say = [&](const char* id, Language language) {
    const auto& fact = c.knowledge.facts[static_cast<std::size_t>(c.knowledge.find_fact(id))];
    return in_words(fact, c.fact(id), language);
  };
  EXPECT_EQ(say("temperature", Language::en), "not reported");
  EXPECT_EQ(say("sets", Language::sv), "ej angivet");
  c.fact("temperature").number = {std::nextafter(38.5, 40), 45};
  EXPECT_EQ(say("temperature", Language::en), "above 38.5 celsius");
  EXPECT_EQ(say("temperature", Language::sv), "över 38,5 celsius");
  c.fact("temperature").number = {30, 38.5};
  EXPECT_EQ(say("temperature", Language::sv), "högst 38,5 celsius");
  c.fact("temperature").number = {36, 38.5};
  EXPECT_EQ(say("temperature", Language::en), "36\u201338.5 celsius");
  c.fact("temperature").number = {36, std::nextafter(38.5, 0)};
  EXPECT_EQ(say("temperature", Language::en), "at least 36, below 38.5 celsius");
  c.fact("sets").number = {2, infinity};
  EXPECT_EQ(say("sets", Language::en), "at least 2");
  c.fact("finding").possible = 0b110;
  EXPECT_EQ(say("finding", Language::sv), "mass eller abscess");
  const auto day = Date::parse("2021-08-20").value().minutes();
  c.fact("clean_since").number = {static_cast<double>(day.low), static_cast<double>(day.high)};
  EXPECT_EQ(say("clean_since", Language::en), "2021-08-20");
}

}  // namespace
}  // namespace lossa::guideline::test
