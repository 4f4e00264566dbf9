// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/redcap.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include <lossa/model/fields.hpp>

namespace lossa::intake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

std::vector<std::string> told(const Issues& issues) {
  std::vector<std::string> lines;
  for (const auto& issue : issues) lines.push_back(to_string(issue));
  return lines;
}

std::vector<std::string> told(const DataQuality& quality) {
  std::vector<std::string> lines;
  for (const auto& faults : quality.faults)
    for (const auto& example : faults.examples) lines.push_back(to_string(example));
  return lines;
}

constexpr std::string_view dictionary_csv =
    "\xEF\xBB\xBF\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\","
    "\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\"\n"
    "study_id,base,,text,Id,,,\n"
    "pnr,base,,text,Personnummer,,,\n"
    "dev_type,base,,dropdown,Device,\"1, Pacemaker, any | 2, ICD\",,\n"
    "dev_date,base,,text,Implanted,,,date_dmy\n"
    "bc_time,culture,,text,Drawn,,,datetime_ymd\n"
    "bc_result,culture,,radio,Result,\"1, Growth | 0, None | 9, Lost\",,\n"
    "bc_final,culture,,yesno,Final,,,\n"
    "bc_hours,culture,,text,Hours,,,number_comma_decimal\n"
    "tools,removal,,checkbox,Tools,\"1, Laser | 2, Snare\",,\n"
    "gone,removal,,text,Removed,,,date_ymd\n";

constexpr std::string_view mapping_toml = R"(person = "pnr"
[[entries]]
kind = "device"
[entries.fields]
type = { field = "dev_type", words = { "1" = "pacemaker", "2" = "icd" } }
implanted = "dev_date"
[[entries]]
kind = "culture"
[entries.fields]
at = "bc_time"
specimen = { value = "blood" }
result = { field = "bc_result", words = { "1" = "growth", "0" = "no_growth" } }
final = "bc_final"
first_to_last_hours = "bc_hours"
[[entries]]
kind = "procedure"
[entries.fields]
at = "gone"
tools = { field = "tools", words = { "1" = "laser", "2" = "snare" } }
done = { value = "yes" }
)";

const RedcapDictionary& dictionary() {
  static const auto read = RedcapDictionary::read(dictionary_csv, "dictionary.csv");
  EXPECT_THAT(told(read.issues), IsEmpty());
  return *read.value;
}

ForeignData read(std::string_view data) {
  static const auto mapping = read_redcap_mapping(mapping_toml, "mapping.toml", dictionary());
  EXPECT_THAT(told(mapping.issues), IsEmpty());
  auto found = read_redcap(table_from_bytes("data.csv", data), {.dictionary = dictionary(), .mapping = *mapping.value},
                           *Date::parse("2026-11-30"));
  EXPECT_THAT(told(found.issues), IsEmpty());
  return found.value.value_or(ForeignData{});
}

const std::string header =
    "study_id;redcap_event_name;redcap_repeat_instrument;redcap_repeat_instance;pnr;dev_type;dev_date;base_complete;"
    "bc_time;bc_result;bc_final;bc_hours;culture_complete;tools___1;tools___2;gone;removal_complete\n";

// ---- the dictionary -----------------------------------------------------------------------------------------------

TEST(RedcapDictionaryFile, IsReadByLabelsAndByNames) {
  ASSERT_EQ(dictionary().fields().size(), 10U);
  const auto* device = dictionary().find("dev_type");
  ASSERT_NE(device, nullptr);
  EXPECT_EQ(device->form, "base");
  EXPECT_EQ(device->choices.at(0).label, "Pacemaker, any");
  EXPECT_EQ(device->choices.at(1).code, "2");
  EXPECT_EQ(dictionary().find("bc_final")->choices.size(), 2U);
  EXPECT_EQ(dictionary().find("bc_time")->validation, "datetime_ymd");

  const auto api = RedcapDictionary::read(
      "field_name;form_name;section_header;field_type;field_label;select_choices_or_calculations;field_note;"
      "text_validation_type_or_show_slider_number\nid;a;;text;Id;;;\nx;a;;dropdown;X;a, A|b, B;;\n",
      "api.csv");
  ASSERT_TRUE(api.ok()) << testing::PrintToString(told(api.issues));
  EXPECT_EQ(api.value->find("x")->choices.at(1).label, "B");
}

