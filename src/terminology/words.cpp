// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace lossa::terminology {
namespace {

// Before the words in question.
constexpr std::array<std::string_view, 30> denials = {
    "no",     "not",    "non",         "nor",      "never",      "none",         "without",     "denies",
    "denied", "absent", "cannot",      "free of",  "absence of", "negative for", "rather than", "ingen",
    "inga",   "inget",  "inte",        "ej",       "icke",       "aldrig",       "varken",      "utan",
    "saknar", "saknas", "avsaknad av", "fri från", "fritt från", "profylax mot"};

// After them: one of the first list needs one of the second, for "pacemaker not replaced" still tells of a pacemaker.
constexpr std::array<std::string_view, 6> negators = {"not", "cannot", "never", "ej", "inte", "icke"};
constexpr std::array<std::string_view, 31> findings = {
    "seen",      "found",     "present",   "detected",  "confirmed", "suspected", "likely",     "demonstrated",
    "visible",   "evident",   "noted",     "shown",     "proven",    "påvisad",   "påvisat",    "påvisas",
    "påvisats",  "sedd",      "sett",      "ses",       "syns",      "synlig",    "föreligger", "förelegat",
    "misstänkt", "misstänks", "bekräftad", "bekräftat", "trolig",    "sannolik",  "finns"};
constexpr std::array<std::string_view, 10> lone_denials = {"absent",   "unlikely",  "negative",   "prophylaxis",
                                                           "saknas",   "osannolik", "osannolikt", "negativ",
                                                           "negativt", "profylax"};
constexpr std::array<std::string_view, 5> answers = {"no", "none", "nej", "neg", "inga"};

constexpr std::array<std::string_view, 16> exclusions = {
    "exclude",  "excludes",  "excluded", "excluding", "rule out",  "rules out", "ruled out", "ruling out",
    "utesluta", "utesluter", "uteslöt",  "uteslutit", "utesluten", "uteslutet", "uteslutas", "avskrivits"};

constexpr std::array<std::string_view, 10> turns = {"but", "however", "although", "except", "though",
                                                    "men", "dock",    "däremot",  "fast",   "förutom"};

constexpr std::array<std::string_view, 3> list_ends = {"or", "nor", "eller"};

constexpr bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

constexpr bool ends_sentence(char c) { return c == '.' || c == ';' || c == '!' || c == '?'; }

/// Where the words stand next as words of their own, from a place on; npos if nowhere.
std::size_t find_words(std::string_view text, std::string_view words, std::size_t from = 0) {
  for (auto at = text.find(words, from); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const auto end = at + words.size();
    const bool begins = at == 0 || !is_word_byte(text[at - 1]);
    const bool ends = end == text.size() || !is_word_byte(text[end]);
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

bool any_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return find_words(text, word) != std::string_view::npos; });
}

/// The last place where one of the words ends, or 0.
std::size_t end_of_last(std::string_view text, std::span<const std::string_view> words) {
  std::size_t last = 0;
  for (const auto word : words)
    for (auto at = find_words(text, word); at != std::string_view::npos; at = find_words(text, word, at + 1))
      last = std::max(last, at + word.size());
  return last;
}

/// The first place where one of the words stands, or the end.
std::size_t start_of_first(std::string_view text, std::span<const std::string_view> words) {
  std::size_t first = text.size();
  for (const auto word : words) first = std::min(first, find_words(text, word));
  return first;
}

/// A full stop within a number or a short form ("t.ex.", "S. aureus") ends no sentence: a blank must follow it, and a
/// word of more than one letter stand before it.
bool is_sentence_end(std::string_view text, std::size_t at) {
  if (!ends_sentence(text[at])) return false;
  if (text[at] != '.') return true;
  const bool blank_follows = at + 1 == text.size() || text[at + 1] == ' ';
  const bool longer_word = at >= 2 && is_word_byte(text[at - 1]) && is_word_byte(text[at - 2]);
  return blank_follows && longer_word;
}

/// What stands in the sentence before and after the words at a place.
struct Surroundings {
  std::string_view before;
  std::string_view after;
};

Surroundings around(std::string_view text, std::size_t at, std::size_t length) {
  std::size_t start = at;
  while (start > 0 && !is_sentence_end(text, start - 1)) --start;
  std::size_t end = at + length;
  while (end < text.size() && !is_sentence_end(text, end)) ++end;
  Surroundings found = {.before = text.substr(start, at - start), .after = text.substr(at + length, end - at - length)};
  found.before.remove_prefix(end_of_last(found.before, turns));
  found.after = found.after.substr(0, start_of_first(found.after, turns));
  return found;
}

/// What before the words can deny them: from the last colon on, and from the last comma on unless a list goes on.
std::string_view reach_before(const Surroundings& found) {
  std::string_view before = found.before;
  if (const auto colon = before.rfind(':'); colon != std::string_view::npos) before.remove_prefix(colon);
  const auto comma = before.rfind(',');
  if (comma == std::string_view::npos) return before;
  const bool list_goes_on = any_of(before.substr(comma), list_ends) || any_of(found.after, list_ends);
  return list_goes_on ? before : before.substr(comma);
}

/// ": no", the answer to a question that is the words alone.
bool is_answered_no(std::string_view after) {
  const auto answer = after.find_first_not_of(" :");
  if (answer == std::string_view::npos || !after.starts_with(':')) return false;
  return std::ranges::find(answers, after.substr(answer)) != answers.end();
}

bool is_denied(std::string_view text, std::size_t at, std::size_t length) {
  const Surroundings found = around(text, at, length);
  const std::string_view before = reach_before(found);
  const std::string_view after = found.after.substr(0, found.after.find(','));
  const bool negated_after = any_of(after, negators);
  if (any_of(before, exclusions) || any_of(after, exclusions)) return !any_of(before, denials) && !negated_after;
  return any_of(before, denials) || (negated_after && any_of(after, findings)) || any_of(after, lone_denials) ||
         is_answered_no(after);
}

}  // namespace

std::string folded(std::string_view text) {
  std::string words;
  words.reserve(text.size());
  bool after_latin1_lead = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && (words.empty() || words.back() == ' ')) continue;
    const auto byte = static_cast<unsigned char>(c);
    // U+00C0 to U+00DE but the multiplication sign are C3 80 to C3 9E in UTF-8, and their small letters 0x20 further.
    const bool latin1_capital = after_latin1_lead && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    if (blank)
      words.push_back(' ');
    else if ((c >= 'A' && c <= 'Z') || latin1_capital)
      words.push_back(static_cast<char>(byte + 0x20U));
    else
      words.push_back(c);
    after_latin1_lead = byte == 0xC3;
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

std::string folded_sentences(std::string_view text) {
  std::string parted;
  parted.reserve(text.size());
  for (const char c : text) {
    if (c == '\n' || c == '\r')
      parted.append(" ; ");
    else
      parted.push_back(c);
  }
  return folded(parted);
}

bool says(std::string_view text, std::string_view what) {
  if (what.empty()) return false;
  for (auto at = find_words(text, what); at != std::string_view::npos; at = find_words(text, what, at + 1))
    if (!is_denied(text, at, what.size())) return true;
  return false;
}

}  // namespace lossa::terminology
