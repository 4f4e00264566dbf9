// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/text.hpp>

#include <algorithm>
#include <cmath>

#include <lossa/base/text.hpp>

namespace lossa::view {
namespace {

constexpr WallMinutes minutes_a_day = 24 * 60;

// What lies outside is open at that end: no date of a case is before 1800 or after 2200.
constexpr WallMinutes earliest = -89'411'040;
constexpr WallMinutes latest = 121'492'800;

std::string date_text(std::string text, const locale::Speech& speech) {
  if (const auto slash = text.find('/'); slash != std::string::npos)
    return date_text(text.substr(0, slash), speech) + " " + speech("ui.to") + " " +
           date_text(text.substr(slash + 1), speech);
  constexpr std::size_t to_the_minute = 6;  // what the clock on the wall showed; the entry keeps seconds and offset
  if (const auto clock = text.find('T'); clock != std::string::npos) {
    text[clock] = ' ';
    text.resize(std::min(text.size(), clock + to_the_minute));
  }
  return text;
}

WallMinutes start_of_day(WallMinutes minute) {
  return minute - ((minute % minutes_a_day) + minutes_a_day) % minutes_a_day;
}

bool is_dated(WallMinutes minute) { return minute > earliest && minute < latest; }

/// The days that an interval touches, whole; an open end stays open.
Interval<WallMinutes> days_of(const Interval<WallMinutes>& minutes) {
  return {.low = is_dated(minutes.low) ? start_of_day(minutes.low) : minutes.low,
          .high = is_dated(minutes.high) ? start_of_day(minutes.high) + minutes_a_day - 1 : minutes.high};
}

}  // namespace

bool is_open_ended(const Interval<WallMinutes>& minutes) { return !is_dated(minutes.low) || !is_dated(minutes.high); }

std::string time_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech) {
  const auto text = [&](Interval<WallMinutes> known) { return date_text(Date::from_minutes(known).text(), speech); };
  const bool begins = is_dated(minutes.low);
  const bool ends = is_dated(minutes.high);
  if (begins && ends) return text(minutes);
  if (ends) return speech("page.not_after", {text(days_of({.low = minutes.high, .high = minutes.high}))});
  if (begins) return speech("page.not_before", {text(days_of({.low = minutes.low, .high = minutes.low}))});
  return speech("ui.not_dated");
}

std::string day_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech) {
  return time_text(days_of(minutes), speech);
}

std::string time_text(const model::When& when, const locale::Speech& speech) {
  if (const auto* date = std::get_if<Date>(&when)) return date_text(date->text(), speech);
  const auto& anchored = std::get<model::Anchored>(when);
  auto text = anchor_text(anchored.anchor, speech);
  if (anchored.distance.count == 0) return text;
  return text + (anchored.distance.count < 0 ? " \u2212 " : " + ") + duration_text(anchored.distance, speech);
}

std::string anchor_text(const std::string& anchor, const locale::Speech& speech) {
  const auto* words = speech.words().find("anchor." + anchor);
  return words == nullptr ? speech.wire(anchor) : speech(*words);
}

std::string asked_time_text(const std::string& asked, const locale::Speech& speech) {
  const auto when = model::parse_when(asked);
  return when ? time_text(*when, speech) : asked;
}

std::string due_text(const assessment::DueTime& due, const locale::Speech& speech) {
  using State = assessment::ClockState;
  if (due.state == State::not_started) return speech("ui.clock_not_started");
  if (due.state == State::not_dated || !due.at) return speech("ui.not_dated");
  return speech(due.state == State::passed ? "page.due_passed" : "page.due_by", {time_text(*due.at, speech)});
}

std::string duration_text(const Duration& duration, const locale::Speech& speech) {
  static constexpr const char* units[] = {"minute", "hour", "day", "week", "month", "year"};
  const double count = std::abs(duration.count);
  const std::string unit = std::string("duration.") + units[static_cast<int>(duration.unit)];
  return format_number(count, speech.language()) + " " + speech(count == 1 ? unit : unit + "s");
}

std::string length_text(const guideline::Clock& clock, const locale::Speech& speech) {
  if (!clock.longest) return duration_text(clock.length, speech);
  const bool same_unit = clock.length.unit == clock.longest->unit;
  const auto shortest =
      same_unit ? format_number(clock.length.count, speech.language()) : duration_text(clock.length, speech);
  return shortest + " " + speech("ui.to") + " " + duration_text(*clock.longest, speech);
}

std::string number_text(const Interval<double>& number, const locale::Speech& speech) {
  const auto text = [&](double value) { return format_number(std::round(value * 10) / 10, speech.language()); };
  if (std::isinf(number.low) && std::isinf(number.high)) return speech("value.unknown");
  if (std::isinf(number.high)) return speech("ui.at_least") + " " + text(number.low);
  if (std::isinf(number.low)) return speech("ui.at_most") + " " + text(number.high);
  if (text(number.low) == text(number.high)) return text(number.low);
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

std::string binding_text(const guideline::Binding& binding, const assessment::Assessment& assessment,
                         const locale::Speech& speech) {
  if (binding.lead >= 0) return speech(item(assessment.leads, binding.lead).label);
  if (binding.side >= 0) return speech(item(assessment.sides, binding.side).label);
  return {};
}

std::string source_text(const std::string& source, guideline::Known known, const locale::Speech& speech) {
  static constexpr const char* names[] = {"known.read", "known.reprint", "known.memory"};
  const auto& how = speech(names[static_cast<int>(known)]);
  return source.empty() ? how : source + " (" + how + ")";
}

std::string group_text(const std::string& group, const locale::Speech& speech) {
  const auto* words = speech.words().find("group." + group);
  return words == nullptr ? speech.wire(group) : speech(*words);
}

std::string conclusion_text(const guideline::Question& question, int conclusion, const locale::Speech& speech) {
  return conclusion < 0 ? speech("page.no_conclusion") : speech(item(question.conclusions, conclusion).text);
}

std::vector<std::string> conclusion_texts(const guideline::Question& question, std::uint64_t set, int without,
                                          const locale::Speech& speech) {
  std::vector<std::string> texts;
  for (int i = 0; i < static_cast<int>(question.conclusions.size()); ++i)
    if (i != without && ((set >> i) & 1U) != 0) texts.push_back(conclusion_text(question, i, speech));
  return texts;
}

bool is_telling(const guideline::Score& score, const guideline::ScoreResult& result) {
  if (result.total.is_exact()) return true;
  for (std::size_t i = 0; i < score.bands.size(); ++i)
    if (((result.bands >> i) & 1U) == 0) return true;
  return false;
}

std::string bands_text(const guideline::Score& score, std::uint64_t bands, const locale::Speech& speech) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < score.bands.size(); ++i)
    if (((bands >> i) & 1U) != 0) texts.push_back(speech(score.bands[i].text));
  return join_words(texts, speech("ui.or"));
}

bool is_signed(const guideline::Guideline& guideline) {
  return std::ranges::any_of(guideline.signatures, &guideline::Signature::is_trusted);
}

std::string signed_text(const guideline::Guideline& guideline, const locale::Speech& speech) {
  std::string text;
  for (const auto& one : guideline.signatures) {
    if (!text.empty()) text += "; ";
    text += speech(one.is_trusted ? "signature.trusted" : "signature.unknown_key", {one.name, one.role, one.date});
  }
  return text.empty() ? speech("signature.unsigned") : text;
}

}  // namespace lossa::view
