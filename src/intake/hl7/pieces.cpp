// SPDX-License-Identifier: Apache-2.0
#include "pieces.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace lossa::intake::hl7 {
namespace {

constexpr int end_of_file = std::char_traits<char>::eof();
constexpr char frame_start = 0x0B;
constexpr char frame_end = 0x1C;

/// What the header at the beginning of a line begins; `other` for a line that goes on with a piece.
Piece::Kind kind_of(std::string_view line) {
  constexpr std::array<std::string_view, 4> envelopes = {"FHS", "BHS", "BTS", "FTS"};
  if (line.starts_with(frame_start)) line.remove_prefix(1);
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  const auto name = line.substr(0, 3);
  const bool ends_there = line.size() == 3 || (line.size() > 3 && (line[3] < '0' || line[3] > '9') &&
                                               (line[3] < 'A' || line[3] > 'Z') && (line[3] < 'a' || line[3] > 'z'));
  if (!ends_there) return Piece::Kind::other;
  if (name == "MSH") return Piece::Kind::message;
  return std::ranges::find(envelopes, name) != envelopes.end() ? Piece::Kind::envelope : Piece::Kind::other;
}

}  // namespace

/// Takes the end of a line or of a frame, of which `byte` is the first one.
bool Pieces::take_end(int byte, Line& line) {
  if (byte != '\r' && byte != '\n' && byte != frame_end) return false;
  line.ends_frame = byte == frame_end;
  line.ends_line = !line.ends_frame;
  const int second = byte == '\r' ? '\n' : '\r';
  if (byte != '\n' && file_->sgetc() == second) {
    line.bytes += static_cast<char>(file_->sbumpc());
    ++line.size;
    line.ends_line = true;
  }
  return true;
}

std::optional<Pieces::Line> Pieces::read_line() {
  Line line;
  for (int byte = file_->sbumpc(); byte != end_of_file; byte = file_->sbumpc()) {
    ++line.size;
    if (line.bytes.size() <= limit_) line.bytes += static_cast<char>(byte);
    if (take_end(byte, line)) return line;
    // A frame may begin anywhere.
    if (file_->sgetc() == frame_start) return line;
  }
  if (line.size == 0) return std::nullopt;
  return line;
}

/// Takes the line that was read ahead into the piece.
void Pieces::take_ahead(Piece& piece) {
  in_frame_ = (in_frame_ || ahead_->bytes.starts_with(frame_start)) && !ahead_->ends_frame;
  if (piece.bytes.size() <= limit_) piece.bytes += ahead_->bytes;
  piece.size += ahead_->size;
  piece.lines += ahead_->ends_line ? 1 : 0;
  ahead_.reset();
}

std::optional<Piece> Pieces::next() {
  if (!ahead_) ahead_ = read_line();
  if (!ahead_) return std::nullopt;
  Piece piece;
  piece.kind = kind_of(ahead_->bytes);
  piece.offset = offset_;
  piece.line = line_number_;
  bool is_closed = false;
  bool next_is_framed = false;
  while (ahead_ && !is_closed) {
    is_closed = ahead_->ends_frame;
    const bool at_line_start = ahead_->ends_line;
    take_ahead(piece);
    if (is_closed) break;
    ahead_ = read_line();
    next_is_framed = ahead_ && ahead_->bytes.starts_with(frame_start);
    if (next_is_framed || (ahead_ && at_line_start && kind_of(ahead_->bytes) != Piece::Kind::other)) break;
  }
  offset_ += piece.size;
  line_number_ += piece.lines;
  // A frame may hold a whole batch: only its last piece ends it.
  piece.is_cut = in_frame_ && (next_is_framed || !ahead_);
  if (piece.is_cut) in_frame_ = false;
  return piece;
}

}  // namespace lossa::intake::hl7
