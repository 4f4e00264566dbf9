// SPDX-License-Identifier: Apache-2.0
// Any mapping, register and cultures, parted by a line "====", are read or refused with a reason; every row is
// accounted for, and no sighting is without person, place and id.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/intake/tables.hpp>

namespace {

using namespace lossa::intake;

constexpr std::string_view organisms_file = R"(
[[group]]
id = "staphylococcus"
name = { en = "Staphylococci", sv = "Stafylokocker" }
[[organism]]
id = "staphylococcus_aureus"
latin = "Staphylococcus aureus"
name = { en = "Staphylococcus aureus", sv = "Staphylococcus aureus" }
synonyms = ["S. aureus", "MRSA"]
groups = ["staphylococcus"]
)";

const Dictionary& dictionary() {
  static const auto organisms = *lossa::terminology::Organisms::read(organisms_file, "o.toml").value;
  static const lossa::terminology::Codes codes;
  static const Dictionary both = {.codes = codes, .organisms = organisms};
  return both;
}

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
  const auto [mapping_toml, devices, cultures] = parts_of(std::string(data, data + size));
  auto mapping = read_table_mapping(mapping_toml, "m.toml", dictionary().organisms);
  if (!mapping.ok()) {
    require(!mapping.issues.empty());
    mapping.value = TableMapping{};
  }
  const auto read = read_tables({.cultures = table_from_bytes("c.csv", cultures),
                                 .devices = table_from_bytes("d.csv", devices),
                                 .mapping = *mapping.value,
                                 .today = *lossa::Date::parse("2026-11-30"),
                                 .stop_asked = nullptr},
                                dictionary());
  if (!read.value.has_value()) {
    require(!read.issues.empty());
    return 0;
  }
  const ForeignData& found = read.value->data;
  for (const auto& sighting : found.sightings)
    require(found.people.contains(sighting.person) && !sighting.source_id.empty() && sighting.entry.place.line > 0);
  for (const auto& [name, count] : found.quality.elements) require(count.used + count.set_aside <= count.read);
  return 0;
}
