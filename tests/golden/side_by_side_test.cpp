// SPDX-License-Identifier: Apache-2.0
// The published cases under EHRA 2020, Duke-ISCVID 2023, ESC 2023 and the HRS phenotypes, against what
// docs/clinical/endocarditis_side_by_side.md works out by hand; and where the criteria have their edges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include <lossa/resources/resources.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/library.hpp>

namespace lossa {
namespace {

using testing::ElementsAreArray;
using Words = std::vector<std::string>;

assessment::Library loaded(const std::vector<guideline::SourceFile>& files) {
  auto checked = service::load_library(files);
  for (const auto& issue : checked.issues) ADD_FAILURE() << to_string(issue);
  return std::move(checked.value).value();
}

const assessment::Library& shipped() {
  static const auto all = loaded(service::shipped_guidelines());
  return all;
}

/// Only what is compared, and what its facts refer to: a case of which nothing is known is then assessed fast.
const assessment::Library& compared() {
  static const auto some = [] {
    static const std::vector<std::string> names = {"facts",
                                                   "facts_endocarditis",
                                                   "facts_scores",
                                                   "scores",
                                                   "ehra_2020_infection",
                                                   "esc_2023_endocarditis",
                                                   "hrs_2017_phenotypes",
                                                   "duke_iscvid_2023"};
    std::vector<guideline::SourceFile> files;
    for (const auto& name : names) {
      const auto path = "guidelines/" + name + ".toml";
      files.push_back({path, std::string(resources::find(path).value())});
    }
    return loaded(files);
  }();
  return some;
}

/// What one question concludes, by the conclusions' ids.
struct Outcome {
  std::string so_far;
  Words reachable;
};

Outcome outcome_of(const service::AssessedCase& assessed, const std::string& guideline, const std::string& question) {
  const auto& knowledge = assessed.assessment.library->knowledge;
  const int index = knowledge.find_question(guideline, question);
  const auto& conclusions = knowledge.questions.at(static_cast<std::size_t>(index)).conclusions;
  const auto& answer = *std::ranges::find(assessed.assessment.answers, index, &assessment::Answer::question);
  EXPECT_EQ(answer.reachable.exactness, guideline::Exactness::exact);
  Outcome outcome{.so_far = conclusions.at(static_cast<std::size_t>(answer.so_far)).id, .reachable = {}};
  for (std::size_t i = 0; i < conclusions.size(); ++i)
    if (((answer.reachable.conclusions >> i) & 1U) != 0) outcome.reachable.push_back(conclusions[i].id);
  return outcome;
}

service::AssessedCase assessed(const assessment::Library& library, std::string_view text, const std::string& path) {
  auto result = service::assess_case_file(library, text, path, {});
  for (const auto& issue : result.issues)
    if (issue.severity == Severity::error) ADD_FAILURE() << to_string(issue);
  return std::move(result.value).value();
}

// ---- the twelve cases -----------------------------------------------------------------------------------------------

struct Row {
  std::string case_id;
  std::string ehra, duke, esc, phenotype;
  Words ehra_reach, duke_reach, esc_reach, phenotype_reach;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.case_id; }
};

const Words three = {"definite", "possible", "criteria_not_met"};
const Words four = {"definite", "rejected", "possible", "criteria_not_met"};
const Words two = {"definite", "possible"};
const Words not_less_than_possible = {"definite", "rejected", "possible"};
const Words certain = {"definite"};
const std::string not_met = "criteria_not_met";

class SideBySide : public testing::TestWithParam<Row> {};

TEST_P(SideBySide, IsWhatThePapersGiveByHand) {
  const auto& row = GetParam();
  const auto path = "examples/cases/" + row.case_id + ".toml";
  const auto patient = assessed(shipped(), resources::find(path).value(), path);
  const auto ehra = outcome_of(patient, "ehra_2020_infection", "systemic");
  const auto duke = outcome_of(patient, "duke_iscvid_2023", "systemic");
  const auto esc = outcome_of(patient, "esc_2023_endocarditis", "systemic");
  const auto phenotype = outcome_of(patient, "hrs_2017_phenotypes", "phenotype");
  EXPECT_EQ(ehra.so_far, row.ehra);
  EXPECT_EQ(duke.so_far, row.duke);
  EXPECT_EQ(esc.so_far, row.esc);
  EXPECT_EQ(phenotype.so_far, row.phenotype);
  EXPECT_THAT(ehra.reachable, ElementsAreArray(row.ehra_reach));
  EXPECT_THAT(duke.reachable, ElementsAreArray(row.duke_reach));
  EXPECT_THAT(esc.reachable, ElementsAreArray(row.esc_reach));
  EXPECT_THAT(phenotype.reachable, ElementsAreArray(row.phenotype_reach));
}

std::vector<Row> rows() {
  const std::string left = "left_sided_ie_in_carrier";
  const std::string pocket_ie = "pocket_with_lead_or_valve_ie";
  const std::string no_pocket = "cied_ie_no_pocket";
  const std::string lead = "lead_infection";
  const std::string pocket_blood = "pocket_with_bacteraemia";
  const std::string erosion = "pocket_erosion";
  const std::string pocket = "pocket_isolated";
  const std::string blood = "bacteraemia";
  const std::string superficial = "superficial_incisional";
  const std::string uncertain = "uncertain";
  const std::string none = "not_assigned";
  return {
      {"wannan-bilateral-pocket-leadless",
       not_met,
       not_met,
       not_met,
       pocket_blood,
       three,
       four,
       three,
       {left, pocket_ie, pocket_blood}},
      {"mrsa-abandoned-leads-micra",
       not_met,
       not_met,
       not_met,
       blood,
       three,
       four,
       three,
       {left, pocket_ie, no_pocket, lead, pocket_blood, blood}},
      {"mssa-erosion-early-extraction",
       not_met,
       not_met,
       not_met,
       pocket_blood,
       three,
       four,
       three,
       {left, pocket_ie, pocket_blood}},
      {"pocket-pseudoinfection", not_met, not_met, not_met, pocket, three, four, three, {erosion, pocket, superficial}},
      {"cons-icd-pet-tee-negative",
       "definite",
       "definite",
       "possible",
       blood,
       certain,
       certain,
       two,
       {pocket_blood, blood}},
      {"enterococcus-icd-giant-vegetation", "definite", "definite", "definite", left, two, certain, certain, {left}},
      {"pseudomonas-extrusion-dependent", not_met, not_met, not_met, erosion, three, four, three, {erosion}},
      {"crtd-recalled-lead-svc-injury",
       not_met,
       not_met,
       not_met,
       none,
       three,
       four,
       three,
       {left, pocket_ie, no_pocket, lead, pocket_blood, erosion, pocket, blood, superficial, uncertain, none}},
      {"conservative-refused-removal",
       not_met,
       not_met,
       not_met,
       uncertain,
       three,
       four,
       three,
       {left, pocket_ie, lead, pocket_blood, erosion, pocket, blood, superficial, uncertain}},
      {"candida-albicans-icd-surgery",
       "possible",
       "possible",
       "possible",
       lead,
       two,
       not_less_than_possible,
       two,
       {left, pocket_ie, no_pocket, lead}},
      {"corynebacterium-jailed-lead-tricuspid-bioprosthesis",
       "possible",
       "possible",
       "possible",
       left,
       two,
       not_less_than_possible,
       two,
       {left}},
      {"gonococcal-icd-pocket",
       not_met,
       not_met,
       not_met,
       pocket_blood,
       three,
       four,
       three,
       {left, pocket_ie, pocket_blood, blood}},
  };
}

INSTANTIATE_TEST_SUITE_P(Cases, SideBySide, testing::ValuesIn(rows()), [](const auto& row) {
  auto name = row.param.case_id;
  std::ranges::replace(name, '-', '_');
  return name;
});

// ---- the edges ------------------------------------------------------------------------------------------------------

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}
std::string grew(const std::string& organism, int sets, const std::string& more = "") {
  return entry("culture", "specimen = \"blood\"\nresult = \"growth\"\norganism = \"" + organism +
                              "\"\nsets_positive = " + std::to_string(sets) + "\n" + more);
}
std::string history(const std::string& what, const std::string& more = "") {
  return entry("history", "what = \"" + what + "\"\n" + more);
}
std::string sign(const std::string& what, const std::string& more = "") {
  return entry("sign", "what = \"" + what + "\"\n" + more);
}

