// SPDX-License-Identifier: Apache-2.0
// What the journal says and keeps when the disk or another program will not let it write.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <temp_folder.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <lossa/journal_sqlite/sqlite_journal.hpp>

#include "faulty_disk.hpp"

namespace lossa::journal_sqlite {
namespace {

using journal::CaseAppend;
using test::Fault;
using test::FaultyDisk;
namespace fs = std::filesystem;

std::vector<CaseAppend> one(const std::string& case_id, std::uint64_t version, const std::string& entry) {
  return {{case_id, version, {entry}}};
}

class SqliteFault : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = SqliteJournal::open(file, {.patience = std::chrono::milliseconds(20)});
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    journal = *std::move(opened);
    ASSERT_TRUE(journal->append(one("a", 0, "kept"), 1).has_value());
  }

  void expect_only_the_kept_record(const SqliteJournal& store) const {
    const auto records = store.read(0, 10);
    ASSERT_TRUE(records.has_value()) << records.error().message;
    ASSERT_EQ(records->size(), 1U);
    EXPECT_EQ(records->front().entry, "kept");
    EXPECT_EQ(*store.version_of("a"), 1U);
    EXPECT_EQ(*store.version_of("b"), 0U);
  }

  test::TempFolder folder;
  fs::path file = folder.path() / "journal.db";
  std::unique_ptr<SqliteJournal> journal;
};

TEST_F(SqliteFault, SyncsTheDiskBeforeEachAppendIsAnswered) {
  for (std::uint64_t version = 1; version < 20; ++version) {
    const auto before = test::sync_count();
    ASSERT_TRUE(journal->append(one("a", version, "e"), 1).has_value());
    ASSERT_GT(test::sync_count(), before);
  }
}

TEST_F(SqliteFault, StoresNothingOnAFullDiskAndGoesOnWhenThereIsRoom) {
  const std::vector<CaseAppend> batch = {{"b", 0, {"x", std::string(8'000'000, 'y')}}, {"a", 1, {"z"}}};
  for (const auto& refused : {batch, one("a", 1, "small")}) {
    const FaultyDisk full(Fault::full);
    const auto position = journal->append(refused, 2);
    ASSERT_FALSE(position.has_value());
    EXPECT_EQ(position.error().kind, ErrorKind::unavailable);
    EXPECT_NE(position.error().message.find("make room"), std::string::npos) << position.error().message;
    EXPECT_EQ(position.error().where, file.string());
    expect_only_the_kept_record(*journal);
  }
  expect_only_the_kept_record(*journal);
  EXPECT_EQ(*journal->append(one("a", 1, "again"), 3), 2U);
}

TEST_F(SqliteFault, AnswersEveryWriterWhenTheDiskIsFull) {
  const FaultyDisk full(Fault::full);
  std::vector<std::thread> threads(8);
  for (std::size_t i = 0; i < threads.size(); ++i) {
    threads[i] = std::thread([this, i] {
      for (int repeat = 0; repeat < 10; ++repeat) {
        const auto position = journal->append(one("case-" + std::to_string(i), 0, "e"), 1);
        ASSERT_FALSE(position.has_value());
        EXPECT_EQ(position.error().kind, ErrorKind::unavailable);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  expect_only_the_kept_record(*journal);
}

TEST_F(SqliteFault, StoresNothingWhenTheDiskCannotSync) {
  {
    const FaultyDisk failing(Fault::next_sync_fails);
    const auto position = journal->append(one("a", 1, "lost"), 2);
    ASSERT_FALSE(position.has_value());
    EXPECT_EQ(position.error().kind, ErrorKind::unavailable);
    EXPECT_NE(position.error().message.find("disk"), std::string::npos) << position.error().message;
  }
  expect_only_the_kept_record(*journal);
  EXPECT_EQ(*journal->append(one("a", 1, "again"), 3), 2U);
}

TEST_F(SqliteFault, SaysThatAnotherProgramKeepsTheFileLocked) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);

  const auto position = journal->append(one("a", 1, "waits in vain"), 2);
  ASSERT_FALSE(position.has_value());
  EXPECT_EQ(position.error().kind, ErrorKind::unavailable);
  EXPECT_NE(position.error().message.find("another program"), std::string::npos) << position.error().message;
  expect_only_the_kept_record(*journal);

  sqlite3_close(other);
  EXPECT_EQ(*journal->append(one("a", 1, "free again"), 3), 2U);
}

// After a failed sync the whole group stands in SQLite's log, and opening what a crash leaves would bring it back.
TEST_F(SqliteFault, DoesNotBringBackWhatWasRefusedForASync) {
  {
    const FaultyDisk failing(Fault::next_sync_fails);
    ASSERT_FALSE(journal->append(one("a", 1, "refused"), 2).has_value());
  }
  const auto crashed = folder.path() / "crashed";
  fs::create_directory(crashed);
  for (const auto* name : {"journal.db", "journal.db-wal"}) fs::copy_file(folder.path() / name, crashed / name);

  const auto reopened = SqliteJournal::open(crashed / "journal.db");

  ASSERT_TRUE(reopened.has_value()) << reopened.error().message;
  expect_only_the_kept_record(**reopened);
}

TEST_F(SqliteFault, LeavesOneFileWithoutALogWhenItEnds) {
  ASSERT_TRUE(fs::exists(file.string() + "-wal"));
  journal.reset();
  EXPECT_FALSE(fs::exists(file.string() + "-wal"));
  expect_only_the_kept_record(**SqliteJournal::open(file));
}

}  // namespace
}  // namespace lossa::journal_sqlite
