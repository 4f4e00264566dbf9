// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <lossa/guideline/columns.hpp>

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What conditions ask of one fact.
struct Asked {
  bool truth = false;
  std::set<double> bounds;  ///< a condition tells what is below from what is not
  std::vector<std::uint64_t> masks;
};

bool is_whole(const Fact& fact) { return fact.is_count || fact.type == FactType::date; }

/// "x > 38" is "not below the next number after 38"; of what is whole, the next whole one.
void add_bounds(Asked& asked, const Fact& fact, const Expression& e) {
  const auto bound = [&](double number) { asked.bounds.insert(is_whole(fact) ? std::ceil(number) : number); };
  const auto c = e.comparison;
  if (c != Compare::more && c != Compare::not_more) bound(e.number);
  if (c != Compare::less && c != Compare::not_less) bound(std::nextafter(e.number, infinity));
}

void gather(const Knowledge& knowledge, const Expression& e, std::vector<Asked>& asked) {
  for (const auto& part : e.parts) gather(knowledge, part, asked);
  if (e.op != Op::fact && e.op != Op::compare && e.op != Op::among) return;
  const auto fact = static_cast<std::size_t>(e.index);
  if (e.op == Op::fact) asked[fact].truth = true;
  if (e.op == Op::compare) add_bounds(asked[fact], knowledge.facts[fact], e);
  if (e.op == Op::among) asked[fact].masks.push_back(e.mask);
}

std::vector<Cell> truth_cells() {
  std::vector<Cell> cells(2);
  cells[0].example.truth = Truth::yes();
  cells[1].example.truth = Truth::no();
  return cells;
}

std::vector<Cell> number_cells(const Fact& fact, const std::set<double>& bounds) {
  std::vector<Cell> cells;
  const auto add = [&](double low, double high) {
    Cell cell;
    cell.numbers = {low, high};
    cell.example.number = Interval<double>::exactly(std::isinf(low) ? high : low);
    cells.push_back(cell);
  };
  double low = -infinity;
  for (const double bound : bounds) {
    add(low, is_whole(fact) ? bound - 1 : std::nextafter(bound, -infinity));
    low = bound;
  }
  add(low, infinity);
  return cells;
}

std::vector<Cell> category_cells(std::size_t count, const std::vector<std::uint64_t>& masks) {
  std::vector<std::uint64_t> groups = {~std::uint64_t{0} >> (64 - count)};
  for (const auto mask : masks) {
    std::vector<std::uint64_t> finer;
    for (const auto group : groups)
      for (const auto part : {group & mask, group & ~mask})
        if (part != 0) finer.push_back(part);
    groups = std::move(finer);
  }
  std::vector<Cell> cells(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    cells[i].values = groups[i];
    cells[i].example.possible = groups[i] & (~groups[i] + 1);
  }
  return cells;
}

}  // namespace

Cells::Cells(const Knowledge& knowledge) {
  std::vector<Asked> asked(knowledge.facts.size());
  for (const auto& criterion : knowledge.criteria) gather(knowledge, criterion.when, asked);
  for (const auto& question : knowledge.questions)
    for (const auto& conclusion : question.conclusions) gather(knowledge, conclusion.when, asked);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto& fact = knowledge.facts[i];
    cells_.emplace_back();
    if (asked[i].truth) cells_.back() = truth_cells();
    if (!asked[i].bounds.empty()) cells_.back() = number_cells(fact, asked[i].bounds);
    if (!asked[i].masks.empty()) cells_.back() = category_cells(fact.values.size(), asked[i].masks);
  }
}

}  // namespace lossa::guideline
