// SPDX-License-Identifier: Apache-2.0
#include "evidence.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace lossa::intake::fhir {

std::uint64_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }

bool is_evidence_type(std::string_view type) {
  constexpr std::array types = {std::string_view("Device"), std::string_view("DeviceUseStatement"),
                                std::string_view("Procedure"), std::string_view("Condition"),
                                std::string_view("Bundle")};
  return std::ranges::find(types, type) != types.end();
}

void Evidence::add(const Part& part) {
  if (part.speaks_of_device && !part.person.empty()) people_.insert(part.person);
  if (part.device && part.device->matters() && !part.key.empty()) devices_.insert(hash_of(part.key));
  if (!part.needs_device.empty() && !part.person.empty())
    uses_.push_back({.device = hash_of(part.needs_device), .person = part.person});
  for (const Part& contained : part.contained) add(contained);
}

void Evidence::merge(Evidence more) {
  people_.merge(more.people_);
  devices_.merge(more.devices_);
  std::ranges::move(more.uses_, std::back_inserter(uses_));
}

Keys Evidence::people() const {
  Keys all = people_;
  for (const Use& use : uses_)
    if (devices_.contains(use.device)) all.insert(use.person);
  return all;
}

}  // namespace lossa::intake::fhir
