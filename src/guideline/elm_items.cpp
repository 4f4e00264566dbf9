// SPDX-License-Identifier: Apache-2.0
#include "elm_builder.hpp"
#include "elm_parameters.hpp"
#include "elm_terms.hpp"

// What becomes of criteria, questions and recommendations. No id has a space, "=" or ":", so no two names meet.

namespace lossa::guideline {

std::string ElmBuilder::prefix(int guideline) const {
  return guideline == guideline_ ? "" : at(knowledge_.guidelines, guideline).id + ":";
}

ElmBuilder::Item ElmBuilder::criterion(int index, Answer answer) {
  const auto& own = at(knowledge_.criteria, index);
  auto tags = elm::words(own.text);
  tags.emplace_back("source", own.source);
  tags.emplace_back("known", elm::word(own.known));
  return {.name = prefix(own.guideline) + own.id + (answer == Answer::so_far ? " so far" : ""),
          .guideline = own.guideline,
          .tags = std::move(tags),
          .body = [this, &own, answer](Subject scope) { return term(own.when, scope, answer); }};
}

ElmBuilder::Item ElmBuilder::condition(int question, int option, Answer answer) {
  const auto& asked = at(knowledge_.questions, question);
  const auto& own = at(asked.conclusions, option);
  ElmTags tags;
  if (!own.source.empty()) tags.emplace_back("source", own.source);
  if (own.known) tags.emplace_back("known", elm::word(*own.known));
  return {.name = prefix(asked.guideline) + asked.id + " when " + own.id + (answer == Answer::so_far ? " so far" : ""),
          .guideline = asked.guideline,
          .tags = std::move(tags),
          .body = [this, &own, answer](Subject scope) { return term(own.when, scope, answer); }};
}

ElmBuilder::Item ElmBuilder::conclusion(int question, int option) {
  const auto& asked = at(knowledge_.questions, question);
  const auto& own = at(asked.conclusions, option);
  return {
      .name = prefix(asked.guideline) + asked.id + " = " + own.id,
      .guideline = asked.guideline,
      .tags = elm::words({.en = asked.text.en + ": " + own.text.en, .sv = asked.text.sv + ": " + own.text.sv}),
      .body = [=, this](Subject scope) { return concluded(question, option, scope, Answer::truth); },
  };
}

ElmBuilder::Item ElmBuilder::so_far(int question) {
  const auto& asked = at(knowledge_.questions, question);
  return {.name = prefix(asked.guideline) + asked.id + " so far",
          .guideline = asked.guideline,
          .tags = elm::words(asked.text),
          .body = [=, this](Subject scope) { return first_so_far(question, scope); }};
}

Term ElmBuilder::first_so_far(int question, Subject scope) {
  const auto& conclusions = at(knowledge_.questions, question).conclusions;
  std::vector<Term> parts;
  auto last = elm::none(ElmType::text);
  for (std::size_t i = 0; i < conclusions.size(); ++i) {
    if (conclusions[i].otherwise) {
      last = elm::word(conclusions[i].id);
    } else {
      parts.push_back(holds(question, static_cast<int>(i), scope, Answer::so_far));
      parts.push_back(elm::word(conclusions[i].id));
    }
  }
  if (parts.empty()) return last;
  parts.push_back(std::move(last));
  return elm::with(Term::Op::choice, std::move(parts));
}

ElmBuilder::Item ElmBuilder::item_of(const Recommendation& own) {
  auto tags = elm::words(own.text);
  if (!own.evidence_class.empty()) tags.emplace_back("class", own.evidence_class);
  if (!own.level.empty()) tags.emplace_back("level", own.level);
  tags.emplace_back("source", own.source);
  tags.emplace_back("known", elm::word(own.known));
  return {.name = (own.avoid ? "avoid " : "do ") + own.id,
          .guideline = own.guideline,
          .tags = std::move(tags),
          .body = [this, &own](Subject scope) { return term(own.when, scope, Answer::truth); }};
}

}  // namespace lossa::guideline
