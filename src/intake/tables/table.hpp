// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/csv.hpp>
#include <lossa/intake/tables.hpp>

#include "../person_key.hpp"
#include "vocabulary.hpp"

namespace lossa::intake {

/// One of the two tables while it is read: its rows by role instead of column, and its faults.
class Table {
 public:
  struct Plan {
    std::string name;  ///< "cultures"
    TableDescription described;
    std::span<const Role> roles;
    Date today;
    std::span<const terminology::ReservePattern> reserve_patterns;
    std::string numbers_of;  ///< whose the people's local numbers are; "": nothing said
  };

  /// Opens the table and finds its columns. A column that the mapping names and that is not there is an issue.
  static std::optional<Table> open(TableSource source, Plan plan, TablesRead& read, Issues& issues);

  [[nodiscard]] bool has(std::string_view role) const { return column_of_.contains(role); }
  /// Another column by its own name, of one use; an issue if the mapping asks for what is not there.
  std::optional<std::size_t> find(const std::string& name, std::string_view path, Issues& issues);
  /// The column of a name in normal form that no role has taken.
  [[nodiscard]] std::optional<std::size_t> find_normal(std::string_view normal) const;
  /// Tells that a column is in use for something.
  void take(std::string_view role, std::size_t column, bool recognised);

  /// Goes to the next row that has its cells; false at the end. Faulty ones are counted and told.
  bool next();
  /// Nothing more of this row can be used: it is counted as set aside.
  void set_aside() { ++count().set_aside; }
  void use() { ++count().used; }

  [[nodiscard]] std::string_view cell(std::string_view role) const;  ///< trimmed; "" when there is no such column
  [[nodiscard]] std::string_view cell(std::size_t column) const;
  /// Whom this row is about; nobody after a fault, which is told and counts the row as set aside.
  std::optional<PersonKey> person();
  /// The date in a cell; absent when it is empty, and after a fault.
  std::optional<Date> date(std::string_view role);
  std::optional<Date> date(std::size_t column);
  /// What a cell's word means; "" when it is empty, and, counted as unmapped, when nobody knows.
  std::string word(std::string_view role);
  std::string word(std::string_view role, std::size_t column);

  void note(FaultKind kind, std::string message);
  void count_unmapped(std::string_view text, std::string_view system = "text");
  [[nodiscard]] Place place() const;
  [[nodiscard]] std::string read_in() const;  ///< "cultures.csv:12"
  [[nodiscard]] const TableDescription& described() const { return plan_.described; }

 private:
  Table(TableSource source, Plan plan, CsvReader reader, TablesRead& read);
  DataQuality::Count& count() { return read_->data.quality.elements[plan_.name]; }
  void find_columns(Issues& issues);

  std::string file_;
  Plan plan_;
  CsvReader reader_;
  TablesRead* read_;
  std::map<std::string, std::size_t, std::less<>> column_of_;
  std::vector<bool> taken_;
  const CsvRow* row_ = nullptr;
  std::uint64_t bytes_counted_ = 0;
};

}  // namespace lossa::intake
