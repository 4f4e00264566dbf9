// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/model/entry.hpp>

namespace lossa::model {

/// An entry that a correction replaced or withdrew; it stays to be seen.
struct Superseded {
  Entry entry = {};
  std::string by = {};      ///< id of the correction
  std::string reason = {};  ///< the correction's
};

/// What is known of one person's course: the fold of its entries.
struct Case {
  std::string id = {};
  Opening opening;
  std::vector<Entry> entries = {};  ///< in effect, corrections applied, in the order recorded; without the opening
  std::vector<Superseded> superseded = {};

  [[nodiscard]] const Entry* find(std::string_view entry_id) const;  ///< in effect; null if there is none
};

/// Folds entries in the order they were recorded. Gives every entry without an id one ("culture-2": the second of its
/// kind). A correction of a correction follows the chain. Faults between entries (a reference to nothing, an id given
/// twice, removal before implant, a finding both present and absent at one time) are issues that name both; nothing is
/// dropped: of two entries with one id the second gets a new one.
Checked<Case> fold(std::string case_id, std::vector<Entry> entries);

}  // namespace lossa::model
