// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <lossa/base/contract.hpp>
#include <lossa/base/date.hpp>
#include <lossa/base/text.hpp>
#include <utility>

namespace lossa {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;
using Days = std::int64_t;

constexpr WallMinutes minutes_a_day = 1440;
constexpr int first_year = 1800;
constexpr int last_year = 2200;

constexpr Days floor_days(WallMinutes minutes) {
  return minutes >= 0 ? minutes / minutes_a_day : -((minutes_a_day - 1 - minutes) / minutes_a_day);
}

Days to_days(year_month_day date) { return sys_days(date).time_since_epoch().count(); }
year_month_day to_calendar(Days days) { return sys_days(std::chrono::days(days)); }

year_month_day calendar(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

unsigned days_in_month(int year, unsigned month) {
  return unsigned((std::chrono::year(year) / std::chrono::month(month) / std::chrono::last).day());
}

Interval<WallMinutes> whole_days(Days first, Days last) {
  return {first * minutes_a_day, (last + 1) * minutes_a_day - 1};
}
Interval<WallMinutes> whole_month(int year, unsigned month) {
  return whole_days(to_days(calendar(year, month, 1)), to_days(calendar(year, month, days_in_month(year, month))));
}
Interval<WallMinutes> whole_year(int year) {
  return whole_days(to_days(calendar(year, 1, 1)), to_days(calendar(year, 12, 31)));
}

// --- reading -------------------------------------------------------------------------------------------------------

constexpr std::string_view known_forms =
    "expected a date such as 2021, 2021-08, 2021-08-20, 2021-08-20T14:30, 2021-08-20T14:30+02:00 or 2019/2021-03";

Error refuse(std::string_view text, std::string_view why) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::string(text) + ": " + std::string(why)};
}

/// One date of a text, and its zone offset.
struct Moment {
  Interval<WallMinutes> minutes;
  std::optional<int> offset;
};

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes a number of exactly so many digits.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

/// "Z", "+02:00", "-03:30", or nothing at all.
bool take_offset(std::string_view& text, std::optional<int>& offset) {
  if (text.empty()) return true;
  if (take(text, 'Z')) {
    offset = 0;
    return true;
  }
  const bool is_west = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return false;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 14 || !take(text, ':')) return false;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return false;
  offset = (is_west ? -1 : 1) * (*hours * 60 + *minutes);
  return true;
}

/// Seconds are read and dropped: a date is known to the minute at best.
bool take_seconds(std::string_view& text) {
  if (!take(text, ':')) return true;
  const auto seconds = take_number(text, 2);
  if (!seconds || *seconds > 59) return false;
  if (take(text, '.')) {
    if (!take_number(text, 1)) return false;
    while (take_number(text, 1)) {
    }
  }
  return true;
}

Result<Moment> parse_clock(std::string_view whole, std::string_view rest, Days day) {
  const auto hour = take_number(rest, 2);
  const bool has_colon = take(rest, ':');
  const auto minute = take_number(rest, 2);
  if (!hour || !has_colon || !minute) return refuse(whole, known_forms);
  if (*hour > 23 || *minute > 59) return refuse(whole, "a day has the times 00:00 to 23:59");
  Moment moment{.minutes = Interval<WallMinutes>::exactly(day * minutes_a_day + *hour * 60 + *minute), .offset = {}};
  if (!take_seconds(rest)) return refuse(whole, "seconds go from 00 to 59");
  if (!take_offset(rest, moment.offset) || !rest.empty())
    return refuse(whole, "after the time there may only be a zone such as Z or +02:00");
  return moment;
}

std::string month_length(int year, int month) {
  constexpr std::array<std::string_view, 12> names = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  return std::string(names.at(static_cast<std::size_t>(month - 1))) + " " + std::to_string(year) + " has " +
         std::to_string(days_in_month(year, static_cast<unsigned>(month))) + " days";
}

Result<Moment> parse_moment(std::string_view whole) {
  std::string_view rest = whole;
  const auto year = take_number(rest, 4);
  if (!year) return refuse(whole, known_forms);
  if (*year < first_year || *year > last_year) return refuse(whole, "years go from 1800 to 2200");
  if (rest.empty()) return Moment{.minutes = whole_year(*year), .offset = {}};

  if (!take(rest, '-')) return refuse(whole, known_forms);
  const auto month = take_number(rest, 2);
  if (!month) return refuse(whole, known_forms);
  if (*month < 1 || *month > 12) return refuse(whole, "months go from 01 to 12");
  const auto month_number = static_cast<unsigned>(*month);
  if (rest.empty()) return Moment{.minutes = whole_month(*year, month_number), .offset = {}};

  if (!take(rest, '-')) return refuse(whole, known_forms);
  const auto day = take_number(rest, 2);
  if (!day) return refuse(whole, known_forms);
  const auto day_number = static_cast<unsigned>(*day);
  if (*day < 1 || day_number > days_in_month(*year, month_number)) return refuse(whole, month_length(*year, *month));
  const Days days = to_days(calendar(*year, month_number, day_number));
  if (rest.empty()) return Moment{.minutes = whole_days(days, days), .offset = {}};

  if (!take(rest, 'T')) return refuse(whole, known_forms);
  return parse_clock(whole, rest, days);
}

