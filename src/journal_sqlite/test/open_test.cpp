// SPDX-License-Identifier: Apache-2.0
// What may and may not be opened as a journal, and what is in it then.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>
#include <temp_folder.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <lossa/journal_sqlite/sqlite_journal.hpp>

namespace lossa::journal_sqlite {
namespace {

using journal::CaseAppend;
namespace fs = std::filesystem;

std::vector<CaseAppend> one(const std::string& case_id, std::uint64_t version, const std::string& entry) {
  return {{case_id, version, {entry}}};
}

/// Changes a file behind the journal's back.
void run_sql(const fs::path& file, const std::string& sql) {
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(connection);
  sqlite3_close(connection);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class SqliteFile : public testing::Test {
 protected:
  void make_journal() const {
    const auto journal = SqliteJournal::open(file);
    ASSERT_TRUE(journal.has_value()) << journal.error().message;
    ASSERT_TRUE((*journal)->append(one("a", 0, "first"), 1).has_value());
  }

  test::TempFolder folder;
  fs::path file = folder.path() / "journal.db";
};

TEST_F(SqliteFile, KeepsEverythingWhenOpenedAgain) {
  std::vector<journal::Record> before;
  {
    const auto journal = SqliteJournal::open(file);
    ASSERT_TRUE(journal.has_value()) << journal.error().message;
    ASSERT_TRUE((*journal)->append(one("a", 0, "first"), 10).has_value());
    ASSERT_TRUE((*journal)->append(std::vector<CaseAppend>{{"b", 0, {"x", "y"}}, {"a", 1, {"second"}}}, 20));
    before = *(*journal)->read(0, 100);
  }
  ASSERT_EQ(before.size(), 4U);

  const auto again = SqliteJournal::open(file);

  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(*(*again)->read(0, 100), before);
  EXPECT_EQ(*(*again)->version_of("a"), 2U);
  EXPECT_EQ(*(*again)->append(one("a", 2, "third"), 30), 5U);
}

TEST_F(SqliteFile, SeesWhatAnotherJournalOnTheFileStores) {
  const auto ours = SqliteJournal::open(file);
  const auto theirs = SqliteJournal::open(file);
  ASSERT_TRUE(ours.has_value() && theirs.has_value());
  ASSERT_TRUE((*theirs)->append(one("a", 0, "first"), 1).has_value());

  EXPECT_EQ((*(*ours)->read(0, 10)).size(), 1U);
  EXPECT_EQ((*ours)->append(one("a", 0, "too late"), 2).error().kind, ErrorKind::conflict);
  EXPECT_EQ(*(*ours)->append(one("a", 1, "second"), 2), 2U);
}

TEST_F(SqliteFile, DoesNotMakeAFolder) {
  const auto missing = folder.path() / "no" / "journal.db";
  const auto journal = SqliteJournal::open(missing);
  ASSERT_FALSE(journal.has_value());
  EXPECT_EQ(journal.error().kind, ErrorKind::not_found);
  EXPECT_EQ(journal.error().where, missing.string());
  EXPECT_FALSE(fs::exists(missing.parent_path()));
}

TEST_F(SqliteFile, NeedsAName) { EXPECT_EQ(SqliteJournal::open("").error().kind, ErrorKind::invalid_input); }

TEST_F(SqliteFile, IsNotAFolder) {
  const auto journal = SqliteJournal::open(folder.path());
  ASSERT_FALSE(journal.has_value());
  EXPECT_EQ(journal.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(journal.error().where, folder.path().string());
}

TEST_F(SqliteFile, MayHaveANameThatMeansSomethingElseToSqlite) {
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  for (const std::string name : {":memory:", "file:journal.db?mode=memory"}) {
    SCOPED_TRACE(name);
    const auto journal = SqliteJournal::open(name);
    EXPECT_TRUE(journal.has_value());
    EXPECT_TRUE(fs::exists(folder.path() / name));
  }
  fs::current_path(before);
}

TEST_F(SqliteFile, RefusesANewerVersionAndLeavesItAsItIs) {
  make_journal();
  run_sql(file, "PRAGMA user_version = 2");
  const auto before = bytes_of(file);

  const auto journal = SqliteJournal::open(file);

  ASSERT_FALSE(journal.has_value());
  EXPECT_EQ(journal.error().kind, ErrorKind::invalid_input);
  EXPECT_NE(journal.error().message.find("newer Lossa"), std::string::npos) << journal.error().message;
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(SqliteFile, RefusesAFileOfAnotherProgramAndLeavesItAsItIs) {
  run_sql(file, "CREATE TABLE theirs (x)");
  const auto before = bytes_of(file);

  const auto journal = SqliteJournal::open(file);

  ASSERT_FALSE(journal.has_value());
  EXPECT_EQ(journal.error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(journal.error().where, file.string());
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(SqliteFile, RefusesAnotherProgramsMarkEvenWithoutTables) {
  run_sql(file, "PRAGMA application_id = 7; PRAGMA journal_mode = DELETE; PRAGMA user_version = 1");
  EXPECT_EQ(SqliteJournal::open(file).error().kind, ErrorKind::invalid_input);
}

TEST_F(SqliteFile, RefusesWhatIsNoDatabaseAndLeavesItAsItIs) {
  for (const std::string text : {"short", "a letter to a colleague about something else\n"}) {
    SCOPED_TRACE(text);
    std::ofstream(file, std::ios::binary) << text;
    const auto journal = SqliteJournal::open(file);
    ASSERT_FALSE(journal.has_value());
    EXPECT_EQ(journal.error().kind, ErrorKind::invalid_input);
    EXPECT_EQ(bytes_of(file), text);
  }
}

TEST_F(SqliteFile, SaysThatADamagedFileIsDamaged) {
  make_journal();
  fs::resize_file(file, fs::file_size(file) / 2);
  const auto journal = SqliteJournal::open(file);
  const auto error = journal ? (*journal)->read(0, 10).error() : journal.error();
  EXPECT_EQ(error.kind, ErrorKind::corrupt_data) << error.message;
}

// What a program leaves that died while it made the journal: nothing yet, or a database still without tables.
TEST_F(SqliteFile, IsMadeWhereMakingItWasBrokenOff) {
  std::ofstream(file).close();
  make_journal();
  fs::remove(file);
  run_sql(file, "PRAGMA journal_mode = WAL");
  ASSERT_GT(fs::file_size(file), 0U);
  make_journal();
}

TEST_F(SqliteFile, IsMadeOnceByManyAtATime) {
  std::vector<std::thread> threads(8);
  for (std::size_t i = 0; i < threads.size(); ++i) {
    threads[i] = std::thread([this, i] {
      const auto journal = SqliteJournal::open(file, {.patience = std::chrono::minutes(1)});
      ASSERT_TRUE(journal.has_value()) << journal.error().message;
      EXPECT_TRUE((*journal)->append(one("case-" + std::to_string(i), 0, "e"), 1).has_value());
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ((*(*SqliteJournal::open(file))->read(0, 100)).size(), 8U);
}

// The time is a lower bound: a slow machine cannot break it.
TEST_F(SqliteFile, WaitsAsLongAsItWasToldForAFileThatSomeoneElseIsMaking) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  constexpr auto patience = std::chrono::milliseconds(50);
  const auto start = std::chrono::steady_clock::now();

  const auto journal = SqliteJournal::open(file, {.patience = patience});

  EXPECT_GE(std::chrono::steady_clock::now() - start, patience);
  ASSERT_FALSE(journal.has_value());
  EXPECT_EQ(journal.error().kind, ErrorKind::unavailable);
  sqlite3_close(other);
  make_journal();
}

TEST_F(SqliteFile, RefusesToChangeOrDeleteARecord) {
  make_journal();
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(connection, "DELETE FROM record", nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
  EXPECT_EQ(sqlite3_exec(connection, "UPDATE record SET entry = x''", nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
  EXPECT_EQ(sqlite3_exec(connection, "INSERT INTO record VALUES (9, 'a', 1, 0, x'')", nullptr, nullptr, nullptr),
            SQLITE_CONSTRAINT)
      << "a case has each version once";
  sqlite3_close(connection);
}

// Root may write everything, so the look is taken as nobody, in a process of its own.
TEST_F(SqliteFile, SaysThatAReadOnlyFileCannotBeWritten) {
  make_journal();
  fs::permissions(folder.path(), fs::perms(0555));
  fs::permissions(file, fs::perms(0444));
  const pid_t child = fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && setuid(nobody) != 0) std::_Exit(1);
    const auto journal = SqliteJournal::open(file);
    if (journal) std::_Exit(2);
    if (journal.error().kind != ErrorKind::unavailable) std::_Exit(3);
    std::_Exit(journal.error().message.find("write permission") == std::string::npos ? 4 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  fs::permissions(folder.path(), fs::perms(0700));
}

}  // namespace
}  // namespace lossa::journal_sqlite
