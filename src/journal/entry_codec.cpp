// SPDX-License-Identifier: Apache-2.0
#include <lossa/journal/entry_codec.hpp>

#include <algorithm>
#include <utility>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/model/codec.hpp>

namespace lossa::journal {
namespace {

constexpr std::string_view version_key = "v";

Error corrupt(std::string message) { return {.kind = ErrorKind::corrupt_data, .message = std::move(message)}; }

/// Takes the version out of the entry's members. Version 1 is the first: there is none before to lift.
Result<void> take_version(Node& entry) {
  const auto found = std::ranges::find(entry.members, version_key, &Node::Member::key);
  if (found == entry.members.end()) return corrupt("a stored entry has no version");
  const auto version = found->value.number();
  if (!version.has_value() || *version != entry_version)
    return corrupt("a stored entry has a version that this program does not know; it knows " +
                   std::to_string(entry_version));
  entry.members.erase(found);
  return {};
}

/// The paths of the faults, without what was stored.
std::string fault_paths(const Issues& issues) {
  std::string paths;
  for (const auto& issue : issues)
    if (issue.severity == Severity::error) paths += (paths.empty() ? "" : ", ") + issue.place.path;
  return paths;
}

}  // namespace

std::string encode(const model::Entry& entry) {
  JsonWriter writer;
  model::write_entry(writer, entry);
  const auto json = std::move(writer).finish();
  // An entry is never an empty object: it has a kind.
  return "{\"" + std::string(version_key) + "\":" + std::to_string(entry_version) + "," + json.substr(1);
}

Result<model::Entry> decode(std::string_view bytes) {
  auto tree = read_json(bytes, "");
  if (!tree.ok()) return corrupt("a stored entry is not JSON");
  LOSSA_TRY(take_version(*tree.value));
  auto entry = model::read_entry(*tree.value, "");
  if (!entry.ok()) return corrupt("a stored entry cannot be read, at " + fault_paths(entry.issues));
  entry.value->place = {};
  return *std::move(entry.value);
}

}  // namespace lossa::journal
