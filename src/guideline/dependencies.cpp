// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "loader.hpp"

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

template <typename Visit>
void walk(const Expression& condition, const Visit& visit) {
  visit(condition);
  for (const auto& part : condition.parts) walk(part, visit);
}

template <typename Visit>
void each_condition(const Question& question, const Visit& visit) {
  for (const auto& conclusion : question.conclusions)
    if (!conclusion.otherwise) visit(conclusion.when);
}

/// How large a condition is when each criterion and conclusion in it is put in its place: what an answer costs.
struct Unfolded {
  double parts = 0;  ///< `each` counts its part several times
  int depth = 0;
};

// Shipped guidelines stay far below; past this a file is a trap: criteria that name each other twice double at each
// step.
constexpr double parts_limit = 20'000;
constexpr int depth_limit = 256;
constexpr double instances_of_each = 4;

/// Depth-first search over criteria (first) and questions (after them), for circles and for what unfolds too far.
class Unfolding {
 public:
  explicit Unfolding(Loading& loading) : loading_(&loading) {
    state_.resize(loading.knowledge.criteria.size() + loading.knowledge.questions.size(), State::unseen);
    unfolded_.resize(state_.size());
  }

  void check() {
    for (std::size_t i = 0; i < state_.size(); ++i) visit(i, 1);
  }

 private:
  enum class State { unseen, open, done };

  Unfolded visit(std::size_t node, int chain) {
    if (state_[node] == State::done) return unfolded_[node];
    if (state_[node] == State::open) return fault(node, "' rests on itself");
    state_[node] = State::open;
    Unfolded sum;
    const auto follow = [&](const Expression& condition) {
      const auto one = size_of(condition, chain);
      sum = {sum.parts + one.parts, std::max(sum.depth, one.depth)};
    };
    if (chain > depth_limit)
      sum.depth = chain;
    else if (node < criteria().size())
      follow(criteria()[node].when);
    else
      each_condition(questions()[node - criteria().size()], follow);
    if (sum.parts > parts_limit || sum.depth > depth_limit)
      sum = fault(node, "' unfolds too far: it rests on too long a chain of others, or names them too often");
    state_[node] = State::done;
    return unfolded_[node] = sum;
  }

  Unfolded size_of(const Expression& e, int chain) {
    if (e.op == Op::criterion) return in_place_of(visit(static_cast<std::size_t>(e.index), chain + 1));
    if (e.op == Op::conclusion)
      return in_place_of(visit(criteria().size() + static_cast<std::size_t>(e.index), chain + 1));
    Unfolded sum;
    for (const auto& part : e.parts) {
      const auto one = size_of(part, chain);
      sum = {sum.parts + one.parts, std::max(sum.depth, one.depth)};
    }
    if (e.subject != Subject::patient) sum.parts *= instances_of_each;
    return in_place_of(sum);
  }

  static Unfolded in_place_of(Unfolded inner) { return {inner.parts + 1, inner.depth + 1}; }

  /// What is faulty counts as nothing: one fault is enough.
  Unfolded fault(std::size_t node, const char* what) {
    const auto& [name, place] = node < criteria().size() ? std::tie(criteria()[node].id, criteria()[node].place)
                                                         : std::tie(questions()[node - criteria().size()].id,
                                                                    questions()[node - criteria().size()].place);
    loading_->issues.push_back({Severity::error, place, "'" + name + what});
    return {};
  }

  const std::vector<Criterion>& criteria() const { return loading_->knowledge.criteria; }
  const std::vector<Question>& questions() const { return loading_->knowledge.questions; }

  Loading* loading_;
  std::vector<State> state_;
  std::vector<Unfolded> unfolded_;
};

/// Gathers what a condition rests on, through criteria and other questions.
class Support {
 public:
  explicit Support(const Knowledge& knowledge) : knowledge_(&knowledge) {}

  void add(const Expression& condition) {
    walk(condition, [&](const Expression& e) {
      if (e.op == Op::fact || e.op == Op::compare || e.op == Op::among) facts.insert(e.index);
      if (e.op == Op::reading) readings.insert(e.index);
      if (e.op == Op::criterion && criteria_.insert(e.index).second)
        add(knowledge_->criteria[static_cast<std::size_t>(e.index)].when);
      if (e.op == Op::conclusion) add_question(e.index);
    });
  }
  void add_question(int question) {
    if (!questions_.insert(question).second) return;
    each_condition(knowledge_->questions[static_cast<std::size_t>(question)],
                   [&](const Expression& condition) { add(condition); });
  }

  std::set<int> facts;
  std::set<int> readings;

 private:
  const Knowledge* knowledge_;
  std::set<int> criteria_;
  std::set<int> questions_;
};

/// Those that its total rests on.
template <typename Visit>
void each_condition_of_total(const Score& score, const Visit& visit) {
  for (const auto& item : score.items)
    for (const auto& level : item.levels)
      if (!level.otherwise) visit(level.when);
  for (const auto& formula : score.formulas)
    if (!formula.otherwise) visit(formula.when);
}

template <typename Visit>
void each_condition(const Score& score, const Visit& visit) {
  if (score.when) visit(*score.when);
  each_condition_of_total(score, visit);
}

