// SPDX-License-Identifier: Apache-2.0
// What was given: Medication, MedicationRequest, MedicationAdministration.
#include <array>
#include <utility>

#include "map.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array drug_senses = {Sense::drug};

std::optional<DrugSaid> drug_of(const Reader& reader, const Concept& concept_read) {
  const Meaning meaning = meaning_of(concept_read, reader.source().dictionary, drug_senses);
  if (meaning.code == nullptr) return std::nullopt;
  const auto words = concept_read.words();
  return DrugSaid{.what = meaning.code->word, .agent = words.empty() ? meaning.given : std::string(words)};
}

/// Adds the treatment; what it is may stand in a Medication that it refers to.
Sighting* add_treatment(const Reader& reader, Part& part) {
  const Node& resource = reader.resource();
  model::Treatment treatment;
  if (const auto drug = drug_of(reader, reader.concept_of(&resource, "medicationCodeableConcept"))) {
    treatment.what = drug->what;
    treatment.agent = drug->agent;
  } else {
    part.needs_drug = reader.reference(&resource, "medicationReference");
    if (part.needs_drug.empty()) return nullptr;
    if (names_a_resource(part.needs_drug)) part.must_exist.push_back(part.needs_drug);
  }
  return &add(part, reader, std::move(treatment));
}

void set_end(Sighting& sighting, model::OptionalWhen until) {
  if (auto* treatment = std::get_if<model::Treatment>(&sighting.entry.content)) treatment->until = std::move(until);
}

/// What it is for, in a code, in words or as a reference.
void set_cause(Sighting& sighting, const Reader& reader) {
  const Node& resource = reader.resource();
  if (reader.items(&resource, "reasonCode").empty() && reader.items(&resource, "reasonReference").empty()) return;
  if (auto* treatment = std::get_if<model::Treatment>(&sighting.entry.content)) treatment->cause_stated = Truth::yes();
}

bool is_order(std::string_view intent) { return intent != "proposal" && intent != "plan" && intent != "option"; }

}  // namespace

void map_medication(const Reader& reader, Part& part) {
  part.drug = drug_of(reader, reader.concept_of(&reader.resource(), "code"));
}

void map_medication_request(const Reader& reader, Part& part) {
  const Node& request = reader.resource();
  const auto status = reader.text(&request, "status");
  if (status == "cancelled" || status == "draft" || !is_order(reader.text(&request, "intent"))) return;
  if (reader.boolean(&request, "doNotPerform").value_or(false)) return;
  Sighting* sighting = add_treatment(reader, part);
  if (sighting == nullptr) return;
  sighting->entry.at = reader.date(&request, "authoredOn");
  set_cause(*sighting, reader);
  for (const Node& dosage : reader.items(&request, "dosageInstruction")) {
    const Node* repeat = reader.object(reader.object(&dosage, "timing"), "repeat");
    const Node* bounds = reader.object(repeat, "boundsPeriod");
    if (bounds == nullptr) continue;
    if (auto start = reader.date(bounds, "start")) sighting->entry.at = std::move(start);
    set_end(*sighting, reader.date(bounds, "end"));
    break;
  }
  if (status != "entered-in-error") return;
  withdraw(part, reader);
  sighting->state = part.state;
}

void map_medication_administration(const Reader& reader, Part& part) {
  const auto status = reader.text(&reader.resource(), "status");
  if (status == "not-done" || status == "on-hold" || status == "unknown") return;
  Sighting* sighting = add_treatment(reader, part);
  if (sighting == nullptr) return;
  sighting->entry.at = reader.start_of("effective");
  set_cause(*sighting, reader);
  set_end(*sighting, reader.end_of("effective"));
  if (status != "entered-in-error") return;
  withdraw(part, reader);
  sighting->state = part.state;
}

}  // namespace lossa::intake::fhir
