// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <lossa/base/csv.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/intake/foreign.hpp>
#include <lossa/intake/tables.hpp>
#include <lossa/model/codec.hpp>
#include <lossa/model/schema.hpp>

/// REDCap: a project's data dictionary and its data, in and out. See docs/formats/redcap.md.
namespace lossa::intake {

struct RedcapField {
  struct Choice {
    std::string code;
    std::string label;
  };
  std::string name;
  std::string form;
  std::string type;  ///< "text", "notes", "dropdown", "radio", "checkbox", "yesno" ...
  std::string validation;
  std::vector<Choice> choices;  ///< of a field that has them; of "yesno" and "truefalse" 1 and 0
  int line = 0;
};

/// The fields of a project, in their order. The first is the record's id.
class RedcapDictionary {
 public:
  /// Reads a data dictionary: the 18 columns by the labels of the download or by the names of the API. Every fault is
  /// an issue: a name given twice or not well formed, an unknown type, choices that are none or given twice, a form in
  /// two places, a first field that is no text.
  static Checked<RedcapDictionary> read(std::string_view bytes, std::string_view file);

  [[nodiscard]] const RedcapField* find(std::string_view name) const;  ///< null if there is none
  [[nodiscard]] const std::vector<RedcapField>& fields() const { return fields_; }

 private:
  std::vector<RedcapField> fields_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

/// How the fields of a project become entries.
struct RedcapMapping {
  /// Where one field of an entry comes from.
  struct Source {
    std::string key;                                     ///< of the entry: "organism", "at", "title.en"
    std::vector<std::string> fields;                     ///< of the project; at most one of them is filled in
    std::unordered_map<std::string, std::string> words;  ///< a choice's code to our word
    std::string constant;                                ///< always this; then there are no fields
    std::string order;                                   ///< field with the codes of a checkbox in their order
    std::string rows, of;       ///< of lead results: their instrument, and its field with the instance they belong to
    std::vector<Source> parts;  ///< of lead results
  };
  struct Entry {
    std::string kind;
    std::string number;  ///< field with the entry's place among all of the record
    std::vector<Source> sources;
  };
  std::string person;                 ///< field; "": the record's id
  std::string numbers_of = "redcap";  ///< whose the people's local numbers are; "redcap": this project's alone
  std::vector<Entry> entries;
};

/// Reads a mapping file (TOML) against the project it is for. Every fault is an issue: a field that is not in the
/// dictionary, a kind, key or word that is none of ours, a choice that the field does not have.
Checked<RedcapMapping> read_redcap_mapping(std::string_view bytes, std::string_view file,
                                           const RedcapDictionary& dictionary);

/// A project as its files say.
struct RedcapProject {
  const RedcapDictionary& dictionary;
  const RedcapMapping& mapping;
};

/// Reads a data export (raw codes, not labels). Sightings stand by record, within it by `number`. A cell that cannot be
/// understood is told by line and field; the entry it belongs to is set aside, unless it is only a time, which is left
/// out. No value, with issues, when the table cannot be read or has no column for the record.
Checked<ForeignData> read_redcap(TableSource data, const RedcapProject& project, const Date& today,
                                 std::span<const terminology::ReservePattern> patterns = {});

/// The project that our entries make: a repeating instrument for each kind of entry and one for the leads of a
/// procedure. Its data dictionary as CSV, by the labels of REDCap's own download; `words` gives labels, and where it
/// has none the wire name stands.
std::string redcap_dictionary(const model::WordLookup& words, char separator = ',');
/// Its data as CSV, to be imported: a record for each case.
std::string redcap_data(std::span<const model::CaseFile> cases, char separator = ',');
/// The mapping file (TOML) with which read_redcap gives the same entries again.
std::string redcap_mapping();

}  // namespace lossa::intake
