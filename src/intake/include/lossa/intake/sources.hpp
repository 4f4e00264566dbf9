// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <lossa/intake/foreign.hpp>
#include <lossa/model/entry.hpp>

/// Which records of other systems say an entry: Entry::sources. By them a later delivery takes back what an earlier one
/// said, also where several records became one entry, and where little is left of the record that is taken back.
namespace lossa::intake {

/// One record that says an entry. Both are hashes: a record's own name is never stored.
struct Mark {
  std::string record;
  std::string sample = {};  ///< of a culture: the sample it speaks of; "" when the record names none
  friend auto operator<=>(const Mark&, const Mark&) = default;
};
using Marks = std::set<Mark>;

Mark mark_of(const Sighting& sighting);

/// None of an entry that a person wrote.
Marks marks_in(const model::Entry& entry);
void write_marks(model::Entry& entry, const Marks& marks);

/// What a delivery takes back, or now says in another entry.
struct Gone {
  std::set<std::string, std::less<>> records = {};
  std::set<std::string, std::less<>> samples = {};  ///< of which nothing holds any more
  [[nodiscard]] bool contains(const Mark& mark) const {
    return records.contains(mark.record) || samples.contains(mark.sample);
  }
};

/// An entry as a delivery says it, with what an earlier one said and this one leaves open: samples that it does not
/// speak of stay counted, and a resistance that it does not mention stays known.
model::Entry joined(model::Entry delivered, const model::Entry& earlier, const Gone& gone);

/// What is left of an entry that a delivery does not bring again: itself when nothing of it is gone, nothing when all
/// is. A culture loses the samples that are gone.
std::optional<model::Entry> what_is_left(const model::Entry& earlier, const Gone& gone);

}  // namespace lossa::intake
