// SPDX-License-Identifier: Apache-2.0
// Models of `stats`: words as covariates, exposures that begin later, residuals, pooled rates, curves and bootstraps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "run_here.hpp"
#include "stats_tables.hpp"

namespace lossa::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

using StatsModels = InFolder;

std::string replaced(const std::string& text, const std::string& pattern, const std::string& by) {
  return std::regex_replace(text, std::regex(pattern), by);
}

TEST_F(StatsModels, WordsAreComparedWithTheFirstInAlphabeticalOrder) {
  const auto numbers = shared_table("freireich");
  auto words = replaced(numbers, ",1\n", ",mercaptopurine\n");
  words = replaced(words, ",0\n", ",control\n");
  const auto data = file("words.csv", words);
  const auto ran = lossa({"stats", "cox", data, "--time", "time", "--event", "event", "--covariates", "treated"});
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("treated=mercaptopurine +-1.572125"));
  EXPECT_THAT(ran.out, HasSubstr("treated: compared with control."));
  const auto swedish =
      lossa({"stats", "cox", data, "--time", "time", "--event", "event", "--covariates", "treated", "--lang", "sv"});
  EXPECT_THAT(swedish.out, HasSubstr("treated: jämfört med control."));
}

TEST_F(StatsModels, ThreeWordsAreTwoColumns) {
  const auto data =
      file("three.csv",
           "y,side,age\n1,left,3\n0,left,1\n0,right,2\n1,right,5\n0,both,4\n1,both,2\n1,both,6\n0,left,5\n"
           "1,right,1\n0,both,3\n");
  const auto ran = lossa({"stats", "logistic", data, "--outcome", "y", "--covariates", "side,age"});
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("side=left .*\n +side=right .*\n +age "));
  EXPECT_THAT(ran.out, Not(HasSubstr("side=both")));
  EXPECT_THAT(ran.out, HasSubstr("side: compared with both."));
}

TEST_F(StatsModels, AWordAmongNumbersIsAFault) {
  const auto mixed = file("mixed.csv", "y,age\n1,3\n0,old\n1,4\n");
  EXPECT_THAT(lossa({"stats", "logistic", mixed, "--outcome", "y", "--covariates", "age"}).err,
              HasSubstr("mixed.csv:3: age: 'old' is not a number"));
  const auto same = file("same.csv", "y,sex\n1,f\n0,f\n");
  EXPECT_THAT(lossa({"stats", "logistic", same, "--outcome", "y", "--covariates", "sex"}).err,
              HasSubstr("sex: every row has the same level, 'f'"));
}

TEST_F(StatsModels, ALandmarkOfTheHeartTransplants) {
  const auto data = file("stanford.csv", replaced(shared_table("stanford"), "NA", "never"));
  const std::vector<std::string> command = {"stats",          "cox", data, "--time", "time", "--event", "event",
                                            "--exposed-from", "wait"};
  auto at_landmark = command;
  at_landmark.insert(at_landmark.end(), {"--landmark", "30"});
  const auto ran = lossa(at_landmark);
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("exposed +-0.0887810"));
  EXPECT_THAT(ran.out, HasSubstr("Exposed: who had been so by 30;"));
  EXPECT_THAT(lossa(command).err, HasSubstr("stanford.csv:16: "));  // a row that ends at time 0 cannot be cut
  const auto alone = lossa({"stats", "cox", data, "--time", "time", "--event", "event", "--landmark", "30"});
  EXPECT_THAT(alone.err, HasSubstr("--landmark: a landmark needs --exposed-from"));
  const auto raw = file("raw.csv", shared_table("stanford"));
  EXPECT_THAT(lossa({"stats", "cox", raw, "--time", "time", "--event", "event", "--exposed-from", "wait"}).err,
              HasSubstr("raw.csv:2: wait: 'NA' is not a time, and not the word never"));
}

TEST_F(StatsModels, AnExposureCutsTheRows) {
  const auto whole =
      file("whole.csv", "time,event,from,age\n5,1,2,50\n4,1,never,61\n6,0,3,48\n3,1,never,55\n7,1,1,70\n8,0,inf,52\n");
  const auto cut = file("cut.csv",
                        "entry,time,event,age,exposed\n0,2,0,50,0\n2,5,1,50,1\n0,4,1,61,0\n0,3,0,48,0\n3,6,0,48,1\n"
                        "0,3,1,55,0\n0,1,0,70,0\n1,7,1,70,1\n0,8,0,52,0\n");
  const auto by_program = lossa(
      {"stats", "cox", whole, "--time", "time", "--event", "event", "--exposed-from", "from", "--covariates", "age"});
  const auto by_hand = lossa(
      {"stats", "cox", cut, "--entry", "entry", "--time", "time", "--event", "event", "--covariates", "age,exposed"});
  ASSERT_EQ(by_program.exit, Exit::done) << by_program.err;
  ASSERT_EQ(by_hand.exit, Exit::done) << by_hand.err;
  const std::string note = "Rows are cut where the exposure begins: the time until then is unexposed.\n";
  EXPECT_EQ(by_program.out, by_hand.out + note);
}

