// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/cohort.hpp>

namespace lossa::service {

CohortGaps gaps_of(const assessment::Library& library, const std::vector<guideline::Values>& cohort) {
  const auto columns = guideline::columns_of(library.knowledge, cohort);
  CohortGaps gaps{.cases = cohort.size(), .questions = {}};
  const auto readings = guideline::default_readings(library.knowledge);
  for (std::size_t question = 0; question < library.knowledge.questions.size(); ++question)
    gaps.questions.push_back(guideline::missing_facts(columns, static_cast<int>(question), readings));
  return gaps;
}

}  // namespace lossa::service