/// Of each constraint the facts it speaks of.
std::vector<std::set<int>> facts_of_constraints(const Knowledge& knowledge) {
  std::vector<std::set<int>> result;
  for (const auto& constraint : knowledge.constraints) {
    Support support(knowledge);
    support.add(constraint.never);
    result.push_back(std::move(support.facts));
  }
  return result;
}

/// Constraints that share a fact with the question, directly or through other constraints.
void add_constraints(const std::vector<std::set<int>>& facts_of, Support& support, Question& question) {
  std::set<int> taken;
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < facts_of.size(); ++i) {
      if (taken.contains(static_cast<int>(i))) continue;
      if (std::ranges::none_of(facts_of[i], [&](int fact) { return support.facts.contains(fact); })) continue;
      taken.insert(static_cast<int>(i));
      support.facts.insert(facts_of[i].begin(), facts_of[i].end());
      grown = true;
    }
  }
  question.constraints.assign(taken.begin(), taken.end());
}

void find_supports(Knowledge& knowledge) {
  const auto facts_of = facts_of_constraints(knowledge);
  for (std::size_t i = 0; i < knowledge.questions.size(); ++i) {
    Support support(knowledge);
    support.add_question(static_cast<int>(i));
    auto& question = knowledge.questions[i];
    add_constraints(facts_of, support, question);
    question.facts.assign(support.facts.begin(), support.facts.end());
    question.readings.assign(support.readings.begin(), support.readings.end());
  }
}

template <typename Visit>
void each_condition(const Clock& clock, const Visit& visit) {
  visit(clock.when);
  for (const auto& other : clock.instead) visit(other.when);
}

template <typename Visit>
void each_condition(const Contact& contact, const Visit& visit) {
  visit(contact.when);
  if (contact.done) visit(*contact.done);
}

template <typename Visit>
void each_condition(const Indicator& indicator, const Visit& visit) {
  visit(indicator.denominator);
  if (indicator.exclude) visit(*indicator.exclude);
  if (indicator.numerator) visit(*indicator.numerator);
}

/// Puts the facts that come from scores in the order in which they can be worked out.
class ComputedOrder {
 public:
  explicit ComputedOrder(Loading& loading) : loading_(&loading), state_(loading.knowledge.facts.size()) {}

  void find() {
    for (std::size_t i = 0; i < state_.size(); ++i) visit(static_cast<int>(i));
  }

 private:
  enum class State { unseen, open, done };

  void visit(int fact) {
    auto& knowledge = loading_->knowledge;
    const auto& declared = knowledge.facts[static_cast<std::size_t>(fact)];
    auto& state = state_[static_cast<std::size_t>(fact)];
    if (!declared.from || declared.from->score < 0 || state == State::done) return;
    if (state == State::open)
      return loading_->issues.push_back({Severity::error, declared.place, "'" + declared.id + "' rests on itself"});
    state = State::open;
    for (const int input : knowledge.scores[static_cast<std::size_t>(declared.from->score)].facts) visit(input);
    state = State::done;
    knowledge.computed.push_back(fact);
  }

  Loading* loading_;
  std::vector<State> state_;
};

void find_supports_of_scores(Knowledge& knowledge) {
  for (auto& score : knowledge.scores) {
    Support support(knowledge);
    each_condition_of_total(score, [&](const Expression& condition) { support.add(condition); });
    for (const auto& formula : score.formulas)
      for (const auto& step : formula.steps)
        if (step.op == FormulaStep::Op::fact) support.facts.insert(step.fact);
    score.facts.assign(support.facts.begin(), support.facts.end());
  }
}

template <typename Visit>
void each_condition(const Knowledge& knowledge, const Visit& visit) {
  for (const auto& constraint : knowledge.constraints) visit(constraint.never);
  for (const auto& criterion : knowledge.criteria) visit(criterion.when);
  for (const auto& question : knowledge.questions) each_condition(question, visit);
  for (const auto& recommendation : knowledge.recommendations) visit(recommendation.when);
  for (const auto& difference : knowledge.differences) visit(difference.when);
  for (const auto& clock : knowledge.clocks) each_condition(clock, visit);
  for (const auto& contact : knowledge.contacts) each_condition(contact, visit);
  for (const auto& indicator : knowledge.indicators) each_condition(indicator, visit);
  for (const auto& argument : knowledge.arguments) visit(argument.when);
  for (const auto& score : knowledge.scores) each_condition(score, visit);
}

void find_cuts(Knowledge& knowledge) {
  each_condition(knowledge, [&](const Expression& condition) {
    walk(condition, [&](const Expression& e) {
      if (e.op == Op::compare) knowledge.facts[static_cast<std::size_t>(e.index)].cuts.push_back(e.number);
    });
  });
  for (auto& fact : knowledge.facts) {
    std::ranges::sort(fact.cuts);
    fact.cuts.erase(std::ranges::unique(fact.cuts).begin(), fact.cuts.end());
  }
}

}  // namespace

void resolve_dependencies(Loading& loading) {
  Unfolding(loading).check();
  if (has_errors(loading.issues)) return;
  find_supports(loading.knowledge);
  find_supports_of_scores(loading.knowledge);
  ComputedOrder(loading).find();
  find_cuts(loading.knowledge);
}

}  // namespace lossa::guideline
