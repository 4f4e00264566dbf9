// SPDX-License-Identifier: Apache-2.0
#include "explanation.hpp"

#include <algorithm>

#include <lossa/guideline/print.hpp>
#include <lossa/view/text.hpp>

#include "entry_text.hpp"

namespace lossa::web {
namespace {

using guideline::Explanation;
using guideline::Expression;
using Op = Expression::Op;

using view::binding_text;
using view::item;
using view::source_text;

/// One word for an answer: a class of the style sheet and a name of the locale.
std::string_view state_of(const guideline::Verdict& verdict) {
  if (verdict.truth.is_yes()) return "yes";
  return verdict.truth.is_no() ? "no" : "unknown";
}

class Explainer {
 public:
  Explainer(const service::AssessedCase& assessed, const locale::Speech& speech)
      : assessment_(assessed.assessment),
        knowledge_(assessed.assessment.library->knowledge),
        wording_{.patient = *assessed.patient, .organisms = assessed.assessment.library->organisms, .speech = speech},
        speech_(speech),
        vocabulary_([&speech](std::string_view word) { return speech.wire(word); }) {}

  Markup explain(const Explanation& explanation) {
    out_.open("ul", {{"class", "why"}});
    write(explanation);
    out_.close();
    return std::move(out_).finish();
  }

 private:
  void write(const Explanation& explanation) {
    const auto* expression = explanation.expression;
    if (expression == nullptr) return;
    const bool passes_on = (expression->op == Op::all || expression->op == Op::any) && explanation.parts.size() == 1;
    if (passes_on) {
      write(explanation.parts.front());
      return;
    }
    const auto state = state_of(explanation.verdict);
    out_.open("li", {{"class", "is-" + std::string(state)}});
    switch (expression->op) {
      case Op::fact:
      case Op::compare:
      case Op::among:
        fact(explanation);
        break;
      case Op::criterion:
        criterion(explanation);
        break;
      case Op::reading:
        reading(explanation);
        break;
      case Op::conclusion:
        conclusion(explanation);
        break;
      default:
        group(explanation);
        break;
    }
    out_.close();
  }

  void answer(const Explanation& explanation) {
    const auto state = std::string(state_of(explanation.verdict));
    std::string word = speech_("value." + state);
    if (explanation.verdict.truth.is_unknown())
      word += " (" + speech_("reason." + std::string(to_string(explanation.verdict.truth.reason()))) + ")";
    out_.element("span", {{"class", "answer"}}, word).text(" ");
  }

  void parts(const Explanation& explanation) {
    if (explanation.parts.empty()) return;
    out_.open("ul");
    for (const auto& part : explanation.parts) write(part);
    out_.close();
  }

  [[nodiscard]] std::string group_words(const Explanation& explanation) const {
    const auto& expression = *explanation.expression;
    const auto limit = [&](const char* name) {
      return speech_(name, {std::to_string(static_cast<int>(expression.number))});
    };
    switch (expression.op) {
      case Op::all:
        return speech_("page.all_of");
      case Op::any:
        return speech_("page.any_of");
      case Op::negation:
        return speech_("page.none_of");
      case Op::each_all:
        return speech_("page.each_of");
      case Op::each_any:
        return speech_("page.some_of");
      default:
        break;
    }
    switch (expression.comparison) {
      case guideline::Compare::not_less:
        return limit("page.at_least_of");
      case guideline::Compare::more:
        return limit("page.more_than_of");
      case guideline::Compare::not_more:
        return limit("page.at_most_of");
      case guideline::Compare::less:
        return limit("page.fewer_than_of");
      case guideline::Compare::not_equal:
        return limit("page.not_exactly_of");
      case guideline::Compare::equal:
        return limit("page.exactly_of");
    }
    return {};
  }

  void group(const Explanation& explanation) {
    answer(explanation);
    out_.element("span", {{"class", "of"}}, group_words(explanation));
    parts(explanation);
  }

  void criterion(const Explanation& explanation) {
    const auto& criterion = item(knowledge_.criteria, explanation.expression->index);
    out_.open("details").open("summary");
    answer(explanation);
    out_.text(speech_(criterion.text)).close();
    out_.element("p", {{"class", "source"}}, source_text(criterion.source, criterion.known, speech_));
    parts(explanation);
    out_.close();
  }

  void reading(const Explanation& explanation) {
    const auto& reading = item(knowledge_.readings, explanation.expression->index);
    answer(explanation);
    out_.text(speech_("page.reading_is",
                      {speech_(reading.ask), speech_(item(reading.option_text, explanation.expression->option))}));
  }

  void conclusion(const Explanation& explanation) {
    const auto& question = item(knowledge_.questions, explanation.expression->index);
    answer(explanation);
    out_.text(speech_(question.text) + ": " + speech_(item(question.conclusions, explanation.expression->option).text));
  }

  [[nodiscard]] int instance_of(const guideline::Fact& fact, const guideline::Binding& binding) const {
    if (fact.of == guideline::Subject::lead) return std::max(binding.lead, 0);
    if (fact.of == guideline::Subject::side) return std::max(binding.side, 0);
    return 0;
  }

  void fact(const Explanation& explanation) {
    const int index = explanation.expression->index;
    const auto& fact = item(knowledge_.facts, index);
    const int instance = instance_of(fact, explanation.binding);
    answer(explanation);
    out_.text(guideline::in_words(knowledge_, *explanation.expression, speech_.language(), vocabulary_));
    const auto who = fact.of == guideline::Subject::patient ? std::string{}
                                                            : binding_text(explanation.binding, assessment_, speech_);
    if (!who.empty()) out_.text(" (" + who + ")");
    if (instance >= assessment_.values.count(fact.of)) return;
    if (explanation.expression->op != Op::fact)
      out_.element("span", {{"class", "value"}},
                   speech_("page.recorded_value", {guideline::in_words(fact, assessment_.values.of(index, instance),
                                                                       speech_.language(), vocabulary_)}));
    evidence(assessment_.evidence[assessment_.values.slot(index, instance)]);
  }

  void evidence(const assessment::Evidence& evidence) {
    if (evidence.conflict) out_.element("span", {{"class", "conflict"}}, speech_("ui.conflict"));
    for (const auto& id : evidence.entries) {
      const auto* entry = wording_.patient.find(id);
      if (entry == nullptr) continue;
      out_.open("span", {{"class", "evidence"}});
      out_.element("a", {{"href", "#entry-" + id}}, describe(*entry, wording_).title);
      out_.text(", " + entry_time(*entry, speech_));
      if (!entry->text.empty()) out_.text(" ").element("q", {{"lang", ""}}, entry->text);
      out_.close();
    }
  }

  const assessment::Assessment& assessment_;
  const guideline::Knowledge& knowledge_;
  EntryWording wording_;
  const locale::Speech& speech_;
  guideline::Vocabulary vocabulary_;
  MarkupWriter out_;
};

}  // namespace

Markup explain(const guideline::Explanation& explanation, const service::AssessedCase& assessed,
               const locale::Speech& speech) {
  return Explainer(assessed, speech).explain(explanation);
}

}  // namespace lossa::web
