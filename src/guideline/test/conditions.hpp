// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "print_again.hpp"
#include "small_facts.hpp"

#include <lossa/guideline/evaluate.hpp>
#include <lossa/guideline/reach.hpp>

namespace lossa::guideline::test {

/// A guideline "g" of the small facts with these tables.
inline std::string guideline_with(const std::string& tables, const std::string& subject = "case") {
  return "[guideline]\nid = \"g\"\nversion = \"1\"\nsubject = \"" + subject +
         "\"\ncite = \"c\"\ntitle = { en = \"Guideline\", sv = \"Riktlinje\" }\n" + tables;
}

inline Knowledge loaded(const std::string& tables = "", const std::string& subject = "case") {
  auto knowledge = load({{"facts.toml", std::string(small_facts)}, {"g.toml", guideline_with(tables, subject)}});
  for (const auto& issue : knowledge.issues) ADD_FAILURE() << to_string(issue);
  return std::move(knowledge.value).value_or(Knowledge{});
}

/// The condition as the guideline "g" would have it; a failed test when it does not parse.
inline Expression parsed(const Knowledge& knowledge, const std::string& text,
                         std::optional<Subject> subject = Subject::patient) {
  const auto names = names_of(knowledge);
  Issues issues;
  const SourceText source{.file = "condition", .path = "", .text = text, .line = 1, .column = 1};
  auto condition = parse_condition(source, {&knowledge, &names, 0, subject}, issues);
  for (const auto& issue : issues) ADD_FAILURE() << to_string(issue);
  return std::move(condition).value_or(Expression{});
}

/// The small facts with a case of two leads and two sides about which nothing is known yet.
struct Case {
  explicit Case(const std::string& tables = "", int leads = 2)
      : knowledge(loaded(tables)), values(knowledge, leads, 2), readings(default_readings(knowledge)) {}

  Value& fact(const std::string& id, int instance = 0) { return values.of(knowledge.find_fact(id), instance); }
  void say(const std::string& id, bool truth, int order = 0, int instance = 0) {
    fact(id, instance).truth = Truth::of(truth);
    fact(id, instance).since.order = order;
  }
  [[nodiscard]] Evaluator evaluator() const { return {knowledge, values, readings}; }
  [[nodiscard]] Verdict ask(const std::string& condition) const {
    return evaluator().evaluate(parsed(knowledge, condition), {});
  }
  [[nodiscard]] std::string truth(const std::string& condition) const {
    return std::string(to_string(ask(condition).truth));
  }

  Knowledge knowledge;
  Values values;
  ReadingChoice readings;
};

}  // namespace lossa::guideline::test
