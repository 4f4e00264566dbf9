// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/text.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include <lossa/base/contract.hpp>

namespace lossa {
namespace {

constexpr bool is_digit(char c) { return '0' <= c && c <= '9'; }
constexpr bool is_lower(char c) { return 'a' <= c && c <= 'z'; }

/// Takes the digits in front off the text and says how many there were.
std::size_t take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_rows_up;
  std::vector<std::size_t> row_above;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    two_rows_up = std::move(row_above);
    row_above = std::move(row);
    row.assign(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({row_above[j] + 1, row[j - 1] + 1, row_above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_rows_up[j - 2] + 1);
    }
  }
  return row[b.size()];
}

/// How many bytes a sequence that begins with this byte has, and the range its second byte must be in; 0 for no start.
struct Utf8Start {
  std::size_t length = 0;
  unsigned char second_low = 0x80;
  unsigned char second_high = 0xBF;
};

// The table of well-formed sequences of the Unicode standard (chapter 3, "UTF-8"): no overlong forms, no surrogates.
constexpr Utf8Start utf8_start(unsigned char byte) {
  if (byte < 0x80) return {.length = 1};
  if (byte < 0xC2) return {};
  if (byte < 0xE0) return {.length = 2};
  if (byte == 0xE0) return {.length = 3, .second_low = 0xA0, .second_high = 0xBF};
  if (byte == 0xED) return {.length = 3, .second_low = 0x80, .second_high = 0x9F};
  if (byte < 0xF0) return {.length = 3};
  if (byte == 0xF0) return {.length = 4, .second_low = 0x90, .second_high = 0xBF};
  if (byte < 0xF4) return {.length = 4};
  if (byte == 0xF4) return {.length = 4, .second_low = 0x80, .second_high = 0x8F};
  return {};
}

}  // namespace

std::string format_number(double value, Language language) {
  if (value == 0) return "0";  // also for -0.0
  std::array<char, 64> buffer{};
  const double size = std::abs(value);
  const auto format = size >= 1e-5 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
  std::string text(buffer.data(), end);
  if (language == Language::sv) std::ranges::replace(text, '.', ',');
  return text;
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest_word = 64;
  if (word.size() > longest_word) return "";
  // About one slip in three letters; a word of one or two letters resembles too much.
  std::size_t best = word.size() <= 2 ? 0 : std::min<std::size_t>(3, word.size() / 3) + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_word) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best) continue;
    best = distance;
    found = candidate;
  }
  return found;
}

std::string join_words(std::span<const std::string> words, std::string_view last_separator) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_last = i + 1 == words.size();
    if (i > 0 && is_last)
      text.append(" ").append(last_separator).append(" ");
    else if (i > 0)
      text += ", ";
    text += words[i];
  }
  return text;
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const Utf8Start start = utf8_start(byte(0));
    if (start.length == 0 || at + start.length > bytes.size()) return at;
    if (start.length > 1 && (byte(1) < start.second_low || byte(1) > start.second_high)) return at;
    for (std::size_t i = 2; i < start.length; ++i)
      if (byte(i) < 0x80 || byte(i) > 0xBF) return at;
    at += start.length;
  }
  return at;
}

bool is_valid_utf8(std::string_view bytes) { return valid_utf8_prefix(bytes) == bytes.size(); }

bool is_number_lexeme(std::string_view text) {
  take(text, "-");
  const bool begins_with_zero = text.starts_with('0');
  const std::size_t whole = take_digits(text);
  if (whole == 0 || (begins_with_zero && whole > 1)) return false;
  if (take(text, ".") && take_digits(text) == 0) return false;
  if (take(text, "eE")) {
    take(text, "+-");
    if (take_digits(text) == 0) return false;
  }
  return text.empty();
}

bool is_identifier(std::string_view text, bool dots_allowed) {
  bool at_group_start = true;
  for (const char c : text) {
    if (at_group_start) {
      if (!is_lower(c)) return false;
      at_group_start = false;
    } else if (c == '.' && dots_allowed) {
      at_group_start = true;
    } else if (!is_lower(c) && !is_digit(c) && c != '_') {
      return false;
    }
  }
  return !at_group_start;
}

namespace {

std::string hexadecimal(std::span<const unsigned char> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  expects(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1);
  return hexadecimal({digest.data(), size});
}

std::string hmac_sha256_hex(std::string_view secret, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t size = 0;
  expects(EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, secret.data(), secret.size(),
                    reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), digest.size(),
                    &size) != nullptr);
  return hexadecimal({digest.data(), size});
}

}  // namespace lossa
