// SPDX-License-Identifier: Apache-2.0
#include "cells.hpp"

#include <algorithm>

#include <lossa/base/contract.hpp>
#include <lossa/base/json_writer.hpp>
#include <lossa/base/text.hpp>

#include "../tables/dates.hpp"
#include "../tables/normal_form.hpp"

namespace lossa::intake {
namespace {

using model::FieldType;

Node text_node(std::string_view text) {
  Node node;
  node.kind = Node::Kind::string;
  node.text = text;
  return node;
}

Node number_or_text(std::string_view text) {
  Node node = text_node(text);
  if (is_number_lexeme(text)) node.kind = Node::Kind::number;
  return node;
}

std::vector<std::string_view> split(std::string_view text, std::string_view any_of) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(any_of), text.size());
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

template <typename Make>
Node list_of(const std::vector<std::string_view>& parts, const Make& make) {
  Node list;
  list.kind = Node::Kind::array;
  for (const auto part : parts) list.items.push_back(make(part));
  return list;
}

/// Texts stand one a line; where that would not read back the same, as a JSON array.
bool fits_a_line(const Node& item) {
  return !item.text.empty() && item.text == trimmed(item.text) && item.text.find_first_of("\r\n") == std::string::npos;
}

Result<Node> texts_of(std::string_view cell) {
  if (!trimmed(cell).starts_with('[')) return list_of(split(cell, "\r\n"), text_node);
  auto list = read_json(cell, "");
  if (!list.ok())
    return Error{.kind = ErrorKind::invalid_input,
                 .message = "begins with [ and is no JSON: " + list.issues.front().message};
  return *std::move(list.value);
}

std::string cell_of_texts(const Node& list) {
  const bool fits = std::ranges::all_of(list.items, fits_a_line) && !list.items.front().text.starts_with('[');
  if (!fits) {
    JsonWriter json;
    json.begin_array();
    for (const Node& item : list.items) json.text(item.text);
    json.end_array();
    return std::move(json).finish();
  }
  std::string lines;
  for (const Node& item : list.items) lines += (lines.empty() ? "" : "\n") + item.text;
  return lines;
}

std::string joined(const Node& list) {
  std::string text;
  for (const Node& item : list.items) text += (text.empty() ? "" : " ") + item.text;
  return text;
}

/// "presentation = 2021-08-20" or "extraction".
Node named_time(std::string_view line, std::string_view time_key) {
  Node node;
  node.kind = Node::Kind::object;
  const auto sign = std::min(line.find('='), line.size());
  node.members.push_back({.key = "id", .value = text_node(trimmed(line.substr(0, sign)))});
  if (sign < line.size())
    node.members.push_back({.key = std::string(time_key), .value = text_node(trimmed(line.substr(sign + 1)))});
  return node;
}

std::string cell_of_named_times(const Node& list, std::string_view time_key) {
  std::string lines;
  for (const Node& item : list.items) {
    lines += (lines.empty() ? "" : "\n") + item.find("id")->text;
    if (const Node* time = item.find(time_key); time != nullptr) lines += " = " + time->text;
  }
  return lines;
}

/// REDCap writes a date with time with a blank; what no table writes is left to the model.
Node time_node(std::string_view text) {
  text = trimmed(text);
  const bool begins_as_date = text.size() > 10 && text[4] == '-' && text[10] == ' ';
  if (!begins_as_date) return text_node(text);
  const auto date = read_table_date(text, DayOrder::none);
  return date.has_value() ? text_node(date->text()) : text_node(text);
}

Result<Node> finding_node(std::string_view word) {
  Node node = text_node(word);
  if (word != "yes" && word != "no") return node;
  node.kind = Node::Kind::boolean;
  node.boolean = word == "yes";
  return node;
}

Result<Node> entry_node(std::string_view cell) {
  auto read = read_json(cell, "");
  if (read.ok()) return *std::move(read.value);
  return Error{.kind = ErrorKind::invalid_input, .message = "is no entry as JSON: " + read.issues.front().message};
}

}  // namespace

std::string_view time_key_of(const EntryKey& key) {
  if (key.key == "anchors") return "at";
  return key.key == "episodes" ? "began" : "";
}

Result<Node> node_of_cell(const EntryKey& key, std::string_view cell) {
  switch (key.info.type) {
    case FieldType::finding:
      return finding_node(trimmed(cell));
    case FieldType::number:
    case FieldType::count:
      return number_or_text(trimmed(cell));
    case FieldType::word:
    case FieldType::reference:
      return text_node(trimmed(cell));
    case FieldType::time:
      return time_node(cell);
    case FieldType::text:
      return text_node(cell);
    case FieldType::words:
      return list_of(split(cell, " ,;\r\n"), text_node);
    case FieldType::texts:
      if (const auto time_key = time_key_of(key); !time_key.empty())
        return list_of(split(cell, "\r\n"), [&](std::string_view line) { return named_time(line, time_key); });
      return texts_of(cell);
    case FieldType::numbers:
      return list_of(split(cell, " ;\r\n"), number_or_text);
    case FieldType::lead_results:
      return Error{.kind = ErrorKind::invalid_input, .message = "lead results stand in rows of their own"};
    case FieldType::entry:
      return entry_node(cell);
  }
  contract_violated(std::source_location::current());
}

std::string cell_of_node(const EntryKey& key, const Node& node) {
  switch (key.info.type) {
    case FieldType::finding:
      if (node.kind == Node::Kind::boolean) return node.boolean ? "yes" : "no";
      return node.text;
    case FieldType::number:
    case FieldType::count:
    case FieldType::word:
    case FieldType::reference:
    case FieldType::time:
    case FieldType::text:
      return node.text;
    case FieldType::words:
    case FieldType::numbers:
      return joined(node);
    case FieldType::texts:
      if (const auto time_key = time_key_of(key); !time_key.empty()) return cell_of_named_times(node, time_key);
      return cell_of_texts(node);
    case FieldType::lead_results:
    case FieldType::entry:
      expects(false);  // they do not stand in one cell of their own node
  }
  contract_violated(std::source_location::current());
}

}  // namespace lossa::intake
