// SPDX-License-Identifier: Apache-2.0
// Tests of isolates: which culture they belong to, and what they say.
#include <algorithm>
#include <utility>

#include "mapping.hpp"
#include "value.hpp"

namespace lossa::intake::hl7 {
namespace {

using terminology::Sense;

/// S, I or R of OBX-8, else as the value itself; "" for others. I is "susceptible, increased exposure" (EUCAST, since
/// 2019), and stays a letter.
std::string interpretation_of(const Hl7Segment& observation) {
  for (const auto text : {observation.text(8), observation.text(5)})
    if (text == "S" || text == "I" || text == "R") return std::string(text);
  return "";
}

/// The culture among an order's results with the sub-id that an isolate's tests carry: "1", or "1.2" for its second.
std::string culture_beside(const OrderFrame& frame, const Observation& test, const Source& source) {
  const auto sub_id = test.segment->text(4);
  for (const auto& other : frame.order.observations) {
    const auto& segment = *other.segment;
    if (meaning_of(codings_of(segment.field(3)), source, "", {Sense::culture}) == nullptr) continue;
    const auto own = segment.text(4);
    if (own == sub_id || (!own.empty() && sub_id.starts_with(std::string(own) + ".")))
      return safe_id(result_id(frame.filler, segment.text(3), own));
  }
  return "";
}

}  // namespace

bool map_susceptibility(const OrderFrame& frame, const Observation& observation, const Source& source, Said& said) {
  const auto& segment = *observation.segment;
  const auto codings = codings_of(segment.field(3));
  auto culture = frame.culture.empty() ? culture_beside(frame, observation, source) : frame.culture;
  if (culture.empty()) {
    source.note(FaultKind::dangling_reference, segment,
                "it is not said of which isolate this is a test (OBR-26, OBX-4)");
    return false;
  }
  const auto* code = meaning_of(codings, source, "", {Sense::susceptibility});
  if (code == nullptr) count_unmapped(codings, source);
  const auto status = status_of(frame.order, observation);
  const auto sighting = frame_of(frame, observation, source);
  Susceptibility test{.culture = std::move(culture), .person = frame.person, .test = std::string(segment.text(3))};
  test.agent = code == nullptr ? "" : code->word;
  test.name = test.agent.empty() ? without_identity_numbers(text_of(codings)) : test.agent;
  test.interpretation = interpretation_of(segment);
  test.value = without_identity_numbers(written_value(segment));
  if (test.value == test.interpretation) test.value.clear();
  if (const auto unit = written_unit(segment); !test.value.empty() && !unit.empty()) test.value += " " + unit;
  test.version = sighting.version;
  test.state = status.state;
  test.known_at = sighting.entry.known_at;
  test.place = sighting.entry.place;
  said.susceptibilities.push_back(std::move(test));
  return true;
}

}  // namespace lossa::intake::hl7
