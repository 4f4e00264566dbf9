// SPDX-License-Identifier: Apache-2.0
#include "stats_report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include <lossa/base/json_writer.hpp>

#include "commands.hpp"
#include "writer.hpp"

namespace lossa::cli {
namespace {

std::string text_of(const StatsCell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return shown(*number);
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
  return std::get<std::string>(cell);
}

bool is_text(const StatsCell& cell) { return std::holds_alternative<std::string>(cell); }

std::string padded(const std::string& text, std::size_t width, bool to_the_left) {
  const std::string space(width - std::min(width, columns(text)), ' ');
  return to_the_left ? text + space : space + text;
}

void write_table(const StatsTable& table, const locale::Speech& speech, std::ostream& out) {
  out << '\n' << speech("stats.table." + table.id) << '\n';
  std::vector<std::vector<std::string>> lines{{}};
  for (const auto& column : table.columns) lines.front().push_back(speech("stats.column." + column));
  for (const auto& row : table.rows) {
    auto& line = lines.emplace_back();
    for (const auto& cell : row) line.push_back(text_of(cell));
  }
  std::vector<std::size_t> widths(table.columns.size(), 0);
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], columns(line[i]));
  for (const auto& line : lines) {
    std::string printed;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool left = !table.rows.empty() && is_text(table.rows.front()[i]);
      printed += "  " + padded(line[i], widths[i], left);
    }
    printed.erase(printed.find_last_not_of(' ') + 1);
    out << printed << '\n';
  }
}

void write_cell(JsonWriter& json, const StatsCell& cell) {
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return json.integer(*count);
  if (const auto* text = std::get_if<std::string>(&cell)) return json.text(*text);
  const double value = std::get<double>(cell);
  if (std::isnan(value)) return json.null();
  if (std::isinf(value)) return json.text(value > 0.0 ? "infinite" : "-infinite");
  json.number(value);
}

void write_table(const StatsTable& table, JsonWriter& json) {
  json.begin_object();
  json.member("id", table.id);
  json.key("rows");
  json.begin_array();
  for (const auto& row : table.rows) {
    json.begin_object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      json.key(table.columns[i]);
      write_cell(json, row[i]);
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

StatsTable& StatsTable::row(std::vector<StatsCell> cells) {
  expects(cells.size() == columns.size());
  rows.push_back(std::move(cells));
  return *this;
}

StatsTable& StatsReport::table(std::string id, std::initializer_list<const char*> columns) {
  tables.push_back({.id = std::move(id), .columns = {columns.begin(), columns.end()}});
  return tables.back();
}

std::vector<StatsCell> StatsReport::cells(const stats::Estimate& estimate) {
  const auto name = shown(100.0 * estimate.level) + " % " + std::string(estimate.method);
  if (std::ranges::find(intervals, name) == intervals.end()) intervals.push_back(name);
  return {estimate.value, estimate.low, estimate.high};
}

void StatsReport::note(std::string id, std::vector<std::string> values) {
  notes.push_back({std::move(id), std::move(values)});
}

void StatsReport::note_references(const StatsInput& input) {
  for (const auto& [column, level] : input.references()) note("reference_level", {column, level});
}

std::string shown(double value) {
  if (std::isnan(value)) return "-";
  char buffer[32];
  const int length = std::snprintf(buffer, sizeof buffer, "%.7g", value == 0.0 ? 0.0 : value);
  return {buffer, static_cast<std::size_t>(length)};
}

void write_text(const StatsReport& report, std::string_view method, const locale::Speech& speech, std::ostream& out) {
  out << speech("stats.method." + std::string(method)) << '\n';
  std::string intervals;
  for (const auto& name : report.intervals) intervals += (intervals.empty() ? "" : "; ") + name;
  if (!intervals.empty()) out << speech("stats.intervals", {intervals}) << '\n';
  for (const auto& table : report.tables) write_table(table, speech, out);
  if (!report.notes.empty()) out << '\n';
  for (const auto& [id, values] : report.notes) out << speech("stats.note." + id, values) << '\n';
}

void write_json(const StatsReport& report, std::string_view method, const locale::Speech& speech, std::ostream& out) {
  JsonWriter json;
  json.begin_object();
  json.member("format", "lossa-stats-1");
  json.member("program_version", program_version());
  json.member("method", method);
  json.key("intervals");
  json.begin_array();
  for (const auto& name : report.intervals) json.text(name);
  json.end_array();
  json.key("tables");
  json.begin_array();
  for (const auto& table : report.tables) write_table(table, json);
  json.end_array();
  json.key("notes");
  json.begin_array();
  for (const auto& [id, values] : report.notes) json.text(speech("stats.note." + id, values));
  json.end_array();
  json.end_object();
  out << std::move(json).finish() << '\n';
}

}  // namespace lossa::cli
