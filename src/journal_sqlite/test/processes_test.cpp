// SPDX-License-Identifier: Apache-2.0
// Several processes at one journal, and processes that are killed: writer.cpp is what they run.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <temp_folder.hpp>

#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <lossa/journal_sqlite/sqlite_journal.hpp>

extern char** environ;

namespace lossa::journal_sqlite {
namespace {

using journal::Record;
namespace fs = std::filesystem;

/// What a writer said it had stored.
struct Acknowledged {
  std::uint64_t position = 0;
  std::string case_id;
  std::string entry;
};

class WriterProcess {
 public:
  WriterProcess(const fs::path& file, std::string name, std::string cases, std::string count) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    std::string program = LOSSA_WRITER;
    std::string path = file.string();
    char* const arguments[] = {program.data(), path.data(), name.data(), cases.data(), count.data(), nullptr};
    if (posix_spawn(&process_, LOSSA_WRITER, &actions, nullptr, arguments, environ) != 0) {
      throw std::runtime_error("no process");
    }
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    output_ = fdopen(ends[0], "r");
  }
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;
  ~WriterProcess() {
    if (process_ > 0) end();
    fclose(output_);
  }

  /// Adds up to `lines` of what the writer says; false at the end of its output.
  bool listen(std::size_t lines, std::vector<Acknowledged>& said) {
    char line[256];
    for (; lines > 0; --lines) {
      if (fgets(line, sizeof line, output_) == nullptr) return false;
      Acknowledged one;
      std::istringstream(line) >> one.position >> one.case_id >> one.entry;
      said.push_back(one);
    }
    return true;
  }

  void kill() const { ::kill(process_, SIGKILL); }

  int wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return status;
  }

 private:
  void end() {
    kill();
    wait();
  }

  pid_t process_ = 0;
  FILE* output_ = nullptr;
};

constexpr std::size_t everything = std::size_t{1} << 40;

std::vector<Record> stored_in(const fs::path& file) {
  const auto journal = SqliteJournal::open(file);
  EXPECT_TRUE(journal.has_value()) << journal.error().message;
  return *(*journal)->read(0, everything);
}

void expect_no_gaps(const std::vector<Record>& records) {
  std::map<std::string, std::uint64_t> versions;
  for (std::size_t i = 0; i < records.size(); ++i) {
    ASSERT_EQ(records[i].position, i + 1);
    ASSERT_EQ(records[i].version, ++versions[records[i].case_id]);
  }
}

void expect_stored(const std::vector<Acknowledged>& said, const std::vector<Record>& records) {
  for (const auto& one : said) {
    ASSERT_LE(one.position, records.size());
    ASSERT_EQ(records[one.position - 1].entry, one.entry);
    ASSERT_EQ(records[one.position - 1].case_id, one.case_id);
  }
}

TEST(SqliteProcesses, TwoAtOneFileLoseNothing) {
  const test::TempFolder folder;
  const auto file = folder.path() / "journal.db";
  constexpr int entries = 100;
  constexpr int cases = 3;
  std::vector<Acknowledged> said;
  {
    WriterProcess first(file, "first", std::to_string(cases), std::to_string(entries));
    WriterProcess second(file, "second", std::to_string(cases), std::to_string(entries));
    first.listen(everything, said);
    second.listen(everything, said);
    EXPECT_EQ(first.wait(), 0);
    EXPECT_EQ(second.wait(), 0);
  }
  ASSERT_EQ(said.size(), 2U * entries * cases);

  const auto records = stored_in(file);

  EXPECT_EQ(records.size(), said.size());
  expect_no_gaps(records);
  expect_stored(said, records);
}

TEST(SqliteProcesses, KeepWhatTheyHaveAcknowledgedWhenKilled) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const test::TempFolder folder;
  const auto file = folder.path() / "journal.db";
  std::vector<Acknowledged> said;
  std::size_t stored_before = 0;
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    WriterProcess writer(file, "round-" + std::to_string(round), "4", "0");
    ASSERT_TRUE(writer.listen(random() % 150, said)) << "the writer ended by itself";
    writer.kill();
    writer.listen(everything, said);
    EXPECT_TRUE(WIFSIGNALED(writer.wait()));

    const auto records = stored_in(file);

    expect_no_gaps(records);
    expect_stored(said, records);
    EXPECT_GE(records.size(), stored_before);
    stored_before = records.size();
  }
  EXPECT_GT(said.size(), 0U);
}

}  // namespace
}  // namespace lossa::journal_sqlite
