// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elm_library.hpp"

namespace lossa::guideline::elm {

// Short ways to write a Term.

inline Term leaf(Term::Op op, std::string text) {
  return {.op = op, .text = std::move(text), .type = ElmType::boolean, .parts = {}};
}
inline Term with(Term::Op op, std::vector<Term> parts, std::string text = {}) {
  return {.op = op, .text = std::move(text), .type = ElmType::boolean, .parts = std::move(parts)};
}
inline Term truth(bool holds) { return leaf(Term::Op::boolean, holds ? "true" : "false"); }
inline Term word(std::string text) { return leaf(Term::Op::text, std::move(text)); }
inline Term operand(std::string name) { return leaf(Term::Op::operand, std::move(name)); }
inline Term none(ElmType type) { return {.op = Term::Op::none, .text = {}, .type = type, .parts = {}}; }
inline Term negation(Term part) { return with(Term::Op::negation, {std::move(part)}); }
inline Term is_true(Term part) { return with(Term::Op::is_true, {std::move(part)}); }
inline Term element(Term of, std::string name) { return with(Term::Op::element, {std::move(of)}, std::move(name)); }
inline Term call(std::string function, std::vector<Term> operands) {
  return with(Term::Op::call, std::move(operands), std::move(function));
}
inline Term query(std::string alias, Term source, Term result) {
  return with(Term::Op::query, {std::move(source), std::move(result)}, std::move(alias));
}

/// An operator of one or two operands, as ELM calls it and as CQL writes it, with "{}" for each operand.
struct Operator {
  Term::Op op;
  std::string_view elm, cql;
  bool to_the_minute = false;
};
/// Nothing for what is no such operator.
const Operator* operator_of(Term::Op op);

/// "a and b and c", from the left; what no part says (true or false) when there is none.
Term chain(Term::Op both_or_either, std::vector<Term> parts);

/// A finite number as CQL writes it: digits on both sides of the point, no exponent.
std::string decimal_text(double value);
Term decimal(double value);

}  // namespace lossa::guideline::elm
