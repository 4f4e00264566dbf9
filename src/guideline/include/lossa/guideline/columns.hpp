// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <lossa/guideline/values.hpp>

namespace lossa::guideline {

// The facts of many cases at once, 64 of them to a machine word.
//
// All that a condition can ask of a fact is on which side of a constant it lies, or among which values. So the values
// of a fact fall into a few *cells* that conditions can tell apart: a truth has two, a number one more than there are
// constants, a category one for each group of values that always stand together. Of each cell there is one *plane*, a
// bit a case: "known not to be in this cell". For a truth these are the planes "known no" and "known yes"; an interval
// is a run of cells that are left. Why bits and not bounds, as doubles or as bytes that number the cells:
// to compare a fact with a constant then takes 16 bytes of memory a case, or 2, and work for each case (1.2 and 0.8
// ns); as planes the answer is there already, 64 cases to a word and a quarter of a byte a case (0.005 ns to copy it).
// The work is done once, when a value is put in its place. lossa_columns_bench measures this in every run.
//
// Cases stand in *blocks*; the part of a plane in one block is a *line*. All lines of a block lie together, so that a
// block is read as one stream and its intermediate answers stay in the first-level cache. A case has several leads: a
// block has as many lines of each lead plane as its case with most leads has leads, the first for the first lead of
// each case and so on, with a plane that says which of them exist. "Some lead" is then an "or" of lines, 64 cases at a
// time.

using Word = std::uint64_t;
inline constexpr std::size_t words_in_line = 32;
inline constexpr std::size_t cases_in_block = 64 * words_in_line;

/// How many of each one case has.
struct Counts {
  int leads = 0;
  int sides = 0;
};

/// Values of a fact that no condition of a criterion or question can tell apart.
struct Cell {
  Value example;             ///< one of them
  Interval<double> numbers;  ///< a number's or date's: both ends included
  std::uint64_t values = 0;  ///< a category's
};

/// The cells of every fact, as the criteria and questions of a knowledge base cut them. A fact that none of them names
/// has no cells: columns do not keep it.
class Cells {
 public:
  explicit Cells(const Knowledge& knowledge);

  [[nodiscard]] const std::vector<Cell>& of(int fact) const { return cells_[static_cast<std::size_t>(fact)]; }

 private:
  std::vector<std::vector<Cell>> cells_;
};

/// Where the lines of a cohort's blocks stand: for each subject, how many lines come before each block.
struct Shape {
  explicit Shape(std::span<const Counts> cohort);

  [[nodiscard]] std::size_t blocks() const { return (cases + cases_in_block - 1) / cases_in_block; }
  [[nodiscard]] std::size_t first(Subject subject, std::size_t block) const {
    return first_line[static_cast<std::size_t>(subject)][block];
  }
  [[nodiscard]] std::size_t lines(Subject subject, std::size_t block) const {
    return first(subject, block + 1) - first(subject, block);
  }

  std::size_t cases = 0;
  std::array<std::vector<std::size_t>, 3> first_line;  ///< [subject][block]; one more than there are blocks
};

/// Planes of a cohort: for each subject so many, zero at first.
class Planes {
 public:
  Planes(Shape shape, const std::array<std::size_t, 3>& width);

  [[nodiscard]] const Shape& shape() const { return shape_; }
  [[nodiscard]] std::size_t width(Subject subject) const { return width_[static_cast<std::size_t>(subject)]; }
  [[nodiscard]] std::size_t bytes() const;

  /// The first line of a block; its planes follow each other, then those of the next lead or side.
  [[nodiscard]] const Word* block(Subject subject, std::size_t block) const;
  Word* block(Subject subject, std::size_t block);

  [[nodiscard]] bool get(Subject subject, std::size_t plane, std::size_t at, int instance) const;
  void set(Subject subject, std::size_t plane, std::size_t at, int instance, bool bit);
  void copy(Subject subject, std::size_t from, std::size_t to);
  /// How many bits of the plane are set, over all cases (leads, sides).
  [[nodiscard]] std::size_t count(Subject subject, std::size_t plane) const;

 private:
  [[nodiscard]] std::size_t word(Subject subject, std::size_t plane, std::size_t at, int instance) const;

  Shape shape_;
  std::array<std::size_t, 3> width_;
  std::array<std::vector<Word>, 3> words_;
};

/// The values of every fact of every case, as far as conditions can tell them apart.
class Columns {
 public:
  /// Nothing known of any case but what a fact's range says. Keeps a reference to the knowledge.
  Columns(const Knowledge& knowledge, std::span<const Counts> cohort);

  /// Puts one case in its place. It must have as many leads and sides as were said, numbers of which the low end is not
  /// above the high one (whole ones for counts and dates), and of each category one possible value or more, of its own.
  void set(std::size_t at, const Values& values);
  void set(std::size_t at, int fact, int instance, const Value& value);

  [[nodiscard]] const Knowledge& knowledge() const { return *knowledge_; }
  [[nodiscard]] const Cells& cells() const { return cells_; }
  [[nodiscard]] const Planes& planes() const { return planes_; }
  [[nodiscard]] std::size_t size() const { return planes_.shape().cases; }
  /// How many leads or sides a case has.
  [[nodiscard]] int count(Subject subject, std::size_t at) const;
  /// The plane of a fact's first cell; the others follow.
  [[nodiscard]] std::size_t first_plane(int fact) const { return first_plane_[static_cast<std::size_t>(fact)]; }

  /// The first plane of each subject: which cases, leads and sides there are.
  static constexpr std::size_t there = 0;

 private:
  const Knowledge* knowledge_;
  Cells cells_;
  std::vector<std::size_t> first_plane_;
  Planes planes_;
};

/// Cases whose values are all known at once.
Columns columns_of(const Knowledge& knowledge, std::span<const Values> cohort);

}  // namespace lossa::guideline
