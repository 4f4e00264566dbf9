// SPDX-License-Identifier: Apache-2.0
// Whatever is written as JSON is read back the same, and any bytes are read or refused with a place.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>

#include "write_tree.hpp"

namespace lossa {
namespace {

std::string written(const Node& node, JsonWriter::Layout layout) {
  JsonWriter json(layout);
  write(json, node);
  return std::move(json).finish();
}

bool is_same(const Node& a, const Node& b) {
  const auto same_member = [](const auto& x, const auto& y) { return x.key == y.key && is_same(x.value, y.value); };
  return a.kind == b.kind && a.boolean == b.boolean && a.text == b.text &&
         std::ranges::equal(a.items, b.items, is_same) && std::ranges::equal(a.members, b.members, same_member);
}

std::string any_text() {
  const auto piece =
      rc::gen::element<std::string>("a", "\"", "\\", "\n", "\x01", "å", "\xF0\x9F\x98\x80", "{", ",", "\x7F");
  std::string text;
  for (const std::string& each : *rc::gen::container<std::vector<std::string>>(piece)) text += each;
  return text;
}

Node any_node(int depth) {
  Node node;
  node.kind = static_cast<Node::Kind>(*rc::gen::inRange(0, depth > 0 ? 6 : 4));
  const int size = *rc::gen::inRange(0, 4);
  if (node.kind == Node::Kind::boolean) node.boolean = *rc::gen::arbitrary<bool>();
  if (node.kind == Node::Kind::string) node.text = any_text();
  if (node.kind == Node::Kind::number)
    node.text = *rc::gen::element<std::string>("0", "-0", "1.50", "1e9", "-2E-3", "17");
  if (node.kind == Node::Kind::array)
    for (int i = 0; i < size; ++i) node.items.push_back(any_node(depth - 1));
  if (node.kind == Node::Kind::object)
    for (int i = 0; i < size; ++i)
      node.members.push_back({.key = std::to_string(i) + any_text(), .value = any_node(depth - 1)});
  return node;
}

RC_GTEST_PROP(JsonProperty, WhatIsWrittenIsReadBackTheSame, ()) {
  const Node node = any_node(4);
  for (const auto layout : {JsonWriter::Layout::compact, JsonWriter::Layout::indented}) {
    const auto read = read_json(written(node, layout), "f");
    RC_ASSERT(read.ok());
    RC_ASSERT(is_same(*read.value, node));
  }
}

RC_GTEST_PROP(JsonProperty, ANumberIsReadBackTheSame, (double number)) {
  JsonWriter json;
  json.number(number);
  const auto read = read_json(std::move(json).finish(), "f");
  RC_ASSERT(read.ok());
  RC_ASSERT(read.value->number() == number);
}

RC_GTEST_PROP(JsonProperty, BytesThatAreNoUtf8AreWrittenAsSomethingReadable, (const std::string& bytes)) {
  JsonWriter json;
  json.text(bytes);
  const auto read = read_json(std::move(json).finish(), "f");
  RC_ASSERT(read.ok());
  RC_ASSERT((read.value->text == bytes) == is_valid_utf8(bytes));
}

RC_GTEST_PROP(JsonProperty, ATextCutShortIsRefusedWithAPlace, ()) {
  Node node;
  node.kind = Node::Kind::array;
  node.items.push_back(any_node(3));
  const std::string text = written(node, JsonWriter::Layout::indented);
  const auto read = read_json(text.substr(0, *rc::gen::inRange<std::size_t>(0, text.size())), "f");
  RC_ASSERT(!read.ok());
  RC_ASSERT(read.issues.front().place.line > 0);
  RC_ASSERT(read.issues.front().place.column > 0);
}

}  // namespace
}  // namespace lossa
