// SPDX-License-Identifier: Apache-2.0
#include "writer.hpp"

#include <algorithm>

namespace lossa::cli {
namespace {

constexpr const char* dots = " …";
constexpr std::size_t dots_columns = 2;

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
  const auto colour = screen_.colour && !label.empty() ? escape(ink) : std::string_view{};
  *out_ << colour << label << (colour.empty() ? "" : "\033[0m") << text << '\n';
}

void Writer::paragraph(Indent indent, Ink ink, std::string_view label, std::string_view text) {
  std::string marked;  // the part of the line that is the label's
  std::string plain;
  std::size_t line = 1;
  auto margin = indent.first;
  for (const bool in_label : {true, false}) {
    auto left = in_label ? label : text;
    for (auto word = take_word(left); !word.empty(); word = take_word(left)) {
      const auto used = columns(marked) + columns(plain);
      const bool is_last_line = line == indent.lines;
      const bool is_last_word = left.empty() && (!in_label || text.empty());
      const auto needed = 1 + columns(word) + (is_last_line && !is_last_word ? dots_columns : 0);
      if (used > 0 && margin + used + needed > screen_.width) {
        if (is_last_line) return write_line(margin, ink, marked, plain + dots);
        write_line(margin, ink, marked, plain);
        marked.clear();
        plain.clear();
        margin = indent.rest;
        ++line;
      }
      auto& part = in_label ? marked : plain;
      if (!marked.empty() || !plain.empty()) part += ' ';
      part += word;
    }
  }
  if (!marked.empty() || !plain.empty()) write_line(margin, ink, marked, plain);
}

}  // namespace lossa::cli
