// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>
#include <lossa/model/case.hpp>

namespace lossa::registry {

/// Every case of a journal, folded, in memory. A nation's cases fit: there is no other index and no cache.
/// Follows the journal: what others have appended is seen after the next `catch_up`.
class Casebook {
 public:
  /// Reads what is new and folds the cases it concerns. Fails with corrupt_data, naming case and version, if an entry
  /// does not decode; what came before it is taken in.
  Result<void> catch_up(const journal::Journal& journal);

  /// In the order of their ids.
  [[nodiscard]] std::vector<std::string_view> ids() const;
  /// Null if there is no such case. Stays valid until the next `catch_up`.
  [[nodiscard]] const model::Case* find(std::string_view id) const;
  /// How many entries it has; 0 if there is no such case.
  [[nodiscard]] std::uint64_t version_of(std::string_view id) const;
  /// Its entries as they were stored, in order.
  [[nodiscard]] std::vector<model::Entry> entries_of(std::string_view id) const;
  /// The case as it stood in the journal at that moment; nothing if there was none.
  [[nodiscard]] std::optional<model::Case> as_recorded(std::string_view id, journal::Timestamp moment) const;

 private:
  struct Recorded {
    journal::Timestamp at;
    model::Entry entry;
  };
  struct Course {
    std::vector<Recorded> entries;
    model::Case folded;
  };

  std::map<std::string, Course, std::less<>> courses_;
  std::uint64_t position_ = 0;
};

}  // namespace lossa::registry
