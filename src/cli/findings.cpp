// SPDX-License-Identifier: Apache-2.0
#include "findings.hpp"

#include <algorithm>

#include "wording.hpp"

namespace lossa::cli {
namespace {

using Op = guideline::Expression::Op;

bool is_leaf(Op op) { return op == Op::fact || op == Op::compare || op == Op::among; }

class Collector {
 public:
  Collector(const assessment::Assessment& assessment, bool only_what_holds)
      : assessment_(assessment), only_what_holds_(only_what_holds) {}

  void add(const guideline::Explanation& part) {
    if (part.expression == nullptr || part.expression->op == Op::negation) return;
    if (is_leaf(part.expression->op)) {
      if (part.verdict.so_far) take(entries_of(part, assessment_));
      return;
    }
    if (only_what_holds_ && !part.verdict.so_far) return;
    if (!only_what_holds_ && part.expression->op == Op::conclusion) return;  // another question's matter
    for (const auto& inner : part.parts) add(inner);
  }

  std::vector<std::string> ids;

 private:
  void take(const std::vector<std::string>& more) {
    for (const auto& id : more)
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }

  const assessment::Assessment& assessment_;
  bool only_what_holds_;
};

}  // namespace

const std::vector<std::string>& entries_of(const guideline::Explanation& leaf,
                                           const assessment::Assessment& assessment) {
  static const std::vector<std::string> none;
  if (leaf.expression == nullptr || !is_leaf(leaf.expression->op)) return none;
  const auto fact = leaf.expression->index;
  const auto subject = item(assessment.library->knowledge.facts, fact).of;
  int instance = 0;
  if (subject == guideline::Subject::lead) instance = leaf.binding.lead;
  if (subject == guideline::Subject::side) instance = leaf.binding.side;
  return assessment.evidence.at(assessment.values.slot(fact, instance)).entries;
}

std::vector<std::string> entries_behind(const assessment::Answer& answer, const assessment::Assessment& assessment) {
  if (answer.so_far < 0) return {};
  const auto& conclusions = item(assessment.library->knowledge.questions, answer.question).conclusions;
  const bool otherwise = item(conclusions, answer.so_far).otherwise;
  Collector collector(assessment, !otherwise);
  for (std::size_t i = 0; i < answer.explanations.size(); ++i)
    if (otherwise || static_cast<int>(i) == answer.so_far) collector.add(answer.explanations[i]);
  return collector.ids;
}

}  // namespace lossa::cli
