// SPDX-License-Identifier: Apache-2.0
#include "stretch.hpp"

#include <algorithm>
#include <utility>

namespace lossa::intake::fhir {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t step_bytes = std::size_t{256} << 10U;

void drop_byte_order_mark(std::string_view& text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
}

/// Where the last line of a text begins.
std::size_t last_line_of(std::string_view text) {
  const auto end = text.rfind('\n');
  return end == std::string_view::npos ? 0 : end + 1;
}

/// Reads on until the last line ends or the file does; false when the line is too long and has no end yet.
Result<bool> complete_last_line(const OpenFile& file, std::uint64_t offset, std::string& buffer, std::size_t longest) {
  const std::size_t line = last_line_of(buffer);
  while (buffer.size() - line <= longest) {
    const std::size_t before = buffer.size();
    const auto got = LOSSA_TRY(file.read(offset, step_bytes, buffer));
    offset += got;
    const auto end = buffer.find('\n', before);
    if (end != std::string::npos) buffer.resize(end + 1);
    if (end != std::string::npos || got < step_bytes) return true;
  }
  return false;
}

void note_end(const ByteStream& stream, PieceReader& reader) {
  if (stream.end() == ByteStream::End::cut)
    reader.refuse_line(FaultKind::truncated_file, "the packed file ends too early; what came before was read");
  if (stream.end() == ByteStream::End::wrong)
    reader.refuse_line(FaultKind::truncated_file, "the packed file is damaged; what came before was read");
}

constexpr const char* too_long_message = "this line is longer than is read";

/// Takes whole lines out of a stream of bytes, and holds no more of one than is read.
class LineFeed {
 public:
  LineFeed(PieceReader& reader, std::string& buffer, std::size_t longest)
      : reader_(reader), buffer_(buffer), longest_(longest) {
    buffer_.clear();
  }

  void feed() {
    std::string_view text = buffer_;
    if (std::exchange(is_first_, false)) drop_byte_order_mark(text);
    if (is_skipping_) {
      const auto end = text.find('\n');
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      is_skipping_ = end == std::string_view::npos;
    }
    const std::size_t whole = last_line_of(text);
    reader_.read_lines(text.substr(0, whole));
    text.remove_prefix(whole);
    if (text.size() > longest_) {
      reader_.refuse_line(FaultKind::too_long, too_long_message);
      is_skipping_ = true;
      text = {};
    }
    buffer_.erase(0, static_cast<std::size_t>(text.data() == nullptr ? buffer_.size() : text.data() - buffer_.data()));
  }

  void feed_last(bool is_whole) {
    if (is_whole && !is_skipping_) reader_.read_lines(buffer_);
    buffer_.clear();
  }

 private:
  PieceReader& reader_;
  std::string& buffer_;
  std::size_t longest_;
  bool is_first_ = true;
  bool is_skipping_ = false;
};

}  // namespace

bool looks_like_lines(std::string_view text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return false;
  LineScan scan;
  LineLook look;
  scan.begin(text.substr(0, end));
  const auto next = text.find_first_not_of(" \t\r\n", end);
  return scan.next(look) && look.is_whole && next != std::string_view::npos && text[next] == '{';
}

Result<Piece> read_stretch(const Input& input, Stretch stretch, PieceReader& reader) {
  std::string& buffer = reader.buffer();
  const OpenFile file = LOSSA_TRY(OpenFile::open(input.path));
  const std::uint64_t from = stretch.begin == 0 ? 0 : stretch.begin - 1;
  buffer.clear();
  buffer.reserve(stretch.end - from + 2 * step_bytes);
  LOSSA_TRY(file.read(from, stretch.end - from, buffer));
  std::size_t first = 0;
  if (stretch.begin > 0) {
    const auto end = buffer.find('\n');
    first = end == std::string::npos ? buffer.size() : end + 1;
    if (first >= buffer.size()) return reader.take();  // no line begins here
  }
  bool is_complete = true;
  if (!buffer.ends_with('\n') && stretch.end < input.bytes)
    is_complete = LOSSA_TRY(complete_last_line(file, stretch.end, buffer, reader.longest_line()));
  std::string_view lines = std::string_view(buffer).substr(first);
  if (stretch.begin == 0) drop_byte_order_mark(lines);
  if (!is_complete) lines = lines.substr(0, last_line_of(lines));
  reader.read_lines(lines);
  if (!is_complete) reader.refuse_line(FaultKind::too_long, too_long_message);
  constexpr std::size_t often_enough = std::size_t{64} << 20U;
  if (buffer.capacity() > often_enough) std::string().swap(buffer);  // it held a long line
  return reader.take();
}

Result<Piece> read_packed_lines(const Input& input, PieceReader& reader) {
  const Pass& pass = reader.pass();
  std::string& buffer = reader.buffer();
  auto stream = LOSSA_TRY(ByteStream::open(input));
  LineFeed lines(reader, buffer, pass.options.longest_line);
  while (LOSSA_TRY(stream.read(std::max<std::size_t>(pass.options.chunk_bytes / 8, 1), buffer)) > 0) {
    if (pass.is_stopped()) return reader.take();
    lines.feed();
  }
  lines.feed_last(stream.end() == ByteStream::End::whole);
  note_end(stream, reader);
  return reader.take();
}

Result<Piece> read_document_file(const Input& input, PieceReader& reader) {
  const Pass& pass = reader.pass();
  std::string& buffer = reader.buffer();
  auto stream = LOSSA_TRY(ByteStream::open(input));
  buffer.clear();
  while (LOSSA_TRY(stream.read(step_bytes, buffer)) > 0) {
    if (pass.is_stopped()) return reader.take();
    if (buffer.size() > pass.options.longest_line) {
      reader.refuse_line(FaultKind::too_long, "this document is longer than is read");
      return reader.take();
    }
  }
  std::string_view text = buffer;
  drop_byte_order_mark(text);
  if (stream.end() != ByteStream::End::whole)
    note_end(stream, reader);
  else
    reader.read_document(text);
  return reader.take();
}

}  // namespace lossa::intake::fhir
