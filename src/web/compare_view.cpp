// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/comparison.hpp>

#include "answers_view.hpp"
#include "explanation.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

using view::ComparedAnswer;
using view::Comparison;
using view::Counted;

/// The criteria of one list by whether they are met; those that are not stand folded.
View criteria_view(const Scene& scene, const std::vector<Counted>& criteria) {
  std::vector<View> met, others;
  for (const auto& counted : criteria) {
    const auto& criterion = item(scene.knowledge().criteria, counted.criterion);
    View view;
    view.text("text", scene.speech(criterion.text));
    view.text("state", counted.truth.is_yes() ? "yes" : counted.truth.is_no() ? "no" : "unknown");
    view.text("state_word", scene.speech(counted.truth.is_yes()  ? "ui.met"
                                         : counted.truth.is_no() ? "ui.not_met"
                                                                 : "value.unknown"));
    view.flag("is_memory", criterion.known == guideline::Known::memory);
    (counted.truth.is_yes() ? met : others).push_back(std::move(view));
  }
  const auto tally = view::tally(criteria);
  View view;
  view.flag("has_criteria", !criteria.empty());
  view.text("tally", scene.speech("page.criteria_tally", {std::to_string(tally.met), std::to_string(tally.open)}));
  view.text("other_count", scene.speech("page.criteria_others", {std::to_string(others.size())}));
  view.list("met", std::move(met));
  view.flag("has_others", !others.empty()).list("others", std::move(others));
  return view;
}

const guideline::Question& question_of(const Scene& scene, const ComparedAnswer& side) {
  return item(scene.knowledge().questions, side.answer->question);
}

/// One line of the table: the same thing of every guideline.
template <typename Cell>
View row(const Scene& scene, const Comparison& comparison, const std::vector<ComparedAnswer>& answers, Cell cell) {
  std::vector<View> cells;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    View view;
    view.text("guideline", scene.speech(item(scene.knowledge().guidelines, comparison.guidelines[i]).title));
    view.flag("is_asked", answers[i].answer != nullptr);
    if (answers[i].answer != nullptr) cell(view, answers[i]);
    cells.push_back(std::move(view));
  }
  return View().list("cells", std::move(cells));
}

View question_view(const Scene& scene, const Comparison& comparison, const view::ComparedQuestion& compared) {
  const auto line = [&](auto cell) { return row(scene, comparison, compared.answers, cell); };
  View view;
  view.part("asked", line([&](View& cell, const ComparedAnswer& side) {
              cell.text("text", scene.speech(question_of(scene, side).text));
              cell.text("answer_link", "#answer-" + std::to_string(number_of(scene, *side.answer)));
            }));
  view.part("so_far", line([&](View& cell, const ComparedAnswer& side) {
              const auto& question = question_of(scene, side);
              cell.text("text", conclusion_text(question, side.answer->so_far, scene.speech));
              add_tone(cell,
                       side.answer->so_far < 0 ? guideline::Tone::caution
                                               : item(question.conclusions, side.answer->so_far).tone,
                       scene.speech);
            }));
  view.part("reachable", line([&](View& cell, const ComparedAnswer& side) {
              std::vector<View> texts;
              for (auto& text : view::conclusion_texts(question_of(scene, side), side.answer->reachable.conclusions,
                                                       side.answer->so_far, scene.speech))
                texts.push_back(View().text("text", std::move(text)));
              cell.flag("is_settled", texts.empty()).list("texts", std::move(texts));
            }));
  view.part("majors", line([&](View& cell, const ComparedAnswer& side) {
              cell.part("criteria", criteria_view(scene, side.majors));
            }));
  view.part("minors", line([&](View& cell, const ComparedAnswer& side) {
              cell.part("criteria", criteria_view(scene, side.minors));
            }));
  std::vector<View> details;
  for (const auto& side : compared.answers)
    if (side.answer != nullptr) details.push_back(answer_view(scene, *side.answer));
  view.list("answers", std::move(details));
  return view;
}

View difference_view(const Scene& scene, const assessment::DifferenceResult& result) {
  const auto& difference = item(scene.knowledge().differences, result.difference);
  const bool is_yes = result.why.verdict.truth.is_yes();
  View view;
  view.text("text", scene.speech(difference.text));
  add_source(view, difference.source, difference.known, scene.speech);
  view.text("matter_word", scene.speech(is_yes ? "page.difference_matters" : "page.difference_may_matter"));
  view.flag("matters", is_yes);
  view.markup("why_markup", explain(result.why, scene.assessed, scene.speech));
  return view;
}

void add_differences(View& view, const Scene& scene, const Comparison& comparison) {
  std::vector<View> here, elsewhere;
  for (const auto* result : comparison.can_matter) here.push_back(difference_view(scene, *result));
  for (const auto* result : comparison.not_in_this) elsewhere.push_back(difference_view(scene, *result));
  view.text("elsewhere_count", scene.speech("page.differences_elsewhere", {std::to_string(elsewhere.size())}));
  view.flag("has_here", !here.empty()).list("here", std::move(here));
  view.flag("has_elsewhere", !elsewhere.empty()).list("elsewhere", std::move(elsewhere));
}

}  // namespace

std::vector<View> comparison_views(const Scene& scene) {
  std::vector<View> views;
  for (const auto& comparison : view::comparisons(scene.assessment())) {
    std::vector<View> names, questions;
    for (const int guideline : comparison.guidelines)
      names.push_back(View().text("guideline", scene.speech(item(scene.knowledge().guidelines, guideline).title)));
    for (const auto& question : comparison.questions) questions.push_back(question_view(scene, comparison, question));
    View view;
    view.text("compared", view::group_text(comparison.word, scene.speech));
    view.list("names", std::move(names)).list("questions", std::move(questions));
    add_differences(view, scene, comparison);
    views.push_back(std::move(view));
  }
  return views;
}

View other_differences_view(const Scene& scene) {
  const auto rest = view::other_differences(scene.assessment());
  View view;
  view.flag("has_any", !rest.can_matter.empty() || !rest.not_in_this.empty());
  add_differences(view, scene, rest);
  return view;
}

}  // namespace lossa::web
