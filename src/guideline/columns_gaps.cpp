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
  enum class Count : std::uint8_t { together, each };
  GapFinder(const Columns& columns, int question, const ReadingChoice& readings, Count count);
  /// Of all cases together one, or one for each.
  std::vector<Gaps> find();

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
  template <typename Add>
  void tally(Word cases, std::size_t i, const Add& add);

  const Columns* columns_;
  Count count_;
  Subject subject_;
  std::size_t width_ = 0;  ///< of an answer: open, and of each conclusion whether it is ruled out and is so far
  ColumnProgram answer_;
  ColumnProgram unknown_;  ///< a plane for each fact
  ColumnRunner answer_runner_{answer_};
  ColumnRunner unknown_runner_{unknown_};
  std::vector<int> facts_;
  std::vector<Gaps> gaps_;
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

GapFinder::GapFinder(const Columns& columns, int question, const ReadingChoice& readings, Count count)
    : columns_(&columns),
      count_(count),
      subject_(subject_of(columns, question)),
      answer_(answer_program(columns, question, readings)),
      unknown_(unknown_program(columns, question, readings)),
      facts_(facts_of(columns, question)) {
  width_ = answer_.outputs()[index(subject_)];
  Gaps none;
  for (const int fact : facts_) none.ranked.push_back({.fact = fact});
  gaps_.assign(count == Count::each ? columns.size() : 1, none);
}

void rank(Gaps& gaps) {
  std::erase_if(gaps.ranked, [](const Gap& gap) { return gap.could_change == 0; });
  std::ranges::sort(gaps.ranked, std::ranges::greater(),
                    [](const Gap& gap) { return std::tuple(gap.could_close, gap.could_change, -gap.fact); });
}

std::vector<Gaps> GapFinder::find() {
  for (block_ = 0; block_ < columns_->planes().shape().blocks(); ++block_) {
    survey(block_);
    for (std::size_t i = 0; i < facts_.size(); ++i) try_fact(i);
  }
  std::ranges::for_each(gaps_, rank);
  return std::move(gaps_);
}

/// The block as it is.
void GapFinder::survey(std::size_t block) {
  for (const auto subject : {Subject::patient, Subject::lead, Subject::side}) {
    const auto& planes = columns_->planes();
    const auto size = planes.shape().lines(subject, block) * planes.width(subject) * words_in_line;
    in_[index(subject)].assign(planes.block(subject, block), planes.block(subject, block) + size);
  }
  run(answer_runner_, before_, width_);
  run(unknown_runner_, not_known_, facts_.size());
  const auto& planes = columns_->planes();
  const Word* there = planes.block(subject_, block) + Columns::there * words_in_line;
  each_word([&](std::size_t line, std::size_t i) {
    tally(there[line * planes.width(subject_) * words_in_line + i], i, [](Gaps& of, std::size_t n) { of.asked += n; });
    tally(open(line)[i], i, [](Gaps& of, std::size_t n) { of.open += n; });
  });
}

void GapFinder::try_fact(std::size_t number) {
  bool is_unknown = false;
  each_word([&](std::size_t line, std::size_t i) {
    const Word unknown = not_known_[(line * facts_.size() + number) * words_in_line + i] & open(line)[i];
    is_unknown = is_unknown || unknown != 0;
    tally(unknown, i, [&](Gaps& of, std::size_t n) { of.ranked[number].unknown += n; });
  });
  if (!is_unknown) return;
  const int fact = facts_[number];
  const auto lines = columns_->planes().shape().lines(subject_, block_);
  Lines changed(lines * words_in_line);
  Lines closed(lines * words_in_line);
  for (std::size_t cell = 0; cell < columns_->cells().of(fact).size(); ++cell) {
    suppose(fact, cell);
    run(answer_runner_, now_, width_);
    compare(changed, closed);
    forget(fact);
  }
  each_word([&](std::size_t line, std::size_t i) {
    const auto word = line * words_in_line + i;
    tally(changed[word], i, [&](Gaps& of, std::size_t n) { of.ranked[number].could_change += n; });
    tally(closed[word], i, [&](Gaps& of, std::size_t n) { of.ranked[number].could_close += n; });
  });
}

/// Adds the cases of a word: all together, or each to its own.
template <typename Add>
void GapFinder::tally(Word cases, std::size_t i, const Add& add) {
  if (count_ == Count::together) return add(gaps_.front(), static_cast<std::size_t>(std::popcount(cases)));
  for (; cases != 0; cases &= cases - 1)
    add(gaps_[block_ * cases_in_block + i * 64 + static_cast<std::size_t>(std::countr_zero(cases))], 1);
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
  return GapFinder(columns, question, readings, GapFinder::Count::together).find().front();
}

std::vector<Gaps> missing_facts_of_each(const Columns& columns, int question, const ReadingChoice& readings) {
  expects(question >= 0 && static_cast<std::size_t>(question) < columns.knowledge().questions.size());
  return GapFinder(columns, question, readings, GapFinder::Count::each).find();
}

}  // namespace lossa::guideline
