// SPDX-License-Identifier: Apache-2.0
// Scenes of a procedure: what is proposed of it, who overrides it, and whether it may begin. Each is a case file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <lossa/resources/resources.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/library.hpp>

namespace lossa {
namespace {

using testing::ElementsAre;

/// The scenes are about the procedure: what an infection is they are told in one line, which keeps them quick.
constexpr std::string_view infection = R"([guideline]
id = "ehra_2020_infection"
version = "1"
subject = "case"
title.en = "Infection"
title.sv = "Infektion"
cite = "none"
[[question]]
id = "pocket"
text.en = "Pocket"
text.sv = "Dosficka"
[[question.conclusion]]
id = "definite"
text.en = "Definite"
text.sv = "Säker"
tone = "act"
when = "pocket.exposed"
[[question.conclusion]]
id = "possible"
text.en = "Otherwise"
text.sv = "Annars"
tone = "calm"
otherwise = true
[[question]]
id = "systemic"
text.en = "Systemic"
text.sv = "Systemisk"
[[question.conclusion]]
id = "definite"
text.en = "Definite"
text.sv = "Säker"
tone = "act"
when = "pocket.exposed and blood.growth"
[[question.conclusion]]
id = "possible"
text.en = "Possible"
text.sv = "Möjlig"
tone = "act"
when = "blood.growth"
[[question.conclusion]]
id = "not_shown"
text.en = "Otherwise"
text.sv = "Annars"
tone = "calm"
otherwise = true
)";

bool is_about_procedures(const std::string& name) {
  return name.starts_with("evidence/") || name.starts_with("guidelines/facts") || name.ends_with("/scores.toml") ||
         name.ends_with("procedure_lead.toml") || name.ends_with("procedure_outcome.toml") ||
         name.ends_with("readiness.toml");
}

const assessment::Library& library() {
  static const auto loaded = [] {
    auto files = service::shipped_guidelines();
    std::erase_if(files, [](const guideline::SourceFile& file) { return !is_about_procedures(file.name); });
    files.push_back({.name = "infection.toml", .bytes = std::string(infection)});
    auto checked = service::load_library(files);
    for (const auto& issue : checked.issues) ADD_FAILURE() << to_string(issue);
    return std::move(checked.value).value();
  }();
  return loaded;
}

const assessment::Library& whole_library() {
  static const auto loaded = service::load_library(service::shipped_guidelines()).value.value();
  return loaded;
}

std::string entry(const std::string& kind, const std::string& fields) {
  return "[[entries]]\nkind = \"" + kind + "\"\n" + fields + "\n";
}

const std::string head = R"([case]
id = "scene"
title = "Scene of a procedure"
assess_at = "2021-06-02"
)";

service::AssessedCase assessed(const std::string& entries, const service::View& view = {}) {
  auto result = service::assess_case_file(library(), head + entries, "scene.toml", view);
  for (const auto& issue : result.issues) ADD_FAILURE() << to_string(issue);
  return std::move(result.value).value();
}

const assessment::Answer& answer_to(const service::AssessedCase& scene, const std::string& guideline,
                                    const std::string& question, int lead = -1) {
  const int index = library().knowledge.find_question(guideline, question);
  const auto& answers = scene.assessment.answers;
  return *std::ranges::find_if(
      answers, [&](const auto& one) { return one.question == index && (lead < 0 || one.binding.lead == lead); });
}

std::string conclusion_of(const assessment::Answer& answer) {
  if (answer.so_far < 0) return "";
  const auto& question = library().knowledge.questions[static_cast<std::size_t>(answer.question)];
  return question.conclusions[static_cast<std::size_t>(answer.so_far)].id;
}

/// What is concluded so far, and nothing else can still be.
std::string settled(const assessment::Answer& answer) {
  const auto only = std::uint64_t{1} << static_cast<unsigned>(answer.so_far);
  return answer.reachable.conclusions == only ? conclusion_of(answer) : conclusion_of(answer) + " so far";
}

std::string outcome(const service::AssessedCase& scene, const std::string& question) {
  return settled(answer_to(scene, "procedure_outcome", question));
}

bool recommends(const service::AssessedCase& scene, const std::string& id) {
  const auto& all = library().knowledge.recommendations;
  return std::ranges::any_of(scene.assessment.recommendations, [&](const auto& one) {
    return all[static_cast<std::size_t>(one.recommendation)].id == id && one.why.verdict.truth.is_yes();
  });
}

