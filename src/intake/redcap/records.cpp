// SPDX-License-Identifier: Apache-2.0
#include "records.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <lossa/base/text.hpp>

#include "../csv_faults.hpp"
#include "../tables/normal_form.hpp"

namespace lossa::intake {
namespace {

/// Columns that REDCap adds and that say nothing here.
bool is_redcaps_own(std::string_view name, const std::unordered_set<std::string>& forms) {
  if (name.starts_with("redcap_")) return true;
  for (const std::string_view ending : {"_complete", "_timestamp"})
    if (name.ends_with(ending) && forms.contains(std::string(name.substr(0, name.size() - ending.size())))) return true;
  return false;
}

}  // namespace

std::string box_column(std::string_view field, std::string_view code) {
  std::string column = std::string(field) + "___";
  for (const char c : code) {
    const bool is_kept = ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
    const bool is_capital = 'A' <= c && c <= 'Z';
    column += is_capital ? static_cast<char>(c - 'A' + 'a') : is_kept ? c : '_';
  }
  return column;
}

std::string_view RedcapRow::cell(std::size_t column) const {
  const auto found = std::ranges::lower_bound(cells, column, {}, &std::pair<std::size_t, std::string>::first);
  return found != cells.end() && found->first == column ? std::string_view(found->second) : std::string_view();
}

std::optional<std::size_t> RedcapRecords::column(const std::string& field) const {
  const auto found = column_of_.find(field);
  return found == column_of_.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<RedcapRecords::Box>* RedcapRecords::boxes(const std::string& field) const {
  const auto found = boxes_of_.find(field);
  return found == boxes_of_.end() ? nullptr : &found->second;
}

std::optional<std::size_t> RedcapRecords::find(const std::string& name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

bool RedcapRecords::find_special(const CsvReader& reader, const RedcapDictionary& dictionary, Issues& issues) {
  for (std::size_t i = 0; i < reader.header().size(); ++i) by_name_.emplace(reader.header()[i], i);
  is_read_.assign(reader.header().size(), false);
  const std::string& record_id = dictionary.fields().front().name;
  special_ = {.record = find(record_id),
              .event = find("redcap_event_name"),
              .instrument = find("redcap_repeat_instrument"),
              .instance = find("redcap_repeat_instance")};
  if (special_.record.has_value()) return true;
  issues.push_back({.place = {.file = file_, .line = 1},
                    .message = reader.column(record_id).error().message + " (the record's id)"});
  return false;
}

void RedcapRecords::find_fields(const RedcapDictionary& dictionary) {
  for (const RedcapField& field : dictionary.fields()) {
    if (field.type != "checkbox") {
      if (const auto column = find(field.name); column.has_value()) column_of_.emplace(field.name, *column);
      continue;
    }
    for (const auto& choice : field.choices)
      if (const auto box = find(box_column(field.name, choice.code)); box.has_value())
        boxes_of_[field.name].emplace_back(choice.code, *box);
  }
  for (const auto& [name, column] : column_of_) is_read_[column] = true;
  for (const auto& [name, boxes] : boxes_of_)
    for (const auto& box : boxes) is_read_[box.second] = true;
}

void RedcapRecords::tell_unknown(const CsvReader& reader, const RedcapDictionary& dictionary,
                                 DataQuality& quality) const {
  std::unordered_set<std::string> forms;
  for (const RedcapField& field : dictionary.fields()) forms.insert(field.form);
  for (std::size_t i = 0; i < reader.header().size(); ++i) {
    const std::string& name = reader.header()[i];
    if (is_read_[i] || name.empty() || is_redcaps_own(name, forms)) continue;
    quality.note(FaultKind::not_understood, {.file = file_, .line = 1, .path = shown(name)},
                 "the dictionary has no such field: the column is not read");
  }
}

void RedcapRecords::add(const CsvRow& row, DataQuality& quality) {
  const auto cell = [&row](std::optional<std::size_t> column) {
    return column.has_value() ? std::string(trimmed(csv_unguarded(row.cells[*column]))) : std::string();
  };
  std::string id = cell(special_.record);
  if (id.empty()) {
    ++quality.elements["row"].set_aside;
    return quality.note(FaultKind::no_person, {.file = file_, .line = row.line}, "the row has no record id");
  }
  RedcapRow kept{.line = row.line,
                 .event = cell(special_.event),
                 .instrument = cell(special_.instrument),
                 .instance = cell(special_.instance),
                 .cells = {}};
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (is_read_[i] && !row.cells[i].empty()) kept.cells.emplace_back(i, csv_unguarded(row.cells[i]));
  const auto [record, is_new] = record_of_.emplace(std::move(id), records_.size());
  if (is_new) records_.push_back({.id = record->first, .rows = {}});
  records_[record->second].rows.push_back(std::move(kept));
}

std::optional<RedcapRecords> RedcapRecords::read(TableSource source, const RedcapDictionary& dictionary,
                                                 DataQuality& quality, Issues& issues) {
  if (dictionary.fields().empty()) {
    issues.push_back({.place = {.file = source.file}, .message = "the dictionary has no field"});
    return std::nullopt;
  }
  auto reader = CsvReader::open(std::move(source.chunks), source.file);
  std::ranges::move(reader.issues, std::back_inserter(issues));
  if (!reader.value.has_value()) return std::nullopt;
  RedcapRecords records;
  records.file_ = source.file;
  if (!records.find_special(*reader.value, dictionary, issues)) return std::nullopt;
  records.find_fields(dictionary);
  records.tell_unknown(*reader.value, dictionary, quality);
  while (const CsvRow* row = reader.value->next()) {
    ++quality.lines;
    ++quality.elements["row"].read;
    if (row->fault == CsvFault::none) {
      records.add(*row, quality);
      continue;
    }
    ++quality.elements["row"].set_aside;
    quality.note(fault_of(row->fault), {.file = source.file, .line = row->line}, row->message);
  }
  quality.bytes += reader.value->bytes_read();
  return records;
}

}  // namespace lossa::intake