const std::string pacemaker = entry("device", "id = \"p\"\ntype = \"pacemaker_dual\"\nimplanted = \"2015-01-01\"");
const std::string lead_vegetation = entry("imaging", "modality = \"tee\"\nlead_mass = \"vegetation\"");
const std::string no_valve = history("prosthetic_valve", "present = false");

service::AssessedCase assessed_entries(const std::string& entries) {
  return assessed(compared(),
                  "[case]\nid = \"test\"\ntitle.en = \"t\"\ntitle.sv = \"t\"\nassess_at = \"2021-08-20\"\n" + entries,
                  "test.toml");
}

/// Does a criterion hold: "yes", "no" or "unknown".
std::string criterion(const std::string& guideline, const std::string& id, const std::string& entries) {
  const auto& knowledge = compared().knowledge;
  const int of = knowledge.find_guideline(guideline);
  const auto found = std::ranges::find_if(
      knowledge.criteria, [&](const guideline::Criterion& one) { return one.guideline == of && one.id == id; });
  if (found == knowledge.criteria.end()) throw std::runtime_error("no criterion " + id);
  const auto patient = assessed_entries(entries);
  const auto readings = guideline::default_readings(knowledge);
  const guideline::Evaluator evaluator(knowledge, patient.assessment.values, readings);
  const auto truth = evaluator.evaluate(found->when, {}).truth;
  return truth.is_yes() ? "yes" : truth.is_no() ? "no" : "unknown";
}
std::string duke(const std::string& id, const std::string& entries) {
  return criterion("duke_iscvid_2023", id, entries);
}
std::string esc(const std::string& id, const std::string& entries) {
  return criterion("esc_2023_endocarditis", id, entries);
}
std::string duke_so_far(const std::string& entries) {
  return outcome_of(assessed_entries(entries), "duke_iscvid_2023", "systemic").so_far;
}
Words duke_reach(const std::string& entries) {
  return outcome_of(assessed_entries(entries), "duke_iscvid_2023", "systemic").reachable;
}

