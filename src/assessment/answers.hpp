// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::assessment {

/// What a guideline or an option is asked for: the case once, or each lead or side.
std::vector<guideline::Binding> bindings_of(guideline::Subject subject, const guideline::Values& values);

/// Everything that one question gives.
Answer answer(const guideline::Evaluator& evaluator, int question, guideline::Binding binding, Detail detail);

/// What would settle a question, by investigation.
std::vector<Advice> advice_from(const guideline::Evaluator& evaluator, const std::vector<guideline::Outcome>& outcomes);

/// A score with what is missing for it.
ScoreAnswer score_answer(const guideline::Evaluator& evaluator, int score);

}  // namespace lossa::assessment
