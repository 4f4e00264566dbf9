// SPDX-License-Identifier: Apache-2.0
// The rules about procedures, complications and readiness on small cases, with the facts as they are shipped.
#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::assessment {
namespace {

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}
std::string lead(const std::string& more) { return entry("lead", "id = \"l\"\n" + more); }
std::string procedure(const std::string& more) {
  return entry("procedure", "what = \"extraction\"\ndone = true\nat = \"2021-06-01\"\n" + more);
}
std::string result(const std::string& more) { return procedure("leads = [{ lead = \"l\", " + more + " }]"); }
std::string complication(const std::string& what, const std::string& more = "") {
  return entry("complication", "what = \"" + what + "\"\nat = \"2021-06-01\"\n" + more);
}
std::string present(const std::string& what, const std::string& presence, const std::string& more = "at = \"2021\"") {
  return entry("readiness", "what = \"" + what + "\"\npresence = \"" + presence + "\"\n" + more);
}

struct Row {
  std::string fact, entries, expected;
};
void expect_truths(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fact + "\n" + row.entries);
    EXPECT_EQ(truth_of(row.fact, row.entries), row.expected);
  }
}
void expect_numbers(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fact + "\n" + row.entries);
    EXPECT_EQ(number_of(row.fact, row.entries), row.expected);
  }
}

/// The values that a category may still have, and its reason where there are several.
std::string category_of(const std::string& fact, const std::string& entries) {
  const auto found = fact_of(shipped(), case_of(entries), fact);
  const auto& values = shipped().knowledge.facts[static_cast<std::size_t>(shipped().knowledge.find_fact(fact))].values;
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (((found.value.possible >> i) & 1U) != 0) text += (text.empty() ? "" : "|") + values[i];
  return text + (found.evidence.conflict ? " conflict" : "");
}
void expect_categories(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fact + "\n" + row.entries);
    EXPECT_EQ(category_of(row.fact, row.entries), row.expected);
  }
}

TEST(LeadsInAProcedure, AreTargetedWhenNamedOrWhenTheWholeSystemComesOut) {
  expect_truths(
      {{"lead.targeted", lead(""), "not_asked"},
       {"lead.targeted", lead("target = true"), "yes"},
       {"lead.targeted", lead("target = false"), "no"},
       {"lead.targeted", lead("") + procedure(""), "not_asked"},
       {"lead.targeted", lead("") + result("result = \"failed\""), "yes"},
       {"lead.targeted", lead("") + entry("procedure", "what = \"system_removal\"\ndone = true"), "yes"},
       {"lead.targeted", lead("") + entry("procedure", "what = \"system_removal\"\ndone = \"awaited\""), "not_asked"},
       // Implanted after the removal of the system before it.
       {"lead.targeted",
        lead("implanted = \"2021-07\"") +
            entry("procedure", "what = \"system_removal\"\ndone = true\nat = \"2021-06\""),
        "not_asked"}});
}

TEST(LeadsInAProcedure, HaveDwelledUntilTheyCameOut) {
  expect_numbers(
      {{"lead.dwell_days", lead(""), "0.. not_asked"},
       {"lead.dwell_days", lead("implanted = \"2021-12-30\""), "1"},
       {"lead.dwell_days", lead("implanted = \"2020-06-01\"") + result("result = \"complete\""), "365"},
       {"lead.dwell_days", lead("implanted = \"2020-05-31\"") + result("result = \"complete\""), "366"},
       {"lead.dwell_days", lead("implanted = \"2020-06\"") + result("result = \"complete\""), "336..365 unclear"},
       {"lead.dwell_days",
        lead("implanted = \"2020-06-01\"") +
            entry("procedure", "what = \"system_removal\"\ndone = true\nat = \"2020-06-11\""),
        "10"},
       {"lead.dwell_days",
        lead("implanted = \"2020-06-01\"\nremoved = \"2020-06-03\"") + result("result = \"complete\""), "365"}});
}

