// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include <lossa/base/text.hpp>
#include <lossa/model/fields.hpp>

#include "origins.hpp"

namespace lossa::assessment {
namespace {

using guideline::Fact;
using guideline::FactType;
using guideline::Subject;
using model::FieldInfo;
using model::FieldType;
using model::KindInfo;
using Words = std::vector<std::string>;

/// Looks at the `from` of one fact and notes what does not exist.
class Check {
 public:
  Check(const Library& library, const Fact& fact, const guideline::FactOrigin& from, Issues& issues)
      : library_(&library), fact_(&fact), from_(&from), issues_(&issues) {}

  void fields() {
    const auto* kind = model::find_kind(from_->kind);
    if (kind == nullptr)
      return fault("there is no kind of entry '" + from_->kind + "'" + like(from_->kind, kind_names()));
    check_subject(*kind);
    for (const auto& [field, words] : from_->where) check_where(*kind, field, words);
    if (from_->exists) {
      if (!from_->field.empty()) fault("give either field or exists");
      if (fact_->type != FactType::truth) fault("exists makes a truth fact only");
      return;
    }
    if (from_->field == "at") {
      if (fact_->type != FactType::date) fault("the field at makes a date fact only");
      return;
    }
    if (const auto* field = find(*kind, from_->field)) check_field(*field);
  }

  void rule() {
    const auto* rule = find_rule(from_->rule);
    if (rule == nullptr) return fault("there is no rule '" + from_->rule + "'" + like(from_->rule, rule_names()));
    if (rule->of != fact_->of) fault("the rule '" + from_->rule + "' makes no fact of this subject");
    if (rule->gives != fact_->type) fault("the rule '" + from_->rule + "' makes no fact of this type");
    for (const auto& argument : rule->arguments) check_argument(argument);
    Words known;
    for (const auto& argument : rule->arguments) known.emplace_back(argument.name);
    for (const auto& [name, words] : from_->arguments)
      if (std::ranges::find(known, name) == known.end())
        fault("the rule '" + from_->rule + "' has no argument '" + name + "'" + like(name, known));
    for (const auto input : rule->inputs)
      if (library_->knowledge.find_fact(input) < 0)
        fault("the rule '" + from_->rule + "' needs the fact '" + std::string(input) + "'");
  }

 private:
  void fault(std::string message) {
    Place place = fact_->place;
    place.path = fact_->id + ".from";
    issues_->push_back({.severity = Severity::error, .place = std::move(place), .message = std::move(message)});
  }

  static std::string like(std::string_view word, const Words& candidates) {
    const auto best = nearest(word, candidates);
    return best.empty() ? "" : "; did you mean '" + best + "'?";
  }
  static Words kind_names() {
    Words names;
    for (const auto& kind : model::kinds()) names.emplace_back(kind.name);
    return names;
  }
  static Words field_names(const KindInfo& kind) {
    Words names;
    for (const auto& field : kind.fields) names.emplace_back(field.name);
    return names;
  }

  const FieldInfo* find(const KindInfo& kind, std::string_view name) {
    const auto* field = model::find_field(kind, name);
    if (field == nullptr)
      fault("the kind '" + std::string(kind.name) + "' has no field '" + std::string(name) + "'" +
            like(name, field_names(kind)));
    return field;
  }

  void check_subject(const KindInfo& kind) {
    const bool names_lead = kind.name == "lead" || model::find_field(kind, "lead") != nullptr;
    if (fact_->of == Subject::lead && !names_lead) fault("entries of this kind are about no lead");
    if (fact_->of == Subject::side) fault("a fact of a side needs a rule");
  }

  void check_words(std::span<const std::string_view> allowed, const Words& words, std::string_view of) {
    const Words known(allowed.begin(), allowed.end());
    for (const auto& word : words)
      if (std::ranges::find(known, word) == known.end())
        fault("'" + word + "' is no word of " + std::string(of) + like(word, known));
  }

  void check_where(const KindInfo& kind, const std::string& name, const Words& words) {
    const auto* field = find(kind, name);
    if (field == nullptr) return;
    static constexpr std::array<std::string_view, 6> findings = {"yes",      "no",      "not_asked",
                                                                 "not_done", "unclear", "awaited"};
    if (field->type == FieldType::finding)
      check_words(findings, words, name);
    else if (field->type == FieldType::word || field->type == FieldType::words)
      check_field_words(*field, words);
    else
      fault("entries cannot be told apart by the field '" + name + "'");
  }

