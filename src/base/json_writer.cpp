// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/json_writer.hpp>

#include <array>
#include <charconv>
#include <cmath>

#include <lossa/base/contract.hpp>
#include <lossa/base/text.hpp>

namespace lossa {
namespace {

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) {
    out += c;
    return;
  }
  out += "\\u00";
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

void append_string(std::string& out, std::string_view value) {
  out += '"';
  while (!value.empty()) {
    const std::size_t valid = valid_utf8_prefix(value);
    for (const char c : value.substr(0, valid)) append_escaped(out, c);
    value.remove_prefix(valid);
    if (value.empty()) break;
    out += "\xEF\xBF\xBD";  // U+FFFD for each byte that is no UTF-8
    value.remove_prefix(1);
  }
  out += '"';
}

}  // namespace

void JsonWriter::new_line() {
  if (layout_ == Layout::compact) return;
  out_ += '\n';
  out_.append(2 * levels_.size(), ' ');
}

void JsonWriter::before_value() {
  if (levels_.empty()) {
    expects(out_.empty());  // one value a text
    return;
  }
  Level& level = levels_.back();
  expects(level.is_object == after_key_);
  after_key_ = false;
  if (level.is_object) return;
  if (!level.is_empty) out_ += ',';
  level.is_empty = false;
  new_line();
}

void JsonWriter::key(std::string_view name) {
  expects(!levels_.empty() && levels_.back().is_object && !after_key_);
  if (!levels_.back().is_empty) out_ += ',';
  levels_.back().is_empty = false;
  new_line();
  append_string(out_, name);
  out_ += layout_ == Layout::compact ? ":" : ": ";
  after_key_ = true;
}

void JsonWriter::begin_object() {
  before_value();
  out_ += '{';
  levels_.push_back({.is_object = true, .is_empty = true});
}

void JsonWriter::begin_array() {
  before_value();
  out_ += '[';
  levels_.push_back({.is_object = false, .is_empty = true});
}

void JsonWriter::end_object() {
  expects(!levels_.empty() && levels_.back().is_object && !after_key_);
  const bool was_empty = levels_.back().is_empty;
  levels_.pop_back();
  if (!was_empty) new_line();
  out_ += '}';
}

void JsonWriter::end_array() {
  expects(!levels_.empty() && !levels_.back().is_object);
  const bool was_empty = levels_.back().is_empty;
  levels_.pop_back();
  if (!was_empty) new_line();
  out_ += ']';
}

void JsonWriter::text(std::string_view value) {
  before_value();
  append_string(out_, value);
}

void JsonWriter::number(double value) {
  expects(std::isfinite(value));
  before_value();
  std::array<char, 32> buffer{};
  out_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

void JsonWriter::integer(std::int64_t value) {
  before_value();
  out_ += std::to_string(value);
}

void JsonWriter::lexeme(std::string_view number) {
  expects(is_number_lexeme(number));
  before_value();
  out_ += number;
}

void JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
}

void JsonWriter::null() {
  before_value();
  out_ += "null";
}

std::string JsonWriter::finish() && {
  expects(levels_.empty() && !out_.empty());
  return std::move(out_);
}

}  // namespace lossa
