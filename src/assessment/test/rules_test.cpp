// SPDX-License-Identifier: Apache-2.0
// Each rule of docs/formats/fact-rules.md on small cases, with the facts as they are shipped.
#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::assessment {
namespace {

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}
std::string sign(const std::string& what, const std::string& more = "") {
  return entry("sign", "what = \"" + what + "\"\n" + more);
}
std::string blood(const std::string& more) { return entry("culture", "specimen = \"blood\"\n" + more); }
std::string grew(const std::string& organism, const std::string& more = "") {
  return blood("result = \"growth\"\norganism = \"" + organism + "\"\n" + more);
}

struct Row {
  std::string fact, entries, expected;
};

void expect_truths(const std::vector<Row>& rows, int instance = 0) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fact + "\n" + row.entries);
    EXPECT_EQ(truth_of(row.fact, row.entries, instance), row.expected);
  }
}
void expect_numbers(const std::vector<Row>& rows, int instance = 0) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fact + "\n" + row.entries);
    EXPECT_EQ(number_of(row.fact, row.entries, instance), row.expected);
  }
}

const std::string absent = "present = false";

TEST(Findings, AnAbsentEntryIsNeverNo) {
  expect_truths({{"pocket.exposed", "", "not_asked"},
                 {"pocket.exposed", sign("erosion"), "yes"},
                 {"pocket.exposed", sign("erosion", absent), "no"},
                 {"pocket.exposed", sign("erosion", "present = \"awaited\""), "awaited"},
                 {"pocket.exposed", sign("erosion", "present = \"not_done\""), "not_done"},
                 {"pocket.exposed", sign("erosion", "site = \"other\""), "not_asked"}});
}

TEST(Findings, AnyOfSeveralIsNoOnlyWhenEachIsAbsent) {
  expect_truths({{"pocket.discharge", sign("purulent_discharge"), "yes"},
                 {"pocket.discharge", sign("sinus"), "yes"},
                 {"pocket.discharge", sign("sinus", absent), "not_asked"},
                 {"pocket.discharge", sign("sinus", absent) + sign("purulent_discharge", absent), "no"},
                 {"infection.no_focus", entry("history", "what = \"primary_focus\""), "no"},
                 {"infection.no_focus", entry("history", "what = \"primary_focus\"\npresent = false"), "yes"},
                 {"infection.no_focus", "", "not_asked"}});
}

TEST(Findings, NoInflammationSpeaksForEachOfItsSigns) {
  expect_truths(
      {{"pocket.warmth", sign("pocket_inflammation", absent), "no"},
       {"pocket.warmth", sign("pocket_inflammation"), "not_asked"},
       {"pocket.warmth", sign("warmth"), "yes"},
       {"pocket.inflammation", sign("warmth"), "yes"},
       {"pocket.inflammation", sign("warmth", absent), "not_asked"},
       {"pocket.inflammation", sign("pocket_inflammation", absent), "no"},
       {"pocket.inflammation",
        sign("warmth", absent) + sign("pain", absent) + sign("swelling", absent) + sign("erythema", absent), "no"}});
}

TEST(Findings, APocketIsQuietOnlyWhenEverySignIsAbsent) {
  std::string all;
  for (const auto* what : {"erosion", "purulent_discharge", "sinus", "pocket_inflammation", "deformation", "adherence",
                           "threatened_erosion", "fluctuance", "superficial_wound_infection"})
    all += sign(what, absent);
  expect_truths({{"pocket.quiet", "", "not_asked"},
                 {"pocket.quiet", sign("erosion"), "no"},
                 {"pocket.quiet", sign("erosion", absent), "not_asked"},
                 {"pocket.quiet", all, "yes"}});
}

TEST(Findings, ADecisionIsMadeByBeingRecorded) {
  expect_truths(
      {{"decision.remove_system", "", "no"},
       {"decision.remove_system", entry("decision", "what = \"remove_system\""), "yes"},
       {"decision.remove_system", entry("decision", "what = \"remove_system\"\npresent = false"), "no"},
       {"decision.remove_system", entry("decision", "what = \"remove_system\"\npresent = \"awaited\""), "no"}});
  // Known from the beginning, so that what rests on it keeps its date.
  EXPECT_EQ(fact_of(shipped(), case_of(""), "decision.remove_system").value.since, guideline::Since::always());
}

