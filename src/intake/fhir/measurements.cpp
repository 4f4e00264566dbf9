// SPDX-License-Identifier: Apache-2.0
// What was measured: laboratory tests with their units, temperatures.
#include <algorithm>
#include <cmath>
#include <utility>

#include "laboratory.hpp"

namespace lossa::intake::fhir {
namespace {

/// Units as UCUM and laboratories write them, and the same as our tests know them.
struct UnitName {
  std::string_view written, ours;
};
constexpr std::array unit_names = {
    UnitName{"10*9/L", "10^9/L"},
    UnitName{"10*3/uL", "10^9/L"},
    UnitName{"K/uL", "10^9/L"},
    UnitName{"10*3/mm3", "10^9/L"},
    UnitName{"µmol/L", "umol/L"},
    UnitName{"mL/min/{1.73_m2}", "mL/min/1.73m2"},
    UnitName{"mL/min/{1.73m2}", "mL/min/1.73m2"},
    UnitName{"mL/min/1.73_m2", "mL/min/1.73m2"},
    UnitName{"{INR}", "1"},
    UnitName{"{ratio}", "1"},
};

std::string unit_in_our_words(std::string_view test, std::string_view written) {
  const auto known = model::units_of(test);
  if (std::ranges::find(known, written) != known.end()) return std::string(written);
  const auto named = std::ranges::find(unit_names, written, &UnitName::written);
  if (named != unit_names.end() && std::ranges::find(known, named->ours) != known.end())
    return std::string(named->ours);
  return "";
}

/// The unit, by its code or as written; one that the test does not know stays as written, and is noted.
std::string unit_of(const Reader& reader, const Node& quantity, std::string_view test) {
  for (const char* name : {"code", "unit"})
    if (auto unit = unit_in_our_words(test, reader.text(&quantity, name)); !unit.empty()) return unit;
  std::string written(reader.text(&quantity, "unit"));
  if (written.empty()) written = reader.text(&quantity, "code");
  if (!written.empty() && !model::units_of(test).empty())
    reader.note(FaultKind::not_understood, "valueQuantity.unit",
                "the unit \"" + written + "\" is not known for " + std::string(test));
  return written;
}

/// "< 5": the number as written, with the comparator.
model::OptionalNumber number_of(const Reader& reader, const Node& quantity) {
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

std::optional<double> celsius_of(const Reader& reader, const Node& quantity) {
  const Node* value = reader.number(&quantity, "value");
  const auto number = value == nullptr ? std::nullopt : value->number();
  if (!number.has_value()) return std::nullopt;
  for (const char* name : {"code", "unit"}) {
    const auto unit = reader.text(&quantity, name);
    if (unit == "Cel" || unit == "°C" || unit == "C") return number;
    if (unit == "[degF]" || unit == "°F" || unit == "F") return std::round((*number - 32.0) / 1.8 * 100.0) / 100.0;
  }
  return std::nullopt;
}

/// A figure says nothing by itself about fever: whether it is one is for the guidelines.
model::Sign temperature_sign(double celsius) {
  model::Sign sign;
  sign.what = "fever";
  sign.present = Truth::unknown(Reason::not_asked);
  sign.temperature_celsius = model::exactly(celsius);
  return sign;
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
    constexpr double lowest = 30;
    constexpr double highest = 45;
    const auto celsius = celsius_of(reader, *quantity);
    if (reader.number(quantity, "value") == nullptr) return;
    if (!celsius) return refuse(reader, part, FaultKind::missing_unit, "a temperature without a unit that is known");
    if (*celsius < lowest || *celsius > highest)
      return refuse(reader, part, FaultKind::not_understood, "this is no temperature of a person: 30 to 45 °C");
    dated(reader, add(part, reader, temperature_sign(*celsius), suffix));
    return;
  }
  auto value = number_of(reader, *quantity);
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
