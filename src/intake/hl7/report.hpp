// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include <lossa/intake/hl7_message.hpp>

// The groups of an ORU^R01 (HL7 2.5.1, chapter 7; memory): for each person, orders; for each order, observations.
namespace lossa::intake::hl7 {

// All of them point into the message, which outlives them.

struct Observation {
  const Hl7Segment* segment = nullptr;   ///< OBX
  const Hl7Segment* specimen = nullptr;  ///< SPM: the only one of its order, else the last before it, if any
  std::vector<const Hl7Segment*> notes;  ///< NTE
};

struct Order {
  const Hl7Segment* common = nullptr;   ///< ORC, null if there is none
  const Hl7Segment* segment = nullptr;  ///< OBR
  std::vector<const Hl7Segment*> specimens;
  std::vector<Observation> observations;
};

struct PersonGroup {
  const Hl7Segment* person = nullptr;  ///< PID
  const Hl7Segment* visit = nullptr;   ///< PV1, null if there is none
  std::vector<Order> orders;
};

/// The groups, or why the message is none that can be read here: not ORU^R01, not version 2.3 to 2.5.1, not a message
/// of production (MSH-11), no PID, a segment out of its place.
std::variant<std::vector<PersonGroup>, Hl7Fault> groups_of(const Hl7Message& message, const Hl7Origin& origin);

}  // namespace lossa::intake::hl7