TEST(Fever, OfExactly38IsFeverForDukeOnly) {
  const auto at = [](const std::string& degrees) { return sign("fever", "temperature_celsius = " + degrees); };
  EXPECT_EQ(duke("minor.fever", at("38.0")), "yes");
  EXPECT_EQ(esc("minor.fever", at("38.0")), "no");
  EXPECT_EQ(criterion("ehra_2020_infection", "minor.fever", at("38.0")), "no");
  EXPECT_EQ(duke("minor.fever", at("37.9")), "no");
  EXPECT_EQ(esc("minor.fever", at("38.1")), "yes");
  EXPECT_EQ(duke("minor.fever", sign("fever")), "unknown");
}

TEST(BloodCultures, OfARareOrganismNeedThreeSetsForDuke) {
  const auto two_sets = pacemaker + no_valve + grew("bacillus_species", 2);
  const auto three_sets = pacemaker + no_valve + grew("neisseria_gonorrhoeae", 3);
  EXPECT_EQ(duke("major.blood_rare", pacemaker + grew("neisseria_gonorrhoeae", 2)), "no");
  EXPECT_EQ(duke("major.blood_rare", three_sets), "yes");
  EXPECT_EQ(duke("major.blood_typical", three_sets), "no");
  EXPECT_EQ(duke("major.blood_typical_with_material", two_sets), "no");
  // ESC asks for times, not for a third set.
  EXPECT_EQ(esc("major.blood_persistent", grew("neisseria_gonorrhoeae", 2, "first_to_last_hours = 12.5")), "yes");
  EXPECT_EQ(esc("major.blood_persistent", grew("neisseria_gonorrhoeae", 2, "first_to_last_hours = 12\nsets_total = 2")),
            "no");
}

TEST(BloodCultures, WithStaphylococcusLugdunensisInTwoSetsAreTypicalForDukeWhateverIsInTheHeart) {
  const auto growth = grew("staphylococcus_lugdunensis", 2);
  EXPECT_EQ(duke("major.blood_typical", no_valve + growth), "yes");
  EXPECT_EQ(duke("major.blood_typical", grew("staphylococcus_lugdunensis", 1)), "no");
  EXPECT_EQ(esc("major.blood_typical", growth), "no");
}