TEST(Findings, TheHighestTemperatureRestsOnTheEntriesThatMayHaveIt) {
  const auto taken = [](const std::string& id, const std::string& celsius) {
    return sign("fever",
                "id = \"" + id + "\"\npresent = \"not_asked\"\nat = \"2021-03-01\"\ntemperature_celsius = " + celsius);
  };
  const auto fact =
      fact_of(shipped(), case_of(taken("low", "36.3") + taken("high", "38.8") + taken("about", "\">= 38.5\"")),
              "temperature.highest");
  EXPECT_EQ(fact.value.number.low, 38.8);
  EXPECT_EQ(fact.evidence.entries, (std::vector<std::string>{"about", "high"}));
  EXPECT_FALSE(fact.evidence.conflict);
}

TEST(Blood, GrowthIsKnownOnlyFromWhatIsRead) {
  expect_truths({{"blood.growth", "", "not_asked"},
                 {"blood.growth", grew("staphylococcus_aureus"), "yes"},
                 {"blood.growth", blood("result = \"no_growth\""), "no"},
                 {"blood.growth", blood("result = \"no_growth\"\nfinal = false"), "awaited"},
                 {"blood.growth", blood("result = \"awaited\""), "awaited"},
                 {"blood.growth", blood("result = \"no_growth\"") + blood("result = \"awaited\""), "awaited"},
                 {"blood.growth", blood(""), "not_asked"}});
}

TEST(Blood, SetsAreCountedForOneSpecies) {
  expect_numbers(
      {{"blood.aureus_sets", "", "0.. not_asked"},
       {"blood.aureus_sets", grew("staphylococcus_aureus", "sets_positive = 2\nsets_total = 3"), "2"},
       {"blood.aureus_sets", grew("staphylococcus_aureus", "sets_total = 3"), "1..3 unclear"},
       {"blood.aureus_sets", grew("staphylococcus_aureus"), "1.. unclear"},
       {"blood.aureus_sets", grew("staphylococcus_aureus", "sets_positive = 1") + blood("result = \"awaited\""),
        "1.. awaited"},
       {"blood.aureus_sets", blood("result = \"no_growth\""), "0"},
       {"blood.aureus_sets", blood("result = \"awaited\""), "0.. awaited"},
       {"blood.aureus_sets", grew("other", "sets_positive = 2"), "0.. unclear"},
       {"blood.aureus_sets", grew("staphylococcus_epidermidis", "sets_positive = 2"), "0"},
       {"blood.cons_sets", grew("staphylococcus_lugdunensis", "sets_positive = 2"), "0"},
       {"blood.cons_sets",
        grew("staphylococcus_epidermidis", "sets_positive = 1") +
            grew("staphylococcus_epidermidis", "sets_positive = 1"),
        "2"},
       {"blood.cons_sets",
        grew("staphylococcus_epidermidis", "sets_positive = 1") +
            grew("coagulase_negative_staphylococci", "sets_positive = 1"),
        "1..2 unclear"},
       {"blood.same_organism_sets",
        grew("staphylococcus_aureus", "sets_positive = 1") + grew("enterococcus_faecalis", "sets_positive = 2"), "2"},
       {"blood.same_organism_sets", blood("result = \"growth\""), "1.. unclear"}});
}

TEST(Blood, TheSpreadNeedsTimesOrASingleSet) {
  const auto at = [](const std::string& time) { return "sets_positive = 1\nat = \"" + time + "\""; };
  expect_numbers(
      {{"blood.spread_hours", blood("result = \"no_growth\""), "0"},
       {"blood.spread_hours", grew("staphylococcus_aureus", "sets_positive = 1"), "0"},
       {"blood.spread_hours", grew("staphylococcus_aureus", "sets_positive = 2"), "0.. unclear"},
       {"blood.spread_hours", grew("staphylococcus_aureus", "sets_positive = 2\nfirst_to_last_hours = 13"), "13"},
       {"blood.spread_hours",
        grew("staphylococcus_aureus", at("2021-08-20T08:00")) + grew("staphylococcus_aureus", at("2021-08-20T22:00")),
        "14"},
       {"blood.spread_hours",
        grew("staphylococcus_aureus", at("2021-08-20T08:00")) + grew("enterococcus_faecalis", at("2021-08-20T22:00")),
        "0"}});
}

