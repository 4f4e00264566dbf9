// SPDX-License-Identifier: Apache-2.0
#include "piece.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/terminology/identity_number.hpp>

#include "bundle.hpp"
#include "gatherer.hpp"

namespace lossa::intake::fhir {
namespace {

constexpr std::string_view unreadable = "(not readable)";

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

void move_place(Place& place, std::uint64_t lines_before) { place.line += static_cast<int>(lines_before); }

void move_part(Part& part, std::uint64_t lines_before) {
  move_place(part.place, lines_before);
  for (Sighting& sighting : part.sightings) {
    auto& place = sighting.entry.place;
    move_place(place, lines_before);
    sighting.entry.read_in = place.file + ":" + std::to_string(place.line) + " " + place.path;
  }
  for (Part& contained : part.contained) move_part(contained, lines_before);
}

/// Brackets within brackets, outside strings.
int depth_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') ++i;
    if (c == '"') in_string = !in_string;
    if (in_string) continue;
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if (c == '}' || c == ']') --depth;
  }
  return deepest;
}

/// The key of the person the line is about.
std::string key_of_person(const LineLook& look) {
  if (look.type == "Patient") return "Patient/" + std::string(look.id);
  return normal_reference(look.person);
}

}  // namespace

void Piece::move_lines(std::uint64_t lines_before) {
  if (lines_before == 0) return;
  for (Part& part : parts) move_part(part, lines_before);
  for (DataQuality* noted : {&quality, &mapped})
    for (auto& faults : noted->faults)
      for (Issue& example : faults.examples) move_place(example.place, lines_before);
  for (KeptLine& line : kept) line.line += lines_before;
}

PieceReader::PieceReader(const Pass& pass, Tools& tools, std::string file, bool was_searched)
    : pass_(pass), tools_(tools), file_(std::move(file)), was_searched_(was_searched) {}

void PieceReader::read_lines(std::string_view lines) {
  constexpr std::uint64_t lines_between_looks = 4096;
  const bool is_search = pass_.aim == Pass::Aim::find_people;
  LineLook look;
  if (!is_search) tools_.scan.begin(lines);
  while (!lines.empty()) {
    if (piece_.lines % lines_between_looks == 0 && pass_.is_stopped()) return;
    if (is_search) {
      const auto end = lines.find('\n');
      look.line = lines.substr(0, end);
      lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    } else if (!tools_.scan.next(look)) {
      return;
    }
    ++piece_.lines;
    if (look.line.size() > pass_.options.longest_line) {
      --piece_.lines;
      refuse_line(FaultKind::too_long, "this line is longer than is read");
    } else if (is_search) {
      search_line(look);
    } else if (!is_blank(look.line)) {
      read_line(look);
    }
  }
}

void PieceReader::refuse_line(FaultKind kind, std::string message) {
  ++piece_.lines;
  if (pass_.aim == Pass::Aim::find_people) return;
  auto& count = piece_.quality.elements[std::string(unreadable)];
  ++count.read;
  ++count.set_aside;
  piece_.quality.note(kind, {.file = file_, .line = static_cast<int>(piece_.lines)}, std::move(message));
}

void PieceReader::search_line(const LineLook& look) {
  const auto type = type_at_begin(look.line);
  if (!type.empty() && !is_evidence_type(type)) return;
  LineLook closer;
  tools_.scan.begin(look.line);
  if (!tools_.scan.next(closer) || !closer.is_whole) return;
  if (closer.is_plain && (!is_evidence_type(closer.type) || !tools_.relevance.may_matter(closer))) return;
  if (const auto tree = tree_of(look.line, false)) search(*tree);
}

void PieceReader::read_line(const LineLook& look) {
  if (!look.is_whole || !look.is_plain) return read_strictly(look.line);
  if (pass_.options.every_value && !tree_of(look.line, true)) return;
  if (!is_wanted(look)) return pass_over(look);
  if (!look.id.empty() && !look.person.empty() && !tools_.relevance.may_matter(look)) {
    piece_.there.push_back(hash_of(std::string(look.type).append("/").append(look.id)));
    return count_read(look.type);
  }
  read_strictly(look.line);
}

/// Of somebody who is not known; in a file that was not searched it may say that they are to be.
void PieceReader::pass_over(const LineLook& look) {
  count_read(look.type);
  if (was_searched_ || !is_evidence_type(look.type) || !tools_.relevance.may_matter(look)) return;
  if (const auto tree = tree_of(look.line, false)) search(*tree);
}

