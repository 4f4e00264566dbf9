// SPDX-License-Identifier: Apache-2.0
#include "devices.hpp"

#include <array>
#include <utility>

#include <lossa/base/text.hpp>

#include "../source_id.hpp"
#include "normal_form.hpp"

namespace lossa::intake {
namespace {

constexpr int most_leads = 8;

/// How the columns of the leads are called, in normal form; # is the lead's number.
struct LeadPattern {
  std::vector<std::string_view> implanted, removed, chamber, model, abandoned;
};
const LeadPattern& lead_pattern() {
  static const LeadPattern pattern = {
      .implanted = {"elektrod#implantationsdatum", "elektrod#implantdatum", "elektrod#implanterad", "elektrod#datum",
                    "lead#implantdate", "lead#implanted", "lead#date"},
      .removed = {"elektrod#explantationsdatum", "elektrod#explanterad", "elektrod#borttagen", "lead#explanted",
                  "lead#removed"},
      .chamber = {"elektrod#läge", "elektrod#position", "lead#chamber", "lead#position"},
      .model = {"elektrod#modell", "lead#model"},
      .abandoned = {"elektrod#kvarlämnad", "elektrod#abandonerad", "lead#abandoned"}};
  return pattern;
}

std::string numbered(std::string_view pattern, int number) {
  const auto mark = pattern.find('#');
  return std::string(pattern.substr(0, mark)) + std::to_string(number) + std::string(pattern.substr(mark + 1));
}

model::OptionalWhen when(std::optional<Date> date) {
  return date.has_value() ? model::OptionalWhen(*std::move(date)) : std::nullopt;
}

lossa::model::Finding finding_of(const std::string& word) {
  if (word.empty()) return std::nullopt;
  return Truth::of(word == "yes");
}

}  // namespace

DeviceRows::DeviceRows(Table& table, const std::vector<LeadColumns>& leads, Issues& issues) : table_(table) {
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const auto place = [&](std::string_view part, const std::string& name) {
      const std::string path = "leads[" + std::to_string(i) + "]." + std::string(part);
      return name.empty() ? std::nullopt : table_.find(name, path, issues);
    };
    const LeadColumns& names = leads[i];
    leads_.push_back({.implanted = place("implanted", names.implanted),
                      .removed = place("removed", names.removed),
                      .chamber = place("chamber", names.chamber),
                      .model = place("model", names.model),
                      .abandoned = place("abandoned", names.abandoned)});
  }
  if (leads.empty()) recognise_leads();
}

void DeviceRows::recognise_leads() {
  for (int number = 1; number <= most_leads; ++number) {
    const auto place = [&](const std::vector<std::string_view>& patterns, std::string_view part) {
      for (const std::string_view pattern : patterns) {
        const auto column = table_.find_normal(numbered(pattern, number));
        if (!column.has_value()) continue;
        table_.take("leads[" + std::to_string(number) + "]." + std::string(part), *column, true);
        return column;
      }
      return std::optional<std::size_t>();
    };
    const LeadPattern& pattern = lead_pattern();
    const LeadPlaces lead = {.implanted = place(pattern.implanted, "implanted"),
                             .removed = place(pattern.removed, "removed"),
                             .chamber = place(pattern.chamber, "chamber"),
                             .model = place(pattern.model, "model"),
                             .abandoned = place(pattern.abandoned, "abandoned")};
    if (lead.implanted.has_value() || lead.chamber.has_value() || lead.model.has_value()) leads_.push_back(lead);
  }
}

Sighting DeviceRows::sighting(const std::string& person, std::string_view what, model::Content content) {
  // A person's device is the same in the next delivery when its number is, or else its date of implantation, or else
  // its kind.
  std::string_view number;
  for (const std::string_view role : {"device", "implanted", "type"})
    if (number.empty()) number = table_.cell(role);
  Sighting found;
  found.person = person;
  found.entry = {.read_in = table_.read_in(), .content = std::move(content), .place = table_.place()};
  found.source_id = source_id("devices", {number, what});
  return found;
}