TEST(BloodCultures, WithCutibacteriumAreTypicalOnlyWithADeviceOrProsthesisInPlaceWhenDrawn) {
  const auto growth = grew("cutibacterium_acnes", 2, "at = \"2021-08-01\"");
  const auto s_icd = entry("device", "id = \"s\"\ntype = \"s_icd\"\nimplanted = \"2015-01-01\"");
  const auto later = entry("device", "id = \"p\"\ntype = \"pacemaker_dual\"\nimplanted = \"2021-08-10\"");
  const auto before =
      entry("device", "id = \"p\"\ntype = \"pacemaker_dual\"\nimplanted = \"2015-01-01\"\nremoved = \"2021-07-01\"");
  const std::string id = "major.blood_typical_with_material";
  EXPECT_EQ(duke(id, pacemaker + growth), "yes");
  EXPECT_EQ(duke(id, s_icd + no_valve + growth), "no");
  EXPECT_EQ(duke(id, s_icd + history("prosthetic_valve") + growth), "yes");
  EXPECT_EQ(duke(id, later + no_valve + growth), "no");
  EXPECT_EQ(duke(id, before + no_valve + growth), "no");
  // Nobody has said whether there is a prosthetic valve, or any device at all.
  EXPECT_EQ(duke(id, s_icd + growth), "unknown");
  EXPECT_EQ(duke(id, growth), "unknown");
}

TEST(BloodCultures, CountADeviceThatWasTakenOutAfterTheyWereDrawn) {
  const auto growth = grew("cutibacterium_acnes", 2, "at = \"2021-08-01\"");
  const auto leads = entry("lead", "id = \"ra\"\ndevice = \"p\"") + entry("lead", "id = \"rv\"\ndevice = \"p\"");
  const auto removal = entry("procedure",
                             "what = \"system_removal\"\ndone = true\nat = \"2021-08-10\"\n"
                             "leads = [{ lead = \"ra\", result = \"complete\" }, { lead = \"rv\", "
                             "result = \"complete\" }]");
  const auto after = grew("cutibacterium_acnes", 2, "at = \"2021-08-15\"");
  EXPECT_EQ(duke("major.blood_typical_with_material", pacemaker + leads + removal + no_valve + growth), "yes");
  EXPECT_EQ(duke("major.blood_typical_with_material", pacemaker + leads + removal + no_valve + after), "no");
  EXPECT_EQ(duke("minor.predisposition", pacemaker + leads + removal + growth), "yes");
  EXPECT_EQ(duke("minor.predisposition", pacemaker + leads + removal + after), "unknown");
}

TEST(PetCt, OfAProsthesisIsMajorFromThreeMonthsOnAndMinorBefore) {
  const auto pet = [](const std::string& months, const std::string& is_prosthetic) {
    return entry("imaging", "modality = \"pet_ct\"\nuptake_valve = true\nuptake_lead = false\nvalve_is_prosthetic = " +
                                is_prosthetic + "\nimplant_age_months = " + months);
  };
  EXPECT_EQ(duke("major.imaging_pet", pet("2", "true")), "no");
  EXPECT_EQ(duke("minor.imaging", pet("2", "true")), "yes");
  EXPECT_EQ(duke("major.imaging_pet", pet("3", "true")), "yes");
  EXPECT_EQ(duke("minor.imaging", pet("3", "true")), "no");
  EXPECT_EQ(duke("major.imaging_pet", pet("4", "true")), "yes");
  EXPECT_EQ(duke("minor.imaging", pet("4", "true")), "no");
  EXPECT_EQ(duke("major.imaging_pet", pet("2", "false")), "yes");
  EXPECT_EQ(esc("major.imaging", pet("2", "true")), "yes");
}

