// SPDX-License-Identifier: Apache-2.0
// Facts that are one field of one kind of entry.
#include <algorithm>
#include <optional>
#include <type_traits>

#include <lossa/model/fields.hpp>

#include "finding.hpp"
#include "origins.hpp"

namespace lossa::assessment {
namespace {

using guideline::FactOrigin;
using guideline::FactType;
using Words = std::vector<std::string>;

bool contains(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

/// Does the field have one of the words? Absent, it matches only where absent means the pocket of the device in place.
bool field_matches(const model::Entry& entry, const std::string& field, const Words& words) {
  const auto value = model::field_value(entry, field);
  if (const auto* word = std::get_if<std::string>(&value)) return contains(words, *word);
  if (const auto* list = std::get_if<Words>(&value))
    return std::ranges::any_of(*list, [&](const std::string& word) { return contains(words, word); });
  if (const auto* truth = std::get_if<Truth>(&value)) return contains(words, to_string(*truth));
  return std::holds_alternative<std::monostate>(value) &&
         (field == "device" || (field == "site" && contains(words, "pocket")));
}

bool matches(const model::Entry& entry, const guideline::WordLists& where) {
  return std::ranges::all_of(where, [&](const auto& test) { return field_matches(entry, test.first, test.second); });
}

/// The entries that a fact of a lead may rest on: the lead's own, and those that name it.
bool is_about(const Seen& seen, const LeadRecord& lead) {
  if (lead.seen == nullptr) return false;
  if (std::holds_alternative<model::Lead>(seen.entry->content)) return seen.entry == lead.seen->entry;
  const auto named = model::field_value(*seen.entry, "lead");
  const auto* id = std::get_if<std::string>(&named);
  return id != nullptr && *id == lead.seen->entry->id;
}

/// `now` takes of devices those in place.
bool is_in_place(const Inquiry& inquiry, const Seen& seen) {
  if (inquiry.fact.window != guideline::Window::now || !std::holds_alternative<model::Device>(seen.entry->content))
    return true;
  const auto* device = inquiry.system.device(seen.entry->id);
  return device == nullptr || !device->in_place.is_no();
}

/// "awaited" and its like stand for an answer that has not come, unless the fact asks for them.
std::optional<Truth> unknown_word(const std::string& word, const FactOrigin& from) {
  if (contains(from.is, word)) return std::nullopt;
  const auto reason = reason_from(word);
  return reason.has_value() ? std::optional(Truth::unknown(*reason)) : std::nullopt;
}

std::optional<Statement> truth_of(const Seen& seen, const model::FieldValue& value, const FactOrigin& from) {
  if (const auto* truth = std::get_if<Truth>(&value)) return says(seen, *truth);
  if (const auto* list = std::get_if<Words>(&value))
    return contains(*list, from.has) ? std::optional(says(seen, Truth::yes())) : std::nullopt;
  if (const auto* word = std::get_if<std::string>(&value)) {
    if (const auto unknown = unknown_word(*word, from)) return says(seen, *unknown);
    return says(seen, Truth::of(contains(from.is, *word)));
  }
  if (from.field == "present") return says(seen, presence(*seen.entry));
  return std::nullopt;
}

std::optional<Statement> number_of(const Seen& seen, const model::FieldValue& value) {
  if (const auto* lab = std::get_if<model::Lab>(&seen.entry->content)) {
    const auto canonical = model::canonical_value(*lab);
    return canonical.has_value() ? std::optional(says(seen, *canonical)) : std::nullopt;
  }
  if (const auto* number = std::get_if<model::Number>(&value)) return says(seen, number->value);
  if (const auto* list = std::get_if<std::vector<double>>(&value); list != nullptr && !list->empty())
    return says(seen, Interval<double>::exactly(*std::ranges::max_element(*list)));
  return std::nullopt;
}

std::optional<Statement> category_of(const Seen& seen, const model::FieldValue& value, const guideline::Fact& fact) {
  const auto* word = std::get_if<std::string>(&value);
  if (word == nullptr) return std::nullopt;
  const auto found = std::ranges::find(fact.values, *word);
  if (found != fact.values.end()) return says_category(seen, static_cast<int>(found - fact.values.begin()));
  Statement statement{.seen = &seen, .value = {}};
  statement.value.reason = reason_from(*word).value_or(Reason::unclear);
  statement.value.since = seen.since;
  return statement;
}

/// A time that lies ahead is not known by now, though the entry that tells it may be.
std::optional<Statement> date_of(const Inquiry& inquiry, const FactOrigin& from, const Seen& seen) {
  if (from.field == "at") return says_date(seen, seen.at);
  const auto value = model::field_value(*seen.entry, from.field);
  const auto* when = std::get_if<model::When>(&value);
  if (when == nullptr || inquiry.view.happened(*when).is_no()) return std::nullopt;
  return says_date(seen, inquiry.view.moment(*when));
}

std::optional<Statement> statement_of(const Inquiry& inquiry, const FactOrigin& from, const Seen& seen) {
  if (from.exists) {
    const auto there = presence(*seen.entry);
    if (there.is_no()) return std::nullopt;
    return inquiry.fact.type == FactType::truth ? std::optional(says(seen, there)) : std::nullopt;
  }
  const auto value = model::field_value(*seen.entry, from.field);
  switch (inquiry.fact.type) {
    case FactType::truth:
      return truth_of(seen, value, from);
    case FactType::number:
      return number_of(seen, value);
    case FactType::category:
      return category_of(seen, value, inquiry.fact);
    case FactType::date:
      return date_of(inquiry, from, seen);
  }
  contract_violated(std::source_location::current());
}

}  // namespace

Found field_found(const Inquiry& inquiry, const Origin& origin) {
  const auto& fact = inquiry.fact;
  if (!fact.from.has_value()) return {};
  const bool is_of_lead = fact.of == guideline::Subject::lead;
  std::vector<Statement> statements;
  for (const auto& seen : inquiry.view.of_kind(origin.kind)) {
    if (!inquiry.view.is_within(fact.window, seen) || !is_in_place(inquiry, seen)) continue;
    if (is_of_lead && !is_about(seen, inquiry.system.leads()[static_cast<std::size_t>(inquiry.instance)])) continue;
    if (!matches(*seen.entry, fact.from->where)) continue;
    if (const auto statement = statement_of(inquiry, *fact.from, seen)) statements.push_back(*statement);
  }
  return resolve(inquiry.view, fact, statements);
}

}  // namespace lossa::assessment
