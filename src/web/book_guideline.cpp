// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/text.hpp>
#include <lossa/view/text.hpp>

#include "book_chapter.hpp"

namespace lossa::web {
namespace {

using view::duration_text;
using view::group_text;
using view::item;
using view::length_text;

/// One guideline on its way into the book. Each part writes what of the knowledge base belongs to it.
class GuidelinePages {
 public:
  GuidelinePages(Chapter& chapter, int guideline)
      : chapter_(chapter), knowledge_(chapter.draft().knowledge), speech_(chapter.speech()), guideline_(guideline) {}

  void write() {
    head();
    readings();
    criteria();
    questions();
    recommendations();
    differences();
    clocks();
    contacts();
    indicators();
    spans();
    options();
    arguments();
    add_scores(chapter_, guideline_);
  }

 private:
  /// Begins a section and gives what of a list belongs into it.
  template <typename T>
  std::vector<const T*> section(const std::vector<T>& all, const std::string& id, const std::string& heading) {
    chapter_.section(id, heading);
    std::vector<const T*> mine;
    for (const auto& one : all)
      if (one.guideline == guideline_) mine.push_back(&one);
    return mine;
  }

  [[nodiscard]] std::string fact_text(int fact) const { return speech_(item(knowledge_.facts, fact).text); }

  void head() {
    const auto& guideline = item(knowledge_.guidelines, guideline_);
    chapter_.fact(speech_("book.guideline"), guideline.id + ", " + speech_("ui.version") + " " + guideline.version);
    chapter_.fact(speech_("ui.source"), guideline.cite + (guideline.doi.empty() ? "" : ", doi " + guideline.doi));
    chapter_.fact(speech_("ui.content_hash"), "SHA-256 " + guideline.hash);
    chapter_.hash_line(guideline.id + " " + guideline.version + " " + guideline.hash);
    std::string reviewers;
    for (const auto& reviewer : guideline.reviewed)
      reviewers += (reviewers.empty() ? "" : "; ") + reviewer.name + ", " + reviewer.role + ", " + reviewer.date;
    chapter_.fact(speech_("ui.reviewed_by"), reviewers.empty() ? speech_("ui.not_reviewed") : reviewers);
    chapter_.fact(speech_("book.signatures"), view::signed_text(guideline, speech_));
    chapter_.fact(speech_("ui.question"),
                  speech_(guideline.subject == guideline::Subject::lead ? "book.about_one_lead" : "book.about_case"));
  }

  void readings() {
    for (const auto* reading : section(knowledge_.readings, "reading", speech_("ui.readings"))) {
      Entry entry(reading->id, speech_(reading->ask));
      for (std::size_t i = 0; i < reading->options.size(); ++i) {
        const bool is_default = static_cast<int>(i) == reading->default_option;
        entry.line(reading->options[i] + (is_default ? " (" + speech_("book.default") + ")" : ""),
                   speech_(reading->option_text[i]));
      }
      chapter_.add(entry.line(speech_("book.why"), speech_(reading->why)));
    }
  }

  void criteria() {
    for (const auto* criterion : section(knowledge_.criteria, "criterion", speech_("ui.criteria")))
      chapter_.add(Entry(criterion->id, speech_(criterion->text))
                       .line(speech_("book.when"), chapter_.words(criterion->when))
                       .source(criterion->source, criterion->known));
  }

  void questions() {
    for (const auto& question : knowledge_.questions) {
      if (question.guideline != guideline_) continue;
      chapter_.section("question." + question.id,
                       speech_(question.text) + " (" + question.id + "): " + speech_("book.conclusions"),
                       speech_(question.text));
      int rank = 0;
      for (const auto& conclusion : question.conclusions)
        chapter_.add(Entry(conclusion.id, std::to_string(++rank) + ". " + speech_(conclusion.text))
                         .line(speech_("book.when"),
                               conclusion.otherwise ? speech_("book.otherwise") : chapter_.words(conclusion.when))
                         .source(conclusion.source, conclusion.known));
    }
  }

  void recommendations() {
    const auto mine = section(knowledge_.recommendations, "recommendation", speech_("ui.recommendations"));
    for (const auto* recommendation : mine) {
      Entry entry(recommendation->id,
                  speech_(recommendation->avoid ? "book.avoid" : "book.do") + ": " + speech_(recommendation->text));
      entry.line(speech_("ui.recommendation_class"), recommendation->evidence_class)
          .line(speech_("ui.recommendation_level"), recommendation->level)
          .line(speech_("book.when"), chapter_.words(recommendation->when));
      if (const auto& due = recommendation->due)
        entry.line(speech_("book.due"), speech_("book.within", {duration_text(due->within, speech_),
                                                                due->from_fact < 0 ? speech_("book.since_it_holds")
                                                                                   : fact_text(due->from_fact)}));
      if (recommendation->on_card) entry.line(speech_("book.on_card"), speech_("ui.yes"));
      chapter_.add(entry.source(recommendation->source, recommendation->known));
    }
  }

