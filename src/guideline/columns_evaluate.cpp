// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/columns_evaluate.hpp>

#include "columns_compile.hpp"
#include "columns_program.hpp"

namespace lossa::guideline {
namespace {

/// Gathers outputs and says where each will stand.
class Outputs {
 public:
  AnswerPlanes add(const Answer& answer, Subject subject) {
    auto& next = next_[static_cast<std::size_t>(subject)];
    for (const auto bit : {answer.yes, answer.no, answer.so_far}) outputs_.push_back({bit, subject});
    next += 3;
    return {.subject = subject, .yes = next - 3, .no = next - 2, .so_far = next - 1};
  }
  [[nodiscard]] const std::vector<Output>& all() const { return outputs_; }

 private:
  std::vector<Output> outputs_;
  std::array<std::size_t, 3> next_ = {};
};

}  // namespace

ColumnEvaluator::ColumnEvaluator(const Columns& columns, const ReadingChoice& readings) {
  const auto& knowledge = columns.knowledge();
  Graph graph;
  ColumnCompiler compiler(columns, readings, graph);
  Outputs outputs;
  const auto subject = [&](int guideline) { return knowledge.guidelines[static_cast<std::size_t>(guideline)].subject; };
  for (std::size_t i = 0; i < knowledge.criteria.size(); ++i)
    criteria_.push_back(outputs.add(compiler.criterion(static_cast<int>(i)), subject(knowledge.criteria[i].guideline)));
  for (std::size_t i = 0; i < knowledge.questions.size(); ++i) {
    auto& conclusions = conclusions_.emplace_back();
    for (std::size_t option = 0; option < knowledge.questions[i].conclusions.size(); ++option)
      conclusions.push_back(outputs.add(compiler.conclusion(static_cast<int>(i), static_cast<int>(option)),
                                        subject(knowledge.questions[i].guideline)));
  }
  program_ = std::make_shared<const ColumnProgram>(graph, outputs.all());
}

CohortAnswers ColumnEvaluator::evaluate(const Columns& columns) const {
  CohortAnswers answers{.planes = Planes(columns.planes().shape(), program_->outputs()),
                        .criteria = criteria_,
                        .conclusions = conclusions_};
  evaluate(columns, answers);
  return answers;
}

void ColumnEvaluator::evaluate(const Columns& columns, CohortAnswers& answers) const {
  const auto& shape = columns.planes().shape();
  expects(answers.planes.shape().first_line == shape.first_line);
  ColumnRunner runner(*program_);
  for (std::size_t at = 0; at < shape.blocks(); ++at) {
    ColumnBlock block;
    for (const auto subject : {Subject::patient, Subject::lead, Subject::side}) {
      const auto s = static_cast<std::size_t>(subject);
      block.in[s] = columns.planes().block(subject, at);
      block.in_width[s] = columns.planes().width(subject);
      block.out[s] = answers.planes.block(subject, at);
    }
    block.leads = shape.lines(Subject::lead, at);
    block.sides = shape.lines(Subject::side, at);
    runner.run(block);
  }
}

std::size_t ColumnEvaluator::steps() const { return program_->steps().size(); }

}  // namespace lossa::guideline
