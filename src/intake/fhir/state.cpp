// SPDX-License-Identifier: Apache-2.0
#include "state.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <system_error>
#include <utility>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/text.hpp>

namespace lossa::intake::fhir {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "lossa fhir state 1";

std::string knowledge_of(const Pass& pass) {
  std::string all(format);
  const auto add = [&](std::string_view text) { all.append(text).append("\x1f"); };
  for (const auto& code : pass.dictionary.codes.all()) {
    add(code.system), add(code.code), add(code.word), add(code.text.en), add(code.text.sv);
    for (const auto& also : code.also) add(also);
    add(std::to_string(static_cast<int>(code.sense)) + (code.with_children ? "+" : ""));
  }
  for (const auto& organism : pass.dictionary.organisms.all()) {
    add(organism.id), add(organism.snomed.code), add(organism.latin);
    for (const auto& name : organism.synonyms) add(name);
    for (const auto& variety : organism.varieties) add(variety.snomed.code);
  }
  std::vector<std::string> people(pass.known.begin(), pass.known.end());
  std::ranges::sort(people);
  for (const auto& key : people) add(key);
  add(pass.options.whom == FhirOptions::Whom::everyone ? "everyone" : "device");
  add(pass.options.every_value ? "every value" : "");
  add(std::to_string(pass.options.longest_line));
  return sha256_hex(all);
}

void write_quality(JsonWriter& json, const DataQuality& quality) {
  json.key("elements"), json.begin_object();
  for (const auto& [type, count] : quality.elements) {
    json.key(type), json.begin_array();
    json.integer(static_cast<std::int64_t>(count.read)), json.integer(static_cast<std::int64_t>(count.set_aside));
    json.end_array();
  }
  json.end_object();
  json.key("faults"), json.begin_array();
  for (const auto& faults : quality.faults) {
    json.begin_object();
    json.key("count"), json.integer(static_cast<std::int64_t>(faults.count));
    json.key("examples"), json.begin_array();
    for (const Issue& issue : faults.examples) {
      json.begin_object();
      json.key("line"), json.integer(issue.place.line);
      json.key("column"), json.integer(issue.place.column);
      json.member("path", issue.place.path), json.member("message", issue.message);
      json.end_object();
    }
    json.end_array(), json.end_object();
  }
  json.end_array();
}

std::string text_of(const Piece& piece) {
  JsonWriter json;
  json.begin_object();
  json.member("format", format);
  json.key("lines"), json.integer(static_cast<std::int64_t>(piece.lines));
  write_quality(json, piece.quality);
  json.key("there"), json.begin_array();
  for (const auto hash : piece.there) json.text(std::to_string(hash));
  json.end_array();
  json.key("kept"), json.begin_array();
  for (const KeptLine& kept : piece.kept) {
    json.begin_array(), json.integer(static_cast<std::int64_t>(kept.line)), json.text(kept.text), json.end_array();
  }
  json.end_array(), json.end_object();
  return std::move(json).finish();
}

// Reading back what text_of wrote. A file that does not read so is no state: then the data are read again.

std::uint64_t number_in(const Node& node) {
  std::uint64_t value = 0;
  std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
  return value;
}

std::uint64_t number_in(const Node& object, std::string_view key) {
  const Node* node = object.find(key);
  return node == nullptr ? 0 : number_in(*node);
}

std::string text_in(const Node& object, std::string_view key) {
  const Node* node = object.find(key);
  return node == nullptr ? "" : node->text;
}

std::span<const Node> items_in(const Node& object, std::string_view key) {
  const Node* node = object.find(key);
  return node == nullptr ? std::span<const Node>() : std::span<const Node>(node->items);
}

DataQuality read_quality(const Node& state, const std::string& file) {
  DataQuality quality;
  if (const Node* elements = state.find("elements"))
    for (const auto& member : elements->members)
      if (member.value.items.size() == 2)
        quality.elements[member.key] = {
            .read = number_in(member.value.items[0]), .used = 0, .set_aside = number_in(member.value.items[1])};
  const auto faults = items_in(state, "faults");
  for (std::size_t i = 0; i < std::min(faults.size(), quality.faults.size()); ++i) {
    quality.faults.at(i).count = number_in(faults[i], "count");
    for (const Node& example : items_in(faults[i], "examples"))
      quality.faults.at(i).examples.push_back({.severity = Severity::warning,
                                               .place = {.file = file,
                                                         .line = static_cast<int>(number_in(example, "line")),
                                                         .column = static_cast<int>(number_in(example, "column")),
                                                         .path = text_in(example, "path")},
                                               .message = text_in(example, "message")});
  }
  return quality;
}

Error unwritable(const std::string& where) {
  return {.kind = ErrorKind::unavailable, .message = "what was read cannot be kept here", .where = where};
}

}  // namespace

Result<State> State::open(const Pass& pass) {
  const std::string& folder = pass.options.state_folder;
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed || !fs::is_directory(folder, failed)) return unwritable(folder);
  return State(folder, knowledge_of(pass));
}

std::string State::path_of(const Input& input) const {
  std::error_code failed;
  const auto whole = fs::absolute(input.path, failed).string();
  const auto key = whole + "\x1f" + input.name + "\x1f" + std::to_string(input.bytes) + "\x1f" +
                   std::to_string(input.changed) + "\x1f" + knowledge_;
  return (fs::path(folder_) / (sha256_hex(key) + ".json")).string();
}

std::optional<Piece> State::load(const Input& input, PieceReader& reader) const {
  std::ifstream file(path_of(input), std::ios::binary);
  if (!file.is_open()) return std::nullopt;
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const TreeLimits limits{.bytes = std::numeric_limits<std::size_t>::max()};
  const auto state = read_json(bytes, "", limits);
  if (!state.ok() || text_in(*state.value, "format") != format) return std::nullopt;
  for (const Node& kept : items_in(*state.value, "kept"))
    if (kept.items.size() == 2) reader.read_kept({.line = number_in(kept.items[0]), .text = kept.items[1].text});
  Piece piece = reader.take();
  piece.lines = number_in(*state.value, "lines");
  piece.quality = read_quality(*state.value, input.name);
  piece.quality.lines = piece.lines;
  for (const Node& hash : items_in(*state.value, "there")) piece.there.push_back(number_in(hash));
  return piece;
}

Result<void> State::save(const Input& input, const Piece& piece) const {
  const std::string path = path_of(input);
  const std::string unfinished = path + ".part";
  std::error_code failed;
  {
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write, failed);
    file << text_of(piece);
    if (failed || !file.flush().good()) return unwritable(unfinished);
  }
  fs::rename(unfinished, path, failed);
  if (failed) return unwritable(path);
  return {};
}

}  // namespace lossa::intake::fhir
