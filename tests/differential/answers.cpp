// SPDX-License-Identifier: Apache-2.0
#include "answers.hpp"

#include <utility>

namespace lossa::differential {
namespace {

using guideline::Binding;
using guideline::Evaluator;
using guideline::Expression;
using guideline::Subject;

void write_truth(JsonWriter& json, Truth truth) { truth.is_unknown() ? json.null() : json.boolean(truth.is_yes()); }

class Collector {
 public:
  explicit Collector(const guideline::Knowledge& knowledge) : knowledge_(knowledge) {}

  std::vector<Answer> collect() {
    for (const auto& criterion : knowledge_.criteria) add_condition(criterion.guideline, criterion.id, criterion.when);
    for (std::size_t i = 0; i < knowledge_.questions.size(); ++i) add_question(static_cast<int>(i));
    for (const auto& recommendation : knowledge_.recommendations)
      add_condition(recommendation.guideline, (recommendation.avoid ? "avoid " : "do ") + recommendation.id,
                    recommendation.when);
    return std::move(answers_);
  }

 private:
  template <typename Write>
  void add(int guideline, const std::string& name, const Write& write) {
    const auto& own = knowledge_.guidelines[static_cast<std::size_t>(guideline)];
    answers_.push_back({.name = own.id + ":" + name, .subject = own.subject, .write = write});
  }

  void add_condition(int guideline, const std::string& name, const Expression& condition) {
    add(guideline, name, [&condition](JsonWriter& json, const Evaluator& evaluator, Binding binding) {
      write_truth(json, evaluator.evaluate(condition, binding).truth);
    });
    add(guideline, name + " so far", [&condition](JsonWriter& json, const Evaluator& evaluator, Binding binding) {
      json.boolean(evaluator.evaluate(condition, binding).so_far);
    });
  }

  void add_question(int index) {
    const auto& asked = knowledge_.questions[static_cast<std::size_t>(index)];
    for (std::size_t i = 0; i < asked.conclusions.size(); ++i) {
      const auto& own = asked.conclusions[i];
      if (!own.otherwise) add_condition(asked.guideline, asked.id + " when " + own.id, own.when);
      add(asked.guideline, asked.id + " = " + own.id,
          [index, i](JsonWriter& json, const Evaluator& evaluator, Binding binding) {
            write_truth(json, evaluator.conclusion(index, static_cast<int>(i), binding).truth);
          });
    }
    add(asked.guideline, asked.id + " so far",
        [index, &asked](JsonWriter& json, const Evaluator& evaluator, Binding binding) {
          const int found = evaluator.so_far(index, binding);
          if (found < 0) return json.null();
          json.text(asked.conclusions[static_cast<std::size_t>(found)].id);
        });
  }

  const guideline::Knowledge& knowledge_;
  std::vector<Answer> answers_;
};

}  // namespace

std::vector<Answer> all_answers(const guideline::Knowledge& knowledge) { return Collector(knowledge).collect(); }

void write_answer(JsonWriter& json, const Answer& answer, const Evaluator& evaluator) {
  if (answer.subject == Subject::patient) return answer.write(json, evaluator, {});
  json.begin_array();
  for (int lead = 0; lead < evaluator.values().count(Subject::lead); ++lead)
    answer.write(json, evaluator, Binding{.lead = lead, .side = -1});
  json.end_array();
}

}  // namespace lossa::differential
