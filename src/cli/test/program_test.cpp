// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "../writer.hpp"
#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Program, SaysItsVersion) {
  const auto ran = lossa({"--version"});
  EXPECT_EQ(ran.exit, Exit::done);
  EXPECT_THAT(ran.out, StartsWith("lossa 0."));
  EXPECT_EQ(ran.err, "");
}

TEST(Program, HelpsWithExamplesAndForEachCommand) {
  EXPECT_THAT(lossa({"--help"}).out, HasSubstr("lossa assess case.toml"));
  for (const auto* command : {"assess", "new", "schema", "import", "serve", "guideline"}) {
    const auto ran = lossa({command, "--help"});
    EXPECT_EQ(ran.exit, Exit::done) << command;
    EXPECT_THAT(ran.out, HasSubstr(command));
  }
}

TEST(Program, NamesTheNearestCommand) {
  const auto ran = lossa({"asses", "case.toml"});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("did you mean 'assess'?"));
  EXPECT_THAT(lossa({"guideline", "shwo"}).err, HasSubstr("did you mean 'show'?"));
}

TEST(Program, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(lossa({}).exit, Exit::wrong_use);
  EXPECT_EQ(lossa({"frobnicate"}).exit, Exit::wrong_use);
  EXPECT_EQ(lossa({"new", "--nonsense"}).exit, Exit::wrong_use);
  EXPECT_EQ(lossa({"assess", "--lang", "de", "x.toml"}).exit, Exit::wrong_use);
  EXPECT_EQ(lossa({"import", "x.toml"}).exit, Exit::wrong_use);
  EXPECT_EQ(lossa({"guideline"}).exit, Exit::wrong_use);
}

TEST(Program, WritesAStarterInTheLanguageAskedForElseTheEnvironments) {
  const auto swedish = lossa({"new", "--lang", "sv"});
  EXPECT_EQ(swedish.exit, Exit::done);
  EXPECT_THAT(swedish.out, HasSubstr("[case]"));
  EXPECT_EQ(lossa({"new"}, Language::sv).out, swedish.out);
  EXPECT_NE(lossa({"new"}).out, swedish.out);
}

TEST(Program, PrintsASchema) {
  const auto ran = lossa({"schema"});
  EXPECT_EQ(ran.exit, Exit::done);
  EXPECT_THAT(ran.out, StartsWith("{"));
  EXPECT_THAT(ran.out, HasSubstr("sets_positive"));
}

TEST(Screen, WrapsBetweenWordsAndCountsCharactersNotBytes) {
  std::ostringstream out;
  Writer writer(out, {});
  writer.paragraph({2, 4}, Ink::strong, "å:", std::string(60, 'x') + " ööööööööööööö yy");
  EXPECT_EQ(out.str(), "  å: " + std::string(60, 'x') + " ööööööööööööö\n    yy\n");
}

TEST(Screen, ColoursTheLabelOnlyWhereItIsWanted) {
  std::ostringstream out;
  Writer(out, {.colour = true}).paragraph({}, Ink::act, "now", "or later");
  EXPECT_EQ(out.str(), "\033[1;31mnow\033[0m or later\n");
}

TEST(Screen, SaysThatAParagraphWasCut) {
  std::ostringstream out;
  Writer(out, {}).paragraph({1, 1, 1}, Ink::plain, "I", std::string(70, 'x') + " yyyyy zzz");
  EXPECT_EQ(out.str(), " I " + std::string(70, 'x') + " …\n");
}

TEST(Screen, CutsNothingThatFits) {
  std::ostringstream out;
  Writer(out, {}).paragraph({1, 1, 1}, Ink::plain, "I", std::string(70, 'x') + " yyyyy");
  EXPECT_EQ(out.str(), " I " + std::string(70, 'x') + " yyyyy\n");
}

}  // namespace
}  // namespace lossa::cli
