// SPDX-License-Identifier: Apache-2.0
#include "growth.hpp"

#include <algorithm>
#include <array>

#include "text.hpp"

namespace lossa::intake::hl7 {
namespace {

using terminology::Sense;

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Are these only words about how long it was waited?
bool is_only_a_time(std::string_view text) {
  constexpr std::array<std::string_view, 16> words = {"after", "efter",  "at", "vid",   "days", "day",
                                                      "dygn",  "dagar",  "d",  "hours", "h",    "timmar",
                                                      "weeks", "veckor", "to", "date"};
  constexpr std::string_view between = " .,:;()\n\t\r";
  while (true) {
    const auto start = text.find_first_not_of(between);
    if (start == std::string_view::npos) return true;
    text.remove_prefix(start);
    const auto word = text.substr(0, text.find_first_of(between));
    if (!is_number(word) && std::ranges::find(words, word) == words.end()) return false;
    text.remove_prefix(word.size());
  }
}

/// Is the text this phrase, and beside it nothing but a time?
bool is_whole(const std::string& small, std::string_view phrase) {
  return !phrase.empty() && small.starts_with(in_small_letters(phrase)) &&
         is_only_a_time(std::string_view(small).substr(phrase.size()));
}

bool is_whole(std::string_view words, const terminology::Code& code) {
  const auto small = in_small_letters(words.substr(std::min(words.find_first_not_of(" \n\t\r"), words.size())));
  return is_whole(small, code.text.en) || is_whole(small, code.text.sv) ||
         std::ranges::any_of(code.also, [&](const std::string& phrase) { return is_whole(small, phrase); });
}

Growth grown(const terminology::Organism& organism, std::optional<bool> methicillin_resistant) {
  return {.organism = organism.id, .result = "growth", .methicillin_resistant = methicillin_resistant};
}

Growth by_code(const Coding& coding, const Source& source) {
  const auto& [codes, organisms] = source.dictionary;
  if (codes.system_of(coding.system) == "snomed")
    if (const auto* organism = organisms.by_code(coding.code); organism != nullptr)
      return grown(*organism, organisms.methicillin_resistance(coding.code));
  const auto* code = codes.find(coding.system, coding.code);
  if (code == nullptr) return {};
  if (code->sense == Sense::growth) return {.organism = {}, .result = code->word};
  if (code->sense != Sense::organism) return {};
  const auto* organism = organisms.find(code->word);
  return organism == nullptr ? Growth{.organism = code->word, .result = "growth"} : grown(*organism, std::nullopt);
}

/// By the first code that means something.
Growth by_code(const Codings& value, const Source& source) {
  for (const auto& coding : value) {
    if (coding.code.empty()) continue;
    if (auto growth = by_code(coding, source); !growth.is_empty()) return growth;
  }
  return {};
}

/// Do the words beside a code name another organism?
void note_conflict(const Growth& growth, const Codings& value, const Hl7Segment& segment, const Source& source) {
  for (const auto& coding : value) {
    const auto* named = source.dictionary.organisms.by_name(coding.text);
    if (named == nullptr || named->id == growth.organism) continue;
    source.note(
        FaultKind::code_text_conflict, segment,
        "the code says " + (growth.organism.empty() ? growth.result : growth.organism) + ", the text " + named->id);
    return;
  }
}

}  // namespace

Growth growth_of(const Codings& value, const Hl7Segment& segment, const Source& source) {
  if (!has_code(value)) return growth_of(text_of(value), source);
  auto growth = by_code(value, source);
  if (!growth.is_empty()) {
    note_conflict(growth, value, segment, source);
    return growth;
  }
  count_unmapped(value, source);
  source.note(FaultKind::unmapped_code, segment, "OBX-5: the code means nothing here");
  for (const auto& coding : value) {
    growth = growth_of(coding.text, source);
    if (growth.is_empty()) continue;
    growth.by_words = true;
    return growth;
  }
  return growth;
}

Growth growth_of(std::string_view words, const Source& source) {
  const auto& [codes, organisms] = source.dictionary;
  if (words.empty()) return {};
  if (const auto* named = organisms.by_name(words); named != nullptr)
    return grown(*named, organisms.methicillin_resistance(words));
  if (const auto* organism = organisms.proposed_by(words); organism != nullptr) {
    auto growth = grown(*organism, std::nullopt);
    growth.by_words = true;
    return growth;
  }
  const auto* code = codes.proposed_by(Sense::growth, words);
  if (code == nullptr) return {};
  return {.organism = {}, .result = code->word, .methicillin_resistant = {}, .by_words = !is_whole(words, *code)};
}

}  // namespace lossa::intake::hl7
