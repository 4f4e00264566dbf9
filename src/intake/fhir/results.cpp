// SPDX-License-Identifier: Apache-2.0
// What a value says: organisms, growth, resistance.
#include <algorithm>
#include <utility>

#include "laboratory.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array growth_senses = {Sense::growth};

bool set_organism(Result& result, const OrganismSaid& said) {
  result.organism = said.word;
  result.resistant = said.resistant;
  return !said.word.empty();
}

/// The first interpretation's code (HL7 v3 ObservationInterpretation): "POS", "NEG", "R", "S".
std::string_view interpretation_of(const Reader& reader, const Node& in) {
  for (const Node& node : reader.items(&in, "interpretation")) {
    const Concept read = reader.concept_in(node);
    for (const Coding& coding : read.codings)
      if (!coding.code.empty()) return coding.code;
    if (!read.text.empty()) return read.text;
  }
  return {};
}

/// A laboratory's own words in the result field, where there is no code at all, are its result.
void read_words(const Reader& reader, std::string_view words, Result& result) {
  const auto& dictionary = reader.source().dictionary;
  if (set_organism(result, organism_by_name(words, dictionary))) return;
  if (const auto* growth = dictionary.codes.proposed_by(Sense::growth, words)) result.growth = growth->word;
}

void read_concept(const Reader& reader, const Concept& value, Result& result) {
  const auto& dictionary = reader.source().dictionary;
  const bool is_organism = set_organism(result, organism_by_code(value, dictionary));
  note_organism_conflict(reader, "valueCodeableConcept", result.organism, value);
  if (is_organism) return;
  if (const auto* growth = meaning_of(value, dictionary, growth_senses).code) {
    result.growth = growth->word;
    return;
  }
  const auto is_coded = [](const Coding& coding) { return !coding.code.empty(); };
  if (std::ranges::none_of(value.codings, is_coded)) return read_words(reader, value.words(), result);
  count_unmapped(value, reader.source());
  result.by_words = true;
  read_words(reader, value.words(), result);
  for (const Coding& coding : value.codings)
    if (result.is_empty()) read_words(reader, coding.display, result);
}

/// Without a value the interpretation is the result; beside one it must not contradict it.
void read_interpretation(const Reader& reader, const Node& in, Result& result) {
  const auto code = interpretation_of(reader, in);
  const bool positive = code == "POS" || code == "DET";
  const bool negative = code == "NEG" || code == "ND";
  if (!positive && !negative) return;
  if (result.is_empty()) {
    result.growth = positive ? "growth" : "no_growth";
    return;
  }
  const bool grew = !result.organism.empty() || result.growth == "growth";
  if (result.growth == "awaited" || grew == positive) return;
  result.contradicts = true;
  const std::string said = result.organism.empty() ? result.growth : result.organism;
  reader.note(FaultKind::code_text_conflict, "interpretation",
              "the value says " + said + ", the interpretation says " + std::string(code));
}

}  // namespace

Result result_of(const Reader& reader, const Node& in) {
  Result result;
  const Concept value = reader.concept_of(&in, "valueCodeableConcept");
  if (!value.is_empty()) {
    read_concept(reader, value, result);
  } else if (const auto words = reader.text(&in, "valueString"); !words.empty()) {
    read_words(reader, words, result);
  }
  read_interpretation(reader, in, result);
  return result;
}

model::Finding finality(std::string_view status) {
  if (status == "final" || status == "amended" || status == "corrected" || status == "appended") return Truth::yes();
  if (status == "preliminary" || status == "registered" || status == "partial") return Truth::no();
  return std::nullopt;
}

Sighting& add_culture(const Reader& reader, Part& part, const Result& result, const model::Word& specimen) {
  const Node& resource = reader.resource();
  const auto status = reader.text(&resource, "status");
  model::Culture culture;
  culture.specimen = specimen;
  culture.organism = result.organism;
  if (result.resistant) culture.methicillin_resistant = Truth::of(*result.resistant);
  culture.final = finality(status);
  culture.result = result.organism.empty() ? result.growth : "growth";
  if (culture.result.empty() && culture.final == model::Finding(Truth::no())) culture.result = "awaited";
  // The first has the resource's own id, so that a later version of it replaces or withdraws it.
  const std::string suffix = part.sightings.empty() ? "" : "#" + result.organism;
  Sighting& sighting = add(part, reader, std::move(culture), suffix);
  sighting.entry.at = reader.start_of("effective");
  sighting.entry.known_at = reader.date(&resource, "issued");
  if (result.by_words || result.contradicts) sighting.basis = Sighting::Basis::text;
  return sighting;
}

model::Finding resistance_of(const Reader& reader, const Node& in, std::string_view agent) {
  constexpr std::array stands_for_methicillin = {std::string_view("oxacillin"), std::string_view("cefoxitin"),
                                                 std::string_view("methicillin")};
  if (std::ranges::find(stands_for_methicillin, agent) == stands_for_methicillin.end()) return std::nullopt;
  std::string_view said = interpretation_of(reader, in);
  const Concept value = reader.concept_of(&in, "valueCodeableConcept");
  if (said.empty() && !value.codings.empty()) said = value.codings.front().code;
  if (said.empty()) said = value.text;
  if (said.empty()) said = reader.text(&in, "valueString");
  if (said == "R" || said == "Resistant") return Truth::yes();
  if (said == "S" || said == "Susceptible") return Truth::no();
  return std::nullopt;
}

void set_image_finding(model::Imaging& imaging, std::string_view word, const Truth& present) {
  const auto colon = word.find(':');
  const auto field = word.substr(0, colon);
  const std::string value(colon == std::string_view::npos ? std::string_view() : word.substr(colon + 1));
  if (field == "uptake_pocket") imaging.uptake_pocket = present;
  if (field == "uptake_lead") imaging.uptake_lead = present;
  if (field == "uptake_valve") imaging.uptake_valve = present;
  if (field == "lead_mass") imaging.lead_mass = present.is_yes() ? value : present.is_no() ? "none" : "indeterminate";
  if (field == "valve_lesion")
    imaging.valve_lesion = present.is_yes() ? value : present.is_no() ? "none" : "indeterminate";
}

}  // namespace lossa::intake::fhir