TEST_F(StatsModels, ResidualsStandByTheirRows) {
  const auto data = file("test1.csv", shared_table("test1"));
  const auto run = [&](const std::string& kind) {
    return lossa({"stats", "cox", data, "--time", "time", "--event", "event", "--covariates", "x", "--ties", "breslow",
                  "--residuals", kind});
  };
  // Therneau's by hand.
  const auto martingale = run("martingale");
  EXPECT_THAT(martingale.out, ContainsRegex("\n +1 +1 +1 +martingale +0.72871"));
  EXPECT_THAT(martingale.out, ContainsRegex("\n +6 +9 +1 +martingale +-0.33333"));
  EXPECT_THAT(martingale.out, HasSubstr("Martingale residuals"));
  const auto schoenfeld = run("schoenfeld");
  EXPECT_THAT(schoenfeld.out, ContainsRegex("\n +1 +1 +1 +x +0.18614"));
  EXPECT_THAT(schoenfeld.out, ContainsRegex("\n +3 +6 +1 +x +0.40692"));
  EXPECT_THAT(run("dfbeta").out, ContainsRegex("\n +2 +1 +0 +x +-0.0796"));  // the score residual over the information
  EXPECT_THAT(run("deviance").err, HasSubstr("--residuals: it is one of martingale, schoenfeld or dfbeta"));
}

TEST_F(StatsModels, PoolsRatesOfOneArm) {
  const auto data =
      file("lines.csv", "x,days\n7,1344\n8,1600\n3,12012\n6,1536\n1,370\n1,729\n17,6760\n3,1107\n2,320\n");
  const auto ran = lossa({"stats", "glmm", data, "--events", "x", "--time", "days"});
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("rate +0.002338"));  // exp(-6.05835), as metafor has it
  EXPECT_THAT(ran.out, HasSubstr("-6.0583"));
  EXPECT_THAT(ran.out, ContainsRegex("tau2 +0.6541"));
}

TEST_F(StatsModels, CalibrationHasASmoothedCurve) {
  std::string table = "p,y\n";
  for (int i = 1; i <= 60; ++i) table += "0." + std::to_string(100 + 10 * i) + (i % 4 < 2 ? ",1\n" : ",0\n");
  const auto data = file("curve.csv", table);
  const auto ran = lossa({"stats", "calibration", data, "--chance", "p", "--outcome", "y", "--span", "0.5"});
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("Smoothed calibration curve\n +chance +smoothed\n +0.11 "));
  EXPECT_THAT(ran.out, ContainsRegex("\n +0.7 +0.[0-9]+\n"));
  EXPECT_THAT(ran.out, HasSubstr("Smoothed by lowess over 0.5 of the persons"));
  EXPECT_THAT(lossa({"stats", "calibration", data, "--chance", "p", "--outcome", "y", "--span", "2"}).err,
              HasSubstr("span"));
}

TEST_F(StatsModels, PowerOfALogRankTestIsSimulatedBesideTheFormula) {
  const auto ran = lossa({"stats", "power", "--design", "log-rank", "--hazard-ratio", "0.5", "--n1", "60", "--n-second",
                          "60", "--p2", "0.7", "--replicates", "200"});
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("\n +0.821668[0-9]* +69.13665"));  // 60 (0.7 + 1 - sqrt(0.3)) events
  EXPECT_THAT(ran.out, ContainsRegex("log-rank +0.[78]"));
  EXPECT_THAT(ran.out, ContainsRegex("Cox +0.[78]"));
  EXPECT_THAT(ran.out, HasSubstr("200 replicates, seed 1."));
}

TEST_F(StatsModels, BootstrapsAreReproducible) {
  const auto data = file("values.csv", "v\n3\n5\n4\n9\n2\n7\n5\n6\n20\n4\n5\n3\n");
  const std::vector<std::string> command = {"stats", "bootstrap", data, "--value", "v", "--replicates", "500"};
  const auto ran = lossa(command);
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("95 % bootstrap BCa"));
  EXPECT_THAT(ran.out, ContainsRegex("BCa +6.083333 .*mean"));
  EXPECT_EQ(ran.out, lossa(command).out);
  auto other = command;
  other.insert(other.end(), {"--seed", "2"});
  EXPECT_NE(ran.out, lossa(other).out);
  auto median = command;
  median.insert(median.end(), {"--statistic", "median"});
  const auto steady = lossa(median);  // whoever is left out, the median is 5
  EXPECT_THAT(steady.out, ContainsRegex("percentile +5 "));
  EXPECT_THAT(steady.out, HasSubstr("No BCa interval: "));
}

TEST_F(StatsModels, BootstrapsOfMeansAndAreas) {
  const auto data = file("freireich.csv", shared_table("freireich"));
  const auto mean = lossa({"stats", "bootstrap", data, "--statistic", "rmst", "--time", "time", "--event", "event",
                           "--horizon", "20", "--replicates", "300"});
  ASSERT_EQ(mean.exit, Exit::done) << mean.err;
  EXPECT_THAT(mean.out, HasSubstr("rmst"));
  const auto area = lossa({"stats", "bootstrap", data, "--statistic", "area", "--score", "time", "--outcome", "treated",
                           "--replicates", "300"});
  ASSERT_EQ(area.exit, Exit::done) << area.err;
  EXPECT_THAT(area.out, ContainsRegex("BCa +0.[78]"));
  const auto same = file("same.csv", "v\n3\n3\n3\n");
  EXPECT_EQ(lossa({"stats", "bootstrap", same, "--value", "v"}).exit, Exit::found_faults);
}

}  // namespace
}  // namespace lossa::cli
