// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mapping.hpp"
#include "parent.hpp"

namespace lossa::intake::hl7 {
namespace {

using terminology::Sense;

/// False when it could not be used though it should have been. What means nothing here is counted by its code.
bool map_observation(OrderFrame& frame, const Observation& observation, const Source& source, Said& said) {
  const auto codings = codings_of(observation.segment->field(3));
  const auto* test = meaning_of(codings, source, "", {Sense::culture, Sense::susceptibility, Sense::lab});
  if (test != nullptr && test->sense == Sense::lab) return map_measurement(frame, observation, source, said);
  if (test != nullptr && test->sense == Sense::culture) return map_culture(frame, observation, source, said);
  if (test != nullptr || !frame.culture.empty()) return map_susceptibility(frame, observation, source, said);
  const bool culture_was_ordered =
      meaning_of(codings_of(frame.order.segment->field(4)), source, "", {Sense::culture}) != nullptr;
  if (culture_was_ordered) return map_culture(frame, observation, source, said);
  count_unmapped(codings, source);
  return true;
}

std::size_t size_of(const Said& said) { return said.sightings.size() + said.susceptibilities.size(); }

void map_order(const PersonGroup& group, const Order& order, const std::string& person, const Source& source,
               Said& said) {
  auto& counts = source.quality.elements["OBX"];
  OrderFrame frame{.order = order, .person = person, .filler = filler_of(order, source)};
  if (frame.filler.empty()) {
    source.note(FaultKind::malformed, *order.segment,
                "an order without a number (OBR-2, OBR-3): its results cannot be told from others");
    counts.set_aside += order.observations.size();
    said.set_aside = true;
    return;
  }
  frame.culture = parent_culture(group, order, source);
  for (const auto& observation : order.observations) {
    const auto before = size_of(said);
    if (!map_observation(frame, observation, source, said)) {
      ++counts.set_aside;
      said.set_aside = true;
    } else if (size_of(said) > before) {
      ++counts.used;
    }
  }
}

}  // namespace

Said map_message(const std::vector<PersonGroup>& groups, const Source& source) {
  Said said;
  for (const auto& group : groups) {
    const auto person = map_person(group, source, said);
    if (person.empty()) {
      source.note(FaultKind::no_person, *group.person, "PID-3 holds no identifier: it is not known who this is about");
      said.has_unknown_person = true;
      ++source.quality.elements["PID"].set_aside;
      continue;
    }
    ++source.quality.elements["PID"].used;
    for (const auto& order : group.orders) map_order(group, order, person, source, said);
  }
  return said;
}

}  // namespace lossa::intake::hl7
