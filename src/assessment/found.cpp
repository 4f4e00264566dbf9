// SPDX-License-Identifier: Apache-2.0
#include "found.hpp"

#include <algorithm>
#include <bit>
#include <optional>

namespace lossa::assessment {
namespace {

using guideline::Fact;
using guideline::FactType;
using guideline::Resolve;
using guideline::Since;
using guideline::Value;

bool is_said(const Fact& fact, const Value& value) {
  if (fact.type == FactType::truth) return !value.truth.is_unknown();
  return value.reason == Reason::not_asked;
}

Reason reason_of(const Fact& fact, const Value& value) {
  return fact.type == FactType::truth ? value.truth.reason() : value.reason;
}

bool agree(const Fact& fact, const Value& a, const Value& b) {
  switch (fact.type) {
    case FactType::truth:
      return a.truth == b.truth;
    case FactType::category:
      return a.possible == b.possible;
    case FactType::number:
    case FactType::date:
      return a.number == b.number;
  }
  contract_violated(std::source_location::current());
}

Value worse(const Fact& fact, const Value& a, const Value& b) {
  switch (fact.type) {
    case FactType::truth:
      return b.truth.is_yes() ? b : a;
    case FactType::category:
      return std::bit_width(a.possible) < std::bit_width(b.possible) ? b : a;
    case FactType::number:
    case FactType::date: {
      Value both = a;
      both.number = {.low = std::max(a.number.low, b.number.low), .high = std::max(a.number.high, b.number.high)};
      return both;
    }
  }
  contract_violated(std::source_location::current());
}

Value unknown(Reason reason) {
  Value value;
  value.truth = Truth::unknown(reason);
  value.reason = reason;
  return value;
}

using Pointers = std::vector<const Statement*>;

bool same_time(const CaseView& view, const Statement& a, const Statement& b) {
  const auto& line = view.timeline();
  return !line.sorts_before(a.seen->at, b.seen->at) && !line.sorts_before(b.seen->at, a.seen->at);
}

/// Since the first entry after which every one says the same as the last.
Since since_unbroken(const Fact& fact, const Pointers& said, const Value& value) {
  Since since = said.back()->seen->since;
  for (auto it = said.rbegin(); it != said.rend() && agree(fact, (*it)->value, value); ++it)
    if ((*it)->seen->since.order < since.order) since = (*it)->seen->since;
  return since;
}

Since since_first(const Fact& fact, const Pointers& said, const Value& value) {
  std::optional<Since> since;
  for (const auto* one : said)
    if (agree(fact, one->value, value) && (!since || one->seen->since.order < since->order)) since = one->seen->since;
  return since.value_or(said.back()->seen->since);
}

Found latest(const CaseView& view, const Fact& fact, const Pointers& said) {
  Found found{.value = said.back()->value, .evidence = {}};
  for (const auto* one : said) {
    if (!same_time(view, *one, *said.back())) continue;
    found.evidence.conflict |= !agree(fact, one->value, said.back()->value);
    found.value = worse(fact, found.value, one->value);
    note(found.evidence, *one->seen);
  }
  found.value.since = found.evidence.conflict ? said.back()->seen->since : since_unbroken(fact, said, found.value);
  return found;
}

/// The worst of all, on all of them.
Found of_all(const Fact& fact, const Pointers& said) {
  Found found{.value = said.front()->value, .evidence = {}};
  for (const auto* one : said) {
    found.evidence.conflict |= !agree(fact, one->value, said.front()->value);
    found.value = worse(fact, found.value, one->value);
    note(found.evidence, *one->seen);
  }
  found.value.since = since_first(fact, said, found.value);
  return found;
}

/// Of numbers only those that may be the highest bear the answer: lower ones beside them are no conflict.
Found worst(const Fact& fact, const Pointers& said) {
  Found found = of_all(fact, said);
  if (fact.type != FactType::number) return found;
  found.evidence = {};
  for (const auto* one : said)
    if (one->value.number.high >= found.value.number.low) note(found.evidence, *one->seen);
  return found;
}

Found conflict(const Fact& fact, const Pointers& said) {
  Found found = of_all(fact, said);
  if (found.evidence.conflict) {
    found.value = unknown(Reason::unclear);
    found.value.since = said.back()->seen->since;
  }
  return found;
}

/// A yes stands; a no does not while something that could turn it is awaited or was unclear.
bool is_open(const Statement& one) {
  const auto reason = one.value.truth.reason();
  return one.value.truth.is_unknown() && (reason == Reason::awaited || reason == Reason::unclear);
}

Statement statement(const Seen& seen) {
  Statement one{.seen = &seen, .value = {}};
  one.value.since = seen.since;
  return one;
}

}  // namespace

Statement says(const Seen& seen, Truth truth) {
  auto one = statement(seen);
  one.value.truth = truth;
  one.value.reason = truth.reason();
  return one;
}

Statement says(const Seen& seen, Interval<double> number) {
  auto one = statement(seen);
  one.value.number = number;
  return one;
}

Statement says_category(const Seen& seen, int index) {
  auto one = statement(seen);
  one.value.possible = std::uint64_t{1} << index;
  return one;
}

Statement says_date(const Seen& seen, const model::Moment& moment) {
  auto one = statement(seen);
  if (moment.date.has_value()) {
    const auto minutes = moment.date->minutes();
    one.value.number = {.low = static_cast<double>(minutes.low), .high = static_cast<double>(minutes.high)};
  }
  return one;
}

Found resolve(const CaseView& view, const Fact& fact, std::span<const Statement> statements) {
  Pointers said;
  Found open{.value = unknown(Reason::not_asked), .evidence = {}};
  for (const auto& one : statements) {
    if (is_said(fact, one.value)) {
      said.push_back(&one);
      continue;
    }
    note(open.evidence, *one.seen);
    if (const auto reason = reason_of(fact, one.value); open.value.reason <= reason) {
      open.value = unknown(reason);
      open.value.since = one.seen->since;
    }
  }
  if (said.empty()) return open;
  switch (fact.resolve) {
    case Resolve::latest:
      return latest(view, fact, said);
    case Resolve::worst: {
      auto found = worst(fact, said);
      const bool may_turn = fact.type == FactType::truth && found.value.truth.is_no();
      if (!may_turn || std::ranges::none_of(statements, is_open)) return found;
      note(open.evidence, found.evidence);
      return open;
    }
    case Resolve::conflict:
      return conflict(fact, said);
  }
  contract_violated(std::source_location::current());
}

void Gathered::add(Truth truth, const Seen& seen) {
  Found found;
  found.value.truth = truth;
  found.value.since = seen.since;
  note(found.evidence, seen);
  parts_.push_back(std::move(found));
}

void Gathered::add(const Found& found) { parts_.push_back(found); }

Found Gathered::any() const {
  Found all;
  std::optional<Truth> truth;
  for (const auto& part : parts_) {
    truth = truth ? *truth | part.value.truth : part.value.truth;
    note(all.evidence, part.evidence);
  }
  all.value.truth = truth.value_or(Truth());
  // A yes is known since the first that said so, a no since the last.
  bool is_first = true;
  for (const auto& part : parts_) {
    const auto& since = part.value.since;
    if (part.value.truth != all.value.truth) continue;
    const bool replaces =
        all.value.truth.is_yes() ? since.order < all.value.since.order : since.order > all.value.since.order;
    if (is_first || replaces) all.value.since = since;
    is_first = false;
  }
  return all;
}

Found negated(Found found) {
  found.value.truth = !found.value.truth;
  return found;
}

void note(Evidence& evidence, const Seen& seen) {
  if (std::ranges::find(evidence.entries, seen.entry->id) == evidence.entries.end())
    evidence.entries.push_back(seen.entry->id);
}

void note(Evidence& evidence, const Evidence& more) {
  for (const auto& id : more.entries)
    if (std::ranges::find(evidence.entries, id) == evidence.entries.end()) evidence.entries.push_back(id);
  evidence.conflict |= more.conflict;
}

Since later_of(const Since& a, const Since& b) { return a.order < b.order ? b : a; }

}  // namespace lossa::assessment
