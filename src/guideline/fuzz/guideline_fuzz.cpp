// SPDX-License-Identifier: Apache-2.0
// Any file beside good ones loads or is refused with a reason; every condition of what loads is answered, and prints
// as a text that gives the same condition again.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../test/print_again.hpp"
#include "../test/small_facts.hpp"

#include <lossa/guideline/reach.hpp>

namespace {

using namespace lossa::guideline;  // NOLINT(google-build-using-namespace)

constexpr std::size_t step_limit = 200;

void answer(const Knowledge& knowledge) {
  const Values values(knowledge, 2, 2);
  const auto readings = default_readings(knowledge);
  const Evaluator evaluator(knowledge, values, readings);
  for (std::size_t i = 0; i < knowledge.questions.size(); ++i) {
    const int question = static_cast<int>(i);
    const auto& declared = knowledge.questions[i];
    const bool of_lead = knowledge.guidelines[static_cast<std::size_t>(declared.guideline)].subject == Subject::lead;
    const Binding binding{.lead = of_lead ? 0 : -1};
    const auto possible = evaluator.not_ruled_out(question, binding);
    const auto result = reachable(evaluator, question, binding, step_limit);
    if ((result.conclusions & ~possible) != 0) std::abort();
    if (evaluator.so_far(question, binding) >= static_cast<int>(declared.conclusions.size())) std::abort();
    for (const auto& conclusion : declared.conclusions) {
      if (conclusion.otherwise) continue;
      const auto explained = evaluator.explain(conclusion.when, binding);
      if (explained.verdict.truth != evaluator.evaluate(conclusion.when, binding).truth) std::abort();
    }
  }
  broken_constraints(evaluator);
  for (const auto& score : knowledge.scores) evaluate_score(evaluator, score);
  for (const auto& item : knowledge.recommendations)
    for (const auto language : {lossa::Language::en, lossa::Language::sv}) in_words(knowledge, item.when, language);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto loaded =
      load({{"facts.toml", std::string(test::small_facts)}, {"f.toml", std::string(data, data + size)}});
  for (const auto& issue : loaded.issues)
    if (issue.message.empty() || issue.place.line == 0) std::abort();
  if (!loaded.ok()) return 0;
  if (const auto fault = test::PrintAgain(*loaded.value).first_fault()) {
    std::fprintf(stderr, "%s\n", fault->c_str());
    std::abort();
  }
  answer(*loaded.value);
  return 0;
}
