// SPDX-License-Identifier: Apache-2.0
// The only file that knows toml++.
#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>

namespace lossa {
namespace {

std::string too_deep(TreeLimits limits) { return "nested deeper than " + std::to_string(limits.depth) + " levels"; }

/// Where the string that opens at `at` is over.
std::size_t after_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool has_lines = text.substr(at, 3) == three;
  for (at += has_lines ? 3 : 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\')
      ++at;
    else if (!has_lines && (text[at] == quote || text[at] == '\n'))
      return at + 1;
    else if (has_lines && text.substr(at, 3) == three)
      return std::min(text.find_first_not_of(quote, at), at + 5);  // up to two quotes may stand before the closing ones
  }
  return text.size();
}

/// How deep brackets and dotted keys nest, told from the characters outside strings and comments.
/// Counts a dot too many, as in 1.5.
class Nesting {
 public:
  void read(char c) {
    if (c == '.') ++dots_.back();
    if (c == '.' || c == '[' || c == '{') ++depth_;
    if (c == '[' || c == '{') dots_.push_back(0);
    if (c == ',' || (c == '\n' && dots_.size() == 1)) depth_ -= std::exchange(dots_.back(), 0);
    if ((c == ']' || c == '}') && dots_.size() > 1) {
      depth_ -= dots_.back() + 1;
      dots_.pop_back();
    }
  }
  [[nodiscard]] int depth() const { return depth_; }

 private:
  std::vector<int> dots_{0};  // in the running item of each open bracket
  int depth_ = 0;
};

struct Fault {
  std::size_t at;
  std::string message;
};

/// What toml++ 3.3 must not be given: depth, since it takes its tables down by recursion; and letters such as å
/// outside strings and comments, which are no TOML and lead it into undefined behaviour.
std::optional<Fault> first_hazard(std::string_view text, TreeLimits limits) {
  constexpr int dots_of_a_number = 2;
  Nesting nesting;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = after_string(text, at);
    } else if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else {
      if (static_cast<unsigned char>(c) >= 0x80)
        return Fault{.at = at, .message = "only text in quotes may hold this letter"};
      nesting.read(c);
      if (nesting.depth() > limits.depth + dots_of_a_number) return Fault{.at = at, .message = too_deep(limits)};
      ++at;
    }
  }
  return std::nullopt;
}

/// Finds bytes by toml++'s positions, which count code points.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (is_inside(at)) continue;
      if (count % stride == 0) every_stride_.push_back(at);
      ++count;
      if (text[at] == '\n') line_starts_.push_back({.code_point = count, .byte = at + 1});
    }
  }

  [[nodiscard]] std::size_t byte_of(toml::source_position position) const {
    if (position.line == 0 || position.line > line_starts_.size()) return text_.size();
    const std::size_t code_point = line_starts_[position.line - 1].code_point + position.column - 1;
    if (code_point / stride >= every_stride_.size()) return text_.size();
    std::size_t at = every_stride_[code_point / stride];
    for (std::size_t left = code_point % stride; left > 0 && at < text_.size(); --left) do
        ++at;
      while (at < text_.size() && is_inside(at));
    return at;
  }
  [[nodiscard]] std::pair<int, int> line_and_column(toml::source_position position) const {
    if (position.line == 0 || position.line > line_starts_.size()) return {0, 0};
    const std::size_t column = byte_of(position) - line_starts_[position.line - 1].byte + 1;
    return {static_cast<int>(position.line), static_cast<int>(column)};
  }

 private:
  static constexpr std::size_t stride = 64;
  struct LineStart {
    std::size_t code_point;
    std::size_t byte;
  };
  /// Is this byte not the first of its code point?
  [[nodiscard]] bool is_inside(std::size_t at) const { return (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80; }

  std::string_view text_;
  std::vector<LineStart> line_starts_{{.code_point = 0, .byte = 0}};
  std::vector<std::size_t> every_stride_;
};

class TomlReader {
 public:
  TomlReader(std::string_view bytes, std::string_view file, TreeLimits limits)
      : text_(bytes), file_(file), limits_(limits), code_points_(bytes) {}

  Checked<Node> read() {
    try {
      const toml::table table = toml::parse(text_);
      Node root;
      convert(table, root, 1);
      root.line = 1;
      root.column = 1;
      return {.value = std::move(root), .issues = std::move(issues_)};
    } catch (const toml::parse_error& error) {
      std::tie(line_, column_) = code_points_.line_and_column(error.source().begin);
      fault(std::string(error.description()));
      return {.value = std::nullopt, .issues = std::move(issues_)};
    }
  }

 private:
  void fault(std::string message) {
    issues_.push_back(
        {.place = {.file = file_, .line = line_, .column = column_, .path = path_}, .message = std::move(message)});
  }

