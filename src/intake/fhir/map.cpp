// SPDX-License-Identifier: Apache-2.0
#include "map.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

struct Mapping {
  std::string_view type;
  void (*map)(const Reader&, Part&);
  std::string_view person;  ///< the member that names the person
  bool needs_person;        ///< it says nothing without one
};

constexpr std::array mappings = {
    Mapping{"Patient", map_patient, "", false},
    Mapping{"Encounter", map_encounter, "subject", false},
    Mapping{"Device", map_device, "patient", false},
    Mapping{"DeviceUseStatement", map_device_use, "subject", true},
    Mapping{"Procedure", map_procedure, "subject", true},
    Mapping{"Condition", map_condition, "subject", true},
    Mapping{"AllergyIntolerance", map_allergy, "patient", true},
    Mapping{"Medication", map_medication, "", false},
    Mapping{"MedicationRequest", map_medication_request, "subject", true},
    Mapping{"MedicationAdministration", map_medication_administration, "subject", true},
    Mapping{"Specimen", map_specimen, "subject", false},
    Mapping{"Observation", map_observation, "subject", true},
    Mapping{"DiagnosticReport", map_report, "subject", true},
    Mapping{"ImagingStudy", map_imaging_study, "subject", true},
};

const Mapping* mapping_of(std::string_view type) {
  const auto found = std::ranges::find(mappings, type, &Mapping::type);
  return found == mappings.end() ? nullptr : found;
}

Part begun(const Reader& reader) {
  Part part;
  part.type = reader.type();
  part.key = reader.key();
  part.version = reader.version();
  part.place = reader.place();
  return part;
}

/// Sightings of a person that nobody names are set aside. What has no subject at all (a group, a location) is no fault.
void require_person(const Reader& reader, Part& part) {
  if (!part.person.empty() || part.sightings.empty()) return;
  reader.note(FaultKind::no_person, "", "it does not say whom it is about");
  part.sightings.clear();
  part.set_aside = true;
}

void read_contained(const Reader& reader, Part& part) {
  for (const Node& node : reader.items(&reader.resource(), "contained")) {
    const Reader inside(node, reader.source(), part.key.empty() ? stable_id(reader) : part.key);
    const Mapping* mapping = mapping_of(inside.type());
    if (mapping == nullptr || inside.key().empty()) continue;
    Part& contained = part.contained.emplace_back(begun(inside));
    contained.person = part.person;
    mapping->map(inside, contained);
  }
}

/// A Device without a type is that of a use or an operation: what it refers to must say.
bool is_said_of_device(const Sighting& sighting) {
  const auto& content = sighting.entry.content;
  if (const auto* device = std::get_if<model::Device>(&content)) return !device->type.empty();
  if (std::holds_alternative<model::Lead>(content)) return true;
  if (const auto* diagnosis = std::get_if<model::Diagnosis>(&content))
    return diagnosis->what == "device_in_place" || diagnosis->what == "device_infection" ||
           diagnosis->what == "device_complication";
  if (const auto* history = std::get_if<model::History>(&content))
    return history->what == "device_infection" || history->what == "device_procedure";
  if (const auto* procedure = std::get_if<model::Procedure>(&content)) return procedure->what != "debridement";
  return false;
}

}  // namespace

bool is_needed_type(std::string_view type) { return mapping_of(type) != nullptr; }

Part map_resource(const Node& resource, const Source& source) {
  const Reader reader(resource, source);
  auto& count = source.quality.elements[reader.type().empty() ? "(no type)" : std::string(reader.type())];
  ++count.read;
  Part part = begun(reader);
  const Mapping* mapping = mapping_of(reader.type());
  if (mapping == nullptr) {
    if (!reader.type().empty()) return part;
    reader.note(FaultKind::not_understood, "resourceType", "this is no FHIR resource: it does not say its type");
    ++count.set_aside;
    part.set_aside = true;
    return part;
  }
  if (!mapping->person.empty()) {
    part.person = reader.person(mapping->person);
    if (names_a_resource(part.person) && part.person.starts_with("Patient/")) part.must_exist.push_back(part.person);
  }
  read_contained(reader, part);
  mapping->map(reader, part);
  // Only its status may be left of what was entered in error.
  if (part.state == Sighting::State::withdrawn && part.sightings.empty() && resource.find("code") == nullptr)
    add(part, reader, model::Note{});
  if (mapping->needs_person) require_person(reader, part);
  part.speaks_of_device = part.is_known_implant || std::ranges::any_of(part.sightings, is_said_of_device) ||
                          (part.device.has_value() && part.device->matters());
  if (part.set_aside) ++count.set_aside;
  return part;
}

