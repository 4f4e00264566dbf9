// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "../names.hpp"
#include "../parser.hpp"

#include <lossa/guideline/print.hpp>

namespace lossa::guideline::test {

/// The names of a loaded knowledge base, to parse further conditions with.
inline Names names_of(const Knowledge& knowledge) {
  Names names;
  const auto at = [](std::size_t i) { return static_cast<int>(i); };
  for (std::size_t i = 0; i < knowledge.facts.size(); ++i)
    names.declare(Names::Kind::fact, knowledge.facts[i].id, at(i));
  const auto declare_all = [&](Names::Kind kind, const auto& items) {
    for (std::size_t i = 0; i < items.size(); ++i)
      names.declare(kind, local_id(knowledge, items[i].guideline, items[i].id), at(i));
  };
  declare_all(Names::Kind::criterion, knowledge.criteria);
  declare_all(Names::Kind::question, knowledge.questions);
  declare_all(Names::Kind::reading, knowledge.readings);
  return names;
}

/// Prints every condition and parses what was printed; the first text that does not give the same condition again.
class PrintAgain {
 public:
  explicit PrintAgain(const Knowledge& knowledge) : knowledge_(&knowledge), names_(names_of(knowledge)) {}

  std::optional<std::string> first_fault() {
    for (const auto& constraint : knowledge_->constraints) check(constraint.never, -1, std::nullopt);
    for (const auto& criterion : knowledge_->criteria) check(criterion.when, criterion.guideline);
    for (const auto& question : knowledge_->questions)
      for (const auto& conclusion : question.conclusions)
        if (!conclusion.otherwise) check(conclusion.when, question.guideline);
    for (const auto& item : knowledge_->recommendations) check(item.when, item.guideline);
    for (const auto& clock : knowledge_->clocks) check(clock.when, clock.guideline, Subject::patient);
    for (const auto& argument : knowledge_->arguments) check(argument.when, argument.guideline, side_of(argument));
    for (const auto& score : knowledge_->scores) check_score(score);
    return fault_;
  }

 private:
  void check(const Expression& condition, int guideline) {
    check(condition, guideline, knowledge_->guidelines[static_cast<std::size_t>(guideline)].subject);
  }

  void check(const Expression& condition, int guideline, std::optional<Subject> subject) {
    const SourceText source{.file = "printed", .path = "", .text = print(*knowledge_, condition, guideline)};
    Issues issues;
    const auto again = parse_condition(source, {knowledge_, &names_, guideline, subject}, issues);
    if (fault_ || (again && *again == condition)) return;
    fault_ = source.text + (issues.empty() ? "" : ": " + to_string(issues.front()));
  }

  void check_score(const Score& score) {
    if (score.when) check(*score.when, score.guideline, Subject::patient);
    for (const auto& item : score.items)
      for (const auto& level : item.levels)
        if (!level.otherwise) check(level.when, score.guideline, Subject::patient);
    for (const auto& formula : score.formulas)
      if (!formula.otherwise) check(formula.when, score.guideline, Subject::patient);
  }

  Subject side_of(const Argument& argument) const {
    for (const int option : argument.options)
      if (!knowledge_->options[static_cast<std::size_t>(option)].each_side) return Subject::patient;
    return Subject::side;
  }

  const Knowledge* knowledge_;
  Names names_;
  std::optional<std::string> fault_;
};

}  // namespace lossa::guideline::test
