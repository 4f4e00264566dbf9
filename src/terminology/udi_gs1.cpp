// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>

#include "udi_parts.hpp"

namespace lossa::terminology {
namespace {

constexpr char separator = '\x1d';  // FNC1 as a reader of bar codes gives it
constexpr std::size_t to_separator = 0;

/// An application identifier that labels of devices carry, and how long its data are.
struct Element {
  std::string_view id;
  std::size_t length = to_separator;
};

constexpr std::array<Element, 17> elements = {{{"01", 14},
                                               {"02", 14},
                                               {"10"},
                                               {"11", 6},
                                               {"12", 6},
                                               {"13", 6},
                                               {"15", 6},
                                               {"16", 6},
                                               {"17", 6},
                                               {"20", 2},
                                               {"21"},
                                               {"22"},
                                               {"240"},
                                               {"241"},
                                               {"250"},
                                               {"30"},
                                               {"8012"}}};

const Element* element_at_start_of(std::string_view text) {
  const auto found = std::ranges::find_if(elements, [&](const Element& one) { return text.starts_with(one.id); });
  return found == elements.end() ? nullptr : found;
}

/// The check digit that the digits before it call for: from the right, weights 3 and 1.
char check_digit_of(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[digits.size() - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

void set_device(std::string_view gtin, Udi& udi) {
  set_once(udi.device_identifier, gtin, "the device identifier", udi);
  if (gtin.size() != 14 || !all_digits(gtin)) {
    udi.faults.emplace_back("a GTIN has 14 digits");
    return;
  }
  const char right = check_digit_of(gtin.substr(0, 13));
  udi.check_digit_right = right == gtin.back();
  if (right != gtin.back())
    udi.faults.push_back(std::string("the GTIN ends in ") + gtin.back() + ", its check digit is " + right);
}

/// YYMMDD. Day 00 is the last of the month (GS1 General Specifications, expiration date).
std::optional<Date> read_date(std::string_view digits, const Date& today, Udi& udi) {
  if (digits.size() != 6 || !all_digits(digits)) {
    udi.faults.push_back("impossible date " + std::string(digits.substr(0, 20)));
    return std::nullopt;
  }
  const YearMonthDay date{.year = full_year(number_of(digits.substr(0, 2)), today),
                          .month = number_of(digits.substr(2, 2)),
                          .day = number_of(digits.substr(4, 2))};
  auto read = date_or_fault(date, digits, udi);
  if (!read.has_value() || date.day != 0) return read;
  // Known to the month: as many days after its first as it has more than one.
  const auto month = read->days();
  const Date first = Date::parse(read->text() + "-01").value();
  return first + Duration{.count = static_cast<double>(month.high - month.low), .unit = Duration::Unit::days};
}

void set_element(std::string_view id, std::string_view data, const Date& today, Udi& udi) {
  if (data.empty()) return not_understood(id, udi);
  if (id == "01") return set_device(data, udi);
  if (id == "10") return set_once(udi.lot, data, "the lot", udi);
  if (id == "21") return set_once(udi.serial, data, "the serial number", udi);
  if (id == "11") udi.manufactured = read_date(data, today, udi);
  if (id == "17") udi.expires = read_date(data, today, udi);
}

/// What stands between this closing parenthesis and the next identifier in parentheses.
std::string_view printed_data(std::string_view text) {
  for (auto open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    const auto close = text.find(')', open);
    const auto id = text.substr(open + 1, close == std::string_view::npos ? 0 : close - open - 1);
    if (id.size() >= 2 && id.size() <= 4 && all_digits(id)) return text.substr(0, open);
  }
  return text;
}

void read_printed(std::string_view text, const Date& today, Udi& udi) {
  while (!text.empty()) {
    const auto close = text.find(')');
    if (!text.starts_with('(') || close == std::string_view::npos) return not_understood(text, udi);
    const auto id = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    std::string_view data = printed_data(text);
    text.remove_prefix(data.size());
    while (data.starts_with(' ')) data.remove_prefix(1);
    while (data.ends_with(' ')) data.remove_suffix(1);
    set_element(id, data, today, udi);
  }
}

void read_scanned(std::string_view text, const Date& today, Udi& udi) {
  while (!text.empty()) {
    if (text.front() == separator) {
      text.remove_prefix(1);
      continue;
    }
    const Element* element = element_at_start_of(text);
    if (element == nullptr) return not_understood(text, udi);
    text.remove_prefix(element->id.size());
    const auto end = text.find(separator);
    const auto length = element->length == to_separator ? std::min(end, text.size()) : element->length;
    const auto data = text.substr(0, length);
    text.remove_prefix(data.size());
    set_element(element->id, data, today, udi);
  }
}

}  // namespace

Udi read_gs1(std::string_view text, const Date& today) {
  Udi udi{.issuer = Udi::Issuer::gs1, .device_identifier = "", .lot = "", .serial = "", .faults = {}};
  if (text.size() == 14 && all_digits(text))
    set_device(text, udi);
  else if (text.starts_with('('))
    read_printed(text, today, udi);
  else
    read_scanned(text, today, udi);
  return udi;
}

}  // namespace lossa::terminology
