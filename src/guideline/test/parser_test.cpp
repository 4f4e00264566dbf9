// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../lexer.hpp"
#include "conditions.hpp"

namespace lossa::guideline::test {
namespace {

using Op = Expression::Op;

TEST(Lexer, TellsUnitsFromWordsOfTheLanguage) {
  const auto tokens = tokens_of("2 days and x>=1.5", Units::allowed).value();
  ASSERT_EQ(tokens.size(), 7U);
  EXPECT_EQ(tokens[1].kind, Token::Kind::unit);
  EXPECT_EQ(tokens[2].kind, Token::Kind::name);
  EXPECT_EQ(tokens[4].text, ">=");
  EXPECT_EQ(tokens[5].offset, 14U);
  EXPECT_EQ(tokens[6].kind, Token::Kind::end);
  EXPECT_EQ(tokens_of("2 days", Units::not_allowed).value()[1].kind, Token::Kind::name);
}

TEST(Lexer, NamesTheWholeLetterThatHasNoMeaning) {
  const auto failed = tokens_of("sets ≥ 2", Units::allowed);
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().message, "'≥' has no meaning here");
  EXPECT_EQ(failed.error().where, "5");
}

TEST(Parser, ReadsEachRuleAndPrintsItAgain) {
  const auto knowledge = loaded(R"toml(
[[reading]]
id = "r"
options = ["one", "two"]
default = "two"
ask = { en = "a", sv = "a" }
why = { en = "w", sv = "w" }
option_text.one = { en = "1", sv = "1" }
option_text.two = { en = "2", sv = "2" }
[[criterion]]
id = "major.a"
text = { en = "A", sv = "A" }
source = "s"
known = "read"
when = "pus"
[[question]]
id = "q"
text = { en = "Q", sv = "Q" }
[[question.conclusion]]
id = "yes"
tone = "act"
text = { en = "Y", sv = "J" }
when = "major.a"
[[question.conclusion]]
id = "no"
tone = "calm"
text = { en = "N", sv = "N" }
otherwise = true
)toml");
  struct Row {
    const char* written;
    const char* printed;
  };
  constexpr std::array<Row, 19> rows = {{
      {"pus", "pus"},
      {"major.a", "major.a"},
      {"pus or pocket.red and major.a", "pus or pocket.red and major.a"},
      {"pus or (pocket.red and major.a)", "pus or pocket.red and major.a"},
      {"(pus or pocket.red) and major.a", "(pus or pocket.red) and major.a"},
      {"not pus and pocket.red", "not pus and pocket.red"},
      {"not (pus and pocket.red)", "not (pus and pocket.red)"},
      {"not not pus", "not not pus"},
      {"any(pus, pocket.red)", "pus or pocket.red"},
      {"all(pus)", "pus"},
      {"all(pus, any(pocket.red, major.a))", "pus and (pocket.red or major.a)"},
      {"count(pus, pocket.red and major.a) != 1", "count(pus, pocket.red and major.a) != 1"},
      {"count each lead (lead.age > 5 years) <= 2", "count each lead (lead.age > 5 years) <= 2"},
      {"all each side (side.open or pus)", "all each side (side.open or pus)"},
      {"finding in {'abscess', 'mass', 'mass'}", "finding in {'mass', 'abscess'}"},
      {"finding != 'mass'", "not finding = 'mass'"},
      {"reading.r = 'one'", "reading.r = 'one'"},
      {"conclusion.g.q = 'yes'", "conclusion.q = 'yes'"},
      {"waited < 3 days", "waited < 3 days"},
  }};
  for (const auto& row : rows) EXPECT_EQ(print(knowledge, parsed(knowledge, row.written), 0), row.printed);
  EXPECT_EQ(print(knowledge, parsed(knowledge, "conclusion.q = 'no'"), -1), "conclusion.g.q = 'no'");
}

TEST(Parser, AndBindsCloserThanOrAndNotClosest) {
  const auto knowledge = loaded();
  const auto condition = parsed(knowledge, "not pus and pocket.red or pus");
  ASSERT_EQ(condition.op, Op::any);
  ASSERT_EQ(condition.parts[0].op, Op::all);
  EXPECT_EQ(condition.parts[0].parts[0].op, Op::negation);
}

TEST(Parser, ConvertsHoursAndDaysOnly) {
  const auto knowledge = loaded();
  EXPECT_EQ(parsed(knowledge, "waited < 3 days").number, 72);
  EXPECT_EQ(parsed(knowledge, "waited < 72 h").number, 72);
  EXPECT_EQ(parsed(knowledge, "sets >= 2 sets").number, 2);
  EXPECT_EQ(parsed(knowledge, "ratio >= 0.25").number, 0.25);
}

TEST(Parser, ADateHasAFirstAndALastMinute) {
  const auto knowledge = loaded();
  const auto day = Date::parse("2021-08-20").value().minutes();
  EXPECT_EQ(parsed(knowledge, "clean_since < '2021-08-20'").number, static_cast<double>(day.low));
  EXPECT_EQ(parsed(knowledge, "clean_since >= '2021-08-20'").number, static_cast<double>(day.low));
  EXPECT_EQ(parsed(knowledge, "clean_since > '2021-08-20'").number, static_cast<double>(day.high));
  EXPECT_EQ(parsed(knowledge, "clean_since <= '2021-08-20'").number, static_cast<double>(day.high));
  EXPECT_EQ(print(knowledge, parsed(knowledge, "clean_since = '2021-08'"), 0),
            "clean_since >= '2021-08' and clean_since <= '2021-08'");
}

TEST(Parser, InsideEachSideALeadOfTheGuidelineStaysAtHand) {
  const auto knowledge = loaded("", "lead");
  EXPECT_EQ(parsed(knowledge, "any each side (side.open and lead.loose)", Subject::lead).op, Op::each_any);
}

TEST(Parser, KeepsWhereEachPartStands) {
  const auto knowledge = loaded();
  const auto condition = parsed(knowledge, "pus and\n  pocket.red");
  EXPECT_EQ(condition.parts[1].line, 2);
  EXPECT_EQ(condition.parts[1].column, 3);
}

TEST(Print, WhatIsShippedParsesAgainToTheSame) {
  std::vector<SourceFile> files;
  for (const char* folder : {"/guidelines", "/evidence"})
    for (const auto& entry : std::filesystem::directory_iterator(std::string(LOSSA_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".toml") continue;
      std::ifstream in(entry.path());
      files.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
  const auto knowledge = load(files);
  ASSERT_TRUE(knowledge.ok());
  EXPECT_EQ(PrintAgain(*knowledge.value).first_fault(), std::nullopt);
}

}  // namespace
}  // namespace lossa::guideline::test
