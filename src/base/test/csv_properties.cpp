// SPDX-License-Identifier: Apache-2.0
// What was written is read again, whatever the cells hold, in one piece or in small ones.
#include <lossa/base/csv.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace lossa {
namespace {

rc::Gen<std::string> cells() {
  return rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab1.,;\t\"\r\n'=+-@ ")));
}

CsvReader::Chunks pieces_of(const std::string& bytes, std::size_t size) {
  return [&bytes, size, at = std::size_t{0}]() mutable -> Result<std::string_view> {
    const auto piece = std::string_view(bytes).substr(at, size);
    at += piece.size();
    return piece;
  };
}

RC_GTEST_PROP(CsvProperty, WhatIsWrittenIsRead, ()) {
  const char separator = *rc::gen::element(',', ';', '\t');
  const auto width = *rc::gen::inRange<std::size_t>(1, 5);
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(width, cells()));
  CsvWriter writer(separator);
  for (std::size_t i = 0; i < width; ++i) writer.text("c" + std::to_string(i));
  writer.end_row();
  for (const auto& row : rows) {
    for (const auto& cell : row) writer.text(cell);
    writer.end_row();
  }
  const std::string bytes = std::move(writer).finish();
  const CsvOptions options = {.separator = separator};

  const auto whole = read_csv(bytes, "t.csv", options);
  RC_ASSERT(whole.ok());
  RC_ASSERT(whole.value->rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < width; ++j) RC_ASSERT(csv_unguarded(whole.value->rows[i].cells[j]) == rows[i][j]);

  auto reader = CsvReader::open(pieces_of(bytes, *rc::gen::inRange<std::size_t>(1, 9)), "t.csv", options);
  RC_ASSERT(reader.ok());
  for (const auto& row : whole.value->rows) {
    const CsvRow* piecewise = reader.value->next();
    RC_ASSERT(piecewise != nullptr);
    RC_ASSERT(piecewise->line == row.line);
    RC_ASSERT(std::vector<std::string>(piecewise->cells.begin(), piecewise->cells.end()) == row.cells);
  }
  RC_ASSERT(reader.value->next() == nullptr);
}

RC_GTEST_PROP(CsvProperty, BrokenTablesReadTheSameInPieces, ()) {
  const std::string bytes = "a,b\n" + *cells();
  const CsvOptions options = {.limits = {.bytes = 40, .columns = 3, .cell_bytes = 6, .row_bytes = 12}};
  auto whole = CsvReader::open(std::string_view(bytes), "t.csv", options);
  auto pieces = CsvReader::open(pieces_of(bytes, *rc::gen::inRange<std::size_t>(1, 5)), "t.csv", options);
  RC_ASSERT(whole.ok());
  RC_ASSERT(pieces.ok());
  if (bytes.size() > options.limits.bytes) return;  // pieces end elsewhere
  for (const CsvRow* row = whole.value->next();; row = whole.value->next()) {
    const CsvRow* piecewise = pieces.value->next();
    RC_ASSERT((row == nullptr) == (piecewise == nullptr));
    if (row == nullptr) break;
    RC_ASSERT(row->line == piecewise->line);
    RC_ASSERT(row->fault == piecewise->fault);
    RC_ASSERT(row->cells == piecewise->cells);
  }
}

}  // namespace
}  // namespace lossa
