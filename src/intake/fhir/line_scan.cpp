// SPDX-License-Identifier: Apache-2.0
#include "line_scan.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include <lossa/base/contract.hpp>

namespace lossa::intake::fhir {
namespace {

constexpr int deepest = 64;  ///< as TreeLimits::depth

enum Kind : std::uint8_t { other, open_object, open_array, close_object, close_array };

constexpr std::array<Kind, 256> kinds = [] {
  std::array<Kind, 256> table{};
  table['{'] = open_object;
  table['['] = open_array;
  table['}'] = close_object;
  table[']'] = close_array;
  return table;
}();

struct OpenBrackets {
  std::uint64_t is_object = 0;  ///< a bit for each, the innermost lowest
  int depth = 0;

  /// False when that is too deep, or closes what it did not open.
  bool take(Kind kind) {
    if (kind == open_object || kind == open_array) {
      is_object = is_object << 1U | (kind == open_object ? 1U : 0U);
      return ++depth < deepest;
    }
    const bool fits = ((is_object & 1U) == 1U) == (kind == close_object);
    is_object >>= 1U;
    --depth;
    return fits;
  }
};

/// Moves along the structure of one line: the positions of brackets, commas, colons and the beginnings of values, of
/// which one at or after the line's end always follows.
class Walk {
 public:
  Walk(std::string_view text, const std::uint32_t* at, std::size_t end) : text_(text.data()), at_(at), end_(end) {}

  [[nodiscard]] bool is_over() const { return *at_ >= end_; }
  [[nodiscard]] char here() const { return is_over() ? '\0' : text_[*at_]; }
  [[nodiscard]] const char* here_in_text() const { return text_ + *at_; }
  [[nodiscard]] const char* last_in_text() const { return text_ + *(at_ - 1); }  ///< the bracket that was passed last
  [[nodiscard]] const std::uint32_t* position() const { return at_; }
  void go_to_end() {
    while (!is_over()) ++at_;
  }
  bool take(char expected) {
    if (here() != expected) return false;
    ++at_;
    return true;
  }

  /// A string up to its closing quote, as written.
  bool take_string(std::string_view& out) {
    if (here() != '"') return false;
    const char* begin = text_ + *at_ + 1;
    ++at_;
    // The next structural character follows the closing quote; between them there is only white space.
    const char* last = is_over() ? begin - 1 : text_ + *at_ - 1;
    while (last >= begin && *last != '"') --last;
    if (last < begin) return false;
    out = std::string_view(begin, static_cast<std::size_t>(last - begin));
    return true;
  }

  /// Passes a value, whatever is in it. False when it is not closed, or closed by the wrong bracket, or too deep.
  bool skip_value() {
    if (is_over()) return false;
    const Kind first = kind_here();
    if (first == close_object || first == close_array) return false;
    ++at_;
    return first == other || skip_to_close(first);
  }

 private:
  [[nodiscard]] Kind kind_here() const { return kinds[static_cast<unsigned char>(text_[*at_])]; }

  /// Passes what follows an opening bracket, up to its own closing one.
  bool skip_to_close(Kind opened) {
    OpenBrackets open;
    open.take(opened);
    for (; open.depth > 0 && !is_over(); ++at_)
      if (const Kind kind = kind_here(); kind != other && !open.take(kind)) return false;
    return open.depth == 0;
  }

