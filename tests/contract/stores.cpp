// SPDX-License-Identifier: Apache-2.0
#include "stores.hpp"

#include <limits>
#include <map>
#include <stdexcept>

#include <lossa/journal_memory/memory_journal.hpp>
#include <lossa/journal_sqlite/sqlite_journal.hpp>

namespace lossa::journal {
namespace {

std::unique_ptr<Journal> open_memory(const std::filesystem::path& /*empty_folder*/) {
  return std::make_unique<journal_memory::MemoryJournal>();
}

std::unique_ptr<Journal> open_sqlite(const std::filesystem::path& empty_folder) {
  auto opened = journal_sqlite::SqliteJournal::open(empty_folder / "journal.db");
  if (!opened) throw std::runtime_error(opened.error().message);
  return *std::move(opened);
}

}  // namespace

const std::vector<Store>& stores() {
  static const std::vector<Store> all = {{"memory", open_memory}, {"sqlite", open_sqlite}};
  return all;
}

std::string name_of_store(const testing::TestParamInfo<Store>& parameter) { return parameter.param.name; }

std::vector<Record> read_all(const Journal& journal) {
  return journal.read(0, std::numeric_limits<std::size_t>::max()).value();
}

void expect_in_order(const std::vector<Record>& records) {
  std::uint64_t before = 0;
  std::map<std::string, std::uint64_t> versions;
  for (const auto& record : records) {
    ASSERT_GT(record.position, before);
    ASSERT_EQ(record.version, ++versions[record.case_id]);
    before = record.position;
  }
}

void PrintTo(const Record& record, std::ostream* out) {
  *out << record.position << ": " << record.case_id << '/' << record.version << " at " << record.recorded_at << " \""
       << record.entry << '"';
}

void PrintTo(const Store& store, std::ostream* out) { *out << store.name; }

}  // namespace lossa::journal
