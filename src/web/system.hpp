// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/model/case.hpp>
#include <lossa/model/timeline.hpp>

namespace lossa::web {

enum class Side { unknown, left, right };

/// One part of a pacing system: a generator, a leadless pacemaker or a lead.
struct SystemPart {
  enum class Kind { generator, leadless, subcutaneous, recorder, lead };
  enum class State {
    in_place,
    abandoned,  ///< a lead that nothing uses
    remnant,    ///< of a lead, left behind
    removed,
    unclear,  ///< it cannot be told whether it was removed by then
  };
  Kind kind = Kind::generator;
  State state = State::in_place;
  Side side = Side::unknown;
  std::string type = {};     ///< word of a device
  std::string chamber = {};  ///< word of a lead; "" if not stated
  std::string vein = {};     ///< word of a lead; "" if not stated
  bool defibrillates = false;
  bool abdominal = false;
  bool signs_recorded = false;  ///< some sign of its pocket is recorded in this episode
  int generator = -1;           ///< of a lead: index of its device among the parts, -1 if not stated
  int opposite = -1;            ///< of a device: the one it is known to lie opposite to
  std::string entry = {};       ///< id of the entry it was read from
};

/// What of the system was there by `now`, and what had been. Devices first, each kind in the order recorded. What was
/// put in later is not in it. A side follows from the side of another device where the entries say how the two lie.
std::vector<SystemPart> system_at(const model::Case& patient, const model::Moment& now);

}  // namespace lossa::web
