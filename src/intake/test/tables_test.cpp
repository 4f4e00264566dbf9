// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/tables.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include <lossa/base/contract.hpp>
#include <lossa/resources/resources.hpp>

namespace lossa::intake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const Dictionary& dictionary() {
  static const auto organisms = [] {
    const std::string_view file = "terminology/organisms.toml";
    return *terminology::Organisms::read(*resources::find(file), file).value;
  }();
  static const terminology::Codes codes;
  static const Dictionary both = {.codes = codes, .organisms = organisms};
  return both;
}

std::string content_of(const std::string& path) {
  std::ifstream file(std::string(LOSSA_SOURCE_DIR "/") + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string register_of_two = "Personnr;Typ;Implanterad\n18900101-9802;Pacemaker DDD;2020-01-02\nA-77;icd;2021\n";

Checked<TablesRead> read(std::string_view cultures, std::string_view devices = register_of_two,
                         std::string_view mapping = "") {
  auto meant = read_table_mapping(mapping, "mapping.toml", dictionary().organisms);
  if (!meant.ok()) return {.value = std::nullopt, .issues = std::move(meant.issues)};
  return read_tables({.cultures = table_from_bytes("cultures.csv", cultures),
                      .devices = table_from_bytes("devices.csv", devices),
                      .mapping = *std::move(meant.value),
                      .today = *Date::parse("2026-11-30"),
                      .stop_asked = nullptr},
                     dictionary());
}

std::vector<std::string> told(const Issues& issues) {
  std::vector<std::string> lines;
  for (const auto& issue : issues) lines.push_back(to_string(issue));
  return lines;
}

/// The one culture that a table gives.
Sighting culture_of(std::string_view cultures, std::string_view mapping = "") {
  const auto tables = read(cultures, register_of_two, mapping);
  EXPECT_TRUE(tables.ok()) << testing::PrintToString(told(tables.issues));
  if (!tables.value.has_value()) return {};
  for (const auto& sighting : tables.value->data.sightings)
    if (std::holds_alternative<model::Culture>(sighting.entry.content)) return sighting;
  ADD_FAILURE() << "no culture";
  return {};
}

const model::Culture& content(const Sighting& sighting) { return std::get<model::Culture>(sighting.entry.content); }

std::vector<const Sighting*> of_person(const TablesRead& tables, std::string_view person) {
  std::vector<const Sighting*> found;
  for (const auto& sighting : tables.data.sightings)
    if (sighting.person == person) found.push_back(&sighting);
  return found;
}

template <typename Kind>
std::vector<Kind> all_of(const std::vector<const Sighting*>& sightings) {
  std::vector<Kind> found;
  for (const auto* sighting : sightings)
    if (const auto* kind = std::get_if<Kind>(&sighting->entry.content); kind != nullptr) found.push_back(*kind);
  return found;
}

// ---- the examples -------------------------------------------------------------------------------------------------

TEST(TableExamples, GiveWhatTheySayWithTheMapping) {
  const auto tables = read(content_of("examples/find/cultures.csv"), content_of("examples/find/devices.csv"),
                           content_of("examples/find/mapping.toml"));
  ASSERT_TRUE(tables.ok()) << testing::PrintToString(told(tables.issues));
  const auto& data = tables.value->data;
  EXPECT_EQ(data.people.size(), 12U);
  EXPECT_THAT(tables.value->assumptions, IsEmpty());

  const auto first = of_person(*tables.value, "189001019802");
  EXPECT_EQ(all_of<model::Device>(first).at(0).type, "pacemaker_dual");
  EXPECT_EQ(all_of<model::Lead>(first).size(), 2U);
  const auto aureus = all_of<model::Culture>(first).at(0);
  EXPECT_EQ(aureus.organism, "staphylococcus_aureus");
  EXPECT_EQ(aureus.methicillin_resistant, Truth::no());
  EXPECT_EQ(aureus.final, Truth::yes());

  EXPECT_EQ(all_of<model::Culture>(of_person(*tables.value, "189001029819")).size(), 2U);
  const auto abandoned = all_of<model::Lead>(of_person(*tables.value, "189001069815")).at(0);
  EXPECT_EQ(abandoned.abandoned, Truth::yes());
  const auto preliminary = all_of<model::Culture>(of_person(*tables.value, "189001079806")).at(0);
  EXPECT_EQ(preliminary.result, "growth");
  EXPECT_EQ(preliminary.organism, "gram_positive_other");
  EXPECT_EQ(preliminary.final, Truth::no());
  EXPECT_EQ(all_of<model::Culture>(of_person(*tables.value, "189001089813")).at(0).organism, "staphylococcus_aureus");
  EXPECT_EQ(all_of<model::Culture>(of_person(*tables.value, "189001099804")).at(0).result, "no_growth");
  EXPECT_EQ(all_of<model::Culture>(of_person(*tables.value, "189001109819")).at(0).specimen, "other");
  const auto resistant = all_of<model::Culture>(of_person(*tables.value, "189001119800")).at(0);
  EXPECT_EQ(resistant.methicillin_resistant, Truth::yes());
  EXPECT_EQ(data.people.at("189001079806").ward, "Avd 32");

  EXPECT_EQ(data.quality.elements.at("cultures").read, 15U);
  EXPECT_EQ(data.quality.elements.at("cultures").used, 13U);      // one of nobody with a device
  EXPECT_EQ(data.quality.elements.at("cultures").set_aside, 1U);  // the wrong identity number
  EXPECT_EQ(data.quality.elements.at("devices").used, 12U);
  EXPECT_EQ(data.quality.of(FaultKind::wrong_identity_number).examples.at(0).place.line, 14);
  EXPECT_EQ(data.quality.of(FaultKind::impossible_date).count, 0U);
}

TEST(TableExamples, AreReadWithoutAMappingToo) {
  const auto tables = read(content_of("examples/find/cultures.csv"), content_of("examples/find/devices.csv"));
  ASSERT_TRUE(tables.ok()) << testing::PrintToString(told(tables.issues));
  const auto& data = tables.value->data;
  EXPECT_EQ(data.people.size(), 12U);
  EXPECT_THAT(tables.value->assumptions, ElementsAre(TablesRead::Assumption::sample_not_said));
  EXPECT_EQ(all_of<model::Lead>(of_person(*tables.value, "189001069815")).size(), 1U);
  // Nobody knows what this device is; that there is one is kept.
  EXPECT_EQ(all_of<model::Diagnosis>(of_person(*tables.value, "189001119800")).at(0).what, "device_in_place");
  // A wrong name is still growth; an order of day and month that nobody stated is no date.
  const auto unknown = all_of<model::Culture>(of_person(*tables.value, "189001089813")).at(0);
  EXPECT_EQ(unknown.result + unknown.organism, "growth");
  EXPECT_EQ(data.quality.unmapped.at({"text", "Staphylokokkus aureus"}), 1U);
  EXPECT_EQ(data.quality.of(FaultKind::impossible_date).count, 1U);
  const auto undated = of_person(*tables.value, "189001129817");
  EXPECT_FALSE(undated.back()->entry.at.has_value());
  EXPECT_TRUE(undated.back()->entry.known_at.has_value());
  for (const auto& column : tables.value->columns) EXPECT_TRUE(column.recognised) << column.name;
}

TEST(TableExamples, NoIdentityNumberLeavesThePerson) {
  const auto tables = read(content_of("examples/find/cultures.csv"), content_of("examples/find/devices.csv"));
  const auto holds_number = [](const std::string& text) { return text.find("1890") != std::string::npos; };
  for (const auto& sighting : tables.value->data.sightings) {
    EXPECT_FALSE(holds_number(sighting.source_id + sighting.entry.read_in + sighting.entry.text + sighting.specimen +
                              sighting.order + sighting.entry.place.path));
  }
  for (const auto& faults : tables.value->data.quality.faults)
    for (const auto& example : faults.examples) EXPECT_FALSE(holds_number(to_string(example)));
}

// ---- columns ------------------------------------------------------------------------------------------------------

TEST(TableColumns, AreRecognisedInEnglishAndToldHow) {
  const auto tables =
      read("Patient ID,Sample number,Collection time,Organism\nA-77,1,2026-11-02,E. coli\n",
           "patient_id,device type,implant date\nA-77,ICD,2020\n", "[cultures]\nday_order = \"day_first\"\n");
  ASSERT_TRUE(tables.ok()) << testing::PrintToString(told(tables.issues));
  std::vector<std::string> roles;
  for (const auto& column : tables.value->columns)
    roles.push_back(column.table + "." + column.role + "=" + column.name);
  EXPECT_THAT(roles, UnorderedElementsAre("devices.person=patient_id", "devices.type=device type",
                                          "devices.implanted=implant date", "cultures.person=Patient ID",
                                          "cultures.sample=Sample number", "cultures.drawn=Collection time",
                                          "cultures.organism=Organism"));
  EXPECT_THAT(tables.value->assumptions, UnorderedElementsAre(TablesRead::Assumption::every_row_is_blood,
                                                              TablesRead::Assumption::sample_not_said));
}

TEST(TableColumns, ThatAreMissingAreToldTogether) {
  const auto tables = read("a,b\n1,2\n", "c,d\n1,2\n");
  EXPECT_FALSE(tables.value.has_value());
  EXPECT_THAT(told(tables.issues), ElementsAre(HasSubstr("devices.csv"), HasSubstr("columns.type"),
                                               HasSubstr("cultures.csv"), HasSubstr("columns.organism")));
}

TEST(TableColumns, OfTheMappingMustBeThere) {
  const auto tables = read("Person;Fynd\nA-77;E. coli\n", register_of_two,
                           "[cultures.columns]\nperson = \"Persno\"\n[[devices.leads]]\nimplanted = \"Lead 1\"\n");
  EXPECT_FALSE(tables.value.has_value());
  EXPECT_THAT(told(tables.issues),
              testing::Contains("cultures.csv:1: person: no column is called \"Persno\"; did you mean \"Person\"?"));
  const auto no_lead =
      read("Patient;Fynd\nA-77;E. coli\n", register_of_two, "[[devices.leads]]\nimplanted = \"Lead 1\"\n");
  EXPECT_THAT(told(no_lead.issues), ElementsAre("devices.csv:1: leads[0].implanted: no column is called \"Lead 1\""));
}

TEST(TableColumns, CanBeSaidNotToBe) {
  EXPECT_EQ(content(culture_of("Patient;Fynd;Resultat\nA-77;E. coli;neg\n")).result, "growth");
  const auto without = culture_of("Patient;Fynd;Resultat\nA-77;E. coli;neg\n", "[cultures.columns]\norganism = \"\"\n");
  EXPECT_EQ(content(without).result, "no_growth");
  EXPECT_EQ(content(without).organism, "");
}

TEST(TableColumns, ATableWithoutAHeaderIsRefusedWithoutSayingWhoIsInIt) {
  const auto tables = read("18900101-9802;E. coli\n18900102-9819;E. coli\n");
  EXPECT_FALSE(tables.value.has_value());
  EXPECT_THAT(told(tables.issues),
              ElementsAre("cultures.csv:1: the table has no header: its first row holds an identity number"));
}

TEST(TableColumns, AFileThatIsNotThereIsAnError) {
  EXPECT_EQ(table_from_file("/nowhere/a.csv").error().kind, ErrorKind::not_found);
  auto there = table_from_file(LOSSA_SOURCE_DIR "/examples/find/cultures.csv");
  ASSERT_TRUE(there.has_value());
  EXPECT_EQ(there->file, "cultures.csv");
}

// ---- cells --------------------------------------------------------------------------------------------------------

TEST(TableCells, SayWhatGrew) {
  const auto organism = [](const std::string& cell) {
    return content(culture_of("Patient;Fynd\nA-77;" + cell + "\n"));
  };
  EXPECT_EQ(organism("S. aureus").organism, "staphylococcus_aureus");
  EXPECT_EQ(organism("MRSA").methicillin_resistant, Truth::yes());
  EXPECT_EQ(organism("kns").organism, "coagulase_negative_staphylococci");
  EXPECT_EQ(organism("ingen växt").result, "no_growth");
  EXPECT_EQ(organism("Bakterie X").result, "growth");
  EXPECT_EQ(organism("Bakterie X").organism, "");
}

TEST(TableCells, ThatSayNothingOfGrowthAreSetAside) {
  const auto tables = read("Patient;Fynd\nA-77;\n");
  EXPECT_EQ(tables.value->data.quality.of(FaultKind::not_understood).count, 1U);
  EXPECT_EQ(tables.value->data.quality.elements.at("cultures").set_aside, 1U);
  EXPECT_THAT(all_of<model::Culture>(of_person(*tables.value, "A-77")), IsEmpty());
}

TEST(TableCells, SayWhatWasCultured) {
  const auto specimen = [](const std::string& cell) {
    return content(culture_of("Patient;Fynd;Provmaterial\nA-77;E. coli;" + cell + "\n")).specimen;
  };
  EXPECT_EQ(specimen("Blod"), "blood");
  EXPECT_EQ(specimen("Sår"), "wound");
  for (const std::string cell : {"Xyz", ""}) {  // it may be blood: for a person to read, and told
    const auto data = read("Patient;Fynd;Provmaterial\nA-77;E. coli;" + cell + "\n").value->data;
    const auto& sighting = data.sightings.back();
    EXPECT_EQ(content(sighting).specimen, "other");
    EXPECT_EQ(sighting.basis, Sighting::Basis::text);
    EXPECT_EQ(data.quality.of(FaultKind::unknown_material).count, 1U);
    EXPECT_EQ(data.quality.unmapped.at({std::string(unknown_material), cell}), 1U);
  }
  EXPECT_EQ(content(culture_of("Patient;Fynd;Provmaterial\nA-77;E. coli;BKT\n",
                               "[cultures.words.material]\n\"bkt\" = \"blood\"\n"))
                .specimen,
            "blood");
}

TEST(TableCells, HoldDatesOfEveryStatedForm) {
  const auto drawn = [](const std::string& cell, const std::string& mapping) -> std::string {
    const auto at = culture_of("Patient;Fynd;Drawn\nA-77;E. coli;" + cell + "\n", mapping).entry.at;
    return at.has_value() ? model::to_string(*at) : "";
  };
  EXPECT_EQ(drawn("2026-11-22", ""), "2026-11-22");
  EXPECT_EQ(drawn("20261122", ""), "2026-11-22");
  EXPECT_EQ(drawn("2026-11", ""), "2026-11");
  EXPECT_EQ(drawn("2026", ""), "2026");
  EXPECT_EQ(drawn("2026-11-22 9:05", ""), "2026-11-22T09:05");
  EXPECT_EQ(drawn("2026-11-22T09:05:59.123+01:00", ""), "2026-11-22T09:05+01:00");
  EXPECT_EQ(drawn("202611220905", ""), "2026-11-22T09:05");
  EXPECT_EQ(drawn("20261122090559", ""), "2026-11-22T09:05");
  const std::string day_first = "[cultures]\nday_order = \"day_first\"\n";
  EXPECT_EQ(drawn("3/4/2026", day_first), "2026-04-03");
  EXPECT_EQ(drawn("03.04.2026 10.30", day_first), "2026-04-03T10:30");
  EXPECT_EQ(drawn("03-04-2026", "[cultures]\nday_order = \"month_first\"\n"), "2026-03-04");
  for (const char* bad : {"3/4/2026", "22/11/26", "26-11-22", "2026-02-30", "2027-01-01", "igår", "2026-11-22 25:00",
                          "2026-11-22 09h", "03/04-2026"}) {
    EXPECT_EQ(drawn(bad, ""), "") << bad;
    EXPECT_EQ(read("Patient;Fynd;Drawn\nA-77;E. coli;" + std::string(bad) + "\n")
                  .value->data.quality.of(FaultKind::impossible_date)
                  .count,
              1U)
        << bad;
  }
}

TEST(TableCells, AnAnswerBeforeTheSampleIsNotUsed) {
  const auto tables = read("Patient;Fynd;Drawn;Answered\nA-77;E. coli;2026-11-22;2026-11-20\n");
  EXPECT_EQ(tables.value->data.quality.of(FaultKind::impossible_date).count, 1U);
  EXPECT_FALSE(tables.value->data.sightings.back().entry.known_at.has_value());
  EXPECT_TRUE(tables.value->data.sightings.back().entry.at.has_value());
}

TEST(TableCells, CountsMayHaveADecimalComma) {
  const auto found = content(culture_of("Patient;Fynd;Positiva set;Antal set\nA-77;E. coli;2,0;3\n"));
  EXPECT_EQ(found.sets_positive->value.low, 2);
  EXPECT_EQ(found.sets_total->value.low, 3);
  const auto bad = read("Patient;Fynd;Positiva set\nA-77;E. coli;2,5\n");
  EXPECT_EQ(bad.value->data.quality.of(FaultKind::wrong_type).count, 1U);
}

TEST(TableCells, ResistanceIsReadOfStaphylococciOnlyAndWhenColumnsAgree) {
  const auto resistant = [](const std::string& cells) {
    return content(culture_of("Patient;Fynd;Oxacillin;Cefoxitin\nA-77;" + cells + "\n")).methicillin_resistant;
  };
  EXPECT_EQ(resistant("S. aureus;R;"), Truth::yes());
  EXPECT_EQ(resistant("S. aureus;S;S"), Truth::no());
  EXPECT_EQ(resistant("S. aureus;R;S"), std::nullopt);
  EXPECT_EQ(resistant("S. aureus;;"), std::nullopt);
  EXPECT_EQ(resistant("E. coli;R;R"), std::nullopt);
}

// ---- people -------------------------------------------------------------------------------------------------------

TEST(TablePeople, AreTheSameHoweverTheirNumberIsWritten) {
  const auto tables = read("Patient;Fynd\n189001019802;E. coli\n18900101-9802;S. aureus\n");
  EXPECT_EQ(all_of<model::Culture>(of_person(*tables.value, "189001019802")).size(), 2U);
  EXPECT_EQ(tables.value->data.people.at("189001019802").identity_number, "189001019802");
  EXPECT_EQ(tables.value->data.people.at("A-77").identity_number, "");
}

TEST(TablePeople, RowsOfNobodyAreToldByTheirLine) {
  const auto tables = read("Patient;Fynd\n;E. coli\n18900101-9803;E. coli\nA-77;E. coli\nB-1;E. coli\n");
  const auto& quality = tables.value->data.quality;
  EXPECT_EQ(to_string(quality.of(FaultKind::no_person).examples.at(0)),
            "cultures.csv:2: cultures: warning: the row does not say whose it is");
  EXPECT_EQ(quality.of(FaultKind::wrong_identity_number).examples.at(0).place.line, 3);
  EXPECT_THAT(to_string(quality.of(FaultKind::wrong_identity_number).examples.at(0)), Not(HasSubstr("9803")));
  EXPECT_EQ(quality.elements.at("cultures").read, 4U);
  EXPECT_EQ(quality.elements.at("cultures").set_aside, 2U);
  EXPECT_EQ(quality.elements.at("cultures").used, 1U);
}

TEST(TablePeople, FaultyRowsAreCounted) {
  const auto tables = read("Patient;Fynd\nA-77\nA-77;E. coli;x\nA-77;E. \xFF\nA-77;\"E\"x\n");
  const auto& quality = tables.value->data.quality;
  EXPECT_EQ(quality.of(FaultKind::malformed).count, 3U);
  EXPECT_EQ(quality.of(FaultKind::not_utf8).count, 1U);
  EXPECT_EQ(quality.elements.at("cultures").set_aside, 4U);
  EXPECT_EQ(quality.bytes, register_of_two.size() + 53U);
}

// ---- samples ------------------------------------------------------------------------------------------------------

TEST(TableSamples, AreWhatTheMappingSays) {
  const std::string table = "Patient;Fynd;Provnr;Remissnr;Flaska\nA-77;E. coli;P1;R1;aerob\n";
  const auto not_said = culture_of(table);
  EXPECT_EQ(not_said.specimen, "P1");
  EXPECT_EQ(not_said.order, "R1");
  EXPECT_EQ(not_said.sample, Sighting::Sample::not_said);
  const auto set = culture_of(table, "[cultures]\nsample_is = \"set\"\n");
  EXPECT_EQ(set.specimen, "P1");
  EXPECT_EQ(set.sample, Sighting::Sample::set);
  const auto bottle = culture_of(table, "[cultures]\nsample_is = \"bottle\"\n");
  EXPECT_EQ(bottle.specimen, "P1/aerob");
  EXPECT_EQ(bottle.sample, Sighting::Sample::bottle);
  const auto column = culture_of("Patient;Fynd;Remissnr;Set\nA-77;E. coli;R1;2\n");
  EXPECT_EQ(column.specimen, "R1/2");
  EXPECT_EQ(column.sample, Sighting::Sample::set);
}

TEST(TableSamples, AnIdentityNumberAsASampleNumberIsHidden) {
  const auto culture = culture_of("Patient;Fynd;Provnr\nA-77;E. coli;18900101-9802\n");
  EXPECT_EQ(culture.specimen.front(), '#');
  EXPECT_EQ(culture.specimen.find("9802"), std::string::npos);
}

TEST(TableSamples, AFindingKeepsItsIdFromPreliminaryToFinal) {
  const std::string header = "Patient;Fynd;Provnr;Status;Answered\n";
  const auto early = culture_of(header + "A-77;E. coli;P1;prel;2026-11-20\n");
  const auto late = culture_of(header + "A-77;Escherichia coli;P1;slutsvar;2026-11-20\n");
  const auto gone = culture_of(header + "A-77;Escherichia coli;P1;makulerad;2026-11-20\n");
  const auto other = culture_of(header + "A-77;S. aureus;P1;slutsvar;2026-11-20\n");
  EXPECT_EQ(early.source_id, late.source_id);
  EXPECT_LT(early.version, late.version);
  EXPECT_LT(late.version, gone.version);
  EXPECT_EQ(gone.state, Sighting::State::withdrawn);
  EXPECT_NE(late.source_id, other.source_id);
  EXPECT_EQ(content(late).final, Truth::yes());
  EXPECT_EQ(content(gone).final, std::nullopt);
}

TEST(TablePeople, MayBeNumberedByOneSource) {
  const auto tables =
      read("Patient;Fynd\nA-77;E. coli\n189001019802;E. coli\n", register_of_two, "numbers_of = \"clinic\"\n");
  ASSERT_TRUE(tables.ok());
  EXPECT_TRUE(tables.value->data.people.contains("clinic|A-77"));
  EXPECT_TRUE(tables.value->data.people.contains("189001019802"));
}

TEST(TableSamples, OneNumberOfTwoPeopleIsTwo) {
  const auto tables = read("Patient;Fynd;Provnr\nA-77;E. coli;P1\n189001019802;E. coli;P1\n");
  EXPECT_EQ(tables.value->data.quality.of(FaultKind::repeated).count, 0U);
}

TEST(TableSamples, NoIdHoldsAHashOfThePerson) {
  const auto id = [](const std::string& person) {
    return read("Patient;Fynd;Provtagen\n" + person + ";E. coli;2026-01-02\n").value->data.sightings.back().source_id;
  };
  EXPECT_EQ(id("A-77"), id("189001019802"));
}

TEST(TableSamples, TheSameRowTwiceIsOne) {
  const auto tables = read("Patient;Fynd;Provnr\nA-77;E. coli;P1\nA-77;E. coli;P1\nA-77;E. coli;P2\n");
  EXPECT_EQ(tables.value->data.quality.of(FaultKind::repeated).count, 1U);
  EXPECT_EQ(all_of<model::Culture>(of_person(*tables.value, "A-77")).size(), 2U);
}

// ---- the register -------------------------------------------------------------------------------------------------

TEST(DeviceTable, ARowMayBeALead) {
  const auto tables =
      read("Patient;Fynd\nA;E. coli\n",
           "Patient;Serienummer;Typ;Implanterad;Borttagen;Läge\nA;1;Pacemaker VVI;2010-01-01;2020-01-01;\n"
           "A;2;Kvarlämnad elektrod;2010-01-01;;RV\nA;3;Elektrod;2020-01-01;;Högerkammare\n");
  ASSERT_TRUE(tables.ok()) << testing::PrintToString(told(tables.issues));
  const auto leads = all_of<model::Lead>(of_person(*tables.value, "A"));
  ASSERT_EQ(leads.size(), 2U);
  EXPECT_EQ(leads[0].abandoned, Truth::yes());
  EXPECT_EQ(leads[0].chamber, "rv");
  EXPECT_EQ(leads[1].abandoned, std::nullopt);
  EXPECT_EQ(leads[1].chamber, "rv");
  EXPECT_EQ(model::to_string(*all_of<model::Device>(of_person(*tables.value, "A")).at(0).removed), "2020-01-01");
}

TEST(DeviceTable, ImpossibleDatesAreNotUsedAndTheDeviceStays) {
  const auto tables =
      read("Patient;Fynd\nA;E. coli\n", "Patient;Typ;Implanterad;Borttagen\nA;DDD;2020-01-01;2019-01-01\n");
  const auto device = all_of<model::Device>(of_person(*tables.value, "A")).at(0);
  EXPECT_FALSE(device.implanted.has_value());
  EXPECT_FALSE(device.removed.has_value());
  EXPECT_EQ(tables.value->data.quality.of(FaultKind::impossible_date).count, 1U);
}

TEST(DeviceTable, AnUnknownKindThatWasRemovedIsARemoval) {
  const auto tables =
      read("Patient;Fynd\nA;E. coli\n", "Patient;Typ;Implanterad;Borttagen\nA;Xyz;2020-01-01;2021-01-01\n");
  const auto found = of_person(*tables.value, "A");
  EXPECT_EQ(all_of<model::Diagnosis>(found).at(0).what, "device_in_place");
  EXPECT_EQ(all_of<model::Procedure>(found).at(0).what, "generator_removal");
  EXPECT_EQ(tables.value->data.quality.unmapped.at({"text", "Xyz"}), 1U);
}

TEST(DeviceTable, KeepsItsIdsInEveryDelivery) {
  const auto ids = [](std::string_view devices) {
    const auto tables = read("Patient;Fynd\n", devices);
    std::vector<std::string> found;
    for (const auto& sighting : tables.value->data.sightings) found.push_back(sighting.source_id);
    return found;
  };
  const auto first = ids("Patient;Serienummer;Typ;Lead 1 implanted\nA;1;DDD;2020\nA;2;DDD;2021\n");
  EXPECT_EQ(first.size(), 4U);
  EXPECT_THAT(first, testing::WhenSorted(testing::Each(testing::StartsWith("devices/"))));
  EXPECT_EQ(first, ids("Lead 1 implanted;Typ;Patient;Serienummer\n2020;ddd;A;1\n2021;ddd;A;2\n"));
}

TEST(Tables, StopWhenAsked) {
  std::string cultures = "Patient;Fynd\n";
  for (int i = 0; i < 5000; ++i) cultures += "A-77;E. coli\n";
  const auto tables = read_tables({.cultures = table_from_bytes("c.csv", cultures),
                                   .devices = table_from_bytes("d.csv", register_of_two),
                                   .today = *Date::parse("2026-11-30"),
                                   .stop_asked = [] { return true; }},
                                  dictionary());
  EXPECT_TRUE(tables.value->data.stopped);
  EXPECT_LT(tables.value->data.quality.elements.at("cultures").read, 5000U);
}

// ---- the mapping --------------------------------------------------------------------------------------------------

TEST(TableMappingFile, TellsEveryFault) {
  const auto mapping = read_table_mapping(R"([cultures]
separator = "|"
sample_is = "botle"
speed = 1
[cultures.columns]
organsm = "Fynd"
[cultures.words.organism]
"KNS" = "cons"
[cultures.words.material]
"blod" = "blood"
"BLOD" = "pus"
[cultures.words.colour]
[devices.words.type]
"DDD" = "pacemaker_dul"
[[devices.leads]]
implantd = "x"
)",
                                          "m.toml", dictionary().organisms);
  EXPECT_FALSE(mapping.ok());
  EXPECT_THAT(told(mapping.issues),
              UnorderedElementsAre(
                  HasSubstr("separator: \"|\" is not known here; expected ,, ; or tab"),
                  HasSubstr("m.toml:3:13: cultures.sample_is: \"botle\" is not known here; did you mean \"bottle\"?"),
                  HasSubstr("cultures.speed"),
                  HasSubstr("organsm: nothing of this name is known here; did you mean \"organism\"?"),
                  HasSubstr("\"cons\" is not known here"), HasSubstr("given twice"), HasSubstr("cultures.words.colour"),
                  HasSubstr("did you mean \"pacemaker_dual\"?"), HasSubstr("did you mean \"implanted\"?")));
  EXPECT_FALSE(read_table_mapping("[", "m.toml", dictionary().organisms).value.has_value());
}

}  // namespace
}  // namespace lossa::intake