TEST(Blood, AMajorityIsNeverRuledOutByCountingEntriesApart) {
  const std::string one_of_one = "sets_positive = 1\nsets_total = 1";
  expect_truths({{"blood.majority", grew("staphylococcus_aureus", "sets_positive = 3\nsets_total = 3"), "yes"},
                 {"blood.majority", grew("staphylococcus_aureus", "sets_positive = 3\nsets_total = 4"), "yes"},
                 {"blood.majority", grew("staphylococcus_aureus", "sets_positive = 2\nsets_total = 4"), "no"},
                 {"blood.majority", grew("staphylococcus_aureus", "sets_positive = 2"), "not_asked"},
                 {"blood.majority", blood("result = \"no_growth\""), "no"},
                 {"blood.majority",
                  grew("staphylococcus_aureus", one_of_one) + grew("staphylococcus_aureus", one_of_one) +
                      grew("staphylococcus_aureus", one_of_one),
                  "unclear"}});
}

TEST(Blood, TheFirstNegativeComesAfterTheRemovalAndTheLastGrowth) {
  const auto none = [](const std::string& at) { return blood("result = \"no_growth\"\nat = \"" + at + "\""); };
  const std::string removal = entry("procedure", "what = \"system_removal\"\ndone = true\nat = \"2021-09-01\"");
  const auto day = [&](const std::string& entries) {
    const auto value = fact_of(shipped(), case_of(entries), "blood.first_negative_after_removal").value.number;
    if (value == Interval<double>::anything()) return std::string();
    return Date::from_minutes({static_cast<WallMinutes>(value.low), static_cast<WallMinutes>(value.high)}).text();
  };
  EXPECT_EQ(day(removal + none("2021-08-30")), "");
  EXPECT_EQ(day(removal + none("2021-09-04") + none("2021-09-03")), "2021-09-03");
  EXPECT_EQ(
      day(removal + none("2021-09-03") + grew("staphylococcus_aureus", "at = \"2021-09-04\"") + none("2021-09-06")),
      "2021-09-06");
  EXPECT_EQ(day(none("2021-09-03")), "");
}

TEST(Cultures, GrowthOnALeadCountsOnlyThroughACleanPocketWhereThatIsAsked) {
  const auto lead = [](const std::string& more) {
    return entry("culture", "specimen = \"lead\"\nresult = \"growth\"\norganism = \"staphylococcus_aureus\"\n" + more);
  };
  expect_truths({{"culture.lead_growth", lead(""), "yes"},
                 {"culture.lead_growth_clean", lead(""), "not_asked"},
                 {"culture.lead_growth_clean", lead("through_infected_pocket = false"), "yes"},
                 {"culture.lead_growth_clean", lead("through_infected_pocket = true"), "no"}});
}

TEST(Cultures, APocketDiffersWhenSomethingGrewThatTheBloodDidNot) {
  const auto pus = [](const std::string& organism) {
    return entry("culture", "specimen = \"pus\"\nresult = \"growth\"\norganism = \"" + organism + "\"");
  };
  const auto aureus = grew("staphylococcus_aureus");
  expect_truths({{"culture.pocket_differs", pus("staphylococcus_aureus"), "not_asked"},
                 {"culture.pocket_differs", aureus, "not_asked"},
                 {"culture.pocket_differs", aureus + pus("staphylococcus_aureus"), "no"},
                 {"culture.pocket_differs", aureus + pus("enterococcus_faecalis"), "yes"},
                 {"culture.pocket_differs", aureus + pus("other"), "unclear"},
                 {"culture.pocket_differs", blood("result = \"no_growth\"") + pus("enterococcus_faecalis"), "yes"}});
}

TEST(Imaging, NoneFromTheChestWallExcludesNothing) {
  const auto echo = [](const std::string& how, const std::string& mass) {
    return entry("imaging", "modality = \"" + how + "\"\nlead_mass = \"" + mass + "\"");
  };
  const auto possible = [](const std::string& entries) {
    return fact_of(shipped(), case_of(entries), "echo.lead_mass").value.possible;
  };
  EXPECT_EQ(possible(echo("tte", "none")), 0b111U);
  EXPECT_EQ(possible(echo("tee", "none")), 0b001U);
  EXPECT_EQ(possible(echo("tte", "vegetation")), 0b100U);
  EXPECT_EQ(possible(echo("tte", "indeterminate") + echo("tee", "none")), 0b010U);
  EXPECT_EQ(possible(""), 0b111U);
  EXPECT_EQ(fact_of(shipped(), case_of(echo("tte", "none")), "echo.lead_mass").value.reason, Reason::unclear);
}

