// SPDX-License-Identifier: Apache-2.0
// What calls for a look at a carrier of a device beyond the criteria: growth that has no name yet, and antibiotics that
// nobody has said the cause of.
#include <algorithm>

#include <lossa/base/date.hpp>

#include "culture.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

/// May it turn out to be one of the group, once somebody names the species?
Truth may_become(const Inquiry& inquiry, const model::Culture& culture) {
  const auto& organisms = inquiry.library.organisms;
  return Truth::of(culture.organism.empty() ||
                   organisms.membership(culture.organism, inquiry.word("organisms")).is_unknown());
}

/// Growth in blood whose species nobody has named, and that may be of the group.
Found blood_unnamed(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : blood_cultures(inquiry)) {
    const auto& culture = seen->as<model::Culture>();
    const auto growth = growth_of(culture);
    if (growth == Growth::grew) gathered.add(may_become(inquiry, culture), *seen);
    if (growth == Growth::read_without) gathered.add(Truth::no(), *seen);
    if (growth == Growth::awaited) gathered.add(Truth::unknown(Reason::awaited), *seen);
  }
  return gathered.any();
}

bool is_unexplained(const model::Treatment& treatment) {
  const bool antimicrobial = treatment.what == "antibiotic" || treatment.what == "antifungal";
  return antimicrobial && !treatment.cause_stated.value_or(Truth()).is_yes();
}

/// Prescriptions that begin within this many days of the one before are taken as one course. A proposal.
constexpr double one_course_days = 14;

bool begins_another(const Seen* before, const Seen& seen) {
  if (before == nullptr) return true;
  if (!before->at.date || !seen.at.date) return false;  // what is not dated may be the same course
  return days_between(*before->at.date, *seen.at.date).low > one_course_days;
}

/// How many courses are recorded for which no cause is.
Found antibiotic_courses(const Inquiry& inquiry) {
  Found found;
  double courses = 0;
  const Seen* last = nullptr;
  for (const auto* seen : inquiry.entries<model::Treatment>()) {
    if (!is_unexplained(seen->as<model::Treatment>())) continue;
    if (begins_another(last, *seen)) courses += 1;
    last = seen;
    note(found.evidence, *seen);
    found.value.since = later_of(found.value.since, seen->since);
  }
  if (last == nullptr) return {};
  found.value.number = Interval<double>::exactly(courses);
  return found;
}

}  // namespace

std::vector<Rule> signal_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument group{.name = "organisms", .words = Argument::Words::organism_group};
  return {{.name = "blood_unnamed", .of = patient, .gives = truth, .arguments = {group}, .find = blood_unnamed},
          {.name = "antibiotic_courses", .of = patient, .gives = number, .find = antibiotic_courses}};
}

}  // namespace lossa::assessment
