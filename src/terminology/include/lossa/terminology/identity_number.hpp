// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <lossa/base/date.hpp>

namespace lossa::terminology {

/// A number that Swedish care knows a person by. Never printed unless somebody asks for it.
struct IdentityNumber {
  enum class Kind : std::uint8_t {
    personnummer,       ///< Skatteverket: birth date, three digits, check digit
    samordningsnummer,  ///< the same with 60 added to the day; month and day may be 00 where they are not known
    reserve,            ///< a region's own for a person whose number is not known
  };
  Kind kind = Kind::personnummer;
  std::string normal;             ///< "YYYYMMDDNNNC" without a sign; a reserve number in capitals without spaces
  std::optional<Date> born = {};  ///< as far as the number says
  friend bool operator==(const IdentityNumber&, const IdentityNumber&) = default;
};

/// Reads "YYYYMMDD-NNNC", "YYMMDD-NNNC", "YYMMDD+NNNC" (100 years or older) and both without the sign. The century of a
/// short one is the last in which the person can have been born by `today`. Nothing if it is none: wrong check digit
/// (by Luhn's rule), impossible date, other characters.
std::optional<IdentityNumber> read_identity_number(std::string_view text, const Date& today);

/// Could it be one, also with a wrong check digit? Such text must not be shown.
bool looks_like_identity_number(std::string_view text);

}  // namespace lossa::terminology
