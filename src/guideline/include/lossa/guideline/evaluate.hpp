// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <lossa/guideline/values.hpp>

namespace lossa::guideline {

/// The option chosen for each reading of the knowledge base.
using ReadingChoice = std::vector<int>;
ReadingChoice default_readings(const Knowledge& knowledge);

/// Which lead or side a condition is asked of; -1 where none is.
struct Binding {
  int lead = -1;
  int side = -1;
  friend bool operator==(const Binding&, const Binding&) = default;
};

struct Verdict {
  Truth truth;          ///< Kleene's answer
  bool so_far = false;  ///< holds when everything unknown is left out of the count
  Since since;          ///< when `truth` became known; of no meaning while it is unknown
};

/// A condition with its answer and that of its parts, down to the facts. A criterion has one part: its own condition;
/// `each` has one for each instance; a conclusion none, for its question explains it.
struct Explanation {
  const Expression* expression = nullptr;
  Binding binding;
  Verdict verdict;
  std::vector<Explanation> parts;
};

/// One case seen by the knowledge base at chosen readings. Holds references; cheap to make.
class Evaluator {
 public:
  Evaluator(const Knowledge& knowledge, const Values& values, const ReadingChoice& readings)
      : knowledge_(&knowledge), values_(&values), readings_(&readings) {}

  [[nodiscard]] Verdict evaluate(const Expression& condition, Binding binding) const;
  [[nodiscard]] Explanation explain(const Expression& condition, Binding binding) const;

  /// Does the question conclude this: its condition holds and every earlier one is ruled out.
  [[nodiscard]] Verdict conclusion(int question, int option, Binding binding) const;
  /// The first conclusion that holds so far; -1 if none does and there is no otherwise.
  [[nodiscard]] int so_far(int question, Binding binding) const;
  /// A bit for each conclusion that Kleene's logic does not rule out.
  [[nodiscard]] std::uint64_t not_ruled_out(int question, Binding binding) const;

  [[nodiscard]] const Knowledge& knowledge() const { return *knowledge_; }
  [[nodiscard]] const Values& values() const { return *values_; }
  [[nodiscard]] const ReadingChoice& readings() const { return *readings_; }

 private:
  const Knowledge* knowledge_;
  const Values* values_;
  const ReadingChoice* readings_;
};

/// A score's answer: an interval over everything unknown. Items are taken as independent, so the ends are bounds.
struct ScoreResult {
  Interval<double> total;
  std::vector<Interval<double>> items;
  std::uint64_t bands = 0;  ///< a bit for each band it may fall in
};
/// Anything at all for a score whose rule was not obtained.
ScoreResult evaluate_score(const Evaluator& evaluator, const Score& score);

/// Gives each of these facts, which are some of Knowledge::computed in its order, the total of its score, known since
/// the last of what that rests on. As long as nothing is known of one of the numbers that the score rests on, nothing
/// is known of the fact: what could be any number at all is no finding.
void compute_facts(const Knowledge& knowledge, const ReadingChoice& readings, std::span<const int> facts,
                   Values& values);

}  // namespace lossa::guideline
