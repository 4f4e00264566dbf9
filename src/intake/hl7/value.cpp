// SPDX-License-Identifier: Apache-2.0
#include "value.hpp"

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
