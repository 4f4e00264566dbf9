// SPDX-License-Identifier: Apache-2.0
// The field tables of kinds_system.hpp.
#include "rows.hpp"

namespace lossa::model {

const WordList& device_types() {
  static const WordList types = {"pacemaker",
                                 "pacemaker_single",
                                 "pacemaker_dual",
                                 "crt_p",
                                 "icd",
                                 "icd_single",
                                 "icd_dual",
                                 "crt_d",
                                 "s_icd",
                                 "ev_icd",
                                 "leadless_pacemaker",
                                 "leadless_dual",
                                 "epicardial_pacemaker",
                                 "loop_recorder"};
  return types;
}

const WordList& reimplantation_types() {
  static const WordList types = [] {
    WordList with_none = device_types();
    with_none.emplace_back("none");
    return with_none;
  }();
  return types;
}

const WordList& veins() {
  static const WordList names = {"left_subclavian", "right_subclavian", "left_cephalic", "right_cephalic",
                                 "left_axillary",   "right_axillary",   "left_jugular",  "right_jugular",
                                 "left_femoral",    "right_femoral",    "epicardial"};
  return names;
}

const WordList& sides() {
  static const WordList names = {"left", "right"};
  return names;
}

const WordList& valves() {
  static const WordList names = {"aortic", "mitral", "tricuspid", "pulmonary"};
  return names;
}

const WordList& none() {
  static const WordList names;
  return names;
}

template <>
const Rows<Person>& rows() {
  static const WordList sexes = {"female", "male", "other"};
  static const Rows<Person> table = {
      {number("age_years", "years", {0, 120}), &Person::age_years},
      {number("birth_year", "year", {1850, 2200}), &Person::birth_year},
      {word("sex", sexes), &Person::sex},
      {number("weight_kg", "kg", {1, 400}), &Person::weight_kg},
      {number("bmi_kg_m2", "kg/m2", {5, 120}), &Person::bmi_kg_m2},
      {number("lvef_percent", "%", {1, 90}), &Person::lvef_percent},
      {number("nyha", "1", {1, 4}), &Person::nyha},
      {finding("diabetes"), &Person::diabetes},
      {finding("dialysis"), &Person::dialysis},
      {finding("immunocompromised"), &Person::immunocompromised},
      {finding("anticoagulated"), &Person::anticoagulated},
      {number("ccs", "1", {0, 4}), &Person::ccs},
      {number("pulmonary_systolic_mmhg", "mmHg", {5, 200}), &Person::pulmonary_systolic_mmhg},
      {texts("comorbidities"), &Person::comorbidities},
  };
  return table;
}

template <>
const Rows<Device>& rows() {
  static const WordList sites = {"pectoral", "abdominal", "intracardiac"};
  static const Rows<Device> table = {
      {required(word("type", device_types())), &Device::type},
      {word("side", sides()), &Device::side},
      {reference("contralateral_to", "device"), &Device::contralateral_to},
      {reference("ipsilateral_to", "device"), &Device::ipsilateral_to},
      {word("site", sites), &Device::site},
      {time("implanted"), &Device::implanted},
      {time("removed"), &Device::removed},
      {time("last_procedure"), &Device::last_procedure},
      {text("model"), &Device::model},
      {time("exchanged"), &Device::exchanged},
  };
  return table;
}

template <>
const Rows<Lead>& rows() {
  static const WordList chambers = {"ra", "rv", "lv_cs", "his", "left_bundle"};
  static const WordList uses = {"pacing", "defibrillation"};
  static const WordList states = {"normal", "failing", "failed"};
  static const WordList fixations = {"active", "passive", "star_fix"};
  static const Rows<Lead> table = {
      {reference("device", "device"), &Lead::device},
      {word("chamber", chambers), &Lead::chamber},
      {word("use", uses), &Lead::use},
      {time("implanted"), &Lead::implanted},
      {time("removed"), &Lead::removed},
      {finding("abandoned"), &Lead::abandoned},
      {word("vein", veins()), &Lead::vein},
      {finding("recalled"), &Lead::recalled},
      {word("function", states), &Lead::function},
      {text("model"), &Lead::model},
      {finding("target"), &Lead::target},
      {finding("may_need_tools"), &Lead::may_need_tools},
      {finding("dual_coil"), &Lead::dual_coil},
      {word("fixation", fixations), &Lead::fixation},
  };
  return table;
}

template <>
const Rows<History>& rows() {
  static const WordList choices = {"device_infection",
                                   "endocarditis",
                                   "device_procedure",
                                   "prosthetic_valve",
                                   "valve_repair",
                                   "valve_disease",
                                   "congenital_heart_disease",
                                   "cardiomyopathy",
                                   "injection_drug_use",
                                   "ivc_filter",
                                   "right_heart_obstruction",
                                   "sternotomy",
                                   "chest_irradiation",
                                   "bacteraemia",
                                   "primary_focus",
                                   "heart_failure",
                                   "myocardial_infarction",
                                   "recent_myocardial_infarction",
                                   "peripheral_vascular_disease",
                                   "extracardiac_arteriopathy",
                                   "cerebrovascular_disease",
                                   "dementia",
                                   "chronic_lung_disease",
                                   "connective_tissue_disease",
                                   "peptic_ulcer",
                                   "mild_liver_disease",
                                   "severe_liver_disease",
                                   "diabetes_with_organ_damage",
                                   "diabetes_on_insulin",
                                   "hemiplegia",
                                   "kidney_disease",
                                   "kidney_dysfunction_ikar",
                                   "tumour",
                                   "metastatic_tumour",
                                   "leukaemia",
                                   "lymphoma",
                                   "aids",
                                   "cardiac_surgery",
                                   "poor_mobility",
                                   "critical_preoperative_state",
                                   "active_endocarditis",
                                   "obstructive_cardiomyopathy",
                                   "endocarditis_confirmed_by_pathology",
                                   "alternative_diagnosis",
                                   "gone_after_short_antibiotics",
                                   "no_endocarditis_at_operation",
                                   "allergy_beta_lactam",
                                   "allergy_contrast",
                                   "other"};
  static const WordList materials = {"mechanical", "biological"};
  static const Rows<History> table = {
      {required(word("what", choices)), &History::what},     {finding("present"), &History::present},
      {reference("device", "device"), &History::device},     {word("valve", valves()), &History::valve},
      {word("prosthesis", materials), &History::prosthesis}, {count("count"), &History::count},
  };
  return table;
}

template <>
const Rows<Pacing>& rows() {
  static const WordList indications = {
      "sinus_node_disease", "av_block",           "complete_av_block",   "atrial_fibrillation_bradycardia",
      "heart_failure",      "primary_prevention", "secondary_prevention"};
  static const Rows<Pacing> table = {
      {finding("dependent"), &Pacing::dependent},
      {number("escape_rate_per_minute", "1/min", {0, 150}), &Pacing::escape_rate_per_minute},
      {words("indications", indications), &Pacing::indications},
      {finding("still_needed"), &Pacing::still_needed},
      {finding("needs_atrial_pacing"), &Pacing::needs_atrial_pacing},
      {finding("needs_crt"), &Pacing::needs_crt},
      {finding("needs_icd"), &Pacing::needs_icd},
  };
  return table;
}

template <>
const Rows<Access>& rows() {
  static const WordList states = {"open", "stenosed", "occluded"};
  static const WordList used_fors = {"implant", "removal", "temporary_pacing"};
  static const Rows<Access> table = {
      {required(word("vein", veins())), &Access::vein},
      {word("state", states), &Access::state},
      {word("used_for", used_fors), &Access::used_for},
  };
  return table;
}

}  // namespace lossa::model
