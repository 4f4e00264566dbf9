// SPDX-License-Identifier: Apache-2.0
// What must hold of every knowledge base and every case, whatever is known of it.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>

#include "print_again.hpp"
#include "random_world.hpp"

#include <lossa/guideline/evaluate.hpp>
#include <lossa/guideline/reach.hpp>

namespace lossa::guideline::test {
namespace {

std::uint64_t bit(int conclusion) { return conclusion < 0 ? 0 : std::uint64_t{1} << static_cast<unsigned>(conclusion); }

/// What all completions say of one question: those that break no constraint, or none of the question's own.
struct Survey {
  std::size_t completions = 0;
  std::uint64_t conclusions = 0;
};
enum class Constraints { all, of_question };

Survey survey(const World& world, Constraints which) {
  const auto twin = world.twin();
  const auto& own = world.knowledge.questions[static_cast<std::size_t>(world.question)].constraints;
  Survey result;
  each_completion(world.candidates, [&](const Complete& complete) {
    for (std::size_t i = 0; i < world.knowledge.constraints.size(); ++i) {
      const bool counts = which == Constraints::all || std::ranges::count(own, static_cast<int>(i)) > 0;
      if (counts && twin.breaks(world.knowledge.constraints[i], complete)) return;
    }
    ++result.completions;
    result.conclusions |= bit(twin.concluded(world.question, complete, world.binding));
  });
  return result;
}

Reachable reach(const World& world) { return reachable(world.evaluator(), world.question, world.binding); }

RC_GTEST_PROP(ReachableProperty, IsWhatAllCompletionsSay, ()) {
  const auto world = random_world();
  const auto result = reach(world);
  const auto possible = world.evaluator().not_ruled_out(world.question, world.binding);
  auto expected = survey(world, Constraints::all);
  // What contradicts itself elsewhere does not touch this question.
  if (expected.completions == 0) expected = survey(world, Constraints::of_question);
  if (expected.completions == 0)
    RC_ASSERT(result == (Reachable{possible, Exactness::contradiction}));
  else
    RC_ASSERT(result == (Reachable{expected.conclusions, Exactness::exact}));
}

RC_GTEST_PROP(ReachableProperty, KleenesSetContainsIt, ()) {
  const auto world = random_world();
  const auto possible = world.evaluator().not_ruled_out(world.question, world.binding);
  RC_ASSERT((reach(world).conclusions & ~possible) == 0U);
  RC_ASSERT((survey(world, Constraints::of_question).conclusions & ~possible) == 0U);
}

RC_GTEST_PROP(ReachableProperty, ShrinksAsMoreIsKnownAndAContradictionStays, ()) {
  auto world = random_world();
  const auto before = reach(world);
  learn_something(world);
  const auto after = reach(world);
  if (after.exactness == Exactness::exact) RC_ASSERT((after.conclusions & ~before.conclusions) == 0U);
  if (before.exactness == Exactness::contradiction) RC_ASSERT(after.exactness == Exactness::contradiction);
}

RC_GTEST_PROP(ReachableProperty, PastTheLimitIsKleenesSet, ()) {
  const auto world = random_world();
  const auto limit = static_cast<std::size_t>(*rc::gen::inRange(0, 6));
  const auto limited = reachable(world.evaluator(), world.question, world.binding, limit);
  const auto possible = world.evaluator().not_ruled_out(world.question, world.binding);
  if (limited.exactness == Exactness::limit_reached)
    RC_ASSERT(limited.conclusions == possible);
  else
    RC_ASSERT(limited == reach(world));
}

RC_GTEST_PROP(ReachableProperty, TheOutcomesOfAnAtomMakeUpTheWhole, ()) {
  const auto world = random_world();
  const auto fact = *rc::gen::inRange<int>(0, static_cast<int>(world.candidates.size()));
  const auto instances = static_cast<int>(world.candidates[static_cast<std::size_t>(fact)].size());
  RC_PRE(instances > 0);
  const Atom atom{fact, *rc::gen::inRange<int>(0, instances)};
  auto supposed = world;
  std::uint64_t together = 0;
  for (const auto& outcome : outcomes(world.knowledge, world.values, atom)) {
    supposed.values.of(atom.fact, atom.instance) = outcome;
    if (const auto result = reach(supposed); result.exactness == Exactness::exact) together |= result.conclusions;
  }
  const auto whole = reach(world);
  RC_ASSERT(together == (whole.exactness == Exactness::contradiction ? 0U : whole.conclusions));
}

RC_GTEST_PROP(ReachableProperty, NothingIsDecisiveThatChangesNothing, ()) {
  const auto world = random_world();
  const auto evaluator = world.evaluator();
  const auto before = reach(world);
  const int so_far = evaluator.so_far(world.question, world.binding);
  const auto found = outlook(evaluator, world.question, world.binding).decisive;
  for (const auto& outcome : found) {
    RC_ASSERT((outcome.reachable.conclusions & ~before.conclusions) == 0U);
    RC_ASSERT(std::ranges::any_of(found, [&](const Outcome& other) {
      return other.atom == outcome.atom &&
             (other.so_far != so_far || other.reachable.conclusions != before.conclusions);
    }));
  }
}

RC_GTEST_PROP(ReachableProperty, SomethingMattersExactlyWhenMoreThanOneConclusionIsReachable, ()) {
  const auto world = random_world();
  const auto found = outlook(world.evaluator(), world.question, world.binding);
  RC_ASSERT(found.reachable == reach(world));
  if (found.reachable.exactness != Exactness::exact) return;
  const int count = std::popcount(found.reachable.conclusions);
  if (count > 1) RC_ASSERT(!found.matters.empty());
  if (count == 0) RC_ASSERT(found.matters.empty());
  // One alone may still turn out not to be concluded, where a question may conclude nothing.
  const bool may_be_nothing =
      !world.knowledge.questions[static_cast<std::size_t>(world.question)].conclusions.back().otherwise;
  if (count == 1 && !may_be_nothing) RC_ASSERT(found.matters.empty());
}

RC_GTEST_PROP(ReachableProperty, QuestionsAskedTogetherGiveWhatEachGivesAlone, ()) {
  const auto world = random_world();
  const auto limit = *rc::gen::element<std::size_t>(3, 40, reachable_node_limit);
  Reach together(world.knowledge, world.values, limit);
  auto readings = world.readings;
  for (int round = 0; round < 2; ++round) {
    for (auto& option : readings) option = *rc::gen::inRange(0, 2);
    const Evaluator evaluator(world.knowledge, world.values, readings);
    const auto alone = outlook(evaluator, world.question, world.binding);
    const auto found = together.outlook(evaluator, world.question, world.binding);
    if (found.reachable.exactness == Exactness::limit_reached) continue;
    RC_ASSERT(found.reachable == alone.reachable);
    RC_ASSERT(found.matters == alone.matters);
    RC_ASSERT(found.decisive.size() == alone.decisive.size());
    for (std::size_t i = 0; i < found.decisive.size(); ++i) {
      RC_ASSERT(found.decisive[i].atom == alone.decisive[i].atom);
      RC_ASSERT(found.decisive[i].value == alone.decisive[i].value);
      RC_ASSERT(found.decisive[i].reachable == alone.decisive[i].reachable);
      RC_ASSERT(found.decisive[i].so_far == alone.decisive[i].so_far);
    }
  }
}

RC_GTEST_PROP(EvaluateProperty, WhatIsKnownHoldsInEveryCompletion, ()) {
  const auto world = random_world();
  const auto evaluator = world.evaluator();
  const auto twin = world.twin();
  const auto& conclusions = world.knowledge.questions[static_cast<std::size_t>(world.question)].conclusions;
  for (std::size_t i = 0; i < conclusions.size(); ++i) {
    const int option = static_cast<int>(i);
    const auto truth = evaluator.conclusion(world.question, option, world.binding).truth;
    if (truth.is_unknown()) continue;
    each_completion(world.candidates, [&](const Complete& complete) {
      RC_ASSERT((twin.concluded(world.question, complete, world.binding) == option) == truth.is_yes());
    });
  }
}

RC_GTEST_PROP(EvaluateProperty, ALaterConclusionHoldsOnlyWhenTheEarlierAreRuledOut, ()) {
  const auto world = random_world();
  const auto evaluator = world.evaluator();
  const auto& conclusions = world.knowledge.questions[static_cast<std::size_t>(world.question)].conclusions;
  for (std::size_t later = 0; later < conclusions.size(); ++later) {
    if (!evaluator.conclusion(world.question, static_cast<int>(later), world.binding).truth.is_yes()) continue;
    for (std::size_t i = 0; i < later; ++i)
      RC_ASSERT(evaluator.evaluate(conclusions[i].when, world.binding).truth.is_no());
  }
}

RC_GTEST_PROP(EvaluateProperty, WhenAllIsKnownThereIsOneAnswer, ()) {
  auto world = random_world();
  learn_everything(world);
  Complete complete;
  each_completion(world.candidates, [&](const Complete& only) { complete = only; });
  const auto expected = world.twin().concluded(world.question, complete, world.binding);
  const auto evaluator = world.evaluator();
  RC_ASSERT(evaluator.so_far(world.question, world.binding) == expected);
  RC_ASSERT(evaluator.not_ruled_out(world.question, world.binding) == bit(expected));
  for (const auto& conclusion : world.knowledge.questions[static_cast<std::size_t>(world.question)].conclusions) {
    if (conclusion.otherwise) continue;
    const auto verdict = evaluator.evaluate(conclusion.when, world.binding);
    RC_ASSERT(!verdict.truth.is_unknown());
    RC_ASSERT(verdict.so_far == verdict.truth.is_yes());
  }
}

RC_GTEST_PROP(EvaluateProperty, BrokenConstraintsAreThoseThatEveryCompletionBreaks, ()) {
  auto world = random_world();
  learn_everything(world);
  std::vector<int> expected;
  each_completion(world.candidates, [&](const Complete& only) {
    for (std::size_t i = 0; i < world.knowledge.constraints.size(); ++i)
      if (world.twin().breaks(world.knowledge.constraints[i], only)) expected.push_back(static_cast<int>(i));
  });
  RC_ASSERT(broken_constraints(world.evaluator()) == expected);
}

void require_same_verdicts(const Evaluator& evaluator, const Explanation& explanation) {
  const auto verdict = evaluator.evaluate(*explanation.expression, explanation.binding);
  RC_ASSERT(verdict.truth == explanation.verdict.truth);
  RC_ASSERT(verdict.so_far == explanation.verdict.so_far);
  for (const auto& part : explanation.parts) require_same_verdicts(evaluator, part);
}

RC_GTEST_PROP(EvaluateProperty, EveryPartOfAnExplanationSaysWhatTheEvaluatorSays, ()) {
  const auto world = random_world();
  const auto evaluator = world.evaluator();
  const auto& conclusions = world.knowledge.questions[static_cast<std::size_t>(world.question)].conclusions;
  require_same_verdicts(evaluator, evaluator.explain(conclusions.front().when, world.binding));
}

RC_GTEST_PROP(PrintProperty, ParsingWhatWasPrintedGivesTheSame, ()) {
  const auto world = random_world();
  const auto fault = PrintAgain(world.knowledge).first_fault();
  if (fault) RC_FAIL(*fault);
}

}  // namespace
}  // namespace lossa::guideline::test
