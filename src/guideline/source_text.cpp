// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "parser.hpp"

namespace lossa::guideline {
namespace {

struct Step {
  std::size_t written = 1;  ///< bytes in the file
  std::size_t read = 1;     ///< bytes they stand for
};

/// "\\u00e5" stands for the bytes of one letter.
Step letter_by_number(std::string_view written, std::size_t digits) {
  constexpr int hexadecimal = 16;
  const auto code = std::stoul("0" + std::string(written.substr(2, digits)), nullptr, hexadecimal);
  const std::size_t bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  return {2 + digits, bytes};
}

/// What TOML reads of the next bytes of a string.
Step next_step(std::string_view written, bool has_escapes) {
  if (written.starts_with("\r\n")) return {2, 1};
  if (!has_escapes || written.front() != '\\' || written.size() < 2) return {};
  if (written[1] == 'u') return letter_by_number(written, 4);
  if (written[1] == 'U') return letter_by_number(written, 8);
  const auto after_space = std::min(written.find_first_not_of(" \t\r\n", 1), written.size());
  return after_space > 1 ? Step{after_space, 0} : Step{2, 1};  // a line that goes on, or one letter
}

std::size_t written_size(std::string_view written, std::size_t read, bool has_escapes) {
  std::size_t at = 0;
  while (at < written.size()) {
    const auto step = next_step(written.substr(at), has_escapes);
    if (step.read > read) break;
    read -= step.read;
    at += step.written;
  }
  return std::min(at, written.size());
}

}  // namespace

Place SourceText::place(std::size_t offset) const {
  const auto before = written.empty() ? std::string_view(text).substr(0, offset)
                                      : written.substr(0, written_size(written, offset, has_escapes));
  const auto lines = static_cast<int>(std::ranges::count(before, '\n'));
  const auto last_break = before.rfind('\n');
  const auto in_line = last_break == std::string_view::npos ? before.size() : before.size() - last_break - 1;
  return {file, line + lines, static_cast<int>(in_line) + (lines == 0 ? column : 1), path};
}

}  // namespace lossa::guideline
