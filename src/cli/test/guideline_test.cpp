// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class GuidelineCommand : public InFolder {};

TEST_F(GuidelineCommand, FindsNoFaultInThoseOfTheProgram) {
  const auto ran = lossa({"guideline", "check"});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("no fault"));
}

TEST_F(GuidelineCommand, ReplacesTheGuidelineOfTheSameId) {
  const auto ran = lossa({"guideline", "check", std::string(LOSSA_SOURCE_DIR) + "/guidelines/padit.toml",
                          std::string(LOSSA_SOURCE_DIR) + "/guidelines/facts.toml"});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("(2 given)"));
}

TEST_F(GuidelineCommand, ShowsEveryFaultAtOnce) {
  const auto broken = file("own.toml", R"([guideline]
id = "own"
version = "1"
subject = "case"
title.en = "Own"
title.sv = "Egen"
cite = "None"
reviewed = []

[[criterion]]
id = "one"
text.en = "One"
text.sv = "En"
source = "None"
known = "memory"
when = "pocket.exposd"

[[criterion]]
id = "two"
text.en = "Two"
source = "None"
known = "memory"
when = "pocket.exposed"
)");
  const auto ran = lossa({"guideline", "check", broken});
  EXPECT_EQ(ran.exit, Exit::found_faults);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("own.toml:16:"));
  EXPECT_THAT(ran.err, HasSubstr("text"));
  EXPECT_THAT(lossa({"assess", "--guidelines", path(""), published(wannan)}).err, HasSubstr("own.toml:16:"));
}

TEST_F(GuidelineCommand, SaysWhichFolderHoldsNone) {
  EXPECT_THAT(lossa({"assess", "--guidelines", path("none"), published(wannan)}).err, HasSubstr("no such folder"));
  EXPECT_THAT(lossa({"assess", "--guidelines", path(""), published(wannan)}).err, HasSubstr("no *.toml file"));
}

TEST_F(GuidelineCommand, ShowsTheLogicInWordsWithSourcesAndReadings) {
  const auto ran = lossa({"guideline", "show", "ehra_2020_infection"});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Two major criteria"));
  EXPECT_THAT(ran.out, HasSubstr("pocket_as_major"));
  EXPECT_THAT(ran.out, HasSubstr("from memory"));
  EXPECT_THAT(ran.out, HasSubstr("Not yet reviewed by a clinician"));
  EXPECT_THAT(lossa({"guideline", "show", "repacing", "--lang", "sv"}).out, HasSubstr("Elektrodlös pacemaker"));
}

TEST_F(GuidelineCommand, NamesTheNearestGuideline) {
  const auto ran = lossa({"guideline", "show", "ehra_2020_infektion"});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_THAT(ran.err, HasSubstr("did you mean 'ehra_2020_infection'?"));
}

TEST_F(GuidelineCommand, ListsThemInBothLanguages) {
  const auto english = lossa({"guideline", "list"}).out;
  EXPECT_THAT(english, HasSubstr("padit 1: "));
  EXPECT_THAT(lossa({"guideline", "list", "--lang", "sv"}).out, Not(english));
}

}  // namespace
}  // namespace lossa::cli
