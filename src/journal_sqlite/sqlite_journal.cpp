// SPDX-License-Identifier: Apache-2.0
#include <lossa/journal_sqlite/sqlite_journal.hpp>

#include <utility>

#include <lossa/journal/store_checks.hpp>

#include "group_writer.hpp"
#include "reader.hpp"
#include "schema.hpp"

namespace lossa::journal_sqlite {

struct SqliteJournal::Parts {
  std::unique_ptr<GroupWriter> writer;
  std::unique_ptr<Reader> reader;  // ends first, so that the writer's connection can tidy up the log
};

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open(const std::filesystem::path& path,
                                                           const SqliteOptions& options) {
  if (path.empty()) return Error{.kind = ErrorKind::invalid_input, .message = "the journal's file has no name"};
  std::error_code ignored;  // what cannot be looked at is no folder for us
  if (!std::filesystem::is_directory(std::filesystem::absolute(path).parent_path(), ignored)) {
    return Error{.kind = ErrorKind::not_found,
                 .message = "the folder of the journal does not exist; make it first",
                 .where = path.string()};
  }
  auto writing = LOSSA_TRY(connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, options.patience));
  LOSSA_TRY(prepare_file(*writing, options.patience));
  auto reading = LOSSA_TRY(connect(path, SQLITE_OPEN_READONLY, options.patience));

  auto parts = std::make_unique<Parts>();
  parts->reader = LOSSA_TRY(Reader::start(std::move(reading)));
  parts->writer = LOSSA_TRY(GroupWriter::start(std::move(writing)));
  return std::unique_ptr<SqliteJournal>(new SqliteJournal(std::move(parts)));
}

SqliteJournal::SqliteJournal(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteJournal::~SqliteJournal() = default;

Result<std::uint64_t> SqliteJournal::append(std::span<const journal::CaseAppend> batch,
                                            journal::Timestamp recorded_at) {
  LOSSA_TRY(journal::require_well_formed(batch));
  return parts_->writer->append(batch, recorded_at);
}

Result<std::vector<journal::Record>> SqliteJournal::read(std::uint64_t after_position, std::size_t limit) const {
  return parts_->reader->read(after_position, limit);
}

Result<std::uint64_t> SqliteJournal::version_of(std::string_view case_id) const {
  return parts_->reader->version_of(case_id);
}

}  // namespace lossa::journal_sqlite
