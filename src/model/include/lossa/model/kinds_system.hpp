// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/model/value.hpp>

namespace lossa::model {

// Who it is about, what is implanted, and what was before. Units, ranges and words: see fields.hpp.

struct Person {
  OptionalNumber age_years = {};
  OptionalNumber birth_year = {};
  Word sex = {};
  OptionalNumber weight_kg = {};
  OptionalNumber bmi_kg_m2;
  OptionalNumber lvef_percent = {};
  OptionalNumber nyha = {};
  Finding diabetes = {};
  Finding dialysis = {};
  Finding immunocompromised = {};
  Finding anticoagulated = {};
  OptionalNumber ccs = {};  ///< class of angina
  OptionalNumber pulmonary_systolic_mmhg = {};
  Texts comorbidities = {};
  friend bool operator==(const Person&, const Person&) = default;
};

/// A generator or a leadless pacemaker.
struct Device {
  Word type = {};
  Word side = {};
  Reference contralateral_to = {};
  Reference ipsilateral_to = {};
  Word site = {};
  OptionalWhen implanted = {};
  OptionalWhen removed = {};
  OptionalWhen last_procedure = {};  ///< the last operation in its pocket
  std::string model = {};
  OptionalWhen exchanged = {};  ///< of the generator; does not reset the age of leads
  friend bool operator==(const Device&, const Device&) = default;
};

struct Lead {
  Reference device = {};
  Word chamber = {};
  Word use = {};
  OptionalWhen implanted = {};
  OptionalWhen removed = {};
  Finding abandoned = {};
  Word vein = {};
  Finding recalled = {};
  Word function = {};
  std::string model = {};
  Finding target = {};          ///< to come out
  Finding may_need_tools = {};  ///< extraction equipment may be needed whatever its age
  Finding dual_coil = {};
  Word fixation = {};
  friend bool operator==(const Lead&, const Lead&) = default;
};

/// What was before, or is lasting.
struct History {
  Word what = {};
  Finding present = {};  ///< absent: true
  Reference device = {};
  Word valve = {};
  Word prosthesis = {};
  OptionalNumber count = {};  ///< of device procedures
  friend bool operator==(const History&, const History&) = default;
};

struct Pacing {
  Finding dependent = {};
  OptionalNumber escape_rate_per_minute = {};
  Words indications = {};
  Finding still_needed = {};  ///< reassessed
  Finding needs_atrial_pacing = {};
  Finding needs_crt = {};
  Finding needs_icd = {};
  friend bool operator==(const Pacing&, const Pacing&) = default;
};

struct Access {
  Word vein = {};
  Word state = {};
  Word used_for = {};
  friend bool operator==(const Access&, const Access&) = default;
};

}  // namespace lossa::model
