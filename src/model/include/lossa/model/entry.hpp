// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <lossa/base/issue.hpp>
#include <lossa/model/kinds_care.hpp>
#include <lossa/model/kinds_findings.hpp>
#include <lossa/model/kinds_record.hpp>
#include <lossa/model/kinds_system.hpp>
#include <lossa/model/value.hpp>

namespace lossa::model {

/// One thing known about a case: every kind, in the order of docs/formats/case-file.md.
using Content = std::variant<Opening, Person, Device, Lead, History, Sign, Diagnosis, Culture, Imaging, Lab, Pacing,
                             Access, Referral, Decision, Treatment, Plan, Procedure, Complication, Reimplantation,
                             FollowUp, Death, Judgement, Readiness, Waiver, Note, Correction>;

struct Entry {
  std::string id = {};
  OptionalWhen at = {};        ///< when it was so
  OptionalWhen known_at = {};  ///< when the result was in; absent: as `at`
  std::string episode = {};
  std::string text = {};     ///< free words, never interpreted
  std::string read_in = {};  ///< where in the source
  std::string sources = {};  ///< of other systems' data: marks of what says this, by which it is taken back later
  Content content = {};
  Place place = {};  ///< where it was read from; not stored, not compared

  friend bool operator==(const Entry&, const Entry&);
};

/// The wire name: "culture".
std::string_view kind_of(const Entry& entry);

}  // namespace lossa::model
