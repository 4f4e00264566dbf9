// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/columns.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace lossa::guideline {
namespace {

constexpr std::size_t index(Subject subject) { return static_cast<std::size_t>(subject); }

bool possible(FactType type, const Value& value, const Cell& cell) {
  switch (type) {
    case FactType::truth:
      return value.truth.is_unknown() || value.truth == cell.example.truth;
    case FactType::category:
      return (value.possible & cell.values) != 0;
    case FactType::number:
    case FactType::date:
      return overlap(value.number, cell.numbers).has_value();
  }
  contract_violated(std::source_location::current());
}

/// Gives each fact its planes, after the one that says what is there.
std::array<std::size_t, 3> widths(const Knowledge& knowledge, const Cells& cells, std::vector<std::size_t>& first) {
  std::array<std::size_t, 3> width = {Columns::there + 1, Columns::there + 1, Columns::there + 1};
  for (std::size_t fact = 0; fact < knowledge.facts.size(); ++fact) {
    auto& next = width[index(knowledge.facts[fact].of)];
    first.push_back(next);
    next += cells.of(static_cast<int>(fact)).size();
  }
  return width;
}

}  // namespace

Shape::Shape(std::span<const Counts> cohort) : cases(cohort.size()) {
  for (auto& lines : first_line) lines.push_back(0);
  for (std::size_t block = 0; block < blocks(); ++block) {
    const auto in_block =
        cohort.subspan(block * cases_in_block).first(std::min(cases_in_block, cases - block * cases_in_block));
    const auto leads = std::ranges::max(in_block, {}, &Counts::leads).leads;
    const auto sides = std::ranges::max(in_block, {}, &Counts::sides).sides;
    for (const auto& [subject, lines] :
         {std::pair(Subject::patient, 1), {Subject::lead, leads}, {Subject::side, sides}})
      first_line[index(subject)].push_back(first_line[index(subject)].back() + static_cast<std::size_t>(lines));
  }
}

Planes::Planes(Shape shape, const std::array<std::size_t, 3>& width) : shape_(std::move(shape)), width_(width) {
  for (std::size_t s = 0; s < width.size(); ++s)
    words_[s].resize(shape_.first_line[s].back() * width_[s] * words_in_line);
}

std::size_t Planes::bytes() const { return sizeof(Word) * (words_[0].size() + words_[1].size() + words_[2].size()); }

const Word* Planes::block(Subject subject, std::size_t block) const {
  return words_[index(subject)].data() + shape_.first(subject, block) * width(subject) * words_in_line;
}

Word* Planes::block(Subject subject, std::size_t block) {
  return words_[index(subject)].data() + shape_.first(subject, block) * width(subject) * words_in_line;
}

std::size_t Planes::word(Subject subject, std::size_t plane, std::size_t at, int instance) const {
  const auto block = at / cases_in_block;
  expects(at < shape_.cases && plane < width(subject) && instance >= 0);
  expects(static_cast<std::size_t>(instance) < shape_.lines(subject, block));
  const auto line = shape_.first(subject, block) + static_cast<std::size_t>(instance);
  return (line * width(subject) + plane) * words_in_line + at % cases_in_block / 64;
}

bool Planes::get(Subject subject, std::size_t plane, std::size_t at, int instance) const {
  return ((words_[index(subject)][word(subject, plane, at, instance)] >> (at % 64)) & 1U) != 0;
}

void Planes::set(Subject subject, std::size_t plane, std::size_t at, int instance, bool bit) {
  auto& in = words_[index(subject)][word(subject, plane, at, instance)];
  in = (in & ~(Word{1} << (at % 64))) | (Word{bit} << (at % 64));
}

std::size_t Planes::count(Subject subject, std::size_t plane) const {
  expects(plane < width(subject));
  const auto& words = words_[index(subject)];
  std::size_t set = 0;
  for (auto line = plane * words_in_line; line < words.size(); line += width(subject) * words_in_line)
    for (std::size_t i = 0; i < words_in_line; ++i) set += static_cast<std::size_t>(std::popcount(words[line + i]));
  return set;
}

void Planes::copy(Subject subject, std::size_t from, std::size_t to) {
  expects(from < width(subject) && to < width(subject));
  auto& words = words_[index(subject)];
  for (std::size_t line = 0; line < words.size(); line += width(subject) * words_in_line)
    std::copy_n(&words[line + from * words_in_line], words_in_line, &words[line + to * words_in_line]);
}

Columns::Columns(const Knowledge& knowledge, std::span<const Counts> cohort)
    : knowledge_(&knowledge), cells_(knowledge), planes_(Shape(cohort), widths(knowledge, cells_, first_plane_)) {
  for (std::size_t at = 0; at < cohort.size(); ++at) {
    planes_.set(Subject::patient, there, at, 0, true);
    for (int lead = 0; lead < cohort[at].leads; ++lead) planes_.set(Subject::lead, there, at, lead, true);
    for (int side = 0; side < cohort[at].sides; ++side) planes_.set(Subject::side, there, at, side, true);
  }
  const Values nothing_known(knowledge, 1, 1);
  for (std::size_t fact = 0; fact < knowledge.facts.size(); ++fact) {
    const auto& declared = knowledge.facts[fact];
    auto plane = first_plane_[fact];
    for (const auto& cell : cells_.of(static_cast<int>(fact)))
      if (const auto to = plane++; !possible(declared.type, nothing_known.of(static_cast<int>(fact)), cell))
        planes_.copy(declared.of, there, to);
  }
}

int Columns::count(Subject subject, std::size_t at) const {
  expects(at < size());
  const auto lines = static_cast<int>(planes_.shape().lines(subject, at / cases_in_block));
  int count = 0;
  while (count < lines && planes_.get(subject, there, at, count)) ++count;
  return count;
}

void Columns::set(std::size_t at, int fact, int instance, const Value& value) {
  expects(fact >= 0 && static_cast<std::size_t>(fact) < knowledge_->facts.size());
  const auto& declared = knowledge_->facts[static_cast<std::size_t>(fact)];
  expects(planes_.get(declared.of, there, at, instance));
  bool some = false;
  auto plane = first_plane(fact);
  for (const auto& cell : cells_.of(fact)) {
    const bool is_possible = possible(declared.type, value, cell);
    some = some || is_possible;
    planes_.set(declared.of, plane++, at, instance, !is_possible);
  }
  expects(some || cells_.of(fact).empty());
}

void Columns::set(std::size_t at, const Values& values) {
  for (const auto subject : {Subject::lead, Subject::side}) expects(values.count(subject) == count(subject, at));
  for (std::size_t fact = 0; fact < knowledge_->facts.size(); ++fact)
    for (int i = 0; i < values.count(knowledge_->facts[fact].of); ++i)
      set(at, static_cast<int>(fact), i, values.of(static_cast<int>(fact), i));
}

Columns columns_of(const Knowledge& knowledge, std::span<const Values> cohort) {
  std::vector<Counts> counts;
  for (const auto& values : cohort) counts.push_back({values.count(Subject::lead), values.count(Subject::side)});
  Columns columns(knowledge, counts);
  for (std::size_t at = 0; at < cohort.size(); ++at) columns.set(at, cohort[at]);
  return columns;
}

}  // namespace lossa::guideline
