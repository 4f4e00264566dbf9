// SPDX-License-Identifier: Apache-2.0
#include "text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include <lossa/base/text.hpp>

namespace lossa::intake::hl7 {
namespace {

// Where ISO 8859-15 differs from 8859-1: euro sign, S and Z with caron, OE, Y with diaeresis.
struct Latin9 {
  unsigned char byte;
  char32_t code_point;
};
constexpr std::array<Latin9, 8> latin_9_differences = {{{0xA4, 0x20AC},
                                                        {0xA6, 0x160},
                                                        {0xA8, 0x161},
                                                        {0xB4, 0x17D},
                                                        {0xB8, 0x17E},
                                                        {0xBC, 0x152},
                                                        {0xBD, 0x153},
                                                        {0xBE, 0x178}}};

char byte_of(unsigned value) { return static_cast<char>(static_cast<unsigned char>(value)); }

/// Every character of these sets lies below U+10000.
void append_utf8(std::string& text, char32_t code_point) {
  if (code_point < 0x80) {
    text += byte_of(code_point);
    return;
  }
  if (code_point < 0x800) {
    text += byte_of(0xC0U | (code_point >> 6U));
  } else {
    text += byte_of(0xE0U | (code_point >> 12U));
    text += byte_of(0x80U | ((code_point >> 6U) & 0x3FU));
  }
  text += byte_of(0x80U | (code_point & 0x3FU));
}

char32_t decoded(unsigned char byte, Hl7Characters from) {
  if (from == Hl7Characters::latin_9)
    if (const auto* it = std::ranges::find(latin_9_differences, byte, &Latin9::byte); it != latin_9_differences.end())
      return it->code_point;
  return byte;
}

/// Takes one character off valid UTF-8.
char32_t take_code_point(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t code_point = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i)
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return code_point;
}

char encoded(char32_t code_point, Hl7Characters to) {
  if (to == Hl7Characters::latin_9) {
    if (const auto* it = std::ranges::find(latin_9_differences, code_point, &Latin9::code_point);
        it != latin_9_differences.end())
      return byte_of(it->byte);
    if (code_point < 0x100 &&
        std::ranges::find(latin_9_differences, code_point, &Latin9::byte) != latin_9_differences.end())
      return '?';
  }
  return code_point < 0x100 ? byte_of(code_point) : '?';
}

// --- escapes -------------------------------------------------------------------------------------------------------

std::optional<std::string> hexadecimal(std::string_view digits, Hl7Characters characters) {
  if (digits.empty() || digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    unsigned value = 0;
    const auto* end = digits.data() + i + 2;
    if (std::from_chars(digits.data() + i, end, value, 16).ptr != end) return std::nullopt;
    const bool is_control = value < 0x20 && value != '\t' && value != '\r' && value != '\n';
    if (is_control || (characters == Hl7Characters::ascii && value > 0x7F)) return std::nullopt;
    bytes += byte_of(value);
  }
  auto text = to_utf8(bytes, characters);
  if (!is_valid_utf8(text)) return std::nullopt;
  return text;
}

/// Formatting commands of the FT type: those that begin a line become a line break, the others nothing.
std::optional<std::string> formatting(std::string_view command) {
  const auto name = command.substr(0, 2);
  if (name == "br" || name == "sp" || name == "ce") return "\n";
  if (name == "in" || name == "ti" || name == "sk" || name == "fi" || name == "nf") return "";
  return std::nullopt;
}

/// What stands between two escape characters means.
std::optional<std::string> meaning(std::string_view sequence, const Writing& writing) {
  const auto& delimiters = writing.delimiters;
  if (sequence == "F") return std::string(1, delimiters.field);
  if (sequence == "S") return std::string(1, delimiters.component);
  if (sequence == "T" && delimiters.subcomponent != 0) return std::string(1, delimiters.subcomponent);
  if (sequence == "R" && delimiters.repetition != 0) return std::string(1, delimiters.repetition);
  if (sequence == "E") return std::string(1, delimiters.escape);
  if (sequence == "H" || sequence == "N") return "";
  if (sequence.starts_with('X')) return hexadecimal(sequence.substr(1), writing.characters);
  if (sequence.starts_with('.')) return formatting(sequence.substr(1));
  return std::nullopt;
}

/// Could a mark and what follows it be an escape of somebody's own ("\\Zdev"), and not just a mark in a text?
bool is_sequence(std::string_view text) {
  constexpr std::size_t longest = 32;
  const auto may_be_in = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '+' ||
           c == '-';
  };
  return text.size() > 1 && text.size() <= longest && std::ranges::all_of(text.substr(1), may_be_in);
}