// ---- explant or extraction, result and success ----------------------------------------------------------------------

/// One lead, implanted on a day and taken out on 1 June 2021.
std::string one_lead(const std::string& implanted, const std::string& result, const std::string& more = "") {
  return entry("lead", "id = \"rv\"\nchamber = \"rv\"\nuse = \"pacing\"\nimplanted = \"" + implanted + "\"") +
         entry("procedure", "what = \"extraction\"\ndone = true\nat = \"2021-06-01\"\nleads = [{ lead = \"rv\", " +
                                result + " }]\n" + more);
}
const std::string by_hand = "result = \"complete\", tools = [\"standard_stylet\"], beyond_implant_tools = false";

TEST(Technique, IsAnExtractionFromTheDayAfterAYear) {
  EXPECT_EQ(outcome(assessed(one_lead("2020-06-01", by_hand)), "kind"), "explant");  // 365 days
  EXPECT_EQ(outcome(assessed(one_lead("2020-05-31", by_hand)), "kind"), "extraction");
  service::View view;
  view.readings["procedure_lead.one_year"] = "extraction";
  EXPECT_EQ(outcome(assessed(one_lead("2020-06-01", by_hand), view), "kind"), "extraction");
  EXPECT_EQ(outcome(assessed(one_lead("2020-06-02", by_hand), view), "kind"), "explant");
}

TEST(Technique, IsAnExtractionByItsToolsWhateverTheAge) {
  const auto stylet = std::string("result = \"complete\", tools = [\"locking_stylet\"]");
  EXPECT_EQ(outcome(assessed(one_lead("2021-05-01", stylet)), "kind"), "extraction");
  // Which tools were used is not said: an explant is not shown by silence.
  EXPECT_EQ(outcome(assessed(one_lead("2021-05-01", "result = \"complete\"")), "kind"), "not_known so far");
}

TEST(Technique, OfOneOldLeadMakesTheWholeAnExtraction) {
  const auto old =
      entry("lead", "id = \"ra\"\nchamber = \"ra\"\nuse = \"pacing\"\nimplanted = \"2010-03\"\ntarget = true");
  EXPECT_EQ(outcome(assessed(old + one_lead("2021-05-01", by_hand)), "kind"), "extraction");
}

TEST(Result, OfALeadTurnsAtFourCentimetres) {
  const auto of = [](const std::string& remnant) {
    const auto scene = assessed(one_lead("2010", "result = \"partial\", remnant_mm = " + remnant));
    return settled(answer_to(scene, "procedure_lead", "result"));
  };
  EXPECT_EQ(of("39"), "partial");
  EXPECT_EQ(of("40"), "failed");
  EXPECT_EQ(of("\"< 40\""), "partial");
  EXPECT_EQ(of("\"30 .. 50\""), "not_known so far");
}

TEST(Result, OfALeadThatCameOutIsStillTold) {
  const auto scene = assessed(one_lead("2010", "result = \"complete\""));
  EXPECT_EQ(settled(answer_to(scene, "procedure_lead", "result")), "complete");
}

const std::string no_complications = "complications = \"none\"";

TEST(Success, IsToldInItsThreeKinds) {
  const auto whole = assessed(one_lead("2010", "result = \"complete\"", no_complications));
  EXPECT_EQ(outcome(whole, "radiological"), "success");
  EXPECT_EQ(outcome(whole, "success"), "complete");

  const auto part = std::string("result = \"partial\", remnant_mm = 12, remnant_harms = ");
  const auto harmless = assessed(one_lead("2010", part + "false", no_complications));
  EXPECT_EQ(outcome(harmless, "radiological"), "remnant");
  EXPECT_EQ(outcome(harmless, "success"), "clinical");
  EXPECT_EQ(outcome(assessed(one_lead("2010", part + "true", no_complications)), "success"), "failure");
  EXPECT_EQ(outcome(assessed(one_lead("2010", "result = \"failed\"", no_complications)), "success"), "failure");
}

TEST(Success, IsNotConcludedFromSilence) {
  // Whether anyone was disabled or died is not said; nor what the remnant does.
  EXPECT_EQ(outcome(assessed(one_lead("2010", "result = \"complete\"")), "success"), "not_known so far");
  EXPECT_EQ(outcome(assessed(one_lead("2010", "result = \"partial\", remnant_mm = 12", no_complications)), "success"),
            "not_known so far");
  EXPECT_EQ(outcome(assessed(""), "success"), "not_yet");
}

