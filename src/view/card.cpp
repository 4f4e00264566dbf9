// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/card.hpp>

#include <algorithm>
#include <limits>
#include <utility>

#include <lossa/view/text.hpp>

namespace lossa::view {
namespace {

using assessment::RecommendationResult;

const guideline::Recommendation& recommendation_of(const assessment::Assessment& assessment,
                                                   const RecommendationResult& result) {
  return item(assessment.library->knowledge.recommendations, result.recommendation);
}

/// What is known from memory stands last, and its times sort nothing.
void put_in_order(const assessment::Assessment& assessment, std::vector<const RecommendationResult*>& results) {
  std::ranges::stable_sort(results, {}, [&](const RecommendationResult* result) {
    const bool is_memory = recommendation_of(assessment, *result).known == guideline::Known::memory;
    const bool is_due = result->due && result->due->alarms && result->due->at;
    return std::pair(is_memory, is_due ? result->due->at->low : std::numeric_limits<WallMinutes>::max());
  });
}

void add_once(std::vector<int>& list, int investigation) {
  if (investigation >= 0 && std::ranges::find(list, investigation) == list.end()) list.push_back(investigation);
}

}  // namespace

Card holding_card(const assessment::Assessment& assessment) {
  Card card;
  for (const auto& result : assessment.recommendations) {
    const auto& recommendation = recommendation_of(assessment, result);
    const auto truth = result.why.verdict.truth;
    if (!recommendation.on_card || truth.is_no()) continue;
    auto& list = truth.is_unknown() ? card.if_shown : recommendation.avoid ? card.to_avoid : card.to_do;
    list.push_back(&result);
  }
  for (auto* list : {&card.to_do, &card.to_avoid, &card.if_shown}) put_in_order(assessment, *list);
  if (assessment.headline >= 0) {
    const auto& answer = item(assessment.answers, assessment.headline);
    for (const auto& advice : answer.advice) add_once(card.to_send, advice.investigation);
    for (const int investigation : answer.together) add_once(card.to_send, investigation);
  }
  return card;
}

bool has_card(const assessment::Assessment& assessment) {
  const auto card = holding_card(assessment);
  return !card.to_do.empty() || !card.to_avoid.empty() || !card.if_shown.empty();
}

}  // namespace lossa::view
