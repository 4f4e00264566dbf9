// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/case_file.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <lossa/base/contract.hpp>
#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/model/case.hpp>
#include <lossa/resources/resources.hpp>
#include <lossa/terminology/organisms.hpp>

namespace lossa::intake {
namespace {

constexpr std::string_view organisms_file = "terminology/organisms.toml";

const terminology::Organisms& organisms() {
  static const auto known = [] {
    const auto bytes = resources::find(organisms_file);
    expects(bytes.has_value());
    auto read = terminology::Organisms::read(*bytes, organisms_file);
    expects(read.value.has_value());
    return *std::move(read.value);
  }();
  return known;
}

Checked<Node> read_by_name_or_content(std::string_view bytes, std::string_view file_name) {
  if (file_name.ends_with(".json")) return read_json(bytes, file_name);
  if (file_name.ends_with(".toml")) return read_toml(bytes, file_name);
  const auto first = bytes.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && bytes[first] == '{';
  return is_json ? read_json(bytes, file_name) : read_toml(bytes, file_name);
}

bool is_known_organism(const std::string& word) { return word == "other" || organisms().find(word) != nullptr; }

std::string unknown_organism(const std::string& word) {
  std::string message = "\"" + word + "\" is not an organism of " + std::string(organisms_file) + ", nor \"other\"";
  if (const auto* named = organisms().by_name(word); named != nullptr)
    return message + "; did you mean \"" + named->id + "\"?";
  std::vector<std::string> ids;
  for (const auto& organism : organisms().all()) ids.push_back(organism.id);
  const auto near = nearest(word, ids);
  return near.empty() ? message : message + "; did you mean \"" + near + "\"?";
}

/// The model knows an organism's word by its form only; whether there is such an organism is looked up here. `entry`
/// may be anything: what is not of its form is a fault already.
void check_organism(const Node& entry, const Place& place, Issues& issues) {
  const Node* kind = entry.find("kind");
  const Node* organism = entry.find("organism");
  if (kind != nullptr && kind->text == "culture" && organism != nullptr && is_identifier(organism->text, false) &&
      !is_known_organism(organism->text))
    issues.push_back({.place = {place.file, organism->line, organism->column, place.path + ".culture.organism"},
                      .message = unknown_organism(organism->text)});
  if (const Node* corrected = entry.find("entry"); corrected != nullptr)
    check_organism(*corrected, {.file = place.file, .path = place.path + ".correction.entry"}, issues);
}

void check_organisms(const Node& root, std::string_view file_name, Issues& issues) {
  const Node* entries = root.find("entries");
  if (entries == nullptr) return;
  for (std::size_t i = 0; i < entries->items.size(); ++i)
    check_organism(entries->items[i], {.file = std::string(file_name), .path = "entries[" + std::to_string(i) + "]"},
                   issues);
}

}  // namespace

Checked<CaseFile> read_case_file(std::string_view bytes, std::string_view file_name) {
  auto tree = read_by_name_or_content(bytes, file_name);
  if (!tree.ok()) return {.value = std::nullopt, .issues = std::move(tree.issues)};

  auto read = model::read_entries(*tree.value, file_name);
  std::ranges::move(tree.issues, std::back_inserter(read.issues));
  check_organisms(*tree.value, file_name, read.issues);
  auto folded = model::fold(read.value->case_id, read.value->entries);
  std::ranges::move(folded.issues, std::back_inserter(read.issues));
  model::sort_by_place(read.issues);
  return read;
}

}  // namespace lossa::intake