TEST(RedcapDictionaryFile, TellsEveryFaultWithItsLine) {
  const auto read = RedcapDictionary::read(
      "Variable / Field Name,Form Name,Field Type,\"Choices, Calculations, OR Slider Labels\"\n"
      "id,a,notes,\nX,a,text,\ny,b,oops,\nz,a,radio,\nid,a,text,\nq,a,dropdown,\"1, A | 1, B | , C\"\n",
      "d.csv");
  EXPECT_THAT(
      told(read.issues),
      UnorderedElementsAre(HasSubstr("d.csv:2: id: the first field"), HasSubstr("d.csv:3: X: a field's name"),
                           HasSubstr("d.csv:4: y: \"oops\" is no type"),
                           HasSubstr("d.csv:5: z: the form \"a\" was left"), HasSubstr("d.csv:5: z: a field of"),
                           HasSubstr("d.csv:7: q: two choices"), HasSubstr("d.csv:7: q: a choice has no code"),
                           HasSubstr("d.csv:6: id: the name is given already on line 2")));
  EXPECT_THAT(told(RedcapDictionary::read("a,b\n1,2\n", "d.csv").issues),
              testing::Contains(HasSubstr("this is no data dictionary: there is no column \"Form Name\"")));
  EXPECT_THAT(told(RedcapDictionary::read("field_name,form_name,field_type\n", "d.csv").issues),
              ElementsAre("d.csv: the dictionary has no field"));
  EXPECT_FALSE(RedcapDictionary::read("", "d.csv").value.has_value());
}

// As wide as the stress case of REDCapR, whose dictionary has 35,004 fields.
TEST(RedcapDictionaryFile, OfThirtyFiveThousandFieldsIsReadWithItsData) {
  std::string csv = "field_name,form_name,field_type\nid,wide,text\n";
  std::string data = "id,wide_complete";
  for (int i = 0; i < 35'003; ++i) {
    csv += "variable_" + std::to_string(i) + ",wide,text\n";
    data += ",variable_" + std::to_string(i);
  }
  data += "\nr1,2,2021-08-20" + std::string(35'002, ',') + "\n";
  const auto wide = RedcapDictionary::read(csv, "wide.csv");
  ASSERT_TRUE(wide.ok());
  EXPECT_EQ(wide.value->fields().size(), 35'004U);
  const auto mapping =
      read_redcap_mapping("[[entries]]\nkind = \"note\"\nfields = { at = \"variable_0\" }\n", "m.toml", *wide.value);
  ASSERT_TRUE(mapping.ok()) << testing::PrintToString(told(mapping.issues));
  const auto read = read_redcap(table_from_bytes("data.csv", data),
                                {.dictionary = *wide.value, .mapping = *mapping.value}, *Date::parse("2026-11-30"));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read.value->sightings.size(), 1U) << testing::PrintToString(told(read.value->quality));
  EXPECT_EQ(model::to_string(*read.value->sightings[0].entry.at), "2021-08-20");
}

// ---- the mapping --------------------------------------------------------------------------------------------------

TEST(RedcapMappingFile, TellsEveryFault) {
  const auto read = read_redcap_mapping(R"(person = "prn"
[[entries]]
kind = "cultre"
fields = {}
[[entries]]
kind = "device"
nmuber = "x"
[entries.fields]
typ = "dev_type"
side = { field = "dev_sid" }
type = { field = "dev_type", words = { "1" = "pacmaker", "3" = "icd" } }
model = {}
[[entries]]
kind = "note"
)",
                                        "m.toml", dictionary());
  EXPECT_THAT(
      told(read.issues),
      UnorderedElementsAre(
          HasSubstr("m.toml:1:10: person: the dictionary has no field \"prn\"; did you mean \"pnr\"?"),
          HasSubstr("\"cultre\" is no kind of entry; did you mean \"culture\"?"), HasSubstr("did you mean \"number\"?"),
          HasSubstr("did you mean \"type\"?"), HasSubstr("no field \"dev_sid\""),
          HasSubstr("\"pacmaker\" is no word of type; did you mean \"pacemaker\"?"), HasSubstr("has no such choice"),
          HasSubstr("expected either"), HasSubstr("entries[2].fields: is missing")));
  EXPECT_FALSE(read_redcap_mapping("[", "m.toml", dictionary()).value.has_value());
}

// ---- the data -----------------------------------------------------------------------------------------------------