TEST(Success, EndsWithALastingDisabilityOrARelatedDeath) {
  const auto out = one_lead("2010", "result = \"complete\"");
  EXPECT_EQ(outcome(assessed(out + entry("complication", "what = \"stroke\"\ndisabling = true")), "success"),
            "failure");
  EXPECT_EQ(outcome(assessed(out + entry("death", "related = true\nat = \"2021-06-02\"")), "success"), "failure");
}

const std::string infected = entry("sign", "what = \"exposed_hardware\"\nsite = \"pocket\"\nat = \"2021-05-20\"");

TEST(Remnant, InAnInfectionWarnsThoughTheSuccessIsClinical) {
  const auto part = one_lead("2010", "result = \"partial\", remnant_mm = 12, remnant_harms = false", no_complications);
  const auto scene = assessed(infected + part);
  EXPECT_EQ(outcome(scene, "success"), "clinical");
  EXPECT_TRUE(recommends(scene, "remnant_in_infection"));

  EXPECT_FALSE(recommends(assessed(part), "remnant_in_infection")) << "no infection";
  EXPECT_FALSE(recommends(assessed(infected + one_lead("2010", "result = \"complete\"")), "remnant_in_infection"));
  EXPECT_TRUE(recommends(assessed(infected + one_lead("2010", "result = \"failed\"")), "remnant_in_infection"));
}

// ---- complications --------------------------------------------------------------------------------------------------

TEST(Complications, ThatNobodyRecordedAreNotNone) {
  EXPECT_EQ(outcome(assessed(one_lead("2010", "result = \"complete\"")), "complications"), "none_recorded so far");
  EXPECT_EQ(outcome(assessed(one_lead("2010", "result = \"complete\"", no_complications)), "complications"), "none");
  EXPECT_EQ(outcome(assessed(""), "complications"), "not_yet");
}

struct Graded {
  std::string fields, either, hrs, preprint;
};

TEST(Complications, AreGradedByTheListInUse) {
  const std::vector<Graded> rows = {
      {"what = \"stroke\"", "major", "major", "major"},
      // A tear that took nothing: major by the preprint's list, graded by neither of HRS's.
      {"what = \"vascular_tear\"\nintervention = [\"none\"]", "major", "not_graded", "major"},
      {"what = \"new_site_infection\"", "major", "major", "minor"},
      {"what = \"haematoma\"\nintervention = [\"evacuation\"]", "minor", "minor", "minor"},
      {"what = \"haematoma\"\nintervention = [\"none\"]", "not_graded", "not_graded", "minor"},
      {"what = \"pneumothorax\"\nintervention = [\"chest_tube\"]", "minor", "minor", "minor"},
      {"what = \"tricuspid_worsening\"\nintervention = [\"none\"]\ndisabling = false", "minor", "minor", "minor"},
      {"what = \"cardiac_arrest\"\nintervention = [\"resuscitation\"]", "major", "major", "minor"},
      {"what = \"other\"\nseverity = \"major\"\nintervention = [\"none\"]", "major", "major", "major"}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fields);
    const auto scene = one_lead("2010", "result = \"complete\"", "complications = \"all_recorded\"") +
                       entry("complication", row.fields + "\nat = \"2021-06-01\"\ndisabling = false\n");
    // Those that say it themselves may not say it twice.
    const auto text = row.fields.find("disabling") == std::string::npos
                          ? scene
                          : one_lead("2010", "result = \"complete\"", "complications = \"all_recorded\"") +
                                entry("complication", row.fields + "\nat = \"2021-06-01\"\n");
    for (const auto& [list, expected] :
         {std::pair{"either", row.either}, std::pair{"hrs", row.hrs}, std::pair{"preprint", row.preprint}}) {
      service::View view;
      view.readings["procedure_outcome.complication_list"] = list;
      EXPECT_EQ(conclusion_of(answer_to(assessed(text, view), "procedure_outcome", "complications")), expected) << list;
    }
  }
}

