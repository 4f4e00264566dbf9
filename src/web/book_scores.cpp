// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/contract.hpp>
#include <lossa/base/text.hpp>
#include <lossa/view/text.hpp>

#include "book_chapter.hpp"

namespace lossa::web {
namespace {

using view::item;
using Op = guideline::FormulaStep::Op;

/// The formula as one writes it; every operation within parentheses, so that no precedence has to be known.
class FormulaText {
 public:
  explicit FormulaText(const BookDraft& draft) : draft_(draft) {}

  std::string of(const std::vector<guideline::FormulaStep>& steps) {
    for (const auto& step : steps) stack_.push_back(text_of(step));
    expects(stack_.size() == 1);
    return take();
  }

 private:
  std::string take() {
    expects(!stack_.empty());
    auto text = std::move(stack_.back());
    stack_.pop_back();
    return text;
  }

  std::string binary(const std::string& before, const std::string& between) {
    const auto right = take();
    const auto left = take();
    return before + "(" + left + between + right + ")";
  }

  std::string text_of(const guideline::FormulaStep& step) {
    switch (step.op) {
      case Op::number:
        return format_number(step.number, draft_.speech.language());
      case Op::fact:
        return "[" + draft_.speech(item(draft_.knowledge.facts, step.fact).text) + "]";
      case Op::points:
        return draft_.speech("ui.points");
      case Op::add:
        return binary("", " + ");
      case Op::subtract:
        return binary("", " − ");
      case Op::multiply:
        return binary("", " × ");
      case Op::divide:
        return binary("", " / ");
      case Op::min:
        return binary("min", "; ");
      case Op::max:
        return binary("max", "; ");
      case Op::exp:
        return "exp(" + take() + ")";
      case Op::ln:
        return "ln(" + take() + ")";
    }
    return {};
  }

  const BookDraft& draft_;
  std::vector<std::string> stack_;
};

class ScorePages {
 public:
  explicit ScorePages(Chapter& chapter)
      : chapter_(chapter), knowledge_(chapter.draft().knowledge), speech_(chapter.speech()) {}

  void write(const guideline::Score& score) {
    const bool is_missing = !speech_(score.not_obtained).empty();
    Entry entry(score.id, speech_(score.text));
    entry.line(speech_("book.when"), score.when ? chapter_.words(*score.when) : speech_("book.always"));
    items(entry, score);
    for (const auto& formula : score.formulas) {
      const auto when = formula.otherwise ? speech_("book.otherwise_short") : chapter_.words(formula.when);
      const auto text = FormulaText(chapter_.draft()).of(formula.steps);
      entry.line(speech_("book.formula"), score.formulas.size() == 1 ? text : text + ": " + when);
    }
    bands(entry, score);
    entry.line(speech_("ui.details"), speech_(score.note));
    if (score.entered >= 0) entry.line(speech_("book.entered_as"), speech_(item(knowledge_.facts, score.entered).text));
    for (const auto& example : score.examples) entry.line(speech_("book.example"), example_text(score, example));
    if (is_missing) entry.not_obtained(speech_(score.not_obtained));
    chapter_.add(entry.source(score.cite, score.known));
    int number = 0;
    for (const auto& validation : score.validations)
      chapter_.add(Entry(score.id + ".validation_" + std::to_string(++number),
                         speech_("book.validation") + ": " + speech_(validation.text))
                       .source(validation.source, validation.known));
  }

 private:
  [[nodiscard]] std::string number(double value) const { return format_number(value, speech_.language()); }

  void items(Entry& entry, const guideline::Score& score) const {
    for (const auto& part : score.items) {
      std::string levels;
      for (const auto& level : part.levels) {
        if (!levels.empty()) levels += "; ";
        levels += speech_("book.points", {number(level.points)}) + ": " +
                  (level.otherwise ? speech_("book.otherwise_short") : chapter_.words(level.when));
      }
      entry.line(speech_(part.text) + " (" + part.id + ")", levels);
    }
  }

  void bands(Entry& entry, const guideline::Score& score) const {
    std::string bands;
    for (const auto& band : score.bands)
      bands += (bands.empty() ? "" : "; ") + speech_(band.text) + " " +
               speech_(band.is_open ? "book.above" : "book.from", {number(band.from)});
    entry.line(speech_("book.bands"), bands);
  }

  static bool has_unit(const guideline::Fact& fact) { return !fact.is_count && fact.unit != "1" && !fact.unit.empty(); }

  [[nodiscard]] std::string given_text(const guideline::GivenFact& given) const {
    const auto& fact = item(knowledge_.facts, given.fact);
    const auto text = speech_(fact.text) + ": ";
    if (fact.type == guideline::FactType::truth) return text + speech_(given.number > 0 ? "ui.yes" : "ui.no");
    if (fact.type == guideline::FactType::category)
      return text + speech_.wire(item(fact.values, static_cast<int>(given.number)));
    return text + number(given.number) + (has_unit(fact) ? " " + speech_.wire(fact.unit) : "");
  }

  [[nodiscard]] std::string reading_text(int reading, int option) const {
    const auto& asked = item(knowledge_.readings, reading);
    return speech_(asked.ask) + " " + speech_(item(asked.option_text, option));
  }

  [[nodiscard]] std::string example_text(const guideline::Score& score, const guideline::ScoreExample& example) const {
    std::string text;
    for (const auto& given : example.given) text += given_text(given) + "; ";
    if (example.rest_is_normal) text += speech_("book.rest_is_normal") + "; ";
    for (const auto& [reading, option] : example.readings) text += reading_text(reading, option) + "; ";
    text += speech_("book.example_total", {number(example.total)});
    if (example.tolerance > 0) text += " ± " + number(example.tolerance);
    if (example.band >= 0) text += ", " + speech_(item(score.bands, example.band).text);
    return text;
  }

  Chapter& chapter_;
  const guideline::Knowledge& knowledge_;
  const locale::Speech& speech_;
};

}  // namespace

void add_scores(Chapter& chapter, int guideline) {
  chapter.section("score", chapter.speech()("ui.scores"));
  for (const auto& score : chapter.draft().knowledge.scores)
    if (score.guideline == guideline) ScorePages(chapter).write(score);
}

}  // namespace lossa::web
