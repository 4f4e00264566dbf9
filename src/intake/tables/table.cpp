// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <algorithm>
#include <utility>

#include <lossa/terminology/identity_number.hpp>

#include "../csv_faults.hpp"
#include "dates.hpp"
#include "normal_form.hpp"

namespace lossa::intake {
Table::Table(TableSource source, Plan plan, CsvReader reader, TablesRead& read)
    : file_(std::move(source.file)),
      plan_(std::move(plan)),
      reader_(std::move(reader)),
      read_(&read),
      taken_(reader_.header().size(), false) {}

std::optional<Table> Table::open(TableSource source, Plan plan, TablesRead& read, Issues& issues) {
  const CsvOptions options = {.separator = plan.described.separator, .encoding = plan.described.encoding};
  auto reader = CsvReader::open(std::exchange(source.chunks, nullptr), source.file, options);
  std::ranges::move(reader.issues, std::back_inserter(issues));
  if (!reader.value.has_value()) return std::nullopt;
  if (std::ranges::any_of(reader.value->header(), terminology::looks_like_identity_number)) {
    issues.push_back({.place = {.file = source.file, .line = 1},
                      .message = "the table has no header: its first row holds an identity number"});
    return std::nullopt;
  }
  Table table(std::move(source), std::move(plan), *std::move(reader.value), read);
  table.find_columns(issues);
  return table;
}

void Table::find_columns(Issues& issues) {
  for (const Role& role : plan_.roles) {
    const auto said = plan_.described.columns.find(role.name);
    if (said == plan_.described.columns.end() || said->second.empty()) continue;
    if (const auto column = find(said->second, role.name, issues); column.has_value()) take(role.name, *column, false);
  }
  for (const Role& role : plan_.roles) {
    if (plan_.described.columns.contains(role.name)) continue;
    for (const std::string_view name : role.columns) {
      const auto column = find_normal(name);
      if (!column.has_value()) continue;
      take(role.name, *column, true);
      break;
    }
  }
}

std::optional<std::size_t> Table::find(const std::string& name, std::string_view path, Issues& issues) {
  const auto column = reader_.column(name);
  if (column.has_value()) return *column;
  issues.push_back({.place = {.file = file_, .line = 1, .path = std::string(path)}, .message = column.error().message});
  return std::nullopt;
}

std::optional<std::size_t> Table::find_normal(std::string_view normal) const {
  for (std::size_t i = 0; i < reader_.header().size(); ++i)
    if (!taken_[i] && normal_form(reader_.header()[i]) == normal) return i;
  return std::nullopt;
}

void Table::take(std::string_view role, std::size_t column, bool recognised) {
  taken_[column] = true;
  column_of_.emplace(role, column);
  read_->columns.push_back(
      {.table = plan_.name, .role = std::string(role), .name = reader_.header()[column], .recognised = recognised});
}

bool Table::next() {
  for (;;) {
    row_ = reader_.next();
    read_->data.quality.bytes += reader_.bytes_read() - std::exchange(bytes_counted_, reader_.bytes_read());
    if (row_ == nullptr) return false;
    ++read_->data.quality.lines;
    ++count().read;
    if (row_->fault == CsvFault::none) return true;
    note(fault_of(row_->fault), row_->message);
    set_aside();
  }
}

std::string_view Table::cell(std::size_t column) const { return trimmed(csv_unguarded(row_->cells[column])); }

std::string_view Table::cell(std::string_view role) const {
  const auto column = column_of_.find(role);
  return column == column_of_.end() ? std::string_view() : cell(column->second);
}

std::optional<PersonKey> Table::person() {
  auto key = read_person_key(
      cell("person"), {.today = plan_.today, .patterns = plan_.reserve_patterns, .numbers_of = plan_.numbers_of});
  if (!key.fault.has_value()) return key;
  note(key.fault->kind, std::string(key.fault->message));
  set_aside();
  return std::nullopt;
}

std::optional<Date> Table::date(std::string_view role) {
  const auto column = column_of_.find(role);
  return column == column_of_.end() ? std::nullopt : date(column->second);
}

std::optional<Date> Table::date(std::size_t column) {
  const std::string_view text = cell(column);
  if (text.empty()) return std::nullopt;
  auto read = read_table_date(text, plan_.described.day_order);
  if (!read.has_value()) {
    note(FaultKind::impossible_date, reader_.header()[column] + ": " + read.error().message);
    return std::nullopt;
  }
  if (before(plan_.today, *read).is_yes()) {
    note(FaultKind::impossible_date, reader_.header()[column] + ": \"" + shown(text) + "\" is in the future");
    return std::nullopt;
  }
  return *std::move(read);
}

std::string Table::word(std::string_view role) {
  const auto column = column_of_.find(role);
  return column == column_of_.end() ? std::string() : word(role, column->second);
}

std::string Table::word(std::string_view role, std::size_t column) {
  const std::string_view text = cell(column);
  if (text.empty()) return "";
  std::string meant = meaning_of(role, text, plan_.described);
  if (!meant.empty()) return meant;
  count_unmapped(text);
  note(FaultKind::unmapped_code, reader_.header()[column] + ": \"" + shown(text) + "\" is not known here");
  return "";
}

void Table::note(FaultKind kind, std::string message) { read_->data.quality.note(kind, place(), std::move(message)); }

void Table::count_unmapped(std::string_view text, std::string_view system) {
  ++read_->data.quality.unmapped[{std::string(system), shown(text)}];
}

Place Table::place() const { return {.file = file_, .line = row_ == nullptr ? 0 : row_->line, .path = plan_.name}; }

std::string Table::read_in() const { return file_ + ":" + std::to_string(row_->line); }

}  // namespace lossa::intake
