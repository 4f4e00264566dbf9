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