TEST(RedcapData, BecomesEntriesOfThePersonOfTheRecord) {
  const auto data = read("\xEF\xBB\xBF" + header +
                         "7;base_arm_1;;;18900101-9802;1;2020-01-02;2;;;;;;0;0;;0\n"
                         "7;base_arm_1;culture;1;;;;;2026-11-22 14:30:15;1;1;3,5;2;;;;\n"
                         "7;base_arm_1;culture;2;;;;;2026-11-23 08:00;0;0;;1;;;;\n"
                         "7;later_arm_1;;;;;;;;;;;;1;1;2026-11-25;2\n");
  EXPECT_THAT(told(data.quality), IsEmpty());
  ASSERT_EQ(data.sightings.size(), 4U);
  EXPECT_EQ(data.people.at("189001019802").identity_number, "189001019802");
  for (const auto& sighting : data.sightings) EXPECT_EQ(sighting.person, "189001019802");
  EXPECT_EQ(std::get<model::Device>(data.sightings[0].entry.content).type, "pacemaker");
  const auto& culture = std::get<model::Culture>(data.sightings[1].entry.content);
  EXPECT_EQ(culture.specimen + culture.result, "bloodgrowth");
  EXPECT_EQ(culture.final, Truth::yes());
  EXPECT_EQ(culture.first_to_last_hours->text, "3.5");
  EXPECT_EQ(model::to_string(*data.sightings[1].entry.at), "2026-11-22T14:30");
  EXPECT_EQ(data.sightings[1].entry.read_in, "data.csv:3");
  EXPECT_THAT(std::get<model::Procedure>(data.sightings[3].entry.content).tools, ElementsAre("laser", "snare"));
  std::set<std::string> ids;
  for (const auto& sighting : data.sightings) ids.insert(sighting.source_id);
  EXPECT_EQ(ids.size(), 4U);
  EXPECT_EQ(data.quality.elements.at("culture").used, 2U);
  EXPECT_EQ(data.quality.elements.at("row").used, 4U);
}

TEST(RedcapData, TellsEveryBadCellByLineAndFieldAndGuessesNothing) {
  const auto data = read(header +
                         "1;;;;A-1;3;;;;;;;;;;;\n"                        // no such choice
                         "1;;;;;Pacemaker, any;;;;;;;;;;;\n"              // a label
                         "1;;;;;;2020-01-02;;;;;;;;;;\n"                  // no type
                         "1;;culture;1;;;;;22-11-2026 14:30;1;1;;;;;;\n"  // a time that is none: left out
                         "1;;culture;2;;;;;;9;;;;;;;\n"                   // a choice without a word
                         "1;;culture;3;;;;;;1;x;;;;;;\n"                  // a yes or no that is none
                         "1;;culture;4;;;;;;1;;many;;;;;\n"               // a number that is none
                         "1;;;;;;;;;;;;;2;;;\n"                           // a checkbox that is neither
                         "1;;;;;;;;;;;\n");                               // a row cut short
  EXPECT_THAT(
      told(data.quality),
      UnorderedElementsAre(
          HasSubstr("data.csv:2: dev_type: warning: \"3\" is no choice"),
          HasSubstr("data.csv:3: dev_type: warning: \"Pacemaker, any\" is no choice of this field, but the label"),
          HasSubstr("data.csv:4: dev_type: warning: device: is missing"), HasSubstr("data.csv:5: bc_time"),
          HasSubstr("data.csv:6: bc_result: warning: the mapping has no word for \"9\""),
          HasSubstr("data.csv:7: bc_final"), HasSubstr("data.csv:8: bc_hours"),
          HasSubstr("data.csv:9: tools___1: warning: a checkbox holds \"2\""),
          HasSubstr("data.csv:10: warning: the row has 12 cells")));
  ASSERT_EQ(data.sightings.size(), 1U);
  EXPECT_FALSE(data.sightings[0].entry.at.has_value());
  EXPECT_EQ(data.quality.elements.at("culture").set_aside, 3U);
  EXPECT_EQ(data.quality.unmapped.at({"redcap.bc_result", "9"}), 1U);
}

TEST(RedcapData, RecordsOfNobodyAndOfTwoAreSetAside) {
  const auto data = read(header +
                         "1;;;;;1;;;;;;;;;;;\n"
                         "2;;;;18900101-9803;1;;;;;;;;;;;\n"
                         "3;;;;A;1;;;;;;;;;;;\n"
                         "3;x;;;B;1;;;;;;;;;;;\n"
                         ";;;;A;1;;;;;;;;;;;\n");
  EXPECT_THAT(data.sightings, IsEmpty());
  EXPECT_EQ(data.quality.of(FaultKind::no_person).count, 2U);
  EXPECT_EQ(data.quality.of(FaultKind::wrong_identity_number).count, 1U);
  EXPECT_EQ(data.quality.of(FaultKind::code_text_conflict).count, 1U);
  EXPECT_EQ(data.quality.elements.at("row").set_aside, 5U);
  for (const auto& line : told(data.quality)) EXPECT_THAT(line, Not(HasSubstr("9803")));
}

TEST(RedcapData, ColumnsThatTheDictionaryDoesNotKnowAreTold) {
  const auto data = read("study_id,pnr,dev_typ,dev_type\n1,A,x,2\n");
  EXPECT_THAT(told(data.quality),
              ElementsAre("data.csv:1: dev_typ: warning: the dictionary has no such field: the column is not read"));
  EXPECT_EQ(data.sightings.size(), 1U);
}

