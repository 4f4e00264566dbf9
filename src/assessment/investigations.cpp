// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "answers.hpp"

namespace lossa::assessment {
namespace {

bool leaves_one(const OutcomeGroup& group) {
  return group.reachable.exactness == guideline::Exactness::exact && std::has_single_bit(group.reachable.conclusions);
}

}  // namespace

std::vector<InvestigationRank> rank_investigations(const std::vector<Answer>& answers) {
  std::vector<InvestigationRank> ranks;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    for (const auto& advice : answers[i].advice) {
      if (advice.investigation < 0) continue;
      auto rank = std::ranges::find(ranks, advice.investigation, &InvestigationRank::investigation);
      if (rank == ranks.end()) rank = ranks.insert(rank, {.investigation = advice.investigation});
      rank->awaited = rank->awaited || advice.awaited;
      auto& list = std::ranges::any_of(advice.groups, leaves_one) ? rank->could_settle : rank->could_change;
      list.push_back(static_cast<int>(i));
    }
  }
  std::ranges::sort(ranks, [](const InvestigationRank& a, const InvestigationRank& b) {
    if (a.could_settle.size() != b.could_settle.size()) return a.could_settle.size() > b.could_settle.size();
    if (a.could_change.size() != b.could_change.size()) return a.could_change.size() > b.could_change.size();
    return a.investigation < b.investigation;
  });
  return ranks;
}

bool is_final(const Answer& answer) {
  return answer.reachable.exactness == guideline::Exactness::exact && answer.advice.empty() && answer.together.empty();
}

}  // namespace lossa::assessment
