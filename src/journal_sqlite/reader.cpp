// SPDX-License-Identifier: Apache-2.0
#include "reader.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace lossa::journal_sqlite {
namespace {

std::int64_t clamped(std::uint64_t value) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::int64_t>::max()));
}

}  // namespace

Result<std::unique_ptr<Reader>> Reader::start(Connection connection) {
  auto read = LOSSA_TRY(prepare(*connection,
                                "SELECT position, case_id, version, recorded_at, entry FROM record"
                                " WHERE position > ?1 ORDER BY position LIMIT ?2"));
  auto version_of = LOSSA_TRY(prepare(*connection, "SELECT coalesce(max(version), 0) FROM record WHERE case_id = ?1"));
  return std::unique_ptr<Reader>(
      new Reader(std::move(connection), {.read = std::move(read), .version_of = std::move(version_of)}));
}

Reader::Reader(Connection connection, Statements statements)
    : connection_(std::move(connection)), statements_(std::move(statements)) {}

Result<std::vector<journal::Record>> Reader::read(std::uint64_t after_position, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  Query query(statements_.read);
  query.bind(1, clamped(after_position)).bind(2, clamped(limit));
  std::vector<journal::Record> records;
  while (LOSSA_TRY(query.step())) {
    records.push_back({.position = static_cast<std::uint64_t>(query.integer(0)),
                       .case_id = std::string(query.bytes(1)),
                       .version = static_cast<std::uint64_t>(query.integer(2)),
                       .recorded_at = query.integer(3),
                       .entry = std::string(query.bytes(4))});
  }
  return records;
}

Result<std::uint64_t> Reader::version_of(std::string_view case_id) {
  const std::lock_guard lock(mutex_);
  Query query(statements_.version_of);
  query.bind_text(1, case_id);
  LOSSA_TRY(query.run());
  return static_cast<std::uint64_t>(query.integer(0));
}

}  // namespace lossa::journal_sqlite
