// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/hl7_message.hpp>

#include <algorithm>
#include <cstddef>
#include <map>

#include <lossa/base/text.hpp>

#include "text.hpp"

namespace lossa::intake {
namespace {

constexpr char frame_start = 0x0B;
constexpr char frame_end = 0x1C;
constexpr std::size_t kept_faults = 100;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_delimiters(std::string_view name) { return name == "MSH" || name == "FHS" || name == "BHS"; }

/// The bytes between the ends of the frame, without a byte-order mark.
std::string_view unframed(std::string_view bytes) {
  if (bytes.starts_with(frame_start)) bytes.remove_prefix(1);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (const auto end = bytes.find(frame_end); end != std::string_view::npos) bytes = bytes.substr(0, end);
  return bytes;
}

/// Takes a line and its end off the text.
struct Line {
  std::string_view text;
  std::string_view end;
};
Line take_line(std::string_view& text) {
  const auto stop = text.find_first_of("\r\n");
  if (stop == std::string_view::npos) {
    const Line last{text, {}};
    text = {};
    return last;
  }
  const std::size_t length = text.substr(stop).starts_with("\r\n") ? 2 : 1;
  const Line line{text.substr(0, stop), text.substr(stop, length)};
  text.remove_prefix(stop + length);
  return line;
}

/// Calls `take` with each piece between two delimiters. An empty text has none.
template <typename Take>
void split(std::string_view text, char delimiter, Take take) {
  if (text.empty()) return;
  for (auto stop = text.find(delimiter); delimiter != 0 && stop != std::string_view::npos;
       stop = text.find(delimiter)) {
    take(text.substr(0, stop));
    text.remove_prefix(stop + 1);
  }
  take(text);
}

class Parser {
 public:
  Parser(const Hl7Origin& origin, const Hl7Limits& limits) : origin_(&origin), limits_(&limits) {}

  Hl7Parsed parse(std::string_view bytes) {
    if (read(unframed(bytes), bytes.size())) parsed_.message = std::move(message_);
    return std::move(parsed_);
  }

 private:
  bool read(std::string_view bytes, std::size_t size) {
    if (size > limits_->bytes)
      return refuse(FaultKind::too_long, "a message may have at most " + std::to_string(limits_->bytes) + " bytes");
    if (!read_delimiters(bytes)) return false;
    if (!choose_characters(bytes)) return false;
    const std::string text = hl7::to_utf8(bytes, message_.characters);
    std::string_view rest = text;
    line_ = origin_->line;
    bool first = true;
    while (!rest.empty()) {
      const auto line = take_line(rest);
      if (first && !line.end.empty()) message_.segment_end = line.end;
      first = false;
      if (line.text.find_first_not_of(" \t") != std::string_view::npos && !read_segment(line.text)) return false;
      if (!line.end.empty()) ++line_;
    }
    return true;
  }

  bool read_delimiters(std::string_view bytes) {
    auto rest = bytes;
    const auto header = take_line(rest).text;
    const auto name = header.substr(0, 3);
    if (name == "BTS" || name == "FTS") return true;
    if (!has_delimiters(name)) return refuse(FaultKind::not_understood, "does not begin with MSH: no HL7 v2 message");
    const auto marks = header.substr(std::min<std::size_t>(3, header.size()));
    const auto stop = marks.empty() ? std::string_view::npos : marks.find(marks.front(), 1);
    const auto encoding = marks.empty() ? marks : marks.substr(1, stop == std::string_view::npos ? stop : stop - 1);
    if (encoding.empty() || encoding.size() > 5)
      return refuse(FaultKind::malformed,
                    "after " + std::string(name) + " there must be the delimiters, such as |^~\\&");
    const auto mark = [&](std::size_t i) { return i < encoding.size() ? encoding[i] : '\0'; };
    message_.delimiters = {.field = marks.front(),
                           .component = mark(0),
                           .repetition = mark(1),
                           .escape = mark(2),
                           .subcomponent = mark(3)};
    return are_usable(std::string(1, marks.front()).append(encoding)) ||
           refuse(FaultKind::malformed, "the delimiters must be distinct, and neither letters, digits nor spaces");
  }

  static bool are_usable(std::string_view marks) {
    const auto is_usable = [](char c) { return c > ' ' && c < 0x7F && !is_letter(c) && !is_digit(c) && c != '"'; };
    for (std::size_t i = 0; i < marks.size(); ++i)
      if (!is_usable(marks[i]) || marks.substr(i + 1).find(marks[i]) != std::string_view::npos) return false;
    return true;
  }

  /// The word of MSH-18 is ASCII in every set that can be read here.
  bool choose_characters(std::string_view bytes) {
    auto rest = bytes;
    const auto header = take_line(rest).text;
    std::size_t number = 1;
    std::string_view word;
    split(header, message_.delimiters.field, [&](std::string_view field) {
      if (header.starts_with("MSH") && number++ == 18)
        word = field.substr(0, field.find(message_.delimiters.repetition));
    });
    const bool is_utf_8 = is_valid_utf8(bytes);
    const auto fallback = is_utf_8 ? Hl7Characters::utf_8 : Hl7Characters::latin_1;
    message_.characters = fallback;
    if (word.empty() || word == "\"\"") {
      if (!is_utf_8)
        note(FaultKind::not_utf8, "MSH-18 names no character set and the bytes are no UTF-8: read as ISO 8859-1");
      return true;
    }
    // "8859/1" where the escape character is the slash.
    const auto named = hl7::unescape(word, {.delimiters = message_.delimiters, .characters = fallback}).text;
    const auto declared = hl7::characters_named(named);
    if (!declared) return refuse(FaultKind::not_understood, "the character set of MSH-18 cannot be read here");
    message_.characters = *declared;
    const bool is_ascii = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if ((*declared == Hl7Characters::utf_8 && !is_utf_8) || (*declared == Hl7Characters::ascii && !is_ascii)) {
      message_.characters = fallback;
      note(FaultKind::not_utf8, std::string("the bytes are not in the character set of MSH-18: read as ") +
                                    (is_utf_8 ? "UTF-8" : "ISO 8859-1"));
    }
    return true;
  }

