// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>

namespace lossa {

/// Writes a tree as it was read: the way back, for the property tests and the fuzzer.
inline void write(JsonWriter& json, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return json.null();
    case Node::Kind::boolean:
      return json.boolean(node.boolean);
    case Node::Kind::number:
      return json.lexeme(node.text);
    case Node::Kind::string:
      return json.text(node.text);
    case Node::Kind::array:
      json.begin_array();
      for (const Node& item : node.items) write(json, item);
      return json.end_array();
    case Node::Kind::object:
      json.begin_object();
      for (const auto& member : node.members) {
        json.key(member.key);
        write(json, member.value);
      }
      return json.end_object();
  }
}

}  // namespace lossa
