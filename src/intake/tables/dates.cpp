// SPDX-License-Identifier: Apache-2.0
#include "dates.hpp"

#include <algorithm>

#include <lossa/base/contract.hpp>

#include "normal_form.hpp"

namespace lossa::intake {
namespace {

constexpr bool is_digit(char c) { return '0' <= c && c <= '9'; }

/// Does the text look like this, in which 9 stands for any digit and / for any of "/.-"?
bool is_like(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char c, char f) {
    if (f == '9') return is_digit(c);
    if (f == '/') return c == '/' || c == '.' || c == '-';
    return c == f;
  });
}

Error not_a_date(std::string_view text, std::string_view why) {
  return {.kind = ErrorKind::invalid_input,
          .message = "\"" + shown(text) + "\" is not a date here: " + std::string(why)};
}

/// Two digits each; "3/4/2026" is padded.
std::string padded(std::string_view text) {
  std::string digits;
  std::string all;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
      continue;
    }
    all += (digits.size() == 1 ? "0" : "") + digits + c;
    digits.clear();
  }
  return all + digits;
}

Result<std::string> iso_day(std::string_view text, DayOrder order) {
  const std::string day = padded(text);
  if (is_like(day, "9999-99-99")) return day;
  if (is_like(day, "99999999")) return day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6);
  if (!is_like(day, "99/99/9999") || day[2] != day[5])
    return not_a_date(text, "expected 2026-11-22, 20261122, 2026-11 or 2026");
  const std::string first = day.substr(0, 2);
  const std::string second = day.substr(3, 2);
  const std::string year = day.substr(6);
  switch (order) {
    case DayOrder::day_first:
      return year + "-" + second + "-" + first;
    case DayOrder::month_first:
      return year + "-" + first + "-" + second;
    case DayOrder::none:
      return not_a_date(text, "the order of day and month is not known; say it in the mapping with day_order");
  }
  contract_violated(std::source_location::current());
}

Result<std::string> iso_clock(std::string_view text, std::string_view whole) {
  const std::string clock = padded(text);
  for (const std::string_view form : {"99:99", "99:99:99", "99.99", "99.99.99"})
    if (is_like(clock, form)) return clock.substr(0, 2) + ":" + clock.substr(3, 2);
  if (is_like(clock, "9999") || is_like(clock, "999999")) return clock.substr(0, 2) + ":" + clock.substr(2, 2);
  // Fractions of seconds and zones as ISO 8601 writes them.
  if (clock.size() > 8 && is_like(clock.substr(0, 8), "99:99:99")) {
    const auto zone = clock.find_first_of("Z+-", 8);
    const std::string_view fraction = std::string_view(clock).substr(8, std::min(zone, clock.size()) - 8);
    const bool is_fraction = fraction.empty() || (fraction.size() > 1 && (fraction[0] == '.' || fraction[0] == ',') &&
                                                  std::ranges::all_of(fraction.substr(1), is_digit));
    if (is_fraction) return clock.substr(0, 5) + (zone == std::string::npos ? "" : clock.substr(zone));
  }
  return not_a_date(whole, "expected a clock time such as 14:30");
}

Result<std::string> iso_of(std::string_view text, DayOrder order) {
  if (is_like(text, "9999-99") || is_like(text, "9999")) return std::string(text);
  if (is_like(text, "999999999999") || is_like(text, "99999999999999")) {  // 20261122143000
    const auto day = LOSSA_TRY(iso_day(text.substr(0, 8), order));
    return day + "T" + LOSSA_TRY(iso_clock(text.substr(8), text));
  }
  const auto parted = std::min(text.find_first_of(" T"), text.size());
  const auto day = LOSSA_TRY(iso_day(text.substr(0, parted), order));
  if (parted == text.size()) return day;
  return day + "T" + LOSSA_TRY(iso_clock(trimmed(text.substr(parted + 1)), text));
}

}  // namespace

Result<Date> read_table_date(std::string_view text, DayOrder order) {
  text = trimmed(text);
  const auto iso = LOSSA_TRY(iso_of(text, order));
  auto date = Date::parse(iso);
  if (!date.has_value()) return not_a_date(text, "there is no such day or time");
  return date;
}

}  // namespace lossa::intake
