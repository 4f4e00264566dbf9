// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <tuple>

#include <lossa/guideline/columns_evaluate.hpp>

#include "columns_compile.hpp"
#include "columns_program.hpp"

namespace lossa::guideline {
namespace {

using Lines = std::vector<Word>;

constexpr std::size_t index(Subject subject) { return static_cast<std::size_t>(subject); }

/// One question of one block, with facts supposed one after the other.
class GapFinder {
 public:
  GapFinder(const Columns& columns, int question, const ReadingChoice& readings);
  Gaps find();

 private:
  void survey(std::size_t block);
  void try_fact(std::size_t index);
  void suppose(int fact, std::size_t cell);
  void forget(int fact);
  void run(ColumnRunner& runner, Lines& out, std::size_t width);
  void compare(Lines& changed, Lines& closed) const;
  [[nodiscard]] const Fact& fact(int index) const {
    return columns_->knowledge().facts[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const Word* open(std::size_t line) const { return &before_[line * width_ * words_in_line]; }
  template <typename Visit>
  void each_word(const Visit& visit) const;

  const Columns* columns_;
  Subject subject_;
  std::size_t width_ = 0;  ///< of an answer: open, and of each conclusion whether it is ruled out and is so far
  ColumnProgram answer_;
  ColumnProgram unknown_;  ///< a plane for each fact
  ColumnRunner answer_runner_{answer_};
  ColumnRunner unknown_runner_{unknown_};
  Gaps gaps_;
  std::size_t block_ = 0;
  std::array<Lines, 3> in_;  ///< of this block
  Lines before_, now_, not_known_;
};

const Question& question_of(const Columns& columns, int question) {
  return columns.knowledge().questions[static_cast<std::size_t>(question)];
}

std::vector<int> facts_of(const Columns& columns, int question) {
  std::vector<int> facts;
  for (const int fact : question_of(columns, question).facts)
    if (columns.cells().of(fact).size() > 1) facts.push_back(fact);
  return facts;
}

Subject subject_of(const Columns& columns, int question) {
  const auto guideline = question_of(columns, question).guideline;
  return columns.knowledge().guidelines[static_cast<std::size_t>(guideline)].subject;
}

ColumnProgram answer_program(const Columns& columns, int question, const ReadingChoice& readings) {
  const auto subject = subject_of(columns, question);
  Graph graph;
  ColumnCompiler compiler(columns, readings, graph);
  Bit some = Graph::no;
  Bit none = Graph::yes;
  std::vector<Output> outputs = {{Graph::no, subject}};
  for (std::size_t i = 0; i < question_of(columns, question).conclusions.size(); ++i) {
    const auto conclusion = compiler.conclusion(question, static_cast<int>(i));
    some = graph.either(some, conclusion.yes);
    none = graph.both(none, conclusion.no);
    outputs.push_back({conclusion.no, subject});
    outputs.push_back({conclusion.so_far, subject});
  }
  outputs.front().bit = !graph.either(some, none);
  return {graph, outputs};
}

/// A lead's fact is unknown to a question about the case when it is unknown of some lead.
ColumnProgram unknown_program(const Columns& columns, int question, const ReadingChoice& readings) {
  const auto subject = subject_of(columns, question);
  Graph graph;
  ColumnCompiler compiler(columns, readings, graph);
  std::vector<Output> outputs;
  for (const int fact : facts_of(columns, question)) {
    const auto of = columns.knowledge().facts[static_cast<std::size_t>(fact)].of;
    const auto unknown = compiler.unknown(fact);
    const bool fits = of == Subject::patient || of == subject;
    outputs.push_back({fits ? unknown : graph.fold(of, 1, unknown), subject});
  }
  return {graph, outputs};
}

GapFinder::GapFinder(const Columns& columns, int question, const ReadingChoice& readings)
    : columns_(&columns),
      subject_(subject_of(columns, question)),
      answer_(answer_program(columns, question, readings)),
      unknown_(unknown_program(columns, question, readings)) {
  width_ = answer_.outputs()[index(subject_)];
  gaps_.asked = columns.planes().count(subject_, Columns::there);
  for (const int fact : facts_of(columns, question)) gaps_.ranked.push_back({.fact = fact});
}

Gaps GapFinder::find() {
  for (block_ = 0; block_ < columns_->planes().shape().blocks(); ++block_) {
    survey(block_);
    for (std::size_t i = 0; i < gaps_.ranked.size(); ++i) try_fact(i);
  }
  std::erase_if(gaps_.ranked, [](const Gap& gap) { return gap.could_change == 0; });
  std::ranges::sort(gaps_.ranked, std::ranges::greater(),
                    [](const Gap& gap) { return std::tuple(gap.could_close, gap.could_change, -gap.fact); });
  return gaps_;
}

/// The block as it is.
void GapFinder::survey(std::size_t block) {
  for (const auto subject : {Subject::patient, Subject::lead, Subject::side}) {
    const auto& planes = columns_->planes();
    const auto size = planes.shape().lines(subject, block) * planes.width(subject) * words_in_line;
    in_[index(subject)].assign(planes.block(subject, block), planes.block(subject, block) + size);
  }
  run(answer_runner_, before_, width_);
  run(unknown_runner_, not_known_, gaps_.ranked.size());
  each_word(
      [&](std::size_t line, std::size_t i) { gaps_.open += static_cast<std::size_t>(std::popcount(open(line)[i])); });
}

void GapFinder::try_fact(std::size_t number) {
  auto& gap = gaps_.ranked[number];
  const auto unknown_before = gap.unknown;
  each_word([&](std::size_t line, std::size_t i) {
    const auto& plane = not_known_[(line * gaps_.ranked.size() + number) * words_in_line + i];
    gap.unknown += static_cast<std::size_t>(std::popcount(plane & open(line)[i]));
  });
  if (gap.unknown == unknown_before) return;
  const auto lines = columns_->planes().shape().lines(subject_, block_);
  Lines changed(lines * words_in_line);
  Lines closed(lines * words_in_line);
  for (std::size_t cell = 0; cell < columns_->cells().of(gap.fact).size(); ++cell) {
    suppose(gap.fact, cell);
    run(answer_runner_, now_, width_);
    compare(changed, closed);
    forget(gap.fact);
  }
  for (const auto word : changed) gap.could_change += static_cast<std::size_t>(std::popcount(word));
  for (const auto word : closed) gap.could_close += static_cast<std::size_t>(std::popcount(word));
}

/// Rules every other cell out where this one is still possible.
void GapFinder::suppose(int fact_index, std::size_t cell) {
  const auto subject = fact(fact_index).of;
  const auto cells = columns_->cells().of(fact_index).size();
  const auto width = columns_->planes().width(subject);
  for (std::size_t line = 0; line < columns_->planes().shape().lines(subject, block_); ++line) {
    Word* first = &in_[index(subject)][(line * width + columns_->first_plane(fact_index)) * words_in_line];
    for (std::size_t i = 0; i < words_in_line; ++i) {
      const Word possible = ~first[cell * words_in_line + i];
      for (std::size_t other = 0; other < cells; ++other)
        if (other != cell) first[other * words_in_line + i] |= possible;
    }
  }
}

void GapFinder::forget(int fact_index) {
  const auto subject = fact(fact_index).of;
  const auto& planes = columns_->planes();
  const auto* from = planes.block(subject, block_);
  const auto size = columns_->cells().of(fact_index).size() * words_in_line;
  for (std::size_t line = 0; line < planes.shape().lines(subject, block_); ++line) {
    const auto at = (line * planes.width(subject) + columns_->first_plane(fact_index)) * words_in_line;
    std::copy_n(from + at, size, &in_[index(subject)][at]);
  }
}

void GapFinder::run(ColumnRunner& runner, Lines& out, std::size_t width) {
  const auto& planes = columns_->planes();
  out.resize(planes.shape().lines(subject_, block_) * width * words_in_line);
  ColumnBlock block;
  for (const auto subject : {Subject::patient, Subject::lead, Subject::side}) {
    block.in[index(subject)] = in_[index(subject)].data();
    block.in_width[index(subject)] = planes.width(subject);
  }
  block.out[index(subject_)] = out.data();
  block.leads = planes.shape().lines(Subject::lead, block_);
  block.sides = planes.shape().lines(Subject::side, block_);
  runner.run(block);
}

/// Of what was open: what is closed now, and what has changed in any way. Where a question may conclude nothing, a case
/// can close with the answer so far and what is ruled out as they were.
void GapFinder::compare(Lines& changed, Lines& closed) const {
  each_word([&](std::size_t line, std::size_t i) {
    const auto first = line * width_ * words_in_line + i;
    Word differs = 0;
    for (std::size_t plane = 0; plane < width_; ++plane)
      differs |= before_[first + plane * words_in_line] ^ now_[first + plane * words_in_line];
    changed[line * words_in_line + i] |= before_[first] & differs;
    closed[line * words_in_line + i] |= before_[first] & ~now_[first];
  });
}

template <typename Visit>
void GapFinder::each_word(const Visit& visit) const {
  for (std::size_t line = 0; line < columns_->planes().shape().lines(subject_, block_); ++line)
    for (std::size_t i = 0; i < words_in_line; ++i) visit(line, i);
}

}  // namespace

Gaps missing_facts(const Columns& columns, int question, const ReadingChoice& readings) {
  expects(question >= 0 && static_cast<std::size_t>(question) < columns.knowledge().questions.size());
  return GapFinder(columns, question, readings).find();
}

}  // namespace lossa::guideline
