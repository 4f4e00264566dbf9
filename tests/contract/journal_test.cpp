// SPDX-License-Identifier: Apache-2.0
// What one caller may rely on.
#include <cstdint>
#include <limits>

#include "stores.hpp"

namespace lossa::journal {
namespace {

constexpr auto max_position = std::numeric_limits<std::uint64_t>::max();
constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

class JournalTest : public JournalContract {};
TEST_EACH_STORE(JournalTest);

TEST_P(JournalTest, IsEmptyAtFirst) {
  EXPECT_EQ(read_all(*journal).size(), 0U);
  EXPECT_EQ(*journal->version_of("a"), 0U);
}

TEST_P(JournalTest, GivesBackWhatWasAppended) {
  const auto position = journal->append(std::vector<CaseAppend>{{"a", 0, {"first", "second"}}, {"b", 0, {"other"}}}, 7);
  ASSERT_TRUE(position.has_value()) << position.error().message;
  ASSERT_TRUE(journal->append(one("a", 2, "third"), 9).has_value());

  const auto records = read_all(*journal);

  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[2].position, *position) << "the position is that of the batch's last record";
  expect_in_order(records);
  for (const auto& [index, expected] : std::vector<std::pair<std::size_t, Record>>{{0, {0, "a", 1, 7, "first"}},
                                                                                   {1, {0, "a", 2, 7, "second"}},
                                                                                   {2, {0, "b", 1, 7, "other"}},
                                                                                   {3, {0, "a", 3, 9, "third"}}}) {
    auto record = records[index];
    record.position = 0;
    EXPECT_EQ(record, expected);
  }
  EXPECT_EQ(*journal->version_of("a"), 3U);
  EXPECT_EQ(*journal->version_of("b"), 1U);
}

TEST_P(JournalTest, KeepsEveryByte) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  const std::string name("b\0\xc3\xa5", 4);
  ASSERT_TRUE(journal->append(std::vector<CaseAppend>{{name, 0, {bytes, "", std::string(1'000'000, '\0')}}}, -1));

  const auto records = read_all(*journal);

  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].case_id, name);
  EXPECT_EQ(records[0].recorded_at, -1);
  EXPECT_EQ(records[0].entry, bytes);
  EXPECT_EQ(records[1].entry, "");
  EXPECT_EQ(records[2].entry, std::string(1'000'000, '\0'));
  EXPECT_EQ(*journal->version_of(name), 3U);
  EXPECT_EQ(*journal->version_of("b"), 0U);
}

TEST_P(JournalTest, TellsCasesApartByEveryByteOfTheirNames) {
  for (const auto* name : {"a", "A", "a ", "1", "01", "1.0"}) ASSERT_TRUE(journal->append(one(name, 0, name), 1));
  EXPECT_EQ(read_all(*journal).size(), 6U);
}

TEST_P(JournalTest, KeepsTheTimeEvenAtItsEnds) {
  constexpr auto last = std::numeric_limits<Timestamp>::max();
  constexpr auto first = std::numeric_limits<Timestamp>::min();
  ASSERT_TRUE(journal->append(one("a", 0, "e"), last).has_value());
  ASSERT_TRUE(journal->append(one("a", 1, "e"), first).has_value());
  EXPECT_EQ(read_all(*journal).at(0).recorded_at, last);
  EXPECT_EQ(read_all(*journal).at(1).recorded_at, first) << "the journal does not judge the caller's clock";
}

TEST_P(JournalTest, RefusesAVersionThatIsNotTheCases) {
  ASSERT_TRUE(journal->append(one("a", 0, "first"), 1).has_value());
  for (const std::uint64_t version : {std::uint64_t{0}, std::uint64_t{2}, max_position}) {
    const auto position = journal->append(one("a", version, "refused"), 2);
    ASSERT_FALSE(position.has_value());
    EXPECT_EQ(position.error().kind, ErrorKind::conflict);
    EXPECT_EQ(position.error().where, "a");
  }
  EXPECT_EQ(journal->append(one("new", 1, "refused"), 2).error().kind, ErrorKind::conflict);
  EXPECT_EQ(read_all(*journal).size(), 1U);
}

TEST_P(JournalTest, StoresAllOfABatchOrNothing) {
  ASSERT_TRUE(journal->append(one("b", 0, "first"), 1).has_value());

  const auto refused = journal->append(std::vector<CaseAppend>{{"a", 0, {"x", "y"}}, {"b", 0, {"z"}}}, 2);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().where, "b");
  EXPECT_EQ(read_all(*journal).size(), 1U);
  EXPECT_EQ(*journal->version_of("a"), 0U);
  ASSERT_TRUE(journal->append(one("a", 0, "now"), 3).has_value());
  expect_in_order(read_all(*journal));
}

TEST_P(JournalTest, RefusesIllFormedBatchesAndStoresNothing) {
  struct Case {
    std::vector<CaseAppend> batch;
    std::string where;
  };
  for (const auto& [batch, where] : std::vector<Case>{{{}, ""},
                                                      {{{"a", 0, {"x"}}, {"b", 0, {}}}, "batch[1]"},
                                                      {{{"", 0, {"x"}}}, "batch[0]"},
                                                      {{{"a", 0, {"x"}}, {"b", 0, {"y"}}, {"a", 0, {"z"}}}, "batch[2]"},
                                                      {{{"a", 0, {"x"}}, {"a", 1, {"z"}}}, "batch[1]"}}) {
    const auto position = journal->append(batch, 1);
    ASSERT_FALSE(position.has_value());
    EXPECT_EQ(position.error().kind, ErrorKind::invalid_input);
    EXPECT_EQ(position.error().where, where);
  }
  EXPECT_EQ(read_all(*journal).size(), 0U);
}

TEST_P(JournalTest, ReadsFromAPositionUpToALimit) {
  for (std::uint64_t version = 0; version < 5; ++version) {
    ASSERT_TRUE(journal->append(one("a", version, std::to_string(version)), 1).has_value());
  }
  const auto all = read_all(*journal);
  ASSERT_EQ(all.size(), 5U);

  EXPECT_EQ(*journal->read(0, 2), std::vector<Record>(all.begin(), all.begin() + 2));
  EXPECT_EQ(*journal->read(all[1].position, 2), std::vector<Record>(all.begin() + 2, all.begin() + 4));
  EXPECT_EQ(*journal->read(all[3].position, no_limit), std::vector<Record>(all.begin() + 4, all.end()));
  EXPECT_EQ(journal->read(all[4].position, no_limit).value().size(), 0U);
  EXPECT_EQ(journal->read(max_position, no_limit).value().size(), 0U);
  EXPECT_EQ(journal->read(0, 0).value().size(), 0U);
}

TEST_P(JournalTest, TakesABatchOfManyCases) {
  std::vector<CaseAppend> batch(2000, {"", 0, {"x", "y"}});
  for (std::size_t i = 0; i < batch.size(); ++i) batch[i].case_id = "case-" + std::to_string(i);
  const auto position = journal->append(batch, 1);
  ASSERT_TRUE(position.has_value()) << position.error().message;
  const auto records = read_all(*journal);
  ASSERT_EQ(records.size(), 4000U);
  EXPECT_EQ(records.back().position, *position);
  expect_in_order(records);
}

}  // namespace
}  // namespace lossa::journal
