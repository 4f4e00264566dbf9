// SPDX-License-Identifier: Apache-2.0
#include "schema.hpp"

#include <string>
#include <thread>
#include <utility>

namespace lossa::journal_sqlite {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Error refused(sqlite3& connection, std::string message) {
  return Error{.kind = ErrorKind::invalid_input,
               .message = std::move(message),
               .where = sqlite3_db_filename(&connection, "main")};
}

/// The version of the file's schema, 0 for an empty file. Fails if this program must not write to it.
Result<std::size_t> schema_version(sqlite3& connection) {
  const auto statement = LOSSA_TRY(prepare(
      connection,
      "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),"
      " (SELECT count(*) FROM sqlite_schema)"));
  Query query(statement);
  LOSSA_TRY(query.run());
  const auto owner = query.integer(0);
  const auto version = query.integer(1);
  const bool is_empty = query.integer(2) == 0;

  if (owner == 0 && version == 0 && is_empty) return std::size_t{0};
  if (owner != application_id || version < 1) {
    return refused(connection, "this file is not a Lossa journal; name another");
  }
  if (version > static_cast<std::int64_t>(newest_schema)) {
    return refused(connection, "the journal was written by a newer Lossa (its version is " + std::to_string(version) +
                                   ", this program knows " + std::to_string(newest_schema) +
                                   "); use the newer program");
  }
  return static_cast<std::size_t>(version);
}

Result<std::string> ask_for_write_ahead_log(sqlite3& connection) {
  const auto statement = LOSSA_TRY(prepare(connection, "PRAGMA journal_mode = WAL"));
  Query query(statement);
  LOSSA_TRY(query.run());
  return std::string(query.bytes(0));
}

/// SQLite does not always wait for a writer when it changes to the write-ahead log, so we do.
Result<void> use_write_ahead_log(sqlite3& connection, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  auto mode = ask_for_write_ahead_log(connection);
  while (!mode && (sqlite3_errcode(&connection) & 0xff) == SQLITE_BUSY && steady_clock::now() < deadline) {
    std::this_thread::sleep_for(milliseconds(5));
    mode = ask_for_write_ahead_log(connection);
  }
  if (!mode) return mode.error();
  if (*mode == "wal") return {};
  return Error{.kind = ErrorKind::unavailable,
               .message = "the journal's disk cannot share memory between programs; put the journal on a local disk",
               .where = sqlite3_db_filename(&connection, "main")};
}

Result<void> lift_to_newest(sqlite3& connection) {
  auto transaction = LOSSA_TRY(begin_writing(connection));
  const auto version = LOSSA_TRY(schema_version(connection));  // another process may have been faster
  for (auto step = version; step < newest_schema; ++step) LOSSA_TRY(execute(connection, schema_steps.at(step)));
  return commit(std::move(transaction));
}

}  // namespace

Result<void> prepare_file(sqlite3& connection, milliseconds patience) {
  const auto found = LOSSA_TRY(schema_version(connection));
  if (sqlite3_db_readonly(&connection, "main") == 1) return storage_error(connection, SQLITE_READONLY);
  LOSSA_TRY(use_write_ahead_log(connection, patience));
  LOSSA_TRY(execute(connection, "PRAGMA synchronous = FULL"));
  return found == newest_schema ? Result<void>() : lift_to_newest(connection);
}

}  // namespace lossa::journal_sqlite
