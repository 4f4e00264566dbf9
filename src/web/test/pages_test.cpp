// SPDX-License-Identifier: Apache-2.0
// The pages of the published cases, made by the real service.
#include <lossa/web/site.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_site.hpp"

namespace lossa::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* wannan = "/cases/wannan-bilateral-pocket-leadless";

class PagesTest : public ::testing::Test {
 protected:
  [[nodiscard]] Response answer(const std::string& target) const { return handle(get(target), pages); }
  [[nodiscard]] Response send(std::string_view type, std::string body, std::string target = "/assess") const {
    auto request = get(std::move(target));
    request.method = Method::post;
    request.headers.emplace_back("content-type", type);
    request.body = std::move(body);
    return handle(request, pages);
  }

  Site pages = *Site::create(test_settings(), TestProgramme::shared());
};

TEST_F(PagesTest, EveryPublishedCaseHasItsPageInBothLanguages) {
  for (const auto& file : resources::under("examples/cases/")) {
    const auto name = std::string(file.path.substr(15, file.path.size() - 15 - 5));
    for (const char* language : {"sv", "en"}) {
      const auto page = answer("/cases/" + name + "?lang=" + language);
      EXPECT_EQ(page.status, 200) << name << ' ' << language << ": " << page.body.substr(0, 300);
      EXPECT_THAT(page.body, HasSubstr("</html>"));
      EXPECT_THAT(page.body, Not(HasSubstr(" style=")));
      EXPECT_THAT(page.body, Not(HasSubstr("<script")));
    }
  }
}

TEST_F(PagesTest, TheWorklistLeadsToEveryCase) {
  const auto page = answer("/?lang=en");
  EXPECT_EQ(page.status, 200);
  for (const auto& file : resources::under("examples/cases/"))
    EXPECT_THAT(page.body, HasSubstr("/cases/" + std::string(file.path.substr(15, file.path.size() - 15 - 5))));
}

TEST_F(PagesTest, ACaseSaysWhatHoldsOnWhatAndWithWhat) {
  const auto page = answer(std::string(wannan) + "?lang=en").body;
  EXPECT_THAT(page, HasSubstr("Definite pocket infection"));
  EXPECT_THAT(page, HasSubstr("still reachable"));
  EXPECT_THAT(page, HasSubstr("from memory, not verified"));
  EXPECT_THAT(page, HasSubstr("not a certified medical device"));
  EXPECT_THAT(page, HasSubstr("What was done later"));
  EXPECT_THAT(page, HasSubstr("ehra_2020_infection.pocket_as_major = needs_echocardiography"));
  EXPECT_THAT(page, HasSubstr("Lossa 9.9"));
}

TEST_F(PagesTest, GuidelinesThatAskTheSameStandSideBySide) {
  const auto page = answer(std::string(wannan) + "?lang=en").body;
  EXPECT_THAT(page, HasSubstr("Guidelines side by side"));
  EXPECT_THAT(page, HasSubstr("2023 Duke-ISCVID Criteria for Infective Endocarditis</th>"));
  EXPECT_THAT(page, HasSubstr("Where they differ, and it can matter here"));
}

TEST_F(PagesTest, EveryCaseHasItsHoldingCardOrSaysThatThereIsNothingOnIt) {
  for (const auto& file : resources::under("examples/cases/")) {
    const auto name = std::string(file.path.substr(15, file.path.size() - 15 - 5));
    const auto card = answer("/cases/" + name + "/card?lang=en");
    EXPECT_EQ(card.status, 200) << name << card.body.substr(0, 300);
    EXPECT_THAT(card.body, HasSubstr("Whom to call"));
  }
  EXPECT_EQ(answer("/cases/none/card").status, 404);
  EXPECT_EQ(answer(std::string(wannan) + "/card?at=nowhere").status, 400);
}

TEST_F(PagesTest, TheCardSaysWhatToDoAndWhatNotWithItsSources) {
  const auto card = answer(std::string(wannan) + "/card?lang=sv").body;
  EXPECT_THAT(card, HasSubstr("Gör inte"));
  EXPECT_THAT(card, HasSubstr("Klipp inte av elektroder"));
  EXPECT_THAT(card, HasSubstr("HRS 2017"));
  EXPECT_THAT(card, HasSubstr("Lossa 9.9"));
}

