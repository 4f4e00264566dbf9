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

void note_end(const ByteStream& stream, PieceReader& reader) {
  if (stream.end() == ByteStream::End::cut)
    reader.refuse_line(FaultKind::truncated_file, "the packed file ends too early; what came before was read");
  if (stream.end() == ByteStream::End::wrong)
    reader.refuse_line(FaultKind::truncated_file, "the packed file is damaged; what came before was read");
}

/// Passes whole lines on as the bytes come in, and holds no more of one than is read.
class LineFeed {
 public:
  enum class From { line, within_a_line };

  LineFeed(PieceReader& reader, From from)
      : reader_(reader), buffer_(reader.buffer()), is_first_(from == From::line), is_skipping_(!is_first_) {
    buffer_.clear();
  }

  /// The lines that have ended since.
  void feed() { pass_on(end_of_lines()); }

  /// Only the line that is open, if it has ended since: what comes after it is somebody else's.
  void feed_open_line() {
    const auto text = buffer_.text();
    if (const auto end = text.find('\n', searched_); end != std::string_view::npos)
      buffer_.drop_last(text.size() - end - 1);
    feed();
  }

  void feed_last() {
    if (!is_skipping_) pass_on(buffer_.text().size());
    buffer_.clear();
  }

  /// A line has begun that is to be read.
  [[nodiscard]] bool has_open_line() const { return !buffer_.text().empty(); }

 private:
  /// Behind the last line that has ended.
  [[nodiscard]] std::size_t end_of_lines() const {
    const auto end = buffer_.text().substr(searched_).rfind('\n');
    return end == std::string_view::npos ? 0 : searched_ + end + 1;
  }

  void pass_on(std::size_t whole) {
    auto lines = buffer_.text().substr(0, whole);
    if (whole > 0 && std::exchange(is_first_, false)) drop_byte_order_mark(lines);
    if (is_skipping_ && whole > 0) {
      lines.remove_prefix(lines.find('\n') + 1);
      is_skipping_ = false;
    }
    reader_.read_lines(lines);
    buffer_.drop_first(whole);
    searched_ = buffer_.text().size();
    if (!is_skipping_ && searched_ > reader_.longest_line()) {
      reader_.refuse_line(FaultKind::too_long, "this line is longer than is read");
      is_skipping_ = true;
    }
    if (!is_skipping_) return;
    buffer_.clear();
    searched_ = 0;
  }

  PieceReader& reader_;
  Buffer& buffer_;
  std::size_t searched_ = 0;  ///< so much of the open line is known to hold no end
  bool is_first_;
  bool is_skipping_;  ///< what comes before the next end of a line
};

/// Ends early when the reading is stopped or the file ends.
Result<void> feed_stretch(const OpenFile& file, Stretch stretch, PieceReader& reader, LineFeed& lines) {
  std::uint64_t offset = stretch.begin;
  for (std::size_t got = 1; got > 0 && offset < stretch.end && !reader.pass().is_stopped(); offset += got) {
    const auto step = std::min<std::uint64_t>(step_bytes, stretch.end - offset);
    got = LOSSA_TRY(file.read(offset, step, reader.buffer()));
    lines.feed();
  }
  return {};
}

/// The rest of the line that goes on beyond the stretch's end.
Result<void> feed_open_line(const OpenFile& file, std::uint64_t offset, PieceReader& reader, LineFeed& lines) {
  while (lines.has_open_line()) {
    const auto got = LOSSA_TRY(file.read(offset, step_bytes, reader.buffer()));
    offset += got;
    got == 0 ? lines.feed_last() : lines.feed_open_line();
  }
  return {};
}

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
  const OpenFile file = LOSSA_TRY(OpenFile::open(input.path));
  const bool is_first = stretch.begin == 0;
  LineFeed lines(reader, is_first ? LineFeed::From::line : LineFeed::From::within_a_line);
  const Stretch looked_at{.begin = is_first ? 0 : stretch.begin - 1, .end = stretch.end};
  LOSSA_TRY(feed_stretch(file, looked_at, reader, lines));
  if (!reader.pass().is_stopped()) LOSSA_TRY(feed_open_line(file, stretch.end, reader, lines));
  return reader.take();
}

Result<Piece> read_packed_lines(const Input& input, PieceReader& reader) {
  auto stream = LOSSA_TRY(ByteStream::open(input));
  LineFeed lines(reader, LineFeed::From::line);
  while (LOSSA_TRY(stream.read(step_bytes, reader.buffer())) > 0) {
    if (reader.pass().is_stopped()) return reader.take();
    lines.feed();
  }
  if (stream.end() == ByteStream::End::whole) lines.feed_last();
  note_end(stream, reader);
  return reader.take();
}

Result<Piece> read_document_file(const Input& input, PieceReader& reader) {
  const Pass& pass = reader.pass();
  Buffer& buffer = reader.buffer();
  auto stream = LOSSA_TRY(ByteStream::open(input));
  buffer.clear();
  while (LOSSA_TRY(stream.read(step_bytes, buffer)) > 0) {
    if (pass.is_stopped()) return reader.take();
    if (buffer.text().size() > pass.options.longest_line) {
      reader.refuse_line(FaultKind::too_long, "this document is longer than is read");
      return reader.take();
    }
  }
  std::string_view text = buffer.text();
  drop_byte_order_mark(text);
  if (stream.end() != ByteStream::End::whole)
    note_end(stream, reader);
  else
    reader.read_document(text);
  return reader.take();
}

}  // namespace lossa::intake::fhir
