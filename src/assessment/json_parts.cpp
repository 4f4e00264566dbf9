// SPDX-License-Identifier: Apache-2.0
#include "json_parts.hpp"

#include <algorithm>
#include <cmath>

#include <lossa/guideline/print.hpp>

#include "due_times.hpp"

namespace lossa::assessment {
namespace {

using guideline::Expression;
using guideline::FactType;
using Op = Expression::Op;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string_view wire(guideline::Known known) {
  switch (known) {
    case guideline::Known::read:
      return "read";
    case guideline::Known::reprint:
      return "reprint";
    case guideline::Known::memory:
      return "memory";
  }
  contract_violated(std::source_location::current());
}

std::string_view wire(guideline::Exactness exactness) {
  switch (exactness) {
    case guideline::Exactness::exact:
      return "exact";
    case guideline::Exactness::limit_reached:
      return "limit_reached";
    case guideline::Exactness::contradiction:
      return "contradiction";
  }
  contract_violated(std::source_location::current());
}

}  // namespace

void JsonParts::text(std::string_view name, const Bilingual& text) {
  writer_->key(name);
  writer_->begin_object();
  writer_->member("en", text.en);
  writer_->member("sv", text.sv);
  writer_->end_object();
}

void JsonParts::strings(std::string_view name, std::span<const std::string> values) {
  writer_->key(name);
  writer_->begin_array();
  for (const auto& value : values) writer_->text(value);
  writer_->end_array();
}

void JsonParts::known(guideline::Known known) { writer_->member("known", wire(known)); }

void JsonParts::source(const std::string& source, guideline::Known how) {
  writer_->member("source", source);
  known(how);
}

void JsonParts::guideline_of(int guideline) { writer_->member("guideline", knowledge_->guidelines[at(guideline)].id); }

void JsonParts::binding(const guideline::Binding& binding) {
  if (binding.lead >= 0) writer_->key("lead"), writer_->integer(binding.lead);
  if (binding.side >= 0) writer_->key("side"), writer_->integer(binding.side);
}

void JsonParts::verdict(const guideline::Verdict& verdict) {
  writer_->member("truth", to_string(verdict.truth));
  writer_->member("so_far", verdict.so_far);
  if (!verdict.truth.is_unknown()) since(verdict.since);
}

void JsonParts::since(const guideline::Since& since) { minutes("since", since.minutes); }

void JsonParts::range(std::string_view name, const Interval<double>& range) {
  writer_->key(name);
  writer_->begin_object();
  if (std::isfinite(range.low)) writer_->member("low", range.low);
  if (std::isfinite(range.high)) writer_->member("high", range.high);
  writer_->end_object();
}

void JsonParts::minutes(std::string_view name, const std::optional<Interval<WallMinutes>>& minutes) {
  if (minutes.has_value() && is_dated(*minutes)) writer_->member(name, Date::from_minutes(*minutes).text());
}

void JsonParts::reachable(int question, const guideline::Reachable& reachable) {
  const auto& conclusions = knowledge_->questions[at(question)].conclusions;
  writer_->key("reachable");
  writer_->begin_array();
  for (std::size_t i = 0; i < conclusions.size(); ++i)
    if ((reachable.conclusions >> i & 1U) != 0) writer_->text(conclusions[i].id);
  writer_->end_array();
  writer_->member("reachable_is", wire(reachable.exactness));
}

void JsonParts::so_far(int question, int conclusion) {
  writer_->key("so_far");
  if (conclusion < 0)
    writer_->null();
  else
    writer_->text(knowledge_->questions[at(question)].conclusions[at(conclusion)].id);
}

void JsonParts::fact_value(int fact, const guideline::Value& value) {
  const auto& declared = knowledge_->facts[at(fact)];
  const bool is_known = guideline::is_known(declared, value);
  switch (declared.type) {
    case FactType::truth:
      writer_->member("value", to_string(value.truth));
      break;
    case FactType::category:
      writer_->key("possible");
      writer_->begin_array();
      for (std::size_t i = 0; i < declared.values.size(); ++i)
        if ((value.possible >> i & 1U) != 0) writer_->text(declared.values[i]);
      writer_->end_array();
      break;
    case FactType::number:
      range("range", value.number);
      break;
    case FactType::date:
      minutes("date", dated(value.number));
      break;
  }
  if (!is_known && declared.type != FactType::truth) writer_->member("unknown", to_string(value.reason));
  since(value.since);
}

void JsonParts::evidence(int fact, int instance) {
  const auto& evidence = assessment_->evidence[assessment_->values.slot(fact, instance)];
  strings("entries", evidence.entries);
  if (evidence.conflict) writer_->member("conflict", true);
}

int JsonParts::instance_of(int fact, const guideline::Binding& binding) const {
  const auto of = knowledge_->facts[at(fact)].of;
  if (of == guideline::Subject::patient) return 0;
  return of == guideline::Subject::lead ? binding.lead : binding.side;
}

void JsonParts::explained_fact(const guideline::Explanation& explanation) {
  const int fact = explanation.expression->index;
  const int instance = instance_of(fact, explanation.binding);
  writer_->member("fact", knowledge_->facts[at(fact)].id);
  text("text", {.en = guideline::in_words(*knowledge_, *explanation.expression, Language::en),
                .sv = guideline::in_words(*knowledge_, *explanation.expression, Language::sv)});
  if (instance >= 0 && instance < assessment_->values.count(knowledge_->facts[at(fact)].of)) {
    fact_value(fact, assessment_->values.of(fact, instance));
    evidence(fact, instance);
  }
}

void JsonParts::explained_names(const guideline::Explanation& explanation, int guideline) {
  const auto& expression = *explanation.expression;
  writer_->member("condition", guideline::print(*knowledge_, expression, guideline));
  if (expression.op == Op::criterion) {
    const auto& criterion = knowledge_->criteria[at(expression.index)];
    writer_->member("criterion", criterion.id);
    text("text", criterion.text);
    source(criterion.source, criterion.known);
  } else if (expression.op == Op::conclusion) {
    const auto& question = knowledge_->questions[at(expression.index)];
    guideline_of(question.guideline);
    writer_->member("question", question.id);
    writer_->member("conclusion", question.conclusions[at(expression.option)].id);
    text("text", question.conclusions[at(expression.option)].text);
  } else if (expression.op == Op::reading) {
    writer_->member("reading", knowledge_->readings[at(expression.index)].id);
  }
}

void JsonParts::explanation(const guideline::Explanation& explanation, int guideline) {
  writer_->begin_object();
  const auto* expression = explanation.expression;
  if (expression != nullptr) {
    explained_names(explanation, guideline);
    const bool is_fact = expression->op == Op::fact || expression->op == Op::compare || expression->op == Op::among;
    if (is_fact) explained_fact(explanation);
  }
  binding(explanation.binding);
  writer_->key("answer");
  writer_->begin_object();
  verdict(explanation.verdict);
  writer_->end_object();
  // What another question concludes is explained where that question is answered.
  const bool is_elsewhere = expression != nullptr && expression->op == Op::conclusion;
  if (!explanation.parts.empty() && !is_elsewhere) {
    writer_->key("parts");
    writer_->begin_array();
    for (const auto& part : explanation.parts) this->explanation(part, guideline);
    writer_->end_array();
  }
  writer_->end_object();
}

}  // namespace lossa::assessment