TEST_F(PagesTest, WindowsLieOnOneAxisWithThePlannedEnd) {
  const std::string treated =
      "[case]\nid = \"x\"\ntitle.en = \"x\"\ntitle.sv = \"x\"\n[[entries]]\nkind = \"sign\"\nwhat = "
      "\"purulent_discharge\"\n"
      "site = \"pocket\"\npresent = true\nat = \"2021-03-01\"\n[[entries]]\nkind = \"culture\"\nspecimen = \"blood\"\n"
      "result = \"no_growth\"\nat = \"2021-03-01\"\n[[entries]]\nkind = \"procedure\"\nwhat = \"extraction\"\ndone = "
      "true\n"
      "at = \"2021-03-03\"\n[[entries]]\nkind = \"treatment\"\nwhat = \"antibiotic\"\nat = \"2021-03-03\"\n";
  const auto planned =
      send("application/toml", treated + "until = \"2021-03-06\"\n", "/assess?lang=en&name=x.toml").body;
  EXPECT_THAT(planned, HasSubstr("<svg class=\"axis\""));
  EXPECT_THAT(planned, HasSubstr("Planned end 2021-03-06"));
  EXPECT_THAT(planned, HasSubstr("too early"));
  const auto open = send("application/toml", treated, "/assess?lang=en&name=x.toml").body;
  EXPECT_THAT(open, HasSubstr("<svg class=\"axis\""));
  EXPECT_THAT(open, Not(HasSubstr("Planned end 2021")));
}

TEST_F(PagesTest, ReadinessIsAChecklistOfWhatIsAskedAndRecorded) {
  const auto page = answer(std::string(wannan) + "?lang=en").body;
  EXPECT_THAT(page, HasSubstr("Cardiothoracic surgeon on site"));
  EXPECT_THAT(page, HasSubstr("<strong>not said</strong>"));
}

TEST_F(PagesTest, ScoresThatWereNotObtainedAreNamedWithTheReason) {
  EXPECT_THAT(answer(std::string(wannan) + "?lang=en").body, HasSubstr("Scores whose rule was not obtained ("));
}

TEST_F(PagesTest, AJudgementAndAWaiverStandBesideWhatIsProposed) {
  auto bytes = std::string(*resources::find("examples/cases/wannan-bilateral-pocket-leadless.toml"));
  bytes +=
      "\n[[entries]]\nkind = \"judgement\"\nquestion = \"ehra_2020_infection.systemic\"\nconclusion = \"possible\"\n"
      "agrees = false\nby = \"N. N.\"\nrole = \"consultant\"\nreason = \"the picture as a whole\"\nat = "
      "\"presentation\"\n[[entries]]\nkind = \"waiver\"\nwhat = \"surgeon\"\nby = \"M. M.\"\nreason = \"no time\"\n"
      "at = \"presentation\"\n";
  const auto page = send("application/toml", bytes, "/assess?lang=en&name=mine.toml");
  ASSERT_EQ(page.status, 200) << page.body.substr(0, 2000);
  EXPECT_THAT(page.body, HasSubstr("judged otherwise"));
  EXPECT_THAT(page.body, HasSubstr("N. N., consultant, presentation"));
  EXPECT_THAT(page.body, HasSubstr("the picture as a whole"));
  EXPECT_THAT(page.body, HasSubstr("M. M., presentation</a>: no time"));
}

TEST_F(PagesTest, AReadingAndATimeCanBeChosen) {
  const auto base = std::string(wannan) + "?lang=en&reading.ehra_2020_infection.pocket_as_major=any_definite_pocket";
  const auto page = answer(base + "&at=extraction");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("readings other than the default: 1"));
  EXPECT_THAT(page.body, HasSubstr("pocket_as_major = any_definite_pocket"));
  EXPECT_EQ(answer(base + "&at_other=2021-08-21").status, 200);
}

TEST_F(PagesTest, ATimeOrReadingThatIsNotUnderstoodIsRefused) {
  EXPECT_EQ(answer(std::string(wannan) + "?at=nowhere").status, 400);
  EXPECT_EQ(answer(std::string(wannan) + "?at=2021-02-30").status, 400);
  EXPECT_EQ(answer(std::string(wannan) + "?reading.x.y=z").status, 400);
  EXPECT_EQ(answer("/cases/none").status, 404);
}

TEST_F(PagesTest, AFileIsAssessedWithoutBeingStored) {
  const auto bytes = std::string(*resources::find("examples/cases/pocket-pseudoinfection.toml"));
  const auto page = send("application/toml", bytes, "/assess?lang=en&name=mine.toml");
  EXPECT_EQ(page.status, 200) << page.body.substr(0, 300);
  EXPECT_THAT(page.body, HasSubstr("not stored"));
  EXPECT_THAT(page.body, HasSubstr("name=\"content\""));
  EXPECT_EQ(answer("/cases/mine").status, 404);
}

TEST_F(PagesTest, AFilesFaultsAreShownWithLineAndPath) {
  const auto page =
      send("application/toml", "[case]\nid = \"x\"\n[[entries]]\nkind = \"sgn\"\n", "/assess?lang=en&name=x.toml");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("line 4"));
  EXPECT_THAT(page.body, HasSubstr("entries[0]"));
}

TEST_F(PagesTest, AnEmptyFileIsAFault) { EXPECT_EQ(send("application/json", "").status, 400); }

}  // namespace
}  // namespace lossa::web
