// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace lossa::cli {

enum class Ink { plain, strong, act, caution, calm, faint };

/// Columns from the left: of the first line, and of those that follow it.
struct Indent {
  std::size_t first = 0;
  std::size_t rest = 0;
};

/// Writes text to a screen of 80 columns, with colour where it is wanted.
class Writer {
 public:
  Writer(std::ostream& out, bool colour) : out_(&out), colour_(colour) {}

  /// A paragraph that begins with a label in its ink, wrapped between words. A word longer than a line stands alone.
  void paragraph(Indent indent, Ink ink, std::string_view label, std::string_view text = {});
  /// The same on one line; what does not fit is cut, and three dots say so.
  void one_line(Indent indent, Ink ink, std::string_view label, std::string_view text = {});
  void blank() { *out_ << '\n'; }

 private:
  void write_line(std::size_t indent, Ink ink, std::string_view label, std::string_view text);

  std::ostream* out_;
  bool colour_;
};

/// How many columns the text takes: its characters, not its bytes.
std::size_t columns(std::string_view text);

}  // namespace lossa::cli
