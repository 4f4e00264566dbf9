// SPDX-License-Identifier: Apache-2.0
#include "specimen.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "text.hpp"

namespace lossa::intake::hl7 {
namespace {

using terminology::Sense;

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) >= 0x80);
}

/// Is there a word that begins so? Small letters; `whole`: and ends so.
bool has_word(std::string_view text, std::string_view word, bool whole) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (!whole || end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

/// What words about a sample say: the kinds of bottle, or a set.
struct SampleWords {
  bool aerobic = false;
  bool anaerobic = false;
  bool bottle = false;
  bool set = false;
};

SampleWords words_in(std::string_view text) {
  const auto small = in_small_letters(text);
  return {.aerobic = has_word(small, "aerob", false),
          .anaerobic = has_word(small, "anaerob", false),
          .bottle = has_word(small, "bottle", true) || has_word(small, "flaska", true),
          .set = has_word(small, "set", true)};
}

SampleWords both(SampleWords a, SampleWords b) {
  return {.aerobic = a.aerobic || b.aerobic,
          .anaerobic = a.anaerobic || b.anaerobic,
          .bottle = a.bottle || b.bottle,
          .set = a.set || b.set};
}

/// What the test of an observation says about the bottle, by its own words and by those of its code.
SampleWords words_of_test(const Observation& observation, const Source& source) {
  const auto codings = codings_of(observation.segment->field(3));
  auto words = words_in(text_of(codings));
  if (const auto* code = meaning_of(codings, source, "", {Sense::culture}))
    words = both(words, words_in(code->text.en));
  return words;
}

SampleWords words_of_specimen(const Order& order, const Observation& observation) {
  SampleWords words;
  if (observation.specimen != nullptr)
    for (const std::size_t field : {4U, 14U}) {  // type; description
      words = both(words, words_in(text_of(codings_of(observation.specimen->field(field)))));
      words = both(words, words_in(observation.specimen->text(field)));
    }
  const auto& source_of_specimen = order.segment->field(15);
  if (!source_of_specimen.repetitions.empty())
    for (const auto& component : source_of_specimen.repetitions.front().components)
      for (const auto& text : component) words = both(words, words_in(text));
  return words;
}

Sighting::Sample sample_of(const OrderFrame& frame, const Observation& observation, const Source& source) {
  const auto specimen = words_of_specimen(frame.order, observation);
  if (specimen.set || (specimen.aerobic && specimen.anaerobic)) return Sighting::Sample::set;
  if (specimen.bottle || specimen.aerobic || specimen.anaerobic) return Sighting::Sample::bottle;
  SampleWords tests;
  for (const auto& other : frame.order.observations)
    if (other.specimen == observation.specimen) tests = both(tests, words_of_test(other, source));
  const auto own = words_of_test(observation, source);
  if (own.aerobic == own.anaerobic) return Sighting::Sample::not_said;
  return tests.aerobic && tests.anaerobic ? Sighting::Sample::set : Sighting::Sample::bottle;
}

/// A pair of entity identifiers (placer's and filler's) that stand as subcomponents: the filler's, else the placer's.
std::string id_in_pair(const Hl7Field& field, const Source& source) {
  if (field.repetitions.empty()) return "";
  const auto& components = field.repetitions.front().components;
  for (const std::size_t i : {1U, 0U})
    if (i < components.size())
      if (auto id = identifier(components[i], source); !id.empty()) return id;
  return "";
}

/// Culture::specimen, and whether only words say so.
struct Word {
  model::Word word = {};
  bool by_words = false;
};

/// A code's meaning, else what its words propose.
Word word_of(const Codings& codings, const Source& source, std::string_view table) {
  if (const auto* code = meaning_of(codings, source, table, {Sense::specimen})) return {.word = code->word};
  for (const auto& coding : codings)
    if (const auto* code = source.dictionary.codes.proposed_by(Sense::specimen, coding.text))
      return {.word = code->word, .by_words = true};
  if (has_code(codings)) count_unmapped(codings, source);
  return {};
}

Word word_of_sample(const Order& order, const Observation& observation, const Source& source) {
  Word word;
  if (observation.specimen != nullptr) word = word_of(codings_of(observation.specimen->field(4)), source, "HL70487");
  const auto& older = order.segment->field(15);
  if (!word.word.empty() || older.repetitions.empty() || older.repetitions.front().components.empty()) return word;
  return word_of(codings_within(older.repetitions.front().components.front()), source, "HL70070");
}

model::Word word_of_test(const Order& order, const Observation& observation, const Source& source) {
  for (const auto& codings : {codings_of(observation.segment->field(3)), codings_of(order.segment->field(4))})
    if (const auto* test = meaning_of(codings, source, "", {Sense::culture}); test != nullptr && !test->word.empty())
      return test->word;
  return "";
}

/// What was sampled, as written, for people: the type of the specimen, by its words or else its code.
std::string written_sample(const Order& order, const Observation& observation) {
  std::vector<Codings> all;
  if (observation.specimen != nullptr) all.push_back(codings_of(observation.specimen->field(4)));
  const auto& older = order.segment->field(15);
  if (!older.repetitions.empty() && !older.repetitions.front().components.empty())
    all.push_back(codings_within(older.repetitions.front().components.front()));
  for (const auto& codings : all) {
    const auto text = text_of(codings);
    const auto written = text.empty() ? codings[0].code : text;
    if (!written.empty()) return without_identity_numbers(written);
  }
  return "";
}

/// What the sample and the test say together. Two codes that disagree only propose.
Word agreed(Word sample, const model::Word& test, const Observation& observation, const Source& source) {
  if (test.empty() || sample.word == test) return sample.word == test ? Word{.word = test} : sample;
  if (sample.word.empty() || sample.by_words) return {.word = test};
  if (test == "other") return sample;  // of an aspirate the sample says more than the test
  source.note(FaultKind::code_text_conflict, *observation.segment,
              "the test is one of " + test + ", the specimen " + sample.word);
  return {.word = std::move(sample.word), .by_words = true};
}

}  // namespace

Specimen specimen_of(const OrderFrame& frame, const Observation& observation, const Source& source) {
  const auto& order = frame.order;
  auto word =
      agreed(word_of_sample(order, observation, source), word_of_test(order, observation, source), observation, source);
  Specimen specimen{.word = std::move(word.word), .by_words = word.by_words};
  if (observation.specimen != nullptr) specimen.id = id_in_pair(observation.specimen->field(2), source);
  if (specimen.id.empty() && order.specimens.size() < 2) specimen.id = frame.filler;
  if (order.common != nullptr) specimen.order = identifier(components_of(order.common->field(4)), source);
  if (specimen.order.empty()) specimen.order = identifier(components_of(order.segment->field(2)), source);
  specimen.sample = sample_of(frame, observation, source);
  if (specimen.word.empty()) specimen.written = written_sample(order, observation);
  return specimen;
}

}  // namespace lossa::intake::hl7
