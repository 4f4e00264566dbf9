// SPDX-License-Identifier: Apache-2.0
#include <lossa/registry/casebook.hpp>

#include <set>
#include <utility>

#include <lossa/journal/entry_codec.hpp>

namespace lossa::registry {
namespace {

constexpr std::size_t records_at_once = 10'000;

/// What stands in the journal is folded whatever its faults: they were shown when it was entered, and the pages show
/// them again.
model::Case fold_stored(std::string id, std::vector<model::Entry> entries) {
  auto folded = model::fold(std::move(id), std::move(entries));
  expects(folded.value.has_value());
  return std::move(*folded.value);
}

Result<model::Entry> decode(const journal::Record& record) {
  auto entry = journal::decode(record.entry);
  if (entry) return entry;
  auto error = std::move(entry).error();
  error.where = record.case_id + ", version " + std::to_string(record.version);
  return error;
}

}  // namespace

Result<void> Casebook::catch_up(const journal::Journal& journal) {
  std::set<std::string> changed;
  Result<void> outcome;
  for (bool more = true; more && outcome;) {
    const auto records = LOSSA_TRY(journal.read(position_, records_at_once));
    more = records.size() == records_at_once;
    for (const auto& record : records) {
      auto entry = decode(record);
      if (!entry) {
        outcome = std::move(entry).error();
        break;
      }
      courses_[record.case_id].entries.push_back({record.recorded_at, std::move(entry).value()});
      changed.insert(record.case_id);
      position_ = record.position;
    }
  }
  for (const auto& id : changed) courses_.find(id)->second.folded = fold_stored(id, entries_of(id));
  return outcome;
}

std::vector<std::string_view> Casebook::ids() const {
  std::vector<std::string_view> ids;
  ids.reserve(courses_.size());
  for (const auto& [id, course] : courses_) ids.emplace_back(id);
  return ids;
}

const model::Case* Casebook::find(std::string_view id) const {
  const auto found = courses_.find(id);
  return found == courses_.end() ? nullptr : &found->second.folded;
}

std::uint64_t Casebook::version_of(std::string_view id) const {
  const auto found = courses_.find(id);
  return found == courses_.end() ? 0 : found->second.entries.size();
}

std::vector<model::Entry> Casebook::entries_of(std::string_view id) const {
  std::vector<model::Entry> entries;
  const auto found = courses_.find(id);
  if (found == courses_.end()) return entries;
  for (const auto& recorded : found->second.entries) entries.push_back(recorded.entry);
  return entries;
}

std::optional<model::Case> Casebook::as_recorded(std::string_view id, journal::Timestamp moment) const {
  const auto found = courses_.find(id);
  if (found == courses_.end()) return std::nullopt;
  std::vector<model::Entry> entries;
  for (const auto& recorded : found->second.entries)
    if (recorded.at <= moment) entries.push_back(recorded.entry);
  if (entries.empty()) return std::nullopt;
  return fold_stored(std::string(id), std::move(entries));
}

}  // namespace lossa::registry
