// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;

class SynthesiseCommand : public InFolder {};

TEST_F(SynthesiseCommand, WritesAnExportAndItsTruthApart) {
  const auto ran = lossa({"synthesise", "--people", "3", "--seed", "7", "--out", path("hospital")});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("3 people"));
  EXPECT_TRUE(std::filesystem::exists(path("hospital/export/Observation.ndjson")));
  EXPECT_TRUE(std::filesystem::exists(path("hospital/truth/truth.csv")));
  EXPECT_EQ(ran.err, "");
}

TEST_F(SynthesiseCommand, SpeaksSwedish) {
  const auto ran = lossa({"synthesise", "--people", "1", "--mixed", "--gz", "--lang", "sv", "--out", path("h")});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("1 personer"));
  EXPECT_TRUE(std::filesystem::exists(path("h/export/everything.ndjson.gz")));
}

TEST_F(SynthesiseCommand, RefusesAFolderInUseAndABadPlan) {
  const auto refused = lossa({"synthesise", "--people", "0", "--out", path("h")});
  EXPECT_EQ(refused.exit, Exit::wrong_use);
  EXPECT_THAT(refused.err, HasSubstr("the number of people is 1 to"));
  ASSERT_EQ(lossa({"synthesise", "--people", "1", "--out", path("h")}).exit, Exit::done);
  const auto again = lossa({"synthesise", "--people", "1", "--out", path("h")});
  EXPECT_EQ(again.exit, Exit::wrong_use);
  EXPECT_THAT(again.err, HasSubstr("the folder is not empty"));
}

}  // namespace
}  // namespace lossa::cli
