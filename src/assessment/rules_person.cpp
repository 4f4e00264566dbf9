// SPDX-License-Identifier: Apache-2.0
// The patient's age, and ages in general.
#include <algorithm>
#include <cmath>
#include <limits>
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
Interval<double> grown_older(const CaseView& view, const Seen& seen, Interval<double> age) {
  if (!seen.at.date.has_value() || !view.now().date.has_value()) return age;
  if (seen.at == view.now()) return age;
  const auto years = years_between(*seen.at.date, *view.now().date);
  if (years.high < 1.0 / 365) return age;
  return {age.low + std::floor(std::max(0.0, years.low)), age.high + std::ceil(years.high)};
}

Found patient_age(const Inquiry& inquiry) {
  const auto& view = inquiry.view;
  const Seen* latest = nullptr;
  for (const auto* seen : inquiry.entries<model::Person>()) {
    const auto& person = seen->as<model::Person>();
    if (person.age_years.has_value() || (person.birth_year.has_value() && latest == nullptr)) latest = seen;
  }
  if (latest == nullptr) return {};
  const auto& person = latest->as<model::Person>();
  Found found;
  note(found.evidence, *latest);
  found.value.since = latest->since;
  if (person.age_years.has_value()) {
    found.value.number = grown_older(view, *latest, person.age_years->value);
  } else {
    const auto& now = view.now().date;
    const auto born = [](double year) { return Date::parse(std::to_string(static_cast<int>(year))); };
    const auto first = born(person.birth_year->value.low);
    const auto last = born(person.birth_year->value.high);
    if (!now.has_value() || !first.has_value() || !last.has_value()) return {};
    const double least = years_between(*last, *now).low;
    const double most = years_between(*first, *now).high;
    found.value.number = {std::max(0.0, std::floor(least)), std::max(0.0, std::floor(most))};
  }
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  return found;
}

}  // namespace

Interval<double> years_passed(const model::Moment& from, const model::Moment& to) {
  if (from.date.has_value() && to.date.has_value()) {
    const auto years = years_between(*from.date, *to.date);
    return {std::max(0.0, years.low), std::max(0.0, years.high)};
  }
  if (from.anchor < 0 || to.anchor < from.anchor) return {0, no_limit};
  const double at_least = std::max(0.0, years_in(to.distance) - years_in(from.distance));
  if (from.anchor == to.anchor) return {at_least, at_least};
  // A later anchor; told as before it, the time may lie anywhere.
  if (to.distance.count < 0) return {0, no_limit};
  return {at_least, no_limit};
}

std::vector<Rule> person_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  return {{.name = "patient_age", .of = patient, .gives = number, .find = patient_age}};
}

}  // namespace lossa::assessment
