// SPDX-License-Identifier: Apache-2.0
// What was measured: laboratory tests with their units, temperatures.
#include <optional>
#include <utility>

#include "../units.hpp"
#include "mapping.hpp"
#include "value.hpp"

namespace lossa::intake::hl7 {
namespace {

bool refuse(const Observation& observation, const Source& source, FaultKind kind, std::string message) {
  source.note(kind, *observation.segment, std::move(message));
  return false;
}

std::optional<model::Content> temperature(const model::Number& value, const Observation& observation,
                                          const Source& source) {
  auto celsius = celsius_of(value, written_unit(*observation.segment));
  if (!celsius) {
    refuse(observation, source, FaultKind::missing_unit, "a temperature in degrees Celsius or Fahrenheit was expected");
    return std::nullopt;
  }
  if (!may_be_of_a_person(*celsius)) {
    refuse(observation, source, FaultKind::not_understood, "no temperature of a person: 30 to 45 degrees Celsius");
    return std::nullopt;
  }
  return temperature_sign(*std::move(celsius));
}

std::optional<model::Content> laboratory_value(model::Number value, const std::string& test,
                                               const Observation& observation, const Source& source) {
  const auto written = written_unit(*observation.segment);
  model::Lab lab;
  lab.test = test;
  lab.unit = known_unit(test, written);
  if (lab.unit.empty()) {
    refuse(observation, source, written.empty() ? FaultKind::missing_unit : FaultKind::not_understood,
           written.empty() ? "a value of " + test + " without a unit"
                           : "the unit of " + test + " is not known: " + without_identity_numbers(written));
    return std::nullopt;
  }
  if (value.value.low < 0 && value.value.high < 0) {
    refuse(observation, source, FaultKind::not_understood, test + " cannot be negative");
    return std::nullopt;
  }
  lab.value = std::move(value);
  return lab;
}

}  // namespace

bool map_measurement(const OrderFrame& frame, const Observation& observation, const Source& source, Said& said) {
  const auto* test = meaning_of(codings_of(observation.segment->field(3)), source, "", {terminology::Sense::lab});
  auto sighting = frame_of(frame, observation, source);
  if (sighting.state == Sighting::State::withdrawn) {
    sighting.entry.content = model::Lab{.test = test->word == "temperature" ? "" : test->word};
    if (test->word == "temperature") sighting.entry.content = model::Sign{.what = "fever"};
    said.sightings.push_back(std::move(sighting));
    return true;
  }
  auto value = number_in(*observation.segment);
  if (!value.has_value())
    return refuse(observation, source, FaultKind::wrong_type,
                  "the value of " + test->word +
                      " is no number: " + without_identity_numbers(written_value(*observation.segment)));
  auto content = test->word == "temperature"
                     ? temperature(*value, observation, source)
                     : laboratory_value(std::move(value).value(), test->word, observation, source);
  if (!content) return false;
  if (test->word == "temperature")
    if (auto measured = time_in(*observation.segment, 14, source)) sighting.entry.at = std::move(measured);
  sighting.entry.content = *std::move(content);
  said.sightings.push_back(std::move(sighting));
  return true;
}

}  // namespace lossa::intake::hl7
