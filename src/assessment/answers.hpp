// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::assessment {

/// What a guideline or an option is asked for: the case once, or each lead or side.
std::vector<guideline::Binding> bindings_of(guideline::Subject subject, const guideline::Values& values);

struct Asking {
  int question = -1;
  guideline::Binding binding;
  Detail detail = Detail::full;
};
/// Everything that one question gives; `reach` is of the evaluator's values, and shared by all questions of the case.
Answer answer(const guideline::Evaluator& evaluator, guideline::Reach& reach, const Asking& asking);

/// What would settle a question, by investigation.
std::vector<Advice> advice_from(const guideline::Evaluator& evaluator, const std::vector<guideline::Outcome>& outcomes);

/// Investigations by how many questions they could settle, then by how many they could change.
std::vector<InvestigationRank> rank_investigations(const std::vector<Answer>& answers);

/// Facts that no entry gives and a score does: their values, and on which entries they rest.
void compute_open_facts(Assessment& assessment);

/// A score, without what is missing for it.
ScoreAnswer score_answer(const guideline::Evaluator& evaluator, int score);
/// What is missing for a score. `computed` are the facts that scores gave.
void find_missing(const guideline::Evaluator& evaluator, const std::vector<int>& computed, ScoreAnswer& answer);

}  // namespace lossa::assessment
