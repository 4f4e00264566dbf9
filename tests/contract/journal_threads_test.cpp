// SPDX-License-Identifier: Apache-2.0
// What many callers at once may rely on.
#include <algorithm>
#include <atomic>
#include <functional>
#include <set>
#include <thread>

#include "stores.hpp"

namespace lossa::journal {
namespace {

constexpr int writers = 12;
constexpr int appends = 40;

/// Runs `work(0)`, `work(1)`, ... at the same time, and returns when all are done.
void in_threads(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) threads[static_cast<std::size_t>(i)] = std::thread([&work, i] { work(i); });
  for (auto& thread : threads) thread.join();
}

class JournalThreads : public JournalContract {};
TEST_EACH_STORE(JournalThreads);

TEST_P(JournalThreads, LetsOneWriterWinAndNoEntryBeLost) {
  std::atomic<int> won = 0;
  in_threads(writers, [&](int writer) {
    for (int stored = 0; stored < appends;) {
      const auto version = *journal->version_of("shared");
      const auto position = journal->append(one("shared", version, std::to_string(writer)), 1);
      if (position) {
        ++stored;
        ++won;
      } else {
        ASSERT_EQ(position.error().kind, ErrorKind::conflict);
      }
    }
  });
  const auto records = read_all(*journal);
  EXPECT_EQ(won, writers * appends);
  EXPECT_EQ(records.size(), static_cast<std::size_t>(writers * appends));
  expect_in_order(records);
}

// A store that groups appends must keep the refused ones apart from their neighbours.
TEST_P(JournalThreads, DoesNotLetARefusedBatchDisturbItsNeighbours) {
  ASSERT_TRUE(journal->append(one("taken", 0, "first"), 1).has_value());
  in_threads(writers, [&](int writer) {
    const auto own = "case-" + std::to_string(writer);
    for (std::uint64_t version = 0; version < appends; ++version) {
      if (writer % 2 == 0) {
        ASSERT_TRUE(journal->append(one(own, version, "stored"), 1).has_value());
      } else {
        const auto refused = journal->append(std::vector<CaseAppend>{{own, 0, {"x"}}, {"taken", 0, {"y"}}}, 1);
        ASSERT_FALSE(refused.has_value());
        ASSERT_EQ(refused.error().where, "taken");
      }
    }
  });
  const auto records = read_all(*journal);
  EXPECT_EQ(records.size(), 1U + writers / 2 * appends);
  for (const auto& record : records) EXPECT_NE(record.entry, "x");
  expect_in_order(records);
}

TEST_P(JournalThreads, ShowsReadersEveryRecordOnceInCommitOrder) {
  std::atomic<bool> writing = true;
  std::vector<Record> followed;
  std::thread follower([&] {
    bool was_writing = true;
    while (was_writing) {
      was_writing = writing;  // asked before the last read, so that it sees all
      const auto after = followed.empty() ? 0 : followed.back().position;
      const auto next = journal->read(after, 1'000'000).value();
      followed.insert(followed.end(), next.begin(), next.end());
    }
  });
  in_threads(writers, [&](int writer) {
    const auto own = "case-" + std::to_string(writer);
    for (std::uint64_t version = 0; version < appends * 2; version += 2) {
      const auto position = journal->append(std::vector<CaseAppend>{{own, version, {"x", "y"}}}, 1);
      ASSERT_TRUE(position.has_value()) << position.error().message;
      const auto own_read = journal->read(*position - 1, 1).value();
      ASSERT_EQ(own_read.size(), 1U) << "who has written can read it";
      ASSERT_EQ(own_read.front().case_id, own);
    }
  });
  writing = false;
  follower.join();

  EXPECT_EQ(followed.size(), static_cast<std::size_t>(writers * appends * 2));
  EXPECT_EQ(followed, read_all(*journal)) << "nothing appears behind a follower's back";
}

TEST_P(JournalThreads, GivesEachBatchItsOwnPosition) {
  std::vector<std::vector<std::uint64_t>> positions(writers);
  in_threads(writers, [&](int writer) {
    for (std::uint64_t version = 0; version < appends; ++version) {
      const auto position = journal->append(one("case-" + std::to_string(writer), version, "e"), 1);
      ASSERT_TRUE(position.has_value());
      positions[static_cast<std::size_t>(writer)].push_back(*position);
    }
  });
  std::set<std::uint64_t> distinct;
  for (const auto& own : positions) {
    EXPECT_TRUE(std::ranges::is_sorted(own));
    distinct.insert(own.begin(), own.end());
  }
  EXPECT_EQ(distinct.size(), static_cast<std::size_t>(writers * appends));
}

}  // namespace
}  // namespace lossa::journal
