// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/csv.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/base/result.hpp>
#include <lossa/stats/covariate.hpp>

namespace lossa::cli {

/// What the user gave: options that name columns of the table, and others.
struct StatsOptions {
  std::string method;
  std::string file;
  std::map<std::string, std::string> columns = {};  ///< by the option's name: "time" to "months"
  std::vector<std::string> covariates = {};
  std::map<std::string, std::string> settings = {};  ///< "horizon" to "12"
  double level = 0.95;
  bool complete_rows = false;  ///< rows with an empty cell are left out, and counted
  bool json = false;
  bool list = false;
  std::string language = {};
};

/// Labels of rows as numbers from 0, in the order in which they first stand.
struct StatsGroups {
  std::vector<std::string> names;
  std::vector<int> of_row;
};

/// A column of words and the level that the others are compared with.
struct StatsReference {
  std::string column;
  std::string level;
};

/// The user's table, as far as options name it.
class StatsInput {
 public:
  /// Fails, with issues that name file, line and column, if a named column is not there, a row is faulty, a cell that
  /// is asked for is empty (unless such rows are left out), or no row is left. An option that names no column needs
  /// none.
  static Checked<StatsInput> create(const StatsOptions& options, std::string_view bytes);
  /// For methods without a table.
  static StatsInput without_table(const StatsOptions& options);

  [[nodiscard]] const StatsOptions& options() const { return options_; }
  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  [[nodiscard]] bool has(const std::string& option) const { return options_.columns.contains(option); }

  /// The column that this option names, as numbers. Decimal commas are read. Fails at the first cell that is none.
  [[nodiscard]] Result<std::vector<double>> numbers(const std::string& option) const;
  /// The same; empty if the option was not given.
  [[nodiscard]] Result<std::vector<double>> numbers_if_given(const std::string& option) const;
  /// Whole numbers that are not negative.
  [[nodiscard]] Result<std::vector<std::uint64_t>> counts(const std::string& option) const;
  [[nodiscard]] Result<std::vector<int>> codes(const std::string& option) const;
  /// The columns of --covariates. One of numbers is taken as it is; one without any number becomes a column of 0 and 1,
  /// "column=level", for each level but the first in alphabetical order. Fails where numbers and words are mixed, and
  /// for words that are all the same.
  [[nodiscard]] Result<std::vector<stats::Covariate>> covariates() const;
  /// Of each column of words in --covariates, that first level.
  [[nodiscard]] std::vector<StatsReference> references() const;
  /// Numbers or the word "never", which is infinite.
  [[nodiscard]] Result<std::vector<double>> times_or_never(const std::string& option) const;
  [[nodiscard]] StatsGroups groups(const std::string& option) const;

  /// A setting as a number or word; the usual value where it was not given.
  [[nodiscard]] Result<double> setting(const std::string& name, double usual) const;
  /// Fails if it was not given.
  [[nodiscard]] Result<double> setting(const std::string& name) const;
  [[nodiscard]] Result<std::uint64_t> whole_setting(const std::string& name, std::uint64_t usual) const;
  /// One of these words; the first where it was not given.
  [[nodiscard]] Result<std::size_t> choice(const std::string& name, const std::vector<std::string>& words) const;

  /// A kernel's complaint about an element, "exit[3]", said with its line.
  [[nodiscard]] Error located(Error error) const;

 private:
  explicit StatsInput(StatsOptions options) : options_(std::move(options)) {}
  [[nodiscard]] Result<std::vector<double>> column(const std::string& name) const;
  void take(const CsvTable::Row& row, const CsvTable& table, const std::set<std::string>& wanted, Issues& issues);
  [[nodiscard]] Result<std::vector<stats::Covariate>> columns_of(const std::string& name) const;
  [[nodiscard]] bool is_of_words(const std::string& name) const;
  [[nodiscard]] std::set<std::string> levels(const std::string& name) const;

  StatsOptions options_;
  std::map<std::string, std::vector<std::string>> cells_;  ///< by the column's name
  std::vector<int> lines_;
  std::size_t left_out_ = 0;
};

}  // namespace lossa::cli
