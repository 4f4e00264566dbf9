// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/csv.hpp>

#include <algorithm>
#include <limits>
#include <utility>

#include <lossa/base/text.hpp>

namespace lossa {
namespace {

constexpr std::string_view separators = ",;\t";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto begin = std::min(text.find_first_not_of(white), text.size());
  return text.substr(begin, text.find_last_not_of(white) + 1 - begin);
}

/// The separator that the line has most of outside quotes; a comma when it has none.
char separator_of(std::string_view line) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char separator : separators) {
    std::ptrdiff_t count = 0;
    bool within_quotes = false;
    for (const char c : line) {
      if (c == '"') within_quotes = !within_quotes;
      if (c == separator && !within_quotes) ++count;
    }
    if (count <= most) continue;
    most = count;
    best = separator;
  }
  return best;
}

void append_latin1(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) out += static_cast<char>(0xC0U | (byte >> 6U));
    out += byte < 0x80 ? c : static_cast<char>(0x80U | (byte & 0x3FU));
  }
}

void append_without_doubling(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"') ++i;
  }
}

}  // namespace

CsvReader::CsvReader(std::string_view whole, Chunks chunks, const CsvOptions& options)
    : options_(options),
      whole_(whole.substr(0, options.limits.bytes)),
      chunks_(std::move(chunks)),
      bytes_read_(whole.size()) {}

std::string_view CsvReader::rest() const { return (chunks_ ? std::string_view(buffer_) : whole_).substr(row_begin_); }

bool CsvReader::more() {
  if (!chunks_ || is_broken_off()) return false;
  const auto chunk = chunks_();
  if (!chunk.has_value()) {
    unreadable_ = chunk.error();
    return false;
  }
  bytes_read_ += chunk->size();
  buffer_.erase(0, std::exchange(row_begin_, 0));
  buffer_ += *chunk;
  return !chunk->empty();
}

/// Where the first of two characters stands, counted from the start of the row; npos if there is none before the
/// table's end or the limit of a row.
std::size_t CsvReader::find(std::size_t from, char one, char other) {
  for (;;) {
    const std::string_view text = rest().substr(0, options_.limits.row_bytes + 1);
    for (; from < text.size(); ++from)
      if (text[from] == one || text[from] == other) return from;
    if (from > options_.limits.row_bytes || !more()) return std::string_view::npos;
  }
}

void CsvReader::consume(std::size_t bytes) {
  const std::string_view text = rest().substr(0, bytes);
  const std::int64_t line = line_ + std::ranges::count(text, '\n');
  line_ = static_cast<int>(std::min<std::int64_t>(line, std::numeric_limits<int>::max()));
  row_begin_ += text.size();
}

/// Gives up the row; reading goes on after the first line feed from there.
void CsvReader::skip_line(std::size_t from) {
  consume(std::min(from, rest().size()));
  for (;;) {
    const auto end = rest().find('\n');
    consume(end == std::string_view::npos ? rest().size() : end + 1);
    if (end != std::string_view::npos || !more()) return;
  }
}

void CsvReader::fail(CsvFault fault, std::string message) {
  row_.fault = fault;
  row_.message = std::move(message);
  row_.cells.clear();
}

/// A cell that begins with a quote; null after a fault, with the row given up.
std::optional<CsvReader::CellEnd> CsvReader::read_quoted(std::size_t from) {
  Cell cell{.begin = from + 1};
  for (auto quote = find(from + 1, '"', '"'); quote != std::string_view::npos; quote = find(quote + 2, '"', '"')) {
    while (rest().size() < quote + 3 && more()) {  // what follows: a quote, a separator, CR LF
    }
    const std::string_view after = rest().substr(quote + 1, 2);
    if (after.starts_with('"')) {
      cell.has_quotes = true;
      continue;
    }
    cell.end = quote;
    cells_.push_back(cell);
    const std::size_t next = quote + 1 + (after == "\r\n" || after == "\r" ? 1 : 0);
    if (next >= rest().size()) return CellEnd{.at = rest().size(), .ends_row = true};
    const char c = rest()[next];
    if (c == '\n' || c == options_.separator) return CellEnd{.at = next, .ends_row = c == '\n'};
    fail(CsvFault::quotes,
         "after the closing quote of a cell stands neither a separator nor a new line; a quote within "
         "quotes is written twice");
    skip_line(next);
    return std::nullopt;
  }
  fail(CsvFault::quotes,
       "a quote is opened that is not closed within " + (rest().size() > options_.limits.row_bytes
                                                             ? std::to_string(options_.limits.row_bytes) + " bytes"
                                                             : std::string("the table")));
  skip_line(0);
  return std::nullopt;
}

