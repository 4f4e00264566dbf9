// SPDX-License-Identifier: Apache-2.0
// Durable commits a second: our one writer with group commit beside SQLite with a connection for each thread, in the
// same run, on the same disk, with the same table. journal_bench [SECONDS] [FOLDER]; build it in
// the release preset with -DLOSSA_TESTS=ON -DLOSSA_BENCH=ON. The time of a sync stands beside the figures because they
// hang on it.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <temp_folder.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <lossa/journal_sqlite/sqlite_journal.hpp>

namespace {

using lossa::journal::CaseAppend;
using lossa::journal_sqlite::SqliteJournal;
using std::chrono::duration;
using std::chrono::steady_clock;
namespace fs = std::filesystem;

const std::string entry(400, 'e');  // about the size of an encoded blood culture

double seconds_since(steady_clock::time_point start) { return duration<double>(steady_clock::now() - start).count(); }

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "failed: %s\n", what);
  std::exit(1);
}

double median_sync_ms(const fs::path& folder) {
  const int file = open((folder / "sync").c_str(), O_CREAT | O_WRONLY, 0600);
  require(file >= 0, "open a file to sync");
  std::vector<double> milliseconds(201);
  const std::string page(4096, 'p');
  for (auto& one : milliseconds) {
    const auto start = steady_clock::now();
    require(write(file, page.data(), page.size()) == 4096 && fdatasync(file) == 0, "write and sync");
    one = seconds_since(start) * 1000;
  }
  close(file);
  std::ranges::nth_element(milliseconds, milliseconds.begin() + 100);
  return milliseconds[100];
}

struct Measured {
  double commits_per_second = 0;
  double slowest_ms = 0;
};

/// One thread's share: commits the entry as number `version` + 1 of its case.
using Commit = std::function<void(std::uint64_t version)>;

/// Each thread makes its own Commit and repeats it until the time is over.
Measured measure(std::size_t threads, double seconds, const std::function<Commit(std::size_t)>& make_commit) {
  std::vector<std::thread> running(threads);
  std::vector<double> slowest_ms(threads, 0);
  std::atomic<std::uint64_t> commits = 0;
  const auto start = steady_clock::now();
  for (std::size_t i = 0; i < threads; ++i) {
    running[i] = std::thread([&, i] {
      const auto commit = make_commit(i);
      for (std::uint64_t version = 0; seconds_since(start) < seconds; ++version) {
        const auto begun = steady_clock::now();
        commit(version);
        slowest_ms[i] = std::max(slowest_ms[i], seconds_since(begun) * 1000);
        ++commits;
      }
    });
  }
  for (auto& thread : running) thread.join();
  return {.commits_per_second = static_cast<double>(commits) / seconds_since(start),
          .slowest_ms = *std::ranges::max_element(slowest_ms)};
}

Measured measure_ours(const fs::path& file, std::size_t threads, double seconds) {
  const auto journal = SqliteJournal::open(file);
  require(journal.has_value(), "open the journal");
  return measure(threads, seconds, [&](std::size_t thread) -> Commit {
    return [&journal = **journal, name = "case-" + std::to_string(thread)](std::uint64_t version) {
      const std::vector<CaseAppend> batch = {{.case_id = name, .expected_version = version, .entries = {entry}}};
      require(journal.append(batch, 0).has_value(), "append");
    };
  });
}

/// A connection with the one statement that it repeats. It does less than we do: it does not check the version.
class Peer {
 public:
  Peer(const fs::path& file, std::string name) : name_(std::move(name)) {
    require(sqlite3_open(file.c_str(), &connection_) == SQLITE_OK, "open the peer's connection");
    sqlite3_busy_timeout(connection_, 60'000);
    require(sqlite3_exec(connection_, "PRAGMA synchronous = FULL", nullptr, nullptr, nullptr) == SQLITE_OK, "pragma");
    require(
        sqlite3_prepare_v2(connection_, "INSERT INTO record (case_id, version, recorded_at, entry) VALUES (?,?,0,?)",
                           -1, &insert_, nullptr) == SQLITE_OK,
        "prepare");
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer() {
    sqlite3_finalize(insert_);
    sqlite3_close(connection_);
  }

  void commit(std::uint64_t version) {
    sqlite3_bind_text(insert_, 1, name_.c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert_, 2, static_cast<sqlite3_int64>(version) + 1);
    sqlite3_bind_blob(insert_, 3, entry.data(), static_cast<int>(entry.size()), SQLITE_STATIC);
    require(sqlite3_step(insert_) == SQLITE_DONE, "the peer's insert");
    sqlite3_reset(insert_);
  }

 private:
  sqlite3* connection_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::string name_;
};

Measured measure_peer(const fs::path& file, std::size_t threads, double seconds) {
  require(SqliteJournal::open(file).has_value(), "make the peer's file");  // the same schema, already in WAL mode
  return measure(threads, seconds, [&](std::size_t thread) -> Commit {
    auto peer = std::make_shared<Peer>(file, "case-" + std::to_string(thread));
    return [peer](std::uint64_t version) { peer->commit(version); };
  });
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a benchmark may end by one.
int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::stod(argv[1]) : 5;
  if (argc > 2) setenv("TMPDIR", argv[2], 1);
  const lossa::test::TempFolder folder;
  std::printf("write and fdatasync of 4 KiB: %.3f ms (median)\n", median_sync_ms(folder.path()));
  std::printf("%7s  %22s  %26s  %5s\n", "threads", "ours/s (slowest ms)", "connection each/s (slowest)", "ratio");
  for (const std::size_t threads : {1U, 16U, 64U}) {
    const auto name = std::to_string(threads);
    const auto ours = measure_ours(folder.path() / ("ours-" + name), threads, seconds);
    const auto peer = measure_peer(folder.path() / ("peer-" + name), threads, seconds);
    std::printf("%7zu  %12.0f (%7.1f)  %16.0f (%8.1f)  %5.2f\n", threads, ours.commits_per_second, ours.slowest_ms,
                peer.commits_per_second, peer.slowest_ms, ours.commits_per_second / peer.commits_per_second);
  }
  return 0;
}
