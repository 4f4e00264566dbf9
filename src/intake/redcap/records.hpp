// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <lossa/intake/redcap.hpp>

namespace lossa::intake {

/// One row of a data export, of which only the cells with something in them are kept: exports are wide and empty.
struct RedcapRow {
  int line = 0;
  std::string event, instrument, instance;
  std::vector<std::pair<std::size_t, std::string>> cells;         ///< by column, rising
  [[nodiscard]] std::string_view cell(std::size_t column) const;  ///< "" when empty
};

struct RedcapRecord {
  std::string id;
  std::vector<RedcapRow> rows;
};

/// A data export, by record in the order of their first rows.
class RedcapRecords {
 public:
  /// Reads all of it. Rows that cannot be used and columns that the dictionary does not know are told in `quality`.
  static std::optional<RedcapRecords> read(TableSource source, const RedcapDictionary& dictionary, DataQuality& quality,
                                           Issues& issues);

  [[nodiscard]] const std::vector<RedcapRecord>& all() const { return records_; }
  [[nodiscard]] const std::string& file() const { return file_; }

  /// The column of a field that is no checkbox.
  [[nodiscard]] std::optional<std::size_t> column(const std::string& field) const;
  /// The columns of a checkbox, with their codes, in the order of the dictionary; null if it is none.
  using Box = std::pair<std::string, std::size_t>;
  [[nodiscard]] const std::vector<Box>* boxes(const std::string& field) const;

 private:
  bool find_special(const CsvReader& reader, const RedcapDictionary& dictionary, Issues& issues);
  void find_fields(const RedcapDictionary& dictionary);
  void tell_unknown(const CsvReader& reader, const RedcapDictionary& dictionary, DataQuality& quality) const;
  [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const;
  void add(const CsvRow& row, DataQuality& quality);
  struct SpecialColumns {
    std::optional<std::size_t> record, event, instrument, instance;
  };

  std::string file_;
  SpecialColumns special_;
  std::unordered_map<std::string, std::size_t> by_name_;  ///< every column
  std::unordered_map<std::string, std::size_t> column_of_;
  std::unordered_map<std::string, std::vector<Box>> boxes_of_;
  std::vector<bool> is_read_;  ///< by column
  std::vector<RedcapRecord> records_;
  std::unordered_map<std::string, std::size_t> record_of_;
};

/// The column of one choice of a checkbox: "tools___laser"; REDCap writes what is no letter or digit as an underscore.
std::string box_column(std::string_view field, std::string_view code);

}  // namespace lossa::intake
