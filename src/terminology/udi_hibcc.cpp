// SPDX-License-Identifier: Apache-2.0
#include <cstddef>

#include "udi_parts.hpp"

namespace lossa::terminology {
namespace {

constexpr std::string_view check_characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// The values of all characters before it, modulo 43, as one of them; nothing if a character has no value.
std::optional<char> check_character_of(std::string_view text) {
  std::size_t sum = 0;
  for (const char c : text) {
    const auto value = check_characters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    sum += value;
  }
  return check_characters[sum % check_characters.size()];
}

/// Takes so many digits off the front, or none and "" if they are not there.
std::string_view take_digits(std::string_view& text, std::size_t count) {
  const auto digits = text.substr(0, count);
  if (digits.size() != count || !all_digits(digits)) return {};
  text.remove_prefix(count);
  return digits;
}

/// How the date that a flag announces is written.
struct DateForm {
  char flag;
  std::size_t length;
  std::size_t year_at;
  std::size_t month_at;  ///< of a day of the year: no_month
  std::size_t day_at;
};
constexpr std::size_t no_month = 99;
constexpr DateForm forms[] = {
    {'2', 6, 4, 0, 2}, {'3', 6, 0, 2, 4}, {'4', 8, 0, 2, 4}, {'5', 5, 0, no_month, 2}, {'6', 7, 0, no_month, 2}};

std::optional<Date> date_in(std::string_view digits, const DateForm& form, const Date& today, Udi& udi) {
  const int year = full_year(number_of(digits.substr(form.year_at, 2)), today);
  if (form.month_at == no_month)
    return day_of_year_or_fault(year, number_of(digits.substr(form.day_at, 3)), digits, udi);
  return date_or_fault({.year = year,
                        .month = number_of(digits.substr(form.month_at, 2)),
                        .day = number_of(digits.substr(form.day_at, 2))},
                       digits, udi);
}

/// The expiry date at the front, if there is one: a flag and a date, or month and year. Takes it off.
void take_expiry(std::string_view& text, const Date& today, Udi& udi) {
  if (text.empty() || text.front() == '7') {  // 7: no date
    if (!text.empty()) text.remove_prefix(1);
    return;
  }
  for (const DateForm& form : forms) {
    if (text.front() != form.flag) continue;
    std::string_view rest = text.substr(1);
    const auto digits = take_digits(rest, form.length);
    if (digits.empty()) return not_understood(text, udi);
    text = rest;
    udi.expires = date_in(digits, form, today, udi);
    return;
  }
  if (text.front() != '0' && text.front() != '1') return;
  const auto digits = take_digits(text, 4);  // MMYY
  if (digits.empty()) return;
  udi.expires = date_or_fault(
      {.year = full_year(number_of(digits.substr(2)), today), .month = number_of(digits.substr(0, 2))}, digits, udi);
}

void take_quantity(std::string_view& text) {
  if (!text.starts_with('8') && !text.starts_with('9')) return;
  std::string_view rest = text.substr(1);
  if (!take_digits(rest, text.front() == '8' ? 2 : 5).empty()) text = rest;
}

/// "$$...", "$...", or a day of the year: what expires when, and its lot or serial number.
void read_secondary(std::string_view text, const Date& today, Udi& udi) {
  const bool dated = text.starts_with("$$");
  text.remove_prefix(dated ? 2 : 1);
  const bool is_serial = text.starts_with('+');
  if (is_serial) text.remove_prefix(1);
  if (dated) {
    take_quantity(text);
    take_expiry(text, today, udi);
  }
  if (text.empty()) return;
  if (is_serial)
    set_once(udi.serial, text, "the serial number", udi);
  else
    set_once(udi.lot, text, "the lot", udi);
}

std::optional<Date> eight_digit_date(std::string_view digits, Udi& udi) {
  if (digits.size() != 8 || !all_digits(digits)) {
    udi.faults.push_back("impossible date " + std::string(digits.substr(0, 20)));
    return std::nullopt;
  }
  return date_or_fault({.year = number_of(digits.substr(0, 4)),
                        .month = number_of(digits.substr(4, 2)),
                        .day = number_of(digits.substr(6, 2))},
                       digits, udi);
}

void read_segment(std::string_view text, const Date& today, Udi& udi) {
  if (text.starts_with('$')) return read_secondary(text, today, udi);
  if (text.starts_with("16D")) {
    udi.manufactured = eight_digit_date(text.substr(3), udi);
  } else if (text.starts_with("14D")) {
    udi.expires = eight_digit_date(text.substr(3), udi);
  } else if (text.starts_with('S') && text.size() > 1) {
    set_once(udi.serial, text.substr(1), "the serial number", udi);
  } else if (!text.starts_with('Q')) {
    not_understood(text, udi);
  }
}

}  // namespace

Udi read_hibcc(std::string_view text, const Date& today) {
  Udi udi{.issuer = Udi::Issuer::hibcc, .device_identifier = "", .lot = "", .serial = "", .faults = {}};
  const auto right = check_character_of(text.substr(0, text.size() - 1));
  udi.check_digit_right = right == text.back();
  if (!right.has_value())
    udi.faults.emplace_back("a character that HIBC does not have");
  else if (*right != text.back())
    udi.faults.push_back(std::string("it ends in ") + text.back() + ", its check character is " + *right);
  std::string_view body = text.substr(1, text.size() - 2);
  udi.device_identifier = body.substr(0, body.find('/'));
  body.remove_prefix(udi.device_identifier.size());
  while (!body.empty()) {
    body.remove_prefix(1);
    const auto segment = body.substr(0, body.find('/'));
    read_segment(segment, today, udi);
    body.remove_prefix(segment.size());
  }
  return udi;
}

}  // namespace lossa::terminology
