// SPDX-License-Identifier: Apache-2.0
#include "stats_input.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include <lossa/base/text.hpp>

namespace lossa::cli {
namespace {

std::optional<double> number_in(std::string text) {
  if (text.find('.') == std::string::npos) std::ranges::replace(text, ',', '.');
  double value = 0.0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::set<std::string> wanted_columns(const StatsOptions& options) {
  std::set<std::string> wanted(options.covariates.begin(), options.covariates.end());
  for (const auto& [option, column] : options.columns) wanted.insert(column);
  return wanted;
}

void name_absent_columns(const std::set<std::string>& wanted, const CsvTable& table, const std::string& file,
                         Issues& issues) {
  for (const auto& name : wanted) {
    if (table.column_of.contains(name)) continue;
    const auto near = nearest(name, table.header);
    issues.push_back({.place = {.file = file, .line = 1, .path = name},
                      .message = "there is no such column" + (near.empty() ? "" : "; did you mean '" + near + "'?")});
  }
}

// And one that is exact as a double.
bool is_whole(double value) {
  constexpr double most = 1e15;
  return value >= 0.0 && value <= most && value == std::floor(value);
}

Error refuse(std::string message, std::string where) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

}  // namespace

StatsInput StatsInput::without_table(const StatsOptions& options) { return StatsInput(options); }

Checked<StatsInput> StatsInput::create(const StatsOptions& options, std::string_view bytes) {
  StatsInput input(options);
  auto table = read_csv(bytes, options.file);
  Issues issues = std::move(table.issues);
  if (!table.value) return {std::nullopt, std::move(issues)};
  const auto wanted = wanted_columns(options);
  name_absent_columns(wanted, *table.value, options.file, issues);
  if (has_errors(issues)) return {std::nullopt, std::move(issues)};
  for (const auto& row : table.value->rows) input.take(row, *table.value, wanted, issues);
  if (input.lines_.empty())
    issues.push_back(
        {.place = {.file = options.file, .line = 1, .path = ""}, .message = "there is no row to count on"});
  if (has_errors(issues)) return {std::nullopt, std::move(issues)};
  return {std::move(input), std::move(issues)};
}

void StatsInput::take(const CsvTable::Row& row, const CsvTable& table, const std::set<std::string>& wanted,
                      Issues& issues) {
  const auto cell = [&](const std::string& name) { return row.cells[table.column_of.at(name)]; };
  const auto empty = std::ranges::find_if(wanted, [&](const std::string& name) { return cell(name).empty(); });
  if (empty != wanted.end() && options_.complete_rows) {
    ++left_out_;
    return;
  }
  if (empty != wanted.end())
    issues.push_back({.place = {.file = options_.file, .line = row.line, .path = *empty},
                      .message = "the cell is empty (--complete-rows leaves such rows out)"});
  for (const auto& name : wanted) cells_[name].push_back(cell(name));
  lines_.push_back(row.line);
}

Result<std::vector<double>> StatsInput::column(const std::string& name) const {
  std::vector<double> values;
  const auto& cells = cells_.at(name);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto value = number_in(cells[i]);
    if (!value)
      return refuse("'" + cells[i] + "' is not a number",
                    options_.file + ":" + std::to_string(lines_[i]) + ": " + name);
    values.push_back(*value);
  }
  return values;
}

Result<std::vector<double>> StatsInput::numbers(const std::string& option) const {
  if (!has(option)) return refuse("this method needs --" + option, options_.method);
  return column(options_.columns.at(option));
}

Result<std::vector<double>> StatsInput::numbers_if_given(const std::string& option) const {
  if (!has(option)) return std::vector<double>{};
  return numbers(option);
}

Result<std::vector<std::uint64_t>> StatsInput::counts(const std::string& option) const {
  const auto values = LOSSA_TRY(numbers(option));
  std::vector<std::uint64_t> result;
  for (const double value : values) {
    if (!is_whole(value))
      return located(refuse("a count is a whole number, not negative",
                            options_.columns.at(option) + "[" + std::to_string(result.size()) + "]"));
    result.push_back(static_cast<std::uint64_t>(value));
  }
  return result;
}

Result<std::vector<int>> StatsInput::codes(const std::string& option) const {
  constexpr std::uint64_t most = 1'000'000;
  const auto values = LOSSA_TRY(counts(option));
  std::vector<int> result;
  for (const auto value : values) {
    if (value > most)
      return located(
          refuse("the code is too large", options_.columns.at(option) + "[" + std::to_string(result.size()) + "]"));
    result.push_back(static_cast<int>(value));
  }
  return result;
}

Result<std::vector<stats::Covariate>> StatsInput::covariates() const {
  if (options_.covariates.empty()) return refuse("this method needs --covariates", options_.method);
  std::vector<stats::Covariate> result;
  for (const auto& name : options_.covariates) {
    auto columns = LOSSA_TRY(columns_of(name));
    std::ranges::move(columns, std::back_inserter(result));
  }
  return result;
}

Result<std::vector<stats::Covariate>> StatsInput::columns_of(const std::string& name) const {
  std::vector<stats::Covariate> result;
  if (!is_of_words(name)) {
    auto values = LOSSA_TRY(column(name));
    result.push_back({name, std::move(values)});
    return result;
  }
  const auto all = levels(name);
  if (all.size() == 1) return refuse("every row has the same level, '" + *all.begin() + "'", name);
  for (auto level = std::next(all.begin()); level != all.end(); ++level) {
    auto& indicator = result.emplace_back(stats::Covariate{name + "=" + *level, {}});
    for (const auto& cell : cells_.at(name)) indicator.values.push_back(cell == *level ? 1.0 : 0.0);
  }
  return result;
}

bool StatsInput::is_of_words(const std::string& name) const {
  return std::ranges::none_of(cells_.at(name), [](const auto& cell) { return number_in(cell).has_value(); });
}

std::set<std::string> StatsInput::levels(const std::string& name) const {
  return {cells_.at(name).begin(), cells_.at(name).end()};
}

std::vector<StatsReference> StatsInput::references() const {
  std::vector<StatsReference> result;
  for (const auto& name : options_.covariates)
    if (is_of_words(name)) result.push_back({name, *levels(name).begin()});
  return result;
}

Result<std::vector<double>> StatsInput::times_or_never(const std::string& option) const {
  if (!has(option)) return refuse("this method needs --" + option, options_.method);
  const auto& name = options_.columns.at(option);
  std::vector<double> result;
  for (const auto& cell : cells_.at(name)) {
    const auto value = cell == "never" ? std::numeric_limits<double>::infinity() : number_in(cell);
    if (!value)
      return located(refuse("'" + cell + "' is not a time, and not the word never",
                            name + "[" + std::to_string(result.size()) + "]"));
    result.push_back(*value);
  }
  return result;
}

StatsGroups StatsInput::groups(const std::string& option) const {
  StatsGroups groups;
  if (!has(option)) {
    groups.names.emplace_back();
    groups.of_row.assign(rows(), 0);
    return groups;
  }
  std::map<std::string, int> known;
  for (const auto& label : cells_.at(options_.columns.at(option))) {
    const auto [place, is_new] = known.try_emplace(label, static_cast<int>(known.size()));
    if (is_new) groups.names.push_back(label);
    groups.of_row.push_back(place->second);
  }
  return groups;
}

Result<double> StatsInput::setting(const std::string& name) const {
  const auto given = options_.settings.find(name);
  if (given == options_.settings.end()) return refuse("this method needs --" + name, options_.method);
  const auto value = number_in(given->second);
  if (!value) return refuse("'" + given->second + "' is not a number", "--" + name);
  return *value;
}

Result<double> StatsInput::setting(const std::string& name, double usual) const {
  if (!options_.settings.contains(name)) return usual;
  return setting(name);
}

Result<std::uint64_t> StatsInput::whole_setting(const std::string& name, std::uint64_t usual) const {
  const double value = LOSSA_TRY(setting(name, static_cast<double>(usual)));
  if (!is_whole(value)) return refuse("this is a whole number, not negative", "--" + name);
  return static_cast<std::uint64_t>(value);
}

Result<std::size_t> StatsInput::choice(const std::string& name, const std::vector<std::string>& words) const {
  const auto given = options_.settings.find(name);
  if (given == options_.settings.end()) return std::size_t{0};
  const auto found = std::ranges::find(words, given->second);
  if (found == words.end()) return refuse("it is one of " + join_words(words, "or"), "--" + name);
  return static_cast<std::size_t>(found - words.begin());
}

Error StatsInput::located(Error error) const {
  const auto open = error.where.rfind('[');
  if (lines_.empty() || open == std::string::npos || !error.where.ends_with(']')) return error;
  std::size_t row = 0;
  const auto* begin = error.where.data() + open + 1;
  const auto* end = error.where.data() + error.where.size() - 1;
  const auto [stop, fault] = std::from_chars(begin, end, row);
  if (fault != std::errc{} || stop != end || row >= lines_.size()) return error;
  error.where = options_.file + ":" + std::to_string(lines_[row]) + ": " + error.where.substr(0, open);
  return error;
}

}  // namespace lossa::cli
