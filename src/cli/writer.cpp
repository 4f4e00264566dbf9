// SPDX-License-Identifier: Apache-2.0
#include "writer.hpp"

#include <algorithm>

namespace lossa::cli {
namespace {

constexpr std::size_t width = 80;

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

std::string_view escape(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::strong:
      return "\033[1m";
    case Ink::act:
      return "\033[1;31m";
    case Ink::caution:
      return "\033[1;33m";
    case Ink::calm:
      return "\033[1;36m";
    case Ink::faint:
      return "\033[2m";
  }
  return "";
}

/// The next word and the blanks before it are taken off `text`.
std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

}  // namespace

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

void Writer::write_line(std::size_t indent, Ink ink, std::string_view label, std::string_view text) {
  *out_ << std::string(indent, ' ');
  const auto colour = colour_ && !label.empty() ? escape(ink) : std::string_view{};
  *out_ << colour << label << (colour.empty() ? "" : "\033[0m") << text << '\n';
}

void Writer::paragraph(Indent indent, Ink ink, std::string_view label, std::string_view text) {
  std::string marked;  // the part of the line that is the label's
  std::string plain;
  auto margin = indent.first;
  for (const bool in_label : {true, false}) {
    auto left = in_label ? label : text;
    for (auto word = take_word(left); !word.empty(); word = take_word(left)) {
      const auto used = columns(marked) + columns(plain);
      if (used > 0 && margin + used + 1 + columns(word) > width) {
        write_line(margin, ink, marked, plain);
        marked.clear();
        plain.clear();
        margin = indent.rest;
      }
      auto& line = in_label ? marked : plain;
      if (!marked.empty() || !plain.empty()) line += ' ';
      line += word;
    }
  }
  if (!marked.empty() || !plain.empty()) write_line(margin, ink, marked, plain);
}

void Writer::one_line(Indent indent, Ink ink, std::string_view label, std::string_view text) {
  const auto room = width - indent.first - columns(label) - (label.empty() ? 0 : 1);
  std::string kept(text);
  if (columns(text) > room) {
    kept.clear();
    std::size_t count = 0;
    for (const char byte : text) {
      if (starts_character(byte) && ++count > room - 1) break;
      kept += byte;
    }
    kept.erase(kept.find_last_not_of(" ,;:") + 1);
    kept += "…";
  }
  write_line(indent.first, ink, label, (label.empty() || kept.empty() ? "" : " ") + kept);
}

}  // namespace lossa::cli
