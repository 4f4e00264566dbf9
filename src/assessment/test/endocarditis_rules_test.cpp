// SPDX-License-Identifier: Apache-2.0
// The rules that only the criteria of endocarditis use, on small cases, with the facts as they are shipped.
#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::assessment {
namespace {

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}
std::string device(const std::string& fields) { return entry("device", fields); }
std::string grew(const std::string& organism, const std::string& more = "") {
  return entry("culture", "specimen = \"blood\"\nresult = \"growth\"\norganism = \"" + organism +
                              "\"\nat = \"2021-06-01\"\n" + more);
}
std::string imaging(const std::string& fields) { return entry("imaging", fields); }
std::string test_of(const std::string& test, const std::string& detected) {
  return entry("lab", "test = \"" + test + "\"\ndetected = " + detected);
}

const std::string two_sets = "sets_positive = 2";
const std::string pacemaker = device("id = \"p\"\ntype = \"pacemaker_single\"\nimplanted = \"2010-01-01\"");
const std::string no_valve = entry("history", "what = \"prosthetic_valve\"\npresent = false");

TEST(ListedSets, FollowTheListAndNotTheGroup) {
  const auto always = [](const std::string& organism) {
    return number_of("blood.duke_always_sets", grew(organism, two_sets));
  };
  EXPECT_EQ(always("staphylococcus_lugdunensis"), "2");
  EXPECT_EQ(always("enterococcus_faecalis"), "2");
  EXPECT_EQ(always("enterococcus_faecium"), "0");
  EXPECT_EQ(always("streptococcus_pneumoniae"), "0");
  EXPECT_EQ(always("streptococcus_species"), "0..2 unclear");
  EXPECT_EQ(number_of("blood.esc_typical_sets", grew("staphylococcus_lugdunensis", two_sets)), "0");
  EXPECT_EQ(number_of("blood.esc_typical_sets", grew("enterococcus_faecalis")), "1.. unclear");
  EXPECT_EQ(number_of("blood.duke_always_sets", ""), "0.. not_asked");
}

TEST(ListedSets, CountWithMaterialOnlyCulturesDrawnWhileItWasInPlace) {
  const auto sets = [](const std::string& entries) {
    return number_of("blood.duke_material_sets", entries + grew("staphylococcus_epidermidis", two_sets));
  };
  EXPECT_EQ(sets(pacemaker), "2");
  EXPECT_EQ(sets(entry("history", "what = \"prosthetic_valve\"")), "2");
  EXPECT_EQ(sets(device("type = \"loop_recorder\"") + no_valve), "0");
  EXPECT_EQ(sets(device("type = \"loop_recorder\"")), "0..2 unclear");
  EXPECT_EQ(sets(""), "0..2 unclear");
  EXPECT_EQ(sets(device("type = \"icd\"\nimplanted = \"2021-06-02\"") + no_valve), "0");
  EXPECT_EQ(sets(device("type = \"icd\"\nimplanted = \"2021-05-15/2021-06-15\"") + no_valve), "0..2 unclear");
  // One set before the device and one after it are one set with it.
  EXPECT_EQ(number_of("blood.duke_material_sets",
                      device("type = \"icd\"\nimplanted = \"2021-05-01\"") + no_valve +
                          entry("culture",
                                "specimen = \"blood\"\nresult = \"growth\"\nsets_positive = 1\n"
                                "organism = \"staphylococcus_epidermidis\"\nat = \"2021-04-01\"") +
                          grew("staphylococcus_epidermidis", "sets_positive = 1")),
            "1");
}

TEST(ListedSets, RestOnTheCulturesAndOnWhatWasInPlace) {
  const auto patient = case_of(pacemaker + entry("culture",
                                                 "id = \"c\"\nspecimen = \"blood\"\nresult = \"growth\"\n"
                                                 "organism = \"cutibacterium_acnes\"\nat = \"2021-06-01\""));
  const auto fact = fact_of(shipped(), patient, "blood.duke_material_sets");
  EXPECT_EQ(fact.evidence.entries, (std::vector<std::string>{"c", "p"}));
}

