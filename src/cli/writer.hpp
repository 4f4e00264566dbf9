// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace lossa::cli {

enum class Ink { plain, strong, act, caution, calm, faint };

/// Columns from the left: of the first line, and of those that follow it. Past so many lines a paragraph is cut.
struct Indent {
  constexpr Indent() = default;
  constexpr Indent(std::size_t first_line, std::size_t rest_of_lines, std::size_t most_lines = 0)
      : first(first_line), rest(rest_of_lines), lines(most_lines) {}

  std::size_t first = 0;
  std::size_t rest = 0;
  std::size_t lines = 0;  ///< 0: as many as it takes
};

/// How results are shown: with colour or without, and how wide.
struct Screen {
  bool colour = false;
  std::size_t width = 80;  ///< in columns
};

/// Writes text to a screen.
class Writer {
 public:
  Writer(std::ostream& out, Screen screen) : out_(&out), screen_(screen) {}

  /// A paragraph that begins with a label in its ink, wrapped between words. A word longer than a line stands alone.
  /// Where it is cut three dots say so.
  void paragraph(Indent indent, Ink ink, std::string_view label, std::string_view text = {});
  void blank() { *out_ << '\n'; }

  /// Until `end_part` at most so many lines: the paragraph that goes past them is cut, and those after it are left out.
  void begin_part(std::size_t most_lines);
  /// How many paragraphs were left out.
  std::size_t end_part();

 private:
  /// How many lines a paragraph that wants so many (0: as many as it takes) may have of the part.
  [[nodiscard]] std::size_t lines_for(std::size_t wanted) const;
  void write_line(std::size_t indent, Ink ink, std::string_view label, std::string_view text);

  std::ostream* out_;
  Screen screen_;
  std::optional<std::size_t> lines_left_;  ///< of the part
  std::size_t left_out_ = 0;
};

/// How many columns the text takes: its characters, not its bytes.
std::size_t columns(std::string_view text);

}  // namespace lossa::cli
