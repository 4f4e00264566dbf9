// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/model/value.hpp>

namespace lossa::model {

// What was decided and done, and what came of it. Units, ranges and words: see fields.hpp.

struct Referral {
  Word what = {};
  std::string unit = {};
  std::string reason = {};
  friend bool operator==(const Referral&, const Referral&) = default;
};

struct Decision {
  Word what = {};
  Finding present = {};  ///< absent: true
  std::string reason = {};
  std::string by = {};
  friend bool operator==(const Decision&, const Decision&) = default;
};

struct Treatment {
  Word what = {};
  std::string agent = {};
  OptionalWhen until = {};
  OptionalNumber days = {};
  Word route = {};
  friend bool operator==(const Treatment&, const Treatment&) = default;
};

struct Plan {
  Word option = {};  ///< as Reimplantation::type
  Word session = {};
  std::string reason = {};
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// What became of one lead in a procedure.
struct LeadResult {
  Reference lead = {};
  Word result = {};
  OptionalNumber remnant_mm = {};
  friend bool operator==(const LeadResult&, const LeadResult&) = default;
};

struct Procedure {
  Finding done = {};
  Word what = {};
  Word urgency = {};
  Words approach = {};
  Word room = {};
  Texts tools = {};
  std::vector<LeadResult> leads = {};
  friend bool operator==(const Procedure&, const Procedure&) = default;
};

struct Complication {
  Word what = {};
  Word phase = {};
  std::string reason = {};
  friend bool operator==(const Complication&, const Complication&) = default;
};

struct Reimplantation {
  Word type = {};  ///< as Device::type, or "none"
  Word side = {};
  Reference contralateral_to = {};
  Reference ipsilateral_to = {};
  Finding same_session = {};
  friend bool operator==(const Reimplantation&, const Reimplantation&) = default;
};

struct FollowUp {
  OptionalNumber months = {};
  Finding infection = {};
  Finding device_working = {};
  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

struct Death {
  std::string cause = {};
  Finding related = {};
  friend bool operator==(const Death&, const Death&) = default;
};

/// Only the entry's text.
struct Note {
  friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace lossa::model
