// SPDX-License-Identifier: Apache-2.0
// The care of a patient, told by the guidelines that are shipped: indications to remove, length of treatment, what the
// referring ward does meanwhile, the next device, the follow-up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <lossa/base/date.hpp>
#include <lossa/intake/case_file.hpp>
#include <lossa/model/codec.hpp>
#include <lossa/resources/resources.hpp>
#include <lossa/service/library.hpp>

namespace lossa {
namespace {

using assessment::Assessment;
using guideline::Known;
using testing::AllOf;
using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;

const assessment::Library& library() {
  static const auto loaded = [] {
    auto result = service::load_library(service::shipped_guidelines());
    for (const auto& issue : result.issues) ADD_FAILURE() << to_string(issue);
    return std::move(result.value).value();
  }();
  return loaded;
}

const guideline::Knowledge& knowledge() { return library().knowledge; }

template <typename Items>
const auto& item_of(const Items& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

/// "antibiotics.ehra_pocket"
template <typename Item>
std::string name_of(const Item& item) {
  return item_of(knowledge().guidelines, item.guideline).id + "." + item.id;
}

struct View {
  std::string at = {};
  std::string day_one = {};  ///< the option of antibiotics.day_one; "": the default
};

struct Assessed {
  std::unique_ptr<const model::Case> patient;  ///< to which the assessment refers
  Assessment assessment;
};

/// Without what would settle each question: none of that is asked here.
Assessed assessed_file(std::string_view bytes, const std::string& name, const View& view) {
  auto file = intake::read_case_file(bytes, name);
  for (const auto& issue : file.issues) ADD_FAILURE() << to_string(issue);
  auto patient = model::fold(file.value.value().case_id, std::move(file.value->entries));
  assessment::Request request{
      .at = {}, .readings = guideline::default_readings(knowledge()), .detail = assessment::Detail::conclusions};
  if (!view.at.empty()) request.at = model::parse_when(view.at).value();
  if (!view.day_one.empty()) {
    const int reading = knowledge().find_reading("antibiotics", "day_one");
    const auto& options = item_of(knowledge().readings, reading).options;
    request.readings[static_cast<std::size_t>(reading)] =
        static_cast<int>(std::ranges::find(options, view.day_one) - options.begin());
  }
  auto owned = std::make_unique<const model::Case>(std::move(patient.value).value());
  auto made = assessment::assess(library(), *owned, request);
  return {std::move(owned), std::move(made).value()};
}

Assessed published(const std::string& id, const std::string& at = "") {
  const auto path = "examples/cases/" + id + ".toml";
  return assessed_file(resources::find(path).value(), path, {.at = at});
}

Assessed assessed(const std::string& entries, const View& view = {}) {
  return assessed_file("[case]\nid = \"test\"\ntitle.en = \"t\"\ntitle.sv = \"t\"\n" + entries, "test.toml", view);
}

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}

std::vector<std::string> recommended(const Assessment& assessment, bool on_card_only = false) {
  std::vector<std::string> names;
  for (const auto& result : assessment.recommendations) {
    const auto& recommendation = item_of(knowledge().recommendations, result.recommendation);
    if (result.why.verdict.truth.is_yes() && (recommendation.on_card || !on_card_only))
      names.push_back(name_of(recommendation));
  }
  return names;
}
std::vector<std::string> card_of(const Assessment& assessment) { return recommended(assessment, true); }

std::vector<std::string> windows(const Assessment& assessment) {
  std::vector<std::string> names;
  for (const auto& result : assessment.clocks)
    if (result.applies.verdict.truth.is_yes()) names.push_back(name_of(item_of(knowledge().clocks, result.clock)));
  return names;
}

std::vector<std::string> conflicts(const Assessment& assessment) {
  std::vector<std::string> names;
  for (const auto& conflict : assessment.clock_conflicts)
    names.push_back(item_of(knowledge().clocks, conflict.first).id + "/" +
                    item_of(knowledge().clocks, conflict.second).id);
  return names;
}

const assessment::ClockResult& window(const Assessment& assessment, const std::string& id) {
  return *std::ranges::find_if(assessment.clocks,
                               [&](const auto& result) { return item_of(knowledge().clocks, result.clock).id == id; });
}

/// The day of a date fact, "" if it is not known.
std::string day_of(const Assessment& assessment, std::string_view fact) {
  const int index = knowledge().find_fact(fact);
  const auto& evidence = assessment.evidence[assessment.values.slot(index, 0)];
  const auto& number = assessment.values.of(index).number;
  if (evidence.entries.empty()) return "";
  return Date::from_minutes(
             {.low = static_cast<WallMinutes>(number.low), .high = static_cast<WallMinutes>(number.high)})
      .text();
}

// ---- what is told of the patients below -----------------------------------------------------------------------------

std::string blood(const std::string& day, const std::string& more) {
  return entry("culture", "specimen = \"blood\"\nat = \"" + day + "\"\n" + more);
}
const std::string enterococcus = "result = \"growth\"\norganism = \"enterococcus_faecalis\"\nsets_positive = 2";
const std::string aureus = "result = \"growth\"\norganism = \"staphylococcus_aureus\"\nsets_positive = 2";
const std::string no_growth = "result = \"no_growth\"";
const std::string removed = entry("procedure", "what = \"extraction\"\ndone = true\nat = \"2021-03-10\"");
/// Leaves little open, so that the many questions of the shipped guidelines are quickly answered.
const std::string quiet = [] {
  std::string entries = entry("culture", "specimen = \"blood\"\nat = \"2021-03-01\"\nresult = \"no_growth\"");
  for (const std::string what :
       {"erosion", "purulent_discharge", "sinus", "pocket_inflammation", "deformation", "adherence",
        "threatened_erosion", "fluctuance", "superficial_wound_infection", "fever", "sepsis"})
    entries += entry("sign", "present = false\nat = \"2021-03-01\"\nwhat = \"" + what + "\"");
  return entries + entry("imaging",
                         "modality = \"tee\"\nat = \"2021-03-05\"\nlead_mass = \"none\"\n"
                         "valve_lesion = \"none\"");
}();
const std::string no_vegetation =
    entry("imaging", "modality = \"tee\"\nat = \"2021-03-05\"\nlead_mass = \"none\"\nvalve_lesion = \"none\"");
const std::string erosion = entry("sign", "what = \"erosion\"\nat = \"2021-03-01\"");
std::string antibiotic(const std::string& fields) {
  return entry("treatment", "what = \"antibiotic\"\nat = \"2021-03-02\"\n" + fields);
}
const View in_april{.at = "2021-04-01"};

// ---- day 1 and the windows ------------------------------------------------------------------------------------------

std::string day_one(const std::string& entries) {
  const auto patient = assessed(entries, in_april);
  return day_of(patient.assessment, "antibiotics.day_one");
}

TEST(DayOne, IsTheRemovalWhenNothingGrew) {
  EXPECT_EQ(day_one(removed + blood("2021-03-02", no_growth)), "2021-03-10");
}

TEST(DayOne, IsTheFirstNegativeCultureWhenThatIsLater) {
  EXPECT_EQ(day_one(removed + blood("2021-03-10", enterococcus) + blood("2021-03-13", no_growth) +
                    blood("2021-03-15", no_growth)),
            "2021-03-13");
  EXPECT_EQ(day_one(removed + blood("2021-03-01", enterococcus) + blood("2021-03-05", no_growth)), "2021-03-10")
      << "the blood was clear before the removal";
  EXPECT_EQ(day_one(removed + blood("2021-03-05", no_growth) + blood("2021-03-12", enterococcus) +
                    blood("2021-03-14", no_growth)),
            "2021-03-14")
      << "a negative culture before the last growth does not count";
}

TEST(DayOne, IsNotKnownWhileACultureIsAwaitedOrNoneWasTaken) {
  EXPECT_EQ(day_one(removed + blood("2021-03-11", "result = \"awaited\"")), "");
  EXPECT_EQ(day_one(removed + blood("2021-03-10", enterococcus) + blood("2021-03-12", "result = \"awaited\"")), "");
  EXPECT_EQ(day_one(removed + blood("2021-03-10", enterococcus) + blood("2021-03-12", no_growth + "\nfinal = false")),
            "");
  EXPECT_EQ(day_one(removed), "");
  EXPECT_EQ(day_one(blood("2021-03-02", no_growth)), "") << "nothing is removed";
}

TEST(DayOne, IsTheRemovalUnderTheOtherReading) {
  const auto entries = removed + no_vegetation + blood("2021-03-10", enterococcus) + blood("2021-03-13", no_growth);
  const auto later = assessed(entries, in_april);
  const auto removal = assessed(entries, {.at = "2021-04-01", .day_one = "removal"});
  const auto end = [](const Assessed& patient) {
    return Date::from_minutes(window(patient.assessment, "hrs_bloodstream").earliest_end.value()).text();
  };
  EXPECT_EQ(end(later), "2021-03-27");
  EXPECT_EQ(end(removal), "2021-03-24");
}

TEST(PlannedEnd, IsTheLatestThatIsStated) {
  const auto end = [](const std::string& entries) {
    return day_of(assessed(quiet + entries, in_april).assessment, "antibiotics.planned_end");
  };
  EXPECT_EQ(end(antibiotic("until = \"2021-04-20\"")), "2021-04-20");
  EXPECT_EQ(end(antibiotic("days = 10")), "2021-03-12");
  EXPECT_EQ(end(antibiotic("days = 10") + antibiotic("until = \"2021-04-20\"")), "2021-04-20");
  EXPECT_EQ(end(antibiotic("agent = \"a\"")), "") << "no end is stated";
  EXPECT_EQ(end(antibiotic("days = 10") + antibiotic("agent = \"a\"")), "") << "the other may go on";
  EXPECT_EQ(end(antibiotic("agent = \"a\"") +
                entry("treatment", "what = \"antibiotic\"\nat = \"2021-03-04\"\nuntil = \"2021-04-20\"")),
            "2021-04-20")
      << "replaced by what began later";
  EXPECT_EQ(end(antibiotic("until = \"2021-04-20\"\naim = \"suppression\"")), "") << "suppression has no end";
}

TEST(Windows, OfBacteraemiaDisagreeAndBothAreShown) {
  const auto patient =
      assessed(removed + no_vegetation + blood("2021-03-02", enterococcus) + blood("2021-03-12", no_growth), in_april);
  EXPECT_THAT(windows(patient.assessment),
              IsSupersetOf({"antibiotics.ehra_bloodstream", "antibiotics.hrs_bloodstream"}));
  EXPECT_THAT(windows(patient.assessment), Not(Contains("antibiotics.hrs_bloodstream_aureus")));
  EXPECT_THAT(conflicts(patient.assessment), Contains("ehra_bloodstream/hrs_bloodstream"));
  EXPECT_THAT(conflicts(patient.assessment), Not(Contains("hrs_bloodstream/aha_bloodstream"))) << "they agree";
  for (const auto& conflict : patient.assessment.clock_conflicts)
    EXPECT_EQ(item_of(knowledge().clocks, conflict.first).group, item_of(knowledge().clocks, conflict.second).group);
}

TEST(Windows, AreOfOneKindOfInfection) {
  const auto negative = blood("2021-03-02", no_growth);
  const auto eroded = assessed(removed + erosion + negative, in_april);
  EXPECT_THAT(windows(eroded.assessment), IsSupersetOf({"antibiotics.hrs_erosion", "antibiotics.ehra_erosion"}));
  EXPECT_THAT(windows(eroded.assessment), Not(Contains("antibiotics.hrs_pocket")));
  EXPECT_THAT(windows(eroded.assessment), Not(Contains("antibiotics.hrs_bloodstream")));
  const auto draining =
      assessed(removed + negative + entry("sign", "what = \"erosion\"\npresent = false") +
                   entry("sign", "what = \"purulent_discharge\"") + entry("sign", "what = \"warmth\""),
               in_april);
  EXPECT_THAT(windows(draining.assessment), IsSupersetOf({"antibiotics.hrs_pocket", "antibiotics.ehra_pocket"}));
  EXPECT_THAT(windows(draining.assessment), Not(Contains("antibiotics.hrs_erosion")));
  EXPECT_THAT(conflicts(draining.assessment), Contains("ehra_pocket/hrs_pocket"));
}

TEST(Windows, WarnOfAnEndThatIsTooEarlyOnlyByASourceThatWasRead) {
  const auto patient = assessed(removed + no_vegetation + blood("2021-03-02", enterococcus) +
                                    blood("2021-03-12", no_growth) + antibiotic("until = \"2021-03-20\""),
                                in_april);
  const auto& hrs = window(patient.assessment, "hrs_bloodstream");
  const auto& ehra = window(patient.assessment, "ehra_bloodstream");
  EXPECT_EQ(hrs.planned, assessment::Planned::too_early);
  EXPECT_EQ(ehra.planned, assessment::Planned::too_early);
  EXPECT_TRUE(hrs.alarms);
  EXPECT_FALSE(ehra.alarms) << "from memory";
  const auto long_enough = assessed(removed + no_vegetation + blood("2021-03-02", aureus) +
                                        blood("2021-03-12", no_growth) + antibiotic("until = \"2021-04-20\""),
                                    in_april);
  EXPECT_FALSE(window(long_enough.assessment, "hrs_bloodstream_aureus").alarms);
}

// ---- removal --------------------------------------------------------------------------------------------------------

struct Indication {
  std::string reasons;
  std::string recommendation;
};

class OtherIndications : public testing::TestWithParam<Indication> {};

TEST_P(OtherIndications, HoldByTheReasonRecordedAtTheDecisionAndNotWithout) {
  const auto decided = [](const std::string& more) {
    return recommended(assessed(quiet + entry("decision", "what = \"removal_in_question\"\n" + more)).assessment);
  };
  EXPECT_THAT(decided("reasons = [" + GetParam().reasons + "]"),
              Contains("removal_other." + GetParam().recommendation));
  EXPECT_THAT(decided(""), Not(Contains("removal_other." + GetParam().recommendation)));
  EXPECT_THAT(decided("present = false\nreasons = [" + GetParam().reasons + "]"),
              Not(Contains("removal_other." + GetParam().recommendation)));
}

INSTANTIATE_TEST_SUITE_P(
    Care, OtherIndications,
    testing::Values(Indication{"\"thromboembolic_event\"", "hrs_2017_thromboembolic_event"},
                    Indication{"\"svc_occlusion_needed_lead\"", "hrs_2017_svc_occlusion_needed_lead"},
                    Indication{"\"planned_stent\"", "hrs_2017_planned_stent"},
                    Indication{"\"svc_symptomatic\"", "hrs_2017_svc_symptomatic"},
                    Indication{"\"life_threatening_arrhythmia\"", "hrs_2017_life_threatening_arrhythmia"},
                    Indication{"\"ipsilateral_occlusion\"", "hrs_2017_ipsilateral_occlusion"},
                    Indication{"\"chronic_pain\"", "hrs_2017_chronic_pain"},
                    Indication{"\"cancer_treatment\"", "hrs_2017_cancer_treatment"},
                    Indication{"\"lead_burden\"", "hrs_2017_lead_burden"},
                    Indication{"\"abandoned_lead_interferes\"", "hrs_2017_abandoned_interfering"},
                    Indication{"\"unnecessary_or_nonfunctional\"", "hrs_2017_nonfunctional"},
                    Indication{"\"future_threat\"", "hrs_2017_recalled"},
                    Indication{"\"mri_access\"", "hrs_2017_mri_access"},
                    Indication{"\"normal_lead\"", "hrs_2017_normal_lead"},
                    Indication{"\"redundant_lead\", \"life_expectancy_under_1_year\"", "hrs_2009_redundant"},
                    Indication{"\"anomalous_placement\"", "hrs_2009_anomalous"}),
    [](const auto& row) { return row.param.recommendation; });

TEST(OtherIndications, OfARedundantLeadNeedTheShortLifeExpectancyToSpeakAgainstRemoval) {
  const auto patient =
      assessed(quiet + entry("decision", "what = \"removal_in_question\"\nreasons = [\"redundant_lead\"]"));
  EXPECT_THAT(recommended(patient.assessment), Not(Contains("removal_other.hrs_2009_redundant")));
}

TEST(Removal, OfEpicardialLeadsFollowsFromInfectedFluid) {
  const auto patient =
      assessed(quiet + entry("decision", "what = \"removal_in_question\"\nreasons = [\"epicardial_infected_fluid\"]"));
  EXPECT_THAT(recommended(patient.assessment), Contains("removal.hrs_2017_epicardial"));
}

// ---- the holding card -----------------------------------------------------------------------------------------------

TEST(HoldingCard, OfAnExtrudedIcdInADependentPatient) {
  const auto patient = published("pseudomonas-extrusion-dependent");
  EXPECT_THAT(card_of(patient.assessment), IsSupersetOf({"removal.no_aspiration", "removal.hrs_2017_cultures",
                                                         "removal.contact_pocket", "holding_card.no_generator_change",
                                                         "holding_card.no_cutting", "holding_card.no_antibiotics_alone",
                                                         "holding_card.monitoring", "holding_card.icd_therapies"}));
  EXPECT_THAT(card_of(patient.assessment),
              AllOf(Not(Contains("removal.sepsis_first")), Not(Contains("holding_card.doac"))));
}

TEST(HoldingCard, OfSepsisPutsTreatmentWithoutDelayOnIt) {
  const auto patient = assessed(entry("sign", "what = \"sepsis\"\nat = \"2021-03-01\"") + blood("2021-03-01", aureus) +
                                entry("person", "anticoagulated = true"));
  EXPECT_THAT(card_of(patient.assessment),
              IsSupersetOf({"removal.sepsis_first", "removal.hrs_2017_cultures", "removal.contact_bacteraemia",
                            "holding_card.no_cutting", "holding_card.doac", "holding_card.no_heparin_bridging"}));
  EXPECT_THAT(card_of(patient.assessment), Not(Contains("holding_card.no_generator_change"))) << "not definite";
}

TEST(HoldingCard, IsEmptyOnceTheSystemIsOut) {
  const auto patient = published("pseudomonas-extrusion-dependent", "extraction");
  EXPECT_TRUE(card_of(patient.assessment).empty()) << testing::PrintToString(card_of(patient.assessment));
}

// ---- the next device ------------------------------------------------------------------------------------------------

/// Of one leadless model: the effects of its arguments that hold, with the market in parentheses.
std::vector<std::string> effects_on(const Assessment& assessment, const std::string& option, guideline::Effect effect) {
  std::vector<std::string> texts;
  for (const auto& result : assessment.options) {
    if (item_of(knowledge().options, result.option).id != option) continue;
    for (const auto& argument : result.arguments) {
      const auto& said = item_of(knowledge().arguments, argument.argument);
      if (said.effect == effect && argument.why.verdict.truth.is_yes()) texts.push_back(said.text.en);
    }
  }
  return texts;
}

std::string vein(const std::string& name, const std::string& state) {
  return entry("access", "vein = \"" + name + "\"\nstate = \"" + state + "\"");
}
const std::string filter = entry("history", "what = \"ivc_filter\"");

TEST(Leadless, AFilterDoesNotExcludeAMicraWhileTheJugularWayIsOpen) {
  using guideline::Effect;
  const auto open = assessed(removed + blood("2021-03-02", no_growth) + no_vegetation + erosion + filter +
                             vein("right_jugular", "open"));
  const auto closed = assessed(removed + blood("2021-03-02", no_growth) + no_vegetation + erosion + filter +
                               vein("right_jugular", "occluded") + vein("left_jugular", "occluded"));
  const auto not_known = assessed(removed + blood("2021-03-02", no_growth) + no_vegetation + erosion + filter);
  for (const std::string model : {"micra_vr2", "micra_av2"}) {
    EXPECT_TRUE(effects_on(open.assessment, model, Effect::excludes).empty());
    EXPECT_FALSE(effects_on(open.assessment, model, Effect::needs).empty());
    EXPECT_EQ(effects_on(closed.assessment, model, Effect::excludes).size(), 1U);
    EXPECT_TRUE(effects_on(not_known.assessment, model, Effect::excludes).empty());
  }
  EXPECT_FALSE(effects_on(open.assessment, "aveir_vr", Effect::excludes).empty()) << "its labelling, from memory";
}

TEST(Leadless, OnlyAMechanicalTricuspidProsthesisExcludes) {
  using guideline::Effect;
  const auto valve = [](const std::string& material) {
    return assessed(
        removed + blood("2021-03-02", no_growth) + no_vegetation + erosion +
        entry("history", "what = \"prosthetic_valve\"\nvalve = \"tricuspid\"\nprosthesis = \"" + material + "\""));
  };
  EXPECT_FALSE(effects_on(valve("mechanical").assessment, "micra_vr2", Effect::excludes).empty());
  EXPECT_TRUE(effects_on(valve("biological").assessment, "micra_vr2", Effect::excludes).empty());
}

TEST(Leadless, TheModelFollowsThePacingNeed) {
  using guideline::Effect;
  const auto both = assessed(removed + blood("2021-03-02", no_growth) + no_vegetation + erosion +
                             entry("pacing", "indications = [\"sinus_node_disease\", \"complete_av_block\"]"));
  EXPECT_FALSE(effects_on(both.assessment, "aveir_dr", Effect::favours).empty());
  EXPECT_FALSE(effects_on(both.assessment, "micra_vr2", Effect::hinders).empty());
  EXPECT_FALSE(effects_on(both.assessment, "micra_av2", Effect::hinders).empty());
  const auto block = assessed(removed + blood("2021-03-02", no_growth) + no_vegetation + erosion +
                              entry("pacing", "indications = [\"av_block\"]"));
  EXPECT_FALSE(effects_on(block.assessment, "micra_av2", Effect::favours).empty());
  EXPECT_TRUE(effects_on(block.assessment, "micra_av2", Effect::hinders).empty());
}

TEST(Leadless, EveryArgumentOfALabellingNamesItsMarket) {
  for (const auto& argument : knowledge().arguments) {
    if (!argument.source.starts_with("Micra")) continue;
    EXPECT_TRUE(!argument.market.empty() || argument.source.find("series") != std::string::npos) << argument.text.en;
  }
}

TEST(Repacing, EachSourceHasItsOwnWaitingTime) {
  const auto lesion = assessed(removed + blood("2021-03-02", aureus) + blood("2021-03-12", no_growth) +
                                   entry("imaging", "modality = \"tee\"\nvalve_lesion = \"vegetation\""),
                               in_april);
  EXPECT_THAT(windows(lesion.assessment),
              IsSupersetOf({"repacing.hrs_2017_14d", "repacing.aha_2010_14d", "repacing.esc_2023_14d"}));
  EXPECT_THAT(windows(lesion.assessment), Not(Contains("repacing.hrs_2017_72h")));
  EXPECT_EQ(Date::from_minutes(window(lesion.assessment, "aha_2010_14d").earliest_end.value()).text(), "2021-03-24")
      << "from removal";
  EXPECT_EQ(Date::from_minutes(window(lesion.assessment, "hrs_2017_14d").earliest_end.value()).text(), "2021-03-26")
      << "from the first negative culture";
  const auto lead = assessed(removed + blood("2021-03-02", aureus) + blood("2021-03-12", no_growth) +
                                 entry("imaging",
                                       "modality = \"tee\"\nlead_mass = \"vegetation\"\nvalve_lesion = "
                                       "\"none\"\nuptake_valve = false") +
                                 entry("imaging", "modality = \"pet_ct\"\nuptake_valve = false"),
                             in_april);
  EXPECT_THAT(conflicts(lead.assessment), Contains("hrs_2017_72h/esc_2023_14d"));
}

// ---- afterwards -----------------------------------------------------------------------------------------------------

std::vector<std::string> due_contacts(const Assessment& assessment) {
  std::vector<std::string> due;
  for (const auto& result : assessment.contacts)
    if (result.due.state == assessment::ClockState::passed && !(result.done && result.done->truth.is_yes()))
      due.push_back(item_of(knowledge().contacts, result.contact).id);
  return due;
}

TEST(FollowUp, ContactsFallDueUntilTheyHaveTakenPlace) {
  const View in_july{.at = "2021-07-01"};
  EXPECT_THAT(due_contacts(assessed(quiet + removed, in_july).assessment),
              testing::UnorderedElementsAre("weeks_2_to_4", "day_30", "month_3"));
  const auto seen = entry("follow_up", "contact = \"day_30\"\nat = \"2021-04-10\"");
  EXPECT_THAT(due_contacts(assessed(quiet + removed + seen, in_july).assessment),
              testing::UnorderedElementsAre("weeks_2_to_4", "month_3"));
  EXPECT_TRUE(due_contacts(assessed(quiet, in_july).assessment).empty()) << "nothing is removed";
}

TEST(FollowUp, WithoutADeviceTheRhythmIsFollowedAndAfterAntibioticsTheWound) {
  const View in_july{.at = "2021-07-01"};
  const auto none = entry("reimplantation", "type = \"none\"\nat = \"2021-03-10\"");
  EXPECT_THAT(due_contacts(assessed(quiet + removed + none, in_july).assessment),
              IsSupersetOf({"rhythm_month_1", "rhythm_month_3"}));
  EXPECT_THAT(due_contacts(assessed(quiet + removed + antibiotic("until = \"2021-04-20\""), in_july).assessment),
              Contains("antibiotic_end"));
}

// ---- the facts that indicators count --------------------------------------------------------------------------------

std::string number_of(const Assessment& assessment, std::string_view fact) {
  const auto& number = assessment.values.of(knowledge().find_fact(fact)).number;
  return number.is_exact() ? std::to_string(static_cast<int>(number.low)) : "open";
}
std::string truth_of(const Assessment& assessment, std::string_view fact) {
  return std::string(to_string(assessment.values.of(knowledge().find_fact(fact)).truth));
}

TEST(Indicators, CountTheDaysFromDiagnosisToRemoval) {
  const auto diagnosed = entry("decision", "what = \"infection_diagnosed\"\nat = \"2021-03-04\"");
  const auto days = [](const std::string& entries) {
    return number_of(assessed(quiet + entries, in_april).assessment, "interval.diagnosis_to_removal");
  };
  EXPECT_EQ(days(diagnosed + removed), "6");
  EXPECT_EQ(days(removed), "open");
  EXPECT_EQ(days(diagnosed), "open");
  EXPECT_EQ(days(entry("decision", "what = \"infection_diagnosed\"\nat = \"2021-03\"") + removed), "open");
}

TEST(Indicators, CountTheSetsThatWereDrawnBeforeAntibiotics) {
  const auto sets = [](const std::string& entries) {
    return number_of(assessed(entries, in_april).assessment, "blood.sets_before_antibiotics");
  };
  const auto two = blood("2021-03-01", no_growth + "\nsets_total = 2");
  EXPECT_EQ(sets(two + antibiotic("")), "2");
  EXPECT_EQ(sets(two + blood("2021-03-05", no_growth + "\nsets_total = 3") + antibiotic("")), "2");
  EXPECT_EQ(sets(blood("2021-03-05", no_growth + "\nsets_total = 3\nantibiotics_before = false") + antibiotic("")),
            "3");
  EXPECT_EQ(sets(two), "open") << "whether antibiotics were given is not said";
  EXPECT_EQ(sets(blood("2021-03-01", no_growth) + antibiotic("")), "open") << "the number of sets is not said";
}

TEST(Indicators, KnowThatAPatientLivedOnlyByAContactOrALaterDeath) {
  const auto dead = [](const std::string& entries) {
    return truth_of(assessed(quiet + removed + entries, {.at = "2021-12-01"}).assessment, "outcome.dead_30_days");
  };
  EXPECT_EQ(dead(""), "not_asked");
  EXPECT_EQ(dead(entry("death", "at = \"2021-03-20\"")), "yes");
  EXPECT_EQ(dead(entry("death", "at = \"2021-06-20\"")), "no");
  EXPECT_EQ(dead(entry("follow_up", "at = \"2021-05-01\"")), "no");
  EXPECT_EQ(dead(entry("follow_up", "at = \"2021-03-20\"")), "not_asked");
}

TEST(Indicators, KnowThatThereWasNoNewInfectionOnlyByAContactAfterTheYear) {
  const auto again = [](const std::string& fields) {
    return truth_of(assessed(quiet + removed + entry("follow_up", fields), {.at = "2022-12-01"}).assessment,
                    "outcome.infection_1_year");
  };
  EXPECT_EQ(again("at = \"2021-06-01\"\ninfection = true"), "yes");
  EXPECT_EQ(again("at = \"2021-06-01\"\ninfection = false"), "not_asked");
  EXPECT_EQ(again("at = \"2022-04-01\"\ninfection = false"), "no");
  EXPECT_EQ(again("at = \"2022-04-01\"\ninfection = true"), "no") << "after the year";
}

TEST(Indicators, CountAConferenceAndTheCulturesThatAreDocumented) {
  const auto conference = [](const std::string& day) {
    return truth_of(
        assessed(removed + entry("decision", "what = \"team_conference\"\nat = \"" + day + "\""), in_april).assessment,
        "conference.before_removal");
  };
  EXPECT_EQ(conference("2021-03-08"), "yes");
  EXPECT_EQ(conference("2021-03-18"), "no");
  EXPECT_EQ(truth_of(assessed(quiet + removed, in_april).assessment, "conference.before_removal"), "no");
  EXPECT_EQ(truth_of(assessed(quiet).assessment, "conference.before_removal"), "not_asked");
  const auto tissue = entry("culture", "specimen = \"pocket_tissue\"\nresult = \"awaited\"");
  EXPECT_EQ(truth_of(assessed(quiet + tissue).assessment, "culture.tissue_taken"), "yes");
  EXPECT_EQ(truth_of(assessed(quiet).assessment, "culture.tissue_taken"), "no");
  EXPECT_EQ(truth_of(assessed(no_vegetation).assessment, "imaging.tee_done"), "yes");
}

// ---- what is known from memory --------------------------------------------------------------------------------------

struct Alarms {
  int of_memory = 0;     ///< that are due, or too early, and known from memory
  int that_warn = 0;     ///< of any source
  int warn_wrongly = 0;  ///< of memory
};

void count(Known known, bool happens, bool alarms, Alarms& counted) {
  counted.of_memory += static_cast<int>(happens && known == Known::memory);
  counted.that_warn += static_cast<int>(alarms);
  counted.warn_wrongly += static_cast<int>(alarms && known == Known::memory);
}

void count(const Assessment& assessment, Alarms& counted) {
  for (const auto& result : assessment.recommendations)
    if (result.due)
      count(item_of(knowledge().recommendations, result.recommendation).known, result.due->at.has_value(),
            result.due->alarms, counted);
  for (const auto& result : assessment.clocks)
    count(item_of(knowledge().clocks, result.clock).known, result.planned == assessment::Planned::too_early,
          result.alarms, counted);
  for (const auto& result : assessment.contacts)
    count(item_of(knowledge().contacts, result.contact).known, result.due.at.has_value(), result.due.alarms, counted);
}

TEST(Memory, RaisesNoAlarmInAnyCase) {
  Alarms counted;
  for (const auto& file : resources::under("examples/cases/")) {
    if (!file.path.ends_with(".toml")) continue;
    count(assessed_file(file.bytes, std::string(file.path), {}).assessment, counted);
  }
  const auto cut_short = antibiotic("until = \"2021-03-12\"");
  for (const auto& findings :
       {erosion + blood("2021-03-02", no_growth), no_vegetation + blood("2021-03-02", aureus),
        entry("imaging", "modality = \"tee\"\nlead_mass = \"vegetation\"\nvalve_lesion = \"none\"") +
            blood("2021-03-02", aureus),
        entry("imaging", "modality = \"tee\"\nvalve_lesion = \"vegetation\"\nvalve_is_prosthetic = true") +
            blood("2021-03-02", aureus),
        entry("sign", "what = \"superficial_wound_infection\"") +
            entry("sign", "what = \"sepsis\"\nat = \"2021-03-01\"")})
    for (const auto& out : {removed + blood("2021-03-11", no_growth), std::string()})
      count(assessed(findings + cut_short + out, in_april).assessment, counted);
  EXPECT_GE(counted.of_memory, 20) << "too little from memory was at stake for this test to say anything";
  EXPECT_GT(counted.that_warn, 0);
  EXPECT_EQ(counted.warn_wrongly, 0);
}

}  // namespace
}  // namespace lossa
