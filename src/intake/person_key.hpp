// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <lossa/base/date.hpp>
#include <lossa/intake/foreign.hpp>
#include <lossa/terminology/identity_number.hpp>

namespace lossa::intake {

/// Whom a text of a table means.
struct PersonKey {
  struct Fault {
    FaultKind kind;
    std::string_view message;
  };
  std::string
      key;  ///< an identity number in its normal form, or whatever else the source calls people by; "" on a fault
  bool is_identity_number = false;
  std::optional<Fault> fault = {};  ///< no text, or an identity number that cannot be right
};
/// What is needed to know whom a text means.
struct PersonKeyRules {
  const Date& today;
  std::span<const terminology::ReservePattern> patterns;
  std::string_view
      numbers_of;  ///< whose local numbers they are: "clinic" makes "clinic|4711" of 4711; "": nothing said
};
PersonKey read_person_key(std::string_view text, const PersonKeyRules& rules);

/// The person of that key among the people, put there if need be.
Person& person_of(const PersonKey& key, ForeignData& data);

}  // namespace lossa::intake