TEST(Complications, EachItemOfAListNamesItsList) {
  const int index = library().knowledge.find_guideline("procedure_outcome");
  std::set<std::string> groups;
  for (const auto& criterion : library().knowledge.criteria) {
    if (criterion.guideline != index) continue;
    const auto group = criterion.id.substr(0, criterion.id.find('.'));
    if (group.starts_with("hrs_")) {
      EXPECT_EQ(criterion.known, guideline::Known::memory) << criterion.id;
      EXPECT_TRUE(criterion.source.starts_with("HRS")) << criterion.id;
      groups.insert(group);
    }
    if (group.starts_with("preprint_")) {
      EXPECT_EQ(criterion.known, guideline::Known::reprint) << criterion.id;
      EXPECT_THAT(criterion.source, testing::HasSubstr("preprint")) << criterion.id;
      groups.insert(group);
    }
  }
  EXPECT_THAT(groups, ElementsAre("hrs_major", "hrs_minor", "preprint_major", "preprint_minor"));
}

TEST(PublishedCase, WithAnInjuredVenaCavaHasAMajorComplication) {
  const auto* path = "examples/cases/crtd-recalled-lead-svc-injury.toml";
  const auto before = service::assess_case_file(library(), resources::find(path).value(), path, {});
  EXPECT_EQ(conclusion_of(answer_to(*before.value, "procedure_outcome", "complications")), "not_yet");
  EXPECT_EQ(conclusion_of(answer_to(*before.value, "readiness", "readiness")), "not_known");
  const auto after = service::assess_case_file(library(), resources::find(path).value(), path, {.at = "extraction"});
  EXPECT_EQ(outcome(*after.value, "complications"), "major");
  // The result for the leads is not in the part that was read.
  EXPECT_EQ(outcome(*after.value, "radiological"), "not_known so far");
  EXPECT_EQ(outcome(*after.value, "success"), "not_known so far");
  EXPECT_EQ(conclusion_of(answer_to(*after.value, "readiness", "readiness")), "not_asked");
}

// ---- a person's word ------------------------------------------------------------------------------------------------

TEST(Judgement, OverridesBesideTheProposalAndBothAreKept) {
  const auto part = one_lead("2010", "result = \"partial\", remnant_mm = 12, remnant_harms = false", no_complications);
  const auto says = [](const std::string& conclusion, const std::string& by) {
    return entry("judgement", "question = \"procedure_outcome.success\"\nconclusion = \"" + conclusion + "\"\nby = \"" +
                                  by + "\"\nreason = \"Fragment in the infected pocket\"\nat = \"2021-06-02\"");
  };
  const auto scene = assessed(part + says("clinical", "A") + says("failure", "B"));
  const auto& answer = answer_to(scene, "procedure_outcome", "success");
  EXPECT_EQ(settled(answer), "clinical");
  ASSERT_EQ(answer.judgements.size(), 2U);
  EXPECT_TRUE(answer.judgements[0].agrees);
  EXPECT_FALSE(answer.judgements[1].agrees);
  JsonWriter writer;
  assessment::write_json(writer, scene.assessment, "test");
  const auto json = std::move(writer).finish();
  EXPECT_THAT(json, testing::HasSubstr("Fragment in the infected pocket"));
  EXPECT_THAT(json, testing::HasSubstr("\"by\":\"B\""));
}

// ---- readiness ------------------------------------------------------------------------------------------------------

const std::vector<std::string> needed = {"operator",
                                         "surgeon",
                                         "anaesthesia",
                                         "fluoroscopy_operator",
                                         "scrubbed_assistant",
                                         "unscrubbed_assistant",
                                         "echocardiographer",
                                         "perfusionist",
                                         "fluoroscopy_equipment",
                                         "arterial_line",
                                         "echocardiography_equipment",
                                         "extraction_tools",
                                         "vascular_set",
                                         "thoracotomy_set",
                                         "sternotomy_set",
                                         "bypass_set",
                                         "pericardiocentesis_kit",
                                         "chest_drain_kit",
                                         "blood_products",
                                         "transvenous_pacing",
                                         "transcutaneous_pacing",
                                         "defibrillator"};

