// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/csv.hpp>
#include <lossa/base/date.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/intake/foreign.hpp>

/// The laboratory's cultures and the device clinic's register, as two tables: see docs/formats/tables.md.
namespace lossa::intake {

/// In which order a date's parts stand where the year is not first. `none`: such a date is a fault, never a guess.
enum class DayOrder : std::uint8_t { none, day_first, month_first };

/// What one of the two tables is like, as the hospital says it. What is not said is recognised where it can be.
struct TableDescription {
  using Words = std::map<std::string, std::string, std::less<>>;  ///< the hospital's, in normal form, to ours

  char separator = '\0';
  CsvOptions::Encoding encoding = CsvOptions::Encoding::utf8;
  DayOrder day_order = DayOrder::none;
  std::map<std::string, std::string, std::less<>> columns;  ///< by role: "person" -> "Personnr"; "" : there is none
  std::map<std::string, Words, std::less<>> words;          ///< by role
};

struct LeadColumns {
  std::string implanted, removed, chamber, model, abandoned;  ///< names; "" when there is none
};

struct TableMapping {
  std::string numbers_of;  ///< whose the people's local numbers are, so that no other source's are taken for them
  TableDescription cultures;
  TableDescription devices;
  Sighting::Sample sample_is = Sighting::Sample::not_said;  ///< what one sample number stands for
  std::vector<std::string> methicillin;                     ///< columns in which resistance means that to methicillin
  std::vector<LeadColumns> leads;                           ///< of a device's row
};

/// Reads a mapping file (TOML). Every fault is an issue: an unknown role, a word that is none of ours.
Checked<TableMapping> read_table_mapping(std::string_view bytes, std::string_view file,
                                         const terminology::Organisms& organisms);

/// Where a table comes from: `file` is its name in messages.
struct TableSource {
  std::string file;
  CsvReader::Chunks chunks;
};
TableSource table_from_bytes(std::string file, std::string_view bytes);  ///< which outlive the source
/// Opens a file, read a mebibyte at a time. Fails with not_found. Its name in messages is without folders.
Result<TableSource> table_from_file(const std::string& path);

struct TablesOptions {
  TableSource cultures;
  TableSource devices;
  TableMapping mapping = {};
  Date today;                                  ///< later dates are impossible; short identity numbers need it
  std::function<bool()> stop_asked = nullptr;  ///< asked now and then
};

struct TablesRead {
  struct Column {
    std::string table;  ///< "cultures" or "devices"
    std::string role;
    std::string name;
    bool recognised = false;  ///< by its name; else the mapping says so
  };
  /// What is taken for granted since no column says otherwise; tell the user.
  enum class Assumption : std::uint8_t {
    every_row_is_blood,  ///< no column says what was cultured
    sample_not_said,     ///< nobody said whether a sample number is a set or a bottle: sets cannot be counted
  };
  ForeignData data;
  std::vector<Column> columns;  ///< in use
  std::vector<Assumption> assumptions;
};

/// Reads the register first, then the cultures row by row, and keeps those of people in the register. A row that cannot
/// be used is told by its line in the data's quality. No value, with issues: a table that is not there, has no header,
/// no column for the person, the device's type or any result.
Checked<TablesRead> read_tables(TablesOptions options, const Dictionary& dictionary);

}  // namespace lossa::intake
