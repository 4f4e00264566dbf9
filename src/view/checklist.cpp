// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/checklist.hpp>

#include <string_view>

#include <lossa/view/text.hpp>

namespace lossa::view {
namespace {

using assessment::Assessment;
using guideline::Expression;
using Op = Expression::Op;

// Ids of the shipped guidelines and of their facts. A hospital's own guideline of the same id takes their place.
constexpr std::string_view readiness_id = "readiness";
constexpr std::string_view outcome_prefix = "procedure_";
constexpr std::string_view not_asked_id = "not_asked";
constexpr std::string_view fact_prefix = "readiness.";
constexpr std::string_view waiver_prefix = "waiver.";
constexpr std::string_view optional_prefix = "optional.";

const std::string& guideline_id(const guideline::Knowledge& knowledge, int guideline) {
  return item(knowledge.guidelines, guideline).id;
}

/// The one fact of that prefix that the condition itself compares; -1 where there is none.
int compared_fact(const guideline::Knowledge& knowledge, const Expression& condition) {
  if (condition.op == Op::among)
    return item(knowledge.facts, condition.index).id.starts_with(fact_prefix) ? condition.index : -1;
  for (const auto& part : condition.parts)
    if (const int found = compared_fact(knowledge, part); found >= 0) return found;
  return -1;
}

const std::vector<std::string>& entries_of(const Assessment& assessment, int fact) {
  static const std::vector<std::string> none;
  return fact < 0 ? none : assessment.evidence.at(assessment.values.slot(fact, 0)).entries;
}

CheckItem check(const Assessment& assessment, const guideline::Evaluator& evaluator, int criterion, int fact) {
  const auto& knowledge = assessment.library->knowledge;
  const auto& asked = item(knowledge.criteria, criterion);
  const auto name = item(knowledge.facts, fact).id.substr(fact_prefix.size());
  const auto truth = evaluator.evaluate(asked.when, {}).truth;
  const bool optional = asked.id.starts_with(optional_prefix);
  const bool is_recorded = guideline::is_known(item(knowledge.facts, fact), assessment.values.of(fact));
  return {.criterion = criterion,
          .fact = fact,
          .truth = truth,
          .optional = optional,
          .required = !optional && (is_recorded || !truth.is_yes()),
          .entries = entries_of(assessment, fact),
          .waivers = entries_of(assessment, knowledge.find_fact(std::string(waiver_prefix) + name))};
}

}  // namespace

Checklist checklist(const Assessment& assessment) {
  const auto& knowledge = assessment.library->knowledge;
  Checklist list;
  for (const auto& answer : assessment.answers) {
    const auto& question = item(knowledge.questions, answer.question);
    if (guideline_id(knowledge, question.guideline) != readiness_id || list.answer != nullptr) continue;
    list.answer = &answer;
    list.is_asked = answer.so_far >= 0 && item(question.conclusions, answer.so_far).id != not_asked_id;
  }
  if (list.answer == nullptr) return list;
  const guideline::Evaluator evaluator(knowledge, assessment.values, assessment.readings);
  for (std::size_t i = 0; i < knowledge.criteria.size(); ++i) {
    const auto& criterion = knowledge.criteria[i];
    if (guideline_id(knowledge, criterion.guideline) != readiness_id) continue;
    const int fact = compared_fact(knowledge, criterion.when);
    if (fact >= 0) list.items.push_back(check(assessment, evaluator, static_cast<int>(i), fact));
  }
  return list;
}

Stage stage_of(const assessment::Answer& answer, const Assessment& assessment) {
  const auto& knowledge = assessment.library->knowledge;
  const auto& id = guideline_id(knowledge, item(knowledge.questions, answer.question).guideline);
  if (id == readiness_id) return Stage::readiness;
  return id.starts_with(outcome_prefix) ? Stage::outcome : Stage::assessment;
}

}  // namespace lossa::view
