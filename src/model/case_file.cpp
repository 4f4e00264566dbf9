// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/contract.hpp>
#include <lossa/base/text.hpp>
#include <lossa/model/codec.hpp>

#include "opening.hpp"

namespace lossa::model {
namespace {

std::string toml_string(std::string_view text) {
  // JSON's escapes are TOML's, but for "\/", which our writer does not make. TOML also wants DEL escaped.
  JsonWriter json;
  json.text(text);
  std::string out;
  for (const char c : std::move(json).finish()) {
    if (c == '\x7f')
      out += "\\u007F";
    else
      out += c;
  }
  return out;
}

void write_inline(std::string& out, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      contract_violated(std::source_location::current());  // no entry holds one
    case Node::Kind::boolean:
      out += node.boolean ? "true" : "false";
      return;
    case Node::Kind::number:
      out += node.text;
      return;
    case Node::Kind::string:
      out += toml_string(node.text);
      return;
    case Node::Kind::array:
      out += "[";
      for (const auto& item : node.items) {
        if (&item != &node.items.front()) out += ", ";
        write_inline(out, item);
      }
      out += "]";
      return;
    case Node::Kind::object:
      out += "{ ";
      for (const auto& [key, line, column, value] : node.members) {
        if (key != node.members.front().key) out += ", ";
        out += key + " = ";
        write_inline(out, value);
      }
      out += " }";
      return;
  }
}

void write_table(std::string& out, std::string_view header, const Node& table) {
  out += header;
  out += '\n';
  for (const auto& [key, line, column, value] : table.members) {
    out += key + " = ";
    write_inline(out, value);
    out += '\n';
  }
}

}  // namespace

std::string to_json_file(const CaseFile& file) {
  JsonWriter out(JsonWriter::Layout::indented);
  out.begin_object();
  out.key("case");
  out.begin_object();
  out.member("id", file.case_id);
  for (const auto& entry : file.entries)
    if (const auto* opening = std::get_if<Opening>(&entry.content)) write_opening(out, *opening);
  out.end_object();
  out.key("entries");
  out.begin_array();
  for (const auto& entry : file.entries)
    if (!std::holds_alternative<Opening>(entry.content)) write_entry(out, entry);
  out.end_array();
  out.end_object();
  return std::move(out).finish() + "\n";
}

std::string to_toml_file(const CaseFile& file) {
  const auto tree = read_json(to_json_file(file), "");
  expects(tree.ok());
  std::string out;
  write_table(out, "[case]", *tree.value->find("case"));
  for (const auto& entry : tree.value->find("entries")->items) write_table(out, "\n[[entries]]", entry);
  return out;
}

}  // namespace lossa::model