TEST(Endovascular, LeadsCountWithoutAGeneratorAndThoseOutsideTheVeinsDoNot) {
  const std::string fact = "device.endovascular";
  EXPECT_EQ(truth_of(fact, ""), "not_asked");
  EXPECT_EQ(truth_of(fact, pacemaker), "yes");
  EXPECT_EQ(truth_of(fact, device("type = \"leadless_pacemaker\"")), "yes");
  EXPECT_EQ(truth_of(fact, device("type = \"s_icd\"")), "no");
  EXPECT_EQ(truth_of(fact, device("type = \"epicardial_pacemaker\"") + entry("lead", "vein = \"epicardial\"")), "no");
  const auto gone = device("id = \"g\"\ntype = \"pacemaker_single\"\nremoved = \"2020-01-01\"");
  EXPECT_EQ(truth_of(fact, gone), "no");
  EXPECT_EQ(truth_of(fact, gone + entry("lead", "device = \"g\"\nabandoned = true")), "yes");
  EXPECT_EQ(truth_of(fact, gone + entry("lead", "device = \"g\"\nremoved = \"2020-01-01\"")), "no");
  EXPECT_EQ(truth_of(fact, device("type = \"s_icd\"") + entry("lead", "use = \"pacing\"")), "not_asked");
}

TEST(Endovascular, ADeviceThatWasInPlaceWhenBloodCulturesWereDrawnStillCounts) {
  const auto removed = device("type = \"pacemaker_single\"\nremoved = \"2021-06-10\"");
  EXPECT_EQ(truth_of("device.endovascular", removed), "no");
  EXPECT_EQ(truth_of("device.endovascular", removed + grew("escherichia_coli")), "yes");
}

TEST(Endovascular, ARemovalOfTheSystemThatNamesNoLeadsLeavesThemUnclear) {
  const auto lead = entry("lead", "id = \"a\"\ndevice = \"p\"");
  const auto removal = [](const std::string& leads) {
    return entry("procedure", "what = \"system_removal\"\ndone = true\nat = \"2021-07-01\"\n" + leads);
  };
  EXPECT_EQ(truth_of("device.endovascular", pacemaker + lead + removal("")), "unclear");
  EXPECT_EQ(
      truth_of("device.endovascular", pacemaker + lead + removal("leads = [{ lead = \"a\", result = \"complete\" }]")),
      "no");
  EXPECT_EQ(
      truth_of("device.endovascular", pacemaker + lead + removal("leads = [{ lead = \"a\", result = \"failed\" }]")),
      "yes");
}

TEST(Cleared, BloodIsOnlyByADrawAfterTheRemovalAndNoGrowthLater) {
  const std::string fact = "blood.cleared_after_removal";
  const auto removal = entry("procedure", "what = \"extraction\"\ndone = true\nat = \"2021-07-01\"");
  const auto negative = [](const std::string& at) {
    return entry("culture", "specimen = \"blood\"\nresult = \"no_growth\"\nat = \"" + at + "\"");
  };
  const auto growth = grew("escherichia_coli");
  EXPECT_EQ(truth_of(fact, growth + negative("2021-07-02")), "not_asked");
  EXPECT_EQ(truth_of(fact, growth + removal), "not_asked");
  EXPECT_EQ(truth_of(fact, growth + removal + negative("2021-06-20")), "not_asked");
  EXPECT_EQ(truth_of(fact, growth + removal + negative("2021-07-02")), "yes");
  const auto again = entry("culture",
                           "specimen = \"blood\"\nresult = \"growth\"\norganism = \"escherichia_coli\"\n"
                           "at = \"2021-07-04\"");
  EXPECT_EQ(truth_of(fact, growth + removal + negative("2021-07-02") + again), "not_asked");
  EXPECT_EQ(truth_of(fact, growth + removal + negative("2021-07-02") + again + negative("2021-07-08")), "yes");
}

TEST(Detected, IsNoOnlyWhenEachTestFoundNothing) {
  const std::string fact = "blood.fastidious_pcr";
  const auto both = test_of("coxiella_pcr", "false") + test_of("bartonella_pcr", "false");
  EXPECT_EQ(truth_of(fact, ""), "not_asked");
  EXPECT_EQ(truth_of(fact, both), "not_asked");
  EXPECT_EQ(truth_of(fact, both + test_of("tropheryma_pcr", "false")), "no");
  EXPECT_EQ(truth_of(fact, both + test_of("tropheryma_pcr", "true")), "yes");
  EXPECT_EQ(truth_of(fact, both + test_of("tropheryma_pcr", "\"awaited\"")), "awaited");
}

