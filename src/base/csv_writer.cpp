// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/csv.hpp>

#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>

namespace lossa {
namespace {

bool is_plain_number(std::string_view text) {
  std::string point(text);
  std::ranges::replace(point, ',', '.');
  return is_number_lexeme(point);
}

/// Apostrophes that stand in front already are looked through, so that taking one away is the exact reverse.
bool needs_guard(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  constexpr std::string_view risky = "=+-@\t\r";
  return !text.empty() && risky.find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

}  // namespace

std::string csv_guarded(std::string_view text) {
  std::string guarded(needs_guard(text) ? "'" : "");
  return guarded.append(text);
}

std::string_view csv_unguarded(std::string_view cell) {
  return cell.starts_with('\'') && needs_guard(cell.substr(1)) ? cell.substr(1) : cell;
}

void CsvWriter::text(std::string_view cell) { lexeme(csv_guarded(cell)); }

void CsvWriter::number(double value) { lexeme(format_number(value)); }

void CsvWriter::lexeme(std::string_view plain) {
  if (row_begun_) out_ += separator_;
  const bool is_first = !std::exchange(row_begun_, true);
  // An empty cell alone in its row would leave a line without a byte, which is no row; and what begins a table must not
  // look like what may stand before it.
  const bool is_mistaken =
      is_first && (plain.empty() || plain.starts_with("sep=") || plain.starts_with("\xEF\xBB\xBF"));
  const bool quoted = is_mistaken || plain.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
                      plain.starts_with(' ') || plain.ends_with(' ');
  if (!quoted) {
    out_ += plain;
    return;
  }
  out_ += '"';
  for (const char c : plain) out_.append(c == '"' ? 2 : 1, c);
  out_ += '"';
}

void CsvWriter::end_row() {
  out_ += '\n';
  row_begun_ = false;
}

}  // namespace lossa