/// From the beginning of the first to the end of the last. Where both have a zone, in the zone of the first.
Result<Moment> parse_span(std::string_view whole, std::size_t slash) {
  const Moment first = LOSSA_TRY(parse_moment(whole.substr(0, slash)));
  const Moment last = LOSSA_TRY(parse_moment(whole.substr(slash + 1)));
  Moment span{.minutes = {first.minutes.low, last.minutes.high}, .offset = {}};
  if (first.offset && last.offset) {
    span.offset = first.offset;
    span.minutes.high += *first.offset - *last.offset;
  }
  if (span.minutes.low > span.minutes.high) return refuse(whole, "the second date lies before the first");
  return span;
}

// --- writing -------------------------------------------------------------------------------------------------------

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string day_text(Days days, std::size_t parts) {
  const auto date = to_calendar(days);
  std::string text = padded(int(date.year()), 4);
  if (parts > 1) text += "-" + padded(unsigned(date.month()), 2);
  if (parts > 2) text += "-" + padded(unsigned(date.day()), 2);
  return text;
}

std::string minute_text(WallMinutes minutes, std::optional<int> offset) {
  const Days day = floor_days(minutes);
  const WallMinutes of_day = minutes - day * minutes_a_day;
  std::string text = day_text(day, 3) + "T" + padded(of_day / 60, 2) + ":" + padded(of_day % 60, 2);
  if (!offset) return text;
  if (*offset == 0) return text + "Z";
  const int size = std::abs(*offset);
  return text + (*offset < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2);
}

/// The year, month and day around a minute, the longest first.
std::array<Interval<WallMinutes>, 3> periods_around(WallMinutes minutes) {
  const Days day = floor_days(minutes);
  const auto date = to_calendar(day);
  const int year = int(date.year());
  return {whole_year(year), whole_month(year, unsigned(date.month())), whole_days(day, day)};
}

/// The longest period that begins (or ends) at one end of the span and stays inside it.
template <typename Accept>
std::string end_text(WallMinutes minutes, Accept accept) {
  const auto periods = periods_around(minutes);
  for (std::size_t i = 0; i < periods.size(); ++i)
    if (accept(periods.at(i))) return day_text(floor_days(minutes), i + 1);
  return minute_text(minutes, std::nullopt);
}

std::string shortest_text(Interval<WallMinutes> span, std::optional<int> offset) {
  if (span.is_exact()) return minute_text(span.low, offset);
  if (offset) return minute_text(span.low, offset) + "/" + minute_text(span.high, offset);
  const auto first =
      end_text(span.low, [&](auto period) { return period.low == span.low && period.high <= span.high; });
  const auto last =
      end_text(span.high, [&](auto period) { return period.high == span.high && period.low >= span.low; });
  return first == last ? first : first + "/" + last;
}

// --- between dates -------------------------------------------------------------------------------------------------

bool is_of_whole_days(const Date& date) {
  const auto [low, high] = date.minutes();
  return floor_days(low) * minutes_a_day == low && floor_days(high + 1) * minutes_a_day == high + 1;
}

/// Both on one clock: that of Greenwich where both know their zone, else each as written.
std::pair<Interval<WallMinutes>, Interval<WallMinutes>> on_one_clock(const Date& a, const Date& b) {
  auto first = a.minutes();
  auto second = b.minutes();
  if (a.offset_minutes() && b.offset_minutes()) {
    first = {first.low - *a.offset_minutes(), first.high - *a.offset_minutes()};
    second = {second.low - *b.offset_minutes(), second.high - *b.offset_minutes()};
  }
  return {first, second};
}

Days anniversary(year_month_day date, int years) {
  const year_month_day moved(date.year() + std::chrono::years(years), date.month(), date.day());
  if (moved.ok()) return to_days(moved);
  return to_days(calendar(int(moved.year()), 3, 1));  // 29 February in a common year
}

double years_between_days(Days from, Days to) {
  if (to < from) return -years_between_days(to, from);
  const auto start = to_calendar(from);
  int whole = int(to_calendar(to).year()) - int(start.year());
  if (anniversary(start, whole) > to) --whole;
  const Days last = anniversary(start, whole);
  const Days next = anniversary(start, whole + 1);
  return whole + static_cast<double>(to - last) / static_cast<double>(next - last);
}

// --- adding --------------------------------------------------------------------------------------------------------

WallMinutes add_months(WallMinutes minutes, int months) {
  const Days day = floor_days(minutes);
  const auto date = to_calendar(day);
  const auto month = std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
  const unsigned last = days_in_month(int(month.year()), unsigned(month.month()));
  const unsigned same = std::min(unsigned(date.day()), last);
  return to_days(calendar(int(month.year()), unsigned(month.month()), same)) * minutes_a_day + minutes -
         day * minutes_a_day;
}

