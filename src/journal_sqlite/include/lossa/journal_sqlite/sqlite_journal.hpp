// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>

namespace lossa::journal_sqlite {

struct SqliteOptions {
  std::chrono::milliseconds patience{10'000};  ///< how long to wait while another process writes
};

/// A journal in one SQLite file on a local disk. Other processes may have the same file open, and append to it.
///
/// All appends of this object go through one thread, which stores whatever has gathered in one transaction and one
/// sync of the disk: many writers cost little more than one. The destructor first finishes what is under way.
class SqliteJournal final : public journal::Journal {
 public:
  /// Opens the journal, or makes one if there is no file or an empty one. A file of an older version is lifted to
  /// this one's. A program that dies halfway leaves a file that opens.
  /// Fails with not_found if the folder does not exist; with invalid_input if the file is no journal or one of a newer
  /// program (neither is touched); with unavailable if it may not be written or stays locked.
  static Result<std::unique_ptr<SqliteJournal>> open(const std::filesystem::path& path,
                                                     const SqliteOptions& options = {});
  ~SqliteJournal() override;

  [[nodiscard]] Result<std::uint64_t> append(std::span<const journal::CaseAppend> batch,
                                             journal::Timestamp recorded_at) override;
  [[nodiscard]] Result<std::vector<journal::Record>> read(std::uint64_t after_position,
                                                          std::size_t limit) const override;
  [[nodiscard]] Result<std::uint64_t> version_of(std::string_view case_id) const override;

 private:
  struct Parts;  // keeps sqlite3.h out of this header

  explicit SqliteJournal(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace lossa::journal_sqlite
