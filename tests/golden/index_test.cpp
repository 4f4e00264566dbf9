// SPDX-License-Identifier: Apache-2.0
// The published cases against the conclusions that their index expects (its readings named in each row), and against
// docs/clinical/ehra_2020_infection.md, which says where the two differ and why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include <lossa/resources/resources.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/library.hpp>

namespace lossa {
namespace {

const assessment::Library& library() {
  static const auto loaded = service::load_library(service::shipped_guidelines()).value.value();
  return loaded;
}

struct Row {
  std::string case_id;
  std::string question;
  std::string conclusion;                            ///< so far, at these readings
  std::map<std::string, std::string> readings = {};  ///< of ehra_2020_infection, beside the defaults
  std::string at = {};                               ///< "": the case's own time
};

std::string name_of(const testing::TestParamInfo<Row>& row) {
  auto name = row.param.case_id + "_" + row.param.question + "_" + std::to_string(row.index);
  std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

class Index : public testing::TestWithParam<Row> {
 protected:
  static service::AssessedCase assessed(const Row& row, bool with_readings) {
    service::View view{.at = row.at, .readings = {}};
    if (with_readings)
      for (const auto& [reading, option] : row.readings) view.readings["ehra_2020_infection." + reading] = option;
    const auto path = "examples/cases/" + row.case_id + ".toml";
    auto result = service::assess_case_file(library(), resources::find(path).value(), path, view);
    for (const auto& issue : result.issues) ADD_FAILURE() << to_string(issue);
    return std::move(result.value).value();
  }

  static const assessment::Answer& answer_to(const service::AssessedCase& assessed, const std::string& question) {
    const int index = library().knowledge.find_question("ehra_2020_infection", question);
    const auto& answers = assessed.assessment.answers;
    return *std::ranges::find(answers, index, &assessment::Answer::question);
  }

  static int conclusion_index(const Row& row) {
    const int question = library().knowledge.find_question("ehra_2020_infection", row.question);
    const auto& conclusions = library().knowledge.questions[static_cast<std::size_t>(question)].conclusions;
    const auto found = std::ranges::find(conclusions, row.conclusion, &guideline::Conclusion::id);
    EXPECT_NE(found, conclusions.end()) << row.conclusion;
    return static_cast<int>(found - conclusions.begin());
  }
};

TEST_P(Index, IsTheAnswerSoFarUnderTheReadingsOfItsRow) {
  const auto patient = assessed(GetParam(), true);
  EXPECT_EQ(answer_to(patient, GetParam().question).so_far, conclusion_index(GetParam()));
}

TEST_P(Index, IsAmongWhatCanStillBeReached) {
  const auto patient = assessed(GetParam(), true);
  const auto& answer = answer_to(patient, GetParam().question);
  EXPECT_EQ(answer.reachable.exactness, guideline::Exactness::exact);
  EXPECT_TRUE(((answer.reachable.conclusions >> static_cast<unsigned>(conclusion_index(GetParam()))) & 1U) != 0);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Index,
    testing::Values(
        Row{"wannan-bilateral-pocket-leadless", "pocket", "definite"},
        Row{"wannan-bilateral-pocket-leadless", "systemic", "criteria_not_met"},
        Row{"wannan-bilateral-pocket-leadless", "systemic", "criteria_not_met", {{"cons_sets", "one"}}},
        Row{"wannan-bilateral-pocket-leadless", "systemic", "possible", {{"pocket_as_major", "any_definite_pocket"}}},
        Row{"wannan-bilateral-pocket-leadless",
            "systemic",
            "definite",
            {{"cons_sets", "one"}, {"pocket_as_major", "any_definite_pocket"}}},
        Row{"mrsa-abandoned-leads-micra", "pocket", "definite", {}, "2019-05-30"},
        Row{"mrsa-abandoned-leads-micra", "systemic", "possible", {{"predisposition_list", "with_cardiomyopathy"}}},
        Row{"mrsa-abandoned-leads-micra", "systemic", "possible", {{"same_organism_minor", "yes"}}},
        Row{"mssa-erosion-early-extraction", "pocket", "definite"},
        Row{"mssa-erosion-early-extraction", "systemic", "criteria_not_met"},
        Row{"mssa-erosion-early-extraction", "systemic", "possible", {{"same_organism_minor", "yes"}}},
        Row{"mssa-erosion-early-extraction", "systemic", "definite", {{"pocket_as_major", "any_definite_pocket"}}},
        Row{"pocket-pseudoinfection", "pocket", "suspected"},
        Row{"pocket-pseudoinfection", "systemic", "criteria_not_met"},
        Row{"cons-icd-pet-tee-negative", "pocket", "not_shown"},
        Row{"cons-icd-pet-tee-negative", "systemic", "definite"},
        Row{"enterococcus-icd-giant-vegetation", "pocket", "not_shown"},
        Row{"enterococcus-icd-giant-vegetation", "systemic", "definite"},
        Row{"pseudomonas-extrusion-dependent", "pocket", "definite"},
        Row{"pseudomonas-extrusion-dependent", "systemic", "criteria_not_met"},
        Row{"crtd-recalled-lead-svc-injury", "pocket", "not_shown"},
        Row{"crtd-recalled-lead-svc-injury", "systemic", "criteria_not_met"},
        Row{"conservative-refused-removal", "pocket", "definite", {{"pocket_threatened_erosion", "alone"}}},
        Row{"conservative-refused-removal", "pocket", "suspected"},
        Row{"conservative-refused-removal", "systemic", "criteria_not_met"},
        Row{"candida-albicans-icd-surgery", "systemic", "possible"},
        Row{"corynebacterium-jailed-lead-tricuspid-bioprosthesis", "systemic", "possible"},
        Row{"gonococcal-icd-pocket", "pocket", "suspected"},
        Row{"gonococcal-icd-pocket", "systemic", "possible", {{"indeterminate_mass", "yes"}}},
        Row{"gonococcal-icd-pocket", "systemic", "criteria_not_met"}),
    name_of);

/// At the default readings the index's own conclusion is never out of reach, whatever was not reported.
struct Reach {
  std::string case_id;
  std::string question;
  std::string conclusion;
};
class IndexReach : public testing::TestWithParam<Reach> {};

TEST_P(IndexReach, HoldsTheIndexsConclusionAtTheDefaultReadings) {
  const auto path = "examples/cases/" + GetParam().case_id + ".toml";
  const auto result = service::assess_case_file(library(), resources::find(path).value(), path, {});
  ASSERT_TRUE(result.ok());
  const int index = library().knowledge.find_question("ehra_2020_infection", GetParam().question);
  const auto& conclusions = library().knowledge.questions[static_cast<std::size_t>(index)].conclusions;
  const auto& answer = *std::ranges::find(result.value->assessment.answers, index, &assessment::Answer::question);
  std::vector<std::string> reachable;
  for (std::size_t i = 0; i < conclusions.size(); ++i)
    if (((answer.reachable.conclusions >> i) & 1U) != 0) reachable.push_back(conclusions[i].id);
  EXPECT_THAT(reachable, testing::Contains(GetParam().conclusion));
}

INSTANTIATE_TEST_SUITE_P(Cases, IndexReach,
                         testing::Values(Reach{"wannan-bilateral-pocket-leadless", "systemic", "definite"},
                                         Reach{"wannan-bilateral-pocket-leadless", "systemic", "possible"},
                                         Reach{"mrsa-abandoned-leads-micra", "systemic", "possible"},
                                         Reach{"mrsa-abandoned-leads-micra", "systemic", "definite"},
                                         Reach{"mrsa-abandoned-leads-micra", "pocket", "definite"},
                                         Reach{"mssa-erosion-early-extraction", "systemic", "definite"},
                                         Reach{"enterococcus-icd-giant-vegetation", "pocket", "none"},
                                         Reach{"crtd-recalled-lead-svc-injury", "pocket", "none"},
                                         Reach{"conservative-refused-removal", "pocket", "definite"},
                                         Reach{"candida-albicans-icd-surgery", "systemic", "definite"},
                                         Reach{"corynebacterium-jailed-lead-tricuspid-bioprosthesis", "systemic",
                                               "definite"},
                                         Reach{"gonococcal-icd-pocket", "pocket", "definite"},
                                         Reach{"gonococcal-icd-pocket", "systemic", "possible"},
                                         Reach{"gonococcal-icd-pocket", "systemic", "definite"}));

}  // namespace
}  // namespace lossa
