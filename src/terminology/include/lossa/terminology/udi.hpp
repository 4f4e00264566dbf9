// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/date.hpp>

namespace lossa::terminology {

/// What the unique device identification on a device's label says.
struct Udi {
  enum class Issuer : std::uint8_t {
    gs1,
    hibcc,
    iccbba,        ///< tissue and cells
    iccbba_blood,  ///< blood bags
  };
  Issuer issuer = Issuer::gs1;
  std::string device_identifier;  ///< the model; a GTIN, or as the issuer forms it
  std::string lot;                ///< as written, never a number: it can be longer than one holds; "" if not said
  std::string serial;             ///< likewise
  std::optional<Date> manufactured = {};
  std::optional<Date> expires = {};
  std::optional<bool> check_digit_right = {};  ///< nothing where the issuer has none
  /// What is wrong with it, for people: a wrong check digit, an impossible date, an element that was not understood.
  std::vector<std::string> faults;
};

/// Reads what is printed, "(01)...(11)...(17)...(10)...(21)...", "+H123...", "=/A9999...", or what a reader of bar
/// codes gives, with FNC1 as the group separator 0x1D and a symbology identifier ("]d2"); also a GTIN of 14 digits
/// alone.
///
/// A fault never refuses it: what could be read is there, and the faults say what could not. Nothing for text that is
/// of no issuer, or longer than 500 bytes. `today` settles the century of a year of two digits, as GS1 does: at most 50
/// years ahead, at most 49 back.
///
/// Sources: FDA, UDI formats by issuing agency, version 1.3 (read in part); GS1 General Specifications (application
/// identifiers and the day 00: read; the century: memory); ANSI/HIBC 2.6 (the check character's examples: read; the
/// date formats: memory); ISBT 128 (memory).
std::optional<Udi> read_udi(std::string_view text, const Date& today);

/// "gs1", "hibcc", "iccbba", "iccbba_blood".
std::string_view to_string(Udi::Issuer issuer);

}  // namespace lossa::terminology
