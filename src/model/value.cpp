// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/value.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include <lossa/base/text.hpp>

namespace lossa::model {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<double> plain_number(std::string_view text) {
  text = trimmed(text);
  if (!is_number_lexeme(text)) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<Interval<double>> interval_from(std::string_view text) {
  if (const auto dots = text.find(".."); dots != std::string_view::npos) {
    const auto low = plain_number(text.substr(0, dots));
    const auto high = plain_number(text.substr(dots + 2));
    if (!low.has_value() || !high.has_value() || *low > *high) return std::nullopt;
    return Interval<double>{*low, *high};
  }
  const bool is_above = text.starts_with('>');
  const bool is_below = text.starts_with('<');
  if (!is_above && !is_below) {
    const auto value = plain_number(text);
    return value.has_value() ? std::optional(Interval<double>::exactly(*value)) : std::nullopt;
  }
  const bool end_included = text.substr(1).starts_with('=');
  const auto end = plain_number(text.substr(end_included ? 2 : 1));
  if (!end.has_value()) return std::nullopt;
  if (is_above) return Interval<double>{end_included ? *end : std::nextafter(*end, infinity), infinity};
  return Interval<double>{-infinity, end_included ? *end : std::nextafter(*end, -infinity)};
}

Error not_understood(std::string_view text, std::string_view expected) {
  std::string message = "\"" + std::string(text) + "\" is not " + std::string(expected);
  if (text.find(',') != std::string_view::npos) message += ", with a decimal point";
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message)};
}

}  // namespace

Result<Number> parse_number(std::string_view text) {
  const auto written = trimmed(text);
  const auto value = interval_from(written);
  if (!value.has_value())
    return not_understood(text, "a number such as 38.4, \"> 38\", \">= 2\", \"< 5\" or \"2 .. 3\"");
  // An exact number has one form, so that it can be written as a number.
  if (value->is_exact() && !is_number_lexeme(written)) return exactly(value->low);
  return Number{.value = *value, .text = std::string(written)};
}

Result<Number> parse_count(std::string_view text) {
  auto number = LOSSA_TRY(parse_number(text));
  auto& value = number.value;
  if (value.low == -infinity) value.low = 0;
  value = {std::ceil(value.low), std::floor(value.high)};
  if (value.low < 0 || value.low > value.high)
    return not_understood(text, "a count: whole and not negative, such as 3, \">= 2\" or \"2 .. 3\"");
  return number;
}

Number exactly(double value) { return {.value = Interval<double>::exactly(value), .text = format_number(value)}; }

}  // namespace lossa::model
