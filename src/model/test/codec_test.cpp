// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/codec.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lossa::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> texts_of(const Issues& issues) {
  std::vector<std::string> texts;
  for (const auto& issue : issues) texts.push_back(to_string(issue));
  return texts;
}

Checked<CaseFile> read(const std::string& toml) {
  const auto tree = read_toml(toml, "x.toml");
  EXPECT_TRUE(tree.ok()) << testing::PrintToString(texts_of(tree.issues));
  return read_entries(*tree.value, "x.toml");
}

/// The faults of one entry with these lines, in a file that is sound otherwise.
std::vector<std::string> faults(const std::string& lines) {
  return texts_of(read("[case]\nid = \"x\"\n[[entries]]\n" + lines).issues);
}

std::string written(const Entry& entry) {
  JsonWriter writer;
  write_entry(writer, entry);
  return std::move(writer).finish();
}

TEST(ReadEntries, GivesTheOpeningFirstThenTheEntries) {
  const auto file = read(R"(
[case]
id = "wannan"
title.en = "Both sides"
title.sv = "Båda sidor"
assess_at = "presentation"
episodes = [ { id = "first", began = "2020-03" } ]
anchors = [ { id = "presentation", at = 2021-08-20 }, { id = "extraction" } ]
[case.source]
journal = "A journal"
year = 2021
[[entries]]
kind = "culture"
at = "presentation"
known_at = "presentation + 2 days"
specimen = "blood"
result = "growth"
organism = "staphylococcus_epidermidis"
sets_positive = "2 .. 3"
sets_total = 3
final = "awaited"
text = "Three sets."
)");
  EXPECT_THAT(texts_of(file.issues), IsEmpty());
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file.value->case_id, "wannan");
  ASSERT_EQ(file.value->entries.size(), 2U);
  const auto& opening = std::get<Opening>(file.value->entries[0].content);
  EXPECT_EQ(opening.title, (Bilingual{"Both sides", "Båda sidor"}));
  EXPECT_EQ(opening.assess_at, *parse_when("presentation"));
  ASSERT_EQ(opening.anchors.size(), 2U);
  EXPECT_EQ(opening.anchors[0].at, *parse_when("2021-08-20"));
  EXPECT_EQ(opening.anchors[1].at, std::nullopt);
  EXPECT_EQ(opening.episodes[0].began, *parse_when("2020-03"));
  EXPECT_EQ(opening.source->year, "2021");
  const auto& entry = file.value->entries[1];
  EXPECT_EQ(entry.known_at, *parse_when("presentation + 2 days"));
  EXPECT_EQ(entry.text, "Three sets.");
  EXPECT_EQ(entry.place.path, "entries[0]");
  const auto& culture = std::get<Culture>(entry.content);
  EXPECT_EQ(culture.sets_positive, *parse_count("2 .. 3"));
  EXPECT_EQ(culture.final, Truth::unknown(Reason::awaited));
}

TEST(ReadEntries, OneTitleIsForBothLanguages) {
  const auto file = read("[case]\nid = \"x\"\ntitle = \"One\"");
  EXPECT_EQ(std::get<Opening>(file.value->entries[0].content).title, (Bilingual{"One", "One"}));
}

TEST(ReadEntries, WantsACaseWithAnId) {
  EXPECT_THAT(texts_of(read("").issues), ElementsAre(HasSubstr("case: is missing")));
  EXPECT_THAT(texts_of(read("[case]").issues), ElementsAre(HasSubstr("case.id: is missing")));
  EXPECT_THAT(texts_of(read("[case]\nid = \"A b\"").issues), ElementsAre(HasSubstr("case.id: \"A b\" is no id")));
  EXPECT_THAT(texts_of(read("entries = 1\n[case]\nid = \"x\"").issues),
              ElementsAre(HasSubstr("entries: expected an array of entries")));
  EXPECT_THAT(texts_of(read("extra = 1\n[case]\nid = \"x\"").issues), ElementsAre(HasSubstr("extra")));
}

TEST(ReadEntries, RefusesAnchorsThatAreNoNamesOrTwice) {
  EXPECT_THAT(
      texts_of(read("[case]\nid = \"x\"\nanchors = [{ id = \"a\" }, { id = \"a\" }, { id = \"B c\" }, {}]").issues),
      ElementsAre(HasSubstr("case.anchors[1].id: \"a\" is given twice"),
                  HasSubstr("case.anchors[2].id: \"B c\" is not a name"), HasSubstr("case.anchors[3].id: is missing")));
}

