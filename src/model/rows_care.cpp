// SPDX-License-Identifier: Apache-2.0
// The field tables of kinds_care.hpp and kinds_record.hpp.
#include "rows.hpp"

namespace lossa::model {

template <>
const Rows<Referral>& rows() {
  static const WordList choices = {"contacted", "answered", "accepted", "declined", "arrived", "agreed_home_region"};
  static const Rows<Referral> table = {
      {word("what", choices), &Referral::what},
      {text("unit"), &Referral::unit},
      {text("reason"), &Referral::reason},
  };
  return table;
}

template <>
const Rows<Decision>& rows() {
  static const WordList choices = {"removal_in_question", "remove_system", "keep_system",
                                   "refused_by_patient",  "not_feasible",  "other"};
  static const Rows<Decision> table = {
      {required(word("what", choices)), &Decision::what},
      {finding("present"), &Decision::present},
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
  static const Rows<Treatment> table = {
      {word("what", choices), &Treatment::what},  {text("agent"), &Treatment::agent},
      {time("until"), &Treatment::until},         {number("days", "days", {0, 2000}), &Treatment::days},
      {word("route", routes), &Treatment::route},
  };
  return table;
}

template <>
const Rows<Plan>& rows() {
  static const WordList sessions = {"same", "later", "bridge"};
  static const Rows<Plan> table = {
      {word("option", reimplantation_types()), &Plan::option},
      {word("session", sessions), &Plan::session},
      {text("reason"), &Plan::reason},
  };
  return table;
}

template <>
const Rows<LeadResult>& rows() {
  static const WordList results = {"complete", "partial", "failed", "removed"};
  static const Rows<LeadResult> table = {{required(reference("lead", "lead")), &LeadResult::lead},
                                         {word("result", results), &LeadResult::result},
                                         {number("remnant_mm", "mm", {0, 1000}), &LeadResult::remnant_mm}};
  return table;
}

template <>
const Rows<Procedure>& rows() {
  static const WordList choices = {"system_removal",     "extraction",  "explantation", "generator_removal",
                                   "generator_exchange", "debridement", "surgery"};
  static const WordList urgencies = {"elective", "urgent", "emergency"};
  static const WordList approaches = {"implant_vein", "femoral", "jugular", "combined", "surgical"};
  static const WordList rooms = {"operating_room", "hybrid", "catheter_laboratory"};
  static const Rows<Procedure> table = {
      {finding("done"), &Procedure::done},
      {word("what", choices), &Procedure::what},
      {word("urgency", urgencies), &Procedure::urgency},
      {words("approach", approaches), &Procedure::approach},
      {word("room", rooms), &Procedure::room},
      {texts("tools"), &Procedure::tools},
      {{.name = "leads", .type = FieldType::lead_results}, &Procedure::leads},
  };
  return table;
}

template <>
const Rows<Complication>& rows() {
  static const WordList choices = {
      "death",          "tamponade", "venous_laceration", "cardiac_avulsion", "pericardial_effusion",
      "cardiac_arrest", "stroke",    "haemothorax",       "hypotension",      "emergency_sternotomy",
      "other"};
  static const WordList phases = {"during", "before_discharge", "within_30_days", "later"};
  static const Rows<Complication> table = {
      {required(word("what", choices)), &Complication::what},
      {word("phase", phases), &Complication::phase},
      {text("reason"), &Complication::reason},
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
  static const Rows<FollowUp> table = {
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
