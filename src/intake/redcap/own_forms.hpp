// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entry_keys.hpp"

namespace lossa::intake {

/// One field of the project that our entries make.
struct OwnField {
  enum class Part {
    value,
    range,    ///< of a number that is not exact: "> 38"
    order,    ///< the codes of a checkbox as they were given
    number,   ///< the entry's place in the case
    instance  ///< of a lead result: the instance of its procedure
  };
  std::string name;
  EntryKey key;
  std::string label;  ///< key of its words
  Part part = Part::value;
};

/// One instrument. The opening does not repeat, and its first field is the record's id.
struct OwnForm {
  std::string name;
  std::string kind;  ///< "" for the leads of a procedure
  std::vector<OwnField> fields;
};

/// Made from the field tables of the model: one for each kind, and one for the leads of a procedure.
const std::vector<OwnForm>& own_forms();
inline constexpr std::string_view own_record_id = "record_id";
inline constexpr std::string_view own_lead_form = "procedure_lead";

}  // namespace lossa::intake
