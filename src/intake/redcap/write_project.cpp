// SPDX-License-Identifier: Apache-2.0
// The dictionary and the mapping of the project that our entries make.
#include <algorithm>
#include <array>

#include <lossa/base/contract.hpp>
#include <lossa/base/csv.hpp>
#include <lossa/base/text.hpp>
#include <lossa/intake/redcap.hpp>

#include "cells.hpp"
#include "own_forms.hpp"
#include "records.hpp"

namespace lossa::intake {
namespace {

using model::FieldType;
using Part = OwnField::Part;

constexpr std::array<std::string_view, 18> headings = {"Variable / Field Name",
                                                       "Form Name",
                                                       "Section Header",
                                                       "Field Type",
                                                       "Field Label",
                                                       "Choices, Calculations, OR Slider Labels",
                                                       "Field Note",
                                                       "Text Validation Type OR Show Slider Number",
                                                       "Text Validation Min",
                                                       "Text Validation Max",
                                                       "Identifier?",
                                                       "Branching Logic (Show field only if...)",
                                                       "Required Field?",
                                                       "Custom Alignment",
                                                       "Question Number (surveys only)",
                                                       "Matrix Group Name",
                                                       "Matrix Ranking?",
                                                       "Field Annotation"};

/// The cells of one field that are not always empty.
struct DictionaryRow {
  std::string name, form, type, label;
  std::string choices = {}, note = {}, validation = {}, low = {}, high = {}, branching = {}, required = {};
};

class DictionaryWriter {
 public:
  DictionaryWriter(const model::WordLookup& words, char separator) : words_(words), out_(separator) {}

  std::string write() {
    for (const std::string_view heading : headings) out_.text(heading);
    out_.end_row();
    const OwnForm& first = own_forms().front();
    add({.name = std::string(own_record_id),
         .form = first.name,
         .type = "text",
         .label = said("field.opening.id", "id")});
    for (const OwnForm& form : own_forms())
      for (const OwnField& field : form.fields) add(row_of(form, field));
    return std::move(out_).finish();
  }

 private:
  /// In a label a bar would end a choice.
  std::string said(const std::string& key, std::string_view else_this) const {
    std::string words = words_ ? words_(key) : std::string();
    if (words.empty()) words = else_this;
    std::ranges::replace(words, '|', '/');
    return words;
  }

  /// A choice's label is the word as people say it.
  std::string choices_of(const model::FieldInfo& info) const {
    std::string choices;
    for (const std::string_view word : words_of(info)) {
      const std::string code(word);
      const bool is_finding = info.type == FieldType::finding;
      const std::string place = !is_finding ? "word." : word == "yes" || word == "no" ? "value." : "reason.";
      choices += (choices.empty() ? "" : " | ") + code + ", " + said(place + code, code);
    }
    return choices;
  }

  DictionaryRow row_of(const OwnForm& form, const OwnField& field) const {
    DictionaryRow row{.name = field.name,
                      .form = form.name,
                      .type = "text",
                      .label = said(field.label, field.key.key),
                      .required = field.key.info.required && field.part == Part::value ? "y" : ""};
    switch (field.part) {
      case Part::value:
        fill(field, row);
        return row;
      case Part::range:
        row.note = said("redcap.note_range", "> 38, >= 2, < 5, 2 .. 3");
        row.branching = "[" + name_of_value(field, "_range") + "] = ''";
        return row;
      case Part::order:
        row.note = said("redcap.note_order", "codes in their order");
        row.branching = more_than_one(field);
        return row;
      case Part::number:
      case Part::instance:
        row.validation = "integer";
        row.low = "1";
        row.label = said(field.label, "number");
        return row;
    }
    contract_violated(std::source_location::current());
  }

