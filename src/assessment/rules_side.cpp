// SPDX-License-Identifier: Apache-2.0
// The two pectoral sides: what lies there, what was infected there, and the veins.
#include <algorithm>
#include <array>

#include "finding.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

using Signs = std::array<std::string_view, 2>;

// What shows a pocket infection by itself; within a pair one that is recorded absent says no to both.
constexpr std::array<Signs, 4> telling = {{{"erosion", "exposed_hardware"},
                                           {"purulent_discharge", "purulent_discharge"},
                                           {"sinus", "sinus"},
                                           {"threatened_erosion", "necrosis"}}};
constexpr std::array<std::string_view, 6> suspicious = {"swelling", "erythema",   "warmth",
                                                        "pain",     "fluctuance", "pocket_inflammation"};

Side side_of(const Inquiry& inquiry) { return inquiry.instance == 0 ? Side::first : Side::second; }

/// Is the device on this side? Unknown where its side is not known.
Truth is_here(const Inquiry& inquiry, const DeviceRecord& device) {
  if (device.side == Side::not_known) return {};
  return Truth::of(device.side == side_of(inquiry));
}

/// A lead lies on the side of its device, and of the only device where none is named.
Truth is_here(const Inquiry& inquiry, const LeadRecord& lead) {
  if (lead.device != nullptr) return is_here(inquiry, *lead.device);
  const DeviceRecord* only = nullptr;
  for (const auto& device : inquiry.system.devices()) {
    if (device.side == Side::none) continue;
    if (only != nullptr) return {};
    only = &device;
  }
  return only == nullptr ? Truth() : is_here(inquiry, *only);
}

Found side_device_in_place(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto& device : inquiry.system.devices())
    gathered.add(device.in_place & is_here(inquiry, device), *device.seen);
  for (const auto& lead : inquiry.system.leads())
    if (lead.seen != nullptr) gathered.add(lead.in_place & is_here(inquiry, lead), *lead.seen);
  auto found = gathered.any();
  if (inquiry.system.devices().empty() && found.value.truth.is_no()) found.value.truth = Truth();
  return found;
}

guideline::Window window_of(const Inquiry& inquiry) {
  return inquiry.word("window") == "ever" ? guideline::Window::ever : guideline::Window::episode;
}

/// The device that a sign belongs to: the one it names, else the one in place at that time.
const DeviceRecord* device_of(const Inquiry& inquiry, const Seen& seen) {
  const auto& sign = seen.as<model::Sign>();
  if (!sign.device.empty()) return inquiry.system.device(sign.device);
  const bool has_time = seen.at.date.has_value() || seen.at.anchor >= 0;
  return inquiry.system.only_pocket_at(has_time ? seen.at : inquiry.view.now());
}

/// What the signs of one kind say of one device's pocket; a sign whose device is not known may be of this one.
Found sign_at(const Inquiry& inquiry, const DeviceRecord& device, std::string_view what) {
  std::vector<Statement> statements;
  for (const auto& seen : inquiry.view.of<model::Sign>()) {
    const auto& sign = seen.as<model::Sign>();
    if (sign.what != what || !is_at_pocket(sign) || !inquiry.view.is_within(window_of(inquiry), seen)) continue;
    const auto* of = device_of(inquiry, seen);
    if (of != nullptr && of != &device) continue;
    const auto there = presence(*seen.entry);
    statements.push_back(says(seen, of == nullptr && there.is_yes() ? Truth::unknown(Reason::unclear) : there));
  }
  auto fact = inquiry.fact;
  fact.resolve = guideline::Resolve::worst;
  return resolve(inquiry.view, fact, statements);
}

/// The worse of a pair, of which one that is recorded absent answers for both.
Found pair_at(const Inquiry& inquiry, const DeviceRecord& device, const Signs& pair) {
  const auto a = sign_at(inquiry, device, pair[0]);
  if (pair[0] == pair[1]) return a;
  const auto b = sign_at(inquiry, device, pair[1]);
  if (a.value.truth.is_yes() || (a.value.truth.is_no() && !b.value.truth.is_yes())) return a;
  return b.evidence.entries.empty() ? a : b;
}

