// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "../elm_terms.hpp"
#include "conditions.hpp"

#include <lossa/base/tree.hpp>
#include <lossa/guideline/cql.hpp>
#include <lossa/guideline/elm.hpp>

// What the libraries say when they run is compared with the Evaluator by tests/differential.

namespace lossa::guideline::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* words = R"(text = { en = "Text", sv = "Text" }
)";

std::string criterion(const std::string& id, const std::string& when) {
  return "[[criterion]]\nid = \"" + id + "\"\n" + words + "source = \"s\"\nknown = \"read\"\nwhen = \"" + when + "\"\n";
}

std::string cql_of(const std::string& tables, const std::string& subject = "case") {
  const auto knowledge = loaded(tables, subject);
  const auto text = export_cql(knowledge, 0, default_readings(knowledge));
  EXPECT_TRUE(text.has_value());
  return text.has_value() ? *text : "";
}

/// The CQL of one condition.
std::string written(const std::string& condition) {
  const auto text = cql_of(criterion("one", condition));
  const std::string head = "define \"one\":\n  ";
  const auto from = text.find(head);
  EXPECT_NE(from, std::string::npos) << text;
  return text.substr(from + head.size(), text.size() - from - head.size() - 1);
}

std::string small_guideline() {
  return R"([[reading]]
id = "sets"
ask = { en = "How many \"sets\"?", sv = "Hur många set?" }
why = { en = "None", sv = "Inget" }
options = ["one", "two"]
default = "one"
option_text.one = { en = "One", sv = "Ett" }
option_text.two = { en = "Two", sv = "Två" }
)" + criterion("micro.grown", "reading.sets = 'one' and sets >= 1 or sets >= 2") +
         criterion("fever", "temperature > 38 celsius and not pus") +
         criterion("loose", "any each lead (lead.loose and lead.age > 1.5 years)") + R"([[question]]
id = "infected"
text = { en = "Infected", sv = "Infekterad" }
[[question.conclusion]]
id = "yes"
tone = "act"
text = { en = "Yes", sv = "Ja" }
when = "count(micro.grown, fever, finding = 'mass') >= 2"
[[question.conclusion]]
id = "no"
tone = "calm"
text = { en = "No", sv = "Nej" }
otherwise = true
[[recommendation]]
id = "look_again"
kind = "do"
class = "I"
text = { en = "Look again", sv = "Titta igen" }
when = "loose or clean_since < '2021-08-20'"
source = "s"
known = "memory"
)";
}

std::string file(const std::string& name) {
  return std::string(LOSSA_SOURCE_DIR) + "/src/guideline/test/export/" + name;
}

void expect_as_kept(const std::string& text, const std::string& name) {
  if (std::getenv("LOSSA_REBASELINE") != nullptr) std::ofstream(file(name)) << text;
  std::ostringstream kept;
  kept << std::ifstream(file(name)).rdbuf();
  EXPECT_EQ(text, kept.str()) << "see " << file(name) << "; LOSSA_REBASELINE=1 rewrites it";
}

TEST(Export, WritesASmallGuidelineAsElm) {
  const auto knowledge = loaded(small_guideline());
  const auto elm = export_elm(knowledge, 0, default_readings(knowledge));
  ASSERT_TRUE(elm.has_value());
  expect_as_kept(*elm, "small.elm.json");
}

TEST(Export, WritesASmallGuidelineAsCql) { expect_as_kept(cql_of(small_guideline()), "small.cql"); }

TEST(Export, IsJson) {
  const auto knowledge = loaded(small_guideline());
  const auto elm = export_elm(knowledge, 0, default_readings(knowledge));
  ASSERT_TRUE(elm.has_value());
  EXPECT_TRUE(read_json(*elm, "elm").ok());
}

TEST(Export, TheChosenReadingIsTheParametersDefault) {
  const auto knowledge = loaded(small_guideline());
  EXPECT_THAT(*export_cql(knowledge, 0, {1}), HasSubstr("parameter \"reading.sets\" String default 'two'"));
}

TEST(Export, AsksANumberFromBothSides) {
  EXPECT_EQ(written("sets > 2"), "\"is more\"(\"sets\", 2.0)");
  EXPECT_EQ(written("sets >= 2"), "not \"is less\"(\"sets\", 2.0)");
  EXPECT_EQ(written("sets < 2"), "\"is less\"(\"sets\", 2.0)");
  EXPECT_EQ(written("sets <= 2"), "not \"is more\"(\"sets\", 2.0)");
  EXPECT_EQ(written("sets = 2"), "not \"is less\"(\"sets\", 2.0) and not \"is more\"(\"sets\", 2.0)");
  EXPECT_EQ(written("sets != 2"), "\"is less\"(\"sets\", 2.0) or \"is more\"(\"sets\", 2.0)");
}