TEST(Person, AgesWithTheYears) {
  expect_numbers({{"patient.age", "", "0.. not_asked"},
                  {"patient.age", entry("person", "age_years = 64\nat = \"2021-12-31\""), "64"},
                  {"patient.age", entry("person", "age_years = 64\nat = \"2020-06-01\""), "65..66 unclear"},
                  {"patient.age", entry("person", "birth_year = 1957"), "64"},
                  {"patient.age", entry("person", "age_years = 64"), "64"}});
}

std::string device(const std::string& more, const std::string& type = "pacemaker_dual") {
  return entry("device", "type = \"" + type + "\"\n" + more);
}
std::string lead(const std::string& more) { return entry("lead", more); }

TEST(Devices, AreInPlaceFromImplantationToRemoval) {
  expect_truths(
      {{"device.leadless", "", "not_asked"},
       {"device.leadless", device(""), "no"},
       {"device.leadless", device("implanted = \"2020\"", "leadless_pacemaker"), "yes"},
       {"device.leadless", device("implanted = \"2022\"", "leadless_pacemaker"), "not_asked"},
       {"device.leadless", device("removed = \"2021-03\"", "leadless_pacemaker"), "no"},
       {"device.leadless", entry("reimplantation", "type = \"leadless_pacemaker\"\nat = \"2021-05\""), "yes"}});
}

TEST(Devices, AreTakenOutByARemovalThatNamesNone) {
  const auto out = entry("procedure", "what = \"system_removal\"\ndone = true\nat = \"2021-05\"");
  const auto there = device("id = \"a\"\nside = \"left\"\nimplanted = \"2015\"");
  expect_truths(
      {{"side.device_in_place", there, "yes"},
       {"side.device_in_place", there + out, "no"},
       {"side.device_in_place", there + device("id = \"b\"\nside = \"left\"\nimplanted = \"2016\"") + out, "unclear"}});
}

TEST(Leads, KnowTheirAgeByTheCalendar) {
  expect_numbers({{"lead.age", lead("implanted = \"2019-12-31\""), "2"}, {"lead.age", lead(""), "0.. not_asked"}});
  const auto anchored = case_of(lead("implanted = \"presentation - 3 years\""),
                                "anchors = [{ id = \"presentation\" }]\nassess_at = \"presentation\"");
  EXPECT_EQ(fact_of(shipped(), anchored, "lead.age").value.number, Interval<double>::exactly(3));
}

TEST(Leads, BelongToAnUnusualSystemByTheirDevice) {
  expect_truths({{"lead.unusual_system", lead(""), "not_asked"},
                 {"lead.unusual_system", lead("vein = \"epicardial\""), "yes"},
                 {"lead.unusual_system", device("id = \"d\"") + lead("device = \"d\""), "no"},
                 {"lead.unusual_system", device("id = \"d\"", "s_icd") + lead("device = \"d\""), "yes"},
                 {"lead.unusual_system", device("", "s_icd") + device("") + lead(""), "unclear"}});
}

TEST(Leads, AreGoneOnceAProcedureTookThemOut) {
  const auto patient =
      case_of(lead("id = \"l\"\nimplanted = \"2010\"") +
              entry("procedure", "done = true\nat = \"2021-05\"\nleads = [{ lead = \"l\", result = \"complete\" }]"));
  // It stays to be told of, since its result belongs to the episode; of what came out before it nothing is told.
  EXPECT_EQ(fact_of(shipped(), patient, "lead.in_place").value.truth, Truth::no());
  const auto before = case_of(
      lead("id = \"l\"\nimplanted = \"2010\"") +
          entry("procedure", "done = true\nat = \"2021-05\"\nleads = [{ lead = \"l\", result = \"complete\" }]"),
      "episodes = [{ id = \"a\" }, { id = \"b\", began = \"2021-06\" }]");
  EXPECT_TRUE(assessed(library_of(""), before, "2021-12").leads.empty());
}

