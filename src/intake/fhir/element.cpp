// SPDX-License-Identifier: Apache-2.0
#include "element.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/terminology/identity_number.hpp>

namespace lossa::intake::fhir {
namespace {

bool is_type_name(std::string_view word) {
  return !word.empty() && word.front() >= 'A' && word.front() <= 'Z' &&
         std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// Takes the last part of a path away, and gives it.
std::string_view take_last_part(std::string_view& path) {
  const auto slash = path.rfind('/');
  const auto last = slash == std::string_view::npos ? path : path.substr(slash + 1);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  return last;
}

std::string kind_message(Node::Kind expected, const Node& found) {
  return "expected the kind \"" + std::string(to_string(expected)) + "\", found \"" +
         std::string(to_string(found.kind)) + "\"";
}

}  // namespace

std::string_view Concept::words() const {
  if (!text.empty()) return text;
  const auto named = std::ranges::find_if(codings, [](const Coding& coding) { return !coding.display.empty(); });
  return named == codings.end() ? std::string_view() : named->display;
}

std::string normal_reference(std::string_view reference) {
  if (reference.starts_with("urn:") || reference.find('?') != std::string_view::npos) return std::string(reference);
  std::string_view rest = reference.substr(0, reference.find('#'));
  if (const auto history = rest.find("/_history/"); history != std::string_view::npos) rest = rest.substr(0, history);
  const auto id = take_last_part(rest);
  const auto type = take_last_part(rest);
  if (id.empty() || !is_type_name(type)) return std::string(reference);
  return std::string(type).append("/").append(id);
}

bool is_plain_patient(std::string_view reference) {
  constexpr std::string_view type = "Patient/";
  static constexpr auto may_be_in_id = [] {  // FHIR R4, datatype id
    std::array<bool, 256> table{};
    for (const char c : std::string_view("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
      table[static_cast<unsigned char>(c)] = true;
    return table;
  }();
  if (!reference.starts_with(type) || reference.size() == type.size()) return false;
  return std::ranges::all_of(reference.substr(type.size()),
                             [](char c) { return may_be_in_id[static_cast<unsigned char>(c)]; });
}

bool names_a_resource(std::string_view key) { return !key.empty() && key.find('?') == std::string_view::npos; }

std::string shown(std::string_view key) {
  std::string_view rest = key.substr(0, key.find('#'));
  const auto contained = key.substr(rest.size());
  const auto id = take_last_part(rest);
  const bool hide = terminology::looks_like_identity_number(id) ||
                    (!contained.empty() && terminology::looks_like_identity_number(contained.substr(1)));
  if (!hide) return std::string(key);
  return rest.empty() ? "(hidden)" : std::string(rest) + "/(hidden)";
}

void note_server(std::string_view address, const Source& source) {
  constexpr std::size_t most = 8;
  const auto resource = address.find("/Patient/");
  if (!address.starts_with("http") || resource == std::string_view::npos || source.quality.servers.size() >= most)
    return;
  source.quality.servers.emplace(address.substr(0, resource));
}

namespace {

/// Every value of a tree, one way only: for an id of what has none.
void append_values(const Node& node, std::string& out) {
  out += static_cast<char>('0' + static_cast<int>(node.kind));
  out += node.boolean ? 't' : 'f';
  out.append(node.text).append("\x1f");
  for (const Node& item : node.items) append_values(item, out);
  for (const auto& member : node.members) {
    out.append(member.key).append("\x1e");
    append_values(member.value, out);
  }
  out += '\x1d';
}

constexpr std::size_t digest_letters = 24;

}  // namespace

std::string stable_id(const Reader& reader) {
  if (reader.key().empty()) {
    std::string values;
    append_values(reader.resource(), values);
    return std::string(reader.type()) + "/sha256-" + sha256_hex(values).substr(0, digest_letters);
  }
  if (shown(reader.key()) == reader.key()) return reader.key();
  return std::string(reader.type()) + "/sha256-" + sha256_hex(reader.key()).substr(0, digest_letters);
}

Reader::Reader(const Node& resource, const Source& source, std::string owner)
    : resource_(resource), source_(source), owner_(std::move(owner)) {
  type_ = text(&resource, "resourceType");
  const std::string id(text(&resource, "id"));
  if (id.empty()) return;
  key_ = owner_.empty() ? type_ + "/" + id : owner_ + "#" + id;
}

std::string Reader::version() const {
  const Node* meta = object(&resource_, "meta");
  const auto updated = text(meta, "lastUpdated");
  return std::string(updated.empty() ? text(meta, "versionId") : updated);
}

const Node* Reader::find(const Node* in, std::string_view name, Node::Kind kind) const {
  const Node* node = in == nullptr ? nullptr : in->find(name);
  if (node == nullptr || node->kind == Node::Kind::null) return nullptr;
  if (node->kind == kind) return node;
  note(FaultKind::wrong_type, name, kind_message(kind, *node));
  return nullptr;
}

std::string_view Reader::text(const Node* in, std::string_view name) const {
  const Node* node = find(in, name, Node::Kind::string);
  return node == nullptr ? std::string_view() : std::string_view(node->text);
}

std::optional<bool> Reader::boolean(const Node* in, std::string_view name) const {
  const Node* node = find(in, name, Node::Kind::boolean);
  return node == nullptr ? std::nullopt : std::optional(node->boolean);
}

const Node* Reader::number(const Node* in, std::string_view name) const { return find(in, name, Node::Kind::number); }
const Node* Reader::object(const Node* in, std::string_view name) const { return find(in, name, Node::Kind::object); }

std::span<const Node> Reader::items(const Node* in, std::string_view name) const {
  const Node* node = find(in, name, Node::Kind::array);
  return node == nullptr ? std::span<const Node>() : std::span<const Node>(node->items);
}

Concept Reader::concept_in(const Node& node) const {
  Concept read{.text = text(&node, "text"), .node = &node};
  for (const Node& coding : items(&node, "coding"))
    read.codings.push_back(
        {.system = text(&coding, "system"), .code = text(&coding, "code"), .display = text(&coding, "display")});
  return read;
}

Concept Reader::concept_of(const Node* in, std::string_view name) const {
  const Node* node = object(in, name);
  return node == nullptr ? Concept{} : concept_in(*node);
}

std::string_view Reader::code_of(const Node* in, std::string_view name) const {
  const Concept read = concept_of(in, name);
  return read.codings.empty() ? std::string_view() : read.codings.front().code;
}

model::OptionalWhen Reader::date(const Node* in, std::string_view name) const {
  const auto written = text(in, name);
  if (written.empty()) return std::nullopt;
  // FHIR has no spans, so a slash is no date here.
  auto read = written.find('/') == std::string_view::npos
                  ? Date::parse(written)
                  : Result<Date>(Error{.kind = ErrorKind::invalid_input, .message = "this is no date"});
  if (read.has_value()) return std::move(read).value();
  const bool hide = terminology::looks_like_identity_number(written);
  note(FaultKind::impossible_date, name, hide ? "this is no date" : read.error().message);
  return std::nullopt;
}

model::OptionalWhen Reader::start_of(std::string_view name) const {
  const std::string base(name);
  for (const char* kind : {"DateTime", "Instant", "Date"})
    if (auto at = date(&resource_, base + kind)) return at;
  return date(object(&resource_, base + "Period"), "start");
}

model::OptionalWhen Reader::end_of(std::string_view name) const {
  return date(object(&resource_, std::string(name) + "Period"), "end");
}

std::string Reader::resolved(std::string_view reference) const {
  if (reference.empty()) return "";
  if (reference.starts_with('#')) return (owner_.empty() ? key_ : owner_) + std::string(reference);
  if (source_.full_urls != nullptr)
    if (const auto found = source_.full_urls->find(reference); found != source_.full_urls->end()) return found->second;
  return normal_reference(reference);
}

std::string Reader::reference_in(const Node& node) const { return resolved(text(&node, "reference")); }

std::string Reader::reference(const Node* in, std::string_view name) const {
  const Node* node = object(in, name);
  return node == nullptr ? "" : reference_in(*node);
}

std::vector<std::string> Reader::references(std::string_view name) const {
  std::vector<std::string> keys;
  for (const Node& node : items(&resource_, name))
    if (auto key = reference_in(node); !key.empty()) keys.push_back(std::move(key));
  return keys;
}

std::string Reader::person(std::string_view name) const {
  const Node* node = object(&resource_, name);
  if (node == nullptr) return "";
  note_server(text(node, "reference"), source_);
  std::string key = reference_in(*node);
  if (key.starts_with("Patient/") || key.starts_with("urn:")) return key;
  const auto conditional = key.find("identifier=");
  const std::string value(conditional != std::string::npos && key.starts_with("Patient?")
                              ? std::string_view(key).substr(key.find_last_of("=|") + 1)
                              : text(object(node, "identifier"), "value"));
  const auto number = terminology::read_identity_number(value, source_.today);
  return number ? number->normal : "";
}

Place Reader::place(std::string_view name) const {
  std::string path = key_.empty() ? type_ : shown(key_);
  if (!name.empty()) path.append(".").append(name);
  return {.file = source_.file, .line = source_.lines_before + resource_.line, .column = 0, .path = std::move(path)};
}

void Reader::note(FaultKind kind, std::string_view name, std::string message) const {
  source_.quality.note(kind, place(name), std::move(message));
}

model::Entry Reader::entry(model::Content content) const {
  model::Entry made;
  made.content = std::move(content);
  made.place = place();
  made.read_in = source_.file + ":" + std::to_string(made.place.line) + " " + made.place.path;
  return made;
}

Meaning meaning_of(const Concept& concept_read, const Dictionary& dictionary,
                   std::span<const terminology::Sense> senses) {
  for (const Coding& coding : concept_read.codings) {
    const auto* code = dictionary.codes.find(coding.system, coding.code);
    if (code == nullptr) continue;
    if (senses.empty() || std::ranges::find(senses, code->sense) != senses.end())
      return {.code = code, .given = std::string(coding.code)};
  }
  return {};
}

void count_unmapped(const Concept& concept_read, const Source& source) {
  for (const Coding& coding : concept_read.codings)
    if (!coding.code.empty()) ++source.quality.unmapped[{std::string(coding.system), std::string(coding.code)}];
}

}  // namespace lossa::intake::fhir
