// SPDX-License-Identifier: Apache-2.0
#include "entries.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <lossa/base/text.hpp>

#include "../tables/normal_form.hpp"
#include "cells.hpp"

namespace lossa::intake {
namespace {

using model::FieldType;

/// Puts a value where a key such as "title.en" says.
void put(Node& object, std::string_view key, Node value) {
  const auto dot = key.find('.');
  const std::string first(key.substr(0, dot));
  if (dot == std::string_view::npos) {
    object.members.push_back({.key = first, .line = value.line, .value = std::move(value)});
    return;
  }
  auto found = std::ranges::find(object.members, first, &Node::Member::key);
  if (found == object.members.end()) {
    Node table;
    table.kind = Node::Kind::object;
    table.line = value.line;
    object.members.push_back({.key = first, .line = value.line, .value = std::move(table)});
    found = std::prev(object.members.end());
  }
  put(found->value, key.substr(dot + 1), std::move(value));
}

void put_line(Node& node, int line) {
  node.line = line;
  for (Node& item : node.items) put_line(item, line);
  for (auto& member : node.members) {
    member.line = line;
    put_line(member.value, line);
  }
}

Node object_at(int line) {
  Node node;
  node.kind = Node::Kind::object;
  node.line = line;
  return node;
}

std::vector<EntryKey> keys_of_lead_results() {
  std::vector<EntryKey> keys;
  for (const auto& info : model::lead_result_fields()) keys.push_back({.key = info.name, .info = info});
  return keys;
}

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const std::string digits(text);
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// The first part of a path under the kind: "organism" of "culture.organism", "tools" of "procedure.leads[0].tools[1]".
std::string_view key_in(std::string_view path) {
  path.remove_prefix(std::min(path.find('.') + 1, path.size()));
  return path.substr(0, path.find_first_of(".["));
}

}  // namespace

RedcapEntries::RedcapEntries(const RedcapRecords& records, const RedcapProject& project, DataQuality& quality)
    : records_(records), project_(project), quality_(quality) {
  for (const auto& entry : project.mapping.entries)
    kinds_.push_back({.keys = keys_of(*model::find_kind(entry.kind)), .columns = columns_of(entry)});
}

std::vector<std::size_t> RedcapEntries::columns_of(const RedcapMapping::Entry& entry) const {
  std::vector<std::size_t> columns;
  const auto add = [&](const std::string& field) {
    if (const auto column = records_.column(field); column.has_value()) columns.push_back(*column);
    if (const auto* boxes = records_.boxes(field); boxes != nullptr)
      for (const auto& box : *boxes) columns.push_back(box.second);
  };
  add(entry.number);
  for (const Source& source : entry.sources)
    for (const std::string& field : source.fields) add(field);
  std::ranges::sort(columns);
  return columns;
}

void RedcapEntries::tell(const RedcapRow& row, const std::string& field, FaultKind kind, std::string message) {
  quality_.note(kind, {.file = records_.file(), .line = row.line, .path = field}, std::move(message));
}

void RedcapEntries::spoil(Draft& draft, const std::string& field, FaultKind kind, std::string message) {
  draft.is_spoilt = true;
  tell(*draft.row, field, kind, std::move(message));
}

/// The one filled cell of the source, and its field; "" when none is filled.
std::optional<std::string> RedcapEntries::cell_of(const Source& source, Draft& draft, std::string& field) {
  std::string cell;
  for (const std::string& name : source.fields) {
    const auto column = records_.column(name);
    if (!column.has_value()) continue;
    const std::string_view text = draft.row->cell(*column);
    if (text.empty()) continue;
    if (!cell.empty()) {
      spoil(draft, name, FaultKind::code_text_conflict, "both this field and " + field + " are filled in");
      return std::nullopt;
    }
    cell = text;
    field = name;
  }
  return cell;
}

/// Why a code is none of a field's choices; "" if it is one, or if the field has none.
std::string RedcapEntries::choice_fault(const RedcapField* field, const std::string& code) {
  if (field == nullptr || field->choices.empty()) return "";
  const auto has = [&](std::string RedcapField::Choice::* member) {
    return std::ranges::find(field->choices, code, member) != field->choices.end();
  };
  if (has(&RedcapField::Choice::code)) return "";
  return "\"" + shown(code) + "\" is no choice of this field" +
         (has(&RedcapField::Choice::label) ? ", but the label of one: export the raw data" : "");
}

/// What a code means, checked against the field's choices; the code itself where the mapping gives no words.
std::optional<std::string> RedcapEntries::word_of(const Source& source, const std::string& field, std::string_view code,
                                                  Draft& draft) {
  const RedcapField* known = project_.dictionary.find(field);
  const std::string written(trimmed(code));
  std::string fault = choice_fault(known, written);
  const auto word = source.words.find(written);
  if (fault.empty() && !source.words.empty() && word == source.words.end())
    fault = "the mapping has no word for \"" + shown(written) + "\"";
  if (!fault.empty()) {
    ++quality_.unmapped[{"redcap." + field, shown(written)}];
    spoil(draft, field, FaultKind::unmapped_code, std::move(fault));
    return std::nullopt;
  }
  if (!source.words.empty()) return word->second;
  const bool is_yes_or_no = known != nullptr && (known->type == "yesno" || known->type == "truefalse");
  if (is_yes_or_no) return written == "1" ? "yes" : "no";
  return std::string(code);
}

/// The codes of a checkbox in the order that a field of its own says.
void RedcapEntries::put_in_order(const Source& source, Node& list, Draft& draft) {
  const auto column = source.order.empty() ? std::nullopt : records_.column(source.order);
  const std::string_view written = column.has_value() ? draft.row->cell(*column) : std::string_view();
  if (written.empty()) return;
  const EntryKey words = {.key = "", .info = {.name = "", .type = FieldType::words}};
  const auto ordered = node_of_cell(words, written);
  const auto is_in = [](const Node& in, const Node& item) {
    return std::ranges::find(in.items, item.text, &Node::text) != in.items.end();
  };
  const bool is_same_set = std::ranges::all_of(ordered->items, [&](const Node& item) { return is_in(list, item); }) &&
                           std::ranges::all_of(list.items, [&](const Node& item) { return is_in(*ordered, item); });
  if (!is_same_set)
    return spoil(draft, source.order, FaultKind::code_text_conflict, "does not name the same choices as are checked");
  list.items = ordered->items;
}

std::optional<Node> RedcapEntries::checked_boxes(const Source& source, const EntryKey& key, Draft& draft) {
  Node list;
  list.kind = Node::Kind::array;
  const std::string& field = source.fields.front();
  for (const auto& [code, column] : *records_.boxes(field)) {
    const std::string_view cell = trimmed(draft.row->cell(column));
    if (cell.empty() || cell == "0") continue;
    if (cell != "1") {
      spoil(draft, box_column(field, code), FaultKind::wrong_type,
            "a checkbox holds \"" + shown(cell) + "\", not 0 or 1");
      return std::nullopt;
    }
    Node item;
    item.kind = Node::Kind::string;
    item.text = code;
    list.items.push_back(std::move(item));
  }
  if (list.items.empty()) return std::nullopt;
  put_in_order(source, list, draft);
  for (Node& item : list.items) {
    auto word = word_of(source, field, item.text, draft);
    if (!word.has_value()) return std::nullopt;
    item.text = *std::move(word);
  }
  draft.is_said = true;
  if (key.info.type == FieldType::words || key.info.type == FieldType::texts) return list;
  if (list.items.size() == 1) return node_of_cell(key, list.items.front().text).value();
  spoil(draft, field, FaultKind::code_text_conflict, "more than one choice is checked, and the entry has room for one");
  return std::nullopt;
}

std::optional<Node> RedcapEntries::value_of(const Source& source, const EntryKey& key, Draft& draft) {
  std::string field;
  std::string word = source.constant;
  if (!source.fields.empty()) {
    if (records_.boxes(source.fields.front()) != nullptr) return checked_boxes(source, key, draft);
    const auto cell = cell_of(source, draft, field);
    if (!cell.has_value() || cell->empty()) return std::nullopt;
    auto meant = word_of(source, field, *cell, draft);
    if (!meant.has_value()) return std::nullopt;
    word = *std::move(meant);
    draft.is_said = true;
    const RedcapField* known = project_.dictionary.find(field);
    if (known != nullptr && known->validation.find("comma_decimal") != std::string::npos)
      std::ranges::replace(word, ',', '.');
  }
  auto node = node_of_cell(key, word);
  if (node.has_value()) return *std::move(node);
  spoil(draft, field, FaultKind::wrong_type, node.error().message);
  return std::nullopt;
}

void RedcapEntries::add_sources(const std::vector<Source>& sources, const std::vector<EntryKey>& keys, Draft& draft) {
  for (const Source& source : sources) {
    const auto key = std::ranges::find(keys, source.key, &EntryKey::key);
    if (key == keys.end() || key->info.type == FieldType::lead_results) continue;
    auto value = value_of(source, *key, draft);
    if (!value.has_value()) continue;
    put_line(*value, draft.row->line);
    put(draft.node, source.key, *std::move(value));
  }
}

/// The rows of the leads' instrument that name this row's instance.
std::optional<Node> RedcapEntries::lead_results(const Source& source, const RedcapRecord& record, Draft& draft) {
  static const auto keys = keys_of_lead_results();
  const auto of = records_.column(source.of);
  Node list;
  list.kind = Node::Kind::array;
  list.line = draft.row->line;
  for (const RedcapRow& row : record.rows) {
    if (!of.has_value() || row.instrument != source.rows || trimmed(row.cell(*of)) != draft.row->instance) continue;
    Draft item{.row = &row, .node = object_at(row.line)};
    add_sources(source.parts, keys, item);
    draft.is_spoilt = draft.is_spoilt || item.is_spoilt;
    if (item.is_said) list.items.push_back(std::move(item.node));
  }
  return list.items.empty() ? std::nullopt : std::optional(std::move(list));
}

/// Can the entry be used, though there are faults? Only times may be left out of it. All are told.
bool RedcapEntries::is_usable(const Issues& issues, std::size_t index, const RedcapRow& row) {
  bool can_be_used = true;
  const RedcapMapping::Entry& mapping = project_.mapping.entries[index];
  const auto& keys = kinds_[index].keys;
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::warning) continue;
    const std::string_view key = key_in(issue.place.path);
    const auto source = std::ranges::find_if(mapping.sources, [&](const Source& one) {
      return std::string_view(one.key).substr(0, one.key.find('.')) == key;
    });
    const auto known = std::ranges::find(keys, key, &EntryKey::key);
    const bool is_time = known != keys.end() && known->info.type == FieldType::time;
    can_be_used = can_be_used && is_time;
    const bool has_field = source != mapping.sources.end() && !source->fields.empty();
    const std::string field = has_field ? source->fields.front() : std::string(key);
    const bool hides = terminology::looks_like_identity_number(issue.message);
    tell(row, field, is_time ? FaultKind::impossible_date : FaultKind::wrong_type,
         mapping.kind + ": " + (hides ? std::string("what stands there (hidden) cannot be used") : issue.message));
  }
  return can_be_used;
}

