// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <lossa/base/date.hpp>
#include <lossa/guideline/elm.hpp>

#include "elm_builder.hpp"
#include "elm_parameters.hpp"
#include "elm_terms.hpp"

namespace lossa::guideline {
namespace {

using elm::chain;
using elm::negation;
using elm::with;
using Op = Term::Op;
using Is = Expression::Op;

/// 28 digits, of which 8 are decimals, as the type Decimal of CQL has.
bool is_elm_decimal(double value) {
  constexpr double too_large = 1e20;
  constexpr std::size_t decimals = 8;
  const auto text = elm::decimal_text(std::abs(value));
  return std::abs(value) < too_large && text.size() - text.find('.') - 1 <= decimals;
}

}  // namespace

Term ElmBuilder::here(Subject subject, Subject scope) {
  return elm::leaf(subject == scope ? Op::operand : Op::alias, letter(subject));
}

Term ElmBuilder::for_each(Subject subject, Term answer) {
  each_.insert(subject);
  auto source = elm::leaf(Op::parameter, subject == Subject::lead ? elm::leads : elm::sides);
  return elm::query(letter(subject), std::move(source), std::move(answer));
}

Term ElmBuilder::helper(const std::string& name, std::vector<Term> operands) {
  for (auto& needed : elm_helpers(name))
    if (defined_.insert(needed.name).second) library_.helpers.push_back(std::move(needed));
  return elm::call(name, std::move(operands));
}

Term ElmBuilder::value(int fact, Subject scope) {
  facts_.insert(fact);
  const auto& own = at(knowledge_.facts, fact);
  if (own.of == Subject::patient) return elm::leaf(Op::parameter, own.id);
  return elm::element(here(own.of, scope), elm_element(own));
}

Term ElmBuilder::constant(const Fact& fact, double number) {
  if (fact.type == FactType::date) {
    const auto minute = Interval<WallMinutes>::exactly(static_cast<WallMinutes>(number));
    return elm::leaf(Op::moment, Date::from_minutes(minute).text());
  }
  if (!is_elm_decimal(number) && !fault_)
    fault_ = Error{.kind = ErrorKind::invalid_input,
                   .message = fact.id + " is compared with " + elm::decimal_text(number) +
                              ", which is none of ELM's decimals: they end after 8 places",
                   .where = at(knowledge_.guidelines, guideline_).file};
  return elm::decimal(number);
}

Term ElmBuilder::compared(const Term& possible, const Limit& limit) {
  const auto more = [&] { return helper(limit.more, {possible, limit.at}); };
  const auto less = [&] { return helper(limit.less, {possible, limit.at}); };
  switch (limit.comparison) {
    case Compare::equal:
      return with(Op::both, {negation(less()), negation(more())});
    case Compare::not_equal:
      return with(Op::either, {less(), more()});
    case Compare::less:
      return less();
    case Compare::not_more:
      return negation(more());
    case Compare::more:
      return more();
    case Compare::not_less:
      return negation(less());
  }
  contract_violated(std::source_location::current());
}

Term ElmBuilder::comparison(const Expression& e, Subject scope) {
  const auto& fact = at(knowledge_.facts, e.index);
  const bool is_date = fact.type == FactType::date;
  return compared(value(e.index, scope), {e.comparison, constant(fact, e.number), is_date ? "is later" : "is more",
                                          is_date ? "is earlier" : "is less"});
}

Term ElmBuilder::counted(Term answers, const Expression& e) {
  return compared(helper("how many", {std::move(answers)}),
                  {e.comparison, elm::decimal(e.number), "is more", "is less"});
}

Term ElmBuilder::among(const Expression& e, Subject scope) {
  const auto& values = at(knowledge_.facts, e.index).values;
  std::vector<Term> allowed;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (((e.mask >> i) & 1U) != 0) allowed.push_back(elm::word(values[i]));
  return helper("is among", {value(e.index, scope), with(Op::list, std::move(allowed))});
}

Term ElmBuilder::reading(const Expression& e) {
  used_readings_.insert(e.index);
  const auto& own = at(knowledge_.readings, e.index);
  return with(Op::equal, {elm::leaf(Op::parameter, elm::reading_name(own, prefix(own.guideline))),
                          elm::word(at(own.options, e.option))});
}

std::vector<Term> ElmBuilder::terms(const Expression& e, Subject scope, Answer answer) {
  std::vector<Term> parts;
  parts.reserve(e.parts.size());
  for (const auto& part : e.parts) parts.push_back(term(part, scope, answer));
  return parts;
}

Term ElmBuilder::term(const Expression& e, Subject scope, Answer answer) {
  if (answer == Answer::so_far && is_yes_so_far(e)) return elm::is_true(term(e, scope, Answer::truth));
  const auto each = [&] { return for_each(e.subject, term(e.parts.front(), scope, answer)); };
  switch (e.op) {
    case Is::all:
      return chain(Op::both, terms(e, scope, answer));
    case Is::any:
      return chain(Op::either, terms(e, scope, answer));
    case Is::negation:
      return negation(term(e.parts.front(), scope, answer));
    case Is::count:
      return counted(with(Op::list, terms(e, scope, answer)), e);
    case Is::each_all:
      return helper("all hold", {each()});
    case Is::each_any:
      return helper("some hold", {each()});
    case Is::each_count:
      return counted(each(), e);
    case Is::fact:
      return value(e.index, scope);
    case Is::compare:
      return comparison(e, scope);
    case Is::among:
      return among(e, scope);
    case Is::criterion:
      return refer(criterion(e.index, answer), scope);
    case Is::reading:
      return reading(e);
    case Is::conclusion:
      return answer == Answer::truth ? refer(conclusion(e.index, e.option), scope)
                                     : concluded(e.index, e.option, scope, answer);
  }
  contract_violated(std::source_location::current());
}

Term ElmBuilder::holds(int question, int option, Subject scope, Answer answer) {
  const auto& own = at(at(knowledge_.questions, question).conclusions, option);
  if (answer == Answer::so_far && is_yes_so_far(own.when))
    return elm::is_true(refer(condition(question, option, Answer::truth), scope));
  return refer(condition(question, option, answer), scope);
}

Term ElmBuilder::concluded(int question, int option, Subject scope, Answer answer) {
  std::vector<Term> parts;
  for (int i = 0; i < option; ++i) parts.push_back(negation(holds(question, i, scope, answer)));
  if (!at(at(knowledge_.questions, question).conclusions, option).otherwise)
    parts.push_back(holds(question, option, scope, answer));
  return chain(Op::both, std::move(parts));
}

bool ElmBuilder::is_yes_so_far(const Expression& e) const {
  const bool parts_are = std::ranges::all_of(e.parts, [this](const Expression& part) { return is_yes_so_far(part); });
  switch (e.op) {
    case Is::fact:
    case Is::compare:
    case Is::among:
    case Is::reading:
      return true;
    case Is::negation:
      return false;
    case Is::count:
    case Is::each_count:
      return parts_are && (e.comparison == Compare::more || e.comparison == Compare::not_less);
    case Is::all:
    case Is::any:
    case Is::each_all:
    case Is::each_any:
      return parts_are;
    case Is::criterion:
      return is_yes_so_far(at(knowledge_.criteria, e.index).when);
    case Is::conclusion:
      return e.option == 0 && is_yes_so_far(at(knowledge_.questions, e.index).conclusions.front().when);
  }
  contract_violated(std::source_location::current());
}

}  // namespace lossa::guideline
