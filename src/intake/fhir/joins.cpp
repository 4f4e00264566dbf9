// SPDX-License-Identifier: Apache-2.0
// What a Device, a Medication and an Observation say for those that refer to them.
#include <algorithm>
#include <utility>

#include "element.hpp"
#include "gatherer.hpp"
#include "laboratory.hpp"

namespace lossa::intake::fhir {
namespace {

/// The sighting of a use or an operation, with what the device is.
model::Content with_device(const model::Device& seen, const DeviceSaid& said) {
  if (!said.is_lead) {
    model::Device device = seen;
    if (device.type.empty()) device.type = said.word;
    if (device.model.empty()) device.model = said.model;
    return device;
  }
  model::Lead lead;
  lead.use = said.word;
  lead.model = said.model;
  lead.implanted = seen.implanted;
  lead.removed = seen.removed;
  return lead;
}

/// Something was put in, and nobody says what.
model::Content in_place() {
  model::Diagnosis diagnosis;
  diagnosis.what = "device_in_place";
  return diagnosis;
}

void check_made(DataQuality& quality, const Part& part, const DeviceSaid& said, const model::OptionalWhen& implanted) {
  if (!said.made.has_value() || !implanted.has_value()) return;
  if (!before(std::get<Date>(*implanted), std::get<Date>(*said.made)).is_yes()) return;
  quality.note(FaultKind::impossible_date, part.place,
               "implanted " + model::to_string(*implanted) + ", but made " + model::to_string(*said.made));
}

/// It is joined all the same: of two people who may carry it neither is to be overlooked.
void check_carrier(DataQuality& quality, const Part& part, const Part& device) {
  if (!are_of_two_people(device, part)) return;
  quality.note(FaultKind::not_understood, part.place,
               shown(device.key) + ", which it names, is said to be somebody else's");
}

}  // namespace

void Gatherer::join_devices(Part& part) {
  const Part* found = find(part.needs_device);
  const DeviceSaid* said = found == nullptr || !found->device ? nullptr : &*found->device;
  if (said != nullptr) {
    joined_.push_back(found);
    check_carrier(quality_, part, *found);
  }
  const auto is_unclear = [&](Sighting& sighting) {
    auto* device = std::get_if<model::Device>(&sighting.entry.content);
    if (device == nullptr) return false;
    if (said != nullptr) {
      check_made(quality_, part, *said, device->implanted);
      sighting.entry.content = with_device(*device, *said);
      return false;
    }
    if (!device->type.empty()) return false;
    // An implantation of a heart's device whose kind is not known; the use of any other device says nothing here.
    if (!part.is_known_implant) return true;
    sighting.entry.content = in_place();
    return false;
  };
  std::erase_if(part.sightings, is_unclear);
}

void Gatherer::join_drug(Part& part) {
  if (part.needs_drug.empty()) return;
  const Part* found = find(part.needs_drug);
  if (found == nullptr || !found->drug) {
    part.sightings.clear();
    return;
  }
  joined_.push_back(found);
  for (Sighting& sighting : part.sightings)
    if (auto* treatment = std::get_if<model::Treatment>(&sighting.entry.content)) {
      treatment->what = found->drug->what;
      treatment->agent = found->drug->agent;
    }
}

void Gatherer::join_images(Part& part) {
  if (part.sightings.empty()) return;
  auto* imaging = std::get_if<model::Imaging>(&part.sightings.front().entry.content);
  if (imaging == nullptr) return;
  for (const auto& key : part.image_results) {
    const Part* result = find(key);
    if (result == nullptr || result->image_findings.empty()) continue;
    joined_.push_back(result);
    for (const auto& finding : result->image_findings) set_image_finding(*imaging, finding.word, finding.present);
  }
}

}  // namespace lossa::intake::fhir
