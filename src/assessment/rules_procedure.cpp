// SPDX-License-Identifier: Apache-2.0
// What a procedure did to each lead, and whether one is planned.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <lossa/base/date.hpp>

#include "age.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr double days_a_year = 365.25;
constexpr std::array<std::string_view, 2> implant_tools = {"standard_stylet", "manual_traction"};

bool is_done(const model::Procedure& procedure) { return procedure.done.value_or(Truth()).is_yes(); }

/// One procedure's word on the lead asked about.
struct Worked {
  const Seen* seen = nullptr;
  const model::LeadResult* result = nullptr;
};

const LeadRecord& lead_of(const Inquiry& inquiry) {
  return inquiry.system.leads()[static_cast<std::size_t>(inquiry.instance)];
}

/// Every procedure that names the lead, done or not, by time.
std::vector<Worked> procedures_on_lead(const Inquiry& inquiry) {
  std::vector<Worked> worked;
  const auto& lead = lead_of(inquiry);
  if (lead.seen == nullptr) return worked;
  for (const auto* seen : inquiry.entries<model::Procedure>())
    for (const auto& result : seen->as<model::Procedure>().leads)
      if (result.lead == lead.seen->entry->id) worked.push_back({seen, &result});
  return worked;
}

std::vector<Worked> done_on_lead(const Inquiry& inquiry) {
  auto worked = procedures_on_lead(inquiry);
  std::erase_if(worked, [](const Worked& one) { return !is_done(one.seen->as<model::Procedure>()); });
  return worked;
}

/// The removal of the whole system that found the lead in place; it need not name the lead. Null if there is none.
const Seen* system_removal_of_lead(const Inquiry& inquiry) {
  const auto& lead = lead_of(inquiry);
  if (lead.seen == nullptr) return nullptr;
  const auto& record = lead.seen->as<model::Lead>();
  for (const auto* seen : inquiry.entries<model::Procedure>()) {
    const auto& procedure = seen->as<model::Procedure>();
    if (procedure.what != "system_removal" || !is_done(procedure)) continue;
    const bool came_later = record.implanted.has_value() && inquiry.view.happened(record.implanted, seen->at).is_no();
    if (!came_later) return seen;
  }
  return nullptr;
}

Found lead_targeted(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto& one : procedures_on_lead(inquiry)) gathered.add(Truth::yes(), *one.seen);
  if (const auto* removal = system_removal_of_lead(inquiry)) gathered.add(Truth::yes(), *removal);
  const auto& lead = lead_of(inquiry);
  if (lead.seen != nullptr) gathered.add(lead.seen->as<model::Lead>().target.value_or(Truth()), *lead.seen);
  return gathered.any();
}

/// Until it came out, was worked on for the last time, or now.
model::Moment end_of_dwell(const Inquiry& inquiry, Evidence& evidence) {
  const auto worked = done_on_lead(inquiry);
  const auto* last = worked.empty() ? system_removal_of_lead(inquiry) : worked.back().seen;
  if (last != nullptr) {
    note(evidence, *last);
    return last->at;
  }
  const auto& removed = lead_of(inquiry).seen->as<model::Lead>().removed;
  return inquiry.view.happened(removed).is_yes() ? inquiry.view.moment(removed) : inquiry.view.now();
}

Interval<double> days_passed(const model::Moment& from, const model::Moment& to) {
  if (from.date.has_value() && to.date.has_value()) {
    const auto days = days_between(*from.date, *to.date);
    return {.low = std::max(0.0, days.low), .high = std::max(0.0, days.high)};
  }
  const auto years = years_passed(from, to);
  return {.low = years.low * days_a_year, .high = years.high * days_a_year};
}

Found lead_dwell(const Inquiry& inquiry) {
  const auto& lead = lead_of(inquiry);
  if (lead.seen == nullptr || !lead.seen->as<model::Lead>().implanted.has_value()) return {};
  Found found;
  note(found.evidence, *lead.seen);
  const auto end = end_of_dwell(inquiry, found.evidence);
  const auto start = inquiry.view.moment(lead.seen->as<model::Lead>().implanted);
  found.value = says(*lead.seen, days_passed(start, end)).value;
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  return found;
}

/// Of one procedure: a tool beyond those of implantation shows itself; that there was none has to be said.
Truth used_more(const model::LeadResult& result) {
  const bool shown = std::ranges::any_of(result.tools, [](const std::string& tool) {
    return std::ranges::find(implant_tools, tool) == implant_tools.end();
  });
  return shown ? Truth::yes() : result.beyond_implant_tools.value_or(Truth());
}

Found lead_tools(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto& one : done_on_lead(inquiry)) gathered.add(used_more(*one.result), *one.seen);
  return gathered.any();
}

