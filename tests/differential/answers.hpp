// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <lossa/base/json_writer.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::differential {

/// One value of an exported library, by the Evaluator.
struct Answer {
  std::string name;  ///< "guideline:definition"
  guideline::Subject subject = guideline::Subject::patient;
  std::function<void(JsonWriter&, const guideline::Evaluator&, guideline::Binding)> write;
};

/// Every value that a library of any guideline of the knowledge base can have.
std::vector<Answer> all_answers(const guideline::Knowledge& knowledge);

/// true, false, null or a word; a list of them, one a lead, where it is about leads.
void write_answer(JsonWriter& json, const Answer& answer, const guideline::Evaluator& evaluator);

}  // namespace lossa::differential
