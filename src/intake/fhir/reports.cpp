// SPDX-License-Identifier: Apache-2.0
// DiagnosticReport (cultures, echocardiography, PET/CT) and Specimen.
#include <algorithm>
#include <utility>

#include "laboratory.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array report_senses = {Sense::culture, Sense::imaging};
constexpr std::array finding_senses = {Sense::image_finding};
constexpr std::array specimen_senses = {Sense::specimen};

/// conclusionCode names an organism, or says that something or nothing grew.
Result concluded(const Reader& reader) {
  Result result;
  for (const Node& node : reader.items(&reader.resource(), "conclusionCode")) {
    const Concept read = reader.concept_in(node);
    const auto organism = organism_by_code(read, reader.source().dictionary);
    result.organism = organism.word;
    result.resistant = organism.resistant;
    note_organism_conflict(reader, "conclusionCode", result.organism, read);
    if (!result.organism.empty()) return result;
    constexpr std::array growth_senses = {Sense::growth};
    const auto growth = meaning_of(read, reader.source().dictionary, growth_senses);
    if (growth.code != nullptr) result.growth = growth.code->word;
    if (growth.code == nullptr) count_unmapped(read, reader.source());
  }
  return result;
}

/// What the words of the conclusion propose, where no code says anything.
Result proposed(const Reader& reader) {
  const auto words = reader.text(&reader.resource(), "conclusion");
  Result result{.by_words = true};
  if (words.empty()) return result;
  if (const auto* organism = reader.source().dictionary.organisms.proposed_by(words)) result.organism = organism->id;
  return result;
}

void map_culture_report(const Reader& reader, Part& part, const Meaning& meaning) {
  part.laboratory = LaboratorySaid{.role = LaboratorySaid::Role::culture, .members = reader.references("result")};
  part.must_exist.insert(part.must_exist.end(), part.laboratory->members.begin(), part.laboratory->members.end());
  Result result = concluded(reader);
  if (result.is_empty()) result = proposed(reader);
  part.laboratory->has_result = !result.is_empty() && !result.by_words;
  Sighting& sighting = add_culture(reader, part, result, meaning.code->word);
  if (result.by_words && result.is_empty()) sighting.basis = Sighting::Basis::code;
  if (sighting.basis == Sighting::Basis::text) sighting.entry.text = reader.text(&reader.resource(), "conclusion");
  const auto specimens = reader.references("specimen");
  for (const auto& key : specimens)
    if (names_a_resource(key)) part.must_exist.push_back(key);
  if (specimens.size() == 1) sighting.specimen = specimens.front();
  const auto orders = reader.references("basedOn");
  if (!orders.empty()) sighting.order = orders.front();
}

Sighting& add_image(const Reader& reader, Part& part, model::Imaging imaging, std::string_view suffix) {
  Sighting& sighting = add(part, reader, std::move(imaging), suffix);
  sighting.entry.at = reader.start_of("effective");
  sighting.entry.known_at = reader.date(&reader.resource(), "issued");
  return sighting;
}

/// A coded conclusion is a finding of the image; words of it are a proposal beside the image.
void map_image_report(const Reader& reader, Part& part, const Meaning& meaning) {
  const auto& dictionary = reader.source().dictionary;
  model::Imaging imaging;
  imaging.modality = meaning.code->word;
  bool is_coded = false;
  for (const Node& node : reader.items(&reader.resource(), "conclusionCode")) {
    const Concept read = reader.concept_in(node);
    const auto finding = meaning_of(read, dictionary, finding_senses);
    if (finding.code == nullptr) {
      count_unmapped(read, reader.source());
      continue;
    }
    note_conflict(reader, "conclusionCode", finding, read);
    set_image_finding(imaging, finding.code->word, Truth::yes());
    is_coded = true;
  }
  part.image_results = reader.references("result");
  add_image(reader, part, imaging, "");
  const auto words = reader.text(&reader.resource(), "conclusion");
  const auto* said = is_coded || words.empty() ? nullptr : dictionary.codes.proposed_by(Sense::image_finding, words);
  if (said == nullptr) return;
  model::Imaging proposal;
  proposal.modality = meaning.code->word;
  set_image_finding(proposal, said->word, Truth::yes());
  Sighting& sighting = add_image(reader, part, std::move(proposal), "#conclusion");
  sighting.basis = Sighting::Basis::text;
  sighting.entry.text = words;
}

}  // namespace

void map_report(const Reader& reader, Part& part) {
  const Node& report = reader.resource();
  const auto status = reader.text(&report, "status");
  const Meaning meaning = meaning_of(reader.concept_of(&report, "code"), reader.source().dictionary, report_senses);
  if (meaning.code == nullptr) return;
  if (status == "entered-in-error") withdraw(part, reader);
  if (status == "cancelled") part.state = Sighting::State::withdrawn;
  if (meaning.code->sense == Sense::culture) return map_culture_report(reader, part, meaning);
  map_image_report(reader, part, meaning);
}

void map_specimen(const Reader& reader, Part& part) {
  const Node& specimen = reader.resource();
  if (reader.text(&specimen, "status") == "entered-in-error") return;
  const Node* collection = reader.object(&specimen, "collection");
  SpecimenSaid said{.collected = reader.date(collection, "collectedDateTime")};
  if (!said.collected) said.collected = reader.date(reader.object(collection, "collectedPeriod"), "start");
  const Concept type = reader.concept_of(&specimen, "type");
  const auto meaning = meaning_of(type, reader.source().dictionary, specimen_senses);
  if (meaning.code != nullptr) said.word = meaning.code->word;
  note_conflict(reader, "type", meaning, type);
  const auto parents = reader.references("parent");
  if (parents.size() == 1) said.parent = parents.front();
  const Node* accession = reader.object(&specimen, "accessionIdentifier");
  const auto number = reader.text(accession, "value");
  if (!number.empty()) said.order = "accession:" + std::string(number);
  const auto requests = reader.references("request");
  if (!requests.empty()) said.order = requests.front();
  said.is_in_bottles = reader.items(&specimen, "container").size() > 1;
  part.specimen = std::move(said);
}

}  // namespace lossa::intake::fhir
