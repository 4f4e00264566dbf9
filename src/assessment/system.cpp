// SPDX-License-Identifier: Apache-2.0
#include "system.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "sides.hpp"

namespace lossa::assessment {
namespace {

Bilingual chamber_words(std::string_view chamber) {
  if (chamber == "ra") return {.en = "RA", .sv = "RA"};
  if (chamber == "rv") return {.en = "RV", .sv = "RV"};
  if (chamber == "lv_cs") return {.en = "LV", .sv = "LV"};
  if (chamber == "his") return {.en = "His", .sv = "His"};
  if (chamber == "left_bundle") return {.en = "Left bundle", .sv = "LBB"};
  return {};
}

Bilingual label_of(const model::Lead& lead) {
  const auto chamber = chamber_words(lead.chamber);
  const std::string use = lead.use.empty() ? "" : lead.use == "defibrillation" ? "defibrillation " : "pacing ";
  Bilingual label{.en = chamber.en.empty() ? use + "lead" : chamber.en + " " + use + "lead",
                  .sv = lead.use == "defibrillation" ? "defibrillatorelektrod" : "elektrod"};
  if (!chamber.sv.empty()) label.sv = chamber.sv + "-" + label.sv;
  if (lead.implanted.has_value()) {
    label.en += ", " + model::to_string(*lead.implanted);
    label.sv += ", " + model::to_string(*lead.implanted);
  }
  return label;
}

/// Two leads with one label are told apart by their ids.
void make_labels_differ(std::vector<LeadRecord>& leads) {
  std::vector<std::string> doubled;
  for (const auto& lead : leads)
    if (std::ranges::count(leads, lead.label.en, [](const auto& one) { return one.label.en; }) > 1)
      doubled.push_back(lead.label.en);
  for (auto& lead : leads) {
    if (lead.seen == nullptr || std::ranges::find(doubled, lead.label.en) == doubled.end()) continue;
    lead.label.en += " (" + lead.seen->entry->id + ")";
    lead.label.sv += " (" + lead.seen->entry->id + ")";
  }
}

bool is_recorded_as_device(const CaseView& view, const Seen& planted) {
  const auto& type = planted.as<model::Reimplantation>().type;
  return std::ranges::any_of(view.of<model::Device>(), [&](const Seen& seen) {
    const auto& device = seen.as<model::Device>();
    if (device.type != type) return false;
    // The same device unless it was there before.
    const auto implanted = view.moment(device.implanted);
    return !device.implanted.has_value() || !view.timeline().by(planted.at, implanted).is_no();
  });
}

}  // namespace

int fewest_leads(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, int>, 8> table = {{{"pacemaker", 1},
                                                                             {"pacemaker_single", 1},
                                                                             {"pacemaker_dual", 2},
                                                                             {"crt_p", 2},
                                                                             {"icd", 1},
                                                                             {"icd_single", 1},
                                                                             {"icd_dual", 2},
                                                                             {"crt_d", 2}}};
  const auto* found = std::ranges::find(table, type, &std::pair<std::string_view, int>::first);
  return found == table.end() ? 0 : found->second;
}

System::System(const CaseView& view) : view_(&view) {
  find_devices();
  sides_are_named_ = place_on_sides(devices_);
  for (auto& device : devices_) device.in_place = device_in_place_at(device, view_->now());
  find_leads();
}

void System::find_devices() {
  for (const auto& seen : view_->of<model::Device>()) {
    const auto& device = seen.as<model::Device>();
    devices_.push_back({.seen = &seen,
                        .type = device.type,
                        .implanted = device.implanted,
                        .removed = device.removed,
                        .in_place = {},
                        .side = Side::not_known});
  }
  for (const auto& seen : view_->of<model::Reimplantation>()) {
    const auto& type = seen.as<model::Reimplantation>().type;
    if (type == "none" || is_recorded_as_device(*view_, seen)) continue;
    devices_.push_back({.seen = &seen,
                        .type = type,
                        .implanted = seen.entry->at,
                        .removed = {},
                        .in_place = {},
                        .side = Side::not_known});
  }
  std::ranges::sort(devices_, [this](const DeviceRecord& a, const DeviceRecord& b) {
    const auto first = view_->moment(a.implanted);
    const auto second = view_->moment(b.implanted);
    if (view_->timeline().sorts_before(first, second)) return true;
    if (view_->timeline().sorts_before(second, first)) return false;
    return a.seen->entry->id < b.seen->entry->id;
  });
}

Truth System::in_place(const DeviceRecord& device, const model::Moment& then) const {
  const auto is_in = device.implanted.has_value() ? view_->happened(device.implanted, then) : Truth::yes();
  const auto is_out = device.removed.has_value() ? view_->happened(device.removed, then) : Truth::no();
  return is_in & !is_out;
}

/// A procedure that took the generator out names no device: with one pocket in place then it was that one's.
Truth System::taken_out(const DeviceRecord& device, const model::Moment& then) const {
  if (device.side == Side::none || device.removed.has_value()) return Truth::no();
  for (const auto& seen : view_->of<model::Procedure>()) {
    if (view_->timeline().by(seen.at, then).is_no()) continue;
    const auto& procedure = seen.as<model::Procedure>();
    const bool removes =
        procedure.what == "system_removal" || procedure.what == "explantation" || procedure.what == "generator_removal";
    if (!removes || !procedure.done.value_or(Truth()).is_yes() || in_place(device, seen.at).is_no()) continue;
    return only_pocket_at(seen.at) == &device ? Truth::yes() : Truth::unknown(Reason::unclear);
  }
  return Truth::no();
}

/// By its own record, or by a procedure that took it out whole.
Truth System::taken_out(const Seen& lead) const {
  const auto& removed = lead.as<model::Lead>().removed;
  Truth out = removed.has_value() ? view_->happened(removed) : Truth::no();
  for (const auto& seen : view_->of<model::Procedure>()) {
    const auto& procedure = seen.as<model::Procedure>();
    if (procedure.done.has_value() && procedure.done->is_no()) continue;
    for (const auto& result : procedure.leads)
      if (result.lead == lead.entry->id && (result.result == "complete" || result.result == "removed"))
        out = out | Truth::yes();
  }
  return out;
}

Truth System::device_in_place_at(const DeviceRecord& device, const model::Moment& then) const {
  return in_place(device, then) & !taken_out(device, then);
}

Truth System::lead_in_place_at(const Seen& seen, const model::Moment& then) const {
  const auto& lead = seen.as<model::Lead>();
  Truth here = lead.implanted.has_value() ? view_->happened(lead.implanted, then) : Truth::yes();
  if (lead.removed.has_value()) here = here & !view_->happened(lead.removed, then);
  for (const auto& procedure_seen : view_->of<model::Procedure>()) {
    const auto& procedure = procedure_seen.as<model::Procedure>();
    const auto done = view_->timeline().by(procedure_seen.at, then) & procedure.done.value_or(Truth());
    if (done.is_no()) continue;
    const auto named = std::ranges::find(procedure.leads, seen.entry->id, &model::LeadResult::lead);
    const bool is_named = named != procedure.leads.end();
    if (is_named && (named->result == "complete" || named->result == "removed")) here = here & !done;
    if (!is_named && procedure.what == "system_removal") here = here & Truth::unknown(Reason::unclear);
  }
  return here;
}

/// A lead that came out in the assessed episode has a result to be told.
bool System::worked_on(const Seen& lead) const {
  return std::ranges::any_of(view_->of<model::Procedure>(), [&](const Seen& seen) {
    const auto& procedure = seen.as<model::Procedure>();
    return seen.episode == view_->episode() && procedure.done.value_or(Truth()).is_yes() &&
           std::ranges::find(procedure.leads, lead.entry->id, &model::LeadResult::lead) != procedure.leads.end();
  });
}

void System::find_leads() {
  std::size_t recorded = 0;
  for (const auto& seen : view_->of<model::Lead>()) {
    const auto& lead = seen.as<model::Lead>();
    const auto* device_of_lead = device(lead.device);
    if (device_of_lead == nullptr || !device_of_lead->in_place.is_no()) ++recorded;
    const auto is_in = lead.implanted.has_value() ? view_->happened(lead.implanted) : Truth::yes();
    const auto here = is_in & !taken_out(seen);
    if (!here.is_no() || worked_on(seen))
      leads_.push_back({.seen = &seen, .device = device_of_lead, .in_place = here, .label = label_of(lead)});
  }
  std::ranges::sort(leads_, [this](const LeadRecord& a, const LeadRecord& b) {
    const auto first = view_->moment(a.seen->as<model::Lead>().implanted);
    const auto second = view_->moment(b.seen->as<model::Lead>().implanted);
    if (view_->timeline().sorts_before(first, second)) return true;
    if (view_->timeline().sorts_before(second, first)) return false;
    return a.seen->entry->id < b.seen->entry->id;
  });
  add_missing_leads(recorded);
  make_labels_differ(leads_);
}

/// Leads that the devices must have and nobody has recorded stand as one lead of which nothing is known, so that
/// "some lead is …" is unknown and never no.
void System::add_missing_leads(std::size_t recorded) {
  std::size_t expected = 0;
  for (const auto& device : devices_)
    if (device.in_place.is_yes()) expected += static_cast<std::size_t>(fewest_leads(device.type));
  if (recorded >= expected) return;
  const auto label = recorded == 0
                         ? Bilingual{.en = "leads not recorded", .sv = "elektroder ej angivna"}
                         : Bilingual{.en = "further leads, not recorded", .sv = "ytterligare elektroder, ej angivna"};
  leads_.push_back({.seen = nullptr, .device = nullptr, .in_place = Truth(), .label = label});
}

std::vector<Instance> System::sides() const {
  const auto side = [](const char* en, const char* sv) { return Instance{.label = {.en = en, .sv = sv}, .entry = ""}; };
  if (sides_are_named_) return {side("left side", "vänster sida"), side("right side", "höger sida")};
  const bool is_only = std::ranges::count_if(devices_, [](const auto& one) { return one.side != Side::none; }) == 1;
  return {
      is_only ? side("the device's side", "dosans sida") : side("the first device's side", "den första dosans sida"),
      side("the other side", "andra sidan")};
}

const DeviceRecord* System::device(std::string_view id) const {
  const auto found = std::ranges::find_if(devices_, [id](const auto& one) { return one.seen->entry->id == id; });
  return id.empty() || found == devices_.end() ? nullptr : &*found;
}

const DeviceRecord* System::only_pocket_at(const model::Moment& then) const {
  const DeviceRecord* only = nullptr;
  for (const auto& device : devices_) {
    if (device.side == Side::none) continue;
    const auto here = in_place(device, then);
    if (here.is_no()) continue;
    if (here.is_unknown() || only != nullptr) return nullptr;
    only = &device;
  }
  return only;
}

}  // namespace lossa::assessment
