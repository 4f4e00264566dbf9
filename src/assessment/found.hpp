// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>

#include "case_view.hpp"

namespace lossa::assessment {

/// What one entry says of a fact: the member of the value that the fact's type calls for.
struct Statement {
  const Seen* seen = nullptr;
  guideline::Value value;
};

/// What the case says of one fact and one subject, and on which entries.
struct Found {
  guideline::Value value;
  Evidence evidence;
};

Statement says(const Seen& seen, Truth truth);
Statement says(const Seen& seen, Interval<double> number);
Statement says_category(const Seen& seen, int index);
/// A date; not dated when there is none.
Statement says_date(const Seen& seen, const model::Moment& moment);

/// One value out of what several entries say, in the order of time.
///
/// latest: of what is known the last; entries of one time that disagree give the worst of theirs. worst: yes, the last
/// value of a category, the highest number; what is not done leaves an earlier no as it is, what is awaited or unclear
/// does not. conflict: what all agree on, else unknown (unclear). Known since the first entry of those that agree with
/// the value without a break. Nothing said: unknown, not asked.
Found resolve(const CaseView& view, const guideline::Fact& fact, std::span<const Statement> statements);

/// Kleene's connectives with their evidence and the time since when the answer is known.
class Gathered {
 public:
  void add(Truth truth, const Seen& seen);
  void add(const Found& found);
  /// Yes if one was added as yes, no if all were added as no; nothing added: not asked.
  [[nodiscard]] Found any() const;

 private:
  std::vector<Found> parts_;
};

/// The negation.
Found negated(Found found);
/// Adds the entry to the evidence, once.
void note(Evidence& evidence, const Seen& seen);
void note(Evidence& evidence, const Evidence& more);
/// The later of the two.
guideline::Since later_of(const guideline::Since& a, const guideline::Since& b);

}  // namespace lossa::assessment
