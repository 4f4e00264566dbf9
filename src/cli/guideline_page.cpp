// SPDX-License-Identifier: Apache-2.0
#include "guideline_page.hpp"

#include <string>
#include <vector>

#include <lossa/base/text.hpp>
#include <lossa/guideline/print.hpp>

#include "wording.hpp"

namespace lossa::cli {
namespace {

constexpr Indent row{1, 4};
constexpr Indent below{4, 6};

/// One guideline on its way to the screen. Each part writes what of the knowledge base belongs to it.
class Page {
 public:
  Page(Writer& writer, const guideline::Knowledge& knowledge, const locale::Speech& speech, int guideline)
      : writer_(writer), knowledge_(knowledge), speech_(speech), guideline_(guideline) {}

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
    scores();
    writer_.blank();
    writer_.paragraph({}, Ink::strong, speech_("ui.disclaimer"));
  }

 private:
  template <typename T>
  [[nodiscard]] std::vector<const T*> own(const std::vector<T>& all) const {
    std::vector<const T*> mine;
    for (const auto& one : all)
      if (one.guideline == guideline_) mine.push_back(&one);
    return mine;
  }

  /// Says whether there is anything below the heading.
  template <typename T>
  std::vector<const T*> section(const std::vector<T>& all, const std::string& heading) {
    auto mine = own(all);
    if (mine.empty()) return mine;
    writer_.blank();
    writer_.paragraph({}, Ink::strong, heading);
    return mine;
  }

  [[nodiscard]] std::string words(const guideline::Expression& condition) const {
    return guideline::in_words(knowledge_, condition, speech_.language(),
                               [this](std::string_view word) { return speech_.wire(word); });
  }

  [[nodiscard]] std::string source(const std::string& text, guideline::Known known) const {
    static constexpr const char* keys[] = {"known.read", "known.reprint", "known.memory"};
    return speech_("ui.source") + ": " + text + " (" + speech_(keys[static_cast<std::size_t>(known)]) + ")";
  }

  void condition(const guideline::Expression& when) {
    writer_.paragraph(below, Ink::plain, "", speech_("cli.when", {words(when)}));
  }

  void note(const std::string& text) { writer_.paragraph(below, Ink::faint, text); }

  void head() {
    const auto& guideline = item(knowledge_.guidelines, guideline_);
    writer_.paragraph({0, 2}, Ink::strong, speech_(guideline.title));
    writer_.paragraph({0, 2}, Ink::plain, "", guideline.cite + (guideline.doi.empty() ? "" : ", doi " + guideline.doi));
    writer_.paragraph(
        {0, 2}, Ink::plain, "",
        guideline.id + ", " + speech_("ui.version") + " " + guideline.version + ", SHA-256 " + guideline.hash);
    std::string reviewers;
    for (const auto& reviewer : guideline.reviewed)
      reviewers += (reviewers.empty() ? "" : "; ") + reviewer.name + ", " + reviewer.role + ", " + reviewer.date;
    writer_.paragraph({0, 2}, Ink::plain, "",
                      reviewers.empty() ? speech_("ui.not_reviewed") : speech_("ui.reviewed_by") + ": " + reviewers);
  }

  void readings() {
    for (const auto* reading : section(knowledge_.readings, speech_("ui.readings"))) {
      writer_.paragraph(row, Ink::strong, reading->id + ":", speech_(reading->ask));
      for (std::size_t i = 0; i < reading->options.size(); ++i) {
        const bool is_default = static_cast<int>(i) == reading->default_option;
        writer_.paragraph(
            below, Ink::plain, reading->options[i] + ":",
            speech_(reading->option_text[i]) + (is_default ? " [" + speech_("ui.reading_default") + "]" : ""));
      }
      note(speech_(reading->why));
    }
  }

  void criteria() {
    for (const auto* criterion : section(knowledge_.criteria, speech_("ui.criteria"))) {
      writer_.paragraph(row, Ink::strong, speech_(criterion->text), "[" + criterion->id + "]");
      condition(criterion->when);
      note(source(criterion->source, criterion->known));
    }
  }

  void questions() {
    for (const auto* question : section(knowledge_.questions, speech_("cli.questions"))) {
      writer_.paragraph(row, Ink::strong, speech_(question->text), "[" + question->id + "]");
      int rank = 0;
      for (const auto& conclusion : question->conclusions) {
        writer_.paragraph({2, 5}, Ink::strong, std::to_string(++rank) + ". " + speech_(conclusion.text),
                          "[" + conclusion.id + "]");
        if (conclusion.otherwise)
          writer_.paragraph(below, Ink::plain, "", speech_("cli.otherwise"));
        else
          condition(conclusion.when);
        if (!conclusion.source.empty())
          note(source(conclusion.source, conclusion.known.value_or(guideline::Known::memory)));
      }
    }
  }

  void recommendations() {
    for (const auto* recommendation : section(knowledge_.recommendations, speech_("ui.recommendations"))) {
      std::string about = "[" + recommendation->id + "]";
      if (!recommendation->evidence_class.empty())
        about += " " + speech_("ui.recommendation_class") + " " + recommendation->evidence_class;
      if (!recommendation->level.empty())
        about += ", " + speech_("ui.recommendation_level") + " " + recommendation->level;
      if (recommendation->due)
        about += ", " + speech_("cli.within", {duration_text(recommendation->due->within, speech_)});
      if (recommendation->on_card) about += ", " + speech_("cli.on_card");
      writer_.paragraph(row, Ink::strong,
                        (recommendation->avoid ? speech_("cli.avoid") + ": " : "") + speech_(recommendation->text),
                        about);
      condition(recommendation->when);
      note(source(recommendation->source, recommendation->known));
    }
  }