std::string is_there(const std::string& what, const std::string& presence) {
  return entry("readiness", "what = \"" + what + "\"\npresence = \"" + presence + "\"\nat = \"2021-06-02\"");
}
/// Everyone and everything on site, but for one.
std::string all_but(const std::string& what, const std::string& presence = "") {
  std::string entries;
  for (const auto& one : needed)
    if (one != what) entries += is_there(one, "on_site");
  return presence.empty() ? entries : entries + is_there(what, presence);
}
std::string planned(const std::string& urgency = "") {
  return entry("procedure", "what = \"extraction\"\ndone = \"awaited\"\nat = \"2021-06-01\"" +
                                (urgency.empty() ? "" : "\nurgency = \"" + urgency + "\""));
}
std::string waiver(const std::string& what, const std::string& more) {
  return entry("waiver", "what = \"" + what + "\"\nat = \"2021-06-02\"\n" + more);
}
const std::string signed_by = "by = \"A. Andersson\"\nreason = \"Second surgeon arrives within 5 minutes\"";

std::string readiness(const std::string& entries, const service::View& view = {}) {
  return settled(answer_to(assessed(entries, view), "readiness", "readiness"));
}

TEST(Readiness, IsReadyWhenAllIsThere) {
  EXPECT_EQ(readiness(planned("elective") + all_but("")), "ready");
  EXPECT_EQ(readiness(all_but("")), "not_asked") << "nothing is planned";
  EXPECT_EQ(readiness(planned("elective")), "not_known so far");
}

TEST(Readiness, OfAnElectiveProcedureIsBlockedByASurgeonOnCallAtHome) {
  for (const auto* urgency : {"elective", "urgent", ""})
    for (const auto* presence : {"on_call_home", "on_duty", "absent"})
      EXPECT_EQ(readiness(planned(urgency) + all_but("surgeon", presence)), "blocked") << urgency << presence;
}

TEST(Readiness, IsBlockedByEachMissingOne) {
  for (const auto& what : needed) {
    EXPECT_EQ(readiness(planned("elective") + all_but(what, "absent")), "blocked") << what;
    EXPECT_EQ(readiness(planned("elective") + all_but(what)), "not_known so far") << what;
  }
}

TEST(Readiness, TakesAPerfusionistOnDutyByTheReading) {
  const auto entries = planned("elective") + all_but("perfusionist", "on_duty");
  EXPECT_EQ(readiness(entries), "ready");
  service::View view;
  view.readings["readiness.perfusionist"] = "on_site";
  EXPECT_EQ(readiness(entries, view), "blocked");
}

TEST(Readiness, OpensByAWaiverWithNameAndReasonForEachMissingOne) {
  const auto entries = planned("elective") + all_but("surgeon", "on_call_home");
  EXPECT_EQ(readiness(entries + waiver("surgeon", signed_by)), "waived");
  EXPECT_EQ(readiness(entries + waiver("surgeon", "by = \"A\"")), "blocked");
  EXPECT_EQ(readiness(entries + waiver("surgeon", "reason = \"R\"")), "blocked");
  EXPECT_EQ(readiness(entries + waiver("perfusionist", signed_by)), "blocked");
}

TEST(Readiness, GoesAheadInAnEmergencyByOneActionAndTheReasonFollows) {
  const auto entries = planned("emergency") + all_but("surgeon", "on_call_home");
  EXPECT_EQ(readiness(entries), "blocked");
  EXPECT_TRUE(recommends(assessed(entries), "emergency_one_action"));
  const auto action = entry("waiver", "emergency = true\nat = \"2021-06-02\"");
  EXPECT_EQ(readiness(entries + action), "go_ahead_emergency");
  EXPECT_TRUE(recommends(assessed(entries + action), "write_reason"));
  const auto later = entry("waiver", "emergency = true\nat = \"2021-06-02\"\n" + signed_by);
  EXPECT_FALSE(recommends(assessed(entries + later), "write_reason"));
  // The same action opens no elective procedure, nor one whose urgency nobody has said.
  EXPECT_EQ(readiness(planned("elective") + all_but("surgeon", "on_call_home") + action), "blocked");
  EXPECT_THAT(readiness(planned() + all_but("surgeon", "on_call_home") + action), testing::StartsWith("blocked"));
}

TEST(Readiness, IsNeverBlockedByTheOptionalBalloon) {
  for (const auto* presence : {"absent", "on_site"})
    EXPECT_EQ(readiness(planned("elective") + all_but("") + is_there("svc_balloon", presence)), "ready") << presence;
  const auto& question =
      library()
          .knowledge.questions[static_cast<std::size_t>(library().knowledge.find_question("readiness", "readiness"))];
  const int balloon = library().knowledge.find_fact("readiness.svc_balloon");
  EXPECT_EQ(std::ranges::count(question.facts, balloon), 0);
}

