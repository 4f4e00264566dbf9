// SPDX-License-Identifier: Apache-2.0
// Any dictionary, mapping and data, parted by a line "====", are read or refused with a reason; no sighting is without
// person, place and id.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/intake/redcap.hpp>

namespace {

using namespace lossa::intake;

void require(bool holds) {
  if (!holds) std::abort();
}

std::array<std::string, 3> parts_of(std::string_view bytes) {
  constexpr std::string_view border = "\n====\n";
  std::array<std::string, 3> parts;
  for (auto& part : parts) {
    const auto end = std::min(bytes.find(border), bytes.size());
    part = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + border.size(), bytes.size()));
  }
  return parts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [fields, mapping_toml, rows] = parts_of(std::string(data, data + size));
  const auto dictionary = RedcapDictionary::read(fields, "d.csv");
  require(dictionary.ok() || !dictionary.issues.empty());
  if (!dictionary.ok()) return 0;
  const auto mapping = read_redcap_mapping(mapping_toml, "m.toml", *dictionary.value);
  require(mapping.ok() || !mapping.issues.empty());
  if (!mapping.ok()) return 0;
  const auto read =
      read_redcap(table_from_bytes("r.csv", rows), {.dictionary = *dictionary.value, .mapping = *mapping.value},
                  *lossa::Date::parse("2026-11-30"));
  require(read.value.has_value() || !read.issues.empty());
  if (!read.value.has_value()) return 0;
  for (const auto& sighting : read.value->sightings)
    require(read.value->people.contains(sighting.person) && !sighting.source_id.empty() &&
            sighting.entry.place.line > 0);
  for (const auto& [name, count] : read.value->quality.elements) require(count.used + count.set_aside <= count.read);
  return 0;
}
