// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// The types that an exported library has. A lead and a side are tuples of ElmLibrary's elements.
enum class ElmType {
  boolean,
  text,
  decimal,
  moment,
  decimals,  ///< an interval: all that a number may be
  moments,   ///< an interval
  booleans,  ///< a list
  texts,     ///< a list: all that a category may be
  lead,
  side,
  leads,
  sides,
};

/// An expression that ELM and CQL both have, each op with one meaning in both.
struct Term {
  enum class Op {
    // What `text` says, without parts.
    boolean,
    decimal,
    integer,
    text,
    moment,     ///< "2021-08-20T14:30"
    parameter,  ///< these name something
    definition,
    operand,
    alias,
    none,  ///< null of `type`
    // Parts.
    element,  ///< `text` of a tuple or an interval
    call,     ///< of the function `text`
    list,
    interval,  ///< both ends included
    choice,    ///< when, then, when, then, …, else
    query,     ///< of a list, each item by the alias `text`: source, what is returned, and perhaps which are taken
    // Of one part.
    negation,
    is_true,
    is_false,
    is_null,
    exists,
    count,
    to_decimal,
    // Of two.
    both,
    either,
    equal,
    more,
    not_more,
    less,
    not_less,
    except,
    intersect,
    later,  ///< of moments, to the minute
    not_later,
    earlier,
    not_earlier,
    same_minute,
  };
  Op op = Op::none;
  std::string text;
  ElmType type = ElmType::boolean;
  std::vector<Term> parts;
};

using ElmTags = std::vector<std::pair<std::string, std::string>>;

struct ElmParameter {
  std::string name;
  ElmType type = ElmType::boolean;
  Term otherwise;  ///< when it is not given
  ElmTags tags;
};

struct ElmOperand {
  std::string name;
  ElmType type = ElmType::boolean;
};

/// A function when it has operands.
struct ElmDefinition {
  std::string name;
  std::vector<ElmOperand> operands;
  Term expression;
  ElmTags tags;
};

struct ElmElement {
  std::string name;
  ElmType type = ElmType::boolean;
};

/// What both writers write.
struct ElmLibrary {
  std::string id, version;
  ElmTags tags;
  std::vector<ElmParameter> parameters;
  std::vector<ElmElement> lead, side;      ///< their elements
  std::vector<ElmDefinition> helpers;      ///< functions of the language's own: comparisons, counts
  std::vector<ElmDefinition> definitions;  ///< each after those it uses
};

/// Fails as export_elm does.
Result<ElmLibrary> elm_library(const Knowledge& knowledge, int guideline, const ReadingChoice& readings);

/// The helpers that `name` needs, itself last.
std::vector<ElmDefinition> elm_helpers(const std::string& name);

}  // namespace lossa::guideline
