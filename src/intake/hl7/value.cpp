// SPDX-License-Identifier: Apache-2.0
#include "value.hpp"

#include <array>
#include <utility>

#include "element.hpp"

namespace lossa::intake::hl7 {
namespace {

bool is_structured(const Hl7Segment& observation) { return observation.text(2) == "SN"; }

bool is_coded(const Hl7Segment& observation) {
  const auto type = observation.text(2);
  return type == "CE" || type == "CWE" || type == "CNE" || type == "CF";
}

std::string_view without_spaces_around(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "38,5" with a point. What may be a comma of thousands ("1,234") stays as it is: three digits behind no more than
/// three that are not only a 0.
void write_decimal_point(std::string& text) {
  const auto comma = text.find(',');
  if (comma == std::string::npos || text.find_first_of(".,", comma + 1) != std::string::npos) return;
  std::size_t before = comma;
  while (before > 0 && is_digit(text[before - 1])) --before;
  std::size_t after = comma + 1;
  while (after < text.size() && is_digit(text[after])) ++after;
  const auto whole = std::string_view(text).substr(before, comma - before);
  const auto decimals = after - comma - 1;
  const bool may_be_thousands = decimals == 3 && whole != "0" && whole.size() <= 3;
  if (!whole.empty() && decimals > 0 && !may_be_thousands) text[comma] = '.';
}

/// One sign for "at least" and "at most", and none for "equal", which SN may name (HL7 2.5.1, data type SN; memory).
void write_comparator(std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> signs = {
      {{"\xE2\x89\xA5", ">="}, {"\xE2\x89\xA4", "<="}, {"=>", ">="}, {"=<", "<="}}};
  for (const auto& [written, ours] : signs)
    if (text.starts_with(written)) text.replace(0, written.size(), ours);
  if (text.starts_with('=')) text.erase(0, 1);
}

}  // namespace

std::string written_value(const Hl7Segment& observation) {
  const auto& field = observation.field(5);
  if (field.repetitions.empty() || field.is_null()) return "";
  const auto& value = field.repetitions.front();
  if (is_coded(observation)) {
    const auto codings = codings_of(value);
    const auto text = text_of(codings);
    return std::string(text.empty() ? codings[0].code : text);
  }
  std::string written(without_spaces_around(value.text(1)));
  if (is_structured(observation))  // comparator, number, separator, number
    for (const std::size_t part : {2U, 3U, 4U}) written.append(without_spaces_around(value.text(part)));
  return written;
}

Result<model::Number> number_in(const Hl7Segment& observation) {
  auto text = written_value(observation);
  const auto& field = observation.field(5);
  if (is_structured(observation) && !field.repetitions.empty()) {
    const auto& value = field.repetitions.front();
    if (value.text(3) == "-" && value.text(1).empty())
      text = std::string(value.text(2)) + " .. " + std::string(value.text(4));
  }
  write_comparator(text);
  if (text.find(" .. ") == std::string::npos) write_decimal_point(text);
  return model::parse_number(text);
}

std::string written_unit(const Hl7Segment& observation) {
  const auto first = observation.text(6, 1);
  const auto second = observation.text(6, 2);
  if ((first == "10" || first == "x10") && !second.empty() && second.front() >= '0' && second.front() <= '9')
    return std::string(first) + "^" + std::string(second);
  return std::string(without_spaces_around(first.empty() ? second : first));
}

}  // namespace lossa::intake::hl7
