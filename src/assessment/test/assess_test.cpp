// SPDX-License-Identifier: Apache-2.0
// One small guideline of the test's own, so that each thing an assessment gives can be seen by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/base/tree.hpp>

#include "support.hpp"

namespace lossa::assessment {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string fact(const std::string& id, const std::string& more) {
  return "[[fact]]\nid = \"" + id + "\"\ntext.en = \"" + id + "\"\ntext.sv = \"" + id +
         "\"\nask.en = \"?\"\nask.sv = \"?\"\n" + more + "\n";
}
const std::string words = "text.en = \"t\"\ntext.sv = \"t\"\n";
const std::string read_source = "source = \"here\"\nknown = \"read\"\n";

const std::string facts =
    "[[investigation]]\nid = \"look\"\n" + words + "[[investigation]]\nid = \"draw\"\n" + words +
    fact("open",
         "type = \"truth\"\nof = \"case\"\nwindow = \"episode\"\nresolve = \"worst\"\nlearn = \"look\"\n"
         "from = { kind = \"sign\", where = { what = \"erosion\" }, field = \"present\" }") +
    fact("growth",
         "type = \"truth\"\nof = \"case\"\nwindow = \"episode\"\nresolve = \"worst\"\nlearn = \"draw\"\n"
         "from = { rule = \"blood_growth\" }") +
    fact("fever",
         "type = \"truth\"\nof = \"case\"\nwindow = \"ever\"\nresolve = \"latest\"\nlearn = \"look\"\n"
         "from = { kind = \"sign\", where = { what = \"fever\" }, field = \"present\" }") +
    fact("pain",
         "type = \"truth\"\nof = \"case\"\nwindow = \"ever\"\nresolve = \"conflict\"\nlearn = \"look\"\n"
         "from = { kind = \"sign\", where = { what = \"pain\" }, field = \"present\" }") +
    fact("crp",
         "type = \"number\"\nof = \"case\"\nunit = \"mg/L\"\nwindow = \"now\"\nresolve = \"latest\"\n"
         "from = { kind = \"lab\", where = { test = \"crp\" }, field = \"value\" }") +
    fact("recalled",
         "type = \"truth\"\nof = \"lead\"\nwindow = \"now\"\nresolve = \"latest\"\n"
         "from = { kind = \"lead\", field = \"recalled\" }") +
    fact("removed_on",
         "type = \"date\"\nof = \"case\"\nwindow = \"episode\"\nresolve = \"latest\"\n"
         "from = { rule = \"removal_done\" }");

const std::string guideline =
    "[guideline]\nid = \"g\"\nversion = \"1\"\nsubject = \"case\"\ntitle.en = \"g\"\ntitle.sv = \"g\"\ncite = \"c\"\n"
    "reviewed = []\n"
    "[[reading]]\nid = \"strict\"\nask.en = \"?\"\nask.sv = \"?\"\noptions = [\"yes\", \"no\"]\ndefault = \"yes\"\n"
    "why.en = \"w\"\nwhy.sv = \"w\"\noption_text.yes.en = \"y\"\noption_text.yes.sv = \"y\"\n"
    "option_text.no.en = \"n\"\noption_text.no.sv = \"n\"\n"
    "[[question]]\nid = \"infected\"\nheadline = true\n" +
    words + "[[question.conclusion]]\nid = \"sure\"\n" + words +
    "tone = \"act\"\nwhen = \"open and growth or reading.strict = 'no' and open\"\n" +
    "[[question.conclusion]]\nid = \"maybe\"\n" + words + "tone = \"caution\"\nwhen = \"open or growth\"\n" +
    "[[question.conclusion]]\nid = \"not_met\"\n" + words + "tone = \"calm\"\notherwise = true\n" +
    "[[question]]\nid = \"recall\"\n" + words + "[[question.conclusion]]\nid = \"some\"\n" + words +
    "tone = \"act\"\nwhen = \"any each lead (recalled)\"\n[[question.conclusion]]\nid = \"none\"\n" + words +
    "tone = \"calm\"\notherwise = true\n" + "[[recommendation]]\nid = \"remove\"\nkind = \"do\"\n" + words +
    "when = \"open\"\ndue = { within = \"3 days\", from = \"holds\" }\n" + read_source +
    "[[recommendation]]\nid = \"remembered\"\nkind = \"do\"\n" + words +
    "when = \"open\"\ndue = { within = \"3 days\", from = \"holds\" }\nsource = \"here\"\nknown = \"memory\"\n" +
    "[[clock]]\nid = \"wait\"\n" + words + "start = \"removed_on\"\nlength = \"72 hours\"\nwhen = \"open\"\n" +
    read_source + "[[option]]\nid = \"leadless\"\ngroup = \"device\"\n" + words +
    "[[argument]]\noptions = [\"leadless\"]\neffect = \"favours\"\n" + words + "when = \"open\"\n" + read_source +
    "[[score]]\nid = \"points\"\nunit = \"points\"\ncite = \"c\"\nknown = \"read\"\nnote.en = \"n\"\nnote.sv = "
    "\"n\"\n" +
    words + "[[score.item]]\nid = \"o\"\n" + words + "[[score.item.level]]\nwhen = \"open\"\npoints = 2\n" +
    "[[score.item.level]]\notherwise = true\npoints = 0\n[[score.band]]\nid = \"low\"\n" + words + "from = 0\n";

const Library& small() {
  static const auto library = library_of(facts, guideline);
  return library;
}

std::string sign(const std::string& what, const std::string& at, const std::string& more = "") {
  return "[[entries]]\nkind = \"sign\"\nwhat = \"" + what + "\"\nid = \"" + what + at + "\"\nat = \"" + at + "\"\n" +
         more + "\n";
}
const std::string two_episodes =
    "episodes = [{ id = \"first\", began = \"2020-01-01\" }, { id = \"second\", began = \"2021-08-01\" }]\n";

std::string truth(const Assessment& assessment, std::string_view name) {
  return std::string(to_string(assessment.values.of(assessment.library->knowledge.find_fact(name)).truth));
}
const Evidence& evidence(const Assessment& assessment, std::string_view name) {
  return assessment.evidence[assessment.values.slot(assessment.library->knowledge.find_fact(name), 0)];
}

TEST(Assess, LeavesOutWhatWasKnownOnlyLater) {
  const auto patient = case_of(sign("erosion", "2021-08-20", "known_at = \"2021-08-22\""));
  const auto before = assessed(small(), patient, "2021-08-21");
  EXPECT_EQ(truth(before, "open"), "not_asked");
  EXPECT_THAT(before.entries_later, ElementsAre("erosion2021-08-20"));
  EXPECT_EQ(truth(assessed(small(), patient, "2021-08-22"), "open"), "yes");
}

TEST(Assess, LeavesOutWhatCannotBePlacedThoughItHasATime) {
  const auto patient = case_of(sign("erosion", "extraction"), "anchors = [{ id = \"extraction\" }]\n");
  const auto assessment = assessed(small(), patient, "2021-08-21");
  EXPECT_EQ(truth(assessment, "open"), "not_asked");
  EXPECT_THAT(assessment.entries_later, ElementsAre("erosionextraction"));
}

TEST(Assess, UsesWhatHasNoTimeAndSaysSo) {
  const auto patient = case_of("[[entries]]\nkind = \"sign\"\nid = \"s\"\nwhat = \"erosion\"\n");
  const auto assessment = assessed(small(), patient, "2021");
  EXPECT_EQ(truth(assessment, "open"), "yes");
  EXPECT_THAT(assessment.entries_unplaced, ElementsAre("s"));
}

TEST(Assess, DoesNotCountSignsOfAnEarlierEpisode) {
  const auto patient =
      case_of(sign("erosion", "2020-02-01") + sign("fever", "2020-02-01") + sign("pain", "2021-08-20"), two_episodes);
  const auto now = assessed(small(), patient);
  EXPECT_EQ(now.episode, 1);
  EXPECT_EQ(truth(now, "open"), "not_asked");
  EXPECT_EQ(truth(now, "fever"), "yes") << "its window is ever";
  EXPECT_EQ(truth(assessed(small(), patient, "2020-03"), "open"), "yes");
}

TEST(Assess, TakesTheLatestDatedEntryAsItsTime) {
  EXPECT_EQ(assessed(small(), case_of(sign("pain", "2021-08-20") + sign("fever", "2021-08-02"))).at, "2021-08-20");
  EXPECT_EQ(assessed(small(), case_of(sign("pain", "2021-08-20"), "assess_at = \"2020\"\n")).at, "2020");
  EXPECT_EQ(assessed(small(), case_of("", "anchors = [{ id = \"a\" }, { id = \"b\" }]\n")).at, "b");
  EXPECT_EQ(assessed(small(), case_of("")).at, "");
}

TEST(Assess, RefusesATimeThatTheCaseDoesNotHave) {
  const auto patient = case_of(sign("pain", "2021-08-20"));
  Request request;
  request.at = model::parse_when("extraction").value();
  const auto assessment = assess(small(), patient, request);
  ASSERT_FALSE(assessment.has_value());
  EXPECT_EQ(assessment.error().kind, ErrorKind::invalid_input);
}

TEST(Resolve, TheLatestKnownWordStands) {
  const std::string no = "present = false";
  EXPECT_EQ(truth(assessed(small(), case_of(sign("fever", "2021-08-01") + sign("fever", "2021-08-02", no))), "fever"),
            "no");
  EXPECT_EQ(truth(assessed(small(),
                           case_of(sign("fever", "2021-08-01") + sign("fever", "2021-08-02", "present = \"awaited\""))),
                  "fever"),
            "yes");
}

TEST(Resolve, EntriesOfOneTimeThatDisagreeAreAConflict) {
  const auto both =
      "[[entries]]\nkind = \"sign\"\nid = \"a\"\nwhat = \"fever\"\nat = \"2021\"\n"
      "[[entries]]\nkind = \"sign\"\nid = \"b\"\nwhat = \"fever\"\nat = \"2021\"\npresent = false\n";
  const auto assessment = assessed(small(), case_of(both));
  EXPECT_EQ(truth(assessment, "fever"), "yes");
  EXPECT_TRUE(evidence(assessment, "fever").conflict);
  EXPECT_THAT(evidence(assessment, "fever").entries, ElementsAre("a", "b"));
}

TEST(Resolve, TheWorstStandsWhereTheFactAsksForIt) {
  const auto patient = case_of(sign("erosion", "2021-08-01") + sign("erosion", "2021-08-02", "present = false"));
  EXPECT_EQ(truth(assessed(small(), patient), "open"), "yes");
  const auto awaited = case_of(sign("erosion", "2021-08-01", "present = false") +
                               sign("erosion", "2021-08-02", "present = \"awaited\""));
  EXPECT_EQ(truth(assessed(small(), awaited), "open"), "awaited");
  const auto not_done = case_of(sign("erosion", "2021-08-01", "present = false") +
                                sign("erosion", "2021-08-02", "present = \"not_done\""));
  EXPECT_EQ(truth(assessed(small(), not_done), "open"), "no");
}

TEST(Resolve, DisagreementIsUnclearWhereTheFactAsksForAgreement) {
  const auto assessment =
      assessed(small(), case_of(sign("pain", "2021-08-01") + sign("pain", "2021-08-02", "present = false")));
  EXPECT_EQ(truth(assessment, "pain"), "unclear");
  EXPECT_TRUE(evidence(assessment, "pain").conflict);
}

TEST(Resolve, AFactIsKnownSinceTheFirstEntryThatAgrees) {
  const auto assessment = assessed(small(), case_of(sign("fever", "2021-08-01", "present = false") +
                                                    sign("fever", "2021-08-03") + sign("fever", "2021-08-05")));
  const auto since = assessment.values.of(small().knowledge.find_fact("fever")).since;
  EXPECT_EQ(Date::from_minutes(since.minutes).text(), "2021-08-03");
}

TEST(Facts, LaboratoryValuesAreInTheirCanonicalUnit) {
  const auto assessment = assessed(
      small(), case_of("[[entries]]\nkind = \"lab\"\ntest = \"crp\"\nvalue = 10.0\nunit = \"mg/dL\"\nat = \"2021\"\n"));
  EXPECT_EQ(assessment.values.of(small().knowledge.find_fact("crp")).number, Interval<double>::exactly(100));
}

TEST(Leads, ThatNobodyRecordedLeaveEveryQuestionAboutThemOpen) {
  const std::string device = "[[entries]]\nkind = \"device\"\nid = \"d\"\ntype = \"pacemaker_dual\"\n";
  const std::string lead =
      "[[entries]]\nkind = \"lead\"\nid = \"l\"\nchamber = \"rv\"\nuse = \"pacing\"\n"
      "implanted = \"2020-03\"\nrecalled = false\n";
  const auto nothing = assessed(small(), case_of(device), "2021");
  ASSERT_EQ(nothing.leads.size(), 1U);
  EXPECT_EQ(nothing.leads[0].label, (Bilingual{"leads not recorded", "elektroder ej angivna"}));
  EXPECT_EQ(nothing.leads[0].entry, "");
  EXPECT_EQ(nothing.answers[1].reachable.conclusions, 0b11U);

  const auto one = assessed(small(), case_of(device + lead), "2021");
  ASSERT_EQ(one.leads.size(), 2U) << "a dual-chamber pacemaker has another";
  EXPECT_EQ(one.leads[0].label, (Bilingual{"RV pacing lead, 2020-03", "RV-elektrod, 2020-03"}));
  EXPECT_EQ(one.answers[1].reachable.conclusions, 0b11U);

  const auto alone = assessed(small(), case_of(lead), "2021");
  EXPECT_EQ(alone.answers[1].reachable.conclusions, 0b10U);
}

TEST(Leads, OfOneLabelAreToldApartByTheirIds) {
  const std::string lead = "[[entries]]\nkind = \"lead\"\nchamber = \"rv\"\n";
  const auto assessment = assessed(small(), case_of(lead + lead), "2021");
  EXPECT_EQ(assessment.leads[0].label.en, "RV lead (lead-1)");
  EXPECT_EQ(assessment.leads[1].label.sv, "RV-elektrod (lead-2)");
}

TEST(Answers, GiveSoFarReachableAndWhatWouldSettleThem) {
  const auto assessment = assessed(
      small(), case_of(sign("erosion", "2021-08-20") + "[[entries]]\nkind = \"culture\"\nspecimen = \"blood\"\n"
                                                       "result = \"awaited\"\nat = \"2021-08-20\"\n"));
  ASSERT_EQ(assessment.headline, 0);
  const auto& answer = assessment.answers[0];
  EXPECT_EQ(answer.so_far, 1);
  EXPECT_TRUE(answer.verdict.truth.is_yes());
  EXPECT_EQ(answer.reachable.conclusions, 0b011U);
  ASSERT_EQ(answer.explanations.size(), 3U);
  ASSERT_EQ(answer.readings.size(), 1U);
  EXPECT_EQ(answer.readings[0].so_far, 0);
  ASSERT_EQ(answer.advice.size(), 1U);
  EXPECT_EQ(answer.advice[0].investigation, 1);
  EXPECT_TRUE(answer.advice[0].awaited);
  EXPECT_EQ(answer.advice[0].groups.size(), 2U);
}

TEST(Answers, InTheShortFormHaveConclusionsOnly) {
  const auto patient = case_of(sign("erosion", "2021-08-20"));
  const auto assessment = assess(small(), patient, {.at = {}, .readings = {}, .detail = Detail::conclusions});
  const auto& answer = assessment->answers[0];
  EXPECT_EQ(answer.so_far, 1);
  EXPECT_EQ(answer.reachable.conclusions, 0b011U);
  EXPECT_THAT(answer.explanations, IsEmpty());
  EXPECT_THAT(answer.readings, IsEmpty());
  EXPECT_THAT(answer.advice, IsEmpty());
}

TEST(Due, CountsFromWhenTheConditionHolds) {
  const auto patient = case_of(sign("erosion", "2021-08-20"));
  const auto soon = assessed(small(), patient, "2021-08-23").recommendations;
  ASSERT_EQ(soon.size(), 2U);
  EXPECT_EQ(soon[0].due->state, ClockState::running);
  EXPECT_EQ(Date::from_minutes(*soon[0].due->at).text(), "2021-08-23");
  EXPECT_TRUE(soon[0].due->alarms);
  EXPECT_FALSE(soon[1].due->alarms) << "known from memory only";
  EXPECT_EQ(assessed(small(), patient, "2021-08-24").recommendations[0].due->state, ClockState::passed);
}

TEST(Investigations, StandByHowManyQuestionsTheyCouldSettle) {
  const auto nothing_known = assessed(small(), case_of(""), "2021");
  // Of "infected", looking and drawing can each rule something out, and neither alone settles it.
  ASSERT_EQ(nothing_known.investigations.size(), 2U);
  for (const auto& rank : nothing_known.investigations) {
    EXPECT_THAT(rank.could_settle, IsEmpty());
    EXPECT_THAT(rank.could_change, ElementsAre(0));
  }
  EXPECT_FALSE(is_final(nothing_known.answers[0]));

  const auto open = assessed(small(), case_of(sign("erosion", "2021-08-20")));
  ASSERT_EQ(open.investigations.size(), 1U);
  EXPECT_EQ(small().knowledge.investigations[static_cast<std::size_t>(open.investigations[0].investigation)].id,
            "draw");
  EXPECT_THAT(open.investigations[0].could_settle, ElementsAre(0));

  const auto all = assessed(
      small(), case_of(sign("erosion", "2021-08-20") + "[[entries]]\nkind = \"culture\"\nspecimen = \"blood\"\n"
                                                       "result = \"growth\"\nat = \"2021-08-20\"\n"));
  EXPECT_THAT(all.investigations, IsEmpty());
  EXPECT_TRUE(is_final(all.answers[0])) << "nothing still unknown can change it";
}

TEST(Due, DoesNotStartWithoutItsConditionAndIsNeverGuessed) {
  EXPECT_EQ(assessed(small(), case_of(""), "2021").recommendations[0].due->state, ClockState::not_started);
  const auto undated = case_of("[[entries]]\nkind = \"sign\"\nwhat = \"erosion\"\n");
  const auto due = *assessed(small(), undated, "2021").recommendations[0].due;
  EXPECT_EQ(due.state, ClockState::not_dated);
  EXPECT_FALSE(due.at.has_value());
}

TEST(Clocks, CountHoursFromADatedStart) {
  const auto removal = [](const std::string& at) {
    return "[[entries]]\nkind = \"procedure\"\nwhat = \"system_removal\"\ndone = true\nat = \"" + at + "\"\n";
  };
  const auto running = assessed(small(), case_of(removal("2021-08-20T10:00")), "2021-08-22T10:00").clocks[0];
  EXPECT_EQ(running.state, ClockState::running);
  EXPECT_EQ(running.elapsed_hours, Interval<double>::exactly(48));
  EXPECT_EQ(running.remaining_hours, Interval<double>::exactly(24));
  EXPECT_EQ(assessed(small(), case_of(removal("2021-08-20T10:00")), "2021-08-23T11:00").clocks[0].state,
            ClockState::passed);
  EXPECT_EQ(assessed(small(), case_of(""), "2021").clocks[0].state, ClockState::not_started);

  const auto undated = case_of(removal("extraction"), "anchors = [{ id = \"extraction\" }]\n");
  EXPECT_EQ(assessed(small(), undated, "extraction + 72 h").clocks[0].state, ClockState::not_dated);
}

TEST(Scores, NameWhatIsMissing) {
  const auto open = assessed(small(), case_of(""), "2021").scores[0];
  EXPECT_EQ(open.result.total, (Interval<double>{0, 2}));
  EXPECT_THAT(open.missing, ElementsAre(small().knowledge.find_fact("open")));
  const auto known = assessed(small(), case_of(sign("erosion", "2021-08-20"))).scores[0];
  EXPECT_EQ(known.result.total, Interval<double>::exactly(2));
  EXPECT_THAT(known.missing, IsEmpty());
}

TEST(Json, IsWellFormedAndCarriesWhatMakesItRepeatable) {
  const auto patient = case_of(sign("erosion", "2021-08-20"));
  const auto assessment = assessed(small(), patient);
  const auto written = [&] {
    JsonWriter writer;
    write_json(writer, assessment, "0.1.0");
    return std::move(writer).finish();
  };
  const auto json = read_json(written(), "assessment.json");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ(json.value->find("program_version")->text, "0.1.0");
  EXPECT_NE(json.value->find("disclaimer")->find("sv")->text, "");
  const auto& guideline_node = json.value->find("guidelines")->items.at(0);
  EXPECT_EQ(guideline_node.find("sha256")->text.size(), 64U);
  EXPECT_EQ(json.value->find("readings")->items.at(0).find("option")->text, "yes");
  const auto& answer = json.value->find("answers")->items.at(0);
  EXPECT_EQ(answer.find("so_far")->text, "maybe");
  EXPECT_EQ(json.value->find("entries")->items.at(0).find("id")->text, "erosion2021-08-20");
  EXPECT_EQ(written(), written());
}

}  // namespace
}  // namespace lossa::assessment
