// SPDX-License-Identifier: Apache-2.0
#include "../query.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace lossa::web {
namespace {

using Pairs = Parameters;

TEST(Query, SplitsPathAndParameters) {
  const auto target = parse_target("/cases/a-b?at=2021-08-20&reading.x.y=two&at=presentation&empty=");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/cases/a-b");
  EXPECT_EQ(target->query, (Pairs{{"at", "2021-08-20"}, {"reading.x.y", "two"}, {"at", "presentation"}}));
  EXPECT_EQ(value_of(target->query, "at"), "presentation");
  EXPECT_EQ(value_of(target->query, "none"), "");
}

TEST(Query, RefusesWhatIsBadlyEncoded) {
  for (const char* bad : {"", "x", "http://h/", "/a%", "/a%2", "/a%zz", "/?x=%ff", "/%00", "/?x=%1b", "/a%0ab", "*"})
    EXPECT_FALSE(parse_target(bad).has_value()) << bad;
}

RC_GTEST_PROP(Query, LinksReadBackAsTheyWereMade, ()) {
  const auto texts = rc::gen::nonEmpty(rc::gen::string<std::string>());
  const auto text = rc::gen::map(texts, [](std::string raw) {
    for (auto& c : raw) c = static_cast<char>(' ' + static_cast<unsigned char>(c) % 95);
    return raw;
  });
  const auto query = *rc::gen::container<Pairs>(rc::gen::pair(text, text));
  const auto target = parse_target(make_link("/cases/x", query));
  RC_ASSERT(target.has_value());
  RC_ASSERT(target->query == query);
}

TEST(Query, ReadsTheFileAndTheFieldsOfAForm) {
  const auto parts =
      parse_multipart("multipart/form-data; boundary=\"b1\"",
                      "--b1\r\nContent-Disposition: form-data; name=\"lang\"\r\n\r\nsv\r\n"
                      "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\my.toml\"\r\n"
                      "Content-Type: text/plain\r\n\r\n[case]\r\n--b\r\nid\r\n--b1--\r\n");
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "lang");
  EXPECT_EQ((*parts)[0].bytes, "sv");
  EXPECT_EQ((*parts)[1].file_name, "my.toml");
  EXPECT_EQ((*parts)[1].bytes, "[case]\r\n--b\r\nid");
}

TEST(Query, RefusesABrokenForm) {
  EXPECT_FALSE(parse_multipart("text/plain", "--b\r\n").has_value());
  EXPECT_FALSE(parse_multipart("multipart/form-data", "--b\r\n").has_value());
  EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=b", "").has_value());
  EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=b", "--b\r\nno end").has_value());
  EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=b", "--b\r\nX: y\r\n\r\nv\r\n--b--").has_value());
}

TEST(Query, ChoosesTheLanguageByLinkThenCookieThenBrowserThenSwedish) {
  Request request;
  EXPECT_EQ(choose_language(request, {}), Language::sv);
  request.headers = {{"accept-language", "de, en-GB;q=0.8, sv;q=0.3"}};
  EXPECT_EQ(choose_language(request, {}), Language::en);
  request.headers.emplace_back("cookie", "a=b; lang=sv");
  EXPECT_EQ(choose_language(request, {}), Language::sv);
  EXPECT_EQ(choose_language(request, {{"lang", "en"}}), Language::en);
  EXPECT_EQ(choose_language(request, {{"lang", "klingon"}}), Language::sv);
}

TEST(Query, AHeaderThatCameTwiceIsNoHeader) {
  const Request request{.headers = {{"host", "a"}, {"host", "b"}}};
  EXPECT_FALSE(request.header("host").has_value());
}

}  // namespace
}  // namespace lossa::web
