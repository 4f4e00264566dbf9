// SPDX-License-Identifier: Apache-2.0
// Who and what is there for a procedure, and who has taken it upon themselves to go ahead without.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rule.hpp"

namespace lossa::assessment {
namespace {

/// Said for a procedure whose day has passed.
bool is_over(const Inquiry& inquiry, const model::Readiness& readiness) {
  if (!readiness.date.has_value()) return false;
  return inquiry.view.timeline().by(inquiry.view.now(), inquiry.view.moment(readiness.date)).is_no();
}

int presence_index(const Inquiry& inquiry, const Seen& seen) {
  const auto& values = inquiry.fact.values;
  const auto found = std::ranges::find(values, seen.as<model::Readiness>().presence);
  return found == values.end() ? static_cast<int>(values.size()) - 1 : static_cast<int>(found - values.begin());
}

/// The best of the persons named at the latest time; of one person who is said to be in two places the worst.
Found best_at_latest(const Inquiry& inquiry, const std::vector<const Seen*>& said) {
  const auto& line = inquiry.view.timeline();
  std::map<std::string, int> of_person;
  Found found;
  for (const auto* seen : said) {
    if (line.sorts_before(seen->at, said.back()->at)) continue;
    const int index = presence_index(inquiry, *seen);
    const auto [person, is_new] = of_person.emplace(seen->as<model::Readiness>().name, index);
    found.evidence.conflict |= person->second != index;
    person->second = std::max(person->second, index);
    note(found.evidence, *seen);
    found.value.since = later_of(found.value.since, seen->since);
  }
  const auto best = std::ranges::min_element(of_person, {}, [](const auto& one) { return one.second; });
  found.value.possible = std::uint64_t{1} << best->second;
  return found;
}

Found readiness(const Inquiry& inquiry) {
  std::vector<const Seen*> said;
  Found over;
  for (const auto* seen : inquiry.entries<model::Readiness>()) {
    const auto& entry = seen->as<model::Readiness>();
    if (!inquiry.names("what", entry.what)) continue;
    if (!is_over(inquiry, entry)) {
      said.push_back(seen);
      continue;
    }
    over.value.reason = Reason::unclear;
    note(over.evidence, *seen);
  }
  return said.empty() ? over : best_at_latest(inquiry, said);
}

/// A waiver is made by being recorded: without an entry there is none.
Found made(const Gathered& gathered) {
  auto found = gathered.any();
  if (found.value.truth.is_yes()) return found;
  found.value.truth = Truth::no();
  found.value.since = guideline::Since::always();
  return found;
}

bool is_signed(const model::Waiver& waiver) { return !waiver.by.empty() && !waiver.reason.empty(); }

bool is_emergency(const model::Waiver& waiver) { return waiver.emergency.value_or(Truth::no()).is_yes(); }

/// By name and with a reason; one without either waives nothing.
Found waived(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Waiver>()) {
    const auto& waiver = seen->as<model::Waiver>();
    if (inquiry.names("what", waiver.what) && is_signed(waiver)) gathered.add(Truth::yes(), *seen);
  }
  return made(gathered);
}

Found emergency_action(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Waiver>())
    if (is_emergency(seen->as<model::Waiver>())) gathered.add(Truth::yes(), *seen);
  return made(gathered);
}

Found reason_owed(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Waiver>())
    if (!is_signed(seen->as<model::Waiver>())) gathered.add(Truth::yes(), *seen);
  return made(gathered);
}

}  // namespace

std::vector<Rule> readiness_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const auto what = [](std::string_view kind) {
    return Argument{.name = "what", .words = Argument::Words::field, .of = {kind, "what"}};
  };
  return {{.name = "readiness", .of = patient, .gives = category, .arguments = {what("readiness")}, .find = readiness},
          {.name = "waived", .of = patient, .gives = truth, .arguments = {what("waiver")}, .find = waived},
          {.name = "emergency_action", .of = patient, .gives = truth, .find = emergency_action},
          {.name = "reason_owed", .of = patient, .gives = truth, .find = reason_owed}};
}

}  // namespace lossa::assessment
