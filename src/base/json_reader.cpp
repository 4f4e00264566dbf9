// SPDX-License-Identifier: Apache-2.0
// The only file that knows simdjson. Its on-demand reader checks no more than what is visited, so every value is.
#include <simdjson.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>

namespace lossa {
namespace {

namespace ondemand = simdjson::ondemand;

/// Line and column of pointers into the text. Cheap when each is asked for after the one before it.
class Places {
 public:
  explicit Places(std::string_view bytes) : begin_(bytes.data()), end_(bytes.data() + bytes.size()) { rewind(); }

  std::pair<int, int> of(const char* at) {
    at = std::clamp(at, begin_, end_);
    if (at < known_) rewind();
    for (; known_ != at; ++known_) {
      if (*known_ != '\n') continue;
      ++line_;
      line_start_ = known_ + 1;
    }
    return {line_, static_cast<int>(at - line_start_) + 1};
  }
  [[nodiscard]] const char* end() const { return end_; }

 private:
  void rewind() {
    known_ = begin_;
    line_start_ = begin_;
    line_ = 1;
  }

  const char* begin_;
  const char* end_;
  const char* known_ = nullptr;
  const char* line_start_ = nullptr;
  int line_ = 1;
};

std::string_view trim_right(std::string_view token) {
  const auto last = token.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? std::string_view() : token.substr(0, last + 1);
}

unsigned hex4(const char* digits) {
  unsigned value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = digits[i];
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

/// Does each \u escape of half a character have its other half? simdjson 3.0 takes any escape for the second half,
/// and a second half alone. `inside` follows the opening quote; the escapes themselves are already checked.
bool surrogates_are_paired(const char* inside) {
  const auto is_second = [](unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; };
  for (const char* at = inside; *at != '"'; ++at) {
    if (*at != '\\') continue;
    ++at;  // past what is escaped, so that \\ and \" do not count again
    if (*at != 'u') continue;
    const unsigned unit = hex4(at + 1);
    at += 4;
    if (is_second(unit)) return false;
    if (unit < 0xD800 || unit > 0xDFFF) continue;
    if (at[1] != '\\' || at[2] != 'u' || !is_second(hex4(at + 3))) return false;
    at += 6;
  }
  return true;
}

class JsonReader {
 public:
  JsonReader(std::string_view bytes, std::string_view file, TreeLimits limits)
      : text_(bytes), places_(text_), file_(file), limits_(limits) {}

  Checked<Node> read() {
    if (!find_flat_faults()) return {.value = std::nullopt, .issues = std::move(issues_)};
    Node root;
    const bool complete = read_document(root);
    std::ranges::sort(issues_, {}, [](const Issue& i) { return std::pair(i.place.line, i.place.column); });
    if (!complete) return {.value = std::nullopt, .issues = std::move(issues_)};
    return {.value = std::move(root), .issues = std::move(issues_)};
  }

 private:
  /// Notes a fault at a place in the text, and gives false so that callers can return it.
  bool fault(const char* at, std::string message) {
    const auto [line, column] = places_.of(at);
    issues_.push_back(
        {.place = {.file = file_, .line = line, .column = column, .path = path_}, .message = std::move(message)});
    return false;
  }

  /// Where the reader stands, or the end of the text.
  const char* here() {
    const char* at = nullptr;
    if (document_.current_location().get(at) != simdjson::SUCCESS) return places_.end();
    return at;
  }
  bool fault_here(std::string message) {
    const char* at = here();
    if (at >= places_.end() || *at == '\0') return fault(places_.end(), "the file ends too early: " + message);
    return fault(at, std::move(message));
  }

  /// What simdjson finds before the walk, and reports without a place.
  bool find_flat_faults() {
    const std::string_view bytes = text_;
    if (bytes.starts_with("\xEF\xBB\xBF"))
      return fault(bytes.begin(), "the file begins with a byte order mark; save it as UTF-8 without one");
    const std::size_t valid = valid_utf8_prefix(bytes);
    if (valid < bytes.size()) return fault(bytes.begin() + valid, "not UTF-8");
    if (trim_right(bytes).empty()) return fault(bytes.begin(), "the file is empty");
    return strings_are_whole(bytes);
  }

  bool strings_are_whole(std::string_view bytes) {
    std::size_t opened = std::string_view::npos;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const bool inside = opened != std::string_view::npos;
      if (bytes[i] == '"')
        opened = inside ? std::string_view::npos : i;
      else if (inside && bytes[i] == '\\')
        ++i;
      else if (inside && static_cast<unsigned char>(bytes[i]) < 0x20)
        return fault(bytes.begin() + i, bytes[i] == '\n' ? "a string must end on its line; write \\n for a new line"
                                                         : "a control character in a string must be escaped");
    }
    if (opened == std::string_view::npos) return true;
    return fault(bytes.begin() + opened, "this string has no closing quote");
  }

  bool read_document(Node& root) {
    if (parser_.iterate(text_).get(document_) != simdjson::SUCCESS) return fault(text_.data(), "not JSON");
    ondemand::value value;
    if (document_.get_value().get(value) != simdjson::SUCCESS) return read_scalar_document(root);
    if (!read_value(value, root, 1)) return false;
    const char* rest = nullptr;
    if (document_.current_location().get(rest) != simdjson::SUCCESS) return true;
    return fault(rest, nothing_may_follow);
  }

  /// simdjson has no value for a document that is one scalar, and 3.0 takes "nullx " for null.
  bool read_scalar_document(Node& out) {
    std::string_view token;
    ondemand::json_type type{};
    if (document_.type().get(type) != simdjson::SUCCESS || document_.raw_json_token().get(token) != simdjson::SUCCESS)
      return fault_here(expected_value);
    const char* end = token.begin() + token.size();
    if (end < places_.end()) return fault(end, nothing_may_follow);
    std::tie(out.line, out.column) = places_.of(token.begin());
    if (type == ondemand::json_type::string) return read_string(document_.get_string(), token, out);
    return read_word(token, out);
  }

  bool read_value(ondemand::value& value, Node& out, int depth) {
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return fault_here(expected_value);
    const std::string_view token = value.raw_json_token();
    std::tie(out.line, out.column) = places_.of(token.begin());
    if (type == ondemand::json_type::array) return read_array(value, out, depth);
    if (type == ondemand::json_type::object) return read_object(value, out, depth);
    if (type == ondemand::json_type::string) return read_string(value.get_string(), token, out);
    if (!read_word(token, out)) return false;
    // The word is good; simdjson refuses it only where it is the last of a text that should go on.
    return is_taken(value, out.kind) || fault(places_.end(), is_not_closed);
  }

  /// A number, true, false or null.
  bool read_word(std::string_view token, Node& out) {
    const std::string_view word = trim_right(token);
    if (word == "null") return true;
    out.kind = Node::Kind::boolean;
    out.boolean = word == "true";
    if (out.boolean || word == "false") return true;
    if (word.find_first_of("-0123456789") != 0) return fault(token.begin(), expected_value);
    out.kind = Node::Kind::number;
    out.text = word;
    if (!is_number_lexeme(word)) return fault(token.begin(), "this is no number as JSON writes them: -1, 0.5, 2e9");
    return out.number().has_value() || fault(token.begin(), "this number is too large or too small to be held");
  }

  static bool is_taken(ondemand::value& value, Node::Kind kind) {
    if (kind == Node::Kind::number) return value.get_double().error() == simdjson::SUCCESS;
    if (kind == Node::Kind::boolean) return value.get_bool().error() == simdjson::SUCCESS;
    bool is_null = false;
    return value.is_null().get(is_null) == simdjson::SUCCESS && is_null;
  }

  bool read_string(simdjson::simdjson_result<std::string_view> content, std::string_view token, Node& out) {
    out.kind = Node::Kind::string;
    std::string_view text;
    if (std::move(content).get(text) != simdjson::SUCCESS || !surrogates_are_paired(token.begin() + 1))
      return fault(token.begin(), bad_escape);
    out.text = text;
    return true;
  }

  bool read_array(ondemand::value& value, Node& out, int depth) {
    out.kind = Node::Kind::array;
    if (depth > limits_.depth) return fault_here("nested deeper than " + std::to_string(limits_.depth) + " levels");
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return fault(places_.end(), is_not_closed);
    const std::size_t path_size = path_.size();
    for (auto element : array) {
      ondemand::value item;
      path_.resize(path_size);
      if (std::move(element).get(item) != simdjson::SUCCESS) return fault_here("expected ',' or ']'");
      path_ += "[" + std::to_string(out.items.size()) + "]";
      if (!read_value(item, out.items.emplace_back(), depth + 1)) return false;
    }
    path_.resize(path_size);
    return true;
  }

  bool read_object(ondemand::value& value, Node& out, int depth) {
    out.kind = Node::Kind::object;
    if (depth > limits_.depth) return fault_here("nested deeper than " + std::to_string(limits_.depth) + " levels");
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return fault(places_.end(), is_not_closed);
    const std::size_t path_size = path_.size();
    for (auto element : object) {
      ondemand::field field;
      path_.resize(path_size);
      if (std::move(element).get(field) != simdjson::SUCCESS)
        return fault_here("expected members \"name\": value, with ',' between them and '}' after the last");
      Node::Member& member = out.members.emplace_back();
      if (!read_key(field, member)) return false;
      path_.append(path_.empty() ? "" : ".").append(member.key);
      if (!read_value(field.value(), member.value, depth + 1)) return false;
    }
    path_.resize(path_size);
    refuse_duplicates(out.members);
    return true;
  }

  bool read_key(ondemand::field& field, Node::Member& member) {
    const char* inside = field.key().raw();
    std::tie(member.line, member.column) = places_.of(inside - 1);
    std::string_view key;
    if (field.unescaped_key().get(key) != simdjson::SUCCESS || !surrogates_are_paired(inside))
      return fault(inside - 1, bad_escape);
    member.key = key;
    return true;
  }

  /// Names every key that repeats an earlier one.
  void refuse_duplicates(const std::vector<Node::Member>& members) {
    std::vector<const Node::Member*> by_key;
    by_key.reserve(members.size());
    for (const auto& member : members) by_key.push_back(&member);
    std::ranges::sort(by_key, {},
                      [](const auto* member) { return std::pair<std::string_view, const void*>(member->key, member); });
    for (std::size_t i = 1; i < by_key.size(); ++i) {
      const auto& member = *by_key[i];
      if (member.key != by_key[i - 1]->key) continue;
      const std::string path = path_.empty() ? member.key : path_ + "." + member.key;
      issues_.push_back({.place = {.file = file_, .line = member.line, .column = member.column, .path = path},
                         .message = "the name \"" + member.key + "\" is already used in this object"});
    }
  }

  static constexpr const char* expected_value =
      "expected a value: a string in double quotes, a number, true, false, null, [array] or {object}";
  static constexpr const char* is_not_closed = "the file ends before every array and object is closed";
  static constexpr const char* nothing_may_follow = "nothing may follow the value";
  static constexpr const char* bad_escape = "this string has an escape that JSON does not know";

  simdjson::padded_string text_;
  Places places_;
  std::string file_;
  TreeLimits limits_;
  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document document_;
  std::string path_;
  Issues issues_;
};

}  // namespace

Checked<Node> read_json(std::string_view bytes, std::string_view file, TreeLimits limits) {
  if (bytes.size() > limits.bytes) {
    const std::string limit = std::to_string(limits.bytes);
    return {
        .value = std::nullopt,
        .issues = {{.place = {.file = std::string(file)}, .message = "the file has more than " + limit + " bytes"}}};
  }
  return JsonReader(bytes, file, limits).read();
}

}  // namespace lossa
