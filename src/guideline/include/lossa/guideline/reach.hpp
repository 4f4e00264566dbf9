// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// How many nodes the diagram of all completions may have before Kleene's answer is given instead.
inline constexpr std::size_t reachable_node_limit = 200'000;

enum class Exactness {
  exact,          ///< the set is exact
  limit_reached,  ///< Kleene's set, which contains the exact one: the diagram grew too large
  contradiction,  ///< Kleene's set: what is recorded breaks an implication or exclusion
};

struct Reachable {
  std::uint64_t conclusions = 0;  ///< a bit for each
  Exactness exactness = Exactness::exact;
  friend bool operator==(const Reachable&, const Reachable&) = default;
};

/// One fact of one subject, and one of the values (or regions of values) it may turn out to have.
struct Atom {
  int fact = -1;
  int instance = 0;
  friend bool operator==(const Atom&, const Atom&) = default;
};
/// The values an atom may still turn out to have: for a number one for each region between its cuts.
std::vector<Value> outcomes(const Knowledge& knowledge, const Values& values, Atom atom);

/// What the question would say if one unknown fact were known.
struct Outcome {
  Atom atom;
  Value value;
  int so_far = -1;
  Reachable reachable;
};
/// Where one question may still go.
struct Outlook {
  Reachable reachable;
  /// What each unknown fact could decide by itself: every outcome of every atom of which some outcome would change the
  /// answer so far or the reachable set. Outcomes that a constraint forbids are left out.
  std::vector<Outcome> decisive;
  /// The unknown atoms that make a difference in some completion, alone or together with others. Empty exactly when
  /// nothing still unknown can change the answer; also past the limit and after a contradiction, where it is not known.
  std::vector<Atom> matters;
};

class Completions;

/// What one case's questions may still conclude. Asks one question after the other; what they share is worked out once.
/// Holds references to the
/// knowledge and the values.
class Reach {
 public:
  Reach(const Knowledge& knowledge, const Values& values, std::size_t node_limit = reachable_node_limit);
  ~Reach();

  /// The conclusions that some completion of the unknown facts gives, implications and exclusions respected. None where
  /// a question without an otherwise concludes nothing. The evaluator may have any readings, and this case's values.
  Reachable reachable(const Evaluator& evaluator, int question, Binding binding);
  /// Atoms stand in the order in which the question's conditions name them.
  Outlook outlook(const Evaluator& evaluator, int question, Binding binding);

 private:
  std::size_t node_limit_;
  std::unique_ptr<Completions> shared_;
};

/// Of one question alone.
Reachable reachable(const Evaluator& evaluator, int question, Binding binding,
                    std::size_t node_limit = reachable_node_limit);
Outlook outlook(const Evaluator& evaluator, int question, Binding binding);

/// Constraints that the known facts break: index into Knowledge::constraints.
std::vector<int> broken_constraints(const Evaluator& evaluator);

}  // namespace lossa::guideline
