// SPDX-License-Identifier: Apache-2.0
// Any JSON is mapped: what comes of it has a person, an id and a place, and all that was read is accounted for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/intake/fhir.hpp>

#include "fhir_dictionary.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace intake = lossa::intake;
  const auto read = lossa::read_json(std::string(data, data + size), "f");
  if (!read.ok()) return 0;
  static const auto today = lossa::Date::parse("2025-06-01").value();
  const auto mapped = intake::map_fhir({*read.value, *read.value}, "f", intake::small_dictionary(), today);
  for (const auto& sighting : mapped.sightings)
    if (sighting.person.empty() || sighting.source_id.empty() || sighting.entry.read_in.empty()) std::abort();
  for (const auto& [type, count] : mapped.quality.elements)
    if (count.used + count.set_aside > count.read) std::abort();
  return 0;
}
