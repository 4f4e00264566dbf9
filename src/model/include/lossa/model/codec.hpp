// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/model/entry.hpp>

namespace lossa::model {

/// A case file as it was read. Its first entry is the opening.
struct CaseFile {
  std::string case_id;
  std::vector<Entry> entries;
};

/// Puts the faults of one file in the order in which they stand in it.
void sort_by_place(Issues& issues);

/// Reads the `case` table and the `entries` of a file; every fault is noted with its place. What stands between entries
/// is fold's to check.
Checked<CaseFile> read_entries(const Node& file_root, std::string_view file);

/// Reads one entry of any kind, the opening too. `path` says where it stands in the file: "entries[3]".
Checked<Entry> read_entry(const Node& node, std::string_view file, const std::string& path = {});

/// Writes the entry as one JSON object: kind, the common fields, then its own in the order of the page; what is absent
/// is left out.
void write_entry(JsonWriter& writer, const Entry& entry);

/// The whole case as a file that reads back as the same entries.
std::string to_json_file(const CaseFile& file);
std::string to_toml_file(const CaseFile& file);

}  // namespace lossa::model
