// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <lossa/base/tree.hpp>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class AssessCommand : public InFolder {};

TEST_F(AssessCommand, BeginsWithWhatMattersFirst) {
  const auto ran = lossa({"assess", published(wannan)});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Definite pocket infection: the whole system should come out\n"));
  EXPECT_THAT(ran.out, HasSubstr("informs, decides nothing; not a certified"));
  EXPECT_THAT(ran.out, Not(HasSubstr("\033")));
}

TEST_F(AssessCommand, SpeaksSwedishWhenAsked) {
  const auto ran = lossa({"assess", "--lang", "sv", published(wannan)});
  EXPECT_THAT(ran.out, StartsWith("Säker fickinfektion"));
  EXPECT_EQ(ran.out, lossa({"assess", published(wannan)}, Language::sv).out);
}

TEST_F(AssessCommand, SaysTheSameEveryTime) {
  EXPECT_EQ(lossa({"assess", published(wannan)}).out, lossa({"assess", published(wannan)}).out);
}

TEST_F(AssessCommand, FitsOnOneScreen) {
  constexpr std::ptrdiff_t most_lines = 50;
  for (const std::string name : {wannan.c_str(), "mrsa-abandoned-leads-micra", "conservative-refused-removal"}) {
    for (const auto language : {Language::en, Language::sv}) {
      const auto out = lossa({"assess", published(name)}, language).out;
      EXPECT_LE(std::ranges::count(out, '\n'), most_lines) << out;
      EXPECT_THAT(out, HasSubstr("--section"));
    }
  }
}

TEST_F(AssessCommand, ShowsOneSectionWholeOrAll) {
  const auto one = lossa({"assess", "--section", "compare", published(wannan)}).out;
  EXPECT_THAT(one, HasSubstr("2023 Duke-ISCVID Criteria for Infective Endocarditis:"));
  EXPECT_THAT(one, HasSubstr("[matters here]"));
  EXPECT_THAT(one, Not(HasSubstr("Do not cut leads")));
  const auto all = lossa({"assess", "--all", published(wannan)}).out;
  EXPECT_THAT(all, HasSubstr("[matters here]"));
  EXPECT_THAT(all, HasSubstr("Do not cut leads"));
  EXPECT_THAT(all, HasSubstr("Readiness:"));
  EXPECT_THAT(all, HasSubstr("[?] Cardiothoracic surgeon on site"));
  EXPECT_THAT(all, HasSubstr("Scores whose rule was not obtained"));
  EXPECT_EQ(lossa({"assess", "--section", "nothing", published(wannan)}).exit, Exit::wrong_use);
}

TEST_F(AssessCommand, PrintsTheHoldingCard) {
  const auto card = lossa({"assess", "--card", published(wannan)});
  EXPECT_EQ(card.exit, Exit::done) << card.err;
  EXPECT_THAT(card.out, StartsWith("Until the patient has moved\n"));
  EXPECT_THAT(card.out, HasSubstr("Whom to call: ____"));
  EXPECT_THAT(card.out, HasSubstr("\nDo not\n - "));
  EXPECT_THAT(lossa({"assess", "--card", "--lang", "sv", published(wannan)}).out, HasSubstr("\nGör inte\n"));
  EXPECT_EQ(lossa({"assess", "--card", "--json", published(wannan)}).exit, Exit::wrong_use);
}

TEST_F(AssessCommand, HoldsAPlannedEndAgainstTheWindowsOfEverySource) {
  const auto treated = file("treated.toml", R"([case]
id = "treated"
title.en = "Pocket infection, treated"
title.sv = "Fickinfektion, behandlad"
[[entries]]
kind = "sign"
what = "purulent_discharge"
site = "pocket"
present = true
at = "2021-03-01"
[[entries]]
kind = "procedure"
what = "extraction"
done = true
at = "2021-03-03"
[[entries]]
kind = "treatment"
what = "antibiotic"
at = "2021-03-03"
until = "2021-03-06"
)");
  const auto ran = lossa({"assess", "--section", "clocks", treated});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Planned end 2021-03-06"));
}

TEST_F(AssessCommand, ColoursWhenTold) {
  EXPECT_THAT(lossa({"assess", "--color", "always", published(wannan)}).out, StartsWith("\033[1;31mDefinite"));
}

TEST_F(AssessCommand, TakesAReadingByItsShortName) {
  const auto ran = lossa({"assess", "--reading", "pocket_as_major=any_definite_pocket", published(wannan)});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Infection Criteria: Possible systemic CIED infection."));
}