TEST(PetCt, OfALeadTakesItsAgeFromTheReportOrTheLead) {
  const auto pet = [](const std::string& more) {
    return entry("imaging",
                 "at = \"2021-08-01\"\nmodality = \"pet_ct\"\nuptake_valve = false\nuptake_lead = true\n" + more);
  };
  const auto lead = [](const std::string& id, const std::string& implanted) {
    return entry("lead", "id = \"" + id + "\"\ndevice = \"p\"\nchamber = \"rv\"\nimplanted = \"" + implanted + "\"");
  };
  const auto device = entry("device", "id = \"p\"\ntype = \"pacemaker_single\"\nimplanted = \"2015-01-01\"");
  EXPECT_EQ(duke("major.imaging_pet", device + pet("")), "unknown");
  EXPECT_EQ(duke("major.imaging_pet", device + pet("implant_age_months = 2")), "no");
  EXPECT_EQ(duke("major.imaging_pet", device + lead("a", "2015-01-01") + pet("")), "yes");
  EXPECT_EQ(duke("minor.imaging", device + lead("a", "2021-06-15") + pet("")), "yes");
  EXPECT_EQ(duke("major.imaging_pet", device + lead("a", "2015-01-01") + lead("b", "2021-06-15") + pet("")), "unknown");
  EXPECT_EQ(duke("major.imaging_pet", device + entry("imaging", "modality = \"wbc_spect_ct\"\nuptake_lead = true")),
            "unknown");
}

TEST(Endocarditis, IsRejectedByAFirmReasonAndNeverForWantOfData) {
  EXPECT_EQ(duke_so_far(""), "criteria_not_met");
  EXPECT_EQ(duke_so_far(pacemaker), "criteria_not_met");
  for (const auto* reason : {"alternative_diagnosis", "gone_after_short_antibiotics", "no_endocarditis_at_operation"})
    EXPECT_EQ(duke_so_far(pacemaker + history(reason)), "rejected") << reason;
  EXPECT_EQ(duke_so_far(pacemaker + history("alternative_diagnosis", "present = false")), "criteria_not_met");
  // Possible yields to a firm alternative, definite does not.
  EXPECT_EQ(duke_so_far(pacemaker + lead_vegetation), "possible");
  EXPECT_EQ(duke_so_far(pacemaker + lead_vegetation + history("alternative_diagnosis")), "rejected");
  EXPECT_EQ(
      duke_so_far(pacemaker + lead_vegetation + grew("staphylococcus_aureus", 2) + history("alternative_diagnosis")),
      "definite");
}

TEST(Endocarditis, IsDefiniteByPathologyOnlyWhenAClinicianConfirmsIt) {
  const auto lead_culture = entry("culture",
                                  "specimen = \"lead\"\nresult = \"growth\"\norganism = \"staphylococcus_aureus\"\n"
                                  "through_infected_pocket = false");
  EXPECT_EQ(duke_so_far(pacemaker + lead_culture), "criteria_not_met");
  EXPECT_THAT(duke_reach(pacemaker + lead_culture), testing::Contains("definite"));
  EXPECT_EQ(duke_so_far(pacemaker + lead_culture + history("endocarditis_confirmed_by_pathology")), "definite");
}

TEST(Endocarditis, IsDefiniteByFiveMinorsForDukeAndEscButNotForEhra) {
  const auto entries = pacemaker + sign("fever", "temperature_celsius = 39") + sign("arterial_embolism") +
                       sign("osler_nodes") + grew("neisseria_gonorrhoeae", 1);
  const auto patient = assessed_entries(entries);
  EXPECT_EQ(outcome_of(patient, "duke_iscvid_2023", "systemic").so_far, "definite");
  EXPECT_EQ(outcome_of(patient, "esc_2023_endocarditis", "systemic").so_far, "definite");
  EXPECT_EQ(outcome_of(patient, "ehra_2020_infection", "systemic").so_far, "possible");
}

TEST(Endocarditis, OnAuscultationCountsOnlyWhereEchocardiographyIsNotAvailable) {
  const auto murmur = sign("murmur_new");
  EXPECT_EQ(duke("minor.examination", murmur), "unknown");
  EXPECT_EQ(duke("minor.examination", murmur + lead_vegetation), "no");
  EXPECT_EQ(duke_so_far(pacemaker + murmur + grew("neisseria_gonorrhoeae", 1)), "criteria_not_met");
}

