// SPDX-License-Identifier: Apache-2.0
#include "time_text.hpp"

#include <algorithm>
#include <cmath>

#include <lossa/base/text.hpp>

namespace lossa::web {
namespace {

std::string date_text(std::string text, const locale::Speech& speech) {
  if (const auto slash = text.find('/'); slash != std::string::npos)
    return date_text(text.substr(0, slash), speech) + " " + speech("ui.to") + " " +
           date_text(text.substr(slash + 1), speech);
  if (const auto clock = text.find('T'); clock != std::string::npos) text[clock] = ' ';
  return text;
}

/// The day that a minute is in, where the minute is only the day's first or last.
Interval<WallMinutes> day_of(WallMinutes minute) {
  constexpr WallMinutes minutes_a_day = 24 * 60;
  const auto into_day = ((minute % minutes_a_day) + minutes_a_day) % minutes_a_day;
  if (into_day != 0 && into_day != minutes_a_day - 1) return Interval<WallMinutes>::exactly(minute);
  return {.low = minute - into_day, .high = minute - into_day + minutes_a_day - 1};
}

std::string duration_text(const Duration& duration, const locale::Speech& speech) {
  static constexpr const char* units[] = {"minute", "hour", "day", "week", "month", "year"};
  const double count = std::abs(duration.count);
  const std::string unit = std::string("duration.") + units[static_cast<int>(duration.unit)];
  return format_number(count, speech.language()) + " " + speech(count == 1 ? unit : unit + "s");
}

}  // namespace

std::string anchor_text(const std::string& anchor, const locale::Speech& speech) {
  if (const auto* words = speech.words().find("anchor." + anchor)) return speech(*words);
  std::string text = anchor;
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string time_text(const model::When& when, const locale::Speech& speech) {
  if (const auto* date = std::get_if<Date>(&when)) return date_text(date->text(), speech);
  const auto& anchored = std::get<model::Anchored>(when);
  auto text = anchor_text(anchored.anchor, speech);
  if (anchored.distance.count == 0) return text;
  return text + (anchored.distance.count < 0 ? " \u2212 " : " + ") + duration_text(anchored.distance, speech);
}

std::string time_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech) {
  constexpr auto open = Interval<WallMinutes>::anything();
  const auto text = [&](Interval<WallMinutes> known) { return date_text(Date::from_minutes(known).text(), speech); };
  if (minutes == open) return speech("ui.not_dated");
  if (minutes.low == open.low) return speech("page.not_after", {text(day_of(minutes.high))});
  if (minutes.high == open.high) return speech("page.not_before", {text(day_of(minutes.low))});
  return text(minutes);
}

std::string asked_time_text(const std::string& asked, const locale::Speech& speech) {
  const auto when = model::parse_when(asked);
  return when ? time_text(*when, speech) : asked;
}

std::string due_text(const assessment::DueTime& due, const locale::Speech& speech) {
  using State = assessment::ClockState;
  if (due.state == State::not_started) return speech("ui.clock_not_started");
  if (due.state == State::not_dated || !due.at) return speech("ui.not_dated");
  const auto time = time_text(*due.at, speech);
  return speech(due.state == State::passed ? "page.due_passed" : "page.due_by", {time});
}

std::string number_text(const Interval<double>& number, const locale::Speech& speech) {
  const auto text = [&](double value) { return format_number(std::round(value * 10) / 10, speech.language()); };
  if (number.is_exact() || text(number.low) == text(number.high)) return text(number.low);
  if (std::isinf(number.low) && std::isinf(number.high)) return speech("value.unknown");
  if (std::isinf(number.high)) return speech("ui.at_least") + " " + text(number.low);
  if (std::isinf(number.low)) return speech("ui.at_most") + " " + text(number.high);
  return text(number.low) + " " + speech("ui.to") + " " + text(number.high);
}

std::string hours_text(const Interval<double>& hours, const locale::Speech& speech) {
  constexpr double hours_a_day = 24;
  constexpr double shown_in_days = 48;
  if (std::max(std::abs(hours.low), std::abs(hours.high)) < shown_in_days)
    return number_text(hours, speech) + " " + speech("duration.hours");
  return number_text({.low = hours.low / hours_a_day, .high = hours.high / hours_a_day}, speech) + " " +
         speech("duration.days");
}

}  // namespace lossa::web
