// SPDX-License-Identifier: Apache-2.0
// What was done: Procedure.
#include <array>
#include <utility>

#include "map.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array procedure_senses = {Sense::implant, Sense::removal, Sense::generator_exchange, Sense::lead,
                                         Sense::imaging};

/// How far it came. Only a completed procedure says that something was put in.
model::Finding done_of(std::string_view status) {
  if (status == "completed") return Truth::yes();
  if (status == "not-done") return Truth::no();
  if (status == "preparation" || status == "on-hold") return Truth::unknown(Reason::awaited);
  return Truth::unknown(Reason::unclear);
}

/// What became of the device: the first focalDevice's action, and its key.
struct Focal {
  std::string_view action = {};  ///< "implanted", "explanted", "manipulated"
  std::string device = {};
};

Focal focal_of(const Reader& reader) {
  for (const Node& focal : reader.items(&reader.resource(), "focalDevice")) {
    const Concept action = reader.concept_of(&focal, "action");
    Focal found{.device = reader.reference(&focal, "manipulated")};
    for (const Coding& coding : action.codings)
      if (coding.system == "http://hl7.org/fhir/device-action") found.action = coding.code;
    if (!found.action.empty() || !found.device.empty()) return found;
  }
  return {};
}

/// The content of an implantation: what it put in, or that something is in place when its kind is not said.
void add_implant(const Reader& reader, Part& part, const model::Word& type) {
  const auto at = reader.start_of("performed");
  model::Device device;
  device.type = type;
  device.implanted = at;
  Sighting& sighting = add(part, reader, std::move(device));
  sighting.entry.at = at;
}

void add_lead(const Reader& reader, Part& part, const model::Word& use) {
  model::Lead lead;
  lead.use = use;
  lead.implanted = reader.start_of("performed");
  Sighting& sighting = add(part, reader, lead);
  sighting.entry.at = std::move(lead.implanted);
}

void add_removal(const Reader& reader, Part& part, const model::Word& what) {
  model::Procedure procedure;
  procedure.done = done_of(reader.text(&reader.resource(), "status"));
  procedure.what = what;
  add(part, reader, std::move(procedure)).entry.at = reader.start_of("performed");
}

void add_what_code_says(const Reader& reader, Part& part, const terminology::Code& code) {
  const bool is_done =
      reader.text(&reader.resource(), "status") == "completed" || part.state == Sighting::State::withdrawn;
  if (code.sense == Sense::removal) return add_removal(reader, part, code.word);
  if (code.sense == Sense::generator_exchange) return add_removal(reader, part, "generator_exchange");
  if (!is_done) return;
  if (code.sense == Sense::lead) return add_lead(reader, part, code.word);
  if (code.sense == Sense::imaging) {
    model::Imaging imaging;
    imaging.modality = code.word;
    add(part, reader, std::move(imaging)).entry.at = reader.start_of("performed");
    return;
  }
  part.is_known_implant = true;
  add_implant(reader, part, code.word);
}

/// No code says what was done, but the device says what became of it.
void add_what_focal_says(const Reader& reader, Part& part, const Focal& focal) {
  if (focal.device.empty() || (focal.action != "implanted" && focal.action != "explanted")) return;
  if (reader.text(&reader.resource(), "status") != "completed" && part.state != Sighting::State::withdrawn) return;
  const auto at = reader.start_of("performed");
  model::Device device;
  (focal.action == "implanted" ? device.implanted : device.removed) = at;
  add(part, reader, std::move(device)).entry.at = at;
  part.needs_device = focal.device;
}

void note_focal_conflict(const Reader& reader, const terminology::Code& code, const Focal& focal) {
  const bool contradicts = (code.sense == Sense::implant && focal.action == "explanted") ||
                           (code.sense == Sense::removal && focal.action == "implanted");
  if (!contradicts) return;
  reader.note(FaultKind::code_text_conflict, "focalDevice",
              std::string("the code says ") + (code.sense == Sense::implant ? "implanted" : "removed") +
                  ", focalDevice.action says " + std::string(focal.action));
}

}  // namespace

void map_procedure(const Reader& reader, Part& part) {
  const Node& procedure = reader.resource();
  const auto& dictionary = reader.source().dictionary;
  if (reader.text(&procedure, "status") == "entered-in-error") withdraw(part, reader);
  const Focal focal = focal_of(reader);
  const Concept what = reader.concept_of(&procedure, "code");
  const Meaning meaning = meaning_of(what, dictionary, procedure_senses);
  if (meaning.code == nullptr) {
    add_what_focal_says(reader, part, focal);
    if (!part.sightings.empty()) return;
    const auto* proposed = proposal_of(what, dictionary, {Sense::removal, Sense::generator_exchange, Sense::implant});
    if (proposed == nullptr) return;
    add_what_code_says(reader, part, *proposed);
    for (Sighting& sighting : part.sightings) {
      sighting.basis = Sighting::Basis::text;
      sighting.entry.text = what.words();
    }
    return;
  }
  note_conflict(reader, "code", meaning, what);
  note_focal_conflict(reader, *meaning.code, focal);
  add_what_code_says(reader, part, *meaning.code);
  const bool says_no_type = meaning.code->sense == Sense::implant && meaning.code->word.empty();
  if (!part.sightings.empty() && (says_no_type || !focal.device.empty())) part.needs_device = focal.device;
  if (names_a_resource(part.needs_device)) part.must_exist.push_back(part.needs_device);
}

}  // namespace lossa::intake::fhir
