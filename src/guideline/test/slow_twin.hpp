// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline::test {

/// A case of which everything is known: [fact][instance], a truth as 0 or 1, a category as the index of its value.
using Complete = std::vector<std::vector<double>>;
/// Of each fact and instance all that it may still be.
using Candidates = std::vector<std::vector<std::vector<double>>>;

/// What the language means, said once more in the plainest way: every fact known, every condition true or false.
class SlowTwin {
 public:
  SlowTwin(const Knowledge& knowledge, const ReadingChoice& readings, int leads, int sides)
      : knowledge_(&knowledge), readings_(&readings), leads_(leads), sides_(sides) {}

  [[nodiscard]] bool holds(const Expression& e, const Complete& complete, Binding binding) const;
  /// The first conclusion that holds; -1 if none does.
  [[nodiscard]] int concluded(int question, const Complete& complete, Binding binding) const;
  [[nodiscard]] bool breaks(const Constraint& constraint, const Complete& complete) const;

 private:
  [[nodiscard]] bool leaf(const Expression& e, const Complete& complete, Binding binding) const;
  [[nodiscard]] int count(const Expression& e, const Complete& complete, Binding binding) const;

  const Knowledge* knowledge_;
  const ReadingChoice* readings_;
  int leads_;
  int sides_;
};

/// Visits every completion, one after the other.
void each_completion(const Candidates& candidates, const std::function<void(const Complete&)>& visit);

}  // namespace lossa::guideline::test
