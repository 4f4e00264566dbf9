// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include <lossa/base/result.hpp>

/// SQLite's C interface with owners and Results. A connection and its statements are for one thread at a time.
namespace lossa::journal_sqlite {

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// What SQLite's result code means for the person who runs the program, and what to do about it.
Error storage_error(sqlite3& connection, int code);

/// `flags` are those of sqlite3_open_v2. The path is a file's, whatever it is called.
Result<Connection> connect(const std::filesystem::path& path, int flags, std::chrono::milliseconds patience);

Result<void> execute(sqlite3& connection, const char* sql);
Result<Statement> prepare(sqlite3& connection, std::string_view sql);

/// One run of a statement, from its values to its last row. What is bound and read belongs to someone else: bound text
/// must outlive the Query, bytes read are good until the next step.
class Query {
 public:
  explicit Query(const Statement& statement) : statement_(*statement) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& bind(int parameter, std::int64_t value);
  Query& bind_text(int parameter, std::string_view value);
  Query& bind_blob(int parameter, std::string_view value);

  /// True if there is a row. A value that could not be bound fails here.
  Result<bool> step();

  /// The only step of a statement that gives one row or none.
  Result<void> run();

  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(&statement_, column); }
  /// A text or blob as it was stored.
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  sqlite3_stmt& statement_;
  int bound_ = SQLITE_OK;
};

struct UndoTransaction {
  void operator()(sqlite3* connection) const;
};
/// A write transaction of the connection it points to: undone in the end unless it was committed.
using Transaction = std::unique_ptr<sqlite3, UndoTransaction>;

/// Waits for other writers; what the transaction then reads stays so until it ends.
Result<Transaction> begin_writing(sqlite3& connection);

/// Durable when this returns.
Result<void> commit(Transaction transaction);

}  // namespace lossa::journal_sqlite
