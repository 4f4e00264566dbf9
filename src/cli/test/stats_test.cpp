// SPDX-License-Identifier: Apache-2.0
// The command `stats`, on small tables whose answers are published or worked out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_here.hpp"
#include "stats_tables.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;

using Stats = InFolder;

TEST_F(Stats, ListNamesEveryMethodInBothLanguages) {
  const auto english = lossa({"stats", "--list"});
  EXPECT_EQ(english.exit, Exit::done);
  for (const auto* method :
       {"km",       "nelson-aalen", "rmst",     "logrank", "cox",        "fine-gray", "incidence",
        "gray",     "proportion",   "rate",     "smr",     "fisher",     "meta",      "peto",
        "mh",       "glmm",         "logistic", "firth",   "propensity", "roc",       "calibration",
        "decision", "funnel",       "cusum",    "vlad",    "runs",       "power",     "bootstrap"})
    EXPECT_THAT("\n" + english.out, HasSubstr("\n" + std::string(method) + " ")) << method;
  EXPECT_THAT(lossa({"stats", "--list", "--lang", "sv"}).out, HasSubstr("Överlevnad enligt Kaplan-Meier"));
}

TEST_F(Stats, KaplanMeierPrintsWhatRPrints) {
  const auto data = file("freireich.csv", shared_table("freireich"));
  const auto ran = lossa({"stats", "km", data, "--time", "time", "--event", "event", "--by", "treated"});
  EXPECT_EQ(ran.exit, Exit::done);
  EXPECT_THAT(ran.out, HasSubstr("Intervals: 95 % log"));
  EXPECT_THAT(ran.out, testing::ContainsRegex("1 +10 +15 +1 +0.7529412 +0.09634965 +0.585919 +0.9675748"));
  EXPECT_THAT(ran.out, HasSubstr("Standard errors by Greenwood."));
  const auto swedish =
      lossa({"stats", "km", data, "--time", "time", "--event", "event", "--limits", "log-log", "--lang", "sv"});
  EXPECT_THAT(swedish.out, HasSubstr("överlevnad"));
  EXPECT_THAT(swedish.out, HasSubstr("log-log"));
}

TEST_F(Stats, CoxAndLogRankOfFreireich) {
  const auto data = file("freireich.csv", shared_table("freireich"));
  const auto cox =
      lossa({"stats", "cox", data, "--time", "time", "--event", "event", "--covariates", "treated", "--json"});
  ASSERT_EQ(cox.exit, Exit::done) << cox.err;
  EXPECT_THAT(cox.out, HasSubstr("\"method\":\"cox\""));
  EXPECT_THAT(cox.out, HasSubstr("\"estimate\":-1.57212514"));
  EXPECT_THAT(cox.out, HasSubstr("95 % Wald"));
  const auto test = lossa({"stats", "logrank", data, "--time", "time", "--event", "event", "--by", "treated"});
  EXPECT_THAT(test.out, HasSubstr("16.79294"));
}

TEST_F(Stats, FirthSaysWhatSeparatesAndLogisticRefuses) {
  const auto data = file("endometrial.csv", shared_table("data/endometrial"));
  const auto firth = lossa({"stats", "firth", data, "--outcome", "hg", "--covariates", "nv,pi,eh"});
  ASSERT_EQ(firth.exit, Exit::done) << firth.err;
  EXPECT_THAT(firth.out, testing::ContainsRegex("nv +2.929273 +0.609724. +7.854632"));
  EXPECT_THAT(firth.out, HasSubstr("95 % profile penalised likelihood"));
  EXPECT_THAT(firth.out, HasSubstr("quasi-complete separation by nv"));
  const auto plain = lossa({"stats", "logistic", data, "--outcome", "hg", "--covariates", "nv,pi,eh"});
  EXPECT_EQ(plain.exit, Exit::found_faults);
  EXPECT_THAT(plain.err, HasSubstr("nv: quasi-complete separation by nv"));
  EXPECT_EQ(plain.out, "");
}