  /// How the value itself is asked for.
  void fill(const OwnField& field, DictionaryRow& row) const {
    const model::FieldInfo& info = field.key.info;
    switch (info.type) {
      case FieldType::finding:
        row.type = "dropdown";
        row.choices = choices_of(info);
        return;
      case FieldType::word:
        if (info.words.empty()) return;  // an organism: its list is a file of terminology
        row.type = "dropdown";
        row.choices = choices_of(info);
        return;
      case FieldType::words:
        row.type = "checkbox";
        row.choices = choices_of(info);
        return;
      case FieldType::number:
      case FieldType::count:
        row.validation = info.type == FieldType::count ? "integer" : "number";
        row.low = format_number(info.low);
        row.high = format_number(info.high);
        row.note = info.unit == "1" ? "" : std::string(info.unit);
        return;
      case FieldType::time:
        row.note = said("redcap.note_time", "2021-08-20, 2021-08, 2019/2021-03, extraction + 72 h");
        return;
      case FieldType::numbers:
        row.note = info.unit;
        return;
      case FieldType::text:
      case FieldType::texts:
        row.type = "notes";
        if (info.type == FieldType::texts && time_key_of(field.key).empty())
          row.note = said("redcap.note_texts", "one a line");
        if (!time_key_of(field.key).empty()) row.note = said("redcap.note_named", "presentation = 2021-08-20");
        return;
      case FieldType::entry:
        row.type = "notes";
        row.note = "JSON";
        return;
      case FieldType::reference:
        row.note = info.target;
        return;
      case FieldType::lead_results:
        expects(false);  // a form of its own
    }
  }

  static std::string name_of_value(const OwnField& field, std::string_view suffix) {
    return field.name.substr(0, field.name.size() - suffix.size());
  }

  static std::string more_than_one(const OwnField& field) {
    const std::string name = name_of_value(field, "_order");
    std::string boxes;
    for (const std::string_view word : field.key.info.words)
      boxes += (boxes.empty() ? "[" : ", [") + name + "(" + std::string(word) + ")]";
    return "sum(" + boxes + ") > 1";
  }

  void add(const DictionaryRow& row) {
    for (const std::string& cell : {row.name, row.form, std::string(), row.type, row.label, row.choices, row.note,
                                    row.validation, row.low, row.high, std::string(), row.branching, row.required})
      out_.text(cell);
    for (std::size_t i = 13; i < headings.size(); ++i) out_.text("");
    out_.end_row();
  }

  const model::WordLookup& words_;
  CsvWriter out_;
};

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// One line of a mapping: where a field of an entry comes from.
std::string source_line(const OwnForm& form, const OwnField& field) {
  const auto has_part = [&](Part part, std::string_view suffix) {
    return std::ranges::any_of(form.fields, [&](const OwnField& other) {
      return other.part == part && other.name == field.name + std::string(suffix);
    });
  };
  const std::string key =
      field.key.key.find('.') == std::string_view::npos ? std::string(field.key.key) : quoted(field.key.key);
  if (has_part(Part::range, "_range"))
    return key + " = { fields = [" + quoted(field.name) + ", " + quoted(field.name + "_range") + "] }\n";
  if (has_part(Part::order, "_order"))
    return key + " = { field = " + quoted(field.name) + ", order = " + quoted(field.name + "_order") + " }\n";
  return key + " = " + quoted(field.name) + "\n";
}

std::string source_lines(const OwnForm& form) {
  std::string lines;
  for (const OwnField& field : form.fields)
    if (field.part == Part::value) lines += source_line(form, field);
  return lines;
}

}  // namespace

std::string redcap_dictionary(const model::WordLookup& words, char separator) {
  return DictionaryWriter(words, separator).write();
}

std::string redcap_mapping() {
  const auto& forms = own_forms();
  std::string text = "# How the fields of the project that Lossa writes become entries.\n";
  for (const OwnForm& form : forms) {
    if (form.kind.empty()) continue;
    text += "\n[[entries]]\nkind = " + quoted(form.kind) + "\nnumber = " + quoted(form.name + "_nr") +
            "\n[entries.fields]\n" + source_lines(form);
    if (form.kind != "procedure") continue;
    const auto leads = std::ranges::find(forms, own_lead_form, &OwnForm::name);
    text += "[entries.fields.leads]\nrows = " + quoted(leads->name) + "\nof = " + quoted(leads->name + "_procedure") +
            "\n[entries.fields.leads.parts]\n" + source_lines(*leads);
  }
  return text;
}

}  // namespace lossa::intake
