// SPDX-License-Identifier: Apache-2.0
// Any bytes are read or refused with a line, the same whole and in pieces; what was read is read again from what we
// write of it. The first byte chooses separator, encoding and the size of the pieces.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/base/csv.hpp>

namespace {

using lossa::CsvFault;
using lossa::CsvReader;
using lossa::CsvRow;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_same_in_pieces(const std::string& bytes, std::size_t size, const lossa::CsvOptions& options) {
  std::size_t at = 0;
  auto whole = CsvReader::open(std::string_view(bytes), "f", options);
  auto pieces = CsvReader::open(
      [&]() -> lossa::Result<std::string_view> {
        const auto piece = std::string_view(bytes).substr(at, size);
        at += piece.size();
        return piece;
      },
      "f", options);
  require(whole.ok() == pieces.ok());
  if (!whole.ok()) return require(whole.issues == pieces.issues);
  for (const CsvRow* row = whole.value->next();; row = whole.value->next()) {
    const CsvRow* piecewise = pieces.value->next();
    require((row == nullptr) == (piecewise == nullptr));
    if (row == nullptr) return;
    require(row->line == piecewise->line && row->fault == piecewise->fault && row->cells == piecewise->cells);
  }
}

std::string written(const lossa::CsvTable& table) {
  lossa::CsvWriter writer;
  for (const auto& name : table.header) writer.lexeme(name);
  writer.end_row();
  for (const auto& row : table.rows) {
    for (const auto& cell : row.cells) writer.text(lossa::csv_unguarded(cell));
    writer.end_row();
  }
  return std::move(writer).finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(data + 1, data + size);
  using Encoding = lossa::CsvOptions::Encoding;
  const lossa::CsvOptions options = {.separator = std::string("\0,;\t", 4)[data[0] % 4U],
                                     .encoding = data[0] % 8U < 4 ? Encoding::utf8 : Encoding::iso_8859_1,
                                     .limits = {.columns = 20, .cell_bytes = 50, .row_bytes = 200}};
  require_same_in_pieces(bytes, 1 + (data[0] / 8U), options);
  const auto read = lossa::read_csv(bytes, "f", options);
  for (const auto& issue : read.issues)
    if (read.value.has_value()) require(issue.place.line > 0 && !issue.message.empty());
  if (!read.value.has_value()) {
    require(!read.issues.empty());
    return 0;
  }
  const std::string text = written(*read.value);
  const auto again = lossa::read_csv(text, "f", {.separator = ','});
  require(again.ok() && written(*again.value) == text);
  return 0;
}
