// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/result.hpp>

namespace lossa {

/// What a table may hold. Past a limit the row, or for `bytes` the rest of the table, is refused with a message that
/// names the limit.
struct CsvLimits {
  std::uint64_t bytes = 8ULL << 30U;
  std::size_t columns = 100'000;
  std::size_t cell_bytes = 256U << 10U;
  std::size_t row_bytes = 16U << 20U;
};

struct CsvOptions {
  enum class Encoding : std::uint8_t { utf8, iso_8859_1 };
  char separator = '\0';  ///< ',' ';' or a tab; '\0': the one that the header has most of
  Encoding encoding = Encoding::utf8;
  CsvLimits limits = {};
};

enum class CsvFault : std::uint8_t { none, cells, quotes, not_utf8, too_long, unreadable };

/// One row of a table, its cells in the order of the header. They hold until the next row is asked for.
struct CsvRow {
  int line = 0;  ///< of its first byte; the header's is 1
  std::vector<std::string_view> cells = {};
  CsvFault fault = CsvFault::none;  ///< otherwise there are no cells, and `message` says why
  std::string message = {};
};

/// Reads a table (RFC 4180) row by row: cells parted by a comma, semicolon or tab, quoted where they hold one, a quote
/// within them doubled, new lines within quotes; CRLF or LF; with or without a byte-order mark, or Excel's line
/// "sep=;". Rows without a byte are passed over. A quote in the middle of a cell that does not begin with one stands
/// for itself. After a faulty row the next line is read. Holds one row and one chunk.
class CsvReader {
 public:
  /// Gives the next bytes, which hold until it is called again; "" at the end. After an error, which becomes the fault
  /// of a last row, it is not called again.
  using Chunks = std::function<Result<std::string_view>()>;

  /// Reads the header. Fails, with issues, if there is none, if a name stands in it twice, or if its bytes are no text
  /// of the encoding. Names are trimmed; a column may have none. The bytes outlive the reader.
  static Checked<CsvReader> open(std::string_view bytes, std::string_view file, const CsvOptions& options = {});
  static Checked<CsvReader> open(Chunks chunks, std::string_view file, const CsvOptions& options = {});

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char separator() const { return options_.separator; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

  /// The column of that name. Fails with not_found and the nearest name there is.
  [[nodiscard]] Result<std::size_t> column(std::string_view name) const;

  /// The next row; null at the end.
  const CsvRow* next();

 private:
  struct Cell {
    std::size_t begin = 0, end = 0;  ///< from the start of the row, without quotes
    bool has_quotes = false;         ///< doubled ones
  };
  struct CellEnd {
    std::size_t at = 0;  ///< of the separator or line feed; at the table's end, its size
    bool ends_row = false;
  };

  CsvReader(std::string_view whole, Chunks chunks, const CsvOptions& options);
  static Checked<CsvReader> opened(CsvReader reader, std::string_view file);
  [[nodiscard]] std::string_view rest() const;  ///< from the start of the row, as far as it is here
  bool more();
  std::size_t find(std::size_t from, char one, char other);
  void read_first_line();
  std::string read_header();
  void read_row();
  std::optional<CellEnd> read_cell(std::size_t from);
  std::optional<CellEnd> read_quoted(std::size_t from);
  void fail(CsvFault fault, std::string message);
  void skip_line(std::size_t from);
  void consume(std::size_t bytes);
  bool is_cut_off();
  void refuse_rest();
  [[nodiscard]] bool is_broken_off() const;
  void check_row();
  void give_cells();

  CsvOptions options_;
  std::string_view whole_;
  Chunks chunks_;  ///< none: the whole is here
  std::string buffer_;
  std::size_t row_begin_ = 0;  ///< in the buffer or the whole
  std::uint64_t bytes_read_ = 0;
  int line_ = 1;
  std::optional<Error> unreadable_;
  bool rest_refused_ = false;
  std::vector<std::string> header_;
  std::unordered_map<std::string, std::size_t> column_of_;
  std::vector<Cell> cells_;
  std::string decoded_;  ///< cells that do not stand in the table as they are
  CsvRow row_;
};

/// A whole table, for small ones.
struct CsvTable {
  struct Row {
    int line = 0;
    std::vector<std::string> cells;  ///< as many as the header has
  };
  std::vector<std::string> header;
  std::vector<Row> rows;
  std::unordered_map<std::string, std::size_t> column_of;  ///< by name
};

/// Reads all of it; every faulty row is an issue with its line, and the others are there.
Checked<CsvTable> read_csv(std::string_view bytes, std::string_view file, const CsvOptions& options = {});

/// Writes a table by appending; the same calls give the same bytes. Rows end in LF, as all our files do.
class CsvWriter {
 public:
  explicit CsvWriter(char separator = ',') : separator_(separator) {}

  void text(std::string_view cell);     ///< guarded, see csv_guarded
  void number(double value);            ///< point as decimal sign; finite
  void lexeme(std::string_view plain);  ///< unguarded: a number or date as it was written
  void end_row();
  [[nodiscard]] std::string finish() && { return std::move(out_); }

 private:
  char separator_;
  std::string out_;
  bool row_begun_ = false;
};

/// A spreadsheet takes a cell that begins with = + - @ tab or CR for a formula: such text gets an apostrophe in front,
/// unless it is a plain number such as -1.5. `csv_unguarded` gives the text back, whatever it was.
std::string csv_guarded(std::string_view text);
std::string_view csv_unguarded(std::string_view cell);

}  // namespace lossa
