// SPDX-License-Identifier: Apache-2.0
#include <lossa/locale/words.hpp>

#include <gtest/gtest.h>

#include <lossa/base/contract.hpp>

namespace lossa::locale {
namespace {

TEST(Words, OfTheProgramAreWholeInBothLanguages) { EXPECT_GT(Words::shipped().all().size(), 400U); }

TEST(Words, NameAKeyThatOnlyOneLanguageHas) {
  const auto words = Words::read("[ui]\na = \"A\"\nb = \"B\"", "[ui]\na = \"A\"");
  ASSERT_EQ(words.issues.size(), 1U);
  EXPECT_EQ(to_string(words.issues[0]), "locale/sv.toml: ui.b: is missing");
}

TEST(Words, RefuseAnEmptyText) {
  const auto words = Words::read("[ui]\na = \"\"", "[ui]\na = \"A\"");
  EXPECT_FALSE(words.ok());
}

TEST(Speech, PutsValuesWhereTheirMarksStand) {
  const auto words = Words::read("of = \"{1} of {0}\"", "of = \"{1} av {0}\"");
  const Speech speech(*words.value, Language::sv);
  EXPECT_EQ(speech("of", {"3", "2"}), "2 av 3");
  EXPECT_THROW(static_cast<void>(speech("nothing")), ContractViolation);
}

TEST(Speech, SaysAWireWordThatHasNoEntryWithSpaces) {
  const auto words = Words::read("[word]\ntee = \"TOE\"", "[word]\ntee = \"TEE\"");
  const Speech speech(*words.value, Language::en);
  EXPECT_EQ(speech.wire("tee"), "TOE");
  EXPECT_EQ(speech.wire("not_there"), "not there");
}

}  // namespace
}  // namespace lossa::locale