/// A part of a month is that part of the way to the next one.
WallMinutes add_part_months(WallMinutes minutes, double months) {
  const double whole = std::floor(months);
  const WallMinutes low = add_months(minutes, static_cast<int>(whole));
  if (whole == months) return low;
  const WallMinutes high = add_months(minutes, static_cast<int>(whole) + 1);
  return low + std::llround((months - whole) * static_cast<double>(high - low));
}

struct UnitRule {
  Duration::Unit unit;
  std::string_view one;
  std::string_view many;
  std::string_view other;  ///< another way to write it
  double a_year;           ///< about how many make a year
  double minutes;          ///< 0 for what the calendar decides
};

constexpr std::array<UnitRule, 6> unit_rules = {{
    {Duration::Unit::minutes, "min", "min", "min", 525600, 1},
    {Duration::Unit::hours, "h", "h", "hour", 8760, 60},
    {Duration::Unit::days, "day", "days", "d", 365, 1440},
    {Duration::Unit::weeks, "week", "weeks", "week", 52, 10080},
    {Duration::Unit::months, "month", "months", "month", 12, 0},
    {Duration::Unit::years, "year", "years", "year", 1, 0},
}};
constexpr double longest_years = 400;

const UnitRule& rule_of(Duration::Unit unit) {
  for (const UnitRule& rule : unit_rules)
    if (rule.unit == unit) return rule;
  contract_violated(std::source_location::current());
}

bool is_word_for(const UnitRule& rule, std::string_view word) {
  return word == rule.one || word == rule.many || word == rule.other ||
         (rule.unit == Duration::Unit::hours && word == "hours");
}

bool is_usable(const Duration& duration) {
  return std::abs(duration.count) <= longest_years * rule_of(duration.unit).a_year;  // false for NaN too
}

}  // namespace

Result<Date> Date::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const Moment moment = LOSSA_TRY(slash == std::string_view::npos ? parse_moment(text) : parse_span(text, slash));
  Date date;
  date.minutes_ = moment.minutes;
  date.offset_ = moment.offset;
  date.has_clock_time_ = moment.minutes.is_exact();
  date.text_ = text;
  return date;
}

Date Date::from_minutes(Interval<WallMinutes> minutes, std::optional<int> offset_minutes) {
  constexpr WallMinutes ten_thousand_years = 10000LL * 366 * minutes_a_day;
  expects(minutes.low <= minutes.high && -ten_thousand_years < minutes.low && minutes.high < ten_thousand_years);
  Date date;
  date.minutes_ = minutes;
  date.offset_ = offset_minutes;
  date.has_clock_time_ = minutes.is_exact();
  date.text_ = shortest_text(minutes, offset_minutes);
  return date;
}

Interval<std::int64_t> Date::days() const { return {floor_days(minutes_.low), floor_days(minutes_.high)}; }

Truth before(const Date& a, const Date& b) {
  if (a.minutes() == b.minutes() && is_of_whole_days(a) && is_of_whole_days(b)) return Truth::no();
  const auto [first, second] = on_one_clock(a, b);
  return below(first, second);
}

Interval<double> hours_between(const Date& from, const Date& to) {
  const auto [start, end] = on_one_clock(from, to);
  return {static_cast<double>(end.low - start.high) / 60, static_cast<double>(end.high - start.low) / 60};
}

Interval<double> days_between(const Date& from, const Date& to) {
  const auto start = from.days();
  const auto end = to.days();
  return {static_cast<double>(end.low - start.high), static_cast<double>(end.high - start.low)};
}

Interval<double> years_between(const Date& from, const Date& to) {
  const auto start = from.days();
  const auto end = to.days();
  return {years_between_days(start.high, end.low), years_between_days(start.low, end.high)};
}

Result<Duration> Duration::parse(std::string_view text) {
  double count = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count, std::chars_format::fixed);
  std::string_view unit = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const UnitRule& rule : unit_rules) {
    if (read.ec != std::errc{} || !is_word_for(rule, unit)) continue;
    const Duration duration{.count = count, .unit = rule.unit};
    if (!is_usable(duration)) return refuse(text, "a length of time here is at most 400 years");
    return duration;
  }
  return refuse(text, "expected a length of time such as 90 min, 72 h, 14 days, 6 weeks, 19 months or 2 years");
}

std::string to_string(const Duration& duration) {
  const UnitRule& rule = rule_of(duration.unit);
  return format_number(duration.count) + " " + std::string(std::abs(duration.count) == 1 ? rule.one : rule.many);
}

Date operator+(const Date& date, const Duration& duration) {
  expects(is_usable(duration));
  const UnitRule& rule = rule_of(duration.unit);
  const auto moved = [&](WallMinutes minutes) -> WallMinutes {
    if (rule.minutes > 0) return minutes + std::llround(duration.count * rule.minutes);
    const double months_a_unit = 12 / rule.a_year;
    return add_part_months(minutes, duration.count * months_a_unit);
  };
  return Date::from_minutes({moved(date.minutes().low), moved(date.minutes().high)}, date.offset_minutes());
}

Duration operator-(const Duration& duration) { return {.count = -duration.count, .unit = duration.unit}; }

}  // namespace lossa
