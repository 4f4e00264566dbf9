// SPDX-License-Identifier: Apache-2.0
#include "judgements.hpp"

#include <algorithm>
#include <string>

namespace lossa::assessment {
namespace {

/// "guideline.question"; -1 if there is none of that name.
int question_named(const guideline::Knowledge& knowledge, const std::string& name) {
  const auto dot = name.find('.');
  return dot == std::string::npos ? -1 : knowledge.find_question(name.substr(0, dot), name.substr(dot + 1));
}

int conclusion_named(const guideline::Question& question, const std::string& id) {
  const auto found = std::ranges::find(question.conclusions, id, &guideline::Conclusion::id);
  return found == question.conclusions.end() ? -1 : static_cast<int>(found - question.conclusions.begin());
}

bool is_about(const Assessment& assessment, const Answer& answer, const model::Judgement& said) {
  if (answer.binding.lead < 0) return said.lead.empty();
  const auto& lead = assessment.leads[static_cast<std::size_t>(answer.binding.lead)].entry;
  return !said.lead.empty() && lead == said.lead;
}

bool attach(const Seen& seen, Assessment& assessment) {
  const auto& said = seen.as<model::Judgement>();
  const auto& knowledge = assessment.library->knowledge;
  const int question = question_named(knowledge, said.question);
  if (question < 0) return false;
  const int conclusion = conclusion_named(knowledge.questions[static_cast<std::size_t>(question)], said.conclusion);
  if (conclusion < 0) return false;
  const auto answer = std::ranges::find_if(assessment.answers, [&](const Answer& one) {
    return one.question == question && is_about(assessment, one, said);
  });
  if (answer == assessment.answers.end()) return false;
  answer->judgements.push_back(
      {.entry = seen.entry->id, .conclusion = conclusion, .agrees = answer->so_far == conclusion});
  return true;
}

}  // namespace

void attach_judgements(const CaseView& view, Assessment& assessment) {
  for (const auto& seen : view.of<model::Judgement>()) {
    if (!view.is_within(guideline::Window::episode, seen)) continue;
    if (!attach(seen, assessment)) assessment.judgements_on_nothing.push_back(seen.entry->id);
  }
}

}  // namespace lossa::assessment