/// Infection earlier in the course, as the history tells it.
Found history_at(const Inquiry& inquiry, const DeviceRecord& device) {
  Gathered gathered;
  for (const auto& seen : inquiry.view.of<model::History>()) {
    const auto& history = seen.as<model::History>();
    if (history.what != "device_infection" || !inquiry.view.is_within(window_of(inquiry), seen)) continue;
    const auto there = presence(*seen.entry);
    if (history.device == device.seen->entry->id)
      gathered.add(there, seen);
    else if (history.device.empty() && !there.is_no())
      gathered.add(Truth::unknown(Reason::unclear), seen);
  }
  return gathered.any();
}

/// Was the pocket of this device infected? Inflammation alone does not decide it.
Found infected_at(const Inquiry& inquiry, const DeviceRecord& device) {
  Gathered gathered;
  for (const auto& pair : telling) gathered.add(pair_at(inquiry, device, pair));
  const auto history = history_at(inquiry, device);
  if (!history.evidence.entries.empty()) gathered.add(history);

  Found inflamed = sign_at(inquiry, device, "pocket_inflammation");
  for (const auto what : suspicious) {
    const auto sign = sign_at(inquiry, device, what);
    if (sign.value.truth.is_yes()) inflamed = sign;
  }
  if (inflamed.value.truth.is_yes()) inflamed.value.truth = Truth::unknown(Reason::unclear);
  gathered.add(inflamed);
  return gathered.any();
}

/// An infection of a device that is not named may have been of one that nobody has recorded.
bool may_be_elsewhere(const Inquiry& inquiry) {
  return std::ranges::any_of(inquiry.view.of<model::History>(), [&](const Seen& seen) {
    const auto& history = seen.as<model::History>();
    return history.what == "device_infection" && history.device.empty() && !presence(*seen.entry).is_no() &&
           inquiry.view.is_within(window_of(inquiry), seen);
  });
}

Found side_infected(const Inquiry& inquiry) {
  Gathered gathered;
  if (inquiry.system.devices().empty()) return {};
  for (const auto& device : inquiry.system.devices()) {
    const auto here = is_here(inquiry, device);
    if (here.is_no()) {
      gathered.add(Truth::no(), *device.seen);
      continue;
    }
    auto infected = infected_at(inquiry, device);
    infected.value.truth = infected.value.truth & here;
    gathered.add(infected);
  }
  auto found = gathered.any();
  if (found.value.truth.is_no() && may_be_elsewhere(inquiry)) found.value.truth = Truth::unknown(Reason::unclear);
  return found;
}

bool is_vein_here(const Inquiry& inquiry, std::string_view vein) {
  const auto side = inquiry.instance == 0 ? std::string_view("left_") : std::string_view("right_");
  return vein.starts_with(side) && (vein.ends_with("_subclavian") || vein.ends_with("_axillary"));
}

/// By the latest state of each vein: occluded if one is; open if one is and none is occluded.
Found side_occluded(const Inquiry& inquiry) {
  if (!inquiry.system.sides_are_named()) return {};
  std::array<const Seen*, 2> latest = {nullptr, nullptr};
  for (const auto& seen : inquiry.view.of<model::Access>()) {
    const auto& access = seen.as<model::Access>();
    if (!access.state.empty() && is_vein_here(inquiry, access.vein))
      latest[access.vein.ends_with("_axillary") ? 1 : 0] = &seen;
  }
  Gathered occluded, open;
  for (const auto* seen : latest) {
    if (seen == nullptr) continue;
    const auto& state = seen->as<model::Access>().state;
    occluded.add(Truth::of(state == "occluded"), *seen);
    open.add(Truth::of(state == "open"), *seen);
  }
  auto found = occluded.any();
  if (found.value.truth.is_no() && !open.any().value.truth.is_yes())
    found.value.truth = Truth::unknown(Reason::unclear);
  return found;
}

}  // namespace

std::vector<Rule> side_rules() {
  using enum guideline::FactType;
  const auto side = guideline::Subject::side;
  const Argument window{.name = "window", .of = {"episode", "ever"}};
  return {{.name = "side_device_in_place", .of = side, .gives = truth, .find = side_device_in_place},
          {.name = "side_infected", .of = side, .gives = truth, .arguments = {window}, .find = side_infected},
          {.name = "side_occluded", .of = side, .gives = truth, .find = side_occluded}};
}

}  // namespace lossa::assessment
