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
  Words reasons = {};    ///< of a removal, for and against
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
  Word aim = {};
  Finding cause_stated = {};  ///< the prescription says what it is for
  friend bool operator==(const Treatment&, const Treatment&) = default;
};

struct Plan {
  Word option = {};  ///< as Reimplantation::type
  Word session = {};
  std::string reason = {};
  Word operation = {};  ///< on the device
  Word urgency = {};
  Word surgery = {};  ///< on the heart, how much of it
  Finding thoracic_aorta = {};
  Word eros_class = {};           ///< as a person who has its rule states it
  OptionalNumber lecom_sum = {};  ///< likewise: the sum of the odds ratios
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// What became of one lead in a procedure.
struct LeadResult {
  Reference lead = {};
  Word result = {};
  OptionalNumber remnant_mm = {};
  Finding remnant_harms = {};  ///< adds to the risk of perforation, embolism, infection or another undesired outcome
  Words tools = {};            ///< in the order of their use
  Finding beyond_implant_tools = {};
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
  Word complications = {};  ///< that there were none, or that all of them are recorded; absent: nobody has said so
  friend bool operator==(const Procedure&, const Procedure&) = default;
};

/// Does such a procedure take leads out? Whether it was done is another question.
bool takes_leads_out(const Procedure& procedure);

struct Complication {
  Word what = {};
  Word phase = {};
  std::string reason = {};
  Finding present = {};     ///< absent: true
  Words intervention = {};  ///< what it took; "none": that it took none
  Finding procedure_related = {};
  Finding disabling = {};  ///< permanently
  Finding life_threatening = {};
  Finding massive = {};                       ///< a pulmonary embolism
  Finding haemodynamically_significant = {};  ///< an air embolism
  Finding prolonged_stay = {};
  Finding sequelae = {};
  Word severity = {};  ///< as the source calls it
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
  Word contact = {};  ///< which planned one it was
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

/// A person's word on a conclusion that Lossa proposes; the proposal stays beside it.
struct Judgement {
  std::string question = {};  ///< "guideline.question"
  Reference lead = {};        ///< of a question that is asked for each lead
  std::string conclusion = {};
  Finding agrees = {};  ///< with the proposal that the person saw
  std::string by = {};
  std::string role = {};
  std::string reason = {};
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// Who, or what equipment, is there for a procedure.
struct Readiness {
  Word what = {};
  Word presence = {};
  std::string name = {};
  OptionalWhen date = {};  ///< of the procedure it holds for; absent: until something later is said
  friend bool operator==(const Readiness&, const Readiness&) = default;
};

/// A person takes it upon themselves to go ahead without.
struct Waiver {
  Word what = {};  ///< as Readiness::what
  std::string by = {};
  std::string reason = {};
  Finding emergency = {};  ///< one action goes ahead at once, and the reason follows
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

/// Only the entry's text.
struct Note {
  friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace lossa::model
