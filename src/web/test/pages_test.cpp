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
