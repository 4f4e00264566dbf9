// SPDX-License-Identifier: Apache-2.0
// Cultures: what grew in what.
#include <algorithm>
#include <utility>

#include "growth.hpp"
#include "mapping.hpp"
#include "specimen.hpp"
#include "value.hpp"

namespace lossa::intake::hl7 {
namespace {

using terminology::Sense;

constexpr std::size_t longest_text = 2000;

bool is_coded(std::string_view type) { return type == "CE" || type == "CWE" || type == "CNE" || type == "CF"; }
bool is_words(std::string_view type) { return type == "ST" || type == "TX" || type == "FT" || type.empty(); }

/// The laboratory's comments, for people.
std::string notes_of(const Observation& observation) {
  std::string text;
  for (const auto* note : observation.notes)
    for (const auto& comment : note->field(3).repetitions) {
      if (comment.text().empty() || text.size() + comment.text().size() > longest_text) continue;
      if (!text.empty()) text += '\n';
      text += comment.text();
    }
  return without_identity_numbers(text);
}

/// No growth is final only when the order is: a bottle may still grow.
model::Finding finality(const Growth& growth, const Status& status, const Order& order) {
  const auto whole = order.segment->text(25);
  const bool goes_on = whole == "P" || whole == "A" || whole == "S" || whole == "I" || whole == "R";
  return growth.result != "growth" && goes_on ? model::Finding(Truth::no()) : status.final;
}

class CultureMapper {
 public:
  CultureMapper(OrderFrame& frame, const Observation& observation, const Source& source)
      : frame_(&frame),
        observation_(&observation),
        source_(&source),
        specimen_(specimen_of(frame, observation, source)) {}

  bool map(Said& said) {
    const auto& values = observation_->segment->field(5);
    const auto status = status_of(frame_->order, *observation_);
    if (specimen_.word.empty() && !is_for_culture()) return true;
    if (status.state == Sighting::State::withdrawn) {
      for (std::size_t i = 0; i < std::max<std::size_t>(values.repetitions.size(), 1); ++i) add(said, {}, "");
      return true;
    }
    if (specimen_.word.empty()) propose_any_specimen();
    if (values.repetitions.empty() || values.is_null()) {
      if (status.final != model::Finding(Truth::no()))
        return !is_for_culture() || refuse(FaultKind::not_understood, "a result without a value");
      if (is_for_culture()) add(said, {.organism = {}, .result = "awaited"}, "");
      return true;
    }
    bool used = true;
    for (const auto& value : values.repetitions) used = map_value(said, value) && used;
    return used;
  }

 private:
  /// What nobody understands may be blood: a person is to read it.
  void propose_any_specimen() {
    source_->note(FaultKind::unknown_material, segment(),
                  "it is not said, in codes that mean something here, what was cultured: it may be blood");
    ++source_->quality.unmapped[{std::string(unknown_material), specimen_.written}];
    specimen_.word = "other";
    specimen_.by_words = true;
  }

  [[nodiscard]] const Hl7Segment& segment() const { return *observation_->segment; }

  /// Does the test itself say culture, not only what was ordered?
  [[nodiscard]] bool is_for_culture() const {
    return meaning_of(codings_of(segment().field(3)), *source_, "", {Sense::culture}) != nullptr;
  }

  bool map_value(Said& said, const Hl7Repetition& value) {
    const auto type = segment().text(2);
    if (!is_coded(type) && !is_words(type))
      return !is_for_culture() || refuse(FaultKind::wrong_type, "the value of a culture is neither coded nor words");
    const auto codings =
        is_coded(type) ? codings_of(value) : Codings{Coding{.code = {}, .text = value.text(), .system = {}}};
    auto growth = growth_of(codings, segment(), *source_);
    if (!is_for_culture() && growth.organism.empty()) {
      // Of an unknown test only what names an organism can be told from a stain or a comment.
      count_unmapped(codings_of(segment().field(3)), *source_);
      return true;
    }
    if (growth.is_empty() && !has_code(codings))
      return refuse(FaultKind::not_understood, "the words of the result mean nothing here");
    // A code that means nothing here is for a person to read: it may be an organism.
    if (growth.is_empty()) growth.by_words = true;
    add(said, growth, growth.by_words ? std::string(text_of(codings)) : "");
    return true;
  }

  void add(Said& said, const Growth& growth, const std::string& words) {
    auto sighting = frame_of(*frame_, *observation_, *source_);
    sighting.record = sighting.source_id;
    if (const int before = frame_->seen[sighting.source_id]++; before > 0)
      sighting.source_id += " #" + std::to_string(before + 1);
    model::Culture culture{.specimen = specimen_.word, .result = growth.result};
    culture.organism = growth.organism;
    culture.final = finality(growth, status_of(frame_->order, *observation_), frame_->order);
    if (growth.methicillin_resistant) culture.methicillin_resistant = Truth::of(*growth.methicillin_resistant);
    sighting.entry.content = std::move(culture);
    sighting.entry.text = without_identity_numbers(words.substr(0, words.size() > longest_text ? 0 : words.size()));
    if (auto notes = notes_of(*observation_); !notes.empty())
      sighting.entry.text.append(sighting.entry.text.empty() ? "" : "\n").append(notes);
    sighting.specimen = specimen_.id;
    sighting.order = specimen_.order;
    sighting.sample = specimen_.sample;
    if (growth.by_words || specimen_.by_words) sighting.basis = Sighting::Basis::text;
    said.sightings.push_back(std::move(sighting));
  }

  bool refuse(FaultKind kind, std::string message) const {
    source_->note(kind, segment(), std::move(message));
    return false;
  }

  OrderFrame* frame_;
  const Observation* observation_;
  const Source* source_;
  Specimen specimen_;
};

}  // namespace

bool map_culture(OrderFrame& frame, const Observation& observation, const Source& source, Said& said) {
  return CultureMapper(frame, observation, source).map(said);
}

}  // namespace lossa::intake::hl7
