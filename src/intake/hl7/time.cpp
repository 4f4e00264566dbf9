// SPDX-License-Identifier: Apache-2.0
#include "time.hpp"

#include <algorithm>
#include <cstddef>

namespace lossa::intake::hl7 {
namespace {

/// The parts of a time as they are written.
struct Written {
  std::string_view digits;    ///< YYYYMMDDHHMMSS or its beginning
  std::string_view fraction;  ///< digits after the point
  std::string_view zone;      ///< "+0100"
};

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Error refuse(std::string_view why) {
  return {.kind = ErrorKind::invalid_input,
          .message = "expected a time such as 20210820 or 20210820143000+0200: " + std::string(why)};
}

Result<Written> parts_of(std::string_view text) {
  Written parts;
  if (const auto zone = text.find_first_of("+-"); zone != std::string_view::npos) {
    parts.zone = text.substr(zone);
    text = text.substr(0, zone);
    if (parts.zone.size() != 5 || !all_digits(parts.zone.substr(1))) return refuse("a zone has four digits");
  }
  if (const auto point = text.find('.'); point != std::string_view::npos) {
    parts.fraction = text.substr(point + 1);
    text = text.substr(0, point);
    if (parts.fraction.empty() || parts.fraction.size() > 4 || !all_digits(parts.fraction) || text.size() != 14)
      return refuse("after the seconds there may be one to four digits");
  }
  parts.digits = text;
  if (!all_digits(text) || text.size() < 4 || text.size() > 14 || text.size() % 2 != 0)
    return refuse("a year of four digits, then two for each further part");
  return parts;
}

std::string iso_text(const Written& parts) {
  const auto part = [&](std::size_t from) { return std::string(parts.digits.substr(from, 2)); };
  std::string day(parts.digits.substr(0, 4));
  const std::size_t length = parts.digits.size();
  if (length > 4) day += "-" + part(4);
  if (length > 6) day += "-" + part(6);
  if (length <= 8) return day;
  std::string zone(parts.zone);
  if (!zone.empty()) zone.insert(3, ":");
  const std::string hour = day + "T" + part(8);
  if (length == 10) return hour + ":00" + zone + "/" + hour + ":59" + zone;
  return hour + ":" + part(10) + zone;
}

}  // namespace

Result<Date> parse_time(std::string_view text) {
  const auto parts = LOSSA_TRY(parts_of(text));
  if (parts.digits.size() == 14 && parts.digits.substr(12) > "59") return refuse("seconds go from 00 to 59");
  return Date::parse(iso_text(parts));
}

std::string sortable_time(std::string_view text) {
  const auto parts = parts_of(text);
  const auto date = parse_time(text);
  if (!parts.has_value() || !date.has_value()) return "";
  const auto minute =
      Date::from_minutes(Interval<WallMinutes>::exactly(date->minutes().low - date->offset_minutes().value_or(0)));
  std::string seconds(parts->digits.size() == 14 ? parts->digits.substr(12) : "00");
  std::string fraction(parts->fraction);
  fraction.resize(4, '0');
  return minute.text() + ":" + seconds + "." + fraction;
}

}  // namespace lossa::intake::hl7