std::string_view escape_of(char c, const Hl7Delimiters& delimiters) {
  if (c == delimiters.escape) return "E";
  if (c == delimiters.field) return "F";
  if (c == delimiters.component) return "S";
  if (c == delimiters.repetition) return "R";
  if (c == delimiters.subcomponent) return "T";
  if (c == '\n') return ".br";
  if (c == '\r') return "X0D";
  return "";
}

}  // namespace

std::optional<Hl7Characters> characters_named(std::string_view word) {
  struct Name {
    std::string_view bare;
    Hl7Characters set;
  };
  constexpr std::array<Name, 8> names = {{{"ascii", Hl7Characters::ascii},
                                          {"usascii", Hl7Characters::ascii},
                                          {"88591", Hl7Characters::latin_1},
                                          {"iso88591", Hl7Characters::latin_1},
                                          {"885915", Hl7Characters::latin_9},
                                          {"iso885915", Hl7Characters::latin_9},
                                          {"unicodeutf8", Hl7Characters::utf_8},
                                          {"utf8", Hl7Characters::utf_8}}};
  auto bare = in_small_letters(word);
  std::erase_if(bare, [](char c) { return c == ' ' || c == '/' || c == '-' || c == '_'; });
  const auto* found = std::ranges::find(names, bare, &Name::bare);
  return found == names.end() ? std::nullopt : std::optional(found->set);
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

std::string to_utf8(std::string_view bytes, Hl7Characters from) {
  if (from == Hl7Characters::ascii || from == Hl7Characters::utf_8) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) append_utf8(text, decoded(static_cast<unsigned char>(c), from));
  return text;
}

std::string from_utf8(std::string_view text, Hl7Characters to) {
  if (to == Hl7Characters::ascii || to == Hl7Characters::utf_8) return std::string(text);
  std::string bytes;
  bytes.reserve(text.size());
  while (!text.empty()) bytes += encoded(take_code_point(text), to);
  return bytes;
}

Unescaped unescape(std::string_view written, const Writing& writing) {
  Unescaped result;
  const char mark = writing.delimiters.escape;
  while (!written.empty()) {
    const auto start = mark == 0 ? std::string_view::npos : written.find(mark);
    result.text += written.substr(0, start);
    if (start == std::string_view::npos) break;
    written.remove_prefix(start);
    const auto end = written.find(mark, 1);
    const auto means = end == std::string_view::npos ? std::nullopt : meaning(written.substr(1, end - 1), writing);
    if (means) {
      result.text += *means;
      written.remove_prefix(end + 1);
      continue;
    }
    result.has_unknown = true;
    const auto kept = is_sequence(written.substr(0, end)) && end != std::string_view::npos ? end + 1 : 1;
    result.text += written.substr(0, kept);
    written.remove_prefix(kept);
  }
  return result;
}

std::string escape(std::string_view text, const Writing& writing) {
  const char mark = writing.delimiters.escape;
  if (mark == 0) return std::string(text);
  std::string written;
  for (const char c : text) {
    const auto sequence = escape_of(c, writing.delimiters);
    if (c == 0 || sequence.empty())
      written += c;
    else
      written.append(1, mark).append(sequence).append(1, mark);
  }
  return written;
}

}  // namespace lossa::intake::hl7
