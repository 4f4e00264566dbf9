// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/udi.hpp>

#include <algorithm>
#include <cstddef>

#include "udi_parts.hpp"

namespace lossa::terminology {
namespace {

constexpr std::size_t longest_udi = 500;

std::string padded(int number, std::size_t length) {
  const std::string digits = std::to_string(number);
  return std::string(length > digits.size() ? length - digits.size() : 0, '0') + digits;
}

std::string_view without_blanks_around(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// "]d2", "]C1": what a reader of bar codes says of the symbol before its data.
std::string_view without_symbology(std::string_view text) {
  const bool named = text.size() > 3 && text[0] == ']' && text[2] >= '0' && text[2] <= '9';
  return named ? text.substr(3) : text;
}

bool is_gs1(std::string_view text) {
  if (text.starts_with('\x1d')) text.remove_prefix(1);
  if (text.size() == 14 && all_digits(text)) return true;
  return text.starts_with("(01)") || (text.size() >= 16 && text.starts_with("01") && all_digits(text.substr(0, 16)));
}

}  // namespace

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits.substr(0, 9)) number = 10 * number + (c - '0');
  return number;
}

int full_year(int two_digits, const Date& today) {
  const int this_year = number_of(std::string_view(today.text()).substr(0, 4));
  int year = this_year / 100 * 100 + two_digits;
  if (year - this_year > 50) year -= 100;
  if (this_year - year > 49) year += 100;
  return year;
}

std::optional<Date> date_or_fault(const YearMonthDay& date, std::string_view written, Udi& udi) {
  std::string text = padded(date.year, 4) + "-" + padded(date.month, 2);
  if (date.day != 0) text += "-" + padded(date.day, 2);
  auto parsed = Date::parse(text);
  if (parsed.has_value()) return std::move(parsed).value();
  udi.faults.push_back("impossible date " + std::string(written));
  return std::nullopt;
}

std::optional<Date> day_of_year_or_fault(int year, int day, std::string_view written, Udi& udi) {
  const auto first = date_or_fault({.year = year, .month = 1, .day = 1}, written, udi);
  if (!first.has_value()) return std::nullopt;
  Date date = *first + Duration{.count = static_cast<double>(day - 1), .unit = Duration::Unit::days};
  if (day >= 1 && date.text().starts_with(padded(year, 4))) return date;
  udi.faults.push_back("impossible date " + std::string(written));
  return std::nullopt;
}

void set_once(std::string& field, std::string_view text, std::string_view what, Udi& udi) {
  if (!field.empty() && field != text) {
    udi.faults.push_back(std::string(what) + " is given twice");
    return;
  }
  field = text;
}

void not_understood(std::string_view element, Udi& udi) {
  udi.faults.push_back("\"" + std::string(element.substr(0, 40)) + "\" was not understood");
}

std::optional<Udi> read_udi(std::string_view text, const Date& today) {
  if (text.size() > longest_udi) return std::nullopt;
  text = without_symbology(without_blanks_around(text));
  if (is_gs1(text)) return read_gs1(text, today);
  // A labeller's code begins with a letter and has four characters; with a product, a unit and the check character:
  if (text.size() >= 8 && text[0] == '+' && text[1] >= 'A' && text[1] <= 'Z') return read_hibcc(text, today);
  if (text.starts_with("=/") || text.starts_with("=)")) return read_iccbba(text);
  return std::nullopt;
}

std::string_view to_string(Udi::Issuer issuer) {
  switch (issuer) {
    case Udi::Issuer::gs1:
      return "gs1";
    case Udi::Issuer::hibcc:
      return "hibcc";
    case Udi::Issuer::iccbba:
      return "iccbba";
    case Udi::Issuer::iccbba_blood:
      return "iccbba_blood";
  }
  return "";
}

}  // namespace lossa::terminology