TEST_F(AssessCommand, RefusesReadingsThatItDoesNotKnow) {
  const auto misspelt = lossa({"assess", "--reading", "pocket_as_mayor=any", published(wannan)});
  EXPECT_EQ(misspelt.exit, Exit::wrong_use);
  EXPECT_THAT(misspelt.err, HasSubstr("did you mean 'pocket_as_major'?"));
  const auto option = lossa({"assess", "--reading", "pocket_as_major=maybe", published(wannan)});
  EXPECT_EQ(option.exit, Exit::wrong_use);
  EXPECT_THAT(option.err, HasSubstr("needs_echocardiography or any_definite_pocket"));
  EXPECT_EQ(lossa({"assess", "--reading", "pocket_as_major", published(wannan)}).exit, Exit::wrong_use);
}

TEST_F(AssessCommand, RefusesTimesThatAreNone) {
  EXPECT_EQ(lossa({"assess", "--at", "2021-13-01", published(wannan)}).exit, Exit::wrong_use);
  EXPECT_EQ(lossa({"assess", "--recorded-at", "2021", published(wannan)}).exit, Exit::wrong_use);  // needs --data
  const auto no_anchor = lossa({"assess", "--at", "nowhere", published(wannan)});
  EXPECT_EQ(no_anchor.exit, Exit::found_faults);
  EXPECT_THAT(no_anchor.err, HasSubstr("nowhere"));
}

TEST_F(AssessCommand, GoesOnAfterACaseWithFaults) {
  const auto broken = file("broken.toml", "[case]\nid = \"b\"\ntitle = \"B\"\n[[entries]]\nkind = \"sgn\"\n");
  const auto ran = lossa({"assess", broken, published(wannan)});
  EXPECT_EQ(ran.exit, Exit::found_faults);
  EXPECT_THAT(ran.err, HasSubstr("broken.toml:5:"));
  EXPECT_THAT(ran.out, StartsWith("Definite pocket infection"));
}

TEST_F(AssessCommand, SaysWhichFileIsNotThere) {
  const auto ran = lossa({"assess", path("none.toml")});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_THAT(ran.err, HasSubstr("none.toml: there is no such file"));
  EXPECT_THAT(lossa({"assess", path("")}).err, HasSubstr("this is a folder"));
}

TEST_F(AssessCommand, GivesOneJsonObjectForEachCase) {
  const auto ran = lossa({"assess", "--json", published(wannan), published("gonococcal-icd-pocket")});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  ASSERT_EQ(std::ranges::count(ran.out, '\n'), 2);
  EXPECT_TRUE(read_json(ran.out.substr(0, ran.out.find('\n')), "first").ok());
}

TEST_F(AssessCommand, ExplainsEveryCriterionDownToItsEntries) {
  const auto ran = lossa({"assess", "--explain", published(wannan)});
  EXPECT_THAT(ran.out, HasSubstr("[+] Generator or proximal lead"));
  EXPECT_THAT(ran.out, HasSubstr("erosion"));
  EXPECT_THAT(ran.out, HasSubstr("[?]"));
}

TEST_F(AssessCommand, TakesAStoredCaseAndWhatWasRecordedByThen) {
  const auto data = path("data");
  ASSERT_EQ(lossa({"import", published(wannan), "--data", data}).exit, Exit::done);
  const auto stored = lossa({"assess", "--data", data, wannan});
  EXPECT_EQ(stored.exit, Exit::done) << stored.err;
  EXPECT_EQ(stored.out, lossa({"assess", published(wannan)}).out);
  EXPECT_EQ(lossa({"assess", "--data", data, "--recorded-at", "2023-11-14", wannan}).out, stored.out);
  EXPECT_EQ(lossa({"assess", "--data", data, "--recorded-at", "2023-11-13", wannan}).exit, Exit::wrong_use);
  EXPECT_THAT(lossa({"assess", "--data", data, "nobody"}).err, HasSubstr("there is no case 'nobody'"));
}

TEST_F(AssessCommand, MakesNoJournalByLookingForOne) {
  const auto ran = lossa({"assess", "--data", path("data"), wannan});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_THAT(ran.err, HasSubstr("there is no journal"));
  EXPECT_FALSE(std::filesystem::exists(path("data")));
}

}  // namespace
}  // namespace lossa::cli
