// SPDX-License-Identifier: Apache-2.0
#include "elm_terms.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lossa::guideline::elm {
namespace {

using Op = Term::Op;

constexpr std::array<Operator, 20> operators = {{
    {Op::negation, "Not", "not {}"},
    {Op::is_true, "IsTrue", "{} is true"},
    {Op::is_false, "IsFalse", "{} is false"},
    {Op::is_null, "IsNull", "{} is null"},
    {Op::exists, "Exists", "exists {}"},
    {Op::to_decimal, "ToDecimal", "ToDecimal({})"},
    {Op::both, "And", "{} and {}"},
    {Op::either, "Or", "{} or {}"},
    {Op::equal, "Equal", "{} = {}"},
    {Op::more, "Greater", "{} > {}"},
    {Op::not_more, "LessOrEqual", "{} <= {}"},
    {Op::less, "Less", "{} < {}"},
    {Op::not_less, "GreaterOrEqual", "{} >= {}"},
    {Op::except, "Except", "{} except {}"},
    {Op::intersect, "Intersect", "{} intersect {}"},
    {Op::later, "After", "{} after minute of {}", true},
    {Op::not_later, "SameOrBefore", "{} same minute or before {}", true},
    {Op::earlier, "Before", "{} before minute of {}", true},
    {Op::not_earlier, "SameOrAfter", "{} same minute or after {}", true},
    {Op::same_minute, "SameAs", "{} same minute as {}", true},
}};

}  // namespace

const Operator* operator_of(Term::Op op) {
  const auto* found = std::ranges::find(operators, op, &Operator::op);
  return found == operators.end() ? nullptr : found;
}

Term chain(Term::Op both_or_either, std::vector<Term> parts) {
  if (parts.empty()) return truth(both_or_either == Term::Op::both);
  auto result = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i)
    result = with(both_or_either, {std::move(result), std::move(parts[i])});
  return result;
}

std::string decimal_text(double value) {
  std::array<char, 400> buffer{};  // room for the largest double without an exponent
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  std::string text(buffer.data(), written.ptr);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

Term decimal(double value) { return leaf(Term::Op::decimal, decimal_text(value)); }

}  // namespace lossa::guideline::elm
