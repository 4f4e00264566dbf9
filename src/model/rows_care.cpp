// SPDX-License-Identifier: Apache-2.0
// The field tables of kinds_care.hpp and kinds_record.hpp.
#include "rows.hpp"

namespace lossa::model {

template <>
const Rows<Referral>& rows() {
  static const WordList choices = {"contacted", "answered",   "accepted",          "declined",
                                   "arrived",   "discharged", "agreed_home_region"};
  static const Rows<Referral> table = {
      {word("what", choices), &Referral::what},
      {text("unit"), &Referral::unit},
      {text("reason"), &Referral::reason},
  };
  return table;
}

namespace {

/// Why a system or a lead is to come out, or should not; infection itself shows in the findings.
const WordList& removal_reasons() {
  static const WordList names = {"thromboembolic_event",
                                 "svc_occlusion_needed_lead",
                                 "planned_stent",
                                 "svc_symptomatic",
                                 "life_threatening_arrhythmia",
                                 "ipsilateral_occlusion",
                                 "chronic_pain",
                                 "cancer_treatment",
                                 "lead_burden",
                                 "abandoned_lead_interferes",
                                 "future_threat",
                                 "mri_access",
                                 "normal_lead",
                                 "unnecessary_or_nonfunctional",
                                 "redundant_lead",
                                 "anomalous_placement",
                                 "life_expectancy_under_1_year",
                                 "epicardial_infected_fluid"};
  return names;
}

}  // namespace

template <>
const Rows<Decision>& rows() {
  static const WordList choices = {"removal_in_question", "remove_system", "keep_system",
                                   "refused_by_patient",  "not_feasible",  "infection_diagnosed",
                                   "team_conference",     "other"};
  static const Rows<Decision> table = {
      {required(word("what", choices)), &Decision::what},
      {finding("present"), &Decision::present},
      {words("reasons", removal_reasons()), &Decision::reasons},
      {text("reason"), &Decision::reason},
      {text("by"), &Decision::by},
  };
  return table;
}

template <>
const Rows<Treatment>& rows() {
  static const WordList choices = {
      "antibiotic", "antifungal", "anticoagulant", "temporary_pacing", "semi_permanent_pacing", "debridement", "other"};
  static const WordList routes = {"iv", "oral"};
  static const WordList aims = {"curative", "salvage", "suppression", "palliative"};
  static const Rows<Treatment> table = {
      {word("what", choices), &Treatment::what},
      {text("agent"), &Treatment::agent},
      {time("until"), &Treatment::until},
      {number("days", "days", {0, 2000}), &Treatment::days},
      {word("route", routes), &Treatment::route},
      {word("aim", aims), &Treatment::aim},
      {finding("cause_stated"), &Treatment::cause_stated},
  };
  return table;
}

template <>
const Rows<Plan>& rows() {
  static const WordList sessions = {"same", "later", "bridge"};
  static const WordList operations = {"new_system", "generator_change", "revision", "upgrade"};
  static const WordList urgencies = {"elective", "urgent", "emergency", "salvage"};
  static const WordList surgeries = {"isolated_cabg", "one_not_cabg", "two_procedures", "three_procedures"};
  static const WordList eros_classes = {"eros_1", "eros_2", "eros_3"};
  static const Rows<Plan> table = {
      {word("option", reimplantation_types()), &Plan::option},
      {word("session", sessions), &Plan::session},
      {text("reason"), &Plan::reason},
      {word("operation", operations), &Plan::operation},
      {word("urgency", urgencies), &Plan::urgency},
      {word("surgery", surgeries), &Plan::surgery},
      {finding("thoracic_aorta"), &Plan::thoracic_aorta},
      {word("eros_class", eros_classes), &Plan::eros_class},
      {number("lecom_sum", "1", {0, 100}), &Plan::lecom_sum},
  };
  return table;
}

template <>
const Rows<LeadResult>& rows() {
  static const WordList results = {"complete", "partial", "failed", "removed"};
  static const WordList tools = {"standard_stylet",        "manual_traction",   "locking_stylet",
                                 "telescoping_sheath",     "mechanical_sheath", "rotational_sheath",
                                 "electrosurgical_sheath", "laser_sheath",      "snare"};
  static const Rows<LeadResult> table = {{required(reference("lead", "lead")), &LeadResult::lead},
                                         {word("result", results), &LeadResult::result},
                                         {number("remnant_mm", "mm", {0, 1000}), &LeadResult::remnant_mm},
                                         {finding("remnant_harms"), &LeadResult::remnant_harms},
                                         {words("tools", tools), &LeadResult::tools},
                                         {finding("beyond_implant_tools"), &LeadResult::beyond_implant_tools}};
  return table;
}

bool takes_leads_out(const Procedure& procedure) {
  return procedure.what == "system_removal" || procedure.what == "extraction" || procedure.what == "explantation";
}

template <>
const Rows<Procedure>& rows() {
  static const WordList choices = {"system_removal",     "extraction",  "explantation", "generator_removal",
                                   "generator_exchange", "debridement", "surgery"};
  static const WordList urgencies = {"elective", "urgent", "emergency"};
  static const WordList approaches = {"implant_vein", "femoral", "jugular", "combined", "surgical"};
  static const WordList rooms = {"operating_room", "hybrid", "catheter_laboratory"};
  static const WordList complications = {"none", "all_recorded"};
  static const Rows<Procedure> table = {
      {finding("done"), &Procedure::done},
      {word("what", choices), &Procedure::what},
      {word("urgency", urgencies), &Procedure::urgency},
      {words("approach", approaches), &Procedure::approach},
      {word("room", rooms), &Procedure::room},
      {texts("tools"), &Procedure::tools},
      {{.name = "leads", .type = FieldType::lead_results}, &Procedure::leads},
      {word("complications", complications), &Procedure::complications},
  };
  return table;
}

template <>
const Rows<Complication>& rows() {
  static const WordList choices = {"death",
                                   "tamponade",
                                   "venous_laceration",
                                   "vascular_tear",
                                   "cardiac_avulsion",
                                   "pericardial_effusion",
                                   "cardiac_arrest",
                                   "stroke",
                                   "haemothorax",
                                   "pneumothorax",
                                   "hypotension",
                                   "emergency_sternotomy",
                                   "pulmonary_embolism",
                                   "air_embolism",
                                   "thromboembolism",
                                   "venous_thrombosis",
                                   "respiratory_arrest",
                                   "anaesthesia_complication",
                                   "flail_tricuspid_leaflet",
                                   "tricuspid_worsening",
                                   "new_site_infection",
                                   "haematoma",
                                   "bleeding",
                                   "venous_entry_repair",
                                   "lead_fragment_migration",
                                   "av_fistula",
                                   "coronary_sinus_dissection",
                                   "other"};
  static const WordList phases = {"during", "before_discharge", "within_30_days", "later"};
  static const WordList interventions = {"none",           "pericardiocentesis",
                                         "chest_tube",     "thoracotomy",
                                         "sternotomy",     "surgical_repair",
                                         "endovascular",   "evacuation",
                                         "reoperation",    "transfusion",
                                         "medical",        "resuscitation",
                                         "rescue_balloon", "other"};
  static const WordList severities = {"major", "minor"};
  static const Rows<Complication> table = {
      {required(word("what", choices)), &Complication::what},
      {word("phase", phases), &Complication::phase},
      {text("reason"), &Complication::reason},
      {finding("present"), &Complication::present},
      {words("intervention", interventions), &Complication::intervention},
      {finding("procedure_related"), &Complication::procedure_related},
      {finding("disabling"), &Complication::disabling},
      {finding("life_threatening"), &Complication::life_threatening},
      {finding("massive"), &Complication::massive},
      {finding("haemodynamically_significant"), &Complication::haemodynamically_significant},
      {finding("prolonged_stay"), &Complication::prolonged_stay},
      {finding("sequelae"), &Complication::sequelae},
      {word("severity", severities), &Complication::severity},
  };
  return table;
}

template <>
const Rows<Reimplantation>& rows() {
  static const Rows<Reimplantation> table = {
      {word("type", reimplantation_types()), &Reimplantation::type},
      {word("side", sides()), &Reimplantation::side},
      {reference("contralateral_to", "device"), &Reimplantation::contralateral_to},
      {reference("ipsilateral_to", "device"), &Reimplantation::ipsilateral_to},
      {finding("same_session"), &Reimplantation::same_session},
  };
  return table;
}

template <>
const Rows<FollowUp>& rows() {
  static const WordList contacts = {"discharge", "weeks_2_to_4", "antibiotic_end", "day_30",         "month_3",
                                    "month_6",   "month_12",     "rhythm_month_1", "rhythm_month_3", "rhythm_month_12"};
  static const Rows<FollowUp> table = {
      {word("contact", contacts), &FollowUp::contact},
      {number("months", "months", {0, 1200}), &FollowUp::months},
      {finding("infection"), &FollowUp::infection},
      {finding("device_working"), &FollowUp::device_working},
  };
  return table;
}

template <>
const Rows<Death>& rows() {
  static const Rows<Death> table = {{text("cause"), &Death::cause}, {finding("related"), &Death::related}};
  return table;
}

const WordList& roles_and_equipment() {
  static const WordList names = {"operator",
                                 "surgeon",
                                 "anaesthesia",
                                 "fluoroscopy_operator",
                                 "scrubbed_assistant",
                                 "unscrubbed_assistant",
                                 "echocardiographer",
                                 "perfusionist",
                                 "unit_duty_day",
                                 "unit_duty_night",
                                 "fluoroscopy_equipment",
                                 "arterial_line",
                                 "echocardiography_equipment",
                                 "extraction_tools",
                                 "vascular_set",
                                 "thoracotomy_set",
                                 "sternotomy_set",
                                 "bypass_set",
                                 "pericardiocentesis_kit",
                                 "chest_drain_kit",
                                 "blood_products",
                                 "transvenous_pacing",
                                 "transcutaneous_pacing",
                                 "defibrillator",
                                 "svc_balloon"};
  return names;
}

template <>
const Rows<Judgement>& rows() {
  static const Rows<Judgement> table = {
      {required(text("question")), &Judgement::question},
      {reference("lead", "lead"), &Judgement::lead},
      {required(text("conclusion")), &Judgement::conclusion},
      {finding("agrees"), &Judgement::agrees},
      {required(text("by")), &Judgement::by},
      {text("role"), &Judgement::role},
      {required(text("reason")), &Judgement::reason},
  };
  return table;
}

template <>
const Rows<Readiness>& rows() {
  static const WordList presences = {"on_site", "on_duty", "on_call_home", "absent"};
  static const Rows<Readiness> table = {
      {required(word("what", roles_and_equipment())), &Readiness::what},
      {required(word("presence", presences)), &Readiness::presence},
      {text("name"), &Readiness::name},
      {time("date"), &Readiness::date},
  };
  return table;
}

template <>
const Rows<Waiver>& rows() {
  static const Rows<Waiver> table = {
      {word("what", roles_and_equipment()), &Waiver::what},
      {text("by"), &Waiver::by},
      {text("reason"), &Waiver::reason},
      {finding("emergency"), &Waiver::emergency},
  };
  return table;
}

template <>
const Rows<Note>& rows() {
  static const Rows<Note> table;
  return table;
}

template <>
const Rows<Correction>& rows() {
  static const Rows<Correction> table = {{required(reference("corrects", {})), &Correction::corrects},
                                         {required(text("reason")), &Correction::reason},
                                         {{.name = "entry", .type = FieldType::entry}, &Correction::entry}};
  return table;
}

template <>
const Rows<Opening>& rows() {
  static const Rows<Opening> table;
  return table;
}

}  // namespace lossa::model