TEST(Inspection, OfTheHeartShowsALesionOrRulesItOutWhereItIsLookedFor) {
  const auto seen = [](const std::string& fields) {
    return truth_of("surgery.lesion_seen", imaging("modality = \"direct_inspection\"\n" + fields));
  };
  EXPECT_EQ(truth_of("surgery.lesion_seen", ""), "not_asked");
  EXPECT_EQ(truth_of("surgery.lesion_seen", imaging("modality = \"tee\"\nlead_mass = \"vegetation\"")), "not_asked");
  EXPECT_EQ(seen("lead_mass = \"vegetation\""), "yes");
  EXPECT_EQ(seen("valve_lesion = \"abscess\"\nlead_mass = \"none\""), "yes");
  EXPECT_EQ(seen("lead_mass = \"none\""), "not_asked");
  EXPECT_EQ(seen("lead_mass = \"none\"\nvalve_lesion = \"none\""), "no");
  EXPECT_EQ(seen("lead_mass = \"none\"\nvalve_lesion = \"indeterminate\""), "unclear");
}

TEST(LeftVegetation, IsPlacedByTheValveThatIsNamed) {
  const auto left = [](const std::string& entries) { return truth_of("echo.left_vegetation", entries); };
  const auto vegetation = [](const std::string& more) {
    return imaging("modality = \"tte\"\nvalve_lesion = \"vegetation\"\n" + more);
  };
  EXPECT_EQ(left(""), "not_asked");
  EXPECT_EQ(left(vegetation("valve = \"aortic\"")), "yes");
  EXPECT_EQ(left(vegetation("valve = \"tricuspid\"")), "no");
  EXPECT_EQ(left(vegetation("")), "not_asked");
  EXPECT_EQ(left(vegetation("valve = \"tricuspid\"") + vegetation("")), "unclear");
  EXPECT_EQ(left(imaging("modality = \"tee\"\nvalve_lesion = \"none\"")), "no");
  EXPECT_EQ(left(imaging("modality = \"tte\"\nvalve_lesion = \"none\"")), "not_asked");
}

TEST(EchoNotAvailable, IsNeverConcludedFromSilence) {
  EXPECT_EQ(truth_of("echo.not_available", ""), "not_asked");
  EXPECT_EQ(truth_of("echo.not_available", imaging("modality = \"pet_ct\"")), "not_asked");
  EXPECT_EQ(truth_of("echo.not_available", imaging("modality = \"tte\"")), "no");
}

TEST(ImplantAge, IsThatOfTheReportElseOfTheLeadsWhenTheExaminationWasMade) {
  const std::string fact = "pet.implant_months";
  const auto pet = [](const std::string& more) {
    return imaging("modality = \"pet_ct\"\nat = \"2021-06-01\"\n" + more);
  };
  const auto lead = [](const std::string& implanted) {
    return entry("lead", "device = \"p\"\nchamber = \"rv\"\nimplanted = \"" + implanted + "\"");
  };
  EXPECT_EQ(number_of(fact, pet("uptake_lead = true\nimplant_age_months = 5")), "5");
  EXPECT_EQ(number_of(fact, pet("uptake_lead = false\nimplant_age_months = 5")), "0.. not_asked");
  EXPECT_EQ(number_of(fact, pacemaker + lead("2020-06-01") + pet("uptake_lead = true")), "11.85..12.15 unclear");
  EXPECT_EQ(number_of(fact, pacemaker + lead("2020-06-01") + pet("uptake_valve = true")), "0.. not_asked");
  EXPECT_EQ(number_of(fact, pacemaker + entry("lead", "device = \"p\"") + pet("uptake_lead = true")), "0.. not_asked");
  EXPECT_EQ(number_of(fact, pacemaker + pet("uptake_lead = true")), "0.. not_asked");
}

TEST(Origins, AListThatDoesNotExistIsAFault) {
  const std::string facts =
      "[[investigation]]\nid = \"x\"\ntext.en = \"x\"\ntext.sv = \"x\"\n[[fact]]\nid = \"a\"\ntype = \"number\"\nof = "
      "\"case\"\nunit = \"count\"\nwindow = \"episode\"\nresolve = \"worst\"\ntext.en = \"t\"\ntext.sv = \"t\"\nask.en "
      "= "
      "\"t\"\nask.sv = \"t\"\nlearn = \"x\"\nfrom = { rule = \"blood_listed_sets\", list = \"no_such\" }\n";
  const auto issues = check_origins(library_of(facts));
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_NE(issues.front().message.find("'no_such' is no list of organisms"), std::string::npos);
}

}  // namespace
}  // namespace lossa::assessment
