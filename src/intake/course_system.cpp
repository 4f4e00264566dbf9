// SPDX-License-Identifier: Apache-2.0
// Devices, leads and procedures of several sources into one system over time.
#include <algorithm>
#include <tuple>
#include <utility>

#include "course_parts.hpp"

namespace lossa::intake {
namespace {

using model::Device;
using model::Entry;
using model::Lead;
using model::Procedure;

/// A general word for the others: a register says "pacemaker" where another source says "pacemaker_dual".
bool is_general_for(std::string_view general, std::string_view special) {
  if (general == "pacemaker") return special.starts_with("pacemaker") || special == "crt_p";
  if (general == "icd") return special.starts_with("icd") || special == "crt_d";
  return false;
}

bool may_be_one_type(std::string_view a, std::string_view b) {
  return a == b || is_general_for(a, b) || is_general_for(b, a);
}

bool may_be_one_time(const model::OptionalWhen& a, const model::OptionalWhen& b) {
  const auto first = minutes_of(a);
  const auto second = minutes_of(b);
  return !first || !second || overlap(*first, *second).has_value();
}

/// Two words on one device: nothing that they say differs.
bool may_be_one(const Device& a, const Device& b) {
  return may_be_one_type(a.type, b.type) && may_be_one_time(a.implanted, b.implanted) &&
         may_be_one_time(a.removed, b.removed) && (a.model.empty() || b.model.empty() || a.model == b.model) &&
         (a.side.empty() || b.side.empty() || a.side == b.side);
}

void merge(Entry& into, const Entry& other) {
  auto& device = std::get<Device>(into.content);
  const auto& more = std::get<Device>(other.content);
  if (is_general_for(device.type, more.type)) device.type = more.type;
  if (!device.implanted) device.implanted = more.implanted;
  if (!device.removed) device.removed = more.removed;
  if (device.model.empty()) device.model = more.model;
  if (device.side.empty()) device.side = more.side;
  if (device.site.empty()) device.site = more.site;
  add_origin(into, other);
}

/// Those that say most first, so that what is merged into them does not depend on the order of the sources.
int how_much(const Entry& entry) {
  const auto& device = std::get<Device>(entry.content);
  return (device.implanted ? 4 : 0) + (device.model.empty() ? 0 : 2) + (device.removed ? 1 : 0);
}

std::vector<Entry> devices_of(const std::vector<Sighting>& sightings) {
  std::vector<Entry> seen;
  for (const auto& sighting : sightings) {
    if (!std::holds_alternative<Device>(sighting.entry.content)) continue;
    seen.push_back(with_mark(sighting));
    seen.back().id = stable_id(sighting.entry, sighting.source_id);
  }
  std::ranges::sort(seen, {},
                    [](const Entry& entry) { return std::tuple(-how_much(entry), std::string_view(entry.id)); });
  std::vector<Entry> devices;
  for (auto& entry : seen) {
    const auto same = std::ranges::find_if(devices, [&](const Entry& kept) {
      return may_be_one(std::get<Device>(kept.content), std::get<Device>(entry.content));
    });
    if (same == devices.end())
      devices.push_back(std::move(entry));
    else
      merge(*same, entry);
  }
  return devices;
}

bool may_be_one(const Lead& a, const Lead& b) {
  const auto agree = [](const std::string& one, const std::string& other) {
    return one.empty() || other.empty() || one == other;
  };
  return agree(a.use, b.use) && agree(a.chamber, b.chamber) && agree(a.model, b.model) && agree(a.vein, b.vein);
}

void merge(Lead& into, const Lead& more) {
  if (into.model.empty()) into.model = more.model;
  if (into.chamber.empty()) into.chamber = more.chamber;
  if (!into.removed) into.removed = more.removed;
}

/// A lead without a date is one of those with a date that nobody else has been taken for: the part itself and the word
/// on its use are two resources.
std::vector<Entry> leads_of(const std::vector<Sighting>& sightings) {
  std::vector<Entry> leads;
  std::vector<Entry> undated;
  for (const auto& sighting : sightings) {
    const auto* lead = std::get_if<Lead>(&sighting.entry.content);
    if (lead == nullptr) continue;
    auto& list = lead->implanted ? leads : undated;
    list.push_back(with_mark(sighting));
    list.back().id = stable_id(sighting.entry, sighting.source_id);
  }
  std::vector<bool> taken(leads.size(), false);
  for (auto& entry : undated) {
    const auto& lead = std::get<Lead>(entry.content);
    std::size_t same = 0;
    while (same < taken.size() && (taken[same] || !may_be_one(std::get<Lead>(leads[same].content), lead))) ++same;
    if (same == taken.size()) {
      leads.push_back(std::move(entry));
      continue;
    }
    taken[same] = true;
    merge(std::get<Lead>(leads[same].content), lead);
    add_origin(leads[same], entry);
  }
  return leads;
}

bool was_done(const Procedure& procedure) { return procedure.done.value_or(Truth()).is_yes(); }

/// A removal ends what was in by then. What is not dated is taken as in: a removal that is recorded removed something.
void end_by(model::OptionalWhen& removed, const model::OptionalWhen& implanted, const Entry& removal) {
  if (removed || !removal.at) return;
  const auto in = minutes_of(implanted);
  const auto out = minutes_of(removal.at);
  if (in && out && in->low > out->high) return;
  removed = removal.at;
}

void apply(const Entry& entry, std::vector<Entry>& system) {
  const auto& procedure = std::get<Procedure>(entry.content);
  if (!was_done(procedure)) return;
  const bool whole = procedure.what == "system_removal";
  const bool ends_leads = model::takes_leads_out(procedure);
  const bool ends_generator = whole || procedure.what == "generator_removal";
  for (auto& part : system) {
    if (auto* device = std::get_if<Device>(&part.content); device != nullptr && ends_generator)
      end_by(device->removed, device->implanted, entry);
    if (auto* lead = std::get_if<Lead>(&part.content); lead != nullptr && ends_leads)
      end_by(lead->removed, lead->implanted, entry);
  }
}

/// Certainly not there at any time of the span.
bool was_absent(const model::OptionalWhen& implanted, const model::OptionalWhen& removed,
                const Interval<WallMinutes>& then, const Duration& after_removal) {
  const auto in = minutes_of(implanted);
  if (in && in->low > then.high) return true;
  const auto out = minutes_of(removed);
  if (!out) return false;
  const auto until = (Date::from_minutes(Interval<WallMinutes>::exactly(out->high)) + after_removal).minutes().high;
  return then.low > until;
}

/// A generator came out and nobody has said what became of its leads: they may be there still, unless a later removal
/// took the rest.
bool leads_may_remain(const std::vector<Entry>& system, const Interval<WallMinutes>& then) {
  std::optional<WallMinutes> generator_out;
  std::optional<WallMinutes> rest_out;
  for (const auto& entry : system) {
    const auto* procedure = std::get_if<Procedure>(&entry.content);
    const auto at = minutes_of(entry.at);
    if (procedure == nullptr || !was_done(*procedure) || !at || at->low > then.high) continue;
    auto& last = procedure->what == "generator_removal" ? generator_out : rest_out;
    if (procedure->what != "debridement" && procedure->what != "surgery" && procedure->what != "generator_exchange")
      last = std::max(last.value_or(at->low), at->low);
  }
  return generator_out && (!rest_out || *rest_out < *generator_out);
}

}  // namespace

std::vector<Entry> system_entries(const std::vector<Sighting>& sightings) {
  auto system = devices_of(sightings);
  for (auto& lead : leads_of(sightings)) system.push_back(std::move(lead));
  std::vector<Entry> procedures;
  for (const auto& sighting : sightings) {
    if (!std::holds_alternative<Procedure>(sighting.entry.content)) continue;
    procedures.push_back(with_mark(sighting));
    procedures.back().id = stable_id(sighting.entry, sighting.source_id);
  }
  for (const auto& procedure : procedures) apply(procedure, system);
  for (auto& procedure : procedures) system.push_back(std::move(procedure));
  return system;
}

bool may_have_been_in_place(const std::vector<Entry>& system, const Interval<WallMinutes>& then,
                            const Duration& after_removal) {
  bool any_device = false;
  bool any_lead = false;
  for (const auto& entry : system) {
    if (const auto* device = std::get_if<Device>(&entry.content)) {
      any_device = true;
      if (!was_absent(device->implanted, device->removed, then, after_removal)) return true;
    } else if (const auto* lead = std::get_if<Lead>(&entry.content)) {
      any_lead = true;
      if (!was_absent(lead->implanted, lead->removed, then, after_removal)) return true;
    }
  }
  if (!any_device && !any_lead) return true;  // nothing dated or named: a code only says that there is one
  return !any_lead && leads_may_remain(system, then);
}

}  // namespace lossa::intake
