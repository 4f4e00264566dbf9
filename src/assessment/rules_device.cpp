// SPDX-License-Identifier: Apache-2.0
// Devices, leads, veins and what was operated on.
#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "age.hpp"
#include "procedure.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

const LeadRecord& lead_of(const Inquiry& inquiry) {
  return inquiry.system.leads()[static_cast<std::size_t>(inquiry.instance)];
}

/// A device whose type is not said may be any.
Truth is_of_types(const Inquiry& inquiry, const DeviceRecord& device) {
  if (device.type.empty()) return {};
  return Truth::of(inquiry.names("types", device.type));
}

Found device_in_place(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto& device : inquiry.system.devices())
    gathered.add(device.in_place & is_of_types(inquiry, device), *device.seen);
  return gathered.any();
}

Found lead_in_place(const Inquiry& inquiry) {
  const auto& lead = lead_of(inquiry);
  if (lead.seen == nullptr) return {};
  Gathered gathered;
  gathered.add(lead.in_place, *lead.seen);
  return gathered.any();
}

Found lead_age(const Inquiry& inquiry) {
  const auto& lead = lead_of(inquiry);
  if (lead.seen == nullptr) return {};
  const auto& implanted = lead.seen->as<model::Lead>().implanted;
  if (!implanted.has_value()) return {};
  const auto& view = inquiry.view;
  const auto statement = says(*lead.seen, years_passed(view.moment(implanted), view.now()));
  Found found{.value = statement.value, .evidence = {}};
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  note(found.evidence, *lead.seen);
  return found;
}

Truth is_unusual(std::string_view type) {
  if (type.empty() || type == "loop_recorder") return {};
  static constexpr std::array<std::string_view, 5> unusual = {"s_icd", "ev_icd", "leadless_pacemaker", "leadless_dual",
                                                              "epicardial_pacemaker"};
  return Truth::of(std::ranges::find(unusual, type) != unusual.end());
}

Found lead_of_unusual_system(const Inquiry& inquiry) {
  const auto& lead = lead_of(inquiry);
  Gathered gathered;
  if (lead.seen != nullptr && lead.seen->as<model::Lead>().vein == "epicardial") {
    gathered.add(Truth::yes(), *lead.seen);
    return gathered.any();
  }
  if (lead.device != nullptr) {
    gathered.add(is_unusual(lead.device->type), *lead.device->seen);
    return gathered.any();
  }
  std::optional<Truth> of_all;
  bool differ = false;
  for (const auto& device : inquiry.system.devices()) {
    if (device.in_place.is_no() || device.type == "loop_recorder") continue;
    const auto one = is_unusual(device.type);
    differ = differ || (of_all && *of_all != one);
    of_all = one;
    gathered.add(one, *device.seen);
  }
  auto found = gathered.any();
  if (differ) found.value.truth = Truth::unknown(Reason::unclear);
  return found;
}

/// Operations that entries show, and the whole number where one says it.
struct Operations {
  double recorded = 0;
  std::optional<Interval<double>> whole;
  std::vector<const Seen*> entries;
};

void add_device(const CaseView& view, const Seen& seen, Operations& operations) {
  const auto& device = seen.as<model::Device>();
  if (!view.happened(device.implanted).is_no()) operations.recorded += 1;
  if (view.happened(device.exchanged).is_yes()) operations.recorded += 1;
  operations.entries.push_back(&seen);
}

void add_history(const Seen& seen, Operations& operations) {
  const auto& history = seen.as<model::History>();
  if (history.what != "device_procedure" || !history.present.value_or(Truth::yes()).is_yes()) return;
  if (history.count.has_value() && history.device.empty()) operations.whole = history.count->value;
  operations.recorded += history.count.has_value() ? history.count->value.low : 1;
  operations.entries.push_back(&seen);
}

Found prior_procedures(const Inquiry& inquiry) {
  Operations operations;
  for (const auto& seen : inquiry.view.of<model::Device>()) add_device(inquiry.view, seen, operations);
  for (const auto& seen : inquiry.view.of<model::History>()) add_history(seen, operations);
  if (operations.entries.empty()) return {};
  Found found;
  for (const auto* seen : operations.entries) {
    found.value.since = later_of(found.value.since, seen->since);
    note(found.evidence, *seen);
  }
  found.value.number = operations.whole.value_or(Interval<double>{.low = operations.recorded, .high = no_limit});
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  return found;
}

/// The latest state of one vein; null if none is recorded.
const Seen* latest_state(const CaseView& view, std::string_view vein) {
  const Seen* latest = nullptr;
  for (const auto& seen : view.of<model::Access>())
    if (seen.as<model::Access>().vein == vein && !seen.as<model::Access>().state.empty()) latest = &seen;
  return latest;
}

Found access_closed(const Inquiry& inquiry) {
  Gathered some_open;
  for (const auto& vein : inquiry.words("veins")) {
    if (const auto* seen = latest_state(inquiry.view, vein))
      some_open.add(Truth::of(seen->as<model::Access>().state != "occluded"), *seen);
    else
      some_open.add(Found{});
  }
  return negated(some_open.any());
}

Found removal_done(const Inquiry& inquiry) {
  const auto* removal = last_removal(inquiry);
  if (removal == nullptr) return {};
  Found found{.value = says_date(*removal, removal->at).value, .evidence = {}};
  note(found.evidence, *removal);
  return found;
}

}  // namespace

const Seen* last_removal(const Inquiry& inquiry) {
  const Seen* last = nullptr;
  for (const auto* seen : inquiry.entries<model::Procedure>()) {
    const auto& procedure = seen->as<model::Procedure>();
    if (model::takes_leads_out(procedure) && procedure.done.value_or(Truth()).is_yes()) last = seen;
  }
  return last;
}

std::vector<Rule> device_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument types{.name = "types", .words = Argument::Words::field, .of = {"device", "type"}};
  const Argument veins{.name = "veins", .words = Argument::Words::field, .of = {"access", "vein"}};
  return {{.name = "device_in_place", .of = patient, .gives = truth, .arguments = {types}, .find = device_in_place},
          {.name = "lead_in_place", .of = lead, .gives = truth, .find = lead_in_place},
          {.name = "lead_age", .of = lead, .gives = number, .find = lead_age},
          {.name = "lead_of_unusual_system", .of = lead, .gives = truth, .find = lead_of_unusual_system},
          {.name = "prior_procedures", .of = patient, .gives = number, .find = prior_procedures},
          {.name = "access_closed", .of = patient, .gives = truth, .arguments = {veins}, .find = access_closed},
          {.name = "removal_done", .of = patient, .gives = date, .find = removal_done}};
}

}  // namespace lossa::assessment
