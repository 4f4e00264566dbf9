// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "found.hpp"
#include "system.hpp"

namespace lossa::assessment {

/// What a rule is asked: one fact of one subject in one case.
struct Inquiry {
  const Library& library;
  const CaseView& view;
  const System& system;
  const guideline::Fact& fact;
  int instance = 0;                    ///< lead or side; 0 for the case
  std::span<const Found> inputs = {};  ///< of the facts that the rule starts from

  /// An argument of the rule; empty if it is not given.
  [[nodiscard]] std::span<const std::string> words(std::string_view argument) const;
  [[nodiscard]] std::string_view word(std::string_view argument) const;
  [[nodiscard]] bool names(std::string_view argument, std::string_view word) const;

  /// The entries of a kind within the fact's window.
  template <typename Kind>
  [[nodiscard]] std::vector<const Seen*> entries() const {
    std::vector<const Seen*> within;
    for (const auto& seen : view.of<Kind>())
      if (view.is_within(fact.window, seen)) within.push_back(&seen);
    return within;
  }
};

/// What the words of an argument must be.
struct Argument {
  enum class Words {
    listed,           ///< one of `of`
    field,            ///< a word of the field `of[1]` of the kind `of[0]`
    field_of_kind,    ///< a word of the field `of[0]` of the kind that the argument `kind` names
    kind,             ///< a kind of entry
    finding_of_kind,  ///< a finding field of the kind that the argument `kind` names
    organism_group,   ///< a group of the organisms
    organism_list,    ///< a list of the organisms
  };
  std::string_view name;
  bool is_required = true;
  Words words = Words::listed;
  std::vector<std::string_view> of = {};
};

/// A rule of docs/formats/fact-rules.md.
struct Rule {
  std::string_view name;
  guideline::Subject of = guideline::Subject::patient;
  guideline::FactType gives = guideline::FactType::truth;
  std::vector<Argument> arguments = {};
  std::vector<std::string_view> inputs = {};  ///< facts, by id
  Found (*find)(const Inquiry&) = nullptr;
};

/// Null if there is none of that name.
const Rule* find_rule(std::string_view name);
std::vector<std::string> rule_names();

// The rules by what they are about; rules.cpp puts them together.
std::vector<Rule> finding_rules();
std::vector<Rule> blood_rules();
std::vector<Rule> culture_rules();
std::vector<Rule> device_rules();
std::vector<Rule> person_rules();
std::vector<Rule> side_rules();
std::vector<Rule> score_rules();
std::vector<Rule> procedure_rules();
std::vector<Rule> complication_rules();
std::vector<Rule> readiness_rules();
std::vector<Rule> endocarditis_rules();
std::vector<Rule> treatment_rules();
std::vector<Rule> signal_rules();

}  // namespace lossa::assessment
