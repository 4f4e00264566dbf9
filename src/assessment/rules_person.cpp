// SPDX-License-Identifier: Apache-2.0
// The patient's age, and ages in general.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include <lossa/base/date.hpp>

#include "age.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

double years_in(const Duration& distance) {
  switch (distance.unit) {
    case Duration::Unit::minutes:
      return distance.count / (365.25 * 24 * 60);
    case Duration::Unit::hours:
      return distance.count / (365.25 * 24);
    case Duration::Unit::days:
      return distance.count / 365.25;
    case Duration::Unit::weeks:
      return distance.count * 7 / 365.25;
    case Duration::Unit::months:
      return distance.count / 12;
    case Duration::Unit::years:
      return distance.count;
  }
  contract_violated(std::source_location::current());
}

/// The age once given, with the birthdays since.
Interval<double> grown_older(const Interval<double>& age, const std::optional<Date>& then,
                             const std::optional<Date>& now) {
  if (!then.has_value() || !now.has_value() || *then == *now) return age;
  const auto years = years_between(*then, *now);
  if (years.high < 1.0 / 365) return age;
  return {.low = age.low + std::floor(std::max(0.0, years.low)), .high = age.high + std::ceil(years.high)};
}

/// Completed years of one who was born some time in the year, or in one of the years.
std::optional<Interval<double>> age_of_birth_year(const Interval<double>& year, const std::optional<Date>& now) {
  const auto born = [](double number) { return Date::parse(std::to_string(static_cast<int>(number))); };
  const auto first = born(year.low);
  const auto last = born(year.high);
  if (!now.has_value() || !first.has_value() || !last.has_value()) return std::nullopt;
  return Interval<double>{.low = std::max(0.0, std::floor(years_between(*last, *now).low)),
                          .high = std::max(0.0, std::floor(years_between(*first, *now).high))};
}

std::optional<Interval<double>> age_said_by(const Seen& seen, const std::optional<Date>& now) {
  const auto& person = seen.as<model::Person>();
  if (person.age_years.has_value()) return grown_older(person.age_years->value, seen.at.date, now);
  return person.birth_year.has_value() ? age_of_birth_year(person.birth_year->value, now) : std::nullopt;
}

/// By the latest age; a year of birth serves where no age is given.
Found patient_age(const Inquiry& inquiry) {
  const Seen* latest = nullptr;
  for (const auto* seen : inquiry.entries<model::Person>()) {
    const auto& person = seen->as<model::Person>();
    if (person.age_years.has_value() || (person.birth_year.has_value() && latest == nullptr)) latest = seen;
  }
  if (latest == nullptr) return {};
  const auto age = age_said_by(*latest, inquiry.view.now().date);
  if (!age.has_value()) return {};
  Found found{.value = says(*latest, *age).value, .evidence = {}};
  if (!age->is_exact()) found.value.reason = Reason::unclear;
  note(found.evidence, *latest);
  return found;
}

}  // namespace

Interval<double> years_passed(const model::Moment& from, const model::Moment& to) {
  if (from.date.has_value() && to.date.has_value()) {
    const auto years = years_between(*from.date, *to.date);
    return {.low = std::max(0.0, years.low), .high = std::max(0.0, years.high)};
  }
  if (from.anchor < 0 || to.anchor < from.anchor) return {.low = 0, .high = no_limit};
  const double at_least = std::max(0.0, years_in(to.distance) - years_in(from.distance));
  if (from.anchor == to.anchor) return Interval<double>::exactly(at_least);
  // A later anchor; told as before it, the time may lie anywhere.
  if (to.distance.count < 0) return {.low = 0, .high = no_limit};
  return {.low = at_least, .high = no_limit};
}

std::vector<Rule> person_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  return {{.name = "patient_age", .of = patient, .gives = number, .find = patient_age}};
}

}  // namespace lossa::assessment