std::uint64_t bit_of(const Inquiry& inquiry, std::string_view value) {
  const auto& values = inquiry.fact.values;
  const auto found = std::ranges::find(values, value);
  return found == values.end() ? 0 : std::uint64_t{1} << (found - values.begin());
}

/// By the word. "Removed" does not say whether all of it came; without a word the length decides.
std::uint64_t said_outcome(const Inquiry& inquiry, const std::string& word) {
  if (word.empty() || word == "removed") return bit_of(inquiry, "complete") | bit_of(inquiry, "partial");
  return bit_of(inquiry, word);
}

/// By the length left behind: none is complete; some is partly removed, or not at all.
std::uint64_t measured_outcome(const Inquiry& inquiry, const model::OptionalNumber& remnant) {
  if (!remnant.has_value()) return ~std::uint64_t{0};
  const auto left = bit_of(inquiry, "partial") | bit_of(inquiry, "failed");
  if (remnant->value.low > 0) return left;
  return remnant->value.high > 0 ? left | bit_of(inquiry, "complete") : bit_of(inquiry, "complete");
}

/// The latest word on the lead; a word and a length that contradict each other leave both open.
Found lead_outcome(const Inquiry& inquiry) {
  const auto worked = done_on_lead(inquiry);
  if (worked.empty()) return {};
  const auto& [seen, result] = worked.back();
  if (result->result.empty() && !result->remnant_mm.has_value()) return {};
  Found found;
  note(found.evidence, *seen);
  const auto said = said_outcome(inquiry, result->result);
  const auto measured = measured_outcome(inquiry, result->remnant_mm);
  found.evidence.conflict = (said & measured) == 0;
  found.value.possible = found.evidence.conflict ? said | measured : said & measured;
  found.value.since = seen->since;
  const bool is_one = (found.value.possible & (found.value.possible - 1)) == 0;
  if (!is_one) found.value.reason = Reason::unclear;
  return found;
}

Found lead_remnant(const Inquiry& inquiry) {
  const auto worked = done_on_lead(inquiry);
  if (worked.empty()) return {};
  const auto& [seen, result] = worked.back();
  const bool is_whole = result->result == "complete" && !result->remnant_mm.has_value();
  if (!is_whole && !result->remnant_mm.has_value()) return {};
  Found found{.value = says(*seen, is_whole ? Interval<double>::exactly(0) : result->remnant_mm->value).value,
              .evidence = {}};
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  note(found.evidence, *seen);
  return found;
}

Found lead_remnant_harms(const Inquiry& inquiry) {
  const auto worked = done_on_lead(inquiry);
  if (worked.empty() || !worked.back().result->remnant_harms.has_value()) return {};
  const auto& [seen, result] = worked.back();
  Found found{.value = says(*seen, *result->remnant_harms).value, .evidence = {}};
  note(found.evidence, *seen);
  return found;
}

// What is said to be no, for conditions that must not rest on silence.
Found lead_not_targeted(const Inquiry& inquiry) { return negated(lead_targeted(inquiry)); }
Found lead_implant_tools(const Inquiry& inquiry) { return negated(lead_tools(inquiry)); }
Found lead_remnant_harmless(const Inquiry& inquiry) { return negated(lead_remnant_harms(inquiry)); }

/// A removal that is recorded and yet to come; without one there is no plan.
Found removal_planned(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Procedure>()) {
    const auto& procedure = seen->as<model::Procedure>();
    const auto done = procedure.done.value_or(Truth::yes());
    if (model::takes_leads_out(procedure) && done.is_unknown() && done.reason() == Reason::awaited)
      gathered.add(Truth::yes(), *seen);
  }
  auto found = gathered.any();
  if (found.value.truth.is_yes()) return found;
  found.value.truth = Truth::no();
  found.value.since = guideline::Since::always();
  return found;
}

}  // namespace

std::vector<Rule> procedure_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  return {{.name = "lead_targeted", .of = lead, .gives = truth, .find = lead_targeted},
          {.name = "lead_not_targeted", .of = lead, .gives = truth, .find = lead_not_targeted},
          {.name = "lead_dwell", .of = lead, .gives = number, .find = lead_dwell},
          {.name = "lead_tools", .of = lead, .gives = truth, .find = lead_tools},
          {.name = "lead_implant_tools", .of = lead, .gives = truth, .find = lead_implant_tools},
          {.name = "lead_outcome", .of = lead, .gives = category, .find = lead_outcome},
          {.name = "lead_remnant", .of = lead, .gives = number, .find = lead_remnant},
          {.name = "lead_remnant_harms", .of = lead, .gives = truth, .find = lead_remnant_harms},
          {.name = "lead_remnant_harmless", .of = lead, .gives = truth, .find = lead_remnant_harmless},
          {.name = "removal_planned", .of = patient, .gives = truth, .find = removal_planned}};
}

}  // namespace lossa::assessment