  void differences() {
    for (const auto* difference : section(knowledge_.differences, "difference", speech_("book.differences"))) {
      std::string between;
      for (const int one : difference->between)
        between += (between.empty() ? "" : "; ") + speech_(item(knowledge_.guidelines, one).title);
      chapter_.add(Entry(difference->id, speech_(difference->text))
                       .line(speech_("book.between"), between)
                       .line(speech_("book.when"), chapter_.words(difference->when))
                       .source(difference->source, difference->known));
    }
  }

  void clocks() {
    for (const auto* clock : section(knowledge_.clocks, "clock", speech_("book.clocks"))) {
      Entry entry(clock->id, speech_(clock->text));
      entry.line(speech_("book.length"), length_text(*clock, speech_))
          .line(speech_("book.start"), fact_text(clock->start));
      for (const auto& other : clock->instead)
        entry.line(speech_("book.instead"),
                   fact_text(other.start) + ". " + speech_("book.when") + ": " + chapter_.words(other.when));
      if (clock->planned >= 0) entry.line(speech_("book.planned"), fact_text(clock->planned));
      if (!clock->group.empty()) entry.line(speech_("book.group"), group_text(clock->group, speech_));
      chapter_.add(entry.line(speech_("book.when"), chapter_.words(clock->when)).source(clock->source, clock->known));
    }
  }

  void contacts() {
    for (const auto* contact : section(knowledge_.contacts, "contact", speech_("book.contacts"))) {
      Entry entry(contact->id, speech_(contact->text));
      entry.line(speech_("book.after"), duration_text(contact->after, speech_))
          .line(speech_("book.start"), fact_text(contact->from));
      for (const auto& part : contact->items) entry.line(speech_("book.what_is_done"), speech_(part));
      entry.line(speech_("book.when"), chapter_.words(contact->when));
      if (contact->done) entry.line(speech_("book.done_when"), chapter_.words(*contact->done));
      chapter_.add(entry.source(contact->source, contact->known));
    }
  }

  void indicators() {
    for (const auto* indicator : section(knowledge_.indicators, "indicator", speech_("book.indicators"))) {
      Entry entry(indicator->id, speech_(indicator->text));
      entry.line(speech_("book.denominator"), chapter_.words(indicator->denominator));
      if (indicator->exclude) entry.line(speech_("book.exclude"), chapter_.words(*indicator->exclude));
      if (indicator->numerator) entry.line(speech_("book.numerator"), chapter_.words(*indicator->numerator));
      if (indicator->measure >= 0) entry.line(speech_("book.measure"), fact_text(indicator->measure));
      std::string marks;
      for (const double mark : indicator->marks)
        marks += (marks.empty() ? "" : "; ") + format_number(mark, speech_.language());
      chapter_.add(entry.line(speech_("book.marks"), marks)
                       .line(speech_("book.target"), speech_(indicator->target))
                       .source(indicator->source, indicator->known));
    }
  }

  void spans() {
    for (const auto* span : section(knowledge_.spans, "span", speech_("book.spans")))
      chapter_.add(Entry(span->id, speech_(span->text))
                       .line(speech_("book.length"), duration_text(span->length, speech_))
                       .source(span->source, span->known));
  }

  void options() {
    for (const auto* option : section(knowledge_.options, "option", speech_("book.options"))) {
      Entry entry(option->id, speech_(option->text));
      entry.line(speech_("book.group"), group_text(option->group, speech_));
      if (option->each_side) entry.line(speech_("book.each_side"), speech_("ui.yes"));
      chapter_.add(entry);
    }
  }

  void arguments() {
    static constexpr std::array effects = {"book.favours", "book.hinders", "book.excludes", "book.needs"};
    int number = 0;
    for (const auto* argument : section(knowledge_.arguments, "argument",
                                        speech_("ui.arguments_for") + ", " + speech_("ui.arguments_against"))) {
      std::string named;
      for (const int option : argument->options)
        named += (named.empty() ? "" : "; ") + speech_(item(knowledge_.options, option).text);
      std::string studies;
      for (const int study : argument->evidence)
        studies += (studies.empty() ? "" : "; ") + item(knowledge_.studies, study).id;
      chapter_.add(Entry("argument_" + std::to_string(++number), speech_(argument->text))
                       .line(speech_(effects.at(static_cast<std::size_t>(argument->effect))), named)
                       .line(speech_("book.market"), argument->market.empty() ? "" : speech_.wire(argument->market))
                       .line(speech_("book.when"), chapter_.words(argument->when))
                       .line(speech_("book.studies"), studies)
                       .source(argument->source, argument->known));
    }
  }

  Chapter& chapter_;
  const guideline::Knowledge& knowledge_;
  const locale::Speech& speech_;
  int guideline_;
};

}  // namespace

View guideline_chapter(BookDraft& draft, int guideline) {
  const auto& about = item(draft.knowledge.guidelines, guideline);
  Chapter chapter(draft, about.id, draft.speech(about.title));
  GuidelinePages(chapter, guideline).write();
  return std::move(chapter).finish();
}

}  // namespace lossa::web
