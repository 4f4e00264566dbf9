// SPDX-License-Identifier: Apache-2.0
// The field tables of kinds_findings.hpp.
#include "rows.hpp"

namespace lossa::model {

template <>
const Rows<Sign>& rows() {
  static const WordList choices = {"erosion",
                                   "exposed_hardware",
                                   "purulent_discharge",
                                   "sinus",
                                   "swelling",
                                   "erythema",
                                   "warmth",
                                   "pain",
                                   "deformation",
                                   "adherence",
                                   "threatened_erosion",
                                   "fluctuance",
                                   "necrosis",
                                   "pocket_inflammation",
                                   "superficial_wound_infection",
                                   "fever",
                                   "sepsis",
                                   "septic_shock",
                                   "systemic_infection_signs",
                                   "murmur_new",
                                   "septic_pulmonary_embolism",
                                   "arterial_embolism",
                                   "mycotic_aneurysm",
                                   "intracranial_haemorrhage",
                                   "conjunctival_haemorrhage",
                                   "janeway_lesions",
                                   "osler_nodes",
                                   "roth_spots",
                                   "glomerulonephritis",
                                   "rheumatoid_factor",
                                   "cerebral_abscess",
                                   "splenic_abscess",
                                   "purulent_purpura",
                                   "other"};
  static const WordList sites = {"pocket", "other"};
  static const Rows<Sign> table = {
      {required(word("what", choices)), &Sign::what},
      {finding("present"), &Sign::present},
      {word("site", sites), &Sign::site},
      {reference("device", "device"), &Sign::device},
      {number("temperature_celsius", "°C", {30, 45}), &Sign::temperature_celsius},
      {numbers("size_mm", "mm", {0, 1000}), &Sign::size_mm},
  };
  return table;
}

template <>
const Rows<Diagnosis>& rows() {
  static const WordList choices = {"device_infection",    "endocarditis",    "sepsis", "bacteraemia",
                                   "device_complication", "device_in_place", "other"};
  static const Rows<Diagnosis> table = {
      {required(word("what", choices)), &Diagnosis::what},
      {finding("present"), &Diagnosis::present},
      {text("code"), &Diagnosis::code},
      {text("system"), &Diagnosis::system},
  };
  return table;
}

template <>
const Rows<Culture>& rows() {
  static const WordList specimens = {
      "blood",           "pus",       "wound", "pocket", "pocket_swab",  "pocket_tissue", "lead",
      "leadless_device", "generator", "valve", "tissue", "sterile_site", "other"};
  static const WordList results = {"growth", "no_growth", "awaited"};
  static const Rows<Culture> table = {
      {required(word("specimen", specimens)), &Culture::specimen},
      {word("result", results), &Culture::result},
      {finding("final"), &Culture::final},
      {word("organism", none()), &Culture::organism},
      {count("sets_positive"), &Culture::sets_positive},
      {count("sets_total"), &Culture::sets_total},
      {count("bottles_positive"), &Culture::bottles_positive},
      {count("bottles_total"), &Culture::bottles_total},
      {count("punctures"), &Culture::punctures},
      {number("first_to_last_hours", "h", {0, 2000}), &Culture::first_to_last_hours},
      {finding("persistent"), &Culture::persistent},
      {finding("antibiotics_before"), &Culture::antibiotics_before},
      {reference("lead", "lead"), &Culture::lead},
      {finding("through_infected_pocket"), &Culture::through_infected_pocket},
      {finding("methicillin_resistant"), &Culture::methicillin_resistant},
  };
  return table;
}

template <>
const Rows<Imaging>& rows() {
  static const WordList modalities = {"tte",          "tee", "ice",  "echocardiography", "pet_ct",
                                      "wbc_spect_ct", "ct",  "xray", "venography",       "direct_inspection"};
  static const WordList masses = {"none", "indeterminate", "vegetation"};
  static const WordList valve_lesions = {"none",    "indeterminate", "vegetation", "abscess",       "pseudoaneurysm",
                                         "fistula", "perforation",   "aneurysm",   "new_dehiscence"};
  static const Rows<Imaging> table = {
      {required(word("modality", modalities)), &Imaging::modality},
      {word("lead_mass", masses), &Imaging::lead_mass},
      {numbers("mass_mm", "mm", {0, 1000}), &Imaging::mass_mm},
      {finding("mobile"), &Imaging::mobile},
      {word("valve_lesion", valve_lesions), &Imaging::valve_lesion},
      {word("valve", valves()), &Imaging::valve},
      {finding("valve_is_prosthetic"), &Imaging::valve_is_prosthetic},
      {numbers("valve_mass_mm", "mm", {0, 1000}), &Imaging::valve_mass_mm},
      {finding("uptake_pocket"), &Imaging::uptake_pocket},
      {finding("uptake_lead"), &Imaging::uptake_lead},
      {finding("uptake_valve"), &Imaging::uptake_valve},
      {finding("paravalvular_leak"), &Imaging::paravalvular_leak},
      {number("implant_age_months", "months", {0, 1200}), &Imaging::implant_age_months},
      {number("antibiotic_days", "days", {0, 2000}), &Imaging::antibiotic_days},
      {finding("pericardial_effusion"), &Imaging::pericardial_effusion},
      {finding("new_regurgitation"), &Imaging::new_regurgitation},
  };
  return table;
}

template <>
const Rows<Lab>& rows() {
  static const WordList tests = {
      "crp",           "egfr",    "creatinine",          "haemoglobin",    "white_cells",  "platelets",
      "inr",           "albumin", "coxiella_phase1_igg", "bartonella_igg", "coxiella_pcr", "bartonella_pcr",
      "tropheryma_pcr"};
  static const WordList levels = {"low", "normal", "high"};
  static const Rows<Lab> table = {
      {required(word("test", tests)), &Lab::test},
      {number("value", "", {0, 1e7}), &Lab::value},
      {text("unit"), &Lab::unit},
      {word("level", levels), &Lab::level},
      {finding("detected"), &Lab::detected},
  };
  return table;
}

}  // namespace lossa::model