  bool read_segment(std::string_view text) {
    if (message_.segments.size() >= limits_->segments)
      return refuse(FaultKind::too_long,
                    "a message may have at most " + std::to_string(limits_->segments) + " segments");
    const char delimiter = message_.delimiters.field;
    const auto name = text.substr(0, text.find(delimiter));
    const auto may_be_in = [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c); };
    if (name.size() != 3 || !is_letter(name.front()) || !std::ranges::all_of(name, may_be_in))
      return refuse(FaultKind::malformed, "a segment begins with a name of three capital letters or digits");
    Hl7Segment segment{.name = std::string(name), .fields = {}, .line = line_, .number = ++seen_[std::string(name)]};
    std::size_t number = 0;
    split(text, delimiter, [&](std::string_view field) {
      if (number == 1 && has_delimiters(name)) {
        segment.fields = {literal(std::string(1, delimiter)), literal(std::string(field))};
      } else if (number > 0) {
        segment.fields.push_back(read_field(field));
      }
      ++number;
    });
    message_.segments.push_back(std::move(segment));
    if (parts_ > limits_->parts)
      return refuse(FaultKind::too_long, "a message may have at most " + std::to_string(limits_->parts) + " parts");
    if (has_unknown_escape_)
      note(FaultKind::not_understood, "an escape that is not known, or not closed, is kept as written");
    has_unknown_escape_ = false;
    return true;
  }

  static Hl7Field literal(std::string text) { return {.repetitions = {{.components = {{std::move(text)}}}}}; }

  Hl7Field read_field(std::string_view written) {
    Hl7Field field;
    const auto& delimiters = message_.delimiters;
    ++parts_;
    split(written, delimiters.repetition, [&](std::string_view one) {
      Hl7Repetition repetition;
      split(one, delimiters.component, [&](std::string_view part) {
        Hl7Component component;
        split(part, delimiters.subcomponent,
              [&](std::string_view subpart) { component.push_back(read_text(subpart)); });
        if (component == Hl7Component{""}) component.clear();  // of highlighting alone nothing is left
        repetition.components.push_back(std::move(component));
        ++parts_;
      });
      if (repetition.components == std::vector<Hl7Component>{{}}) repetition.components.clear();
      field.repetitions.push_back(std::move(repetition));
      ++parts_;
    });
    if (field.repetitions == std::vector<Hl7Repetition>{{}}) field.repetitions.clear();
    return field;
  }

  std::string read_text(std::string_view written) {
    // Past the limit nothing is kept: the segment is refused.
    if (++parts_ > limits_->parts) return {};
    auto text = hl7::unescape(written, {.delimiters = message_.delimiters, .characters = message_.characters});
    has_unknown_escape_ |= text.has_unknown;
    return std::move(text.text);
  }

  Place here() const {
    std::string path = "message " + std::to_string(origin_->number);
    if (!message_.segments.empty()) path = place_of(message_.segments.back(), *origin_).path;
    return {.file = origin_->file, .line = line_, .column = 0, .path = std::move(path)};
  }

  void note(FaultKind kind, std::string message) {
    if (parsed_.faults.size() < kept_faults - 1)
      parsed_.faults.push_back({.kind = kind, .place = here(), .message = std::move(message)});
  }

  bool refuse(FaultKind kind, std::string message) {
    parsed_.faults.push_back({.kind = kind, .place = here(), .message = std::move(message)});
    return false;
  }

  const Hl7Origin* origin_;
  const Hl7Limits* limits_;
  Hl7Message message_;
  Hl7Parsed parsed_;
  int line_ = origin_->line;
  std::map<std::string, int> seen_;
  std::size_t parts_ = 0;
  bool has_unknown_escape_ = false;
};

}  // namespace

std::string_view Hl7Repetition::text(std::size_t component, std::size_t subcomponent) const {
  if (component > components.size() || subcomponent > components[component - 1].size()) return {};
  return components[component - 1][subcomponent - 1];
}

bool Hl7Field::is_null() const {
  return repetitions.size() == 1 && repetitions[0].components.size() == 1 &&
         repetitions[0].components[0] == Hl7Component{"\"\""};
}

const Hl7Field& Hl7Segment::field(std::size_t position) const {
  static const Hl7Field none;
  return position >= 1 && position <= fields.size() ? fields[position - 1] : none;
}

std::string_view Hl7Segment::text(std::size_t position, std::size_t component, std::size_t subcomponent) const {
  const auto& found = field(position);
  if (found.repetitions.empty() || found.is_null()) return {};
  return found.repetitions.front().text(component, subcomponent);
}

Hl7Parsed parse_hl7(std::string_view bytes, const Hl7Origin& origin, const Hl7Limits& limits) {
  return Parser(origin, limits).parse(bytes);
}

Place place_of(const Hl7Segment& segment, const Hl7Origin& origin) {
  return {.file = origin.file,
          .line = segment.line,
          .column = 0,
          .path = "message " + std::to_string(origin.number) + " " + segment.name + "[" +
                  std::to_string(segment.number) + "]"};
}

}  // namespace lossa::intake