  /// Organisms are words of another file.
  void check_field_words(const FieldInfo& field, const Words& words) {
    if (!field.words.empty()) return check_words(field.words, words, field.name);
    for (const auto& word : words)
      if (library_->organisms.find(word) == nullptr) fault("'" + word + "' is no organism");
  }

  void check_field(const FieldInfo& field) {
    const bool is_number =
        field.type == FieldType::number || field.type == FieldType::count || field.type == FieldType::numbers;
    const bool fits = (fact_->type == FactType::truth && is_truth(field)) ||
                      (fact_->type == FactType::number && is_number) ||
                      (fact_->type == FactType::category && field.type == FieldType::word) ||
                      (fact_->type == FactType::date && field.type == FieldType::time);
    if (!fits) return fault("the field '" + std::string(field.name) + "' makes no fact of this type");
    check_field_words(field, from_->is);
    if (!from_->has.empty()) check_field_words(field, {from_->has});
    if (fact_->type == FactType::category) check_words(field.words, fact_->values, field.name);
  }

  [[nodiscard]] bool is_truth(const FieldInfo& field) const {
    if (field.type == FieldType::finding) return true;
    if (field.type == FieldType::word) return !from_->is.empty();
    return (field.type == FieldType::words || field.type == FieldType::texts) && !from_->has.empty();
  }

  void check_argument(const Argument& argument) {
    const auto given =
        std::ranges::find_if(from_->arguments, [&](const auto& one) { return one.first == argument.name; });
    if (given == from_->arguments.end()) {
      if (argument.is_required)
        fault("the rule '" + from_->rule + "' needs the argument '" + std::string(argument.name) + "'");
      return;
    }
    switch (argument.words) {
      case Argument::Words::listed:
        return check_words(argument.of, given->second, argument.name);
      case Argument::Words::field:
        return check_words_of(argument.of[0], argument.of[1], given->second);
      case Argument::Words::field_of_kind:
        return check_words_of(word_of("kind"), argument.of[0], given->second);
      case Argument::Words::kind:
        return check_kinds(given->second);
      case Argument::Words::finding_of_kind:
        return check_finding(word_of("kind"), given->second);
      case Argument::Words::organism_group:
        for (const auto& group : given->second)
          if (library_->organisms.find_group(group) == nullptr) fault("'" + group + "' is no group of organisms");
        return;
      case Argument::Words::organism_list:
        for (const auto& list : given->second)
          if (library_->organisms.find_list(list) == nullptr) fault("'" + list + "' is no list of organisms");
        return;
    }
  }

  [[nodiscard]] std::string word_of(std::string_view argument) const {
    for (const auto& [name, words] : from_->arguments)
      if (name == argument && !words.empty()) return words.front();
    return {};
  }

  void check_kinds(const Words& words) {
    for (const auto& word : words)
      if (model::find_kind(word) == nullptr)
        fault("there is no kind of entry '" + word + "'" + like(word, kind_names()));
  }

  void check_finding(std::string_view kind_name, const Words& words) {
    const auto* kind = model::find_kind(kind_name);
    if (kind == nullptr) return;
    for (const auto& word : words) {
      const auto* field = find(*kind, word);
      if (field != nullptr && field->type != FieldType::finding) fault("the field '" + word + "' is no finding");
    }
  }

  void check_words_of(std::string_view kind_name, std::string_view field_name, const Words& words) {
    const auto* kind = model::find_kind(kind_name);
    const auto* field = kind == nullptr ? nullptr : model::find_field(*kind, field_name);
    if (field != nullptr) check_words(field->words, words, field_name);
  }

  const Library* library_;
  const Fact* fact_;
  const guideline::FactOrigin* from_;
  Issues* issues_;
};

}  // namespace

Issues check_origins(const Library& library) {
  Issues issues;
  for (const auto& fact : library.knowledge.facts) {
    const bool only_a_score = fact.from.has_value() && fact.from->kind.empty() && fact.from->rule.empty();
    if (!fact.from.has_value() || only_a_score) continue;
    Check check(library, fact, *fact.from, issues);
    if (fact.from->rule.empty())
      check.fields();
    else
      check.rule();
  }
  return issues;
}

}  // namespace lossa::assessment
