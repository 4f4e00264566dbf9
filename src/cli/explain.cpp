// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>

#include <lossa/guideline/print.hpp>

#include "findings.hpp"
#include "sheet.hpp"

namespace lossa::cli {
namespace {

using guideline::Explanation;
using Op = guideline::Expression::Op;

constexpr std::size_t step = 2;
constexpr std::size_t deepest = 24;  // columns; what lies deeper keeps this margin

/// "[+]" holds, "[-]" does not, "[?]" is open.
std::string mark(Truth truth) {
  if (truth.is_unknown()) return "[?]";
  return truth.is_yes() ? "[+]" : "[-]";
}

Ink ink_of(Truth truth) {
  if (truth.is_unknown()) return Ink::caution;
  return truth.is_yes() ? Ink::strong : Ink::faint;
}

class Explainer {
 public:
  Explainer(Writer& writer, const Wording& wording) : writer_(writer), wording_(wording) {}

  void explain(const Explanation& part, std::size_t depth) {
    write(part.verdict.truth, depth, text_of(part));
    if (part.expression->op == Op::conclusion) return;  // it stands with its own question
    for (const auto& inner : part.parts) explain(inner, depth + 1);
  }

  void write(Truth truth, std::size_t depth, const std::string& text) {
    const auto margin = std::min(1 + depth * step, deepest);
    writer_.paragraph({margin, margin + 4}, ink_of(truth), mark(truth), text);
  }

 private:
  [[nodiscard]] const guideline::Fact& fact(const Explanation& leaf) const {
    return item(wording_.knowledge().facts, leaf.expression->index);
  }

  [[nodiscard]] std::string in_words(const Explanation& part) const {
    return guideline::in_words(wording_.knowledge(), *part.expression, wording_.speech().language(),
                               wording_.vocabulary());
  }

  /// "asked: recorded value, by these entries".
  [[nodiscard]] std::string leaf(const Explanation& part) const {
    const auto& about = fact(part);
    int instance = 0;
    if (about.of == guideline::Subject::lead) instance = part.binding.lead;
    if (about.of == guideline::Subject::side) instance = part.binding.side;
    const auto& values = wording_.assessment().values;
    const auto& value = values.of(part.expression->index, instance);
    auto text =
        in_words(part) + ": " + guideline::in_words(about, value, wording_.speech().language(), wording_.vocabulary());
    const auto& evidence = wording_.assessment().evidence.at(values.slot(part.expression->index, instance));
    if (!evidence.entries.empty()) text += " - " + wording_.entries(evidence.entries);
    if (evidence.conflict) text += " - " + wording_.speech()("ui.conflict");
    return text;
  }

  [[nodiscard]] std::string text_of(const Explanation& part) const {
    const auto& speech = wording_.speech();
    switch (part.expression->op) {
      case Op::all:
        return speech("cli.all_of");
      case Op::any:
        return speech("cli.any_of");
      case Op::negation:
        return speech("cli.not_so");
      case Op::count:
        return speech("cli.count_of", {number_of_parts(part)});
      case Op::each_all:
      case Op::each_any:
      case Op::each_count:
      case Op::reading:
      case Op::conclusion:
        return in_words(part) + bound(part);
      case Op::fact:
      case Op::compare:
      case Op::among:
        return leaf(part) + bound(part);
      case Op::criterion: {
        const auto& criterion = item(wording_.knowledge().criteria, part.expression->index);
        return speech(criterion.text) + bound(part) + " (" + source_text(criterion.source, criterion.known) + ")";
      }
    }
    contract_violated(std::source_location::current());
  }

  [[nodiscard]] std::string bound(const Explanation& part) const {
    const auto name = wording_.binding(part.binding);
    return name.empty() ? name : " [" + name + "]";
  }

  [[nodiscard]] static std::string number_of_parts(const Explanation& part) {
    static constexpr const char* signs[] = {"=", "≠", "<", "≤", ">", "≥"};
    return std::string(signs[static_cast<std::size_t>(part.expression->comparison)]) + " " + part.expression->constant +
           "/" + std::to_string(part.parts.size());
  }

  Writer& writer_;
  const Wording& wording_;
};

void explain_answer(Writer& writer, const Wording& wording, const assessment::Answer& answer) {
  const auto& speech = wording.speech();
  const auto& question = item(wording.knowledge().questions, answer.question);
  auto title = speech(question.text);
  if (const auto subject = wording.binding(answer.binding); !subject.empty()) title += " [" + subject + "]";
  writer.paragraph({0, 2}, Ink::strong, title);
  writer.paragraph({1, 3}, Ink::plain, speech("cli.so_far_is"), wording.conclusion(answer.question, answer.so_far));
  Explainer explainer(writer, wording);
  for (std::size_t i = 0; i < answer.explanations.size(); ++i) {
    const auto& explanation = answer.explanations[i];
    const auto& conclusion = question.conclusions[i];
    auto text = speech(conclusion.text);
    if (!conclusion.source.empty())
      text += " (" + source_text(conclusion.source, conclusion.known.value_or(guideline::Known::read)) + ")";
    if (conclusion.otherwise) text += " - " + speech("cli.otherwise");
    explainer.write(explanation.verdict.truth, 0, text);
    if (explanation.expression != nullptr) explainer.explain(explanation, 1);
  }
}

}  // namespace

void write_explanations(Writer& writer, const Wording& wording) {
  write_leading_line(writer, wording);
  writer.paragraph({}, Ink::faint, wording.speech()("cli.legend"));
  for (const auto& answer : wording.assessment().answers) {
    writer.blank();
    explain_answer(writer, wording, answer);
  }
  writer.blank();
  write_comparisons(writer, wording, true);
  write_recommendations(writer, wording, true);
  write_clocks(writer, wording, true);
  write_options(writer, wording, true);
  write_readiness(writer, wording);
  write_follow_up(writer, wording, true);
  write_scores(writer, wording, true);
  write_missing(writer, wording, true);
  write_footer(writer, wording, true);
}

}  // namespace lossa::cli