TEST(Readiness, ShowsTheUnitsDutyAndAsksForItOnlyByTheReading) {
  service::View view;
  view.readings["readiness.unit_duty"] = "required";
  EXPECT_EQ(readiness(planned("elective") + all_but("") + is_there("unit_duty_night", "absent")), "ready");
  EXPECT_EQ(readiness(planned("elective") + all_but("") + is_there("unit_duty_night", "absent"), view), "blocked");
}

/// The facts that a condition asks for, through criteria.
void add_facts(const guideline::Expression& expression, std::set<int>& facts) {
  using Op = guideline::Expression::Op;
  if (expression.op == Op::fact || expression.op == Op::compare || expression.op == Op::among)
    facts.insert(expression.index);
  if (expression.op == Op::criterion)
    add_facts(whole_library().knowledge.criteria[static_cast<std::size_t>(expression.index)].when, facts);
  for (const auto& part : expression.parts) add_facts(part, facts);
}

std::set<int> facts_of_scores() {
  std::set<int> facts;
  for (const auto& score : whole_library().knowledge.scores)
    for (const auto& item : score.items)
      for (const auto& level : item.levels)
        if (!level.otherwise) add_facts(level.when, facts);
  return facts;
}

TEST(Readiness, RestsOnNoScoreAndNoRisk) {
  const auto& knowledge = whole_library().knowledge;
  const auto& question =
      knowledge.questions[static_cast<std::size_t>(knowledge.find_question("readiness", "readiness"))];
  std::set<int> facts;
  for (const auto& conclusion : question.conclusions)
    if (!conclusion.otherwise) add_facts(conclusion.when, facts);
  ASSERT_FALSE(facts.empty());
  const auto of_scores = facts_of_scores();
  ASSERT_FALSE(of_scores.empty());
  std::vector<std::string> others;
  for (const int index : facts) {
    const auto& fact = knowledge.facts[static_cast<std::size_t>(index)];
    EXPECT_EQ(of_scores.count(index), 0U) << fact.id;
    EXPECT_TRUE(!fact.from.has_value() || fact.from->score < 0) << fact.id << " is what a score gives";
    if (!fact.id.starts_with("readiness.") && !fact.id.starts_with("waiver.")) others.push_back(fact.id);
  }
  EXPECT_THAT(others, testing::UnorderedElementsAre("decision.removal_in_question", "decision.remove_system",
                                                    "procedure.planned", "procedure.urgency", "removal.done"));
}

TEST(Readiness, OfAPatientAtLowRiskIsBlockedLikeAnyOther) {
  const auto young = entry("person", "age_years = 40\nsex = \"male\"\nat = \"2021-06-01\"") +
                     entry("lead", "id = \"rv\"\nchamber = \"rv\"\nimplanted = \"2021-01\"\ntarget = true");
  EXPECT_EQ(readiness(young + planned("elective") + all_but("surgeon", "on_call_home")), "blocked");
}

// ---- where it is done -----------------------------------------------------------------------------------------------

TEST(Organisation, IsShownWithAllThreeArmsAndNoCausalWord) {
  std::vector<std::string> arms;
  for (const auto& study : library().knowledge.studies) {
    if (!study.id.starts_with("kosior_2023_")) continue;
    arms.push_back(study.id);
    EXPECT_THAT(study.text.en, testing::HasSubstr("not randomised"));
    EXPECT_EQ(study.known, guideline::Known::read);
    for (const auto* word : {"because", "reduce", "lower", "due to", "leads to", "safer", "better", "effect"})
      EXPECT_EQ(study.text.en.find(word), std::string::npos) << study.id << ": " << word;
  }
  EXPECT_THAT(arms, testing::UnorderedElementsAre("kosior_2023_ep_laboratory", "kosior_2023_graded",
                                                  "kosior_2023_hybrid_for_all"));
  // Whoever shows one option shows the arms of all.
  for (const auto& option : assessed(planned("elective")).assessment.options) {
    if (library().knowledge.options[static_cast<std::size_t>(option.option)].group != "organisation") continue;
    ASSERT_EQ(option.arguments.size(), 1U);
    EXPECT_EQ(library().knowledge.arguments[static_cast<std::size_t>(option.arguments[0].argument)].evidence.size(),
              3U);
  }
}

}  // namespace
}  // namespace lossa
