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
  return read_person_key(text, days.today, days.patterns);
}

/// Gives the sightings of one record, in the order of the entries' numbers.
void read_record(const RedcapRecord& record, const PersonKey& person, const RedcapRecords& records,
                 RedcapEntries& entries, const RedcapMapping& mapping, ForeignData& data) {
  std::vector<std::pair<std::size_t, Sighting>> found;
  for (const RedcapRow& row : record.rows) {
    bool is_used = false;
    for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
      auto made = entries.make(i, record, row);
      if (!made.has_value()) continue;
      is_used = true;
      Sighting sighting;
      sighting.person = person.key;
      sighting.entry = std::move(made->entry);
      sighting.entry.place = {.file = records.file(), .line = row.line, .path = row.instrument};
      const auto& sources = mapping.entries[i].sources;
      if (std::ranges::find(sources, "read_in", &RedcapMapping::Source::key) == sources.end())
        sighting.entry.read_in = records.file() + ":" + std::to_string(row.line);
      sighting.source_id = source_id("redcap", {record.id, row.event, row.instrument, row.instance, std::to_string(i)});
      found.emplace_back(made->number.value_or(std::numeric_limits<std::size_t>::max()), std::move(sighting));
    }
    if (is_used) ++data.quality.elements["row"].used;
  }
  std::ranges::stable_sort(found, {}, &std::pair<std::size_t, Sighting>::first);
  for (auto& [number, sighting] : found) data.sightings.push_back(std::move(sighting));
}

}  // namespace

Checked<ForeignData> read_redcap(TableSource data, const RedcapProject& project, const Date& today,
                                 std::span<const terminology::ReservePattern> patterns) {
  Checked<ForeignData> read;
  ForeignData found;
  const auto records = RedcapRecords::read(std::move(data), project.dictionary, found.quality, read.issues);
  if (!records.has_value()) return read;
  RedcapEntries entries(*records, project, found.quality);
  const Days days = {.today = today, .patterns = patterns};
  for (const RedcapRecord& record : records->all()) {
    const auto person = person_of_record(record, *records, project.mapping, days);
    if (!person.fault.has_value()) {
      person_of(person, found);
      read_record(record, person, *records, entries, project.mapping, found);
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