  void convert(const toml::node& node, Node& out, int depth) {
    // Tables that only a dotted key made stand where the key does.
    if (node.source().begin.line > 0) std::tie(line_, column_) = code_points_.line_and_column(node.source().begin);
    out.line = line_;
    out.column = column_;
    switch (node.type()) {
      case toml::node_type::table:
        return convert_table(*node.as_table(), out, depth);
      case toml::node_type::array:
        return convert_array(*node.as_array(), out, depth);
      case toml::node_type::string:
        out.kind = Node::Kind::string;
        out.text = node.as_string()->get();
        return;
      case toml::node_type::boolean:
        out.kind = Node::Kind::boolean;
        out.boolean = node.as_boolean()->get();
        return;
      case toml::node_type::integer:
      case toml::node_type::floating_point:
        return convert_number(node, out);
      case toml::node_type::date:
      case toml::node_type::time:
      case toml::node_type::date_time:
        out.kind = Node::Kind::string;
        out.text = token_of(node);
        return;
      case toml::node_type::none:
        return;
    }
  }

  void convert_table(const toml::table& table, Node& out, int depth) {
    out.kind = Node::Kind::object;
    if (depth > limits_.depth) return fault(too_deep(limits_));
    std::vector<std::pair<const toml::key*, const toml::node*>> in_file_order;
    for (const auto& [key, node] : table) in_file_order.emplace_back(&key, &node);
    std::ranges::sort(in_file_order, {}, [](const auto& member) {
      const auto begin = member.first->source().begin;
      return std::pair(begin.line, begin.column);
    });
    const std::size_t path_size = path_.size();
    for (const auto& [key, node] : in_file_order) {
      Node::Member& member = out.members.emplace_back();
      member.key = key->str();
      std::tie(line_, column_) = code_points_.line_and_column(key->source().begin);
      member.line = line_;
      member.column = column_;
      path_.append(path_.empty() ? "" : ".").append(member.key);
      convert(*node, member.value, depth + 1);
      path_.resize(path_size);
    }
  }

  void convert_array(const toml::array& array, Node& out, int depth) {
    out.kind = Node::Kind::array;
    if (depth > limits_.depth) return fault(too_deep(limits_));
    const std::size_t path_size = path_.size();
    for (const toml::node& node : array) {
      path_ += "[" + std::to_string(out.items.size()) + "]";
      convert(node, out.items.emplace_back(), depth + 1);
      path_.resize(path_size);
    }
  }

  void convert_number(const toml::node& node, Node& out) {
    std::string text(token_of(node));
    std::erase(text, '_');
    if (text.starts_with('+')) text.erase(0, 1);
    // Hexadecimal and the like keep their value only.
    if (const auto* whole = node.as_integer(); whole != nullptr && !is_number_lexeme(text))
      text = std::to_string(whole->get());
    out.kind = Node::Kind::number;
    out.text = std::move(text);
    if (out.number().has_value()) return;
    fault(out.text + " is no number that can be used here");
    out.kind = Node::Kind::null;
    out.text.clear();
  }

  /// A number or date as written.
  [[nodiscard]] std::string_view token_of(const toml::node& node) const {
    constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.:_";
    const std::string_view rest = text_.substr(code_points_.byte_of(node.source().begin));
    std::size_t end = std::min(rest.find_first_not_of(letters), rest.size());
    if (node.is_date_time() && end < rest.size() && rest[end] == ' ')  // TOML lets a space part date and time
      end = std::min(rest.find_first_not_of(letters, end + 1), rest.size());
    return rest.substr(0, end);
  }

  std::string_view text_;
  std::string file_;
  TreeLimits limits_;
  CodePoints code_points_;
  int line_ = 1;
  int column_ = 1;
  std::string path_;
  Issues issues_;
};

Checked<Node> refuse(Place place, std::string message) {
  return {.value = std::nullopt, .issues = {{.place = std::move(place), .message = std::move(message)}}};
}

}  // namespace

Checked<Node> read_toml(std::string_view bytes, std::string_view file, TreeLimits limits) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.size() > limits.bytes)
    return refuse({.file = std::string(file)}, "the file has more than " + std::to_string(limits.bytes) + " bytes");
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (const auto hazard = first_hazard(bytes, limits)) {
    const std::string_view before = bytes.substr(0, hazard->at);
    const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
    const auto column = static_cast<int>(before.size() - (before.rfind('\n') + 1)) + 1;  // npos + 1 is 0
    return refuse({.file = std::string(file), .line = line, .column = column}, hazard->message);
  }
  return TomlReader(bytes, file, limits).read();
}

}  // namespace lossa
