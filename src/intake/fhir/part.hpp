// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <lossa/intake/foreign.hpp>

/// FHIR R4 resources: what each says alone (map), and what they say together (Gatherer).
namespace lossa::intake::fhir {

/// What a Device is, for whoever refers to it. An ordinary device (a ventilator) has no word and is no lead.
struct DeviceSaid {
  bool is_lead = false;
  model::Word word = {};  ///< Device::type, or Lead::use
  std::string model = {};
  model::OptionalWhen made = {};
  [[nodiscard]] bool matters() const { return is_lead || !word.empty(); }
};

/// What a Specimen is.
struct SpecimenSaid {
  model::Word word = {};  ///< Culture::specimen
  model::OptionalWhen collected = {};
  std::string parent = {};  ///< key of the Specimen it was taken from
  std::string order = {};
  bool is_in_bottles = false;  ///< several containers: what one puncture filled
};

/// What a Medication is.
struct DrugSaid {
  model::Word what = {};  ///< "antibiotic"
  std::string agent = {};
};

/// What an Observation or a DiagnosticReport is among cultures.
struct LaboratorySaid {
  enum class Role {
    culture,         ///< its code is that of a culture: its sightings hold
    organism,        ///< it names an organism, but its code is no culture's: its frame or its sample must say so
    susceptibility,  ///< of an isolate
  };
  Role role = Role::culture;
  bool has_result = false;                ///< it says itself what grew, or that nothing did
  model::Finding resistant = {};          ///< to oxacillin or cefoxitin; of a susceptibility, or of one in components
  std::vector<std::string> members = {};  ///< hasMember, result
  std::vector<std::string> isolate_of = {};              ///< derivedFrom
  std::string unmapped_system = {}, unmapped_code = {};  ///< of an organism's Observation: the code that says nothing
};

/// What was seen in an image: a word of terminology, and whether it is there.
struct ImageFinding {
  std::string word = {};
  Truth present = {};
};

/// Where a person is now.
struct Stay {
  std::string ward = {};
  model::OptionalWhen since = {};
};

/// What one resource says, before what it refers to is known.
struct Part {
  std::string type = {};
  std::string key = {};      ///< "Observation/abc", "Observation/abc#1" of a contained one; "" without an id
  std::string version = {};  ///< meta.lastUpdated, or meta.versionId
  std::string person = {};   ///< "Patient/1"; "" when it does not say
  Place place = {};
  Sighting::State state = Sighting::State::current;
  std::vector<Sighting> sightings = {};
  bool set_aside = false;  ///< it should have given something and could not; a fault says why
  bool speaks_of_device = false;
  bool is_known_implant = false;  ///< its code says that a heart's device was put in, whatever kind it is

  std::string needs_device = {};             ///< key of the Device that says what its Device or Lead sighting is
  std::string needs_drug = {};               ///< key of the Medication that says what its Treatment is
  std::vector<std::string> must_exist = {};  ///< keys; one that is nowhere is a dangling reference

  std::optional<Person> about = {};
  std::optional<Stay> stay = {};
  std::optional<DeviceSaid> device = {};
  std::optional<SpecimenSaid> specimen = {};
  std::optional<DrugSaid> drug = {};
  std::optional<LaboratorySaid> laboratory = {};
  std::vector<ImageFinding> image_findings = {};  ///< of an Observation that a report may name
  std::vector<std::string> image_results = {};    ///< keys of a report's Observations
  std::vector<Part> contained = {};
};

/// All parts of a reading: many and large, so they never move.
using Parts = std::deque<Part>;

/// Both say whom they are about, and it is not the same person.
inline bool are_of_two_people(const Part& a, const Part& b) {
  return !a.person.empty() && !b.person.empty() && a.person != b.person;
}

}  // namespace lossa::intake::fhir
