// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>

#include "sqlite.hpp"

namespace lossa::journal_sqlite {

/// The one writer of a process: a thread that stores whatever batches have gathered in one transaction.
class GroupWriter {
 public:
  /// The connection's file is prepared (schema.hpp).
  static Result<std::unique_ptr<GroupWriter>> start(Connection connection);
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  /// Finishes the batches that wait.
  ~GroupWriter();

  /// As Journal::append, for a well-formed batch. From any thread.
  Result<std::uint64_t> append(std::span<const journal::CaseAppend> batch, journal::Timestamp recorded_at);

 private:
  using Outcome = Result<std::uint64_t>;

  struct Pending {
    std::span<const journal::CaseAppend> batch;  // the caller waits, so it stays
    journal::Timestamp recorded_at = 0;
    std::promise<Outcome> answer;
  };

  struct Statements {
    Statement version_of;
    Statement insert;
    Statement mark;
    Statement undo_to_mark;
    Statement release_mark;
  };

  GroupWriter(Connection connection, Statements statements);

  void work();
  std::vector<Pending> next_group();
  void store_and_answer(std::vector<Pending>& group);
  Result<std::vector<Outcome>> store(std::span<const Pending> group);
  Result<Outcome> store_apart(const Pending& pending);
  Outcome insert(const Pending& pending);
  Result<void> insert_entries(const journal::CaseAppend& append, journal::Timestamp recorded_at);
  Result<std::uint64_t> version_of(std::string_view case_id);

  // The connection and its statements belong to the thread.
  Connection connection_;
  Statements statements_;

  std::mutex mutex_;
  std::condition_variable has_work_;
  std::vector<Pending> waiting_;
  bool is_ending_ = false;

  std::thread thread_;
};

}  // namespace lossa::journal_sqlite