TEST(LeadsInAProcedure, ShowAToolBeyondImplantationAndNeverItsAbsence) {
  expect_truths({{"lead.beyond_implant_tools", lead("") + result("tools = [\"locking_stylet\"]"), "yes"},
                 {"lead.beyond_implant_tools", lead("") + result("tools = [\"standard_stylet\"]"), "not_asked"},
                 {"lead.beyond_implant_tools",
                  lead("") + result("tools = [\"standard_stylet\"], beyond_implant_tools = false"), "no"},
                 {"lead.beyond_implant_tools", lead("") + result("beyond_implant_tools = true"), "yes"},
                 {"lead.beyond_implant_tools", lead(""), "not_asked"}});
}

TEST(LeadsInAProcedure, HaveTheResultOfTheirWordAndTheirRemnant) {
  expect_categories({{"lead.outcome", lead(""), "complete|partial|failed"},
                     {"lead.outcome", lead("") + result("result = \"complete\""), "complete"},
                     {"lead.outcome", lead("") + result("result = \"removed\""), "complete|partial"},
                     {"lead.outcome", lead("") + result("result = \"partial\", remnant_mm = 12"), "partial"},
                     {"lead.outcome", lead("") + result("remnant_mm = 0"), "complete"},
                     {"lead.outcome", lead("") + result("remnant_mm = 12"), "partial"},
                     {"lead.outcome", lead("") + result("remnant_mm = \"0 .. 9\""), "complete|partial"},
                     {"lead.outcome", lead("") + result("result = \"complete\", remnant_mm = 12"),
                      "complete|partial|failed conflict"}});
  expect_numbers(
      {{"lead.remnant_mm", lead("") + result("result = \"complete\""), "0"},
       {"lead.remnant_mm", lead("") + result("result = \"partial\""), "0.. not_asked"},
       {"lead.remnant_mm", lead("") + result("result = \"partial\", remnant_mm = \"<= 40\""), "0..40 unclear"},
       {"lead.remnant_mm", lead(""), "0.. not_asked"}});
  expect_truths({{"lead.remnant_harms", lead("") + result("result = \"partial\""), "not_asked"},
                 {"lead.remnant_harms", lead("") + result("remnant_harms = false"), "no"},
                 {"lead.remnant_harms", lead("") + result("remnant_harms = \"awaited\""), "awaited"}});
}

TEST(LeadsInAProcedure, HaveTheResultOfTheLastOne) {
  const auto again = entry("procedure",
                           "what = \"extraction\"\ndone = true\nat = \"2021-07-01\"\n"
                           "leads = [{ lead = \"l\", result = \"complete\" }]");
  EXPECT_EQ(category_of("lead.outcome", lead("") + again + result("result = \"failed\"")), "complete");
}

TEST(Procedures, ArePlannedWhenAwaited) {
  const auto with = [](const std::string& done) { return entry("procedure", "what = \"extraction\"\ndone = " + done); };
  expect_truths({{"procedure.planned", "", "no"},
                 {"procedure.planned", with("\"awaited\""), "yes"},
                 {"procedure.planned", with("true"), "no"},
                 {"procedure.planned", with("false"), "no"}});
}

TEST(Complications, AreNoneOnlyWhenSomebodySaysSo) {
  expect_truths(
      {{"complication.any", "", "not_asked"},
       {"complication.any", procedure(""), "not_asked"},
       {"complication.any", procedure("complications = \"none\""), "no"},
       {"complication.any", procedure("complications = \"all_recorded\""), "no"},
       {"complication.any", complication("stroke"), "yes"},
       {"complication.any", complication("stroke", "present = false"), "not_asked"},
       {"complication.stroke", complication("stroke", "present = false"), "no"},
       {"complication.stroke", complication("stroke", "present = \"unclear\""), "unclear"},
       {"complication.stroke", complication("haematoma"), "not_asked"},
       {"complication.stroke", complication("haematoma") + procedure("complications = \"all_recorded\""), "no"},
       // What is entered counts, whatever the procedure says.
       {"complication.stroke", complication("stroke") + procedure("complications = \"none\""), "yes"}});
}