TEST(Procedures, AreAtLeastThoseRecorded) {
  expect_numbers({{"device.prior_procedures", "", "0.. not_asked"},
                  {"device.prior_procedures", device("implanted = \"2010\"\nexchanged = \"2019\""), "2.. unclear"},
                  {"device.prior_procedures",
                   device("implanted = \"2010\"") + entry("history", "what = \"device_procedure\"\ncount = 3"), "3"}});
}

TEST(Veins, AreClosedWhenTheLatestStateOfEachIs) {
  const auto vein = [](const std::string& name, const std::string& state, const std::string& at = "2021") {
    return entry("access", "vein = \"" + name + "\"\nstate = \"" + state + "\"\nat = \"" + at + "\"");
  };
  expect_truths(
      {{"access.jugular_fails", vein("left_jugular", "occluded"), "not_asked"},
       {"access.jugular_fails", vein("left_jugular", "open"), "no"},
       {"access.jugular_fails", vein("left_jugular", "occluded") + vein("right_jugular", "occluded"), "yes"},
       {"access.jugular_fails",
        vein("left_jugular", "occluded") + vein("right_jugular", "open", "2019") + vein("right_jugular", "occluded"),
        "yes"},
       {"side.occluded", vein("left_subclavian", "occluded"), "yes"},
       {"side.occluded", vein("left_subclavian", "open"), "no"},
       {"side.occluded", vein("left_axillary", "stenosed"), "unclear"},
       {"side.occluded", vein("right_subclavian", "occluded"), "not_asked"},
       {"side.occluded", device("") + vein("left_subclavian", "occluded"), "not_asked"}});
}

TEST(Sides, AreInfectedByTellingSignsAndByHistory) {
  const auto left = device("id = \"a\"\nside = \"left\"\nimplanted = \"2015\"");
  const auto right = device("id = \"b\"\nside = \"right\"\nimplanted = \"2018\"");
  const auto past = entry("history", "what = \"device_infection\"\ndevice = \"a\"");
  expect_truths({{"side.infected_this_episode", left + sign("erosion"), "yes"},
                 {"side.infected_this_episode", left + sign("swelling"), "unclear"},
                 {"side.infected_this_episode", left, "not_asked"},
                 {"side.infected_this_episode", right, "no"},
                 {"side.infected_ever", left + past, "yes"},
                 {"side.infected_ever", right + entry("history", "what = \"device_infection\""), "unclear"},
                 {"side.infected_ever", "", "not_asked"},
                 // Which of two pockets it was is not said.
                 {"side.infected_this_episode", left + right + sign("erosion"), "unclear"}});
  EXPECT_EQ(truth_of("side.infected_this_episode", left + sign("erosion"), 1), "no");
}

TEST(Sides, WithoutNamesLieAcrossFromEachOther) {
  const auto first = device("id = \"a\"\nimplanted = \"2019-05\"\nremoved = \"2020-03\"");
  const auto second = device("id = \"b\"\ncontralateral_to = \"a\"\nimplanted = \"2020-03\"");
  const auto past = entry("history", "what = \"device_infection\"\ndevice = \"a\"");
  const auto both = first + second + past + sign("erosion", "device = \"b\"");
  EXPECT_EQ(truth_of("side.infected_ever", both, 0), "yes");
  EXPECT_EQ(truth_of("side.infected_ever", both, 1), "yes");
  EXPECT_EQ(truth_of("side.device_in_place", both, 0), "no");
  EXPECT_EQ(truth_of("side.device_in_place", both, 1), "yes");
}

TEST(Sides, ADeviceThatCannotBePlacedLeavesBothUnknown) {
  const auto placed = device("id = \"a\"\nside = \"left\"\nremoved = \"2020\"");
  const auto unplaced = device("id = \"b\"");
  EXPECT_EQ(truth_of("side.device_in_place", placed + unplaced, 0), "not_asked");
  EXPECT_EQ(truth_of("side.device_in_place", placed + unplaced, 1), "not_asked");
}

TEST(Sides, ThatContradictThemselvesAreNotKnown) {
  const auto one = device("id = \"a\"\nside = \"left\"");
  const auto other = device("id = \"b\"\nside = \"left\"\ncontralateral_to = \"a\"");
  EXPECT_EQ(truth_of("side.device_in_place", one + other, 1), "not_asked");
}

}  // namespace
}  // namespace lossa::assessment
