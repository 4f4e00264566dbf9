// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <lossa/intake/redcap.hpp>

#include "entry_keys.hpp"
#include "records.hpp"

namespace lossa::intake {

/// Makes entries of the rows of one export. Faults are told by line and field.
class RedcapEntries {
 public:
  RedcapEntries(const RedcapRecords& records, const RedcapProject& project, DataQuality& quality);

  struct Made {
    model::Entry entry;
    std::optional<std::size_t> number;  ///< its place among those of the record
  };
  /// The entry of a row by the mapping's entry of that index; nothing when the row has none of its fields, or, told,
  /// when a cell of it cannot be used.
  std::optional<Made> make(std::size_t index, const RedcapRecord& record, const RedcapRow& row);

 private:
  using Source = RedcapMapping::Source;
  struct Kind {
    std::vector<EntryKey> keys;
    std::vector<std::size_t> columns;  ///< that fill an entry, rising
  };
  /// What was found of one entry so far.
  struct Draft {
    const RedcapRow* row;
    Node node;
    bool is_said = false;    ///< a field of it is filled in
    bool is_spoilt = false;  ///< a cell cannot be used
  };
  void add_sources(const std::vector<Source>& sources, const std::vector<EntryKey>& keys, Draft& draft);
  std::optional<Node> value_of(const Source& source, const EntryKey& key, Draft& draft);
  std::optional<std::string> cell_of(const Source& source, Draft& draft, std::string& field);
  std::optional<Node> checked_boxes(const Source& source, const EntryKey& key, Draft& draft);
  std::optional<std::string> word_of(const Source& source, const std::string& field, std::string_view code,
                                     Draft& draft);
  static std::string choice_fault(const RedcapField* field, const std::string& code);
  void put_in_order(const Source& source, Node& list, Draft& draft);
  std::optional<Node> lead_results(const Source& source, const RedcapRecord& record, Draft& draft);
  bool is_usable(const Issues& issues, std::size_t index, const RedcapRow& row);
  void spoil(Draft& draft, const std::string& field, FaultKind kind, std::string message);
  void tell(const RedcapRow& row, const std::string& field, FaultKind kind, std::string message);

  [[nodiscard]] std::vector<std::size_t> columns_of(const RedcapMapping::Entry& entry) const;

  const RedcapRecords& records_;
  const RedcapProject& project_;
  DataQuality& quality_;
  std::vector<Kind> kinds_;  ///< of each entry of the mapping
};

}  // namespace lossa::intake
