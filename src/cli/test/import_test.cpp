// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;

const std::string small_case = R"([case]
id = "small"
title = "Small"

[[entries]]
kind = "sign"
at = "2021-08-20"
what = "erosion"
)";

class ImportCommand : public InFolder {
 protected:
  [[nodiscard]] Ran import(const std::string& name) const { return lossa({"import", name, "--data", path("data")}); }
};

TEST_F(ImportCommand, StoresOnceAndThenChangesNothing) {
  const auto small = file("small.toml", small_case);
  const auto first = import(small);
  EXPECT_EQ(first.exit, Exit::done) << first.err;
  EXPECT_THAT(first.out, HasSubstr("small: stored, 2 new entries"));
  const auto second = import(small);
  EXPECT_EQ(second.exit, Exit::done);
  EXPECT_THAT(second.out, HasSubstr("small: unchanged"));
}

TEST_F(ImportCommand, AddsWhatIsNewAtTheEnd) {
  ASSERT_EQ(import(file("small.toml", small_case)).exit, Exit::done);
  const auto longer = file("small.toml", small_case + "\n[[entries]]\nkind = \"note\"\ntext = \"later\"\n");
  EXPECT_THAT(import(longer).out, HasSubstr("small: extended, 1 new entries"));
}

TEST_F(ImportCommand, RefusesWhatDiffersAndStoresTheGoodOnes) {
  ASSERT_EQ(import(file("small.toml", small_case)).exit, Exit::done);
  auto changed = small_case;
  changed.replace(changed.find("erosion"), 7, "fever");
  const auto ran =
      lossa({"import", file("changed.toml", changed), path("none.toml"), published(wannan), "--data", path("data")});
  EXPECT_NE(ran.exit, Exit::done);
  EXPECT_THAT(ran.err, HasSubstr("add a correction instead"));
  EXPECT_THAT(ran.err, HasSubstr("none.toml: there is no such file"));
  EXPECT_THAT(ran.out, HasSubstr(wannan + ": stored"));
}

TEST_F(ImportCommand, TriesWithoutStoring) {
  const auto small = file("small.toml", small_case);
  const auto tried = lossa({"import", small, "--dry-run", "--data", path("data")});
  EXPECT_EQ(tried.exit, Exit::done) << tried.err;
  EXPECT_THAT(tried.out, HasSubstr("small: stored, 2 new entries"));
  EXPECT_FALSE(std::filesystem::exists(path("data")));
  ASSERT_EQ(import(small).exit, Exit::done);
  EXPECT_THAT(lossa({"import", small, "--dry-run", "--data", path("data")}).out, HasSubstr("small: unchanged"));
}

TEST_F(ImportCommand, MakesOneFolderButNotThoseAboveIt) {
  const auto small = file("small.toml", small_case);
  const auto ran = lossa({"import", small, "--data", path("a/b")});
  EXPECT_EQ(ran.exit, Exit::could_not_run);
  EXPECT_THAT(ran.err, HasSubstr("the data folder cannot be made"));
  EXPECT_EQ(lossa({"import", small, "--data", small}).exit, Exit::could_not_run);
}

TEST_F(ImportCommand, TellsWhatBecameOfEachHl7Message) {
  const std::string head = "MSH|^~\\&|LAB|MIKRO|||202311011200||ORU^R01|";
  const std::string good = head +
                           "A1|P|2.5.1\rPID|||1^^^MIKRO\rOBR|1|P-1|F-1|600-7^^LN|||202310311000||||||||BLD\r"
                           "OBX|1|ST|600-7^^LN|1|S. aureus||||||F\r";
  const std::string partly = head +
                             "A2|P|2.5.1\rPID|||1^^^MIKRO\rOBR|1|P-2|F-2|CHEM^^L|||202310311000\r"
                             "OBX|1|ST|1988-5^^LN||many|mg/L|||||F\r";
  const std::string bad = "MSH|^~\\&|LAB|MIKRO|||202311011200||ADT^A01|A3|P|2.5.1\rPID|||1^^^MIKRO\r";
  const auto messages = file("m.hl7", good + good + partly + bad);
  for (const bool dry_run : {true, false}) {
    std::vector<std::string> words = {"import", "--hl7", messages, "--data", path("data")};
    if (dry_run) words.emplace_back("--dry-run");
    const auto text = lossa(words);
    EXPECT_THAT(text.out, HasSubstr("m.hl7:1: message 1 (A1): accepted\n"));
    EXPECT_THAT(text.out, HasSubstr("message 2 (A1): repeated, without effect\n"));
    EXPECT_THAT(text.out, HasSubstr("message 3 (A2): used in part: something in it could not be used\n"));
    EXPECT_THAT(text.out, HasSubstr("message 4 (A3): set aside: this type of message is not read"));
    EXPECT_EQ(std::filesystem::exists(path("data")), !dry_run);
  }
  const auto json = lossa({"import", "--hl7", messages, "--data", path("data"), "--json"}).out;
  EXPECT_THAT(json, HasSubstr("\"control_id\":\"A1\",\"outcome\":\"accepted\",\"reason\":\"repeated\""));
  EXPECT_THAT(json, HasSubstr("\"outcome\":\"rejected\",\"reason\":\"this type of message"));
}

TEST_F(ImportCommand, SpeaksSwedish) {
  const auto ran = lossa({"import", file("small.toml", small_case), "--data", path("data"), "--lang", "sv"});
  EXPECT_THAT(ran.out, HasSubstr("sparat, 2 nya poster"));
}

TEST_F(ImportCommand, ServesOnlyAFolderThatIsThereAndOnlyOnLoopback) {
  EXPECT_EQ(lossa({"serve", "--data", path("nothing")}).exit, Exit::wrong_use);
  ASSERT_EQ(import(file("small.toml", small_case)).exit, Exit::done);
  const auto ran = lossa({"serve", "--data", path("data"), "--address", "0.0.0.0", "--port", "0"});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_EQ(ran.out, "");
}

}  // namespace
}  // namespace lossa::cli