TEST(Complications, AreGradedByWhatTheyTook) {
  expect_truths(
      {{"complication.effusion_treated", complication("tamponade"), "not_asked"},
       {"complication.effusion_treated", complication("tamponade", "intervention = [\"pericardiocentesis\"]"), "yes"},
       {"complication.effusion_treated", complication("tamponade", "intervention = [\"none\"]"), "not_asked"},
       {"complication.haemothorax_treated", complication("haemothorax", "intervention = [\"none\"]"), "no"},
       {"complication.effusion_untreated", complication("pericardial_effusion", "intervention = [\"none\"]"), "yes"},
       {"complication.effusion_untreated", complication("pericardial_effusion"), "not_asked"},
       {"complication.pulmonary_embolism_massive", complication("pulmonary_embolism", "massive = false"), "no"},
       {"complication.pulmonary_embolism_massive", complication("pulmonary_embolism", "massive = true"), "yes"},
       {"complication.fragment_migrated", complication("lead_fragment_migration", "sequelae = false"), "yes"},
       {"complication.fragment_migrated", complication("lead_fragment_migration"), "not_asked"},
       {"complication.called_major", complication("other", "severity = \"major\""), "yes"},
       {"complication.called_major", complication("other", "severity = \"minor\""), "not_asked"},
       {"complication.disabling", complication("stroke", "disabling = false"), "not_asked"},
       {"complication.disabling",
        complication("stroke", "disabling = false") + procedure("complications = \"all_recorded\""), "no"}});
}

TEST(Complications, KnowADeathOfTheProcedureByItsRelation) {
  expect_truths({{"procedure.related_death", "", "not_asked"},
                 {"procedure.related_death", procedure("complications = \"none\""), "no"},
                 {"procedure.related_death", entry("death", "cause = \"sepsis\""), "not_asked"},
                 {"procedure.related_death", entry("death", "related = false"), "no"},
                 {"procedure.related_death", entry("death", "related = true"), "yes"},
                 {"procedure.related_death", complication("death", "procedure_related = true"), "yes"},
                 {"procedure.related_death", complication("death"), "not_asked"}});
}

TEST(Readiness, KeepsThreePlacesApart) {
  expect_categories({{"readiness.surgeon", "", "on_site|on_duty|on_call_home|absent"},
                     {"readiness.surgeon", present("surgeon", "on_site"), "on_site"},
                     {"readiness.surgeon", present("surgeon", "on_duty"), "on_duty"},
                     {"readiness.surgeon", present("surgeon", "on_call_home"), "on_call_home"},
                     {"readiness.surgeon", present("perfusionist", "on_site"), "on_site|on_duty|on_call_home|absent"}});
}

TEST(Readiness, IsTheLatestOfTheBestPersonAndTheWorstOfOne) {
  const auto at = [](const std::string& when, const std::string& name) {
    return "at = \"" + when + "\"\nname = \"" + name + "\"";
  };
  expect_categories(
      {{"readiness.surgeon",
        present("surgeon", "on_site", at("2021-05-01", "A")) + present("surgeon", "absent", at("2021-05-02", "A")),
        "absent"},
       {"readiness.surgeon",
        present("surgeon", "on_call_home", at("2021-05-01", "A")) +
            present("surgeon", "on_site", at("2021-05-01", "B")),
        "on_site"},
       {"readiness.surgeon",
        present("surgeon", "on_site", at("2021-05-01", "A")) +
            present("surgeon", "on_call_home", at("2021-05-01", "A")),
        "on_call_home conflict"}});
}

TEST(Readiness, SaysNothingOnceTheDayItWasForHasPassed) {
  const auto on = [](const std::string& day) { return present("surgeon", "on_site", "date = \"" + day + "\""); };
  EXPECT_EQ(category_of("readiness.surgeon", on("2021-12-30")), "on_site|on_duty|on_call_home|absent");
  EXPECT_EQ(category_of("readiness.surgeon", on("2021-12-31")), "on_site");
  EXPECT_EQ(category_of("readiness.surgeon", on("2022-01-05")), "on_site");
}

