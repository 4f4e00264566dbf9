// SPDX-License-Identifier: Apache-2.0
#include "gatherer.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace lossa::intake::hl7 {
namespace {

bool stands_for_methicillin(std::string_view agent) {
  constexpr std::array agents = {std::string_view("oxacillin"), std::string_view("cefoxitin"),
                                 std::string_view("methicillin")};
  return std::ranges::find(agents, agent) != agents.end();
}

/// "oxacillin <=0.25 mg/L S": as the laboratory wrote it, for people.
std::string line_of(const Susceptibility& test) {
  std::string line = test.name.empty() ? std::string("?") : test.name;
  if (!test.value.empty()) line += " " + test.value;
  if (!test.interpretation.empty()) line += " " + test.interpretation;
  return line;
}

}  // namespace

void Gatherer::add(Said said, const std::string& version) {
  const std::size_t first = data_->sightings.size();
  std::set<std::string> touched;
  for (auto& sighting : said.sightings) {
    if (std::holds_alternative<model::Culture>(sighting.entry.content)) touched.insert(sighting.source_id);
    add_sighting(std::move(sighting));
  }
  for (auto& test : said.susceptibilities) {
    touched.insert(test.culture);
    add_test(std::move(test));
  }
  for (const auto& id : touched) apply(isolates_[id], first);
  for (auto& person : said.people) add_person(std::move(person), version);
}

void Gatherer::add_sighting(Sighting sighting) {
  if (const auto* culture = std::get_if<model::Culture>(&sighting.entry.content)) {
    auto& isolate = isolates_[sighting.source_id];
    const bool is_later = !isolate.sighting || data_->sightings[*isolate.sighting].version <= sighting.version;
    if (is_later) {
      isolate.sighting = data_->sightings.size();
      isolate.text = sighting.entry.text;
      isolate.by_name = culture->methicillin_resistant;
    }
  }
  data_->sightings.push_back(std::move(sighting));
}

void Gatherer::add_test(Susceptibility test) {
  auto& tests = isolates_[test.culture].tests;
  const auto known = tests.find(test.test);
  if (known == tests.end())
    tests.emplace(test.test, std::move(test));
  else if (known->second.version <= test.version)
    known->second = std::move(test);
}

/// Any resistance counts: resistance to cefoxitin or oxacillin is how a methicillin-resistant staphylococcus shows
/// (EUCAST expert rules; memory). Where all such tests are taken back, what an earlier delivery said by them does not
/// hold.
model::Finding Gatherer::methicillin_by_tests(const Isolate& isolate) {
  model::Finding by_test;
  bool were_withdrawn = false;
  for (const auto& [code, test] : isolate.tests) {
    if (!stands_for_methicillin(test.agent)) continue;
    const bool is_withdrawn = test.state == Sighting::State::withdrawn;
    were_withdrawn = were_withdrawn || is_withdrawn;
    if (is_withdrawn) continue;
    if (test.interpretation == "R") by_test = Truth::yes();
    if (test.interpretation == "S" && !by_test) by_test = Truth::no();
  }
  return !by_test && were_withdrawn ? model::Finding(Truth::unknown(Reason::unclear)) : by_test;
}

/// Of other organisms than staphylococci these tests say nothing about it.
model::Finding Gatherer::methicillin_resistant(const Isolate& isolate, const model::Culture& culture) const {
  if (!organisms_->in_group(culture.organism, "staphylococcus")) return isolate.by_name;
  const auto by_test = methicillin_by_tests(isolate);
  if (!by_test || isolate.by_name == by_test) return isolate.by_name ? isolate.by_name : by_test;
  if (!isolate.by_name) return by_test;
  return by_test->is_unknown() ? isolate.by_name : model::Finding(Truth::unknown(Reason::unclear));
}

/// Writes the tests into the culture. One that an earlier message gave stays as it was: a copy with what is known now
/// takes its place.
void Gatherer::apply(Isolate& isolate, std::size_t first_of_message) {
  if (!isolate.sighting || isolate.tests.empty()) return;
  Sighting sighting = data_->sightings[*isolate.sighting];
  if (sighting.state == Sighting::State::withdrawn) return;
  auto& culture = std::get<model::Culture>(sighting.entry.content);
  culture.methicillin_resistant = methicillin_resistant(isolate, culture);
  const bool disagree = isolate.by_name && culture.methicillin_resistant != isolate.by_name;
  if (disagree)
    data_->quality.note(FaultKind::code_text_conflict, sighting.entry.place,
                        "the name of the organism and its tests disagree on methicillin");
  sighting.entry.text = isolate.text;
  for (const auto& [code, test] : isolate.tests) {
    if (test.state == Sighting::State::withdrawn) continue;
    sighting.entry.text.append(sighting.entry.text.empty() ? "" : "\n").append(line_of(test));
    if (test.version <= sighting.version) continue;
    sighting.version = test.version;
    sighting.entry.known_at = test.known_at;
  }
  if (sighting.entry == data_->sightings[*isolate.sighting].entry) return;
  if (*isolate.sighting >= first_of_message) {
    data_->sightings[*isolate.sighting] = std::move(sighting);
    return;
  }
  isolate.sighting = data_->sightings.size();
  data_->sightings.push_back(std::move(sighting));
}

void Gatherer::add_person(Person person, const std::string& version) {
  auto& known = data_->people[person.key];
  auto& known_version = ward_versions_[person.key];
  const bool is_later = known.key.empty() || known_version <= version;
  const auto ward = person.ward.empty() || !is_later ? known.ward : person.ward;
  if (!person.ward.empty() && is_later) known_version = version;
  known = std::move(person);
  known.ward = ward;
}

/// The culture may have come in an earlier delivery: what its tests say is given for it. Whether it was of a
/// staphylococcus is known there.
void Gatherer::supplement(const std::string& id, const Isolate& isolate) {
  const auto& first = isolate.tests.begin()->second;
  Sighting sighting;
  sighting.person = first.person;
  sighting.source_id = id;
  sighting.version = first.version;
  sighting.state = Sighting::State::supplement;
  for (const auto& [code, test] : isolate.tests)
    if (test.state != Sighting::State::withdrawn)
      sighting.entry.text.append(sighting.entry.text.empty() ? "" : "\n").append(line_of(test));
  sighting.entry.place = first.place;
  sighting.entry.read_in = read_in(first.place);
  sighting.entry.known_at = first.known_at;
  sighting.entry.content = model::Culture{.methicillin_resistant = methicillin_by_tests(isolate)};
  data_->sightings.push_back(std::move(sighting));
}

void Gatherer::finish() {
  for (const auto& [id, isolate] : isolates_) {
    if (isolate.sighting) continue;
    for (const auto& [code, test] : isolate.tests)
      data_->quality.note(FaultKind::dangling_reference, test.place,
                          "the culture of this isolate is not here; one that came earlier is told");
    if (!isolate.tests.empty()) supplement(id, isolate);
  }
}

}  // namespace lossa::intake::hl7
