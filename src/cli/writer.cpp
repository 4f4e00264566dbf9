// SPDX-License-Identifier: Apache-2.0
#include "writer.hpp"

#include <algorithm>
#include <vector>

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

struct Word {
  std::string_view text;
  bool in_label;
};

std::vector<Word> words_of(std::string_view label, std::string_view text) {
  std::vector<Word> words;
  for (const bool in_label : {true, false}) {
    auto left = in_label ? label : text;
    for (auto begin = left.find_first_not_of(' '); begin < left.size(); begin = left.find_first_not_of(' ')) {
      left.remove_prefix(begin);
      words.push_back({.text = left.substr(0, left.find(' ')), .in_label = in_label});
      left.remove_prefix(words.back().text.size());
    }
  }
  return words;
}

/// A line as far as it has come.
struct Line {
  std::string label = {};
  std::string text = {};

  [[nodiscard]] bool is_empty() const { return label.empty() && text.empty(); }
  [[nodiscard]] std::size_t width_with(const Word& word) const {
    return columns(label) + columns(text) + 1 + columns(word.text);
  }
  void add(const Word& word) {
    auto& part = word.in_label ? label : text;
    if (!is_empty()) part += ' ';
    part += word.text;
  }
};

}  // namespace

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

void Writer::write_line(std::size_t indent, Ink ink, std::string_view label, std::string_view text) {
  *out_ << std::string(indent, ' ');
  const auto colour = screen_.colour && !label.empty() ? escape(ink) : std::string_view{};
  if (lines_left_) --*lines_left_;
  *out_ << colour << label << (colour.empty() ? "" : "\033[0m") << text << '\n';
}

void Writer::begin_part(std::size_t most_lines) {
  lines_left_ = most_lines;
  left_out_ = 0;
}

std::size_t Writer::end_part() {
  lines_left_.reset();
  return left_out_;
}

std::size_t Writer::lines_for(std::size_t wanted) const {
  return lines_left_ && (wanted == 0 || wanted > *lines_left_) ? *lines_left_ : wanted;
}

void Writer::paragraph(Indent indent, Ink ink, std::string_view label, std::string_view text) {
  if (lines_left_ == std::size_t{0}) {
    ++left_out_;
    return;
  }
  indent.lines = lines_for(indent.lines);
  const auto words = words_of(label, text);
  const auto margin_of = [&](std::size_t number) { return number == 1 ? indent.first : indent.rest; };
  Line line;
  std::size_t number = 1;
  for (const auto& word : words) {
    const bool is_last_line = number == indent.lines;
    const auto kept_free = is_last_line && &word != &words.back() ? dots_columns : 0;
    if (line.is_empty() || margin_of(number) + line.width_with(word) + kept_free <= screen_.width) {
      line.add(word);
      continue;
    }
    write_line(margin_of(number), ink, line.label, is_last_line ? line.text + dots : line.text);
    if (is_last_line) return;
    line = {};
    line.add(word);
    ++number;
  }
  if (!line.is_empty()) write_line(margin_of(number), ink, line.label, line.text);
}

}  // namespace lossa::cli