TEST(ReadEntries, RefusesMoreEntriesThanItsLimit) {
  std::string toml = "entries = [";
  for (int i = 0; i < 10'001; ++i) toml += "{ kind = \"note\" },";
  EXPECT_THAT(texts_of(read(toml + "]\n[case]\nid = \"x\"").issues), ElementsAre(HasSubstr("more than 10000 entries")));
}

TEST(ReadEntries, RefusesAnOpeningAmongTheEntries) {
  EXPECT_THAT(faults("kind = \"opening\""), ElementsAre(HasSubstr("the opening is the [case] table")));
}

TEST(ReadEntry, WantsAKnownKind) {
  EXPECT_THAT(faults("what = \"x\""), ElementsAre("x.toml:3:1: entries[0].kind: is missing"));
  EXPECT_THAT(faults("kind = \"cultur\""),
              ElementsAre(HasSubstr("\"cultur\" is no kind of entry; did you mean \"culture\"?")));
  EXPECT_THAT(faults("kind = 3"), ElementsAre(HasSubstr("entries[0].kind")));
}

TEST(ReadEntry, NamesAnUnknownFieldAndTheNearestOne) {
  EXPECT_THAT(faults("kind = \"lead\"\nabandonned = true"),
              ElementsAre(testing::AllOf(HasSubstr("entries[0].lead.abandonned"), HasSubstr("\"abandoned\""))));
}

TEST(ReadEntry, WantsItsRequiredFields) {
  EXPECT_THAT(faults("kind = \"sign\""), ElementsAre("x.toml:3:1: entries[0].sign.what: is missing"));
}

TEST(ReadEntry, NamesTheNearestWordOrAllOfThem) {
  EXPECT_THAT(
      faults("kind = \"sign\"\nwhat = \"erosoin\""),
      ElementsAre("x.toml:5:8: entries[0].sign.what: \"erosoin\" is not known here; did you mean \"erosion\"?"));
  EXPECT_THAT(faults("kind = \"lead\"\nuse = \"qqqqqqqq\""),
              ElementsAre(HasSubstr("expected \"pacing\" or \"defibrillation\"")));
  EXPECT_THAT(faults("kind = \"culture\"\nspecimen = \"pus\"\norganism = \"S. aureus\""),
              ElementsAre(HasSubstr("is not a word of lower case letters")));
}

TEST(ReadEntry, RefusesValuesOfTheWrongType) {
  EXPECT_THAT(faults("kind = \"person\"\nage_years = true\ndiabetes = \"maybe\"\nsex = 3\ncomorbidities = [3]"),
              ElementsAre(HasSubstr("age_years: expected a number"), HasSubstr("diabetes: expected true, false"),
                          HasSubstr("sex: expected a string"), HasSubstr("comorbidities[0]: expected text")));
  EXPECT_THAT(faults("kind = \"sign\"\nwhat = \"swelling\"\nat = true\nsize_mm = [\"x\"]"),
              ElementsAre(HasSubstr("at: expected a time"), HasSubstr("size_mm[0]: expected a number")));
}

TEST(ReadEntry, RefusesWhatIsOutsideItsRange) {
  EXPECT_THAT(faults("kind = \"person\"\nage_years = 121"),
              ElementsAre("x.toml:5:13: entries[0].person.age_years: 121 is outside 0 to 120"));
  EXPECT_THAT(faults("kind = \"sign\"\nwhat = \"fever\"\ntemperature_celsius = \"> 46\""),
              ElementsAre(HasSubstr("is outside")));
  EXPECT_THAT(faults("kind = \"sign\"\nwhat = \"fever\"\ntemperature_celsius = \"> 38\""), IsEmpty());
  EXPECT_THAT(faults("kind = \"sign\"\nwhat = \"swelling\"\nsize_mm = [3, -1]"),
              ElementsAre(HasSubstr("size_mm[1]: -1 is outside")));
  EXPECT_THAT(faults("kind = \"culture\"\nspecimen = \"pus\"\nsets_total = 2.5"), ElementsAre(HasSubstr("a count")));
}

TEST(ReadEntry, RefusesMorePositiveThanTaken) {
  EXPECT_THAT(faults("kind = \"culture\"\nspecimen = \"blood\"\nsets_positive = 4\nsets_total = 3"),
              ElementsAre("x.toml:6:17: entries[0].culture.sets_positive: 4 of 3 sets cannot be positive"));
  EXPECT_THAT(faults("kind = \"culture\"\nspecimen = \"blood\"\nbottles_positive = \"> 6\"\nbottles_total = 6"),
              ElementsAre(HasSubstr("bottles cannot be positive")));
  EXPECT_THAT(faults("kind = \"culture\"\nspecimen = \"blood\"\nsets_positive = \">= 2\"\nsets_total = 3"), IsEmpty());
}

TEST(ReadEntry, WarnsOfGrowthWithoutAnOrganism) {
  EXPECT_THAT(faults("kind = \"culture\"\nspecimen = \"blood\"\nresult = \"growth\""),
              ElementsAre(testing::AllOf(HasSubstr("warning"), HasSubstr("no organism is named"))));
}

TEST(ReadEntry, WantsAListedUnitWithALaboratoryValue) {
  EXPECT_THAT(faults("kind = \"lab\"\ntest = \"crp\"\nvalue = 45"),
              ElementsAre(HasSubstr("lab.value: has no unit; expected \"mg/L\" or \"mg/dL\"")));
  EXPECT_THAT(faults("kind = \"lab\"\ntest = \"crp\"\nvalue = 45\nunit = \"g\""),
              ElementsAre(HasSubstr("lab.unit: \"g\" is no unit of crp")));
  EXPECT_THAT(faults("kind = \"lab\"\ntest = \"crp\"\nlevel = \"high\""), IsEmpty());
}

TEST(ReadEntry, RefusesTextAndListsPastTheirLimits) {
  EXPECT_THAT(faults("kind = \"note\"\ntext = \"" + std::string(10'001, 'x') + "\""),
              ElementsAre(HasSubstr("longer than 10000 bytes")));
  std::string list;
  for (int i = 0; i < 1'001; ++i) list += "1,";
  EXPECT_THAT(faults("kind = \"sign\"\nwhat = \"swelling\"\nsize_mm = [" + list + "]"),
              ElementsAre(HasSubstr("more than 1000 items")));
}

TEST(ReadEntry, RefusesIdsThatAreNone) {
  EXPECT_THAT(faults("kind = \"note\"\nid = \"A b\""),
              ElementsAre(HasSubstr("note.id: \"A b\" is not the id of an entry")));
}

TEST(ReadEntry, ReadsWhatBecameOfEachLead) {
  const auto file = read(
      "[case]\nid = \"x\"\n[[entries]]\nkind = \"procedure\"\nleads = [{ lead = \"l\", result = \"partial\", "
      "remnant_mm = \"< 40\" }]");
  ASSERT_TRUE(file.ok());
  const auto& leads = std::get<Procedure>(file.value->entries[1].content).leads;
  EXPECT_THAT(leads, ElementsAre(LeadResult{"l", "partial", *parse_number("< 40")}));
  EXPECT_THAT(faults("kind = \"procedure\"\nleads = [{ result = \"gone\", x = 1 }]"),
              ElementsAre(HasSubstr("procedure.leads[0].lead: is missing"), HasSubstr("leads[0].result"),
                          HasSubstr("leads[0].x")));
}

TEST(ReadEntry, ReadsTheEntryThatACorrectionPutsInPlace) {
  const auto file = read(
      "[case]\nid = \"x\"\n[[entries]]\nkind = \"correction\"\ncorrects = \"sign-1\"\nreason = \"slip\"\nentry = { "
      "kind = \"sign\", what = \"pain\" }");
  ASSERT_TRUE(file.ok());
  const auto& correction = std::get<Correction>(file.value->entries[1].content);
  ASSERT_FALSE(correction.entry.empty());
  EXPECT_EQ(std::get<Sign>(correction.entry.front().content).what, "pain");
  EXPECT_EQ(correction.entry.front().place.path, "entries[0].correction.entry");
  EXPECT_THAT(faults("kind = \"correction\"\ncorrects = \"sign-1\"\nreason = \"\""),
              ElementsAre(HasSubstr("reason: must not be empty")));
  EXPECT_THAT(faults("kind = \"correction\"\ncorrects = \"a\"\nreason = \"r\"\nentry = { kind = \"correction\", "
                     "corrects = \"b\", reason = \"r\" }"),
              ElementsAre(HasSubstr("a correction cannot stand in a correction")));
}

TEST(WriteEntry, WritesCommonFieldsThenItsOwnInTheOrderOfThePage) {
  const Entry entry{
      .id = "culture-1",
      .at = *parse_when("extraction + 72 h"),
      .text = "words",
      .content = Culture{.specimen = "blood", .final = Truth::no(), .sets_positive = *parse_count("> 2")}};
  EXPECT_EQ(
      written(entry),
      R"({"kind":"culture","id":"culture-1","at":"extraction + 72 h","text":"words","specimen":"blood","final":false,"sets_positive":"> 2"})");
}

TEST(WriteEntry, KeepsNumbersAsTheyWereWritten) {
  EXPECT_EQ(written({.content = Lab{.test = "crp", .value = *parse_number("1.50"), .unit = "mg/L"}}),
            R"({"kind":"lab","test":"crp","value":1.50,"unit":"mg/L"})");
}

TEST(CaseFileText, ReadsBackAsTheSameEntriesInBothForms) {
  const auto file = read(R"(
[case]
id = "x"
title.en = "Quote \" and \u007f"
anchors = [ { id = "presentation" } ]
source = { note = "n" }
[[entries]]
kind = "procedure"
approach = [ "femoral", "jugular" ]
leads = [ { lead = "l", remnant_mm = 3.0 }, { lead = "m" } ]
[[entries]]
kind = "correction"
corrects = "procedure-1"
reason = "two\nlines"
entry = { kind = "sign", what = "fever", temperature_celsius = "> 38", size_mm = [ 1, 2.5 ], present = false }
)");
  ASSERT_TRUE(file.ok()) << testing::PrintToString(texts_of(file.issues));
  const auto toml = read(to_toml_file(*file.value));
  ASSERT_TRUE(toml.ok()) << to_toml_file(*file.value);
  EXPECT_EQ(toml.value->entries, file.value->entries);
  EXPECT_EQ(toml.value->case_id, "x");
  const auto tree = read_json(to_json_file(*file.value), "x.json");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(read_entries(*tree.value, "x.json").value->entries, file.value->entries);
}

}  // namespace
}  // namespace lossa::model