/// Must it be read in full? What names no person may belong to somebody all the same.
bool PieceReader::is_wanted(const LineLook& look) {
  if (!is_needed_type(look.type)) return look.type == "Bundle" || look.type.empty();
  if (look.person.empty() && look.type != "Patient") return true;
  const bool is_key = look.type != "Patient" && is_plain_patient(look.person);  // nearly all are: nothing is copied
  return is_key ? pass_.keeps(look.person) : pass_.keeps(key_of_person(look));
}

void PieceReader::read_strictly(std::string_view text) {
  if (const auto tree = tree_of(text, true)) map(*tree, text);
}

std::optional<Node> PieceReader::tree_of(std::string_view text, bool with_faults) {
  auto read = read_json(text, file_, {.bytes = pass_.options.longest_line, .depth = 64});
  if (read.ok()) return std::move(read.value);
  if (with_faults) note_syntax(text, read.issues, read.value.has_value());
  return std::nullopt;
}

void PieceReader::note_syntax(std::string_view text, const Issues& issues, bool is_complete) {
  const TreeLimits limits;
  FaultKind kind = FaultKind::malformed;
  if (is_complete)
    kind = FaultKind::duplicate_key;
  else if (!is_valid_utf8(text))
    kind = FaultKind::not_utf8;
  else if (text.size() > pass_.options.longest_line)
    kind = FaultKind::too_long;
  else if (depth_of(text) > limits.depth)
    kind = FaultKind::too_deep;
  const Issue& first = issues.front();
  // A line of NDJSON is line 1 of its own text; a document has lines of its own.
  const int before = piece_.lines == 0 ? 0 : static_cast<int>(piece_.lines) - 1;
  Place place{.file = file_, .line = before + first.place.line, .column = first.place.column, .path = {}};
  piece_.quality.note(kind, std::move(place), is_complete ? "a name is used twice in one object" : first.message);
  auto& count = piece_.quality.elements[std::string(unreadable)];
  ++count.read;
  ++count.set_aside;
}

void PieceReader::map(const Node& document, std::string_view text) {
  DataQuality quality;
  const Source source{.dictionary = pass_.dictionary,
                      .today = pass_.today,
                      .quality = quality,
                      .file = file_,
                      .lines_before = piece_.lines == 0 ? 0 : static_cast<int>(piece_.lines) - 1};
  std::vector<Part> parts;
  map_document(document, source, [&](Part part) { parts.push_back(std::move(part)); });
  const bool is_kept = std::ranges::any_of(parts, [this](const Part& part) { return is_ours(part); });
  for (const Part& part : parts) {
    if (!was_searched_) piece_.evidence.add(part);
    if (!part.key.empty() && (part.person.empty() || is_ours(part))) piece_.there.push_back(hash_of(part.key));
  }
  if (!is_kept && !parts.empty()) {
    for (const auto& [type, count] : quality.elements) piece_.quality.elements[type].read += count.read;
    return;
  }
  piece_.mapped.merge(std::move(quality));
  if (!pass_.options.state_folder.empty()) piece_.kept.push_back({.line = piece_.lines, .text = std::string(text)});
  std::erase_if(parts, [this](const Part& part) { return !is_ours(part) || says_nothing(part); });
  std::ranges::move(parts, std::back_inserter(piece_.parts));
}

/// Of somebody who is known, or of nobody if it could be needed.
bool PieceReader::is_ours(const Part& part) const {
  return part.person.empty() ? part.set_aside || !says_nothing(part) : pass_.keeps(part.person);
}

void PieceReader::read_kept(const KeptLine& kept) {
  piece_.lines = kept.line;
  read_strictly(kept.text);
}

void PieceReader::search(const Node& document) {
  DataQuality unheard;
  const Source source{
      .dictionary = pass_.dictionary, .today = pass_.today, .quality = unheard, .file = file_, .full_urls = nullptr};
  map_document(document, source, [&](const Part& part) { piece_.evidence.add(part); });
}

void PieceReader::count_read(std::string_view type) {
  if (counted_ == nullptr || counted_type_ != type) {
    counted_type_ = type;
    counted_ = &piece_.quality.elements[counted_type_];
  }
  ++counted_->read;
}

void PieceReader::read_document(std::string_view text) {
  if (pass_.aim == Pass::Aim::find_people) {
    if (const auto tree = tree_of(text, false)) search(*tree);
    return;
  }
  if (const auto tree = tree_of(text, true)) map(*tree, text);
}

Piece PieceReader::take() {
  counted_ = nullptr;
  piece_.quality.lines = piece_.lines;
  return std::exchange(piece_, Piece{});
}

}  // namespace lossa::intake::fhir
