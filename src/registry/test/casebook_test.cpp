// SPDX-License-Identifier: Apache-2.0
#include <lossa/registry/casebook.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/journal/entry_codec.hpp>

namespace lossa::registry {
namespace {

/// The least journal there can be: this module is below the real ones' users and may not know them.
class ListJournal final : public journal::Journal {
 public:
  Result<std::uint64_t> append(std::span<const journal::CaseAppend> batch, journal::Timestamp at) override {
    for (const auto& part : batch)
      for (const auto& entry : part.entries)
        records_.push_back({records_.size() + 1, part.case_id, ++versions_[part.case_id], at, entry});
    return records_.size();
  }
  Result<std::vector<journal::Record>> read(std::uint64_t after, std::size_t limit) const override {
    std::vector<journal::Record> result;
    for (const auto& record : records_)
      if (record.position > after && result.size() < limit) result.push_back(record);
    return result;
  }
  Result<std::uint64_t> version_of(std::string_view id) const override {
    const auto found = versions_.find(id);
    return found == versions_.end() ? 0 : found->second;
  }

 private:
  std::vector<journal::Record> records_;
  std::map<std::string, std::uint64_t, std::less<>> versions_;
};

model::Entry sign(const std::string& what) {
  model::Entry entry;
  model::Sign content;
  content.what = what;
  content.present = Truth::yes();
  entry.content = content;
  return entry;
}

void append(ListJournal& journal, const std::string& id, const model::Entry& entry, journal::Timestamp at) {
  const std::vector<journal::CaseAppend> batch = {{id, 0, {journal::encode(entry)}}};
  ASSERT_TRUE(journal.append(batch, at).has_value());
}

TEST(Casebook, SeesWhatOthersAppendedAfterTheNextCatchUp) {
  ListJournal journal;
  Casebook book;
  append(journal, "b", sign("erosion"), 10);
  append(journal, "a", sign("fever"), 20);
  EXPECT_EQ(book.find("a"), nullptr);

  ASSERT_TRUE(book.catch_up(journal).has_value());
  EXPECT_THAT(book.ids(), testing::ElementsAre("a", "b"));
  EXPECT_EQ(book.find("b")->entries.size(), 1U);

  append(journal, "b", sign("sinus"), 30);
  ASSERT_TRUE(book.catch_up(journal).has_value());
  EXPECT_EQ(book.find("b")->entries.size(), 2U);
  EXPECT_EQ(book.version_of("b"), 2U);
}

TEST(Casebook, TellsWhatStoodInTheJournalAtAMoment) {
  ListJournal journal;
  Casebook book;
  append(journal, "a", sign("erosion"), 10);
  append(journal, "a", sign("sinus"), 30);
  ASSERT_TRUE(book.catch_up(journal).has_value());

  EXPECT_FALSE(book.as_recorded("a", 9).has_value());
  EXPECT_EQ(book.as_recorded("a", 10)->entries.size(), 1U);
  EXPECT_EQ(book.as_recorded("a", 30)->entries.size(), 2U);
  EXPECT_FALSE(book.as_recorded("nobody", 30).has_value());
}

TEST(Casebook, NamesTheEntryThatDoesNotDecodeAndKeepsWhatCameBefore) {
  ListJournal journal;
  Casebook book;
  append(journal, "a", sign("erosion"), 10);
  const std::vector<journal::CaseAppend> batch = {{"a", 1, {"not an entry"}}};
  ASSERT_TRUE(journal.append(batch, 20).has_value());

  const auto outcome = book.catch_up(journal);

  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, ErrorKind::corrupt_data);
  EXPECT_EQ(outcome.error().where, "a, version 2");
  EXPECT_EQ(book.find("a")->entries.size(), 1U);
}

}  // namespace
}  // namespace lossa::registry
