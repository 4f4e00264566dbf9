// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::view {

/// A role or a piece of equipment that a guideline asks for before a procedure.
struct CheckItem {
  int criterion = -1;  ///< what is asked
  int fact = -1;       ///< what is recorded of it: "readiness.surgeon"
  Truth truth;         ///< of the criterion
  bool optional = false;
  bool required = true;                   ///< false where the chosen readings do not make it a condition
  std::vector<std::string> entries = {};  ///< ids of those that say who or what is there
  std::vector<std::string> waivers = {};  ///< ids of those that go ahead without it
};

/// Is everyone and everything there? Points into the assessment.
struct Checklist {
  const assessment::Answer* answer = nullptr;  ///< null: no guideline asks
  bool is_asked = false;                       ///< a procedure is to come
  std::vector<CheckItem> items = {};           ///< in the guideline's order
};

/// The criteria of the guideline `readiness` that compare one fact "readiness.NAME", each with the entries behind it
/// and the waivers behind "waiver.NAME".
Checklist checklist(const assessment::Assessment& assessment);

/// Is the answer part of what a procedure needs, or of what came of it? It has its own place then.
enum class Stage { assessment, readiness, outcome };
Stage stage_of(const assessment::Answer& answer, const assessment::Assessment& assessment);

}  // namespace lossa::view
