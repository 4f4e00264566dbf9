// SPDX-License-Identifier: Apache-2.0
// What must hold of every case. Cases are made of entries that say one thing each, at few times so that ties happen.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include <lossa/guideline/print.hpp>
#include <lossa/model/codec.hpp>
#include <lossa/model/fields.hpp>

#include "../facts.hpp"
#include "support.hpp"

namespace lossa::assessment {
namespace {

std::vector<std::string> words_of(std::string_view kind, std::string_view field) {
  const auto all = model::find_field(*model::find_kind(kind), field)->words;
  return {all.begin(), all.end()};
}

model::OptionalWhen day(int number) {
  if (number == 0) return std::nullopt;
  return model::parse_when("2021-08-0" + std::to_string(number)).value();
}

model::Finding finding(int number) {
  if (number == 0) return Truth::no();
  return number == 1 ? Truth::yes() : Truth::unknown(Reason::awaited);
}

rc::Gen<model::Entry> signs() {
  return rc::gen::exec([] {
    model::Sign sign{.what = *rc::gen::elementOf(words_of("sign", "what"))};
    sign.present = finding(*rc::gen::inRange(0, 3));
    return model::Entry{.at = day(*rc::gen::inRange(0, 4)), .content = sign};
  });
}

rc::Gen<model::Entry> cultures() {
  return rc::gen::exec([] {
    model::Culture culture{.specimen = *rc::gen::elementOf(words_of("culture", "specimen"))};
    if (*rc::gen::arbitrary<bool>()) culture.specimen = "blood";
    culture.result = *rc::gen::element<std::string>("growth", "no_growth", "awaited", "");
    if (culture.result == "growth")
      culture.organism = *rc::gen::element<std::string>("staphylococcus_aureus", "coagulase_negative_staphylococci",
                                                        "staphylococcus_epidermidis", "other");
    if (*rc::gen::arbitrary<bool>()) culture.sets_positive = model::exactly(*rc::gen::inRange(1, 3));
    return model::Entry{.at = day(*rc::gen::inRange(0, 4)), .content = culture};
  });
}

rc::Gen<model::Entry> systems() {
  return rc::gen::exec([]() -> model::Entry {
    if (*rc::gen::arbitrary<bool>())
      return {.content = model::Lead{.chamber = "rv", .recalled = finding(*rc::gen::inRange(0, 3))}};
    return {.content = model::Device{.type = *rc::gen::elementOf(words_of("device", "type")),
                                     .side = *rc::gen::element<std::string>("", "left", "right")}};
  });
}

std::vector<model::Entry> some_entries() {
  auto entries = *rc::gen::resize(
      8, rc::gen::container<std::vector<model::Entry>>(rc::gen::oneOf(signs(), cultures(), systems())));
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].id = "entry-" + std::to_string(i);
  return entries;
}

model::Case patient_of(std::vector<model::Entry> entries) {
  model::Case patient;
  patient.entries = std::move(entries);
  return patient;
}

Facts facts_at(const model::Case& patient, int last_day) {
  const CaseView view(patient, model::Timeline(patient).moment(day(last_day).value()));
  const System system(view);
  return facts_of(shipped(), shipped().origins, view, system);
}

/// Calls `use` with each fact and instance.
template <typename Use>
void for_each_value(const Facts& facts, Use use) {
  for (std::size_t i = 0; i < shipped().knowledge.facts.size(); ++i) {
    const auto& fact = shipped().knowledge.facts[i];
    for (int instance = 0; instance < facts.values.count(fact.of); ++instance) use(static_cast<int>(i), instance);
  }
}

RC_GTEST_PROP(AssessProperty, TheOrderOfArrivalDoesNotMatter, ()) {
  auto entries = some_entries();
  const auto patient = patient_of(entries);
  std::ranges::reverse(entries);
  const auto reversed = patient_of(entries);
  const auto a = facts_at(patient, 3);
  const auto b = facts_at(reversed, 3);
  for_each_value(a, [&](int fact, int instance) {
    RC_ASSERT(a.values.of(fact, instance) == b.values.of(fact, instance));
    const auto slot = a.values.slot(fact, instance);
    RC_ASSERT(a.evidence[slot].entries == b.evidence[slot].entries);
  });
}

RC_GTEST_PROP(AssessProperty, WhatComesLaterIsNeverUsed, ()) {
  const auto entries = some_entries();
  const auto patient = patient_of(entries);
  auto known = entries;
  std::erase_if(known, [](const model::Entry& entry) { return entry.at.has_value() && *entry.at == *day(3); });
  const auto earlier = patient_of(known);
  const auto a = facts_at(patient, 2);
  const auto b = facts_at(earlier, 2);
  for_each_value(a, [&](int fact, int instance) {
    const auto slot = a.values.slot(fact, instance);
    RC_ASSERT(a.evidence[slot].entries == b.evidence[slot].entries);
    RC_ASSERT(a.values.of(fact, instance).truth == b.values.of(fact, instance).truth);
  });
}

/// Is what `b` may be a part of what `a` may be?
bool narrows(const guideline::Value& a, const guideline::Value& b) {
  const bool truth = a.truth.is_unknown() || a.truth == b.truth;
  const bool number = a.number.low <= b.number.low && b.number.high <= a.number.high;
  return truth && number && (b.possible & ~a.possible) == 0;
}

std::string in_json(const model::Case& patient) {
  std::string all;
  for (const auto& entry : patient.entries) {
    JsonWriter writer;
    model::write_entry(writer, entry);
    all += std::move(writer).finish() + "\n";
  }
  return all;
}

/// Turning what is awaited into an answer.
bool answer(model::Entry& entry, bool positive) {
  if (auto* sign = std::get_if<model::Sign>(&entry.content)) {
    if (!sign->present.has_value() || !sign->present->is_unknown()) return false;
    sign->present = Truth::of(positive);
    return true;
  }
  auto* culture = std::get_if<model::Culture>(&entry.content);
  if (culture == nullptr || culture->result != "awaited") return false;
  culture->result = positive ? "growth" : "no_growth";
  if (positive) culture->organism = "staphylococcus_aureus";
  if (!positive) culture->sets_positive.reset();
  return true;
}

// Facts that ask for the latest word may turn; and a set that first stays without growth only appears.
bool may_turn(const guideline::Fact& fact) {
  return fact.resolve == guideline::Resolve::latest || fact.type == guideline::FactType::date;
}

RC_GTEST_PROP(AssessProperty, AnAnswerThatComesOnlyNarrowsWhatAFactMayBe, ()) {
  auto entries = some_entries();
  const auto before = patient_of(entries);
  const bool positive = *rc::gen::arbitrary<bool>();
  const auto changed = std::ranges::find_if(entries, [&](model::Entry& entry) { return answer(entry, positive); });
  RC_PRE(changed != entries.end());
  const auto after = patient_of(entries);
  const auto a = facts_at(before, 3);
  const auto b = facts_at(after, 3);
  for_each_value(a, [&](int fact, int instance) {
    const auto& declared = shipped().knowledge.facts[static_cast<std::size_t>(fact)];
    if (may_turn(declared)) return;
    if (narrows(a.values.of(fact, instance), b.values.of(fact, instance))) return;
    RC_FAIL(declared.id + ": " + guideline::in_words(declared, a.values.of(fact, instance), Language::en) + " became " +
            guideline::in_words(declared, b.values.of(fact, instance), Language::en) + "\n" + in_json(before) +
            in_json(after));
  });
}

}  // namespace
}  // namespace lossa::assessment
