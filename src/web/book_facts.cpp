// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lossa/base/text.hpp>
#include <lossa/view/text.hpp>

#include "book_chapter.hpp"

namespace lossa::web {
namespace {

using view::item;

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "" : "; ") + text;
  return result;
}

std::string kind_of(const guideline::Fact& fact, const locale::Speech& speech) {
  static constexpr std::array types = {"book.type_truth", "book.type_number", "book.type_category", "book.type_date"};
  static constexpr std::array windows = {"book.window_episode", "book.window_now", "book.window_ever"};
  auto text = speech(types.at(static_cast<std::size_t>(fact.type)));
  if (fact.type == guideline::FactType::category) {
    std::vector<std::string> values;
    for (const auto& value : fact.values) values.push_back(speech.wire(value));
    text += ": " + joined(values);
  }
  if (fact.type == guideline::FactType::number && fact.unit != "1") text += ", " + speech.wire(fact.unit);
  if (fact.of == guideline::Subject::lead) text += ", " + speech("book.of_lead");
  if (fact.of == guideline::Subject::side) text += ", " + speech("book.of_side");
  return text + ", " + speech(windows.at(static_cast<std::size_t>(fact.window)));
}

void add_origin(Entry& entry, const guideline::Fact& fact, const BookDraft& draft) {
  const auto& speech = draft.speech;
  if (!fact.from) {
    entry.line(speech("book.only_asked"), speech("ui.yes"));
    return;
  }
  entry.line(speech("book.made_by_rule"), fact.from->rule).line(speech("book.made_from_entries"), fact.from->kind);
  if (fact.from->score >= 0)
    entry.line(speech("book.made_by_score"), speech(item(draft.knowledge.scores, fact.from->score).text));
}

void add_facts(Chapter& chapter) {
  const auto& knowledge = chapter.draft().knowledge;
  const auto& speech = chapter.speech();
  chapter.section("fact", speech("book.facts"));
  for (const auto& fact : knowledge.facts) {
    Entry entry(fact.id, speech(fact.text));
    entry.line(speech("book.asked"), speech(fact.ask)).line(speech("ui.details"), kind_of(fact, speech));
    if (fact.learn >= 0) entry.line(speech("book.learned"), speech(item(knowledge.investigations, fact.learn).text));
    add_origin(entry, fact, chapter.draft());
    chapter.add(entry);
  }
}

void add_constraints(Chapter& chapter) {
  const auto& knowledge = chapter.draft().knowledge;
  chapter.section("constraint", chapter.speech()("book.constraints"));
  int number = 0;
  for (const auto& constraint : knowledge.constraints)
    chapter.add(Entry("constraint_" + std::to_string(++number),
                      chapter.speech()("book.never") + ": " + chapter.words(constraint.never)));
}

std::string figure(const std::string& key, const std::optional<double>& number, const locale::Speech& speech) {
  return number ? speech(key, {format_number(*number, speech.language())}) : "";
}

/// How a list of organisms says that it is known; as the guidelines' own words.
guideline::Known known_of(const std::string& word) {
  if (word == "read") return guideline::Known::read;
  return word == "reprint" ? guideline::Known::reprint : guideline::Known::memory;
}

std::string organism_names(const std::vector<std::string>& ids, const terminology::Organisms& organisms) {
  std::vector<std::string> names;
  for (const auto& id : ids) {
    const auto* found = organisms.find(id);
    names.push_back(found == nullptr ? id : found->latin);
  }
  return joined(names);
}

std::string group_names(const std::vector<std::string>& ids, const terminology::Organisms& organisms,
                        const locale::Speech& speech) {
  std::vector<std::string> names;
  for (const auto& id : ids) {
    const auto* found = organisms.find_group(id);
    names.push_back(found == nullptr ? id : speech(found->name));
  }
  return joined(names);
}

std::string members_of(const terminology::OrganismGroup& group, const terminology::Organisms& organisms) {
  std::vector<std::string> names;
  for (const auto& organism : organisms.all())
    if (std::ranges::find(organism.groups, group.id) != organism.groups.end()) names.push_back(organism.latin);
  return joined(names);
}

void add_organisms(Chapter& chapter, const terminology::Organisms& organisms) {
  const auto& speech = chapter.speech();
  chapter.section("organism", speech("book.organisms"));
  for (const auto& organism : organisms.all()) {
    const auto& code = organism.snomed;
    chapter.add(Entry(organism.id, speech(organism.name))
                    .line("Latin", organism.latin)
                    .line(speech("book.synonyms"), joined(organism.synonyms))
                    .line(speech("book.stands_for"),
                          organism.stands_for.empty() ? "" : group_names({organism.stands_for}, organisms, speech))
                    .line(speech("book.code"), code.code.empty() ? "" : code.code + " (" + code.cite + ")"));
  }
}

}  // namespace

View facts_chapter(BookDraft& draft) {
  Chapter chapter(draft, "facts", draft.speech("book.facts"));
  add_facts(chapter);
  add_constraints(chapter);
  chapter.section("investigation", draft.speech("book.investigations"));
  for (const auto& investigation : draft.knowledge.investigations)
    chapter.add(Entry(investigation.id, draft.speech(investigation.text)));
  return std::move(chapter).finish();
}

View studies_chapter(BookDraft& draft) {
  const auto& speech = draft.speech;
  Chapter chapter(draft, "studies", speech("book.studies"));
  chapter.section("study", speech("book.studies"));
  for (const auto& study : draft.knowledge.studies) {
    std::vector<std::string> figures;
    for (const auto& text :
         {figure("book.figure_n", study.n, speech), figure("book.figure_same_session", study.same_session, speech),
          figure("book.figure_events", study.events, speech),
          figure("book.figure_months", study.follow_up_months, speech)})
      if (!text.empty()) figures.push_back(text);
    chapter.add(Entry(study.id, speech(study.text))
                    .line(speech("book.figures"), joined(figures))
                    .source(study.cite, study.known));
  }
  return std::move(chapter).finish();
}

View organisms_chapter(BookDraft& draft, const terminology::Organisms& organisms) {
  const auto& speech = draft.speech;
  Chapter chapter(draft, "organisms", speech("book.organisms"));
  chapter.section("list", speech("book.organism_lists"));
  for (const auto& list : organisms.lists()) {
    auto members = organism_names(list.organisms, organisms);
    const auto groups = group_names(list.groups, organisms, speech);
    if (!groups.empty()) members += (members.empty() ? "" : "; ") + groups;
    chapter.add(Entry(list.id, speech(list.name))
                    .line(speech("book.members"), members)
                    .line(speech("book.except"), organism_names(list.except, organisms))
                    .source(list.cite, known_of(list.known)));
  }
  chapter.section("group", speech("book.organism_groups"));
  for (const auto& group : organisms.groups())
    chapter.add(Entry(group.id, speech(group.name)).line(speech("book.members"), members_of(group, organisms)));
  add_organisms(chapter, organisms);
  return std::move(chapter).finish();
}

}  // namespace lossa::web
