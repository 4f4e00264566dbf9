// SPDX-License-Identifier: Apache-2.0
#include "sqlite.hpp"

#include <string>
#include <utility>

namespace lossa::journal_sqlite {
namespace {

struct Meaning {
  ErrorKind kind;
  const char* message;
};

Meaning meaning_of(int code) {
  switch (code & 0xff) {  // the low byte is the kind of failure, the rest its details
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {.kind = ErrorKind::unavailable,
              .message = "another program keeps the journal locked; wait until it is done, or end it, and try again"};
    case SQLITE_FULL:
      return {.kind = ErrorKind::unavailable, .message = "the disk with the journal is full; make room and try again"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {.kind = ErrorKind::unavailable,
              .message = "the journal cannot be written; give this user write permission to the file and its folder"};
    case SQLITE_CANTOPEN:
      return {
          .kind = ErrorKind::unavailable,
          .message = "the journal cannot be opened; see that it is a file and that this user may read and write it"};
    case SQLITE_CORRUPT:
      return {.kind = ErrorKind::corrupt_data,
              .message = "the journal file is damaged; keep it, and restore the latest backup beside it"};
    case SQLITE_NOTADB:
      return {.kind = ErrorKind::invalid_input, .message = "this file is not a Lossa journal; name another"};
    case SQLITE_IOERR:
      return {.kind = ErrorKind::unavailable,
              .message = "the disk with the journal failed or is full; look to it and try again"};
    default:
      return {.kind = ErrorKind::unavailable,
              .message = "the journal's storage failed; try again, and if it stays so, restart the program"};
  }
}

}  // namespace

Error storage_error(sqlite3& connection, int code) {
  const auto [kind, message] = meaning_of(code);
  const char* file = sqlite3_db_filename(&connection, "main");
  return Error{.kind = kind,
               .message = std::string(message) + " (SQLite: " + sqlite3_errstr(code) + ")",
               .where = file == nullptr ? "" : file};
}

Result<Connection> connect(const std::filesystem::path& path, int flags, std::chrono::milliseconds patience) {
  // An absolute path, because SQLite reads some names (":memory:", "file:x?mode=rw") as something else.
  const auto file = std::filesystem::absolute(path).string();
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  if (opened == nullptr) return Error{.kind = ErrorKind::unavailable, .message = "there is no memory left"};
  if (code != SQLITE_OK) {
    auto error = storage_error(*connection, code);
    error.where = file;
    return error;
  }
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, static_cast<int>(patience.count()));
  return connection;
}

Result<void> execute(sqlite3& connection, const char* sql) {
  const int code = sqlite3_exec(&connection, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return storage_error(connection, code);
  return {};
}

Result<Statement> prepare(sqlite3& connection, std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(&connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &prepared, nullptr);
  if (code != SQLITE_OK) return storage_error(connection, code);
  return Statement(prepared);
}

Query::~Query() {
  sqlite3_reset(&statement_);
  sqlite3_clear_bindings(&statement_);
}

Query& Query::bind(int parameter, std::int64_t value) {
  const int code = sqlite3_bind_int64(&statement_, parameter, value);
  if (bound_ == SQLITE_OK) bound_ = code;
  return *this;
}

Query& Query::bind_text(int parameter, std::string_view value) {
  // A text that starts at null would be bound as NULL, which is something else.
  const char* start = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_text64(&statement_, parameter, start, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (bound_ == SQLITE_OK) bound_ = code;
  return *this;
}

Query& Query::bind_blob(int parameter, std::string_view value) {
  const char* start = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_blob64(&statement_, parameter, start, value.size(), SQLITE_STATIC);
  if (bound_ == SQLITE_OK) bound_ = code;
  return *this;
}

Result<bool> Query::step() {
  const int code = bound_ == SQLITE_OK ? sqlite3_step(&statement_) : bound_;
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return storage_error(*sqlite3_db_handle(&statement_), code);
}

Result<void> Query::run() {
  const auto stepped = step();
  if (!stepped) return stepped.error();
  return {};
}

std::string_view Query::bytes(int column) const {
  const auto* start = static_cast<const char*>(sqlite3_column_blob(&statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(&statement_, column));
  return size == 0 ? std::string_view() : std::string_view(start, size);
}

void UndoTransaction::operator()(sqlite3* connection) const {
  // Some failures have ended the transaction by themselves.
  if (sqlite3_get_autocommit(connection) == 0) sqlite3_exec(connection, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<Transaction> begin_writing(sqlite3& connection) {
  LOSSA_TRY(execute(connection, "BEGIN IMMEDIATE"));
  return Transaction(&connection);
}

Result<void> commit(Transaction transaction) { return execute(*transaction, "COMMIT"); }

}  // namespace lossa::journal_sqlite
