// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/timeline.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace lossa::model {
namespace {

constexpr std::int64_t minutes_a_day = 24 * 60;
constexpr auto unclear = [] { return Truth::unknown(Reason::unclear); };

/// The shortest and the longest a distance can be; a month is 28 to 31 days, a year 365 or 366.
Interval<double> minutes_of(const Duration& distance) {
  const auto whole = [&distance](double shortest_days, double longest_days) {
    const double a = distance.count * shortest_days * minutes_a_day;
    const double b = distance.count * longest_days * minutes_a_day;
    return Interval<double>{std::min(a, b), std::max(a, b)};
  };
  switch (distance.unit) {
    case Duration::Unit::minutes:
      return Interval<double>::exactly(distance.count);
    case Duration::Unit::hours:
      return Interval<double>::exactly(distance.count * 60);
    case Duration::Unit::days:
      return whole(1, 1);
    case Duration::Unit::weeks:
      return whole(7, 7);
    case Duration::Unit::months:
      return whole(28, 31);
    case Duration::Unit::years:
      return whole(365, 366);
  }
  return Interval<double>::anything();
}

/// The minutes of two dates on one clock: zone offsets count where both have one.
std::pair<Interval<WallMinutes>, Interval<WallMinutes>> on_one_clock(const Date& a, const Date& b) {
  auto first = a.minutes();
  auto second = b.minutes();
  if (a.offset_minutes().has_value() && b.offset_minutes().has_value()) {
    first = {first.low - *a.offset_minutes(), first.high - *a.offset_minutes()};
    second = {second.low - *b.offset_minutes(), second.high - *b.offset_minutes()};
  }
  return {first, second};
}

bool is_span(const Date& date) { return date.text().find('/') != std::string::npos; }

/// Two dates of which neither is over before the other begins: the same day, month or year counts as by then.
Truth overlapping_by(const Date& a, const Date& b) {
  const auto [first, second] = on_one_clock(a, b);
  if (first.high <= second.high) return Truth::yes();
  const bool is_unit_around = !is_span(a) && first.low <= second.low;
  return is_unit_around ? Truth::yes() : unclear();
}

/// What two dates say for certain: over before, or begun after. Else unknown.
Truth apart(const Date& a, const Date& b) {
  const auto [first, second] = on_one_clock(a, b);
  if (first.high < second.low) return Truth::yes();
  if (first.low > second.high) return Truth::no();
  return unclear();
}

/// By the order of the anchors and, at one anchor, by distance. What is told as before a later anchor ("extraction -
/// 2 years") may be before the earlier one too.
Truth anchors_by(const Moment& a, const Moment& b) {
  const auto first = minutes_of(a.distance);
  const auto second = minutes_of(b.distance);
  if (a.anchor == b.anchor) return a.distance == b.distance ? Truth::yes() : not_above(first, second);
  if (a.anchor < b.anchor) return Truth::yes();
  return first.low < 0 ? unclear() : Truth::no();
}

/// From these two alone.
Truth direct_by(const Moment& a, const Moment& b) {
  const bool both_dated = a.date.has_value() && b.date.has_value();
  if (both_dated) {
    const auto known = apart(*a.date, *b.date);
    if (!known.is_unknown()) return known;
  }
  if (a.anchor >= 0 && b.anchor >= 0) {
    const auto known = anchors_by(a, b);
    if (!known.is_unknown()) return known;
  }
  return both_dated ? overlapping_by(*a.date, *b.date) : unclear();
}

/// Through a third moment: a by m and m by b; or m by a and m after b; or a after m and b by m.
Truth through(const Moment& a, const Moment& m, const Moment& b) {
  const auto a_by_m = direct_by(a, m);
  const auto m_by_b = direct_by(m, b);
  if (a_by_m.is_yes() && m_by_b.is_yes()) return Truth::yes();
  if (m_by_b.is_no() && direct_by(m, a).is_yes()) return Truth::no();
  if (a_by_m.is_no() && direct_by(b, m).is_yes()) return Truth::no();
  return unclear();
}

}  // namespace

Timeline::Timeline(const Case& patient) : case_(&patient) {
  // An anchor's time may rest on an earlier anchor, never on a later one.
  for (const auto& anchor : patient.opening.anchors) {
    Moment at;
    if (anchor.at.has_value()) at.date = moment(*anchor.at).date;
    at.anchor = static_cast<int>(anchors_.size());
    anchors_.push_back(at);
  }
}

Moment Timeline::moment(const When& when) const {
  if (const auto* date = std::get_if<Date>(&when)) return {.date = *date};
  const auto& anchored = std::get<Anchored>(when);
  const auto& named = case_->opening.anchors;
  const auto found = std::ranges::find(named, anchored.anchor, &Opening::Anchor::id);
  const auto index = static_cast<std::size_t>(found - named.begin());
  if (index >= anchors_.size()) return {};
  Moment at{.anchor = static_cast<int>(index), .distance = anchored.distance};
  const auto& date = anchors_[index].date;
  if (date.has_value()) at.date = anchored.distance.count == 0 ? *date : *date + anchored.distance;
  return at;
}

Truth Timeline::by(const Moment& a, const Moment& b) const {
  const auto known = direct_by(a, b);
  if (!known.is_unknown()) return known;
  for (const auto& anchor : anchors_) {
    const auto by_way = through(a, anchor, b);
    if (!by_way.is_unknown()) return by_way;
  }
  return unclear();
}

bool Timeline::sorts_before(const Moment& a, const Moment& b) const {
  constexpr auto earliest = std::numeric_limits<WallMinutes>::min();
  const auto key = [this](const Moment& moment) {
    // An anchor is not earlier than those listed before it, so it sorts with the latest of their dates.
    WallMinutes floor = earliest;
    for (int i = 0; i <= moment.anchor; ++i)
      if (const auto& date = anchors_[static_cast<std::size_t>(i)].date; date.has_value())
        floor = std::max(floor, date->minutes().low);
    if (moment.date.has_value() && (moment.anchor < 0 || moment.distance.count != 0))
      floor = moment.date->minutes().low;
    const auto last = moment.date.has_value() ? moment.date->minutes().high : floor;
    const auto distance = minutes_of(moment.distance);
    return std::tuple(floor, moment.anchor, distance.low, distance.high, last);
  };
  return key(a) < key(b);
}

int Timeline::episode_at(const Moment& now) const {
  const auto& episodes = case_->opening.episodes;
  for (std::size_t i = episodes.size(); i > 1; --i) {
    const auto& began = episodes[i - 1].began;
    if (began.has_value() && by(moment(*began), now).is_yes()) return static_cast<int>(i - 1);
  }
  return 0;
}

int Timeline::episode_of(const Entry& entry) const {
  const auto& episodes = case_->opening.episodes;
  const auto named = std::ranges::find(episodes, entry.episode, &Opening::Episode::id);
  if (named != episodes.end()) return static_cast<int>(named - episodes.begin());
  if (entry.at.has_value()) return episode_at(moment(*entry.at));
  return episodes.empty() ? 0 : static_cast<int>(episodes.size()) - 1;
}

}  // namespace lossa::model
