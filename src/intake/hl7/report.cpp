// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace lossa::intake::hl7 {
namespace {

class Grouping {
 public:
  /// Puts a segment into its group; a fault where it has none.
  std::optional<std::pair<FaultKind, std::string>> add(const Hl7Segment& segment) {
    if (segment.name == "NTE") {  // of several notes each belongs to the same
      if (last_was_observation_) groups_.back().orders.back().observations.back().notes.push_back(&segment);
      return std::nullopt;
    }
    last_was_observation_ = segment.name == "OBX";
    if (segment.name == "PID") {
      groups_.push_back({.person = &segment, .visit = nullptr, .orders = {}});
      common_ = nullptr;
      return std::nullopt;
    }
    if (segment.name == "ORC") common_ = &segment;
    return add_to_group(segment);
  }

  std::vector<PersonGroup> finish() {
    for (auto& group : groups_)
      for (auto& order : group.orders)
        if (order.specimens.size() == 1)
          for (auto& observation : order.observations) observation.specimen = order.specimens.front();
    return std::move(groups_);
  }

 private:
  std::optional<std::pair<FaultKind, std::string>> add_to_group(const Hl7Segment& segment) {
    const bool is_of_order = segment.name == "OBX" || segment.name == "SPM";
    if (segment.name != "PV1" && segment.name != "OBR" && !is_of_order) return std::nullopt;
    if (groups_.empty()) return {{FaultKind::no_person, segment.name + " before a PID: it is not said whose"}};
    auto& group = groups_.back();
    if (segment.name == "PV1") group.visit = &segment;
    if (segment.name == "OBR")
      group.orders.push_back(
          {.common = std::exchange(common_, nullptr), .segment = &segment, .specimens = {}, .observations = {}});
    if (!is_of_order) return std::nullopt;
    if (group.orders.empty())
      return {{FaultKind::malformed, segment.name + " before an OBR: it is not said what was asked for"}};
    add_to_order(group.orders.back(), segment);
    return std::nullopt;
  }

  static void add_to_order(Order& order, const Hl7Segment& segment) {
    if (segment.name == "SPM") {
      order.specimens.push_back(&segment);
      return;
    }
    order.observations.push_back(
        {.segment = &segment, .specimen = order.specimens.empty() ? nullptr : order.specimens.back(), .notes = {}});
  }

  std::vector<PersonGroup> groups_;
  const Hl7Segment* common_ = nullptr;
  bool last_was_observation_ = false;
};

/// Why a message with this header is not read; "" if it is.
std::string refusal_of(const Hl7Segment& header) {
  constexpr std::array<std::string_view, 5> versions = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1"};
  if (header.name != "MSH") return "does not begin with MSH: no HL7 v2 message";
  if (header.text(9, 1) != "ORU" || header.text(9, 2) != "R01")
    return "this type of message is not read: only ORU^R01 is";
  if (std::ranges::find(versions, header.text(12)) == versions.end())
    return "this version of HL7 is not read: only 2.3 to 2.5.1 are";
  const auto use = header.text(11);
  if (use == "T" || use == "D") return "MSH-11 says training or debugging: no message about a person in care";
  return "";
}

}  // namespace

std::variant<std::vector<PersonGroup>, Hl7Fault> groups_of(const Hl7Message& message, const Hl7Origin& origin) {
  const auto& header = message.segments.front();
  if (auto why = refusal_of(header); !why.empty())
    return Hl7Fault{.kind = FaultKind::not_understood, .place = place_of(header, origin), .message = std::move(why)};
  Grouping grouping;
  for (const auto& segment : message.segments)
    if (auto fault = grouping.add(segment))
      return Hl7Fault{.kind = fault->first, .place = place_of(segment, origin), .message = std::move(fault->second)};
  auto groups = grouping.finish();
  if (groups.empty())
    return Hl7Fault{.kind = FaultKind::no_person, .place = place_of(header, origin), .message = "there is no PID"};
  return groups;
}

}  // namespace lossa::intake::hl7
