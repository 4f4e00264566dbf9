// SPDX-License-Identifier: Apache-2.0
#include <lossa/synthesis/hospital.hpp>

namespace lossa::synthesis {

namespace {

constexpr std::string_view text = R"toml(# SPDX-License-Identifier: Apache-2.0
# What the codes of the synthetic hospital's own system mean, and public codes that it uses besides: laid over those that
# are shipped. The laboratory's code LAB-KNS-9 is left out on purpose: it is the one that nobody has mapped.

[[system]]
id = "hospital"
names = ["https://hospital.example/codes"]

[[source]]
id = "hospital_list"
known = "read"
cite = "the synthetic hospital's list of codes"

[[source]]
id = "cardiology_profiles"
known = "read"
cite = "German FHIR profiles of cardiology (Medizininformatik-Initiative), value set of implants"

[[source]]
id = "organism_list"
known = "read"
cite = "SNOMED CT organisms of a German infection-control template, as shipped with the openEHR SDK's tests"

[[meaning]]
sense = "removal"
word = "system_removal"
codes = [
  { system = "hospital", code = "SYSTEM-REMOVAL", source = "hospital_list", en = "Removal of generator and all leads", sv = "Borttagande av dosa och alla elektroder" },
]

[[meaning]]
sense = "removal"
word = "generator_removal"
codes = [
  { system = "hospital", code = "GENERATOR-REMOVAL", source = "hospital_list", en = "Removal of generator, leads left", sv = "Borttagande av dosa, elektroder kvar" },
]

[[meaning]]
sense = "sign"
word = "purulent_discharge"
codes = [
  { system = "hospital", code = "POCKET-PUS", source = "hospital_list", en = "Pus from the device pocket", sv = "Pus från dosfickan" },
]

[[meaning]]
sense = "sign"
word = "exposed_hardware"
codes = [
  { system = "hospital", code = "POCKET-EXPOSED", source = "hospital_list", en = "Device seen through the skin", sv = "Dosa eller elektrod synlig genom huden" },
]

[[meaning]]
sense = "sign"
word = "erythema"
codes = [
  { system = "hospital", code = "POCKET-REDNESS", source = "hospital_list", en = "Redness over the device pocket", sv = "Rodnad över dosfickan" },
]

[[meaning]]
sense = "sign"
word = "swelling"
codes = [
  { system = "hospital", code = "POCKET-SWELLING", source = "hospital_list", en = "Swelling over the device pocket", sv = "Svullnad över dosfickan" },
]

[[meaning]]
sense = "image_finding"
word = "lead_mass:vegetation"
codes = [
  { system = "hospital", code = "LEAD-VEGETATION", source = "hospital_list", en = "Vegetation on a lead", sv = "Vegetation på elektrod" },
]

[[meaning]]
sense = "image_finding"
word = "uptake_pocket"
codes = [
  { system = "hospital", code = "PET-POCKET", source = "hospital_list", en = "Uptake at the device pocket", sv = "Upptag i dosfickan" },
]

[[meaning]]
sense = "image_finding"
word = "uptake_lead"
codes = [
  { system = "hospital", code = "PET-LEAD", source = "hospital_list", en = "Uptake along a lead", sv = "Upptag längs elektrod" },
]

[[meaning]]
sense = "device"
word = "crt_p"
codes = [
  { system = "snomed", code = "704708004", source = "cardiology_profiles", en = "CRT pacemaker", sv = "CRT-pacemaker" },
]

[[meaning]]
sense = "device"
word = "crt_d"
codes = [
  { system = "snomed", code = "704707009", source = "cardiology_profiles", en = "CRT defibrillator", sv = "CRT-defibrillator" },
]

[[meaning]]
sense = "organism"
word = "staphylococcus_lugdunensis"
codes = [
  { system = "snomed", code = "103494005", source = "organism_list", en = "Staphylococcus lugdunensis", sv = "Staphylococcus lugdunensis" },
]

[[meaning]]
sense = "organism"
word = "staphylococcus_hominis"
codes = [
  { system = "snomed", code = "44827007", source = "organism_list", en = "Staphylococcus hominis", sv = "Staphylococcus hominis" },
]

[[meaning]]
sense = "organism"
word = "viridans_streptococci"
codes = [
  { system = "snomed", code = "31703004", source = "organism_list", en = "Viridans streptococci", sv = "Viridansstreptokocker" },
]
)toml";

}  // namespace

std::string_view own_codes() { return text; }

}  // namespace lossa::synthesis
