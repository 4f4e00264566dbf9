// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/intake/redcap.hpp>

#include "../tables/normal_form.hpp"

namespace lossa::intake {
namespace {

/// A column that is read, by its label and by the API's name, in normal form.
struct Heading {
  std::string_view label;
  std::string_view api_name;
};
constexpr Heading name_heading = {"variablefieldname", "fieldname"};
constexpr Heading form_heading = {"formname", "formname"};
constexpr Heading type_heading = {"fieldtype", "fieldtype"};
constexpr Heading choices_heading = {"choicescalculationsorsliderlabels", "selectchoicesorcalculations"};
constexpr Heading validation_heading = {"textvalidationtypeorshowslidernumber", "textvalidationtypeorshowslidernumber"};

constexpr std::array<std::string_view, 13> types = {"text",        "notes", "calc",      "dropdown", "radio",
                                                    "checkbox",    "yesno", "truefalse", "file",     "slider",
                                                    "descriptive", "sql",   "signature"};

bool has_choices(std::string_view type) { return type == "dropdown" || type == "radio" || type == "checkbox"; }

/// Reads one dictionary; every fault is noted with its line.
class Reader {
 public:
  Reader(const CsvTable& table, std::string_view file, Issues& issues) : table_(table), file_(file), issues_(issues) {}

  std::vector<RedcapField> read() {
    const auto name = require(name_heading, "Variable / Field Name");
    const auto form = require(form_heading, "Form Name");
    const auto type = require(type_heading, "Field Type");
    if (!name.has_value() || !form.has_value() || !type.has_value()) return {};
    const auto choices = find(choices_heading);
    const auto validation = find(validation_heading);
    std::vector<RedcapField> fields;
    for (const auto& row : table_.rows) {
      const auto cell = [&row](std::optional<std::size_t> column) {
        return column.has_value() ? std::string(trimmed(row.cells[*column])) : std::string();
      };
      RedcapField field{.name = cell(name),
                        .form = cell(form),
                        .type = cell(type),
                        .validation = cell(validation),
                        .choices = {},
                        .line = row.line};
      check(field);
      if (has_choices(field.type)) read_choices(cell(choices), field);
      if (field.type == "yesno") field.choices = {{.code = "1", .label = "Yes"}, {.code = "0", .label = "No"}};
      if (field.type == "truefalse") field.choices = {{.code = "1", .label = "True"}, {.code = "0", .label = "False"}};
      fields.push_back(std::move(field));
    }
    if (fields.empty())
      issues_.push_back({.place = {.file = file_}, .message = "the dictionary has no field"});
    else if (fields.front().type != "text")
      fault(fields.front(), "the first field is the record's id and must be of type \"text\"");
    return fields;
  }

 private:
  void fault(const RedcapField& field, std::string message) {
    issues_.push_back(
        {.place = {.file = file_, .line = field.line, .path = field.name}, .message = std::move(message)});
  }

  [[nodiscard]] std::optional<std::size_t> find(const Heading& heading) const {
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string normal = normal_form(table_.header[i]);
      if (normal == heading.label || normal == heading.api_name) return i;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> require(const Heading& heading, std::string_view label) {
    const auto column = find(heading);
    if (!column.has_value())
      issues_.push_back({.place = {.file = file_, .line = 1},
                         .message = "this is no data dictionary: there is no column \"" + std::string(label) + "\""});
    return column;
  }

  void check(const RedcapField& field) {
    if (!is_identifier(field.name, false))
      fault(field, "a field's name has lower case letters, digits and underscores, and begins with a letter");
    if (std::ranges::find(types, field.type) == types.end())
      fault(field, "\"" + field.type + "\" is no type of a field");
    if (field.form != form_ && !forms_.insert(field.form).second)
      fault(field, "the form \"" + field.form + "\" was left and begins again: its rows must stand together");
    form_ = field.form;
  }

  /// "1, Yes | 2, No, not at all": a label may hold commas.
  void read_choices(std::string_view text, RedcapField& field) {
    std::set<std::string, std::less<>> codes;
    while (!text.empty()) {
      const auto end = std::min(text.find('|'), text.size());
      const std::string_view choice = trimmed(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      const auto comma = std::min(choice.find(','), choice.size());
      const std::string code(trimmed(choice.substr(0, comma)));
      if (code.empty()) {
        fault(field, "a choice has no code; expected \"1, Yes | 2, No\"");
        continue;
      }
      if (!codes.insert(code).second) fault(field, "two choices have the code \"" + code + "\"");
      field.choices.push_back(
          {.code = code, .label = std::string(trimmed(choice.substr(std::min(comma + 1, choice.size()))))});
    }
    if (field.choices.empty()) fault(field, "a field of type \"" + field.type + "\" has no choices");
  }

  const CsvTable& table_;
  std::string file_;
  Issues& issues_;
  std::string form_;
  std::set<std::string, std::less<>> forms_;
};

}  // namespace

Checked<RedcapDictionary> RedcapDictionary::read(std::string_view bytes, std::string_view file) {
  auto table = read_csv(bytes, file);
  Checked<RedcapDictionary> read{.value = std::nullopt, .issues = std::move(table.issues)};
  if (!table.value.has_value()) return read;
  RedcapDictionary& dictionary = read.value.emplace();
  dictionary.fields_ = Reader(*table.value, file, read.issues).read();
  for (std::size_t i = 0; i < dictionary.fields_.size(); ++i) {
    const RedcapField& field = dictionary.fields_[i];
    const auto [first, is_new] = dictionary.by_name_.emplace(field.name, i);
    if (!is_new)
      read.issues.push_back(
          {.place = {.file = std::string(file), .line = field.line, .path = field.name},
           .message = "the name is given already on line " + std::to_string(dictionary.fields_[first->second].line)});
  }
  return read;
}

const RedcapField* RedcapDictionary::find(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : &fields_[found->second];
}

}  // namespace lossa::intake
