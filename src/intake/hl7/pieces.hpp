// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

namespace lossa::intake::hl7 {

/// A run of bytes of a file: a message with its frame, a segment of an envelope, or what is neither.
struct Piece {
  enum class Kind : std::uint8_t { message, envelope, other };
  Kind kind = Kind::other;
  std::string bytes;         ///< as they stand in the file; of a piece over the limit only the first ones
  std::uint64_t offset = 0;  ///< in the file
  std::uint64_t size = 0;    ///< all of them
  int line = 1;              ///< of its first byte
  int lines = 0;             ///< that end in it
  bool is_cut = false;       ///< framed, and the end of the frame is not there
};

/// Cuts a file into pieces, one after the other, so that they give the file back when put together. Holds one piece at
/// a time, and of that no more than the limit. A piece begins with MSH, FHS, BHS, BTS or FTS at the beginning of a
/// line, or with the start of a frame; it ends before the next, or with the end of its frame.
class Pieces {
 public:
  Pieces(std::istream& file, std::size_t limit) : file_(file.rdbuf()), limit_(limit) {}
  /// Nothing at the end.
  std::optional<Piece> next();

 private:
  struct Line {
    std::string bytes;  ///< with its end; no more than the limit
    std::uint64_t size = 0;
    bool ends_frame = false;
    bool ends_line = false;
  };
  std::optional<Line> read_line();
  bool take_end(int byte, Line& line);
  void take_ahead(Piece& piece);

  std::streambuf* file_;
  std::size_t limit_;
  std::uint64_t offset_ = 0;  ///< of the line that was read ahead
  int line_number_ = 1;
  bool in_frame_ = false;
  std::optional<Line> ahead_;
};

}  // namespace lossa::intake::hl7
