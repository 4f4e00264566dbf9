// SPDX-License-Identifier: Apache-2.0
#include "sides.hpp"

#include <algorithm>
#include <optional>

namespace lossa::assessment {
namespace {

/// What an entry says of the side it is on.
struct Said {
  std::string_view side, contralateral_to, ipsilateral_to;
};

Said said_by(const Seen& seen) {
  if (const auto* device = std::get_if<model::Device>(&seen.entry->content))
    return {
        .side = device->side, .contralateral_to = device->contralateral_to, .ipsilateral_to = device->ipsilateral_to};
  const auto& planted = seen.as<model::Reimplantation>();
  return {.side = planted.side, .contralateral_to = planted.contralateral_to, .ipsilateral_to = planted.ipsilateral_to};
}

bool has_no_side(const DeviceRecord& record) {
  if (record.type == "leadless_pacemaker" || record.type == "leadless_dual" || record.type == "loop_recorder" ||
      record.type == "epicardial_pacemaker")
    return true;
  const auto* device = std::get_if<model::Device>(&record.seen->entry->content);
  return device != nullptr && (device->site == "abdominal" || device->site == "intracardiac");
}

/// Devices joined by "same side" and "other side" into groups; within a group each is on the side of its head or on
/// the other one (union-find with parity).
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count), is_across_(count, false), is_contradicted_(count, false) {
    for (std::size_t i = 0; i < count; ++i) parent_[i] = i;
  }

  struct Position {
    std::size_t head;
    bool is_across;
  };
  [[nodiscard]] Position position(std::size_t i) const {
    bool is_across = false;
    for (; parent_[i] != i; i = parent_[i]) is_across ^= is_across_[i];
    return {.head = i, .is_across = is_across};
  }

  void join(std::size_t a, std::size_t b, bool are_across) {
    const auto at_a = position(a);
    const auto at_b = position(b);
    const bool heads_across = at_a.is_across ^ at_b.is_across ^ are_across;
    if (at_a.head == at_b.head) {
      if (heads_across) is_contradicted_[at_a.head] = true;
      return;
    }
    parent_[at_b.head] = at_a.head;
    is_across_[at_b.head] = heads_across;
    is_contradicted_[at_a.head] = is_contradicted_[at_a.head] || is_contradicted_[at_b.head];
  }

  [[nodiscard]] bool is_contradicted(std::size_t i) const { return is_contradicted_[position(i).head]; }

 private:
  std::vector<std::size_t> parent_;
  std::vector<bool> is_across_, is_contradicted_;
};

std::optional<std::size_t> index_of(const std::vector<DeviceRecord>& devices, std::string_view id) {
  const auto found = std::ranges::find_if(devices, [id](const auto& device) { return device.seen->entry->id == id; });
  if (id.empty() || found == devices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - devices.begin());
}

/// Joins a device to what it says it lies on the side of; `left` stands for the left side.
void join_as_said(const std::vector<DeviceRecord>& devices, std::size_t i, std::size_t left, Groups& groups) {
  const auto said = said_by(*devices[i].seen);
  if (!said.side.empty()) groups.join(left, i, said.side == "right");
  if (const auto other = index_of(devices, said.contralateral_to)) groups.join(*other, i, true);
  if (const auto other = index_of(devices, said.ipsilateral_to)) groups.join(*other, i, false);
}

}  // namespace

bool place_on_sides(std::vector<DeviceRecord>& devices) {
  // One more stands for "left"; without names it is joined to the first device that has a side.
  const std::size_t left = devices.size();
  Groups groups(left + 1);
  std::vector<std::size_t> with_side;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    devices[i].side = has_no_side(devices[i]) ? Side::none : Side::not_known;
    if (devices[i].side == Side::not_known) with_side.push_back(i);
  }
  for (const auto i : with_side) join_as_said(devices, i, left, groups);
  const bool are_named =
      std::ranges::any_of(with_side, [&](std::size_t i) { return !said_by(*devices[i].seen).side.empty(); });
  if (!are_named && !with_side.empty()) groups.join(left, with_side.front(), false);

  const auto of_left = groups.position(left);
  for (const auto i : with_side) {
    const auto at = groups.position(i);
    if (at.head != of_left.head || groups.is_contradicted(i)) continue;
    devices[i].side = at.is_across == of_left.is_across ? Side::first : Side::second;
  }
  return are_named || with_side.empty();
}

}  // namespace lossa::assessment
