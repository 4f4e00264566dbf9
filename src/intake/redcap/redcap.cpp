// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/redcap.hpp>

#include <algorithm>
#include <limits>
#include <utility>

#include "../person_key.hpp"
#include "../source_id.hpp"
#include "../tables/normal_form.hpp"
#include "entries.hpp"
#include "records.hpp"

namespace lossa::intake {
namespace {

struct Days {
  const Date& today;
  std::span<const terminology::ReservePattern> patterns;
};

/// Whom a record is about: its id, or what the field of the mapping holds. Two people in one record are a fault.
PersonKey person_of_record(const RedcapRecord& record, const RedcapRecords& records, const RedcapMapping& mapping,
                           const Days& days) {
  std::string text = record.id;
  if (const auto column = records.column(mapping.person); column.has_value()) {
    text.clear();
    for (const RedcapRow& row : record.rows) {
      const std::string_view cell = trimmed(row.cell(*column));
      if (cell.empty() || cell == text) continue;
      if (!text.empty())
        return {.key = "", .fault = PersonKey::Fault{FaultKind::code_text_conflict, "the record names two people"}};
      text = cell;
    }
  }
  return read_person_key(text, {.today = days.today, .patterns = days.patterns, .numbers_of = mapping.numbers_of});
}

class Reader {
 public:
  Reader(const RedcapRecords& records, const RedcapMapping& mapping, RedcapEntries& entries, ForeignData& data)
      : records_(records), mapping_(mapping), entries_(entries), data_(data) {}

  /// Adds the sightings of one record, in the order of the entries' numbers; those without one come last.
  void read(const RedcapRecord& record, const PersonKey& person) {
    std::vector<Numbered> found;
    for (const RedcapRow& row : record.rows) {
      const std::size_t before = found.size();
      for (std::size_t i = 0; i < mapping_.entries.size(); ++i)
        if (auto made = entries_.make(i, record, row); made.has_value())
          found.push_back({.number = made->number.value_or(std::numeric_limits<std::size_t>::max()),
                           .found_as = found.size(),
                           .sighting = sighting(record, row, i, *std::move(made))});
      if (found.size() > before) ++data_.quality.elements["row"].used;
    }
    std::ranges::sort(found, {}, [](const Numbered& one) { return std::pair(one.number, one.found_as); });
    for (Numbered& one : found) {
      one.sighting.person = person.key;
      data_.sightings.push_back(std::move(one.sighting));
    }
  }

 private:
  struct Numbered {
    std::size_t number;
    std::size_t found_as;
    Sighting sighting;
  };

  [[nodiscard]] Sighting sighting(const RedcapRecord& record, const RedcapRow& row, std::size_t entry,
                                  RedcapEntries::Made made) const {
    Sighting sighting;
    sighting.entry = std::move(made.entry);
    sighting.entry.place = {.file = records_.file(), .line = row.line, .path = row.instrument};
    const auto& sources = mapping_.entries[entry].sources;
    if (std::ranges::find(sources, "read_in", &RedcapMapping::Source::key) == sources.end())
      sighting.entry.read_in = records_.file() + ":" + std::to_string(row.line);
    // An identity number can be guessed from a hash.
    const auto id =
        terminology::looks_like_identity_number(record.id) ? std::string_view() : std::string_view(record.id);
    sighting.source_id = source_id("redcap", {id, row.event, row.instrument, row.instance, std::to_string(entry)});
    return sighting;
  }

  const RedcapRecords& records_;
  const RedcapMapping& mapping_;
  RedcapEntries& entries_;
  ForeignData& data_;
};

}  // namespace

Checked<ForeignData> read_redcap(TableSource data, const RedcapProject& project, const Date& today,
                                 std::span<const terminology::ReservePattern> patterns) {
  Checked<ForeignData> read;
  ForeignData found;
  const auto records = RedcapRecords::read(std::move(data), project.dictionary, found.quality, read.issues);
  if (!records.has_value()) return read;
  RedcapEntries entries(*records, project, found.quality);
  Reader reader(*records, project.mapping, entries, found);
  const Days days = {.today = today, .patterns = patterns};
  for (const RedcapRecord& record : records->all()) {
    const auto person = person_of_record(record, *records, project.mapping, days);
    if (!person.fault.has_value()) {
      person_of(person, found);
      reader.read(record, person);
      continue;
    }
    found.quality.elements["row"].set_aside += record.rows.size();
    found.quality.note(person.fault->kind, {.file = records->file(), .line = record.rows.front().line},
                       std::string(person.fault->message));
  }
  read.value = std::move(found);
  return read;
}

}  // namespace lossa::intake
