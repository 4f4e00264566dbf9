// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::view {

/// Whether a criterion that a guideline counts is met.
struct Counted {
  int criterion = -1;
  Truth truth;
};

/// One guideline's answer to a question that several ask.
struct ComparedAnswer {
  const assessment::Answer* answer = nullptr;  ///< null where this guideline does not ask it
  std::vector<Counted> majors = {};            ///< those that its conclusions count, at the chosen readings
  std::vector<Counted> minors = {};
};

struct ComparedQuestion {
  std::string id;
  std::vector<ComparedAnswer> answers = {};  ///< one for each guideline of the comparison
};

/// Guidelines of one `compare` word, side by side.
struct Comparison {
  std::string word;
  std::vector<int> guidelines;
  std::vector<ComparedQuestion> questions = {};                       ///< those that at least two of them ask
  std::vector<const assessment::DifferenceResult*> can_matter = {};   ///< in this case; those that surely do first
  std::vector<const assessment::DifferenceResult*> not_in_this = {};  ///< the others
};

/// Every comparison of at least two guidelines, with the differences between them. Points into the assessment.
std::vector<Comparison> comparisons(const assessment::Assessment& assessment);

/// Differences between guidelines that stand in no comparison, in the same two lists.
Comparison other_differences(const assessment::Assessment& assessment);

/// Is this answer shown in a comparison?
bool is_compared(const assessment::Answer& answer, const assessment::Assessment& assessment);

/// How many are met, and of how many it is not known.
struct Tally {
  int met = 0;
  int open = 0;
};
Tally tally(const std::vector<Counted>& criteria);

}  // namespace lossa::view