void DeviceRows::add_device(const std::string& person, const std::string& type, std::vector<Sighting>& out) {
  model::Device device{.type = type,
                       .side = table_.word("side"),
                       .implanted = when(table_.date("implanted")),
                       .removed = when(table_.date("removed")),
                       .model = shown(table_.cell("model")),
                       .exchanged = when(table_.date("exchanged"))};
  if (device.implanted.has_value() && device.removed.has_value() &&
      before(std::get<Date>(*device.removed), std::get<Date>(*device.implanted)).is_yes()) {
    table_.note(FaultKind::impossible_date, "removed before it was implanted: neither date is used");
    device.implanted.reset();
    device.removed.reset();
  }
  Sighting found = sighting(person, "device", std::move(device));
  found.entry.at = std::get<model::Device>(found.entry.content).implanted;
  out.push_back(std::move(found));
}

/// Something is implanted, and nobody knows what its name means: its being there is kept.
void DeviceRows::add_unknown_device(const std::string& person, std::vector<Sighting>& out) {
  auto in_place = sighting(person, "device", model::Diagnosis{.what = "device_in_place"});
  in_place.entry.at = when(table_.date("implanted"));
  in_place.entry.text = shown(table_.cell("type"));
  out.push_back(std::move(in_place));
  const auto removed = table_.date("removed");
  if (!removed.has_value()) return;
  auto removal = sighting(person, "removal", model::Procedure{.done = Truth::yes(), .what = "generator_removal"});
  removal.entry.at = when(removed);
  out.push_back(std::move(removal));
}

void DeviceRows::add_row_lead(const std::string& person, bool is_abandoned, std::vector<Sighting>& out) {
  model::Lead lead{.chamber = table_.word("chamber"),
                   .implanted = when(table_.date("implanted")),
                   .removed = when(table_.date("removed")),
                   .abandoned = is_abandoned ? Truth::yes() : finding_of(table_.word("abandoned")),
                   .model = shown(table_.cell("model"))};
  Sighting found = sighting(person, "lead", std::move(lead));
  found.entry.at = std::get<model::Lead>(found.entry.content).implanted;
  out.push_back(std::move(found));
}

void DeviceRows::add_lead(const std::string& person, std::size_t number, std::vector<Sighting>& out) {
  const LeadPlaces& places = leads_[number];
  const auto text = [this](std::optional<std::size_t> column) {
    return column.has_value() ? table_.cell(*column) : std::string_view();
  };
  const bool is_said = !text(places.implanted).empty() || !text(places.chamber).empty() || !text(places.model).empty();
  if (!is_said) return;
  const auto date = [this](std::optional<std::size_t> column) {
    return column.has_value() ? when(table_.date(*column)) : std::nullopt;
  };
  const auto word = [this](std::string_view role, std::optional<std::size_t> column) {
    return column.has_value() ? table_.word(role, *column) : std::string();
  };
  model::Lead lead{.chamber = word("chamber", places.chamber),
                   .implanted = date(places.implanted),
                   .removed = date(places.removed),
                   .abandoned = finding_of(word("abandoned", places.abandoned)),
                   .model = shown(text(places.model))};
  Sighting found = sighting(person, "lead " + std::to_string(number + 1), std::move(lead));
  found.entry.at = std::get<model::Lead>(found.entry.content).implanted;
  out.push_back(std::move(found));
}

void DeviceRows::read_row(TablesRead& read) {
  const auto key = table_.person();
  if (!key.has_value()) return;
  Person& who = person_of(*key, read.data);
  const std::string& person = key->key;
  if (const auto ward = table_.cell("ward"); !ward.empty()) who.ward = shown(ward);

  auto& out = read.data.sightings;
  const std::string type = table_.word("type");
  if (type == "lead" || type == "abandoned_lead")
    add_row_lead(person, type == "abandoned_lead", out);
  else if (type.empty())
    add_unknown_device(person, out);
  else
    add_device(person, type, out);
  for (std::size_t i = 0; i < leads_.size(); ++i) add_lead(person, i, out);
  table_.use();
}

}  // namespace lossa::intake
