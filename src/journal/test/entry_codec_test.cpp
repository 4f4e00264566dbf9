// SPDX-License-Identifier: Apache-2.0
#include <lossa/journal/entry_codec.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <lossa/model/schema.hpp>

namespace lossa::journal {
namespace {

using testing::HasSubstr;

model::Entry some_entry() {
  return {.id = "culture-1",
          .at = *model::parse_when("extraction + 72 h"),
          .text = "words of a patient",
          .content = model::Culture{.specimen = "blood", .final = Truth::unknown(Reason::awaited)}};
}

TEST(EntryCodec, WritesTheVersionFirst) {
  EXPECT_EQ(
      encode(some_entry()),
      R"({"v":1,"kind":"culture","id":"culture-1","at":"extraction + 72 h","text":"words of a patient","specimen":"blood","final":"awaited"})");
}

TEST(EntryCodec, DecodesWhatItEncoded) {
  const auto decoded = decode(encode(some_entry()));
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(*decoded, some_entry());
  EXPECT_EQ(decoded.value().place, Place{});
}

TEST(EntryCodec, KeepsTheOpeningAndAnEntryWithinAnEntry) {
  const model::Entry opening{.content = model::Opening{.title = {"A", "B"}, .anchors = {{.id = "presentation"}}}};
  EXPECT_EQ(*decode(encode(opening)), opening);
  const model::Entry correction{
      .content = model::Correction{.corrects = "culture-1", .reason = "slip", .entry = {some_entry()}}};
  EXPECT_EQ(*decode(encode(correction)), correction);
}

TEST(EntryCodec, RefusesWhatIsNoEntryAsCorrupt) {
  for (const auto* bytes :
       {"", "{", "[]", "3", R"({"kind":"note"})", R"({"v":"1","kind":"note"})", R"({"v":1})", R"({"v":1,"kind":"x"})",
        R"({"v":1,"kind":"note","v":1})", R"({"v":1,"kind":"sign"})", R"({"v":1,"kind":"note","extra":1})"}) {
    SCOPED_TRACE(bytes);
    const auto decoded = decode(bytes);
    ASSERT_FALSE(decoded.has_value());
    EXPECT_EQ(decoded.error().kind, ErrorKind::corrupt_data);
  }
}

TEST(EntryCodec, RefusesAVersionThatItDoesNotKnow) {
  for (const auto* bytes : {R"({"v":0,"kind":"note"})", R"({"v":2,"kind":"note"})", R"({"v":1.5,"kind":"note"})"}) {
    const auto decoded = decode(bytes);
    ASSERT_FALSE(decoded.has_value());
    EXPECT_THAT(decoded.error().message, HasSubstr("version"));
  }
}

TEST(EntryCodec, TellsNothingOfWhatWasStored) {
  const auto decoded = decode(R"({"v":1,"kind":"sign","what":"secret words"})");
  ASSERT_FALSE(decoded.has_value());
  EXPECT_THAT(decoded.error().message, HasSubstr("sign.what"));
  EXPECT_THAT(decoded.error().message, testing::Not(HasSubstr("secret")));
}

// Stored entries are never rewritten, so their form may not change under one version. If this fails: raise
// entry_version, lift the version before in entry_codec.cpp, and write the new snapshot with LOSSA_REBASELINE=1.
TEST(EntrySchema, IsTheOneKeptForThisVersion) {
  const auto path = LOSSA_SOURCE_DIR "/docs/formats/entry-v" + std::to_string(entry_version) + ".schema.json";
  if (std::getenv("LOSSA_REBASELINE") != nullptr) std::ofstream(path, std::ios::binary) << model::entry_schema();
  std::ifstream file(path, std::ios::binary);
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(kept == model::entry_schema()) << path << " differs";
}

}  // namespace
}  // namespace lossa::journal
