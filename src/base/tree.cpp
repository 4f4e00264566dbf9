// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/tree.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

#include <lossa/base/contract.hpp>
#include <lossa/base/text.hpp>

namespace lossa {
namespace {

/// "a number", "an object", "null": for "expected …, found …".
std::string with_article(Node::Kind kind) {
  if (kind == Node::Kind::null) return "null";
  const bool vowel = kind == Node::Kind::array || kind == Node::Kind::object;
  return (vowel ? "an " : "a ") + std::string(to_string(kind));
}

std::string mismatch(Node::Kind expected, const Node& found) {
  return "expected " + with_article(expected) + ", found " + with_article(found.kind);
}

}  // namespace

std::string_view to_string(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::boolean:
      return "boolean";
    case Node::Kind::number:
      return "number";
    case Node::Kind::string:
      return "string";
    case Node::Kind::array:
      return "array";
    case Node::Kind::object:
      return "object";
  }
  contract_violated(std::source_location::current());
}

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

std::optional<double> Node::number() const {
  if (kind != Kind::number || !is_number_lexeme(text)) return std::nullopt;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value;
}

Checked<Node> read_tree(std::string_view bytes, std::string_view file, TreeLimits limits) {
  if (file.ends_with(".json")) return read_json(bytes, file, limits);
  if (file.ends_with(".toml")) return read_toml(bytes, file, limits);
  return {.value = std::nullopt,
          .issues = {{.place = {.file = std::string(file)}, .message = "the name must end in .json or .toml"}}};
}

ObjectReader::ObjectReader(const Node& node, std::string_view file, std::string path, Issues& issues)
    : node_(&node), file_(file), path_(std::move(path)), issues_(&issues) {
  if (node.kind == Node::Kind::object) return;
  fault(node, "", mismatch(Node::Kind::object, node));
  node_ = nullptr;
}

std::string ObjectReader::path_of(std::string_view key) const {
  if (path_.empty() || key.empty()) return path_ + std::string(key);
  return path_ + "." + std::string(key);
}

void ObjectReader::fault(const Node& at, std::string_view key, std::string message) {
  issues_->push_back({.place = {.file = std::string(file_), .line = at.line, .column = at.column, .path = path_of(key)},
                      .message = std::move(message)});
}

void ObjectReader::warn(const Node& at, std::string_view key, std::string message) {
  fault(at, key, std::move(message));
  issues_->back().severity = Severity::warning;
}

const Node* ObjectReader::optional(std::string_view key) {
  if (std::ranges::find(asked_, key) == asked_.end()) asked_.emplace_back(key);
  return node_ == nullptr ? nullptr : node_->find(key);
}

const Node* ObjectReader::required(std::string_view key) {
  const Node* found = optional(key);
  if (found == nullptr && node_ != nullptr) fault(*node_, key, "is missing");
  return found;
}

std::optional<std::string> ObjectReader::text(std::string_view key) {
  const Node* found = optional(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind == Node::Kind::string) return found->text;
  fault(*found, key, mismatch(Node::Kind::string, *found));
  return std::nullopt;
}

std::optional<std::string> ObjectReader::required_text(std::string_view key) {
  const Node* found = required(key);
  if (found == nullptr) return std::nullopt;
  auto value = text(key);
  if (!value.has_value() || !value->empty()) return value;
  fault(*found, key, "must not be empty");
  return std::nullopt;
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
  const Node* found = optional(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind == Node::Kind::boolean) return found->boolean;
  fault(*found, key, mismatch(Node::Kind::boolean, *found));
  return std::nullopt;
}

std::optional<double> ObjectReader::number(std::string_view key) {
  const Node* found = optional(key);
  if (found == nullptr) return std::nullopt;
  const auto value = found->number();
  if (value.has_value()) return value;
  if (found->kind == Node::Kind::number)
    fault(*found, key, found->text + " is more than a number here can be");
  else
    fault(*found, key, mismatch(Node::Kind::number, *found));
  return std::nullopt;
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
  const Node* found = optional(key);
  if (found == nullptr) return {};
  if (found->kind != Node::Kind::array) {
    fault(*found, key, mismatch(Node::Kind::array, *found) + "; write [\"…\"] for one");
    return {};
  }
  std::vector<std::string> values;
  for (std::size_t i = 0; i < found->items.size(); ++i) {
    const Node& item = found->items[i];
    if (item.kind == Node::Kind::string)
      values.push_back(item.text);
    else
      fault(item, std::string(key) + "[" + std::to_string(i) + "]", mismatch(Node::Kind::string, item));
  }
  return values;
}

std::span<const Node> ObjectReader::items(std::string_view key) {
  const Node* found = optional(key);
  if (found == nullptr) return {};
  if (found->kind == Node::Kind::array) return found->items;
  return {found, 1};
}

void ObjectReader::finish() {
  if (node_ == nullptr) return;
  for (const Node::Member& member : node_->members) {
    if (std::ranges::find(asked_, member.key) != asked_.end()) continue;
    const std::string meant = nearest(member.key, asked_);
    const std::string hint = meant.empty() ? "" : "; did you mean \"" + meant + "\"?";
    issues_->push_back({.place = {.file = std::string(file_),
                                  .line = member.line,
                                  .column = member.column,
                                  .path = path_of(member.key)},
                        .message = "nothing of this name is known here" + hint});
  }
}

}  // namespace lossa
