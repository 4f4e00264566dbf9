// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <lossa/base/date.hpp>

namespace lossa::terminology {

/// A number that Swedish care knows a person by. Never printed unless somebody asks for it.
struct IdentityNumber {
  enum class Kind : std::uint8_t {
    personnummer,       ///< Skatteverket: birth date, three digits, check digit
    samordningsnummer,  ///< the same with 60 added to the day; month and day may be 00 where they are not known
    reserve,            ///< for a person whose number is not known: national (Inera's NRID), or a region's own
  };
  Kind kind = Kind::personnummer;
  std::string normal;  ///< "YYYYMMDDNNNC" without a sign; a reserve number in capitals without signs and blanks
  std::optional<Date> born = {};  ///< as far as the number says
  friend bool operator==(const IdentityNumber&, const IdentityNumber&) = default;
};

/// How a region writes its reserve numbers. They follow no standard, so they are data: terminology/codes.toml.
struct ReservePattern {
  std::string pattern;  ///< '#' a digit, '@' a letter A to Z, '*' either; other characters are themselves
  std::string known;    ///< read, reprint or memory
  std::string cite;
};

/// Reads "YYYYMMDD-NNNC", "YYMMDD-NNNC", "YYMMDD+NNNC" (turning 100 this year or older) and both without the sign. The
/// century of a short one is the last in which the person can have been born by `today`. Blanks around it do not
/// matter. Nothing if it is none: wrong check digit (by Luhn's rule), impossible or future date, other characters.
///
/// A reserve number is the national one, XXYYMMDDNNGC with a check digit (RIV-TA, best practice for PersonIdType; XX is
/// 00 or the century and a multiple of three); one as Socialstyrelsen recommends, a date and four characters of which
/// one at least is a letter; or one that a pattern fits.
std::optional<IdentityNumber> read_identity_number(std::string_view text, const Date& today,
                                                   std::span<const ReservePattern> patterns = {});

/// Could one stand in it, also with a wrong check digit? Such text must not be shown. Errs on that side,
/// but for a UUID, which is made by chance and holds one only by chance.
bool looks_like_identity_number(std::string_view text);

}  // namespace lossa::terminology