  void differences() {
    for (const auto* difference : section(knowledge_.differences, speech_("cli.differences"))) {
      writer_.paragraph(row, Ink::strong, speech_(difference->text), "[" + difference->id + "]");
      std::string between;
      for (const int other : difference->between)
        between += (between.empty() ? "" : ", ") + item(knowledge_.guidelines, other).id;
      writer_.paragraph(below, Ink::plain, "", speech_("cli.between", {between}));
      condition(difference->when);
      note(source(difference->source, difference->known));
    }
  }

  [[nodiscard]] const std::string& fact(int index) const { return speech_(item(knowledge_.facts, index).text); }

  void clocks() {
    for (const auto* clock : section(knowledge_.clocks, speech_("ui.clocks"))) {
      auto about = "[" + clock->id + "] " + view::length_text(*clock, speech_) + ", " + speech_("ui.since") + ": " +
                   fact(clock->start);
      if (!clock->group.empty()) about += ", " + speech_("cli.group", {view::group_text(clock->group, speech_)});
      writer_.paragraph(row, Ink::strong, speech_(clock->text), about);
      condition(clock->when);
      for (const auto& other : clock->instead)
        writer_.paragraph(below, Ink::plain, "", speech_("cli.instead", {fact(other.start), words(other.when)}));
      if (clock->planned >= 0)
        writer_.paragraph(below, Ink::plain, "", speech_("cli.planned_by", {fact(clock->planned)}));
      note(source(clock->source, clock->known));
    }
  }

  void contacts() {
    for (const auto* contact : section(knowledge_.contacts, speech_("page.follow_up"))) {
      writer_.paragraph(row, Ink::strong, speech_(contact->text),
                        "[" + contact->id + "] " +
                            speech_("cli.after", {duration_text(contact->after, speech_), fact(contact->from)}));
      for (const auto& part : contact->items) writer_.paragraph({5, 7}, Ink::plain, "-", speech_(part));
      condition(contact->when);
      if (contact->done) writer_.paragraph(below, Ink::plain, "", speech_("cli.done_when", {words(*contact->done)}));
      note(source(contact->source, contact->known));
    }
  }

  void spans() {
    for (const auto* span : section(knowledge_.spans, speech_("book.spans"))) {
      writer_.paragraph(row, Ink::strong, speech_(span->text),
                        "[" + span->id + "] " + duration_text(span->length, speech_));
      note(source(span->source, span->known));
    }
  }

  void indicators() {
    const auto line = [&](std::string_view key, const std::string& text) {
      writer_.paragraph(below, Ink::plain, "", speech_(key, {text}));
    };
    for (const auto* indicator : section(knowledge_.indicators, speech_("cli.indicators"))) {
      writer_.paragraph(row, Ink::strong, speech_(indicator->text), "[" + indicator->id + "]");
      line("cli.denominator", words(indicator->denominator));
      if (indicator->exclude) line("cli.excluded", words(*indicator->exclude));
      if (indicator->numerator) line("cli.numerator", words(*indicator->numerator));
      if (indicator->measure >= 0) line("cli.measure", fact(indicator->measure));
      if (!indicator->target.en.empty()) line("cli.target", speech_(indicator->target));
      note(source(indicator->source, indicator->known));
    }
  }

  void options() {
    for (const auto* option : section(knowledge_.options, speech_("cli.options"))) {
      writer_.paragraph(row, Ink::strong, speech_(option->text), "[" + option->id + "]");
      const auto index = static_cast<int>(option - knowledge_.options.data());
      for (const auto* argument : own(knowledge_.arguments))
        for (const int named : argument->options)
          if (named == index) this->argument(*argument);
    }
  }

  void argument(const guideline::Argument& argument) {
    static constexpr const char* effects[] = {"cli.favours", "cli.hinders", "cli.excludes", "cli.needs"};
    writer_.paragraph(
        {2, 4}, Ink::plain, speech_(effects[static_cast<std::size_t>(argument.effect)]),
        speech_(argument.text) +
            (argument.market.empty() ? "" : " [" + view::group_text("market_" + argument.market, speech_) + "]"));
    condition(argument.when);
    note(source(argument.source, argument.known));
  }

  void score_item(const guideline::ScoreItem& part) {
    writer_.paragraph({2, 4}, Ink::plain, speech_(part.text));
    for (const auto& level : part.levels)
      writer_.paragraph(below, Ink::plain, format_number(level.points, speech_.language()) + ":",
                        level.otherwise ? speech_("cli.otherwise_points") : words(level.when));
  }

  void scores() {
    for (const auto* score : section(knowledge_.scores, speech_("ui.scores"))) {
      writer_.paragraph(row, Ink::strong, speech_(score->text), "[" + score->id + "]");
      if (score->when) condition(*score->when);
      if (!score->not_obtained.en.empty())
        writer_.paragraph(below, Ink::caution, "", speech_("cli.not_obtained", {speech_(score->not_obtained)}));
      for (const auto& part : score->items) score_item(part);
      for (const auto& band : score->bands)
        writer_.paragraph({2, 4}, Ink::plain, speech_("cli.from", {format_number(band.from, speech_.language())}),
                          speech_(band.text));
      for (const auto& validation : score->validations)
        writer_.paragraph(
            below, Ink::plain, "",
            speech_("cli.validated", {speech_(validation.text)}) + " " + source(validation.source, validation.known));
      note(speech_(score->note));
      note(source(score->cite, score->known));
    }
  }

  Writer& writer_;
  const guideline::Knowledge& knowledge_;
  const locale::Speech& speech_;
  int guideline_;
};

}  // namespace

void write_guideline(Writer& writer, const guideline::Knowledge& knowledge, int guideline,
                     const locale::Speech& speech) {
  Page(writer, knowledge, speech, guideline).write();
}

}  // namespace lossa::cli