TEST(Waivers, NeedANameAndAReason) {
  const auto waiver = [](const std::string& more) { return entry("waiver", "what = \"surgeon\"\n" + more); };
  const auto whole = waiver("by = \"A\"\nreason = \"R\"");
  expect_truths({{"waiver.surgeon", "", "no"},
                 {"waiver.surgeon", waiver("by = \"A\""), "no"},
                 {"waiver.surgeon", waiver("reason = \"R\""), "no"},
                 {"waiver.surgeon", whole, "yes"},
                 {"waiver.perfusionist", whole, "no"},
                 {"waiver.reason_owed", waiver("by = \"A\""), "yes"},
                 {"waiver.reason_owed", whole, "no"},
                 {"waiver.emergency_action", whole, "no"},
                 {"waiver.emergency_action", entry("waiver", "emergency = true"), "yes"}});
}

/// One question of the case, or of each lead, that has an answer whatever is recorded.
Library asking(const std::string& subject) {
  return library_of(R"([[fact]]
id = "fever"
type = "truth"
of = "case"
window = "episode"
resolve = "worst"
text = { en = "fever", sv = "feber" }
ask = { en = "?", sv = "?" }
from = { kind = "sign", where = { what = "fever" }, field = "present" }
)",
                    "[guideline]\nid = \"g\"\nversion = \"1\"\nsubject = \"" + subject +
                        "\"\ntitle = { en = \"t\", sv = \"t\" }\ncite = \"c\"\n" + R"(
[[question]]
id = "q"
text = { en = "q", sv = "q" }
[[question.conclusion]]
id = "ill"
text = { en = "ill", sv = "sjuk" }
tone = "act"
when = "fever"
[[question.conclusion]]
id = "not_shown"
text = { en = "not shown", sv = "ej visat" }
tone = "calm"
otherwise = true
)");
}

std::string said(const std::string& id, const std::string& about) {
  return entry("judgement", "id = \"" + id + "\"\n" + about + "\nby = \"A\"\nreason = \"R\"");
}

TEST(Judgements, StandBesideTheirAnswerTheNewestLast) {
  const auto library = asking("case");
  const std::string question = "question = \"g.q\"\nconclusion = ";
  const auto patient = case_of(said("b", question + "\"not_shown\"\nat = \"2021-02\"") +
                               said("a", question + "\"ill\"\nat = \"2021-01\""));
  const auto now = assessed(library, patient, "2021-12");
  const auto& answer = now.answers.at(0);
  ASSERT_EQ(answer.judgements.size(), 2U);
  EXPECT_EQ(answer.judgements[0].entry, "a");
  EXPECT_FALSE(answer.judgements[0].agrees);
  EXPECT_EQ(answer.judgements[1].entry, "b");
  EXPECT_TRUE(answer.judgements[1].agrees);
  // What is proposed is what it would be without them.
  EXPECT_EQ(answer.so_far, assessed(library, case_of(""), "2021-12").answers.at(0).so_far);
  // Only what was recorded by then.
  EXPECT_EQ(assessed(library, patient, "2021-01-31").answers.at(0).judgements.size(), 1U);
}

TEST(Judgements, OfALeadStandAtThatLeadOnly) {
  const auto library = asking("lead");
  const auto patient = case_of(lead("") + entry("lead", "id = \"m\"") +
                               said("a", "question = \"g.q\"\nlead = \"m\"\nconclusion = \"ill\""));
  const auto now = assessed(library, patient);
  ASSERT_EQ(now.answers.size(), 2U);
  for (const auto& answer : now.answers) {
    const auto& of = now.leads[static_cast<std::size_t>(answer.binding.lead)].entry;
    EXPECT_EQ(answer.judgements.size(), of == "m" ? 1U : 0U) << of;
  }
}

TEST(Judgements, OnNothingThatIsHereAreNamed) {
  const auto library = asking("lead");
  const auto now = assessed(library, case_of(lead("") + said("a", "question = \"g\"\nconclusion = \"ill\"") +
                                             said("b", "question = \"g.nothing\"\nconclusion = \"ill\"") +
                                             said("c", "question = \"g.q\"\nlead = \"l\"\nconclusion = \"well\"") +
                                             said("d", "question = \"g.q\"\nconclusion = \"ill\"")));
  EXPECT_EQ(now.judgements_on_nothing, (std::vector<std::string>{"a", "b", "c", "d"}));
}

}  // namespace
}  // namespace lossa::assessment
