// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class SignCommand : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    fs::create_directory(path("own"));
    fs::copy_file(fs::path(LOSSA_SOURCE_DIR) / "guidelines" / "padit.toml", rule());
    ASSERT_EQ(lossa({"guideline", "key", "--out", path("key")}).exit, Exit::done);
  }

  [[nodiscard]] std::string rule() const { return path("own/padit.toml"); }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    std::ifstream stream(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  [[nodiscard]] Ran sign(const std::string& key = "key", const std::string& date = "2026-11-22") const {
    return lossa(
        {"guideline", "sign", rule(), "--key", path(key), "--name", "Åsa Ek", "--role", "överläkare", "--date", date});
  }
  /// Makes a folder that trusts the key.
  [[nodiscard]] std::string trusting(const std::string& key) const {
    fs::create_directory(path("trust"));
    fs::copy_file(path(key + ".pub"), path("trust/" + key + ".pub"));
    return path("trust");
  }
  [[nodiscard]] Ran verify(const std::string& trust = "") const {
    std::vector<std::string> words = {"guideline", "verify", rule()};
    if (!trust.empty()) words.insert(words.end(), {"--trust", trust});
    return lossa(words);
  }
  [[nodiscard]] Ran assess(const std::vector<std::string>& more) const {
    std::vector<std::string> words = {"assess", "--guidelines", path("own"), published(wannan)};
    words.insert(words.end(), more.begin(), more.end());
    return lossa(words, Language::en, 4000);
  }
};

TEST_F(SignCommand, KeepsThePrivateKeyToItself) {
  EXPECT_EQ(fs::status(path("key")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THAT(text_of("key"), HasSubstr("BEGIN PRIVATE KEY"));
  EXPECT_THAT(text_of("key.pub"), HasSubstr("BEGIN PUBLIC KEY"));
  const auto before = text_of("key");
  const auto again = lossa({"guideline", "key", "--out", path("key")});
  EXPECT_EQ(again.exit, Exit::could_not_run);
  EXPECT_THAT(again.err, HasSubstr("there already"));
  EXPECT_EQ(text_of("key"), before);
}

TEST_F(SignCommand, IsVerifiedAndTrustedByItsKey) {
  const auto ran = sign();
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  const auto verified = verify(trusting("key"));
  EXPECT_EQ(verified.exit, Exit::done) << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("padit 1, signed by Åsa Ek, överläkare, 2026-11-22"));
}

TEST_F(SignCommand, IsNotTrustedByAnotherKey) {
  ASSERT_EQ(lossa({"guideline", "key", "--out", path("other")}).exit, Exit::done);
  ASSERT_EQ(sign().exit, Exit::done);
  const auto verified = verify(trusting("other"));
  EXPECT_EQ(verified.exit, Exit::found_faults);
  EXPECT_THAT(verified.out, HasSubstr("signed by an unknown key, which claims to be that of Åsa Ek"));
  EXPECT_THAT(verify().out, HasSubstr("unknown key"));
}

TEST_F(SignCommand, AddsASecondSignerAndRefusesTheSameTwice) {
  ASSERT_EQ(lossa({"guideline", "key", "--out", path("other")}).exit, Exit::done);
  EXPECT_EQ(sign().exit, Exit::done);
  EXPECT_EQ(sign("other", "2026-11-23").exit, Exit::done);
  const auto both = text_of("own/padit.toml.sig");
  EXPECT_THAT(sign().err, HasSubstr("signed the file already"));
  EXPECT_EQ(text_of("own/padit.toml.sig"), both);
  EXPECT_THAT(verify().out, AllOf(HasSubstr("2026-11-22"), HasSubstr("2026-11-23")));
}

TEST_F(SignCommand, FailsEverywhereOnceOneByteOfTheGuidelineChanges) {
  ASSERT_EQ(sign().exit, Exit::done);
  std::ofstream(rule(), std::ios::app) << "\n";
  for (const auto& ran : {verify(), assess({}), sign()}) {
    EXPECT_EQ(ran.exit, Exit::found_faults);
    EXPECT_THAT(ran.err, HasSubstr("padit.toml.sig:5:"));
    EXPECT_THAT(ran.err, HasSubstr("changed after it was signed"));
    EXPECT_EQ(ran.out, "");
  }
}

TEST_F(SignCommand, ShowsInAnAssessmentWhoSigned) {
  ASSERT_EQ(sign().exit, Exit::done);
  const auto trust = trusting("key");
  EXPECT_THAT(assess({"--trust", trust}).out, HasSubstr(" 1 signed by a trusted key"));
  EXPECT_THAT(assess({}).out, HasSubstr(" 0 signed by a trusted key"));
  EXPECT_THAT(assess({"--all", "--trust", trust}).out, HasSubstr("signed by Åsa Ek, överläkare, 2026-11-22"));
  const auto unknown = assess({"--all"}).out;
  EXPECT_THAT(unknown, HasSubstr("signed by an unknown key, which claims to be that of Åsa Ek"));
  EXPECT_THAT(unknown, HasSubstr("unsigned"));
  EXPECT_THAT(unknown, Not(HasSubstr("signed by Åsa")));
  EXPECT_THAT(assess({"--json", "--trust", trust}).out, HasSubstr("\"trusted\":true"));
  EXPECT_THAT(assess({"--json"}).out, AllOf(HasSubstr("\"name\":\"Åsa Ek\""), HasSubstr("\"trusted\":false"),
                                            Not(HasSubstr("\"trusted\":true"))));
}

TEST_F(SignCommand, DoesNotTakeSignaturesForThoseOfTheProgram) {
  EXPECT_THAT(lossa({"assess", "--json", published(wannan)}).out,
              AllOf(HasSubstr("\"signatures\":[]"), Not(HasSubstr("\"trusted\""))));
}

TEST_F(SignCommand, SaysThatAFileIsUnsigned) {
  const auto ran = verify();
  EXPECT_EQ(ran.exit, Exit::found_faults);
  EXPECT_THAT(ran.out, HasSubstr("padit 1, unsigned"));
}

TEST_F(SignCommand, RefusesWhatItCannotSignOrReadAKeyFrom) {
  EXPECT_THAT(sign("key.pub").err, AllOf(HasSubstr("key.pub"), HasSubstr("no private Ed25519 key")));
  EXPECT_THAT(sign("none").err, HasSubstr("no such file"));
  EXPECT_THAT(sign("key", "2026").err, HasSubstr("a day is written"));
  EXPECT_FALSE(fs::exists(path("own/padit.toml.sig")));
  const auto facts = std::string(LOSSA_SOURCE_DIR) + "/guidelines/facts.toml";
  EXPECT_THAT(lossa({"guideline", "verify", facts}).err, HasSubstr("only guidelines are signed"));
}

TEST_F(SignCommand, RefusesATrustFolderWithoutKeysOrWithABadOne) {
  ASSERT_EQ(sign().exit, Exit::done);
  EXPECT_THAT(verify(path("none")).err, HasSubstr("no such folder"));
  EXPECT_THAT(verify(path("own")).err, HasSubstr("no *.pub key"));
  ASSERT_NE(file("own/bad.pub", "no key"), "");
  EXPECT_THAT(verify(path("own")).err, AllOf(HasSubstr("bad.pub"), HasSubstr("no public Ed25519 key")));
}

}  // namespace
}  // namespace lossa::cli