  const char* text_;
  const std::uint32_t* at_;
  std::size_t end_;
};

bool has_escape(std::string_view text) { return text.find('\\') != std::string_view::npos; }

/// The object of subject or patient: its reference. Without one an identifier may still say who it is.
bool look_at_person(Walk& walk, LineLook& look) {
  bool has_identifier = false;
  if (!walk.take('{')) return walk.skip_value();
  if (walk.take('}')) return true;
  do {
    std::string_view key;
    if (!walk.take_string(key) || !walk.take(':')) return false;
    has_identifier = has_identifier || key == "identifier" || has_escape(key);
    const bool is_reference = key == "reference" && walk.here() == '"';
    if (!(is_reference ? walk.take_string(look.person) : walk.skip_value())) return false;
  } while (walk.take(','));
  if (look.person.empty() && has_identifier) look.is_plain = false;
  return walk.take('}');
}

/// Passes a value, and gives it as it is written.
bool take_value(Walk& walk, std::string_view& out) {
  const char* begin = walk.here_in_text();
  if (!walk.skip_value()) return false;
  out = std::string_view(begin, static_cast<std::size_t>(walk.last_in_text() + 1 - begin));
  return true;
}

bool is_part(std::string_view key) {
  return key == "contained" || key == "component" || key == "hasMember" || key == "focalDevice" ||
         key == "medicationReference";
}

/// The text that a key's string is kept in; null for a key whose string is of no use.
std::string_view* text_for(std::string_view key, LineLook& look) {
  if (key == "resourceType") return &look.type;
  if (key == "id") return &look.id;
  return key == "status" ? &look.status : nullptr;
}

bool look_at_member(Walk& walk, LineLook& look) {
  std::string_view key;
  if (!walk.take_string(key) || !walk.take(':')) return false;
  if (has_escape(key)) look.is_plain = false;
  if (walk.here() == '"') {
    std::string_view* text = text_for(key, look);
    return text == nullptr ? walk.skip_value() : walk.take_string(*text);
  }
  if (key == "subject" || key == "patient") return look_at_person(walk, look);
  if (key == "code" || key == "medicationCodeableConcept") return take_value(walk, look.what);
  if (key == "valueCodeableConcept") return take_value(walk, look.value);
  look.has_parts = look.has_parts || is_part(key);
  return walk.skip_value();
}

}  // namespace

struct LineScan::Structure {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::size_t capacity = 0;
  const std::uint32_t* at = nullptr;  ///< the first position that was not passed

  /// False when something in the text is not as JSON has it: bad UTF-8, a control character or no end of a string.
  bool find(std::string_view text) {
    if (text.size() > capacity) {
      capacity = std::max(text.size(), 2 * capacity);
      const auto made =
          simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, deepest, parser);
      expects(made == simdjson::SUCCESS);
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto found = parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular);
    at = parser->structural_indexes.get();
    return found == simdjson::SUCCESS;
  }
};

LineScan::LineScan() : structure_(std::make_unique<Structure>()) {}
LineScan::~LineScan() = default;

void LineScan::begin(std::string_view lines) {
  lines_ = rest_ = lines;
  is_sound_ = !lines.empty() && structure_->find(lines);
}

std::string_view LineScan::take_line() {
  const auto end = rest_.find('\n');
  const auto line = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  return line;
}

/// The line is part of the text whose structure was found.
void LineScan::look_at(std::string_view text, LineLook& look) {
  const auto end = static_cast<std::size_t>(look.line.data() - text.data()) + look.line.size();
  Walk walk(text, structure_->at, end);
  const auto passes_members = [&] {
    if (!walk.take('{')) return false;
    if (walk.take('}')) return true;
    do {
      if (!look_at_member(walk, look)) return false;
    } while (walk.take(','));
    return walk.take('}');
  };
  look.is_whole = passes_members() && walk.is_over();
  look.is_plain = look.is_plain && !has_escape(look.type) && !has_escape(look.id) && !has_escape(look.person) &&
                  !has_escape(look.status);
  walk.go_to_end();
  structure_->at = walk.position();
}

bool LineScan::next(LineLook& look) {
  if (rest_.empty()) return false;
  look = LineLook{};
  look.line = take_line();
  if (look.line.ends_with('\r')) look.line.remove_suffix(1);
  if (is_sound_)
    look_at(lines_, look);
  else if (!look.line.empty() && structure_->find(look.line))
    look_at(look.line, look);
  return true;
}

std::string_view type_at_begin(std::string_view line) {
  constexpr std::string_view begin = R"({"resourceType":)";
  if (!line.starts_with(begin)) return {};
  line.remove_prefix(begin.size());
  if (line.starts_with(' ')) line.remove_prefix(1);
  if (!line.starts_with('"')) return {};
  line.remove_prefix(1);
  const auto type = line.substr(0, line.find('"'));
  return type.size() == line.size() || has_escape(type) ? std::string_view() : type;
}

}  // namespace lossa::intake::fhir
