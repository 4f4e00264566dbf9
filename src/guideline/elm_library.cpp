// SPDX-License-Identifier: Apache-2.0
#include "elm_library.hpp"

#include "elm_builder.hpp"
#include "elm_parameters.hpp"
#include "elm_terms.hpp"

namespace lossa::guideline {

Result<ElmLibrary> elm_library(const Knowledge& knowledge, int guideline, const ReadingChoice& readings) {
  return ElmBuilder(knowledge, guideline, readings).build();
}

Result<ElmLibrary> ElmBuilder::build() {
  head();
  for (std::size_t i = 0; i < knowledge_.criteria.size(); ++i)
    if (knowledge_.criteria[i].guideline == guideline_) export_item(criterion(static_cast<int>(i), Answer::truth));
  for (std::size_t i = 0; i < knowledge_.questions.size(); ++i)
    if (knowledge_.questions[i].guideline == guideline_) question(static_cast<int>(i));
  for (const auto& recommendation : knowledge_.recommendations)
    if (recommendation.guideline == guideline_) export_item(item_of(recommendation));
  parameters();
  if (fault_) return *fault_;
  return std::move(library_);
}

void ElmBuilder::head() {
  const auto& own = at(knowledge_.guidelines, guideline_);
  library_.id = own.id;
  library_.version = own.version;
  library_.tags = elm::words(own.title);
  library_.tags.emplace_back("cite", own.cite);
  if (!own.doi.empty()) library_.tags.emplace_back("doi", own.doi);
  library_.tags.emplace_back("sha256", own.hash);
  library_.tags.emplace_back("use", "for demonstration and research; not a certified medical device");
}

void ElmBuilder::question(int index) {
  const auto& asked = at(knowledge_.questions, index);
  for (std::size_t i = 0; i < asked.conclusions.size(); ++i) {
    if (!asked.conclusions[i].otherwise) export_item(condition(index, static_cast<int>(i), Answer::truth));
    export_item(conclusion(index, static_cast<int>(i)));
  }
  export_item(so_far(index));
}

void ElmBuilder::parameters() {
  std::vector<const Fact*> of_lead;
  std::vector<const Fact*> of_side;
  for (const int index : facts_) {
    const auto& fact = at(knowledge_.facts, index);
    if (fact.of == Subject::patient)
      library_.parameters.push_back(elm::parameter_of(fact));
    else
      (fact.of == Subject::lead ? of_lead : of_side).push_back(&fact);
  }
  library_.lead = elm::elements_of(Subject::lead, of_lead);
  library_.side = elm::elements_of(Subject::side, of_side);
  for (const auto subject : each_) library_.parameters.push_back(elm::parameter_of(subject));
  for (const int index : used_readings_) {
    const auto& reading = at(knowledge_.readings, index);
    library_.parameters.push_back(elm::parameter_of(reading, at(readings_, index), prefix(reading.guideline)));
  }
}

Term ElmBuilder::refer(const Item& item, Subject scope) {
  const auto subject = at(knowledge_.guidelines, item.guideline).subject;
  const bool is_definition = subject == Subject::patient;
  const auto name = is_definition ? item.name : item.name + " of";
  if (defined_.insert(name).second) {
    ElmDefinition definition{.name = name, .operands = {}, .expression = item.body(subject), .tags = {}};
    if (!is_definition) definition.operands.push_back({letter(subject), ElmType::lead});
    if (is_definition || item.guideline != guideline_) definition.tags = item.tags;  // else they stand at the list
    library_.definitions.push_back(std::move(definition));
  }
  return is_definition ? elm::leaf(Term::Op::definition, name) : elm::call(name, {here(subject, scope)});
}

void ElmBuilder::export_item(const Item& item) {
  auto one = refer(item, Subject::patient);
  const auto subject = at(knowledge_.guidelines, item.guideline).subject;
  if (subject == Subject::patient) return;
  library_.definitions.push_back(
      {.name = item.name, .operands = {}, .expression = for_each(subject, std::move(one)), .tags = item.tags});
}

}  // namespace lossa::guideline
