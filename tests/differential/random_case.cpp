// SPDX-License-Identifier: Apache-2.0
#include "random_case.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include <lossa/base/date.hpp>
#include <lossa/guideline/elm.hpp>

namespace lossa::differential {
namespace {

using guideline::Fact;
using guideline::FactType;
using guideline::Subject;
using guideline::Value;

constexpr double infinity = std::numeric_limits<double>::infinity();

bool says_something(const Fact& fact, const Value& value) {
  if (fact.type == FactType::truth) return !value.truth.is_unknown();
  if (fact.type == FactType::category) return value.possible != (std::uint64_t{1} << fact.values.size()) - 1;
  const double least = fact.low.value_or(fact.is_count ? 0 : -infinity);
  return value.number.low != least || value.number.high != fact.high.value_or(infinity);
}

/// The next value that two facts can differ by: a whole number of counts and minutes, else what a double can tell.
double step(const Fact& fact, double from, double towards) {
  if (fact.is_count || fact.type == FactType::date) return from + (towards > from ? 1 : -1);
  return std::nextafter(from, towards);
}

/// Has the value at most eight decimals? Then a CQL engine has it exactly.
bool is_short(double value) { return value == std::round(value * 1e8) / 1e8; }

void write_end(JsonWriter& json, const Fact& fact, double end) {
  if (std::isinf(end)) return json.null();
  if (fact.type != FactType::date) return json.number(end);
  json.text(Date::from_minutes(Interval<WallMinutes>::exactly(static_cast<WallMinutes>(end))).text());
}

void write_interval(JsonWriter& json, const Fact& fact, const Value& value) {
  auto [low, high] = value.number;
  // "From the next one after 38" is written as "38 not included".
  const bool low_open = fact.type == FactType::number && std::isfinite(low) && !is_short(low);
  const bool high_open = fact.type == FactType::number && std::isfinite(high) && !is_short(high);
  if (low_open) low = step(fact, low, -infinity);
  if (high_open) high = step(fact, high, infinity);
  json.begin_object();
  json.key("low");
  write_end(json, fact, low);
  json.key("high");
  write_end(json, fact, high);
  json.member("lowClosed", !low_open);
  json.member("highClosed", !high_open);
  json.end_object();
}

void write_value(JsonWriter& json, const Fact& fact, const Value& value) {
  if (fact.type == FactType::truth) return value.truth.is_unknown() ? json.null() : json.boolean(value.truth.is_yes());
  if (fact.type != FactType::category) return write_interval(json, fact, value);
  json.begin_array();
  for (std::size_t i = 0; i < fact.values.size(); ++i)
    if (((value.possible >> i) & 1U) != 0) json.text(fact.values[i]);
  json.end_array();
}

}  // namespace

RandomCase RandomCases::next() {
  RandomCase made{.values = guideline::Values(knowledge_, is_first_ ? 0 : static_cast<int>(below(5)),
                                              is_first_ ? 0 : static_cast<int>(below(5))),
                  .readings = guideline::default_readings(knowledge_)};
  if (is_first_) {
    is_first_ = false;
    return made;
  }
  static constexpr std::array<std::uint64_t, 4> unknown = {0, 15, 50, 85};
  static constexpr std::array<std::uint64_t, 4> yes = {10, 30, 50, 80};
  const Mood mood{.unknown = unknown[below(unknown.size())], .yes = yes[below(yes.size())]};
  for (std::size_t i = 0; i < knowledge_.facts.size(); ++i) {
    const auto& fact = knowledge_.facts[i];
    for (int instance = 0; instance < made.values.count(fact.of); ++instance)
      set(fact, mood, made.values.of(static_cast<int>(i), instance));
  }
  if (percent(50))
    for (std::size_t i = 0; i < made.readings.size(); ++i)
      made.readings[i] = static_cast<int>(below(knowledge_.readings[i].options.size()));
  return made;
}

void RandomCases::set(const Fact& fact, Mood mood, Value& value) {
  if (percent(mood.unknown)) return;
  if (fact.type == FactType::truth) {
    value.truth = Truth::of(percent(mood.yes));
  } else if (fact.type == FactType::category) {
    value.possible = std::uint64_t{1} << below(fact.values.size());
    if (percent(40)) value.possible |= chance_() & ((std::uint64_t{1} << fact.values.size()) - 1);
  } else {
    set_interval(fact, value);
  }
}

/// On a constant that the fact is compared with, near one, or anywhere.
double RandomCases::point(const Fact& fact) {
  static constexpr std::array<double, 7> away = {0, 0, 0, 1, -1, 0.5, -0.25};
  const double cut = fact.cuts.empty() ? static_cast<double>(below(100)) : fact.cuts[below(fact.cuts.size())];
  double value = cut + away[below(away.size())];
  if (fact.is_count || fact.type == FactType::date) value = std::round(value);
  return std::clamp(value, fact.low.value_or(fact.is_count ? 0 : -infinity), fact.high.value_or(infinity));
}

void RandomCases::set_interval(const Fact& fact, Value& value) {
  const auto unbounded = value.number;
  const auto [low, high] = std::minmax({point(fact), point(fact)});
  value.number = percent(50) ? Interval<double>::exactly(low) : Interval<double>{low, high};
  if (percent(15) && step(fact, low, infinity) <= unbounded.high)
    value.number = {step(fact, low, infinity), unbounded.high};
  if (percent(15) && step(fact, high, -infinity) >= unbounded.low)
    value.number = {unbounded.low, step(fact, high, -infinity)};
  if (percent(10)) value.number = {unbounded.low, high};
  if (percent(10)) value.number = {low, unbounded.high};
}

void RandomCases::write_instances(JsonWriter& json, Subject subject, const RandomCase& made) const {
  json.key(subject == Subject::lead ? "the leads" : "the sides");
  json.begin_array();
  for (int instance = 0; instance < made.values.count(subject); ++instance) {
    json.begin_object();
    for (std::size_t i = 0; i < knowledge_.facts.size(); ++i) {
      const auto& fact = knowledge_.facts[i];
      if (fact.of != subject) continue;
      json.key(guideline::elm_element(fact));
      write_value(json, fact, made.values.of(static_cast<int>(i), instance));
    }
    json.end_object();
  }
  json.end_array();
}

void RandomCases::write_parameters(JsonWriter& json, const RandomCase& made) const {
  json.begin_object();
  for (std::size_t i = 0; i < knowledge_.facts.size(); ++i) {
    const auto& fact = knowledge_.facts[i];
    if (fact.of != Subject::patient || !says_something(fact, made.values.of(static_cast<int>(i)))) continue;
    json.key(fact.id);
    write_value(json, fact, made.values.of(static_cast<int>(i)));
  }
  if (made.values.count(Subject::lead) > 0) write_instances(json, Subject::lead, made);
  if (made.values.count(Subject::side) > 0) write_instances(json, Subject::side, made);
  for (std::size_t i = 0; i < made.readings.size(); ++i) {
    const auto& reading = knowledge_.readings[i];
    if (made.readings[i] == reading.default_option) continue;
    json.key(knowledge_.guidelines[static_cast<std::size_t>(reading.guideline)].id + ":reading." + reading.id);
    json.text(reading.options[static_cast<std::size_t>(made.readings[i])]);
  }
  json.end_object();
}

}  // namespace lossa::differential
