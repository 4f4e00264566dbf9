// SPDX-License-Identifier: Apache-2.0
// Complications: "none recorded" is not "none", unless somebody has recorded that there were none, or that those
// entered are all.
#include <algorithm>
#include <optional>
#include <string_view>

#include <lossa/model/fields.hpp>

#include "finding.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

/// What says that nothing else happened; unknown where nobody has said so.
Found list_is_closed(const Inquiry& inquiry) {
  const Seen* closing = nullptr;
  for (const auto* seen : inquiry.entries<model::Procedure>()) {
    const auto& procedure = seen->as<model::Procedure>();
    if (procedure.done.value_or(Truth()).is_yes()) closing = procedure.complications.empty() ? nullptr : seen;
  }
  if (closing == nullptr) return {};
  Found found{.value = says(*closing, Truth::no()).value, .evidence = {}};
  note(found.evidence, *closing);
  return found;
}

Truth took_one_of(const Inquiry& inquiry, std::string_view argument, const model::Complication& complication) {
  if (complication.intervention.empty()) return {};
  return Truth::of(
      std::ranges::any_of(complication.intervention, [&](const auto& word) { return inquiry.names(argument, word); }));
}

Truth finding_of(const Seen& seen, std::string_view field) {
  const auto value = model::field_value(*seen.entry, field);
  const auto* truth = std::get_if<Truth>(&value);
  return truth == nullptr ? Truth() : *truth;
}

/// Was it there, and did it take what the fact asks for?
Truth fulfils(const Inquiry& inquiry, const Seen& seen) {
  const auto& complication = seen.as<model::Complication>();
  auto truth = presence(*seen.entry);
  if (!inquiry.words("intervention").empty()) truth = truth & took_one_of(inquiry, "intervention", complication);
  if (!inquiry.words("without").empty()) truth = truth & !took_one_of(inquiry, "without", complication);
  if (const auto field = inquiry.word("yes"); !field.empty()) truth = truth & finding_of(seen, field);
  if (const auto field = inquiry.word("no"); !field.empty()) truth = truth & !finding_of(seen, field);
  // Called so is what is called so.
  if (const auto called = inquiry.word("severity"); !called.empty())
    truth = truth & Truth::of(complication.severity == called);
  return truth;
}

/// Of one kind of complication; without an entry of it the closed list answers.
Found one_kind(const Inquiry& inquiry, std::string_view what) {
  Gathered gathered;
  bool is_recorded = false;
  for (const auto* seen : inquiry.entries<model::Complication>()) {
    if (seen->as<model::Complication>().what != what) continue;
    is_recorded = true;
    gathered.add(fulfils(inquiry, *seen), *seen);
  }
  return is_recorded ? gathered.any() : list_is_closed(inquiry);
}

Found complication(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto& what : inquiry.words("what")) gathered.add(one_kind(inquiry, what));
  if (!inquiry.words("what").empty()) return gathered.any();
  for (const auto* seen : inquiry.entries<model::Complication>()) gathered.add(fulfils(inquiry, *seen), *seen);
  gathered.add(list_is_closed(inquiry));
  return gathered.any();
}

Found related_death(const Inquiry& inquiry) {
  Gathered gathered;
  bool is_recorded = false;
  for (const auto* seen : inquiry.entries<model::Death>()) {
    is_recorded = true;
    gathered.add(seen->as<model::Death>().related.value_or(Truth()), *seen);
  }
  for (const auto* seen : inquiry.entries<model::Complication>()) {
    const auto& complication = seen->as<model::Complication>();
    if (complication.what != "death") continue;
    is_recorded = true;
    gathered.add(presence(*seen->entry) & complication.procedure_related.value_or(Truth()), *seen);
  }
  return is_recorded ? gathered.any() : list_is_closed(inquiry);
}

// What is said to be no, for conditions that must not rest on silence.
Found no_complication(const Inquiry& inquiry) { return negated(complication(inquiry)); }
Found no_related_death(const Inquiry& inquiry) { return negated(related_death(inquiry)); }

}  // namespace

std::vector<Rule> complication_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  using Words = Argument::Words;
  static constexpr std::string_view kind = "complication";
  const auto of_field = [](std::string_view name, std::string_view field) {
    return Argument{.name = name, .is_required = false, .words = Words::field, .of = {kind, field}};
  };
  const std::vector<std::string_view> findings = {
      "procedure_related", "disabling", "life_threatening", "massive", "haemodynamically_significant",
      "prolonged_stay",    "sequelae"};
  const Argument yes{.name = "yes", .is_required = false, .of = findings};
  const Argument no{.name = "no", .is_required = false, .of = findings};
  const std::vector<Argument> arguments = {of_field("what", "what"),
                                           of_field("intervention", "intervention"),
                                           of_field("without", "intervention"),
                                           of_field("severity", "severity"),
                                           yes,
                                           no};
  return {{.name = "complication", .of = patient, .gives = truth, .arguments = arguments, .find = complication},
          {.name = "no_complication", .of = patient, .gives = truth, .arguments = arguments, .find = no_complication},
          {.name = "related_death", .of = patient, .gives = truth, .find = related_death},
          {.name = "no_related_death", .of = patient, .gives = truth, .find = no_related_death}};
}

}  // namespace lossa::assessment
