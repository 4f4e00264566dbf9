// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/site.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_site.hpp"

namespace lossa::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SiteTest : public ::testing::Test {
 protected:
  [[nodiscard]] Response answer(const Request& request) const { return handle(request, pages); }
  [[nodiscard]] Response with(std::string name, std::string value, std::string target = "/") const {
    auto request = get(std::move(target));
    request.headers.emplace_back(std::move(name), std::move(value));
    return answer(request);
  }

  FakeService fake;
  Site pages = *Site::create(test_settings(), fake);
};

TEST_F(SiteTest, SaysThatThereIsNothingYetInTheVisitorsLanguage) {
  const auto page = answer(get("/"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"sv\">"));
  EXPECT_THAT(page.body, HasSubstr("Det finns inga fall"));
  EXPECT_THAT(with("accept-language", "en").body, HasSubstr("<html lang=\"en\">"));
}

TEST_F(SiteTest, KeepsTheLanguageThatALinkChose) {
  const auto page = answer(get("/?lang=en"));
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(page.header("Set-Cookie"), HasSubstr("lang=en; Path=/"));
  EXPECT_EQ(answer(get("/")).header("Set-Cookie"), "");
}

TEST_F(SiteTest, EveryAnswerCarriesTheSecurityHeaders) {
  for (const char* target : {"/", "/nowhere", "/about", "/static/lossa.css", "/cases/x", "/%zz"}) {
    SCOPED_TRACE(target);
    const auto page = answer(get(target));
    EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
    EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(page.header("Content-Security-Policy"), Not(HasSubstr("unsafe")));
    EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(page.header("Referrer-Policy"), "no-referrer");
  }
  EXPECT_EQ(answer(get("/")).header("Cache-Control"), "no-store");
  EXPECT_EQ(answer(get("/static/lossa.css")).header("Content-Type"), "text/css; charset=utf-8");
}

TEST_F(SiteTest, AnswersOnlyToItsOwnName) {
  for (const char* host : {"localhost:8080", "[::1]:8080", "127.0.0.1:8080"})
    EXPECT_EQ(answer({.headers = {{"host", host}}}).status, 200) << host;
  for (const char* host :
       {"localhost", "localhost:80", "evil.example:8080", "127.0.0.1.evil.example:8080", "", ":8080"})
    EXPECT_EQ(answer({.headers = {{"host", host}}}).status, 421) << host;
  EXPECT_EQ(answer({}).status, 400);
  EXPECT_EQ(answer({.headers = {{"host", "localhost:8080"}, {"host", "localhost:8080"}}}).status, 400);
}

TEST_F(SiteTest, SaysWhatIsNotFoundAndWhatIsNotAllowed) {
  EXPECT_EQ(answer(get("/nowhere")).status, 404);
  EXPECT_EQ(answer(get("/static/../site.cpp")).status, 404);
  EXPECT_EQ(answer(get("/static/")).status, 404);
  EXPECT_EQ(answer(get("/cases/none")).status, 404);
  EXPECT_EQ(answer(get("/%zz")).status, 400);
  EXPECT_EQ(answer(get("/?as_of=yesterday")).status, 400);
  auto post = get("/");
  post.method = Method::post;
  EXPECT_EQ(answer(post).status, 405);
  EXPECT_EQ(answer(post).header("Allow"), "GET, HEAD");
  EXPECT_EQ(answer(get("/assess")).status, 405);
  post.method = Method::other;
  EXPECT_EQ(answer(post).status, 405);
}

TEST_F(SiteTest, EscapesWhatTheVisitorSent) {
  const auto page = answer(get("/?as_of=%3Cscript%3Ealert(1)%3C/script%3E"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;"));
}

TEST_F(SiteTest, TakesAFileOnlyFromItsOwnPages) {
  const auto post = [&](std::vector<std::pair<std::string, std::string>> headers) {
    Request request{.method = Method::post, .target = "/assess", .headers = {{"host", "127.0.0.1:8080"}}, .body = "x"};
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    return answer(request).status;
  };
  EXPECT_EQ(post({{"origin", "http://evil.example"}}), 403);
  EXPECT_EQ(post({{"origin", "null"}}), 403);
  EXPECT_EQ(post({{"sec-fetch-site", "cross-site"}}), 403);
  EXPECT_EQ(post({{"sec-fetch-site", "same-site"}}), 403);
  EXPECT_EQ(post({{"sec-fetch-site", "same-origin"}, {"origin", "null"}}), 415);
  EXPECT_EQ(post({{"origin", "http://127.0.0.1:8080"}}), 415);
  EXPECT_EQ(post({{"content-type", "application/json"}}), 422);
  EXPECT_EQ(post({}), 415);
}

TEST_F(SiteTest, AFaultOfTheProgramIsAPageThatTellsNothing) {
  fake.is_down = true;
  EXPECT_EQ(answer(get("/")).status, 503);
  EXPECT_EQ(answer(get("/cases/x")).status, 503);
  fake.is_broken = true;
  const auto page = answer(get("/"));
  EXPECT_EQ(page.status, 500);
  EXPECT_THAT(page.body, Not(HasSubstr("secret")));
}

TEST_F(SiteTest, EveryRefusalHasItsPage) {
  for (const int status : {400, 413, 431, 500, 503}) EXPECT_EQ(refusal(status, pages).status, status);
}

TEST_F(SiteTest, ListsItsGuidelines) { EXPECT_EQ(answer(get("/about")).status, 200); }

}  // namespace
}  // namespace lossa::web
