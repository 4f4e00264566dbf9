// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

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

/// Depth-first search for circles over criteria (first) and questions (after them).
class Circles {
 public:
  explicit Circles(Loading& loading) : loading_(&loading) {
    state_.resize(loading.knowledge.criteria.size() + loading.knowledge.questions.size(), State::unseen);
  }

  void find() {
    for (std::size_t i = 0; i < state_.size(); ++i) visit(i);
  }

 private:
  enum class State { unseen, open, done };

  void visit(std::size_t node) {
    if (state_[node] == State::done) return;
    if (state_[node] == State::open) {
      loading_->issues.push_back({Severity::error, place_of(node), "'" + name_of(node) + "' rests on itself"});
      return;
    }
    state_[node] = State::open;
    const auto follow = [&](const Expression& condition) {
      walk(condition, [&](const Expression& e) {
        if (e.op == Op::criterion) visit(static_cast<std::size_t>(e.index));
        if (e.op == Op::conclusion) visit(criteria().size() + static_cast<std::size_t>(e.index));
      });
    };
    if (node < criteria().size())
      follow(criteria()[node].when);
    else
      each_condition(questions()[node - criteria().size()], follow);
    state_[node] = State::done;
  }

  const std::vector<Criterion>& criteria() const { return loading_->knowledge.criteria; }
  const std::vector<Question>& questions() const { return loading_->knowledge.questions; }
  const Place& place_of(std::size_t node) const {
    return node < criteria().size() ? criteria()[node].place : questions()[node - criteria().size()].place;
  }
  const std::string& name_of(std::size_t node) const {
    return node < criteria().size() ? criteria()[node].id : questions()[node - criteria().size()].id;
  }

  Loading* loading_;
  std::vector<State> state_;
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

std::set<int> facts_of(const Knowledge& knowledge, const Constraint& constraint) {
  Support support(knowledge);
  support.add(constraint.never);
  return support.facts;
}

/// Constraints that share a fact with the question, directly or through other constraints.
void add_constraints(const Knowledge& knowledge, Support& support, Question& question) {
  std::set<int> taken;
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < knowledge.constraints.size(); ++i) {
      const auto facts = facts_of(knowledge, knowledge.constraints[i]);
      const bool touches = std::ranges::any_of(facts, [&](int fact) { return support.facts.contains(fact); });
      if (!touches || !taken.insert(static_cast<int>(i)).second) continue;
      support.facts.insert(facts.begin(), facts.end());
      grown = true;
    }
  }
  question.constraints.assign(taken.begin(), taken.end());
}

void find_supports(Knowledge& knowledge) {
  for (std::size_t i = 0; i < knowledge.questions.size(); ++i) {
    Support support(knowledge);
    support.add_question(static_cast<int>(i));
    auto& question = knowledge.questions[i];
    add_constraints(knowledge, support, question);
    question.facts.assign(support.facts.begin(), support.facts.end());
    question.readings.assign(support.readings.begin(), support.readings.end());
  }
}

template <typename Visit>
void each_condition(Knowledge& knowledge, const Visit& visit) {
  for (auto& constraint : knowledge.constraints) visit(constraint.never);
  for (auto& criterion : knowledge.criteria) visit(criterion.when);
  for (auto& question : knowledge.questions) each_condition(question, visit);
  for (auto& recommendation : knowledge.recommendations) visit(recommendation.when);
  for (auto& clock : knowledge.clocks) visit(clock.when);
  for (auto& argument : knowledge.arguments) visit(argument.when);
  for (auto& score : knowledge.scores) {
    if (score.when) visit(*score.when);
    for (auto& item : score.items)
      for (auto& level : item.levels)
        if (!level.otherwise) visit(level.when);
  }
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

void require_types(Loading& loading) {
  const auto& facts = loading.knowledge.facts;
  const auto is_date = [&](int fact) {
    return fact >= 0 && facts[static_cast<std::size_t>(fact)].type == FactType::date &&
           facts[static_cast<std::size_t>(fact)].of == Subject::patient;
  };
  const auto fault = [&](int guideline, const std::string& id, const char* message) {
    const auto& file = loading.knowledge.guidelines[static_cast<std::size_t>(guideline)].file;
    loading.issues.push_back({Severity::error, {.file = file, .path = id}, message});
  };
  for (const auto& clock : loading.knowledge.clocks)
    if (!is_date(clock.start)) fault(clock.guideline, clock.id, "a clock starts at a date fact of the case");
  for (const auto& item : loading.knowledge.recommendations)
    if (item.due && item.due->from_fact >= 0 && !is_date(item.due->from_fact))
      fault(item.guideline, item.id, "a due time counts from 'holds' or from a date fact of the case");
}

}  // namespace

void resolve_dependencies(Loading& loading) {
  require_types(loading);
  Circles(loading).find();
  if (has_errors(loading.issues)) return;
  find_supports(loading.knowledge);
  find_cuts(loading.knowledge);
}

}  // namespace lossa::guideline
