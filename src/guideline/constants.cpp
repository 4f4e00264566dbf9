// SPDX-License-Identifier: Apache-2.0
#include "constants.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <lossa/base/date.hpp>
#include <lossa/base/text.hpp>

namespace lossa::guideline {
namespace {

Error unfit(std::string message) { return {.kind = ErrorKind::invalid_input, .message = std::move(message)}; }

std::string_view plural(std::string_view unit) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> forms = {{{"h", "hours"},
                                                                                           {"hour", "hours"},
                                                                                           {"d", "days"},
                                                                                           {"day", "days"},
                                                                                           {"year", "years"},
                                                                                           {"month", "months"},
                                                                                           {"week", "weeks"},
                                                                                           {"minute", "minutes"},
                                                                                           {"set", "count"},
                                                                                           {"sets", "count"}}};
  for (const auto& [written, unit_name] : forms)
    if (unit == written) return unit_name;
  return unit;
}

/// A number of `from` in `to`; nothing where the two have nothing in common.
std::optional<double> in_unit(double number, std::string_view from, std::string_view to) {
  constexpr double hours_a_day = 24;
  if (from == to) return number;
  if (from == "days" && to == "hours") return number * hours_a_day;
  if (from == "hours" && to == "days") return number / hours_a_day;
  return std::nullopt;
}

std::optional<double> number_of(std::string_view lexeme) {
  double number = 0;
  const auto [stop, code] = std::from_chars(lexeme.begin(), lexeme.end(), number);
  if (code != std::errc() || stop != lexeme.end() || !std::isfinite(number)) return std::nullopt;
  return number;
}

Result<Constant> date_constant(const Fact& fact, const Token& token, Compare comparison) {
  if (token.kind != Token::Kind::word)
    return unfit("'" + fact.id + "' is a date and is compared with one in quotes: '2021-08-20'");
  const auto date = LOSSA_TRY(Date::parse(token.text));
  const bool at_start = comparison == Compare::less || comparison == Compare::not_less;
  return Constant{static_cast<double>(at_start ? date.minutes().low : date.minutes().high), "'" + token.text + "'"};
}

}  // namespace

Result<Constant> constant_for(const Fact& fact, const Token& token, const std::string& unit, Compare comparison) {
  if (fact.type == FactType::date) return date_constant(fact, token, comparison);
  if (token.kind != Token::Kind::number) return unfit("'" + fact.id + "' is a number and is compared with one");
  const auto number = number_of(token.text);
  if (!number) return unfit("'" + token.text + "' is no number");
  if (fact.is_count && *number != std::floor(*number)) return unfit("'" + fact.id + "' counts whole things");
  const bool needs_unit = !fact.is_count && fact.unit != "1";
  if (unit.empty() && needs_unit)
    return unfit("'" + fact.id + "' is in " + fact.unit + ": write '" + token.text + " " + fact.unit + "'");
  const auto converted = unit.empty() ? number : in_unit(*number, plural(unit), plural(fact.unit));
  if (!converted) return unfit("'" + fact.id + "' is in " + fact.unit + ", not in " + unit);
  return Constant{*converted, token.text + (unit.empty() ? "" : " " + unit)};
}

std::optional<double> whole_number(std::string_view lexeme) {
  const auto number = number_of(lexeme);
  if (!number || *number != std::floor(*number)) return std::nullopt;
  return number;
}

std::string not_a_value(const Fact& fact, const std::string& word) {
  return "'" + word + "' is no value of '" + fact.id + "': " + join_words(fact.values, "or");
}

}  // namespace lossa::guideline
