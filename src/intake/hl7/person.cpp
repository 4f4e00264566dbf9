// SPDX-License-Identifier: Apache-2.0
// Who a message is about: PID, and where they are: PV1.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <lossa/terminology/identity_number.hpp>

#include "mapping.hpp"
#include "time.hpp"

namespace lossa::intake::hl7 {
namespace {

/// Swedish identity numbers by their assigner, or by the type of identifier (national, with the country).
/// Source: Inera's object identifiers, HL7 table 0203 (memory).
bool is_swedish_identity_number(const Hl7Repetition& id) {
  constexpr std::array assigners = {std::string_view("1.2.752.129.2.1.3.1"), std::string_view("1.2.752.129.2.1.3.3")};
  return std::ranges::find(assigners, id.text(4, 2)) != assigners.end() || id.text(5) == "NNSWE";
}

bool has_assigner(const Hl7Repetition& id) { return !id.text(4, 1).empty() || !id.text(4, 2).empty(); }

/// Only an identifier of those assigners, or one of none: a local number may look like one by chance.
std::string identity_number(const Hl7Segment& person, const Source& source) {
  for (const auto& id : person.field(3).repetitions) {
    const bool must_be_one = is_swedish_identity_number(id);
    if (id.text().empty() || (!must_be_one && has_assigner(id))) continue;
    if (const auto number = terminology::read_identity_number(id.text(), source.today)) return number->normal;
    if (must_be_one)
      source.note(FaultKind::wrong_identity_number, person, "PID-3: an identity number that is none: not used as one");
  }
  return "";
}

/// How well an identifier names a person for good: a patient's number first, numbers of visits and of other
/// authorities not at all. HL7 table 0203 (memory).
int rank_of(const Hl7Repetition& id) {
  constexpr std::array patient = {std::string_view("MR"), std::string_view("PI"), std::string_view("PT")};
  constexpr std::array never = {std::string_view("VN"), std::string_view("AN"), std::string_view("SS"),
                                std::string_view("DL"), std::string_view("PPN")};
  const auto type = id.text(5);
  if (id.text().empty() || id.text() == "\"\"" || std::ranges::find(never, type) != never.end()) return 0;
  return std::ranges::find(patient, type) != patient.end() ? 2 : 1;
}

std::string local_key(const Hl7Segment& person, const Source& source) {
  for (const std::size_t field : {3U, 2U, 4U}) {  // 2.3 has other identifiers beside the internal one
    const auto& ids = person.field(field).repetitions;
    const auto best = std::ranges::max_element(ids, {}, rank_of);
    if (best == ids.end() || rank_of(*best) == 0) continue;
    const auto universal = best->text(4, 2);
    const auto name = best->text(4, 1);
    const std::string_view assigner = !universal.empty() ? universal : !name.empty() ? name : source.sender;
    return std::string(assigner) + "|" + std::string(best->text());
  }
  return "";
}

/// The year and the sex, as far as they are said.
std::optional<model::Person> about(const Hl7Segment& person, const Source& source) {
  model::Person said;
  if (const auto born = time_in(person, 7, source))
    if (const auto* date = std::get_if<Date>(&*born))
      if (auto year = model::parse_number(date->text().substr(0, 4)); year.has_value())
        said.birth_year = std::move(year).value();
  const auto sex = person.text(8);  // HL7 table 0001
  if (sex == "F") said.sex = "female";
  if (sex == "M") said.sex = "male";
  if (sex == "O") said.sex = "other";
  if (!said.birth_year.has_value() && said.sex.empty()) return std::nullopt;
  return said;
}

std::string ward_of(const Hl7Segment* visit) {
  if (visit == nullptr) return "";
  std::string ward(visit->text(3, 1));
  const auto facility = visit->text(3, 4);
  if (!ward.empty() && !facility.empty()) ward += ", ";
  return ward.append(facility);
}

Sighting sighting_of(const Hl7Segment& person, const std::string& key, const Source& source) {
  Sighting sighting;
  sighting.person = key;
  // Of one person there is one. Its key is no part of it: an identity number can be guessed from a hash.
  sighting.source_id = "PID";
  sighting.version = source.sent;
  sighting.entry.place = place_of(person, source.origin);
  sighting.entry.read_in = read_in(sighting.entry.place);
  sighting.entry.known_at = source.sent_at;
  return sighting;
}

}  // namespace

std::string map_person(const PersonGroup& group, const Source& source, Said& said) {
  const auto& person = *group.person;
  auto number = identity_number(person, source);
  auto key = number.empty() ? local_key(person, source) : number;
  if (key.empty()) return "";
  if (auto content = about(person, source)) {
    said.sightings.push_back(sighting_of(person, key, source));
    said.sightings.back().entry.content = *std::move(content);
  }
  if (person.text(30) == "Y") {
    said.sightings.push_back(sighting_of(person, key, source));
    said.sightings.back().source_id = "PID death";
    said.sightings.back().entry.at = time_in(person, 29, source);
    said.sightings.back().entry.content = model::Death{};
  }
  said.people.push_back({.key = key, .identity_number = std::move(number), .ward = ward_of(group.visit)});
  return key;
}

}  // namespace lossa::intake::hl7
