// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/book.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "test_site.hpp"

namespace lossa::web {
namespace {

using testing::HasSubstr;
using testing::Not;

const assessment::Library& library() { return TestProgramme::shared().library(); }

const std::string& page(Language language) {
  static const auto english = book(library(), Language::en, "1.2.3").value();
  static const auto swedish = book(library(), Language::sv, "1.2.3").value();
  return language == Language::sv ? swedish : english;
}

std::vector<std::string> found(const std::string& text, const std::string& pattern) {
  std::vector<std::string> all;
  const std::regex expression(pattern);
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    all.push_back((*match)[1]);
  return all;
}

class Book : public testing::TestWithParam<Language> {};

TEST_P(Book, HoldsEveryId) {
  const auto& text = page(GetParam());
  const auto& knowledge = library().knowledge;
  const auto holds = [&](const auto& all) {
    for (const auto& one : all) EXPECT_THAT(text, HasSubstr("<code>" + one.id + "</code>"));
  };
  holds(knowledge.facts);
  holds(knowledge.readings);
  holds(knowledge.criteria);
  holds(knowledge.recommendations);
  holds(knowledge.differences);
  holds(knowledge.clocks);
  holds(knowledge.contacts);
  holds(knowledge.indicators);
  holds(knowledge.options);
  holds(knowledge.scores);
  holds(knowledge.studies);
  holds(knowledge.investigations);
  holds(library().organisms.all());
  holds(library().organisms.groups());
  holds(library().organisms.lists());
  for (const auto& question : knowledge.questions) holds(question.conclusions);
  for (const auto& guideline : knowledge.guidelines) {
    EXPECT_THAT(text, HasSubstr("id=\"" + guideline.id + "\""));
    EXPECT_THAT(text, HasSubstr(guideline.hash));
  }
}

TEST_P(Book, OpensAndClosesEveryElement) {
  const std::set<std::string> without_end = {"meta", "!doctype"};
  std::vector<std::string> open;
  for (const auto& tag : found(page(GetParam()), "<(/?[!a-z0-9]+)[^>]*>")) {
    if (tag.front() == '/') {
      ASSERT_FALSE(open.empty()) << tag;
      ASSERT_EQ("/" + open.back(), tag);
      open.pop_back();
    } else if (!without_end.contains(tag)) {
      open.push_back(tag);
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST_P(Book, HasNoAnchorTwiceAndNoneThatLeadsNowhere) {
  const auto ids = found(page(GetParam()), "id=\"([^\"]*)\"");
  const std::set<std::string> anchors(ids.begin(), ids.end());
  EXPECT_EQ(anchors.size(), ids.size());
  for (const auto& target : found(page(GetParam()), "href=\"#([^\"]*)\""))
    EXPECT_TRUE(anchors.contains(target)) << target;
}

TEST_P(Book, NeedsNothingBesideIt) {
  for (const std::string outside : {"<script", "<link", "src=", "url(", "@import", "href=\"http", "href=\"/"})
    EXPECT_THAT(page(GetParam()), Not(HasSubstr(outside)));
}

TEST_P(Book, MarksAndListsAllThatIsKnownFromMemory) {
  const auto& text = page(GetParam());
  const auto marked = found(text, "(class=\"entry memory\")").size();
  const auto& knowledge = library().knowledge;
  const auto from_memory = [](const auto& all) {
    return std::ranges::count_if(all, [](const auto& one) { return one.known == guideline::Known::memory; });
  };
  EXPECT_GE(marked, static_cast<std::size_t>(from_memory(knowledge.criteria) + from_memory(knowledge.recommendations) +
                                             from_memory(knowledge.clocks) + from_memory(knowledge.contacts) +
                                             from_memory(knowledge.indicators) + from_memory(knowledge.arguments) +
                                             from_memory(knowledge.scores) + from_memory(knowledge.differences) +
                                             from_memory(knowledge.studies)));
  EXPECT_EQ(found(text, "(class=\"mark\")").size(), marked);
  const auto list = text.substr(text.find("id=\"from_memory\""));
  EXPECT_EQ(found(list.substr(0, list.find("</section>")), "(<li>)").size(), marked);
}

TEST_P(Book, ListsEveryEmptySlot) {
  const auto& text = page(GetParam());
  const auto list = text.substr(text.find("id=\"not_obtained\""));
  const auto slots = std::ranges::count_if(library().knowledge.scores,
                                           [](const auto& score) { return !score.not_obtained.en.empty(); });
  EXPECT_EQ(static_cast<std::ptrdiff_t>(found(list.substr(0, list.find("</section>")), "(<dt>)").size()), slots);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, Book, testing::Values(Language::en, Language::sv),
                         [](const auto& language) { return language.param == Language::sv ? "Swedish" : "English"; });

TEST(BookWords, AreThoseOfTheLanguage) {
  EXPECT_THAT(page(Language::en), AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("All that Lossa knows"),
                                        HasSubstr("Lossa 1.2.3"), HasSubstr("unsigned")));
  EXPECT_THAT(page(Language::sv),
              AllOf(HasSubstr("<html lang=\"sv\">"), HasSubstr("Allt som Lossa vet"), HasSubstr("osignerad"),
                    HasSubstr("Ålder under 60 år"), Not(HasSubstr(">from memory"))));
}

TEST(BookWords, NeverTakeAnUnknownKeyForItsOwner) {
  auto signed_library = library();
  signed_library.knowledge.guidelines[0].signatures = {
      {.name = "<b>N. N.</b>", .role = "physician", .date = "2026-11-22", .key = "00"}};
  const auto text = book(signed_library, Language::en, "1").value();
  EXPECT_THAT(text, HasSubstr("signed by an unknown key, which claims to be that of &lt;b&gt;N. N."));
}

}  // namespace
}  // namespace lossa::web
