// SPDX-License-Identifier: Apache-2.0
// What the criteria of endocarditis ask beside the rest: material in the heart at the time of a culture, what was seen
// at operation, where a vegetation sat, how old the implant was at PET/CT.
#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "age.hpp"
#include "culture.hpp"
#include "endovascular.hpp"

namespace lossa::assessment {
namespace {

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_echocardiography(const model::Imaging& imaging) {
  static constexpr std::array<std::string_view, 4> kinds = {"tte", "tee", "ice", "echocardiography"};
  return is_one_of(kinds, imaging.modality);
}

Truth is_endovascular(std::string_view type) {
  static constexpr std::array<std::string_view, 4> outside = {"s_icd", "ev_icd", "epicardial_pacemaker",
                                                              "loop_recorder"};
  if (type.empty()) return {};
  return Truth::of(!is_one_of(outside, type));
}

/// A lead follows its device; where none is named, what is known of all devices.
Truth is_endovascular(const System& system, const model::Lead& lead) {
  if (lead.vein == "epicardial") return Truth::no();
  if (!lead.vein.empty() || !lead.chamber.empty()) return Truth::yes();
  if (const auto* device = system.device(lead.device)) return is_endovascular(device->type);
  const bool all_are = std::ranges::all_of(
      system.devices(), [](const DeviceRecord& device) { return is_endovascular(device.type).is_yes(); });
  return all_are ? Truth::yes() : Truth();
}

/// In place now, or when one of the episode's blood cultures was drawn.
Found endovascular_in_place(const Inquiry& inquiry) {
  Gathered at_any_time;
  at_any_time.add(endovascular_device_at(inquiry, inquiry.view.now()));
  for (const auto* culture : blood_cultures(inquiry)) at_any_time.add(endovascular_device_at(inquiry, culture->at));
  return at_any_time.any();
}

/// Of a test that finds something or not: yes if one found it, no only if each was done and found nothing.
Found lab_detected(const Inquiry& inquiry) {
  Gathered any;
  for (const auto& test : inquiry.words("tests")) {
    std::vector<Statement> statements;
    for (const auto* seen : inquiry.entries<model::Lab>())
      if (const auto& lab = seen->as<model::Lab>(); lab.test == test && lab.detected.has_value())
        statements.push_back(says(*seen, *lab.detected));
    any.add(resolve(inquiry.view, inquiry.fact, statements));
  }
  return any.any();
}

/// Seen by eye: a vegetation on a lead or a lesion of a valve.
Truth lesion_of(const model::Imaging& imaging) {
  const auto is_lesion = [](std::string_view word) -> Truth {
    if (word.empty()) return {};
    return word == "indeterminate" ? Truth::unknown(Reason::unclear) : Truth::of(word != "none");
  };
  return is_lesion(imaging.lead_mass) | is_lesion(imaging.valve_lesion);
}

Found inspection_lesion(const Inquiry& inquiry) {
  Gathered seen_at_operation;
  for (const auto* seen : inquiry.entries<model::Imaging>())
    if (const auto& imaging = seen->as<model::Imaging>(); imaging.modality == "direct_inspection")
      seen_at_operation.add(lesion_of(imaging), *seen);
  return seen_at_operation.any();
}

/// Echocardiography that is recorded was available; that none is recorded says nothing.
Found echo_not_available(const Inquiry& inquiry) {
  Gathered done;
  for (const auto* seen : inquiry.entries<model::Imaging>())
    if (is_echocardiography(seen->as<model::Imaging>())) done.add(Truth::yes(), *seen);
  return negated(done.any());
}

/// Where vegetations on valves were seen. A finding that rules them out, or names only valves of the right heart, rules
/// out one on the left.
Found echo_left_vegetation(const Inquiry& inquiry) {
  Gathered left;
  bool some_valve_not_named = false;
  for (const auto* seen : inquiry.entries<model::Imaging>()) {
    const auto& imaging = seen->as<model::Imaging>();
    if (!is_echocardiography(imaging) || imaging.valve_lesion != "vegetation") continue;
    some_valve_not_named |= imaging.valve.empty();
    if (!imaging.valve.empty()) left.add(Truth::of(imaging.valve == "mitral" || imaging.valve == "aortic"), *seen);
  }
  auto found = left.any();
  if (found.value.truth.is_no() && some_valve_not_named) found.value.truth = Truth::unknown(Reason::unclear);
  if (!found.value.truth.is_unknown() || some_valve_not_named) return found;
  constexpr std::uint64_t only_none = 1;
  const auto& any_valve = inquiry.inputs.front();
  if (any_valve.value.possible != only_none) return found;
  found = any_valve;
  found.value.truth = Truth::no();
  return found;
}

/// A twelfth of a year and a calendar month differ; over a few months by less than this.
constexpr double months_slack = 0.15;

/// From the youngest to the oldest lead that was in place then, in months.
std::optional<Interval<double>> lead_months_at(const Inquiry& inquiry, const model::Moment& then) {
  std::optional<Interval<double>> months;
  const auto& leads = inquiry.system.leads();
  if (std::ranges::any_of(leads, [](const LeadRecord& lead) { return lead.seen == nullptr; })) return std::nullopt;
  for (const auto& seen : inquiry.view.of<model::Lead>()) {
    const auto& lead = seen.as<model::Lead>();
    if ((inquiry.system.lead_in_place_at(seen, then) & is_endovascular(inquiry.system, lead)).is_no()) continue;
    if (!lead.implanted.has_value()) return std::nullopt;
    const auto years = years_passed(inquiry.view.moment(lead.implanted), then);
    const Interval<double> one{.low = std::max(0.0, 12 * years.low - months_slack),
                               .high = 12 * years.high + months_slack};
    months = months ? Interval<double>{.low = std::min(months->low, one.low), .high = std::max(months->high, one.high)}
                    : one;
  }
  return months;
}

/// As the report gives it; of leads else from their dates. Without uptake there is no implant to ask about.
Found pet_implant_months(const Inquiry& inquiry) {
  std::vector<Statement> statements;
  for (const auto* seen : inquiry.entries<model::Imaging>()) {
    const auto& imaging = seen->as<model::Imaging>();
    const bool lead = imaging.uptake_lead.value_or(Truth()).is_yes();
    const bool valve = imaging.uptake_valve.value_or(Truth()).is_yes();
    if (imaging.modality != "pet_ct" || (!lead && !valve)) continue;
    if (imaging.implant_age_months.has_value()) {
      statements.push_back(says(*seen, imaging.implant_age_months->value));
    } else if (const auto months = lead_months_at(inquiry, seen->at); months && lead && !valve) {
      statements.push_back(says(*seen, *months));
    }
  }
  auto found = resolve(inquiry.view, inquiry.fact, statements);
  if (!statements.empty() && !found.value.number.is_exact()) found.value.reason = Reason::unclear;
  return found;
}

}  // namespace

Found endovascular_device_at(const Inquiry& inquiry, const model::Moment& then) {
  const auto& system = inquiry.system;
  Gathered in_place;
  for (const auto& device : system.devices())
    in_place.add(is_endovascular(device.type) & system.device_in_place_at(device, then), *device.seen);
  for (const auto& seen : inquiry.view.of<model::Lead>())
    in_place.add(is_endovascular(system, seen.as<model::Lead>()) & system.lead_in_place_at(seen, then), seen);
  return in_place.any();
}

Found intracardiac_material_at(const Inquiry& inquiry, const model::Moment& then) {
  Gathered material;
  material.add(endovascular_device_at(inquiry, then));
  Gathered valve;
  for (const auto& seen : inquiry.view.of<model::History>())
    if (const auto& history = seen.as<model::History>(); history.what == "prosthetic_valve")
      valve.add(history.present.value_or(Truth::yes()), seen);
  material.add(valve.any());
  return material.any();
}

std::vector<Rule> endocarditis_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument tests{.name = "tests", .words = Argument::Words::field, .of = {"lab", "test"}};
  return {{.name = "endovascular_in_place", .of = patient, .gives = truth, .find = endovascular_in_place},
          {.name = "lab_detected", .of = patient, .gives = truth, .arguments = {tests}, .find = lab_detected},
          {.name = "inspection_lesion", .of = patient, .gives = truth, .find = inspection_lesion},
          {.name = "echo_not_available", .of = patient, .gives = truth, .find = echo_not_available},
          {.name = "echo_left_vegetation",
           .of = patient,
           .gives = truth,
           .inputs = {"echo.valve_lesion"},
           .find = echo_left_vegetation},
          {.name = "pet_implant_months", .of = patient, .gives = number, .find = pet_implant_months}};
}

}  // namespace lossa::assessment
