// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>

#include "udi_parts.hpp"

namespace lossa::terminology {
namespace {

enum class Field { device, serial, donation, expires, manufactured, lot };

/// A data identifier of ISBT 128, and how long its data are.
struct Element {
  std::string_view id;
  std::size_t length;
  Field field;
};

// The longer ones first: "=" alone begins a donation number.
constexpr std::array<Element, 8> elements = {{{"=/", 16, Field::device},
                                              {"=)", 10, Field::device},
                                              {"=,", 6, Field::serial},
                                              {"=>", 6, Field::expires},
                                              {"=}", 6, Field::manufactured},
                                              {"&,1", 18, Field::lot},
                                              {"&)", 10, Field::lot},
                                              {"=", 15, Field::donation}}};

/// YYYJJJ: the last three digits of the year, and its day.
std::optional<Date> read_date(std::string_view digits, Udi& udi) {
  if (!all_digits(digits)) {
    udi.faults.push_back("impossible date " + std::string(digits));
    return std::nullopt;
  }
  const int year = number_of(digits.substr(0, 3));
  return day_of_year_or_fault(year + (year >= 900 ? 1000 : 2000), number_of(digits.substr(3)), digits, udi);
}

void set_field(Field field, std::string_view data, Udi& udi) {
  switch (field) {
    case Field::device:
      return set_once(udi.device_identifier, data, "the device identifier", udi);
    case Field::serial:
      return set_once(udi.serial, data, "the serial number", udi);
    case Field::lot:
      return set_once(udi.lot, data, "the lot", udi);
    case Field::expires:
      udi.expires = read_date(data, udi);
      return;
    case Field::manufactured:
      udi.manufactured = read_date(data, udi);
      return;
    case Field::donation:
      return;
  }
}

}  // namespace

Udi read_iccbba(std::string_view text) {
  Udi udi{.issuer = text.starts_with("=)") ? Udi::Issuer::iccbba_blood : Udi::Issuer::iccbba,
          .device_identifier = "",
          .lot = "",
          .serial = "",
          .faults = {}};
  while (!text.empty()) {
    const auto element = std::ranges::find_if(elements, [&](const Element& one) { return text.starts_with(one.id); });
    if (element == elements.end() || text.size() < element->id.size() + element->length) {
      not_understood(text, udi);
      break;
    }
    set_field(element->field, text.substr(element->id.size(), element->length), udi);
    text.remove_prefix(element->id.size() + element->length);
  }
  return udi;
}

}  // namespace lossa::terminology
