// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <lossa/locale/words.hpp>
#include <lossa/stats/estimate.hpp>

#include "console.hpp"
#include "stats_input.hpp"

namespace lossa::cli {

/// A number, a count or a word. NaN is shown as "-" and written null; an infinite limit is open.
using StatsCell = std::variant<double, std::int64_t, std::string>;

inline StatsCell count_cell(std::size_t count) { return static_cast<std::int64_t>(count); }

/// Columns are ids: JSON has them as they are, a person reads "stats.column.ID" in locale/.
struct StatsTable {
  std::string id;  ///< "stats.table.ID"
  std::vector<std::string> columns;
  std::vector<std::vector<StatsCell>> rows = {};

  StatsTable& row(std::vector<StatsCell> cells);
};

/// A sentence of locale/, "stats.note.ID", with what goes into its marks.
struct StatsNote {
  std::string id;
  std::vector<std::string> values = {};
};

/// What a method found. Each table that holds an estimate has columns for its limits, and `intervals` says how they
/// were made.
struct StatsReport {
  std::vector<StatsTable> tables = {};
  std::vector<std::string> intervals = {};  ///< "95 % Clopper-Pearson", each once
  std::vector<StatsNote> notes = {};

  StatsTable& table(std::string id, std::initializer_list<const char*> columns);
  /// The value and its limits as three cells, the interval named.
  std::vector<StatsCell> cells(const stats::Estimate& estimate);
  void note(std::string id, std::vector<std::string> values = {});
  /// Says of each column of words what its levels are compared with.
  void note_references(const StatsInput& input);
};

/// Seven significant digits, as R prints.
std::string shown(double value);

void write_text(const StatsReport& report, std::string_view method, const locale::Speech& speech, std::ostream& out);
void write_json(const StatsReport& report, std::string_view method, const locale::Speech& speech, std::ostream& out);

}  // namespace lossa::cli
