// SPDX-License-Identifier: Apache-2.0
// What scores of the risk of an extraction ask of the leads that are to come out.
#include <algorithm>
#include <limits>
#include <optional>

#include "age.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

/// Stated of the lead; else yes once it is decided that the system is to come out.
Found is_to_come_out(const Inquiry& inquiry, const LeadRecord& lead) {
  Gathered gathered;
  const auto stated = lead.seen == nullptr ? model::Finding{} : lead.seen->as<model::Lead>().target;
  if (stated.has_value()) gathered.add(*stated, *lead.seen);
  if (stated.has_value() && !stated->is_unknown()) return gathered.any();
  for (const auto* seen : inquiry.entries<model::Decision>()) {
    const auto& decision = seen->as<model::Decision>();
    if (decision.what == "remove_system" && decision.present.value_or(Truth::yes()).is_yes())
      gathered.add(Truth::yes(), *seen);
  }
  return gathered.any();
}

Found lead_to_come_out(const Inquiry& inquiry) {
  return is_to_come_out(inquiry, inquiry.system.leads()[static_cast<std::size_t>(inquiry.instance)]);
}

/// Adds what was found of one lead to the time and the evidence of a number.
void add_basis(const Found& part, const LeadRecord& lead, Found& found) {
  found.value.since = later_of(found.value.since, part.value.since);
  note(found.evidence, part.evidence);
  if (lead.seen != nullptr) note(found.evidence, *lead.seen);
}

Found leads_to_come_out(const Inquiry& inquiry) {
  if (inquiry.system.leads().empty()) return {};
  Found found;
  found.value.number = Interval<double>::exactly(0);
  for (const auto& lead : inquiry.system.leads()) {
    const auto one = is_to_come_out(inquiry, lead);
    const double most = lead.seen == nullptr ? no_limit : 1;  // nobody has recorded how many they are
    if (one.value.truth.is_yes()) found.value.number.low += 1;
    if (!one.value.truth.is_no()) found.value.number.high += most;
    add_basis(one, lead, found);
  }
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  return found;
}

Interval<double> age_of(const Inquiry& inquiry, const LeadRecord& lead) {
  if (lead.seen == nullptr) return {.low = 0, .high = no_limit};
  const auto& implanted = lead.seen->as<model::Lead>().implanted;
  if (!implanted.has_value()) return {.low = 0, .high = no_limit};
  return years_passed(inquiry.view.moment(implanted), inquiry.view.now());
}

Found oldest_lead_to_come_out(const Inquiry& inquiry) {
  Found found;
  std::optional<Interval<double>> oldest;
  for (const auto& lead : inquiry.system.leads()) {
    const auto one = is_to_come_out(inquiry, lead);
    if (one.value.truth.is_no()) continue;
    const auto age = age_of(inquiry, lead);
    const double at_least = one.value.truth.is_yes() ? age.low : 0;
    oldest = {.low = std::max(oldest ? oldest->low : 0, at_least),
              .high = std::max(oldest ? oldest->high : 0, age.high)};
    add_basis(one, lead, found);
  }
  if (!oldest) return {};
  found.value.number = *oldest;
  if (!oldest->is_exact()) found.value.reason = Reason::unclear;
  return found;
}

}  // namespace

std::vector<Rule> score_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  return {{.name = "lead_to_come_out", .of = lead, .gives = truth, .find = lead_to_come_out},
          {.name = "leads_to_come_out", .of = patient, .gives = number, .find = leads_to_come_out},
          {.name = "oldest_lead_to_come_out", .of = patient, .gives = number, .find = oldest_lead_to_come_out}};
}

}  // namespace lossa::assessment
