// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>

namespace lossa::journal_memory {

/// A journal that lives as long as the object: for tests, and for work that is to leave nothing behind.
class MemoryJournal final : public journal::Journal {
 public:
  [[nodiscard]] Result<std::uint64_t> append(std::span<const journal::CaseAppend> batch,
                                             journal::Timestamp recorded_at) override;
  [[nodiscard]] Result<std::vector<journal::Record>> read(std::uint64_t after_position,
                                                          std::size_t limit) const override;
  [[nodiscard]] Result<std::uint64_t> version_of(std::string_view case_id) const override;

 private:
  [[nodiscard]] std::uint64_t locked_version_of(std::string_view case_id) const;

  mutable std::mutex mutex_;
  std::vector<journal::Record> records_;  // the record of position p is at p - 1
  std::map<std::string, std::uint64_t, std::less<>> versions_;
};

}  // namespace lossa::journal_memory
