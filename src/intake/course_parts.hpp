// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/intake/course.hpp>

/// The steps of course_of.
namespace lossa::intake {

/// "culture-3f9a2c1b77": the kind, and what stays the same over deliveries, hashed.
std::string stable_id(const model::Entry& entry, std::string_view source_id);

/// The dated minutes of a time; nothing if it is absent or hangs on an anchor.
std::optional<Interval<WallMinutes>> minutes_of(const model::OptionalWhen& when);

/// The entry of one sighting, marked as its record's.
model::Entry with_mark(const Sighting& sighting);

/// Notes where an entry was read from besides: in words, and by the marks of those records.
void add_origin(model::Entry& entry, const model::Entry& other);

/// Devices, leads and the procedures that put them in or took them out, each with its id.
std::vector<model::Entry> system_entries(const std::vector<Sighting>& sightings);

/// Cultures, with the sets as far as they can be counted, each with its id.
std::vector<model::Entry> culture_entries(const std::vector<Sighting>& sightings);

/// Was a device or lead in place at some time of that span, or may it have been? By the entries of the system.
bool may_have_been_in_place(const std::vector<model::Entry>& system, const Interval<WallMinutes>& then,
                            const Duration& after_removal);

}  // namespace lossa::intake
