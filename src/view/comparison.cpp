// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/comparison.hpp>

#include <algorithm>
#include <map>

#include <lossa/view/text.hpp>

namespace lossa::view {
namespace {

using assessment::Answer;
using assessment::Assessment;
using guideline::Expression;
using Op = Expression::Op;

/// The criteria of one prefix that a question's conclusions count: what stands in "count(major.micro, major.imaging)",
/// through the criteria that wrap it; where nothing is counted, in "all(major.micro, major.imaging)". What belongs to a
/// reading that is not chosen is left out.
class Counter {
 public:
  Counter(const Assessment& assessment, std::string_view prefix) : assessment_(assessment), prefix_(prefix) {}

  void walk(const Expression& condition, bool only_counted) {
    if (condition.op == Op::all && is_of_another_reading(condition)) return;
    const bool may_list = condition.op == Op::count || (!only_counted && condition.parts.size() > 1 &&
                                                        (condition.op == Op::all || condition.op == Op::any));
    if (may_list && lists_criteria(condition)) {
      for (const auto& part : condition.parts) take(part.index);
      return;
    }
    if (condition.op == Op::criterion) walk(item(knowledge().criteria, condition.index).when, only_counted);
    for (const auto& part : condition.parts) walk(part, only_counted);
  }

  [[nodiscard]] bool is_empty() const { return found_.empty(); }

  [[nodiscard]] std::vector<Counted> counted() const {
    const guideline::Evaluator evaluator(knowledge(), assessment_.values, assessment_.readings);
    std::vector<Counted> list;
    for (const int index : found_)
      list.push_back(
          {.criterion = index, .truth = evaluator.evaluate(item(knowledge().criteria, index).when, {}).truth});
    return list;
  }

 private:
  [[nodiscard]] const guideline::Knowledge& knowledge() const { return assessment_.library->knowledge; }

  void take(int criterion) {
    if (std::ranges::find(found_, criterion) == found_.end()) found_.push_back(criterion);
  }

  [[nodiscard]] bool is_of_another_reading(const Expression& condition) const {
    return std::ranges::any_of(condition.parts, [&](const Expression& part) {
      return part.op == Op::reading && item(assessment_.readings, part.index) != part.option;
    });
  }

  [[nodiscard]] bool lists_criteria(const Expression& condition) const {
    return std::ranges::all_of(condition.parts, [&](const Expression& part) {
      return part.op == Op::criterion && item(knowledge().criteria, part.index).id.starts_with(prefix_);
    });
  }

  const Assessment& assessment_;
  std::string_view prefix_;
  std::vector<int> found_;
};

std::vector<Counted> counted(const Assessment& assessment, const guideline::Question& question,
                             std::string_view prefix) {
  Counter counter(assessment, prefix);
  for (const bool only_counted : {true, false})
    for (const auto& conclusion : question.conclusions)
      if (!conclusion.otherwise && (only_counted || counter.is_empty())) counter.walk(conclusion.when, only_counted);
  return counter.counted();
}

const Answer* find_answer(const Assessment& assessment, int guideline, const std::string& question_id) {
  for (const auto& answer : assessment.answers) {
    const auto& question = item(assessment.library->knowledge.questions, answer.question);
    if (question.guideline == guideline && question.id == question_id && answer.binding == guideline::Binding{})
      return &answer;
  }
  return nullptr;
}

ComparedQuestion compare(const Assessment& assessment, const std::string& id, const std::vector<int>& guidelines) {
  ComparedQuestion question{.id = id};
  for (const int guideline : guidelines) {
    ComparedAnswer side{.answer = find_answer(assessment, guideline, id)};
    if (side.answer != nullptr) {
      const auto& asked = item(assessment.library->knowledge.questions, side.answer->question);
      side.majors = counted(assessment, asked, "major.");
      side.minors = counted(assessment, asked, "minor.");
    }
    question.answers.push_back(std::move(side));
  }
  return question;
}

/// Ids of the questions that at least two of the guidelines ask, in the order of the first that asks.
std::vector<std::string> shared_questions(const guideline::Knowledge& knowledge, const std::vector<int>& guidelines) {
  std::vector<std::string> ids;
  for (const auto& question : knowledge.questions) {
    if (std::ranges::find(guidelines, question.guideline) == guidelines.end()) continue;
    const auto asked = std::ranges::count_if(knowledge.questions, [&](const guideline::Question& other) {
      return other.id == question.id && std::ranges::find(guidelines, other.guideline) != guidelines.end();
    });
    if (asked >= 2 && std::ranges::find(ids, question.id) == ids.end()) ids.push_back(question.id);
  }
  return ids;
}

void add_difference(Comparison& comparison, const assessment::DifferenceResult& result) {
  const auto truth = result.why.verdict.truth;
  if (truth.is_no()) return comparison.not_in_this.push_back(&result);
  auto& list = comparison.can_matter;
  const auto place =
      truth.is_yes() ? std::ranges::find_if(list, [](const auto* other) { return !other->why.verdict.truth.is_yes(); })
                     : list.end();
  list.insert(place, &result);
}

std::map<std::string, std::vector<int>> compared_guidelines(const guideline::Knowledge& knowledge) {
  std::map<std::string, std::vector<int>> words;
  for (std::size_t i = 0; i < knowledge.guidelines.size(); ++i)
    if (!knowledge.guidelines[i].compare.empty()) words[knowledge.guidelines[i].compare].push_back(static_cast<int>(i));
  std::erase_if(words, [](const auto& word) { return word.second.size() < 2; });
  return words;
}

bool is_between(const guideline::Difference& difference, const std::vector<int>& guidelines) {
  return std::ranges::any_of(difference.between, [&](int one) { return std::ranges::count(guidelines, one) > 0; });
}

}  // namespace

std::vector<Comparison> comparisons(const Assessment& assessment) {
  const auto& knowledge = assessment.library->knowledge;
  std::vector<Comparison> all;
  for (const auto& [word, guidelines] : compared_guidelines(knowledge)) {
    Comparison comparison{.word = word, .guidelines = guidelines};
    for (const auto& id : shared_questions(knowledge, guidelines))
      comparison.questions.push_back(compare(assessment, id, guidelines));
    for (const auto& result : assessment.differences)
      if (is_between(item(knowledge.differences, result.difference), guidelines)) add_difference(comparison, result);
    all.push_back(std::move(comparison));
  }
  return all;
}

Comparison other_differences(const Assessment& assessment) {
  const auto& knowledge = assessment.library->knowledge;
  const auto words = compared_guidelines(knowledge);
  Comparison rest;
  for (const auto& result : assessment.differences) {
    const auto& difference = item(knowledge.differences, result.difference);
    if (std::ranges::none_of(words, [&](const auto& word) { return is_between(difference, word.second); }))
      add_difference(rest, result);
  }
  return rest;
}

bool is_compared(const Answer& answer, const Assessment& assessment) {
  const auto& knowledge = assessment.library->knowledge;
  const auto& question = item(knowledge.questions, answer.question);
  for (const auto& [word, guidelines] : compared_guidelines(knowledge)) {
    if (std::ranges::count(guidelines, question.guideline) == 0) continue;
    const auto ids = shared_questions(knowledge, guidelines);
    return std::ranges::find(ids, question.id) != ids.end();
  }
  return false;
}

Tally tally(const std::vector<Counted>& criteria) {
  Tally tally;
  for (const auto& criterion : criteria) {
    if (criterion.truth.is_yes()) ++tally.met;
    if (criterion.truth.is_unknown()) ++tally.open;
  }
  return tally;
}

}  // namespace lossa::view
