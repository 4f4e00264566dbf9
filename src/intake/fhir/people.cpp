// SPDX-License-Identifier: Apache-2.0
// Who it is about, and where they are: Patient, Encounter.
#include <algorithm>
#include <array>
#include <utility>

#include <lossa/terminology/identity_number.hpp>

#include "map.hpp"

namespace lossa::intake::fhir {
namespace {

/// Names of the systems of Swedish identity numbers.
/// Source: Inera's object identifiers and the Swedish base profiles of HL7 Sweden (from memory).
bool is_swedish_identity_system(std::string_view system) {
  if (system.starts_with("urn:oid:")) system.remove_prefix(8);
  constexpr std::array known = {std::string_view("1.2.752.129.2.1.3.1"), std::string_view("1.2.752.129.2.1.3.3"),
                                std::string_view("http://electronichealth.se/identifier/personnummer"),
                                std::string_view("http://electronichealth.se/identifier/samordningsnummer")};
  return std::ranges::find(known, system) != known.end();
}

/// Only an identifier of those systems, or one of no system: a local number may look like one by chance.
std::string identity_number(const Reader& reader) {
  for (const Node& identifier : reader.items(&reader.resource(), "identifier")) {
    const auto system = reader.text(&identifier, "system");
    const bool must_be_one = is_swedish_identity_system(system);
    const std::string value(reader.text(&identifier, "value"));
    if (value.empty() || (!must_be_one && !system.empty())) continue;
    if (const auto number = terminology::read_identity_number(value, reader.source().today)) return number->normal;
    if (must_be_one)
      reader.note(FaultKind::wrong_identity_number, "identifier", "this is no valid number of that system");
  }
  return "";
}

model::Word sex_of(const Reader& reader) {
  const auto gender = reader.text(&reader.resource(), "gender");
  return gender == "female" || gender == "male" || gender == "other" ? std::string(gender) : "";
}

/// The year, when the date says one.
model::OptionalNumber birth_year(const Reader& reader) {
  const auto born = reader.date(&reader.resource(), "birthDate");
  if (!born.has_value()) return std::nullopt;
  const auto* date = std::get_if<Date>(&*born);
  if (date == nullptr) return std::nullopt;
  return model::parse_number(date->text().substr(0, 4)).value();  // a date begins with its year
}

/// An identity number as an id can be guessed from its hash. Of one person there is one such record anyway.
void hide_id(Part& part) {
  for (Sighting& sighting : part.sightings) {
    sighting.record = "Patient";
    sighting.source_id = std::holds_alternative<model::Death>(sighting.entry.content) ? "Patient#death" : "Patient";
  }
}

/// Two records of one person that the source has put together: what is said of either is not put together here.
void note_links(const Reader& reader) {
  for (const Node& link : reader.items(&reader.resource(), "link")) {
    const auto type = reader.text(&link, "type");
    if (type != "replaced-by" && type != "replaces") continue;
    reader.note(FaultKind::code_text_conflict, "link",
                "the source says that this is one person with " + shown(reader.reference(&link, "other")) +
                    ": what is said of the two is listed apart; look at both");
  }
}

}  // namespace

void map_patient(const Reader& reader, Part& part) {
  const Node& patient = reader.resource();
  part.person = part.key;
  if (part.key.empty()) {
    reader.note(FaultKind::no_person, "id", "a Patient without an id: nothing can refer to it");
    part.set_aside = true;
    return;
  }
  part.about = Person{.key = part.key, .identity_number = identity_number(reader), .ward = ""};
  model::Person person;
  person.birth_year = birth_year(reader);
  person.sex = sex_of(reader);
  if (person.birth_year.has_value() || !person.sex.empty()) add(part, reader, std::move(person));

  auto died = reader.date(&patient, "deceasedDateTime");
  const bool is_dead = died.has_value() || reader.boolean(&patient, "deceasedBoolean").value_or(false);
  note_links(reader);
  if (is_dead) add(part, reader, model::Death{}, "#death").entry.at = std::move(died);
  if (shown(part.key) != part.key) hide_id(part);
}

void map_encounter(const Reader& reader, Part& part) {
  const Node& encounter = reader.resource();
  if (reader.text(&encounter, "status") != "in-progress" || part.person.empty()) return;
  Stay stay{.ward = "", .since = reader.date(reader.object(&encounter, "period"), "start")};
  for (const Node& place : reader.items(&encounter, "location")) {
    const auto status = reader.text(&place, "status");
    if (!status.empty() && status != "active") continue;
    stay.ward = reader.text(reader.object(&place, "location"), "display");
    if (stay.ward.empty()) stay.ward = shown(reader.reference(&place, "location"));
    if (!stay.ward.empty()) break;
  }
  if (stay.ward.empty()) stay.ward = reader.text(reader.object(&encounter, "serviceProvider"), "display");
  if (!stay.ward.empty()) part.stay = std::move(stay);
}

}  // namespace lossa::intake::fhir
