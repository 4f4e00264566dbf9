// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>

namespace lossa {

/// What a parsed file may hold. Past a limit the file is refused with a message that names the limit.
struct TreeLimits {
  std::size_t bytes = 64U << 20U;
  int depth = 64;
};

/// One value of a JSON or TOML file, with the place where it stands. Numbers keep their lexeme ("1.50" stays "1.50");
/// TOML dates and times are strings as written.
struct Node {
  enum class Kind { null, boolean, number, string, array, object };
  struct Member;

  Kind kind = Kind::null;
  bool boolean = false;
  std::string text;             ///< of a string, or a number's lexeme
  std::vector<Node> items;      ///< of an array
  std::vector<Member> members;  ///< of an object, in the order of the file
  int line = 0;
  int column = 0;

  /// The member of that name, or null. Linear: objects here are small.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// The number it is written as. Nothing if this is no number, or one that a double cannot hold.
  [[nodiscard]] std::optional<double> number() const;
};

struct Node::Member {
  std::string key;
  int line = 0;  ///< of the key
  int column = 0;
  Node value;
};

/// "object", "string" …, for messages.
std::string_view to_string(Node::Kind kind);

/// Reads JSON (RFC 8259). Refuses duplicate keys, bad UTF-8, numbers that overflow, excess depth and size, and what
/// follows the value. The first syntax fault ends the reading; every duplicate key is named.
Checked<Node> read_json(std::string_view bytes, std::string_view file, TreeLimits limits = {});

/// Reads TOML 1.0. The first syntax fault ends the reading.
Checked<Node> read_toml(std::string_view bytes, std::string_view file, TreeLimits limits = {});

/// By the name's ending: ".json" or ".toml"; any other is an issue.
Checked<Node> read_tree(std::string_view bytes, std::string_view file, TreeLimits limits = {});

/// Reads the members of one object, each once. Every fault is noted with its place; `finish` reports the members that
/// nobody asked for, naming the nearest known one. Lives shorter than the node and the issues it was given.
class ObjectReader {
 public:
  /// `path` is the element's path within the file, "" for the whole. Not an object: one issue, and all is absent.
  ObjectReader(const Node& node, std::string_view file, std::string path, Issues& issues);

  [[nodiscard]] const Node* optional(std::string_view key);  ///< null if absent
  [[nodiscard]] const Node* required(std::string_view key);  ///< null, and an issue, if absent
  // The wrong kind of value is an issue, and gives nothing.
  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  [[nodiscard]] std::optional<std::string> required_text(std::string_view key);  ///< also refuses ""
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::optional<double> number(std::string_view key);
  /// A list of strings; absent gives an empty one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  /// The items of an array, or the one value that is not an array; absent gives an empty span.
  [[nodiscard]] std::span<const Node> items(std::string_view key);

  void fault(const Node& at, std::string_view key, std::string message);
  void warn(const Node& at, std::string_view key, std::string message);
  void finish();

  [[nodiscard]] std::string path_of(std::string_view key) const;  ///< "culture.sets_positive"
  [[nodiscard]] std::string_view file() const { return file_; }
  [[nodiscard]] Issues& issues() const { return *issues_; }

 private:
  const Node* node_;
  std::string_view file_;
  std::string path_;
  Issues* issues_;
  std::vector<std::string> asked_;
};

}  // namespace lossa
