// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "element.hpp"

namespace lossa::intake::hl7 {

/// One test of one isolate, as the laboratory wrote it.
struct Susceptibility {
  std::string culture = {};  ///< source_id of the culture that grew the isolate
  std::string person = {};
  std::string test = {};            ///< OBX-3
  std::string agent = {};           ///< by its code; "" when it has none that is known
  std::string name = {};            ///< as written, for people
  std::string value = {};           ///< with its comparator and unit: "<=0.25 mg/L"; "" when there is none
  std::string interpretation = {};  ///< S, I (susceptible, increased exposure) or R; "" when there is none
  std::string version = {};
  Sighting::State state = Sighting::State::current;
  model::OptionalWhen known_at = {};
  Place place = {};
};

/// What one message says, alone.
struct Said {
  std::vector<Sighting> sightings = {};
  std::vector<Susceptibility> susceptibilities = {};
  std::vector<Person> people = {};
  bool set_aside = false;           ///< something of it could not be used
  bool has_unknown_person = false;  ///< a person has no identifier: what is said about them is not used
};

/// The state of a result: OBX-11, else OBR-25 (HL7 tables 0085 and 0123; memory).
struct Status {
  Sighting::State state = Sighting::State::current;
  model::Finding final = {};
  int rank = 0;  ///< of two of one time the greater holds
};
Status status_of(const Order& order, const Observation& observation);

/// Where an order's results belong.
struct OrderFrame {
  const Order& order;
  const std::string& person;
  std::string filler;        ///< identifier of OBR-3, else OBR-2
  std::string culture = {};  ///< of the order's tests of isolates: source_id of what grew, when OBR-26 names it
  std::map<std::string, int> seen = {};  ///< how many results had that id
};

/// A sighting with its place, times, version and state; its content is to be filled in. It was so when the specimen was
/// drawn: SPM-17, else OBR-7, else OBX-14. It was known when the result was issued: OBR-22, else OBX-19, else MSH-7.
Sighting frame_of(const OrderFrame& frame, const Observation& observation, const Source& source);
/// The id of a result, stable over deliveries: filler, test and sub-id.
std::string result_id(std::string_view filler, std::string_view test, std::string_view sub_id);

/// Puts the person into what is said. Gives the key, "" if the person has no id at all.
std::string map_person(const PersonGroup& group, const Source& source, Said& said);

// Each maps one observation into what is said. They give false when it could not be used though it should have been.
bool map_culture(OrderFrame& frame, const Observation& observation, const Source& source, Said& said);
bool map_susceptibility(const OrderFrame& frame, const Observation& observation, const Source& source, Said& said);
bool map_measurement(const OrderFrame& frame, const Observation& observation, const Source& source, Said& said);

/// Everything that a message says. Pure: the same message says the same, but for what is noted.
Said map_message(const std::vector<PersonGroup>& groups, const Source& source);

}  // namespace lossa::intake::hl7
