// SPDX-License-Identifier: Apache-2.0
#include "relevance.hpp"

#include <algorithm>
#include <vector>

#include "map.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::size_t most_answers = 65536;  ///< free words beside codes may be without end

}  // namespace

template <typename Find>
bool Relevance::remembered(char question, std::string_view concept_text, const Find& find) {
  question_.assign(1, question).append(concept_text);
  if (const auto known = answers_.find(question_); known != answers_.end()) return known->second;
  const auto read = read_json(concept_text, "");
  if (!read.ok() || read.value->kind != Node::Kind::object) return true;  // the mapping will say what is wrong
  DataQuality unheard;
  const Date no_day = Date::from_minutes({.low = 0, .high = 0});
  const Source source{.dictionary = dictionary_, .today = no_day, .quality = unheard, .file = {}};
  const bool answer = find(Reader(*read.value, source).concept_in(*read.value));
  if (answers_.size() >= most_answers) answers_.clear();
  answers_.emplace(question_, answer);
  return answer;
}

bool Relevance::means(std::string_view concept_text, Senses senses, Words words) {
  if (concept_text.empty()) return false;
  const char question = static_cast<char>('a' + static_cast<int>(*senses.begin()));
  return remembered(question, concept_text, [&](const Concept& read) {
    if (meaning_of(read, dictionary_, senses).code != nullptr) return true;
    return words == Words::propose && proposal_of(read, dictionary_, senses) != nullptr;
  });
}

bool Relevance::names_organism_or_image(std::string_view concept_text) {
  if (concept_text.empty()) return false;
  return remembered('O', concept_text, [&](const Concept& read) {
    return !organism_by_code(read, dictionary_).word.empty() ||
           meaning_of(read, dictionary_, std::initializer_list<Sense>{Sense::image_finding}).code != nullptr;
  });
}

bool Relevance::may_matter(const LineLook& look) {
  if (look.has_parts) return true;
  if (look.type == "Observation")
    return look.status == "entered-in-error" ||
           means(look.what, {Sense::culture, Sense::susceptibility, Sense::lab, Sense::image_finding, Sense::sign},
                 Words::say_nothing) ||
           names_organism_or_image(look.value);
  if (look.type == "Condition")
    return look.what.empty() || means(look.what, {Sense::diagnosis, Sense::history, Sense::sign}, Words::propose);
  if (look.type == "Procedure")
    return look.what.empty() ||
           means(look.what, {Sense::implant, Sense::removal, Sense::generator_exchange, Sense::lead, Sense::imaging},
                 Words::propose);
  if (look.type == "DiagnosticReport")
    return look.what.empty() || means(look.what, {Sense::imaging, Sense::culture}, Words::say_nothing);
  if (look.type == "MedicationRequest" || look.type == "MedicationAdministration")
    return means(look.what, {Sense::drug}, Words::say_nothing);
  return look.type != "Encounter" || look.status == "in-progress";
}

}  // namespace lossa::intake::fhir
