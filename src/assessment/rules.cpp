// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rule.hpp"

namespace lossa::assessment {
namespace {

const std::vector<Rule>& all_rules() {
  static const auto rules = [] {
    std::vector<Rule> all;
    for (const auto& part : {finding_rules(), blood_rules(), culture_rules(), device_rules(), person_rules(),
                             side_rules(), score_rules(), procedure_rules(), complication_rules(), readiness_rules(),
                             endocarditis_rules(), treatment_rules(), signal_rules()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return rules;
}

}  // namespace

std::span<const std::string> Inquiry::words(std::string_view argument) const {
  if (!fact.from.has_value()) return {};
  for (const auto& [name, given] : fact.from->arguments)
    if (name == argument) return given;
  return {};
}

std::string_view Inquiry::word(std::string_view argument) const {
  const auto given = words(argument);
  return given.empty() ? std::string_view() : std::string_view(given.front());
}

bool Inquiry::names(std::string_view argument, std::string_view word) const {
  return std::ranges::find(words(argument), word) != words(argument).end();
}

const Rule* find_rule(std::string_view name) {
  const auto found = std::ranges::find(all_rules(), name, &Rule::name);
  return found == all_rules().end() ? nullptr : &*found;
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const auto& rule : all_rules()) names.emplace_back(rule.name);
  return names;
}

}  // namespace lossa::assessment
