// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/hl7_message.hpp>

#include "text.hpp"

namespace lossa::intake {
namespace {

/// Puts the pieces that `print` makes of the items one after the other, with the delimiter between them.
template <typename Items, typename Print>
std::string joined(const Items& items, char delimiter, Print print) {
  std::string text;
  bool first = true;
  for (const auto& item : items) {
    if (!first) text += delimiter;
    first = false;
    text += print(item);
  }
  return text;
}

std::string written(const Hl7Field& field, const hl7::Writing& writing) {
  const auto& delimiters = writing.delimiters;
  return joined(field.repetitions, delimiters.repetition, [&](const Hl7Repetition& repetition) {
    return joined(repetition.components, delimiters.component, [&](const Hl7Component& component) {
      return joined(component, delimiters.subcomponent,
                    [&](const std::string& text) { return hl7::escape(text, writing); });
    });
  });
}

}  // namespace

std::string print_hl7(const Hl7Message& message) {
  const hl7::Writing writing{.delimiters = message.delimiters, .characters = message.characters};
  std::string text;
  for (const auto& segment : message.segments) {
    text += segment.name;
    const bool has_delimiters = segment.name == "MSH" || segment.name == "FHS" || segment.name == "BHS";
    for (std::size_t number = 1; number <= segment.fields.size(); ++number) {
      // Field 1 of a header is the delimiter itself, and field 2 is not escaped.
      if (!has_delimiters || number > 1) text += message.delimiters.field;
      if (!has_delimiters || number > 2)
        text += written(segment.fields[number - 1], writing);
      else if (number == 2)
        text += segment.text(2);
    }
    text += message.segment_end;
  }
  return hl7::from_utf8(text, message.characters);
}

}  // namespace lossa::intake
