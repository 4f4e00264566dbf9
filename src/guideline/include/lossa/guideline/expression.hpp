// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lossa::guideline {

/// What a fact, a guideline or an `each` is about.
enum class Subject : std::uint8_t { patient, lead, side };  // "case", "lead", "side" on the wire

enum class Compare : std::uint8_t { equal, not_equal, less, not_more, more, not_less };

/// A condition, with its names resolved to indexes into the Knowledge it was loaded with.
struct Expression {
  enum class Op : std::uint8_t {
    all,         ///< every part: "a and b", "all(a, b)"
    any,         ///< some part: "a or b", "any(a, b)"
    negation,    ///< "not a": one part
    count,       ///< how many parts hold, compared with `number`
    each_all,    ///< one part, for every lead or side
    each_any,    ///< for some
    each_count,  ///< for how many, compared with `number`
    fact,        ///< a truth fact: `index`
    compare,     ///< a number or date fact `index` compared with `number`
    among,       ///< a category fact `index` is one of the values in `mask`
    criterion,   ///< `index`
    reading,     ///< reading `index` is set to `option`
    conclusion,  ///< question `index` concludes `option`
  };

  Op op = Op::all;
  Subject subject = Subject::patient;  ///< of an `each`
  Compare comparison = Compare::equal;
  int index = -1;
  int option = -1;
  std::uint64_t mask = 0;
  double number = 0;
  std::string constant;  ///< `number` as written, with its unit
  std::vector<Expression> parts;
  int line = 0;  ///< where it stands in its file
  int column = 0;

  /// The same condition, wherever it stands.
  friend bool operator==(const Expression& a, const Expression& b);
};

}  // namespace lossa::guideline
