// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <lossa/model/value.hpp>

namespace lossa::model {

// What was seen, grown, imaged and measured. Units, ranges and words: see fields.hpp.

struct Sign {
  Word what = {};
  Finding present = {};  ///< absent: true
  Word site = {};
  Reference device = {};  ///< absent: the device in place
  OptionalNumber temperature_celsius = {};
  Numbers size_mm = {};
  friend bool operator==(const Sign&, const Sign&) = default;
};

/// What a clinician diagnosed, as its code says.
struct Diagnosis {
  Word what = {};
  Finding present = {};     ///< absent: true
  std::string code = {};    ///< as it was given: "T82.7"
  std::string system = {};  ///< whose code: "icd10"
  friend bool operator==(const Diagnosis&, const Diagnosis&) = default;
};

struct Culture {
  Word specimen = {};
  Word result = {};
  Finding final = {};
  Word organism = {};  ///< of terminology/organisms.toml, or "other"
  OptionalNumber sets_positive = {};
  OptionalNumber sets_total = {};
  OptionalNumber bottles_positive = {};
  OptionalNumber bottles_total = {};
  OptionalNumber punctures = {};
  OptionalNumber first_to_last_hours = {};  ///< between the first and the last positive draw
  Finding persistent = {};                  ///< called so, on treatment
  Finding antibiotics_before = {};
  Reference lead = {};
  Finding through_infected_pocket = {};  ///< of a lead culture
  Finding methicillin_resistant = {};
  friend bool operator==(const Culture&, const Culture&) = default;
};

struct Imaging {
  Word modality = {};
  Word lead_mass = {};
  Numbers mass_mm = {};
  Finding mobile = {};
  Word valve_lesion = {};
  Word valve = {};
  Finding valve_is_prosthetic = {};
  Numbers valve_mass_mm = {};
  Finding uptake_pocket = {};  ///< PET, SPECT
  Finding uptake_lead = {};
  Finding uptake_valve = {};
  Finding paravalvular_leak = {};  ///< CT
  OptionalNumber implant_age_months = {};
  OptionalNumber antibiotic_days = {};
  Finding pericardial_effusion = {};
  Finding new_regurgitation = {};  ///< of a valve, significant and not there before
  friend bool operator==(const Imaging&, const Imaging&) = default;
};

struct Lab {
  Word test = {};
  OptionalNumber value = {};
  std::string unit = {};  ///< as written; required with `value`
  Word level = {};        ///< when only that is said
  Finding detected = {};  ///< of a PCR on blood
  friend bool operator==(const Lab&, const Lab&) = default;
};

/// The units a test may be given in, the canonical one first; empty for a word that names no test.
std::span<const std::string> units_of(std::string_view test);

/// The value in the test's canonical unit (CRP mg/L, creatinine umol/L, haemoglobin and albumin g/L, others as given).
/// Nothing without a value or with a unit that is not listed.
std::optional<Interval<double>> canonical_value(const Lab& lab);

}  // namespace lossa::model