TEST(Endocarditis, SeenAtOperationIsMajorWhereImagingIsNot) {
  const auto seen = entry("imaging", "modality = \"direct_inspection\"\nvalve_lesion = \"vegetation\"");
  EXPECT_EQ(duke("major.surgical", seen + lead_vegetation), "no");
  EXPECT_EQ(duke_so_far(pacemaker + seen), "possible");
}

TEST(Laboratory, TitresOfExactly800FollowTheirReadings) {
  const auto titre = [](const std::string& test, const std::string& value) {
    return entry("lab", "test = \"" + test + "\"\nunit = \"1\"\nvalue = " + value);
  };
  const std::string id = "major.blood_laboratory";
  const auto no_pcr = entry("lab", "test = \"coxiella_pcr\"\ndetected = false");
  const auto none = no_pcr + entry("lab", "test = \"bartonella_pcr\"\ndetected = false") +
                    entry("lab", "test = \"tropheryma_pcr\"\ndetected = false") +
                    entry("culture", "specimen = \"blood\"\nresult = \"no_growth\"");
  EXPECT_EQ(duke(id, none + titre("coxiella_phase1_igg", "800") + titre("bartonella_igg", "799")), "no");
  EXPECT_EQ(duke(id, titre("coxiella_phase1_igg", "801")), "yes");
  EXPECT_EQ(duke(id, titre("bartonella_igg", "800")), "yes");
  EXPECT_EQ(duke(id, entry("lab", "test = \"tropheryma_pcr\"\ndetected = true")), "yes");
  EXPECT_EQ(duke(id, no_pcr), "unknown");
  EXPECT_EQ(esc("major.blood_coxiella", none + titre("coxiella_phase1_igg", "800")), "no");
}

TEST(Phenotype, OccultBacteraemiaIsSaidOnlyAfterTheExtractionEndedIt) {
  const auto phenotype = [](const std::string& entries) {
    return outcome_of(assessed_entries(entries), "hrs_2017_phenotypes", "phenotype");
  };
  const auto growth =
      grew("enterococcus_faecalis", 2, "at = \"2021-08-01\"") + history("primary_focus", "present = false");
  const auto removal = entry("procedure", "what = \"system_removal\"\ndone = true\nat = \"2021-08-05\"");
  const auto negative = entry("culture", "specimen = \"blood\"\nresult = \"no_growth\"\nat = \"2021-08-08\"");
  EXPECT_EQ(phenotype(pacemaker + growth).so_far, "bacteraemia");
  EXPECT_THAT(phenotype(pacemaker + growth).reachable, testing::Not(testing::Contains("occult_bacteraemia_probable")));
  EXPECT_EQ(phenotype(pacemaker + growth + negative).so_far, "bacteraemia");
  EXPECT_EQ(phenotype(pacemaker + growth + removal).so_far, "bacteraemia");
  EXPECT_EQ(phenotype(pacemaker + growth + removal + negative).so_far, "occult_bacteraemia_probable");
  // Nobody has said that there was no other source.
  const auto unasked = grew("enterococcus_faecalis", 2, "at = \"2021-08-01\"");
  EXPECT_EQ(phenotype(pacemaker + unasked + removal + negative).so_far, "bacteraemia");
  EXPECT_EQ(phenotype(pacemaker + growth + removal + negative + grew("enterococcus_faecalis", 1, "at = \"2021-08-10\""))
                .so_far,
            "bacteraemia");
}

TEST(Phenotype, APocketIsIsolatedOnlyWhenBloodCulturesAreReadWithoutGrowth) {
  const auto phenotype = [](const std::string& entries) {
    return outcome_of(assessed_entries(entries), "hrs_2017_phenotypes", "phenotype").so_far;
  };
  const auto negative = entry("culture", "specimen = \"blood\"\nresult = \"no_growth\"");
  EXPECT_EQ(phenotype(pacemaker + sign("warmth")), "not_assigned");
  EXPECT_EQ(phenotype(pacemaker + sign("warmth") + negative), "pocket_isolated");
  EXPECT_EQ(phenotype(pacemaker + sign("warmth") + sign("superficial_wound_infection") + negative),
            "superficial_incisional");
}

}  // namespace
}  // namespace lossa
