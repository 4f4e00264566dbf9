// SPDX-License-Identifier: Apache-2.0
#include <lossa/journal_memory/memory_journal.hpp>

#include <algorithm>
#include <iterator>

#include <lossa/journal/store_checks.hpp>

namespace lossa::journal_memory {

using journal::CaseAppend;
using journal::Record;
using journal::Timestamp;

Result<std::uint64_t> MemoryJournal::append(std::span<const CaseAppend> batch, Timestamp recorded_at) {
  LOSSA_TRY(journal::require_well_formed(batch));
  const std::lock_guard lock(mutex_);
  for (const auto& append : batch) LOSSA_TRY(journal::require_version(append, locked_version_of(append.case_id)));

  for (const auto& append : batch) {
    auto& version = versions_[append.case_id];
    for (const auto& entry : append.entries) {
      records_.push_back({.position = records_.size() + 1,
                          .case_id = append.case_id,
                          .version = ++version,
                          .recorded_at = recorded_at,
                          .entry = entry});
    }
  }
  return std::uint64_t{records_.size()};
}

Result<std::vector<Record>> MemoryJournal::read(std::uint64_t after_position, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  const auto first = std::min<std::uint64_t>(after_position, records_.size());
  const auto count = std::min<std::uint64_t>(limit, records_.size() - first);
  const auto begin = records_.begin() + static_cast<std::ptrdiff_t>(first);
  return std::vector<Record>(begin, begin + static_cast<std::ptrdiff_t>(count));
}

Result<std::uint64_t> MemoryJournal::version_of(std::string_view case_id) const {
  const std::lock_guard lock(mutex_);
  return locked_version_of(case_id);
}

std::uint64_t MemoryJournal::locked_version_of(std::string_view case_id) const {
  const auto found = versions_.find(case_id);
  return found == versions_.end() ? 0 : found->second;
}

}  // namespace lossa::journal_memory
