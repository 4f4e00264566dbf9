// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::view {

/// What the referring ward does, and does not do, until the patient has moved.
struct Card {
  std::vector<const assessment::RecommendationResult*> to_do = {};
  std::vector<const assessment::RecommendationResult*> to_avoid = {};
  std::vector<const assessment::RecommendationResult*> if_shown = {};  ///< of which it is not known whether they apply
  std::vector<int> to_send = {};  ///< investigations whose result could still change the leading conclusion
};

/// What is due first stands first, what is known from memory last; else in the order of the knowledge
/// base. Points into the assessment.
Card holding_card(const assessment::Assessment& assessment);

/// Is there anything for a card?
bool has_card(const assessment::Assessment& assessment);

}  // namespace lossa::view