std::optional<RedcapEntries::Made> RedcapEntries::make(std::size_t index, const RedcapRecord& record,
                                                       const RedcapRow& row) {
  const auto& [keys, columns] = kinds_[index];
  const auto is_filled = [&row](std::size_t column) { return !row.cell(column).empty(); };
  if (std::ranges::none_of(columns, is_filled)) return std::nullopt;
  const RedcapMapping::Entry& mapping = project_.mapping.entries[index];
  Draft draft{.row = &row, .node = object_at(row.line)};
  std::optional<std::size_t> number;
  if (const auto column = records_.column(mapping.number); column.has_value() && !row.cell(*column).empty()) {
    draft.is_said = true;
    number = whole_number(trimmed(row.cell(*column)));
    if (!number.has_value()) spoil(draft, mapping.number, FaultKind::wrong_type, "is no whole number");
  }
  put(draft.node, "kind",
      node_of_cell({.key = "kind", .info = {.name = "", .type = FieldType::word}}, mapping.kind).value());
  add_sources(mapping.sources, keys, draft);
  const auto leads = std::ranges::find_if(mapping.sources, [](const Source& source) { return !source.rows.empty(); });
  if (draft.is_said && leads != mapping.sources.end())
    if (auto list = lead_results(*leads, record, draft); list.has_value())
      put(draft.node, leads->key, *std::move(list));
  if (!draft.is_said && !draft.is_spoilt) return std::nullopt;

  auto& count = quality_.elements[mapping.kind];
  ++count.read;
  auto read = model::read_entry(draft.node, records_.file());
  // What is missing because its cell cannot be used was told.
  if (draft.is_spoilt) std::erase_if(read.issues, [](const Issue& issue) { return issue.message == "is missing"; });
  const bool can_be_used = is_usable(read.issues, index, row);
  if (draft.is_spoilt || !can_be_used || !read.value.has_value()) {
    ++count.set_aside;
    return std::nullopt;
  }
  ++count.used;
  return Made{.entry = *std::move(read.value), .number = number};
}

}  // namespace lossa::intake
