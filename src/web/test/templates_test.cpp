// SPDX-License-Identifier: Apache-2.0
#include "../templates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lossa::web {
namespace {

using ::testing::HasSubstr;

Result<std::string> render(std::string_view text, const View& view) {
  const std::vector<resources::Resource> files = {{.path = "web/templates/t.mustache", .bytes = text},
                                                  {.path = "web/templates/inner.mustache", .bytes = "<{{x}}>\n"}};
  const auto templates = Templates::load(files);
  if (!templates) return templates.error();
  return templates->render("t", view, View().text("common", "C"));
}

TEST(Templates, EscapeWhatTheyShow) {
  const auto page = render("{{x}}", View().text("x", "<b a=\"1\" c='2'>&"));
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(*page, "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
}

TEST(Templates, FillSectionsListsAndPartials) {
  View view;
  view.text("x", "1").flag("yes", true).flag("no", false);
  view.list("items", {View().text("item", "a"), View().text("item", "b")});
  const auto page = render("{{> inner}}{{#yes}}Y{{/yes}}{{^no}}N{{/no}}{{#items}}{{item}},{{/items}}{{common}}", view);
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(*page, "<1>YNa,b,C");
}

TEST(Templates, AMissingNameIsAFaultThatNamesIt) {
  const auto page = render("{{x}} {{y}} {{#z}}{{/z}} {{^w}}{{/w}}", View().text("x", "1"));
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().kind, ErrorKind::corrupt_data);
  EXPECT_THAT(page.error().message, HasSubstr("w, y, z"));
  EXPECT_EQ(page.error().where, "web/templates/t.mustache");
}

TEST(Templates, OnlyMarkupGoesInUnescaped) {
  EXPECT_FALSE(render("{{{x}}}", View().text("x", "1")).has_value());
  EXPECT_FALSE(render("{{&x}}", View().text("x", "1")).has_value());
  EXPECT_FALSE(render("{{x_markup}}", View().markup("x_markup", Markup())).has_value());
  MarkupWriter writer;
  writer.element("b", {{"title", "\"<"}}, "<&");
  const auto page = render("{{{x_markup}}}", View().markup("x_markup", std::move(writer).finish()));
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(*page, "<b title=\"&quot;&lt;\">&lt;&amp;</b>");
  EXPECT_THROW(View().text("x_markup", "<b>"), std::logic_error);
}

TEST(Templates, BrokenOnesAreRefusedWithTheirName) {
  EXPECT_FALSE(render("{{#x}}", View()).has_value());
  EXPECT_FALSE(render("{{> t}}", View()).has_value());
  EXPECT_FALSE(render("{{> nowhere}}", View()).has_value());
  const auto templates = Templates::load({});
  ASSERT_TRUE(templates.has_value());
  EXPECT_FALSE(templates->render("t", View(), View()).has_value());
}

}  // namespace
}  // namespace lossa::web
