// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// How many partial completions a search may look at before it gives Kleene's answer instead.
inline constexpr std::size_t reachable_step_limit = 200'000;

enum class Exactness {
  exact,          ///< the set is exact
  limit_reached,  ///< Kleene's set, which contains the exact one: the search was too long
  contradiction,  ///< Kleene's set: what is recorded breaks an implication or exclusion
};

struct Reachable {
  std::uint64_t conclusions = 0;  ///< a bit for each
  Exactness exactness = Exactness::exact;
  friend bool operator==(const Reachable&, const Reachable&) = default;
};

/// The conclusions that some completion of the unknown facts gives, implications and exclusions respected. None where a
/// question without an otherwise concludes nothing.
Reachable reachable(const Evaluator& evaluator, int question, Binding binding,
                    std::size_t step_limit = reachable_step_limit);

/// One fact of one subject, and one of the values (or regions of values) it may turn out to have.
struct Atom {
  int fact = -1;
  int instance = 0;
  friend bool operator==(const Atom&, const Atom&) = default;
};
/// The unknown atoms that the question rests on at the chosen readings, in the order its conditions name them.
std::vector<Atom> open_atoms(const Evaluator& evaluator, int question, Binding binding);
/// The values an atom may still turn out to have: for a number one for each region between its cuts.
std::vector<Value> outcomes(const Knowledge& knowledge, const Values& values, Atom atom);

/// What the question would say if one unknown fact were known.
struct Outcome {
  Atom atom;
  Value value;
  int so_far = -1;
  Reachable reachable;
};
/// Every outcome of every open atom that would change the answer so far or the reachable set.
std::vector<Outcome> decisive_outcomes(const Evaluator& evaluator, int question, Binding binding);

/// Constraints that the known facts break: index into Knowledge::constraints.
std::vector<int> broken_constraints(const Evaluator& evaluator);

}  // namespace lossa::guideline
