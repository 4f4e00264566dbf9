// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/book.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <lossa/resources/resources.hpp>

#include "book_chapter.hpp"

namespace lossa::web {
namespace {

View mention_view(const Mention& mention) {
  return View().text("anchor", mention.anchor).text("heading", mention.heading).text("detail", mention.detail);
}

/// By chapter, in the order of the book.
std::vector<View> mention_views(const std::vector<Mention>& mentions) {
  std::vector<View> chapters;
  for (auto first = mentions.begin(); first != mentions.end();) {
    const auto end =
        std::find_if(first, mentions.end(), [&](const auto& one) { return one.chapter != first->chapter; });
    std::vector<View> views;
    std::transform(first, end, std::back_inserter(views), mention_view);
    View chapter;
    chapter.text("chapter", first->chapter).text("count", std::to_string(views.size()));
    chapters.push_back(std::move(chapter.list("mentions", std::move(views))));
    first = end;
  }
  return chapters;
}

/// The words of the page itself, by their names within "book".
View book_words(const locale::Speech& speech) {
  constexpr std::string_view prefix = "book.";
  View words;
  const auto& all = speech.words().all();
  for (auto word = all.lower_bound(prefix); word != all.end() && word->first.starts_with(prefix); ++word)
    words.text(word->first.substr(prefix.size()), speech(word->second));
  return words;
}

std::vector<View> chapters_of(BookDraft& draft, const terminology::Organisms& organisms) {
  std::vector<View> chapters;
  for (int guideline = 0; guideline < static_cast<int>(draft.knowledge.guidelines.size()); ++guideline)
    chapters.push_back(guideline_chapter(draft, guideline));
  chapters.push_back(studies_chapter(draft));
  chapters.push_back(facts_chapter(draft));
  chapters.push_back(organisms_chapter(draft, organisms));
  return chapters;
}

}  // namespace

Result<std::string> book(const assessment::Library& library, Language language, std::string_view program_version) {
  const auto templates = LOSSA_TRY(Templates::load(resources::under("web/templates/")));
  const locale::Speech speech(locale::Words::shipped(), language);
  BookDraft draft{.knowledge = library.knowledge, .speech = speech};
  View view;
  view.list("chapters", chapters_of(draft, library.organisms));
  view.text("made_by_version", speech("book.made_by", {std::string(program_version)}));
  view.text("memory_count", std::to_string(draft.from_memory.size()));
  view.text("missing_count", std::to_string(draft.not_obtained.size()));
  view.list("from_memory", mention_views(draft.from_memory));
  view.list("not_obtained", mention_views(draft.not_obtained));
  view.list("signers", std::vector<View>(3));
  View common;
  common.part("book", book_words(speech));
  common.text("html_lang", language == Language::sv ? "sv" : "en");
  common.text("disclaimer", speech("ui.disclaimer"));
  return templates.render("book", view, common);
}

}  // namespace lossa::web
