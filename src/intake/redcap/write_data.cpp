// SPDX-License-Identifier: Apache-2.0
// Our cases as the data of a REDCap project.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <lossa/base/contract.hpp>
#include <lossa/base/csv.hpp>
#include <lossa/base/json_writer.hpp>
#include <lossa/intake/redcap.hpp>

#include "cells.hpp"
#include "own_forms.hpp"
#include "records.hpp"

namespace lossa::intake {
namespace {

using model::FieldType;
using Part = OwnField::Part;

/// The value at a key such as "title.en"; null when absent.
const Node* at_key(const Node& entry, std::string_view key) {
  const auto dot = key.find('.');
  const Node* found = entry.find(key.substr(0, dot));
  return found == nullptr || dot == std::string_view::npos ? found : at_key(*found, key.substr(dot + 1));
}

Node node_of(const model::Entry& entry) {
  JsonWriter json;
  model::write_entry(json, entry);
  auto read = read_json(std::move(json).finish(), "");
  expects(read.ok());
  return *std::move(read.value);
}

/// The choices that are checked, in the order of the field's words, each once: what a checkbox can say.
std::vector<std::string> in_order_of_choices(const Node& list, std::span<const std::string_view> words) {
  std::vector<std::string> ordered;
  for (const std::string_view word : words)
    if (std::ranges::find(list.items, word, &Node::text) != list.items.end()) ordered.emplace_back(word);
  return ordered;
}

class DataWriter {
 public:
  explicit DataWriter(char separator) : out_(separator) {
    columns_ = {std::string(own_record_id), "redcap_repeat_instrument", "redcap_repeat_instance"};
    for (const OwnForm& form : own_forms()) {
      for (const OwnField& field : form.fields) {
        if (!is_checkbox(field)) columns_.push_back(field.name);
        if (is_checkbox(field))
          for (const std::string_view word : field.key.info.words) columns_.push_back(box_column(field.name, word));
      }
      columns_.push_back(form.name + "_complete");
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) column_of_.emplace(columns_[i], i);
    for (const std::string& column : columns_) out_.text(column);
    out_.end_row();
  }

  void add(const model::CaseFile& file) {
    std::map<std::string, std::size_t, std::less<>> instances;
    for (std::size_t i = 0; i < file.entries.size(); ++i) add_entry(file, i, instances);
  }

  std::string finish() && { return std::move(out_).finish(); }

 private:
  static bool is_checkbox(const OwnField& field) {
    return field.part == Part::value && field.key.info.type == FieldType::words;
  }

  void set(const std::string& column, std::string cell) { cells_[column_of_.at(column)] = std::move(cell); }

  /// The opening is the record's own row; every other entry an instance of its kind, from 1.
  void begin_row(const std::string& record, const OwnForm& form, std::size_t instance) {
    cells_.assign(columns_.size(), "");
    set(std::string(own_record_id), record);
    set(form.name + "_complete", "2");
    if (form.kind == "opening") return;
    set("redcap_repeat_instrument", form.name);
    set("redcap_repeat_instance", std::to_string(instance));
  }

  void end_row() {
    for (const std::string& cell : cells_) out_.text(cell);
    out_.end_row();
  }

  void add_entry(const model::CaseFile& file, std::size_t place,
                 std::map<std::string, std::size_t, std::less<>>& instances) {
    const model::Entry& entry = file.entries[place];
    const auto form = std::ranges::find(own_forms(), model::kind_of(entry), &OwnForm::kind);
    const std::size_t instance = ++instances[form->name];
    const Node node = node_of(entry);
    begin_row(file.case_id, *form, instance);
    set(form->name + "_nr", std::to_string(place + 1));
    set_fields(*form, node);
    if (const auto* correction = std::get_if<model::Correction>(&entry.content);
        correction != nullptr && !correction->entry.empty()) {
      JsonWriter json;
      model::write_entry(json, correction->entry.front());
      set(form->name + "_entry", std::move(json).finish());
    }
    end_row();
    if (form->kind == "procedure")
      if (const Node* leads = node.find("leads"); leads != nullptr)
        add_lead_results(file.case_id, instance, *leads, instances);
  }

  void add_lead_results(const std::string& record, std::size_t procedure, const Node& leads,
                        std::map<std::string, std::size_t, std::less<>>& instances) {
    const auto form = std::ranges::find(own_forms(), own_lead_form, &OwnForm::name);
    for (const Node& lead : leads.items) {
      begin_row(record, *form, ++instances[form->name]);
      set(form->name + "_procedure", std::to_string(procedure));
      set_fields(*form, lead);
      end_row();
    }
  }

  void set_fields(const OwnForm& form, const Node& node) {
    for (const OwnField& field : form.fields) {
      const Node* value = field.key.key.empty() ? nullptr : at_key(node, field.key.key);
      if (value != nullptr && field.key.info.type != FieldType::entry) set_field(field, *value);
    }
  }

  void set_field(const OwnField& field, const Node& value) {
    const bool is_number = field.key.info.type == FieldType::number || field.key.info.type == FieldType::count;
    switch (field.part) {
      case Part::value:
        if (is_checkbox(field)) return check_boxes(field, value);
        if (!is_number || value.kind == Node::Kind::number) set(field.name, cell_of_node(field.key, value));
        return;
      case Part::range:
        if (value.kind != Node::Kind::number) set(field.name, cell_of_node(field.key, value));
        return;
      case Part::order: {
        const auto ordered = in_order_of_choices(value, field.key.info.words);
        if (!std::ranges::equal(ordered, value.items, {}, {}, &Node::text))
          set(field.name, cell_of_node(field.key, value));
        return;
      }
      case Part::number:
      case Part::instance:
        return;
    }
  }

  void check_boxes(const OwnField& field, const Node& value) {
    for (const std::string_view word : field.key.info.words) set(box_column(field.name, word), "0");
    for (const Node& item : value.items) set(box_column(field.name, item.text), "1");
  }

  CsvWriter out_;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t> column_of_;
  std::vector<std::string> cells_;
};

}  // namespace

std::string redcap_data(std::span<const model::CaseFile> cases, char separator) {
  DataWriter data(separator);
  for (const auto& file : cases) data.add(file);
  return std::move(data).finish();
}

}  // namespace lossa::intake