Sighting& add(Part& part, const Reader& reader, model::Content content, std::string_view suffix) {
  Sighting& made = part.sightings.emplace_back();
  made.person = part.person;
  made.entry = reader.entry(std::move(content));
  made.record = stable_id(reader);
  made.source_id = made.record;
  made.source_id.append(suffix);
  made.version = part.version;
  made.state = part.state;
  return made;
}

void withdraw(Part& part, const Reader& reader) {
  reader.note(FaultKind::entered_in_error, "", "the source says that it was entered in error");
  part.state = Sighting::State::withdrawn;
}

const terminology::Code* proposal_of(const Concept& concept_read, const Dictionary& dictionary,
                                     std::initializer_list<Sense> senses) {
  const auto propose = [&](std::string_view words) -> const terminology::Code* {
    for (const Sense sense : senses)
      if (const auto* code = words.empty() ? nullptr : dictionary.codes.proposed_by(sense, words)) return code;
    return nullptr;
  };
  if (const auto* code = propose(concept_read.text)) return code;
  for (const Coding& coding : concept_read.codings)
    if (const auto* code = propose(coding.display)) return code;
  return nullptr;
}

namespace {

/// "icd" of "crt_d" and "icd_dual", "pacemaker" of "leadless_dual"; any other word is its own.
std::string_view family(std::string_view word) {
  constexpr std::array defibrillators = {"icd", "crt_d", "s_icd", "ev_icd"};
  constexpr std::array pacemakers = {"pacemaker", "crt_p", "leadless", "epicardial_pacemaker"};
  const auto begins = [&](std::string_view one) { return word.starts_with(one); };
  if (std::ranges::any_of(defibrillators, begins)) return "icd";
  return std::ranges::any_of(pacemakers, begins) ? "pacemaker" : word;
}

/// One names the other more closely, or both are of one family: no contradiction.
bool agree(std::string_view a, std::string_view b) {
  if (a == b || a.empty() || b.empty()) return true;
  const auto is_general = [](std::string_view word) { return word == "pacemaker" || word == "icd"; };
  return family(a) == family(b) && (is_general(a) || is_general(b));
}

}  // namespace

void note_conflict(const Reader& reader, std::string_view name, const Meaning& meaning, const Concept& concept_read) {
  if (meaning.code == nullptr) return;
  const auto* said = proposal_of(concept_read, reader.source().dictionary, {meaning.code->sense});
  if (said == nullptr || agree(meaning.code->word, said->word)) return;
  reader.note(FaultKind::code_text_conflict, name,
              "the code " + meaning.given + " says " + meaning.code->word + ", the words say " + said->word);
}

OrganismSaid organism_by_code(const Concept& concept_read, const Dictionary& dictionary) {
  for (const Coding& coding : concept_read.codings) {
    if (coding.code.empty()) continue;
    const auto* code = dictionary.codes.find(coding.system, coding.code);
    if (code != nullptr && code->sense == Sense::organism) return {.word = code->word};
    if (dictionary.codes.system_of(coding.system) != "snomed") continue;
    if (const auto* organism = dictionary.organisms.by_code(coding.code))
      return {.word = organism->id, .resistant = dictionary.organisms.methicillin_resistance(coding.code)};
  }
  return {};
}

OrganismSaid organism_by_name(std::string_view name, const Dictionary& dictionary) {
  if (name.empty()) return {};
  for (const auto written : {name, name.substr(0, name.find(" ("))})
    if (const auto* organism = dictionary.organisms.by_name(written))
      return {.word = organism->id, .resistant = dictionary.organisms.methicillin_resistance(written)};
  return {};
}

void note_organism_conflict(const Reader& reader, std::string_view name, const model::Word& organism,
                            const Concept& concept_read) {
  const auto& dictionary = reader.source().dictionary;
  const auto covers = [&](const model::Word& general, const model::Word& other) {
    const auto* found = dictionary.organisms.find(general);
    return found != nullptr && !found->stands_for.empty() &&
           !dictionary.organisms.membership(other, found->stands_for).is_no();
  };
  const auto compare = [&](std::string_view words) {
    const model::Word said = organism_by_name(words, dictionary).word;
    if (said.empty() || said == organism || covers(said, organism) || covers(organism, said)) return false;
    reader.note(FaultKind::code_text_conflict, name, "the code says " + organism + ", the words say " + said);
    return true;
  };
  if (organism.empty() || compare(concept_read.text)) return;
  for (const Coding& coding : concept_read.codings)
    if (compare(coding.display)) return;
}

}  // namespace lossa::intake::fhir
