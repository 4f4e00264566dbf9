// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lossa {

/// Writes JSON by appending; members and items come out in the order they are given, so the same calls give the same
/// bytes. Calls that make no JSON (a value where a key is due) are contract violations.
class JsonWriter {
 public:
  enum class Layout { compact, indented };
  explicit JsonWriter(Layout layout = Layout::compact) : layout_(layout) {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void text(std::string_view value);  ///< escaped; bytes that are not UTF-8 become U+FFFD
  void number(double value);          ///< shortest form that reads back the same; finite
  void integer(std::int64_t value);
  void lexeme(std::string_view number);  ///< a number as it was written
  void boolean(bool value);
  void null();

  // The common pairs.
  void member(std::string_view name, std::string_view value) { key(name), text(value); }
  void member(std::string_view name, const char* value) { key(name), text(value); }
  void member(std::string_view name, bool value) { key(name), boolean(value); }
  void member(std::string_view name, double value) { key(name), number(value); }

  /// What was written, complete. Ends the writer.
  [[nodiscard]] std::string finish() &&;

 private:
  void before_value();
  void new_line();

  Layout layout_;
  std::string out_;
  struct Level {
    bool is_object;
    bool is_empty;
  };
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace lossa