std::optional<CsvReader::CellEnd> CsvReader::read_cell(std::size_t from) {
  if (from >= rest().size()) more();
  if (rest().substr(from).starts_with('"')) return read_quoted(from);
  const std::size_t end = find(from, options_.separator, '\n');
  if (end == std::string_view::npos && rest().size() > options_.limits.row_bytes) {
    fail(CsvFault::too_long, "the row has more than " + std::to_string(options_.limits.row_bytes) + " bytes");
    skip_line(0);
    return std::nullopt;
  }
  const std::size_t at = std::min(end, rest().size());
  const bool ends_row = at == rest().size() || rest()[at] == '\n';
  const bool has_return = ends_row && at > from && rest()[at - 1] == '\r';
  cells_.push_back({.begin = from, .end = has_return ? at - 1 : at});
  return CellEnd{.at = at, .ends_row = ends_row};
}

/// Reads the cells of one row, or gives it up with a fault.
void CsvReader::read_row() {
  row_.line = line_;
  row_.fault = CsvFault::none;
  row_.message.clear();
  row_.cells.clear();
  cells_.clear();
  std::size_t at = 0;
  for (bool row_ended = false; !row_ended;) {
    const auto end = read_cell(at);
    if (!end.has_value()) return;
    if (cells_.size() > options_.limits.columns) {
      fail(CsvFault::too_long, "the row has more than " + std::to_string(options_.limits.columns) + " cells");
      return skip_line(end->at);
    }
    at = end->at + 1;
    row_ended = end->ends_row;
  }
  if (is_cut_off()) return consume(at);
  check_row();
  if (row_.fault == CsvFault::none) give_cells();
  consume(at);
}

bool CsvReader::is_broken_off() const { return bytes_read_ > options_.limits.bytes || unreadable_.has_value(); }

/// Is the table broken off, and this row not known to be whole?
bool CsvReader::is_cut_off() {
  if (!is_broken_off() || rest().substr(cells_.back().end).find('\n') != std::string_view::npos) return false;
  refuse_rest();
  return true;
}

void CsvReader::refuse_rest() {
  rest_refused_ = true;
  if (unreadable_.has_value()) return fail(CsvFault::unreadable, unreadable_->message);
  fail(CsvFault::too_long,
       "the table has more than " + std::to_string(options_.limits.bytes) + " bytes; what follows is not read");
}

void CsvReader::check_row() {
  const auto too_long = [&](const Cell& cell) { return cell.end - cell.begin > options_.limits.cell_bytes; };
  const std::string_view text = rest().substr(0, cells_.back().end);
  const auto is_text = [&](const Cell& cell) { return is_valid_utf8(text.substr(cell.begin, cell.end - cell.begin)); };
  if (std::ranges::any_of(cells_, too_long))
    fail(CsvFault::too_long, "a cell has more than " + std::to_string(options_.limits.cell_bytes) + " bytes");
  else if (options_.encoding == CsvOptions::Encoding::utf8 && !std::ranges::all_of(cells_, is_text))
    fail(CsvFault::not_utf8, "the row is not UTF-8 text");
  else if (!header_.empty() && cells_.size() != header_.size())
    fail(CsvFault::cells,
         "the row has " + std::to_string(cells_.size()) + " cells, the header has " + std::to_string(header_.size()));
}

void CsvReader::give_cells() {
  const std::string_view text = rest();
  const bool latin1 = options_.encoding == CsvOptions::Encoding::iso_8859_1;
  decoded_.clear();
  decoded_.reserve(2 * (cells_.back().end + 1));  // so that the views below stay good
  for (const Cell& cell : cells_) {
    const std::string_view written = text.substr(cell.begin, cell.end - cell.begin);
    if (!cell.has_quotes && !latin1) {
      row_.cells.push_back(written);
      continue;
    }
    std::string plain;
    if (cell.has_quotes)
      append_without_doubling(plain, written);
    else
      plain = written;
    const std::size_t begin = decoded_.size();
    if (latin1)
      append_latin1(decoded_, plain);
    else
      decoded_ += plain;
    row_.cells.push_back(std::string_view(decoded_).substr(begin));
  }
}

