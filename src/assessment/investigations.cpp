// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <tuple>

#include "answers.hpp"

namespace lossa::assessment {
namespace {

bool leaves_one(const OutcomeGroup& group) {
  return group.reachable.exactness == guideline::Exactness::exact && std::has_single_bit(group.reachable.conclusions);
}

/// The rank of one investigation; a new one if it has none yet.
InvestigationRank& rank_of(int investigation, std::vector<InvestigationRank>& ranks) {
  const auto known = std::ranges::find(ranks, investigation, &InvestigationRank::investigation);
  return known == ranks.end() ? ranks.emplace_back(InvestigationRank{.investigation = investigation}) : *known;
}

bool comes_first(const InvestigationRank& a, const InvestigationRank& b) {
  const auto key = [](const InvestigationRank& rank) {
    return std::tuple(rank.could_settle.size(), rank.could_change.size(), -rank.investigation);
  };
  return key(a) > key(b);
}

}  // namespace

std::vector<InvestigationRank> rank_investigations(const std::vector<Answer>& answers) {
  std::vector<InvestigationRank> ranks;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    for (const auto& advice : answers[i].advice) {
      if (advice.investigation < 0) continue;
      auto& rank = rank_of(advice.investigation, ranks);
      rank.awaited = rank.awaited || advice.awaited;
      auto& list = std::ranges::any_of(advice.groups, leaves_one) ? rank.could_settle : rank.could_change;
      list.push_back(static_cast<int>(i));
    }
  }
  std::ranges::sort(ranks, comes_first);
  return ranks;
}

bool is_final(const Answer& answer) {
  return answer.reachable.exactness == guideline::Exactness::exact && answer.advice.empty() && answer.together.empty();
}

}  // namespace lossa::assessment
