// SPDX-License-Identifier: Apache-2.0
// What is implanted: Device, DeviceUseStatement.
#include <array>
#include <utility>

#include "map.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array device_senses = {Sense::device, Sense::lead};

std::string model_of(const Reader& reader) {
  const Node& device = reader.resource();
  std::string model(reader.text(&device, "modelNumber"));
  for (const Node& name : reader.items(&device, "deviceName")) {
    if (!model.empty()) break;
    if (reader.text(&name, "type") == "model-name") model = reader.text(&name, "name");
  }
  const auto maker = reader.text(&device, "manufacturer");
  if (maker.empty() || model.empty()) return model;
  return std::string(maker).append(" ").append(model);
}

model::Content content_of(const DeviceSaid& said) {
  if (said.is_lead) {
    model::Lead lead;
    lead.use = said.word;
    lead.model = said.model;
    return lead;
  }
  model::Device device;
  device.type = said.word;
  device.model = said.model;
  return device;
}

DeviceSaid said_by(const terminology::Code& code) { return {.is_lead = code.sense == Sense::lead, .word = code.word}; }

void check_dates(const Reader& reader, const model::OptionalWhen& made) {
  const auto expires = reader.date(&reader.resource(), "expirationDate");
  if (!made.has_value() || !expires.has_value()) return;
  if (before(std::get<Date>(*expires), std::get<Date>(*made)).is_yes())
    reader.note(FaultKind::impossible_date, "expirationDate", "it expires before it was made");
}

/// Gives the sighting of a device that names its person. One that is not active may be removed or left in place: a
/// proposal only.
void add_device(const Reader& reader, Part& part, Sighting::Basis basis) {
  if (part.person.empty()) return;
  Sighting& sighting = add(part, reader, content_of(*part.device));
  const auto status = reader.text(&reader.resource(), "status");
  sighting.basis = basis;
  if (status != "inactive") return;
  sighting.basis = Sighting::Basis::text;
  sighting.entry.text = "Device.status: inactive";
}

}  // namespace

void map_device(const Reader& reader, Part& part) {
  const Node& device = reader.resource();
  const auto& source = reader.source();
  if (reader.text(&device, "status") == "entered-in-error") withdraw(part, reader);
  const Concept type = reader.concept_of(&device, "type");
  const Meaning meaning = meaning_of(type, source.dictionary, device_senses);
  const auto* code = meaning.code;
  if (code == nullptr) {
    count_unmapped(type, source);
    code = proposal_of(type, source.dictionary, {Sense::lead, Sense::device});
  }
  note_conflict(reader, "type", meaning, type);
  if (code == nullptr) return;
  part.device = said_by(*code);
  part.device->model = model_of(reader);
  part.device->made = reader.date(&device, "manufactureDate");
  check_dates(reader, part.device->made);
  add_device(reader, part, meaning.code == nullptr ? Sighting::Basis::text : Sighting::Basis::code);
  if (meaning.code == nullptr) part.device.reset();  // words conclude nothing, here or for who refers to it
}

void map_device_use(const Reader& reader, Part& part) {
  const Node& use = reader.resource();
  const auto status = reader.text(&use, "status");
  if (status == "intended" || status == "on-hold") return;
  if (status == "entered-in-error") withdraw(part, reader);
  part.needs_device = reader.reference(&use, "device");
  if (part.needs_device.empty()) return;
  if (names_a_resource(part.needs_device)) part.must_exist.push_back(part.needs_device);
  model::Device device;
  device.implanted = reader.start_of("timing");
  device.removed = reader.end_of("timing");
  Sighting& sighting = add(part, reader, std::move(device));
  sighting.entry.known_at = reader.date(&use, "recordedOn");
  if (status != "completed" && status != "stopped") return;
  if (reader.end_of("timing").has_value()) return;
  sighting.basis = Sighting::Basis::text;  // ended, and nobody says when
  sighting.entry.text = "DeviceUseStatement.status: " + std::string(status);
}

}  // namespace lossa::intake::fhir
