// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>

#include "element.hpp"
#include "part.hpp"

namespace lossa::intake::fhir {

/// What one resource says, alone. Pure: the same node gives the same part and the same faults. Every resource is
/// counted as read; one of a type that is not needed gives an empty part.
Part map_resource(const Node& resource, const Source& source);

/// Is this a type that can say anything here?
bool is_needed_type(std::string_view type);

// One for each type. They find the part with type, key, version, person and place filled in.
void map_patient(const Reader& reader, Part& part);
void map_encounter(const Reader& reader, Part& part);
void map_device(const Reader& reader, Part& part);
void map_device_use(const Reader& reader, Part& part);
void map_procedure(const Reader& reader, Part& part);
void map_condition(const Reader& reader, Part& part);
void map_allergy(const Reader& reader, Part& part);
void map_medication(const Reader& reader, Part& part);
void map_medication_request(const Reader& reader, Part& part);
void map_medication_administration(const Reader& reader, Part& part);
void map_specimen(const Reader& reader, Part& part);
void map_observation(const Reader& reader, Part& part);
void map_report(const Reader& reader, Part& part);
void map_imaging_study(const Reader& reader, Part& part);

// --- what they share ---

/// Adds a sighting; `suffix` tells several of one resource apart: "#death".
Sighting& add(Part& part, const Reader& reader, model::Content content, std::string_view suffix = {});

/// Notes entered_in_error, and lets the part withdraw what earlier deliveries said.
void withdraw(Part& part, const Reader& reader);

/// What words propose when no code means anything: text first, then each display.
const terminology::Code* proposal_of(const Concept& concept_read, const Dictionary& dictionary,
                                     std::initializer_list<terminology::Sense> senses);

/// Notes a conflict when the words beside a code speak of something else of the same sense; both are said.
void note_conflict(const Reader& reader, std::string_view name, const Meaning& meaning, const Concept& concept_read);

struct OrganismSaid {
  model::Word word = {};               ///< "staphylococcus_aureus"; "" for none
  std::optional<bool> resistant = {};  ///< to methicillin, where the code or name says so: MRSA
};
/// By the concept's codes.
OrganismSaid organism_by_code(const Concept& concept_read, const Dictionary& dictionary);
/// By a name, also "Staphylococcus aureus (organism)".
OrganismSaid organism_by_name(std::string_view name, const Dictionary& dictionary);
/// Notes a conflict between the organism of the code and that of the words.
void note_organism_conflict(const Reader& reader, std::string_view name, const model::Word& organism,
                            const Concept& concept_read);

}  // namespace lossa::intake::fhir
