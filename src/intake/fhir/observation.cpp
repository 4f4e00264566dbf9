// SPDX-License-Identifier: Apache-2.0
// Observation: cultures and their isolates, susceptibilities, laboratory tests, temperature.
#include <algorithm>
#include <utility>

#include "laboratory.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array observation_senses = {Sense::culture, Sense::susceptibility, Sense::lab, Sense::sign};
constexpr std::array test_senses = {Sense::susceptibility, Sense::lab};
constexpr std::array finding_senses = {Sense::image_finding};

void read_links(const Reader& reader, Part& part) {
  LaboratorySaid& said = *part.laboratory;
  said.members = reader.references("hasMember");
  said.isolate_of = reader.references("derivedFrom");
  if (said.role != LaboratorySaid::Role::susceptibility)
    part.must_exist.insert(part.must_exist.end(), said.members.begin(), said.members.end());
}

/// The sample and the order of every culture of this resource.
void read_sample(const Reader& reader, Part& part) {
  const auto specimen = reader.reference(&reader.resource(), "specimen");
  if (names_a_resource(specimen)) part.must_exist.push_back(specimen);
  const auto orders = reader.references("basedOn");
  for (Sighting& sighting : part.sightings) {
    sighting.specimen = specimen;
    if (!orders.empty()) sighting.order = orders.front();
  }
}

/// Of resistances to several agents that stand for methicillin: what they agree on, else unclear.
void merge_resistance(model::Finding& known, const model::Finding& more) {
  if (!more.has_value()) return;
  known = !known.has_value() || *known == *more ? more : model::Finding(Truth::unknown(Reason::unclear));
}

/// Components: further organisms, and susceptibilities of the isolate.
void read_components(const Reader& reader, Part& part, const model::Word& specimen) {
  for (const Node& component : reader.items(&reader.resource(), "component")) {
    const Concept code = reader.concept_of(&component, "code");
    const auto meaning = meaning_of(code, reader.source().dictionary, test_senses);
    if (meaning.code != nullptr) {
      merge_resistance(part.laboratory->resistant, resistance_of(reader, component, meaning.code->word));
      continue;
    }
    const Result result = result_of(reader, component);
    if (result.organism.empty() || result.by_words) continue;
    part.laboratory->has_result = true;
    add_culture(reader, part, result, specimen);
  }
}

void map_culture(const Reader& reader, Part& part, const Meaning& meaning) {
  part.laboratory = LaboratorySaid{.role = LaboratorySaid::Role::culture};
  const Result result = result_of(reader, reader.resource());
  part.laboratory->has_result = !result.is_empty();
  read_components(reader, part, meaning.code->word);
  const bool components_say_it = !part.sightings.empty() && result.organism.empty();
  if (!components_say_it) add_culture(reader, part, result, meaning.code->word);
  read_links(reader, part);
  read_sample(reader, part);
}

/// An organism where the code is not that of a culture. Its frame or its sample may say what it grew in.
void map_organism(const Reader& reader, Part& part, const Result& result, const Concept& code) {
  part.laboratory = LaboratorySaid{.role = LaboratorySaid::Role::organism, .has_result = true};
  if (!code.codings.empty()) {
    part.laboratory->unmapped_system = code.codings.front().system;
    part.laboratory->unmapped_code = code.codings.front().code;
  }
  add_culture(reader, part, result, "");
  read_components(reader, part, "");
  read_links(reader, part);
  read_sample(reader, part);
}

void map_susceptibility(const Reader& reader, Part& part, const Meaning& meaning) {
  part.laboratory = LaboratorySaid{.role = LaboratorySaid::Role::susceptibility};
  part.laboratory->resistant = resistance_of(reader, reader.resource(), meaning.code->word);
  read_links(reader, part);
}

/// A panel of measurements, or one that is not known by its own code.
void map_component_tests(const Reader& reader, Part& part) {
  for (const Node& component : reader.items(&reader.resource(), "component")) {
    const auto meaning = meaning_of(reader.concept_of(&component, "code"), reader.source().dictionary, test_senses);
    if (meaning.code != nullptr && meaning.code->sense == Sense::lab)
      add_measurement(reader, part, component, *meaning.code);
  }
}

/// "Vegetation on a lead", as a value, or as a code that is said to be so or not.
std::vector<ImageFinding> image_findings(const Reader& reader, const Concept& code) {
  const auto& dictionary = reader.source().dictionary;
  const Node& resource = reader.resource();
  std::vector<ImageFinding> found;
  const auto value = meaning_of(reader.concept_of(&resource, "valueCodeableConcept"), dictionary, finding_senses);
  if (value.code != nullptr) found.push_back({.word = value.code->word, .present = Truth::yes()});
  const auto own = meaning_of(code, dictionary, finding_senses);
  const auto said = reader.boolean(&resource, "valueBoolean");
  if (own.code != nullptr && said.has_value()) found.push_back({.word = own.code->word, .present = Truth::of(*said)});
  return found;
}

/// "Pus from the pocket": that it is so, is not so, or that nobody says.
void map_sign(const Reader& reader, Part& part, const Meaning& meaning) {
  const Node& observation = reader.resource();
  model::Sign sign;
  sign.what = meaning.code->word;
  const auto said = reader.boolean(&observation, "valueBoolean");
  sign.present = said.has_value() ? Truth::of(*said) : Truth::unknown(Reason::unclear);
  Sighting& sighting = add(part, reader, std::move(sign));
  sighting.entry.at = reader.start_of("effective");
  sighting.entry.known_at = reader.date(&observation, "issued");
}

void map_current(const Reader& reader, Part& part) {
  const Node& observation = reader.resource();
  const auto& dictionary = reader.source().dictionary;
  const Concept code = reader.concept_of(&observation, "code");
  const Meaning meaning = meaning_of(code, dictionary, observation_senses);
  if (meaning.code != nullptr && meaning.code->sense == Sense::culture) return map_culture(reader, part, meaning);
  if (meaning.code != nullptr && meaning.code->sense == Sense::susceptibility)
    return map_susceptibility(reader, part, meaning);
  if (meaning.code != nullptr && meaning.code->sense == Sense::sign) return map_sign(reader, part, meaning);
  if (meaning.code != nullptr) add_measurement(reader, part, observation, *meaning.code);
  map_component_tests(reader, part);
  if (!part.sightings.empty() || meaning.code != nullptr) return;
  part.image_findings = image_findings(reader, code);
  const Concept value = reader.concept_of(&observation, "valueCodeableConcept");
  if (organism_by_code(value, dictionary).word.empty()) return;
  map_organism(reader, part, result_of(reader, observation), code);
}

}  // namespace

void map_observation(const Reader& reader, Part& part) {
  const auto status = reader.text(&reader.resource(), "status");
  const bool is_error = status == "entered-in-error";
  const bool is_withdrawn = is_error || status == "cancelled";  // a result that came before it does not hold either
  if (is_withdrawn) part.state = Sighting::State::withdrawn;
  map_current(reader, part);
  if (is_error) withdraw(part, reader);
  if (is_withdrawn && part.sightings.empty()) add(part, reader, model::Note{});  // earlier it may have said something
}

}  // namespace lossa::intake::fhir
