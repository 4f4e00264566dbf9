// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <temp_folder.hpp>

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <lossa/journal/journal.hpp>

namespace lossa::journal {

/// A kind of journal that must pass the suite.
struct Store {
  const char* name;
  std::unique_ptr<Journal> (*open)(const std::filesystem::path& empty_folder);  ///< a new, empty journal
};

/// All of them.
const std::vector<Store>& stores();

std::string name_of_store(const testing::TestParamInfo<Store>& parameter);

/// The base of a suite that runs against each store. Instantiate it with TEST_EACH_STORE.
class JournalContract : public testing::TestWithParam<Store> {
 protected:
  test::TempFolder folder;
  std::unique_ptr<Journal> journal = GetParam().open(folder.path());
};

inline std::vector<CaseAppend> one(const std::string& case_id, std::uint64_t expected_version,
                                   const std::string& entry) {
  return {{case_id, expected_version, {entry}}};
}

std::vector<Record> read_all(const Journal& journal);

/// Positions rise, and each case's versions count from 1 without gaps.
void expect_in_order(const std::vector<Record>& records);

// NOLINTBEGIN(readability-identifier-naming): gtest's name
void PrintTo(const Record& record, std::ostream* out);
void PrintTo(const Store& store, std::ostream* out);
// NOLINTEND(readability-identifier-naming)

}  // namespace lossa::journal

#define TEST_EACH_STORE(suite) INSTANTIATE_TEST_SUITE_P(Stores, suite, testing::ValuesIn(stores()), name_of_store)