TEST_F(Stats, CountsAndPools) {
  const auto series = file("series.csv", "study;x;n\nElectra;58;3510\nChang;0;17\n");
  const auto shares = lossa({"stats", "proportion", series, "--events", "x", "--n", "n", "--by", "study"});
  EXPECT_THAT(shares.out, testing::ContainsRegex("Chang +0 +17 +0 +0 +0.19506"));
  EXPECT_THAT(shares.out, HasSubstr("95 % Clopper-Pearson"));
  const auto trials = file("trials.csv", "trial,a,n,c,m\nA,2,357,0,176\nB,0,50,0,49\nC,5,110,2,114\n");
  const auto peto =
      lossa({"stats", "peto", trials, "--events", "a", "--n", "n", "--events2", "c", "--n2", "m", "--by", "trial"});
  ASSERT_EQ(peto.exit, Exit::done) << peto.err;
  EXPECT_THAT(peto.out, HasSubstr("B: no events in any arm"));
  const auto smr = lossa({"stats", "smr", file("smr.csv", "o,e\n8,\"4,2\"\n"), "--events", "o", "--expected", "e"});
  EXPECT_THAT(smr.out, testing::ContainsRegex("1.904762 +0.822341. +3.75314"));
}

TEST_F(Stats, WatchesOutcomes) {
  const auto data = file("six.csv", "p,y\n.02,0\n.05,0\n.10,1\n.01,0\n.20,0\n.05,1\n");
  const auto cusum = lossa({"stats", "cusum", data, "--chance", "p", "--outcome", "y", "--threshold", "1"});
  ASSERT_EQ(cusum.exit, Exit::done) << cusum.err;
  EXPECT_THAT(cusum.out, HasSubstr("1.049922"));
  EXPECT_THAT(lossa({"stats", "vlad", data, "--chance", "p", "--outcome", "y"}).out, HasSubstr("-1.57"));
  const auto centres = file("centres.csv", "centre,x,n\nA,1,50\nB,40,800\n");
  const auto funnel =
      lossa({"stats", "funnel", centres, "--events", "x", "--n", "n", "--by", "centre", "--target", "0.017"});
  EXPECT_THAT(funnel.out, HasSubstr("0.05318"));
  const auto power = lossa({"stats", "power", "--p1", "0.1", "--p2", "0.2", "--power", "0.9"});
  EXPECT_THAT(power.out, HasSubstr("266"));
}

TEST_F(Stats, FaultsNameFileLineAndColumn) {
  const auto bad = file("bad.csv", "time,event\n1,1\n2,often\n");
  const auto word = lossa({"stats", "km", bad, "--time", "time", "--event", "event"});
  EXPECT_EQ(word.exit, Exit::found_faults);
  EXPECT_THAT(word.err, HasSubstr("bad.csv:3: event: 'often' is not a number"));
  const auto column = lossa({"stats", "km", bad, "--time", "tine", "--event", "event"});
  EXPECT_THAT(column.err, HasSubstr("bad.csv:1: tine: there is no such column; did you mean 'time'?"));
  const auto empty = file("empty.csv", "time,event\n1,1\n,0\n3,1\n");
  const auto missing = lossa({"stats", "km", empty, "--time", "time", "--event", "event"});
  EXPECT_EQ(missing.exit, Exit::found_faults);
  EXPECT_THAT(missing.err, HasSubstr("empty.csv:3: time: the cell is empty"));
  const auto complete = lossa({"stats", "km", empty, "--time", "time", "--event", "event", "--complete-rows"});
  EXPECT_EQ(complete.exit, Exit::done);
  EXPECT_THAT(complete.out, HasSubstr("1 rows with an empty cell were left out."));
  const auto negative = file("negative.csv", "time,event\n1,1\n-2,0\n");
  const auto kernel = lossa({"stats", "km", negative, "--time", "time", "--event", "event"});
  EXPECT_THAT(kernel.err, HasSubstr("negative.csv:3: "));
  const auto none = lossa({"stats", "km", file("none.csv", "time,event\n"), "--time", "time", "--event", "event"});
  EXPECT_THAT(none.err, HasSubstr("there is no row"));
}

TEST_F(Stats, WrongUseIsToldApart) {
  EXPECT_EQ(lossa({"stats"}).exit, Exit::wrong_use);
  EXPECT_THAT(lossa({"stats", "cusun", "x.csv"}).err, HasSubstr("did you mean 'cusum'?"));
  EXPECT_THAT(lossa({"stats", "km"}).err, HasSubstr("km needs a table"));
  EXPECT_THAT(lossa({"stats", "km", path("absent.csv")}).err, HasSubstr("absent.csv"));
  const auto data = file("some.csv", "time,event\n1,1\n");
  EXPECT_THAT(lossa({"stats", "km", data, "--time", "time"}).err, HasSubstr("this method needs --event"));
  EXPECT_THAT(lossa({"stats", "km", data, "--time", "time", "--event", "event", "--limits", "odd"}).err,
              HasSubstr("--limits: it is one of log, log-log, plain or arcsine"));
}

}  // namespace
}  // namespace lossa::cli