TEST(Export, GivesADateItsMinute) {
  EXPECT_EQ(written("clean_since < '2021-08-20'"), "\"is earlier\"(\"clean_since\", @2021-08-20T00:00)");
  EXPECT_EQ(written("clean_since > '2021-08'"), "\"is later\"(\"clean_since\", @2021-08-31T23:59)");
}

TEST(Export, NamesTheValuesOfACategoryThatCount) {
  EXPECT_EQ(written("finding in {'mass', 'abscess'}"), "\"is among\"(\"finding\", { 'mass', 'abscess' })");
  EXPECT_EQ(written("finding != 'none'"), "not \"is among\"(\"finding\", { 'none' })");
}

TEST(Export, PutsParenthesesWhereCqlWouldReadItOtherwise) {
  EXPECT_EQ(written("not (pus or pocket.red)"), "not (\"pus\" or \"pocket.red\")");
  EXPECT_EQ(written("(pus or pocket.red) and pus"), "(\"pus\" or \"pocket.red\") and \"pus\"");
  EXPECT_EQ(written("not not pus"), "not (not \"pus\")");
  EXPECT_EQ(written("any each lead (lead.loose or pus)"),
            "\"some hold\"(\"the leads\" L return all L.\"lead-loose\" or \"pus\")");
}

TEST(Export, NamesWithDotsAreQuotedAndElementsHaveNone) {
  EXPECT_EQ(written("pocket.red"), "\"pocket.red\"");
  EXPECT_THAT(cql_of(criterion("one", "all each lead (lead.loose)")),
              HasSubstr("parameter \"the leads\" List<Tuple { \"which lead\" String, \"lead-loose\" Boolean }>"));
}

TEST(Export, WhatIsNotUsedIsNoParameter) {
  EXPECT_THAT(cql_of(criterion("one", "pus")), Not(HasSubstr("parameter \"pocket.red\"")));
}

TEST(Export, NothingKnownIsWhatTheFactCanBe) {
  const auto text = cql_of(criterion("one", "pus and sets > 1 and temperature > 38 celsius and ratio > 1") +
                           criterion("two", "finding = 'mass'"));
  EXPECT_THAT(text, HasSubstr("parameter \"pus\" Boolean default null\n"));
  EXPECT_THAT(text, HasSubstr("parameter \"sets\" Interval<Decimal> default Interval[0.0, null]\n"));
  EXPECT_THAT(text, HasSubstr("parameter \"temperature\" Interval<Decimal> default Interval[30.0, 45.0]\n"));
  EXPECT_THAT(text, HasSubstr("parameter \"ratio\" Interval<Decimal> default null\n"));
  EXPECT_THAT(text, HasSubstr("parameter \"finding\" List<String> default { 'none', 'mass', 'abscess' }\n"));
}

TEST(Export, OfAGuidelineAboutLeadsEveryLeadHasItsAnswer) {
  const auto text = cql_of(criterion("one", "lead.loose"), "lead");
  EXPECT_THAT(text,
              HasSubstr("define function \"one of\"(L Tuple { \"which lead\" String, \"lead-loose\" Boolean }):"));
  EXPECT_THAT(text, HasSubstr("define \"one\":\n  \"the leads\" L return all \"one of\"(L)\n"));
}

TEST(Export, ALineBreakInATextEndsNoComment) {
  const auto text = cql_of(
      "[[criterion]]\nid = \"one\"\ntext = { en = \"a\\ndefine x: true\", sv = \"b\" }\n"
      "source = \"s\"\nknown = \"read\"\nwhen = \"pus\"\n");
  EXPECT_THAT(text, HasSubstr("// @en: a define x: true\n"));
}

TEST(Export, RefusesAConstantThatElmWouldRound) {
  const auto knowledge = loaded(criterion("one", "ratio > 0.123456789"));
  for (const auto& text : {export_elm(knowledge, 0, {}), export_cql(knowledge, 0, {})}) {
    ASSERT_FALSE(text.has_value());
    EXPECT_EQ(text.error().kind, ErrorKind::invalid_input);
    EXPECT_THAT(text.error().message, HasSubstr("ratio is compared with 0.123456789"));
    EXPECT_EQ(text.error().where, "g.toml");
  }
}

TEST(Export, WritesDecimalsWithoutExponents) {
  EXPECT_EQ(elm::decimal_text(0), "0.0");
  EXPECT_EQ(elm::decimal_text(38.3), "38.3");
  EXPECT_EQ(elm::decimal_text(-2), "-2.0");
  EXPECT_EQ(elm::decimal_text(1e15), "1000000000000000.0");
  EXPECT_EQ(elm::decimal_text(1e-8), "0.00000001");
}

}  // namespace
}  // namespace lossa::guideline::test
