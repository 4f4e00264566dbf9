// SPDX-License-Identifier: Apache-2.0
// What was measured: laboratory tests with their units, temperatures.
#include <utility>

#include "../units.hpp"
#include "laboratory.hpp"

namespace lossa::intake::fhir {
namespace {

/// The unit, by its code or as written; one that the test does not know stays as written, and is noted.
std::string unit_of(const Reader& reader, const Node& quantity, std::string_view test) {
  for (const char* name : {"code", "unit"})
    if (auto unit = known_unit(test, reader.text(&quantity, name)); !unit.empty()) return unit;
  std::string written(reader.text(&quantity, "unit"));
  if (written.empty()) written = reader.text(&quantity, "code");
  if (!written.empty() && !model::units_of(test).empty())
    reader.note(FaultKind::not_understood, "valueQuantity.unit",
                "the unit \"" + written + "\" is not known for " + std::string(test));
  return written;
}

/// "< 5": the number as written, with the comparator.
model::OptionalNumber written_number(const Reader& reader, const Node& quantity) {
  const Node* value = reader.number(&quantity, "value");
  if (value == nullptr) return std::nullopt;
  std::string text(reader.text(&quantity, "comparator"));
  if (!text.empty()) text += ' ';
  auto number = model::parse_number(text + value->text);
  if (!number.has_value()) {
    reader.note(FaultKind::not_understood, "valueQuantity.comparator", "this comparator is not known");
    return std::nullopt;
  }
  return std::move(number).value();
}

Sighting& dated(const Reader& reader, Sighting& sighting) {
  sighting.entry.at = reader.start_of("effective");
  sighting.entry.known_at = reader.date(&reader.resource(), "issued");
  return sighting;
}

void refuse(const Reader& reader, Part& part, FaultKind kind, std::string message) {
  reader.note(kind, "valueQuantity", std::move(message));
  part.set_aside = true;
}

}  // namespace

void add_measurement(const Reader& reader, Part& part, const Node& in, const terminology::Code& test) {
  const Node* quantity = reader.object(&in, "valueQuantity");
  if (quantity == nullptr) return;
  const std::string suffix = &in == &reader.resource() ? "" : "#" + test.word;
  if (test.word == "temperature") {
    const auto value = written_number(reader, *quantity);
    if (!value.has_value()) return;
    auto celsius = celsius_of(*value, reader.text(quantity, "code"));
    if (!celsius) celsius = celsius_of(*value, reader.text(quantity, "unit"));
    if (!celsius) return refuse(reader, part, FaultKind::missing_unit, "a temperature without a unit that is known");
    if (!may_be_of_a_person(*celsius))
      return refuse(reader, part, FaultKind::not_understood, "this is no temperature of a person: 30 to 45 °C");
    dated(reader, add(part, reader, temperature_sign(*std::move(celsius)), suffix));
    return;
  }
  auto value = written_number(reader, *quantity);
  if (!value.has_value()) return;
  model::Lab lab;
  lab.test = test.word;
  lab.unit = unit_of(reader, *quantity, test.word);
  if (lab.unit.empty())
    return refuse(reader, part, FaultKind::missing_unit, "a value of " + test.word + " without a unit");
  if (value->value.high < 0) return refuse(reader, part, FaultKind::not_understood, test.word + " cannot be negative");
  lab.value = std::move(value);
  dated(reader, add(part, reader, std::move(lab), suffix));
}

}  // namespace lossa::intake::fhir