TEST(RedcapData, NeedsTheColumnOfTheRecord) {
  const RedcapMapping mapping;
  const auto read = read_redcap(table_from_bytes("data.csv", "studyid;pnr\n"),
                                {.dictionary = dictionary(), .mapping = mapping}, *Date::parse("2026-11-30"));
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(told(read.issues),
              ElementsAre("data.csv:1: no column is called \"study_id\"; did you mean \"studyid\"? (the record's id)"));
}

// ---- our own project ----------------------------------------------------------------------------------------------

const RedcapDictionary& own() {
  static const auto read = RedcapDictionary::read(redcap_dictionary({}), "own.csv");
  EXPECT_THAT(told(read.issues), IsEmpty());
  return *read.value;
}

std::vector<Issue> own_faults(const std::string& columns, const std::string& cells) {
  const auto mapping = read_redcap_mapping(redcap_mapping(), "mapping.toml", own());
  const auto read = read_redcap(table_from_bytes("data.csv", "record_id," + columns + "\nx," + cells + "\n"),
                                {.dictionary = own(), .mapping = *mapping.value}, *Date::parse("2026-11-30"));
  std::vector<Issue> faults;
  for (const auto& kind : read.value->quality.faults)
    faults.insert(faults.end(), kind.examples.begin(), kind.examples.end());
  return faults;
}

TEST(RedcapOwnProject, AsksForWhatTheFieldTablesSay) {
  const auto* finding = own().find("culture_final");
  ASSERT_NE(finding, nullptr);
  std::vector<std::string> codes;
  for (const auto& choice : finding->choices) codes.push_back(choice.code);
  EXPECT_THAT(codes, ElementsAre("yes", "no", "not_asked", "not_done", "unclear", "awaited"));
  EXPECT_EQ(own().find("culture_sets_positive")->validation, "integer");
  EXPECT_EQ(own().find("person_lvef_percent")->validation, "number");
  EXPECT_EQ(own().find("device_type")->type, "dropdown");
  EXPECT_EQ(own().find("device_type")->choices.size(),
            model::find_field(*model::find_kind("device"), "type")->words.size());
  EXPECT_EQ(own().find("device_implanted")->type, "text");
  EXPECT_EQ(own().find("procedure_approach")->type, "checkbox");
  EXPECT_EQ(own().find("procedure_lead_lead")->form, "procedure_lead");
  const auto table = read_csv(redcap_dictionary({}), "own.csv");
  EXPECT_EQ(table.value->header.size(), 18U);
  const auto& columns = table.value->column_of;
  bool range_seen = false;
  for (const auto& row : table.value->rows) {
    if (row.cells[0] == "person_lvef_percent") {
      EXPECT_EQ(row.cells[columns.at("Text Validation Min")], "1");
      EXPECT_EQ(row.cells[columns.at("Text Validation Max")], "90");
    }
    if (row.cells[0] != "person_lvef_percent_range") continue;
    range_seen = true;
    EXPECT_EQ(row.cells[columns.at("Branching Logic (Show field only if...)")], "[person_lvef_percent] = ''");
  }
  EXPECT_TRUE(range_seen);
}

TEST(RedcapOwnProject, IsLabelledByTheWordsItIsGiven) {
  const auto labelled = redcap_dictionary(
      [](std::string_view key) { return key == "word.growth" ? "växt | annat" : "<" + std::string(key) + ">"; });
  const auto read = RedcapDictionary::read(labelled, "own.csv");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value->find("culture_result")->choices.at(0).label, "växt / annat");
  EXPECT_THAT(labelled, HasSubstr("<reason.not_done>"));
  EXPECT_THAT(labelled, HasSubstr("<field.culture.organism>"));
}

TEST(RedcapOwnProject, ContradictionsBetweenFieldsAreTold) {
  const auto both = own_faults("culture_specimen,culture_sets_positive,culture_sets_positive_range", "blood,1,> 2");
  ASSERT_EQ(both.size(), 1U);
  EXPECT_THAT(to_string(both[0]), HasSubstr("both this field and culture_sets_positive are filled in"));
  const auto order = own_faults("procedure_approach___femoral,procedure_approach___jugular,procedure_approach_order",
                                "1,0,femoral jugular");
  ASSERT_EQ(order.size(), 1U);
  EXPECT_THAT(to_string(order[0]), HasSubstr("does not name the same choices"));
  const auto entry = own_faults("correction_corrects,correction_reason,correction_entry", "a,b,{");
  ASSERT_FALSE(entry.empty());
  EXPECT_THAT(to_string(entry[0]), HasSubstr("is no entry as JSON"));
  const auto list = own_faults("procedure_tools", "[1");
  EXPECT_THAT(to_string(list.at(0)), HasSubstr("is no JSON"));
  const auto number = own_faults("note_nr", "first");
  EXPECT_THAT(to_string(number.at(0)), HasSubstr("note_nr: warning: is no whole number"));
}

}  // namespace
}  // namespace lossa::intake
