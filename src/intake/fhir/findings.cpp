// SPDX-License-Identifier: Apache-2.0
// What was found: Condition, AllergyIntolerance, ImagingStudy.
#include <array>
#include <utility>

#include "map.hpp"

namespace lossa::intake::fhir {
namespace {

using terminology::Sense;

constexpr std::array condition_senses = {Sense::diagnosis, Sense::history, Sense::sign};
constexpr std::array allergy_senses = {Sense::history};
constexpr std::array imaging_senses = {Sense::imaging};

/// What verificationStatus says of it; absent: that it is so.
model::Finding presence(const Reader& reader) {
  const auto verified = reader.code_of(&reader.resource(), "verificationStatus");
  if (verified == "refuted") return Truth::no();
  if (verified == "unconfirmed" || verified == "provisional" || verified == "differential")
    return Truth::unknown(Reason::unclear);
  return std::nullopt;
}

bool is_over(const Reader& reader) {
  const auto status = reader.code_of(&reader.resource(), "clinicalStatus");
  return status == "inactive" || status == "remission" || status == "resolved";
}

model::Content content_of(const terminology::Code& code, const std::string& given, const model::Finding& present) {
  if (code.sense == Sense::sign) {
    model::Sign sign;
    sign.what = code.word;
    sign.present = present;
    return sign;
  }
  if (code.sense == Sense::history) {
    model::History history;
    history.what = code.word;
    history.present = present;
    return history;
  }
  return model::Diagnosis{.what = code.word, .present = present, .code = given, .system = code.system};
}

/// Onset as far as it is a date; else when it was recorded: it was so then.
void date_it(const Reader& reader, Sighting& sighting) {
  const Node& resource = reader.resource();
  auto recorded = reader.date(&resource, "recordedDate");
  auto onset = reader.start_of("onset");
  sighting.entry.known_at = recorded;
  sighting.entry.at = onset.has_value() ? std::move(onset) : std::move(recorded);
}

}  // namespace

void map_condition(const Reader& reader, Part& part) {
  const auto& dictionary = reader.source().dictionary;
  if (reader.code_of(&reader.resource(), "verificationStatus") == "entered-in-error") withdraw(part, reader);
  const Concept what = reader.concept_of(&reader.resource(), "code");
  Meaning meaning = meaning_of(what, dictionary, condition_senses);
  const bool is_proposal = meaning.code == nullptr;
  if (is_proposal) meaning.code = proposal_of(what, dictionary, {Sense::diagnosis, Sense::sign});
  if (meaning.code == nullptr) return;
  if (!is_proposal) note_conflict(reader, "code", meaning, what);

  model::Finding present = presence(reader);
  // A device that is no longer in place was not refuted: it is only not known since when.
  if (meaning.code->word == "device_in_place" && is_over(reader) && !present.has_value())
    present = Truth::unknown(Reason::unclear);
  Sighting& sighting = add(part, reader, content_of(*meaning.code, meaning.given, present));
  date_it(reader, sighting);
  if (is_over(reader))
    sighting.entry.text =
        "Condition.clinicalStatus: " + std::string(reader.code_of(&reader.resource(), "clinicalStatus"));
  if (!is_proposal) return;
  sighting.basis = Sighting::Basis::text;
  sighting.entry.text = what.words();
}

void map_allergy(const Reader& reader, Part& part) {
  const Node& allergy = reader.resource();
  const auto& dictionary = reader.source().dictionary;
  Meaning meaning = meaning_of(reader.concept_of(&allergy, "code"), dictionary, allergy_senses);
  for (const Node& reaction : reader.items(&allergy, "reaction")) {
    if (meaning.code != nullptr) break;
    meaning = meaning_of(reader.concept_of(&reaction, "substance"), dictionary, allergy_senses);
  }
  if (meaning.code == nullptr || !meaning.code->word.starts_with("allergy_")) return;
  if (reader.code_of(&allergy, "verificationStatus") == "entered-in-error") withdraw(part, reader);
  date_it(reader, add(part, reader, content_of(*meaning.code, meaning.given, presence(reader))));
}

void map_imaging_study(const Reader& reader, Part& part) {
  const Node& study = reader.resource();
  const auto status = reader.text(&study, "status");
  if (status == "cancelled" || status == "registered") return;
  for (const Node& code : reader.items(&study, "procedureCode")) {
    const Concept what = reader.concept_in(code);
    const Meaning meaning = meaning_of(what, reader.source().dictionary, imaging_senses);
    if (meaning.code == nullptr) continue;
    if (status == "entered-in-error") withdraw(part, reader);
    model::Imaging imaging;
    imaging.modality = meaning.code->word;
    add(part, reader, std::move(imaging)).entry.at = reader.date(&study, "started");
    return;
  }
}

}  // namespace lossa::intake::fhir
