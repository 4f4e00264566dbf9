// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/foreign.hpp>

#include <iterator>
#include <utility>

namespace lossa::intake {

std::string_view to_string(FaultKind kind) {
  static constexpr std::array<std::string_view, fault_kinds> words = {
      "malformed",       "not_utf8",          "too_long",
      "too_deep",        "duplicate_key",     "wrong_type",
      "truncated_file",  "no_person",         "dangling_reference",
      "impossible_date", "wrong_check_digit", "wrong_identity_number",
      "unmapped_code",   "unknown_material",  "code_text_conflict",
      "missing_unit",    "entered_in_error",  "not_understood",
      "repeated"};
  return words.at(static_cast<std::size_t>(kind));
}

void DataQuality::note(FaultKind kind, Place place, std::string message) {
  auto& found = faults.at(static_cast<std::size_t>(kind));
  ++found.count;
  if (found.examples.size() >= kept_examples) return;
  found.examples.push_back({.severity = Severity::warning, .place = std::move(place), .message = std::move(message)});
}

void DataQuality::merge(DataQuality later) {
  bytes += later.bytes;
  lines += later.lines;
  for (const auto& [name, count] : later.elements) {
    auto& mine = elements[name];
    mine.read += count.read;
    mine.used += count.used;
    mine.set_aside += count.set_aside;
  }
  for (std::size_t i = 0; i < faults.size(); ++i) {
    auto& mine = faults.at(i);
    auto& more = later.faults.at(i);
    mine.count += more.count;
    for (auto& example : more.examples)
      if (mine.examples.size() < kept_examples) mine.examples.push_back(std::move(example));
  }
  for (const auto& [code, count] : later.unmapped) unmapped[code] += count;
  servers.merge(later.servers);
}

namespace {

void unite(Person& one, const Person& more, const std::string& number) {
  if (one.key.empty() || one.key == number) one.key = more.key;
  if (one.identity_number.empty()) one.identity_number = more.identity_number;
  if (one.ward.empty()) one.ward = more.ward;
}

void note_servers(DataQuality& quality) {
  if (quality.servers.size() < 2) return;
  std::string servers;
  for (const auto& server : quality.servers) servers += (servers.empty() ? "" : ", ") + server;
  quality.note(FaultKind::repeated, {},
               "patients are named by addresses of several servers (" + servers +
                   "): two with one id would be taken for one; read the data of each server by itself");
}

}  // namespace

void unite_people(ForeignData& data) {
  decltype(data.people) people;
  std::map<std::string, std::string, std::less<>> number_of;
  for (auto& [key, person] : data.people) {
    const auto& number = person.identity_number.empty() ? key : person.identity_number;
    if (number != key) number_of.emplace(key, number);
    unite(people[number], person, number);
  }
  data.people = std::move(people);
  for (auto& sighting : data.sightings)
    if (const auto known = number_of.find(sighting.person); known != number_of.end()) sighting.person = known->second;
  note_servers(data.quality);
}

}  // namespace lossa::intake
