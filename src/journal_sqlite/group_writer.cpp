// SPDX-License-Identifier: Apache-2.0
#include "group_writer.hpp"

#include <utility>

#include <lossa/journal/store_checks.hpp>

namespace lossa::journal_sqlite {

using journal::CaseAppend;
using journal::Timestamp;

namespace {

Result<void> run(const Statement& statement) { return Query(statement).run(); }

bool in_transaction(sqlite3& connection) { return sqlite3_get_autocommit(&connection) == 0; }

}  // namespace

Result<std::unique_ptr<GroupWriter>> GroupWriter::start(Connection connection) {
  auto version_of = LOSSA_TRY(prepare(*connection, "SELECT coalesce(max(version), 0) FROM record WHERE case_id = ?1"));
  auto insert = LOSSA_TRY(
      prepare(*connection, "INSERT INTO record (case_id, version, recorded_at, entry) VALUES (?1, ?2, ?3, ?4)"));
  auto mark = LOSSA_TRY(prepare(*connection, "SAVEPOINT batch"));
  auto undo_to_mark = LOSSA_TRY(prepare(*connection, "ROLLBACK TO batch"));
  auto release_mark = LOSSA_TRY(prepare(*connection, "RELEASE batch"));
  return std::unique_ptr<GroupWriter>(
      new GroupWriter(std::move(connection), {.version_of = std::move(version_of),
                                              .insert = std::move(insert),
                                              .mark = std::move(mark),
                                              .undo_to_mark = std::move(undo_to_mark),
                                              .release_mark = std::move(release_mark)}));
}

GroupWriter::GroupWriter(Connection connection, Statements statements)
    : connection_(std::move(connection)), statements_(std::move(statements)), thread_([this] { work(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  has_work_.notify_one();
  thread_.join();
}

Result<std::uint64_t> GroupWriter::append(std::span<const CaseAppend> batch, Timestamp recorded_at) {
  std::promise<Outcome> promise;
  auto outcome = promise.get_future();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({.batch = batch, .recorded_at = recorded_at, .answer = std::move(promise)});
  }
  has_work_.notify_one();
  return outcome.get();
}

void GroupWriter::work() {
  for (auto group = next_group(); !group.empty(); group = next_group()) store_and_answer(group);
}

/// Waits for work. Empty when the writer is to end and nothing waits any more.
std::vector<GroupWriter::Pending> GroupWriter::next_group() {
  std::unique_lock lock(mutex_);
  has_work_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
  return std::exchange(waiting_, {});
}

void GroupWriter::store_and_answer(std::vector<Pending>& group) {
  const auto outcomes = store(group);
  for (std::size_t i = 0; i < group.size(); ++i) {
    // A conflict, too, is only true if the batch before it was stored.
    group[i].answer.set_value(outcomes ? (*outcomes)[i] : Outcome(outcomes.error()));
  }
}

/// One outcome for each batch. Fails if nothing of the whole group is stored.
Result<std::vector<GroupWriter::Outcome>> GroupWriter::store(std::span<const Pending> group) {
  auto transaction = LOSSA_TRY(begin_writing(*connection_));
  std::vector<Outcome> outcomes;
  for (const auto& pending : group) outcomes.push_back(LOSSA_TRY(store_apart(pending)));

  const auto committed = commit(std::move(transaction));
  if (!committed) {
    // If only the sync failed, the refused group stands whole in the log, and after a crash now SQLite would take it
    // for stored. Emptying the log, as far as the disk still lets us, takes it out.
    sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    return committed.error();
  }
  return outcomes;
}

/// The batch's own outcome; what it did is undone if it was refused. Fails if the whole transaction is lost.
Result<GroupWriter::Outcome> GroupWriter::store_apart(const Pending& pending) {
  LOSSA_TRY(run(statements_.mark));
  auto outcome = insert(pending);
  if (!outcome) {
    if (!in_transaction(*connection_)) return outcome.error();  // SQLite has undone everything
    LOSSA_TRY(run(statements_.undo_to_mark));
  }
  LOSSA_TRY(run(statements_.release_mark));
  return outcome;
}

GroupWriter::Outcome GroupWriter::insert(const Pending& pending) {
  for (const auto& append : pending.batch) {
    const auto version = LOSSA_TRY(version_of(append.case_id));
    LOSSA_TRY(journal::require_version(append, version));
    LOSSA_TRY(insert_entries(append, pending.recorded_at));
  }
  return static_cast<std::uint64_t>(sqlite3_last_insert_rowid(connection_.get()));
}

Result<void> GroupWriter::insert_entries(const CaseAppend& append, Timestamp recorded_at) {
  auto version = static_cast<std::int64_t>(append.expected_version);
  for (const auto& entry : append.entries) {
    Query query(statements_.insert);
    query.bind_text(1, append.case_id).bind(2, ++version).bind(3, recorded_at).bind_blob(4, entry);
    LOSSA_TRY(query.run());
  }
  return {};
}

Result<std::uint64_t> GroupWriter::version_of(std::string_view case_id) {
  Query query(statements_.version_of);
  query.bind_text(1, case_id);
  LOSSA_TRY(query.run());
  return static_cast<std::uint64_t>(query.integer(0));
}

}  // namespace lossa::journal_sqlite