/// Takes off what may stand before the header, and finds the separator.
void CsvReader::read_first_line() {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  while (rest().size() < byte_order_mark.size() && more()) {
  }
  if (rest().starts_with(byte_order_mark)) row_begin_ += byte_order_mark.size();
  const std::size_t line_end = find(0, '\n', '\n');  // fetches more
  const std::string_view line = rest().substr(0, std::min(line_end, options_.limits.row_bytes));
  constexpr std::string_view excels = "sep=";
  const std::string_view hint = line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0));
  if (hint.size() == excels.size() + 1 && hint.starts_with(excels) &&
      separators.find(hint.back()) != std::string_view::npos) {
    if (options_.separator == '\0') options_.separator = hint.back();
    skip_line(0);
    return;
  }
  if (options_.separator == '\0') options_.separator = separator_of(line);
}

/// Gives why it cannot be read, or "".
std::string CsvReader::read_header() {
  read_first_line();
  while (rest().size() < 2 && more()) {  // UTF-16's mark
  }
  if (rest().empty()) return unreadable_.has_value() ? unreadable_->message : "the table is empty";
  if (rest().starts_with("\xFF\xFE") || rest().starts_with("\xFE\xFF"))
    return "this is UTF-16; save the table as UTF-8";
  const CsvRow* row = next();
  if (row == nullptr) return "the table has no header";
  if (row->fault != CsvFault::none) return "the header cannot be read: " + row->message;
  for (const std::string_view cell : row->cells) {
    const std::string name(trimmed(cell));
    if (!name.empty() && !column_of_.emplace(name, header_.size()).second)
      return "two columns are called \"" + name + "\"";
    header_.push_back(name);
  }
  if (column_of_.empty()) return "the header has no name";
  return "";
}

Checked<CsvReader> CsvReader::opened(CsvReader reader, std::string_view file) {
  const std::string fault = reader.read_header();
  if (fault.empty()) return {.value = std::move(reader), .issues = {}};
  return {.value = std::nullopt,
          .issues = {{.place = {.file = std::string(file), .line = reader.row_.line}, .message = fault}}};
}

Checked<CsvReader> CsvReader::open(std::string_view bytes, std::string_view file, const CsvOptions& options) {
  return opened(CsvReader(bytes, nullptr, options), file);
}

Checked<CsvReader> CsvReader::open(Chunks chunks, std::string_view file, const CsvOptions& options) {
  return opened(CsvReader("", std::move(chunks), options), file);
}

Result<std::size_t> CsvReader::column(std::string_view name) const {
  const auto found = column_of_.find(std::string(name));
  if (found != column_of_.end()) return found->second;
  const std::string meant = nearest(name, header_);
  return Error{.kind = ErrorKind::not_found,
               .message = "no column is called \"" + std::string(name) + "\"" +
                          (meant.empty() ? "" : "; did you mean \"" + meant + "\"?")};
}

const CsvRow* CsvReader::next() {
  while (!rest().empty() || more()) {
    if (rest() == "\r") more();
    const bool is_blank = rest().starts_with('\n') || rest().starts_with("\r\n");
    if (!is_blank) {
      read_row();
      return &row_;
    }
    consume(rest().find('\n') + 1);
  }
  if (!is_broken_off() || rest_refused_) return nullptr;
  row_.line = line_;
  refuse_rest();
  return &row_;
}

Checked<CsvTable> read_csv(std::string_view bytes, std::string_view file, const CsvOptions& options) {
  auto reader = CsvReader::open(bytes, file, options);
  Checked<CsvTable> read{.value = std::nullopt, .issues = std::move(reader.issues)};
  if (!reader.value.has_value()) return read;
  CsvTable& table = read.value.emplace();
  table.header = reader.value->header();
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (!table.header[i].empty()) table.column_of.emplace(table.header[i], i);
  while (const CsvRow* row = reader.value->next()) {
    if (row->fault == CsvFault::none)
      table.rows.push_back({.line = row->line, .cells = {row->cells.begin(), row->cells.end()}});
    else
      read.issues.push_back({.place = {.file = std::string(file), .line = row->line}, .message = row->message});
  }
  return read;
}

}  // namespace lossa
