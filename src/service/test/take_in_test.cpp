// SPDX-License-Identifier: Apache-2.0
// From what other systems deliver, night after night, to what the journal's case says.
#include <lossa/service/take_in.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <lossa/intake/fhir.hpp>
#include <lossa/intake/hl7_results.hpp>
#include <lossa/intake/tables.hpp>
#include <lossa/journal_memory/memory_journal.hpp>
#include <lossa/resources/resources.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/finding.hpp>
#include <lossa/service/library.hpp>

namespace lossa::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const assessment::Library& library() {
  static const auto loaded = std::move(load_library(shipped_guidelines()).value).value();
  return loaded;
}

const intake::Dictionary& dictionary() {
  static const auto codes =
      terminology::Codes::read(*resources::find("terminology/codes.toml"), "codes.toml").value.value();
  static const intake::Dictionary both{.codes = codes, .organisms = library().organisms};
  return both;
}

const Date& today() {
  static const Date day = Date::parse("2026-03-10").value();
  return day;
}

// ---- FHIR

intake::ForeignData fhir(const std::vector<std::string>& resources) {
  std::vector<Node> nodes;
  for (const auto& text : resources) nodes.push_back(read_json(text, "a.ndjson").value.value());
  return intake::map_fhir(nodes, "a.ndjson", dictionary(), today());
}

const std::string device = R"({"resourceType":"Device","id":"d","patient":{"reference":"Patient/1"},"status":"active",)"
                           R"("type":{"coding":[{"system":"http://snomed.info/sct","code":"14106009"}]}})";

/// A blood culture of one sample, of which nobody says whether it is a set.
std::string observation(const std::string& id, const std::string& status, const std::string& organism) {
  const std::string value =
      organism.empty()
          ? ""
          : R"("valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":")" + organism + R"("}]},)";
  return R"({"resourceType":"Observation","id":")" + id + R"(","status":")" + status + R"(",)" + value +
         R"("subject":{"reference":"Patient/1"},"specimen":{"reference":"Specimen/)" + id +
         R"("},"effectiveDateTime":"2026-03-01T10:00:00+01:00",)"
         R"("code":{"coding":[{"system":"http://loinc.org","code":"600-7"}]}})";
}

constexpr const char* aureus = "3092008";
constexpr const char* epidermidis = "60875001";

// ---- HL7

std::string message(const std::string& id, const std::string& segments) {
  auto text = "MSH|^~\\&|LAB|MIKRO|||2026030" + id + "1200||ORU^R01|" + id +
              "|P|2.5.1\nPID|||1^^^MIKRO\nOBR|1|P-1|F-1|600-7^Blood culture^LN|||202603011000||||||||BLD\n" + segments;
  std::ranges::replace(text, '\n', '\r');
  return text;
}

std::string culture(const std::string& organism, const std::string& status) {
  return "OBX|1|ST|600-7^Bacteria identified^LN|1|" + organism + "||||||" + status + "\n";
}

constexpr const char* oxacillin = "OBX|2|ST|18961-3^Oxacillin^LN|1|R||||||F\n";

// ---- tables

intake::ForeignData tables(const std::string& rows, const std::string& mapping = "") {
  const auto described = intake::read_table_mapping(mapping, "mapping.toml", library().organisms);
  EXPECT_TRUE(described.ok());
  auto read = intake::read_tables(
      {.cultures = intake::table_from_bytes("c.csv", rows),
       .devices = intake::table_from_bytes("d.csv", "Patient;Typ;Implanterad\n1;Pacemaker DDD;2019-05-28\n"),
       .mapping = *described.value,
       .today = today(),
       .stop_asked = nullptr},
      dictionary());
  EXPECT_TRUE(read.ok());
  return std::move(read.value->data);
}

const std::string header = "Patient;Provnr;Provtagningsdatum;Svarsdatum;Fynd;Status\n";

/// One case that deliveries are taken into.
class Deliveries : public testing::Test {
 protected:
  /// What was added.
  std::size_t deliver(const intake::ForeignData& data) {
    auto windows = course_windows(library().knowledge).value();
    windows.only_in_place = false;
    const auto is_of_one = [&](const auto& one) { return one.person == data.sightings.front().person; };
    EXPECT_TRUE(std::ranges::all_of(data.sightings, is_of_one));
    const auto course = intake::course_of(data.sightings, windows);
    return service_.take_in("one", delivery_of(course), moment_++).value().entries;
  }

  intake::ForeignData hl7(const std::string& name, const std::string& messages) {
    const auto path = std::filesystem::path(testing::TempDir()) / ("lossa_take_in_" + name + ".hl7");
    std::ofstream(path, std::ios::binary) << messages;
    const std::vector paths = {path};
    auto data = intake::read_hl7(paths, dictionary(), {.now = today()}).value();
    std::filesystem::remove(path);
    return data;
  }

  /// What the case says of infection now.
  [[nodiscard]] std::string signal() const {
    const auto& knowledge = library().knowledge;
    const int question = knowledge.find_question("finding", "signal");
    const auto assessed = service_.assess("one", {.at = "2026-03-10"}).value();
    const auto& answers = assessed.assessment.answers;
    const auto answer = std::ranges::find(answers, question, &assessment::Answer::question);
    if (answer == answers.end() || answer->so_far < 0) return "";
    return knowledge.questions[static_cast<std::size_t>(question)]
        .conclusions[static_cast<std::size_t>(answer->so_far)]
        .id;
  }

  /// The cultures that stand: organism, positive sets, methicillin.
  [[nodiscard]] std::vector<std::string> cultures() const {
    std::vector<std::string> lines;
    for (const auto& entry : service_.casebook().value()->find("one")->entries) {
      const auto* culture = std::get_if<model::Culture>(&entry.content);
      if (culture == nullptr) continue;
      const auto resistant = culture->methicillin_resistant;
      lines.push_back(culture->organism + " " + (culture->sets_positive ? culture->sets_positive->text : "-") +
                      (!resistant            ? ""
                       : resistant->is_yes() ? " MR"
                       : resistant->is_no()  ? " MS"
                                             : " ?"));
    }
    return lines;
  }

 private:
  journal_memory::MemoryJournal journal_;
  CaseService service_{library(), journal_};
  journal::Timestamp moment_ = 1000;
};

TEST_F(Deliveries, AFhirCultureEnteredInErrorIsWithdrawnThoughOnlyItsStatusIsLeft) {
  deliver(fhir({device, observation("a", "final", aureus)}));
  ASSERT_EQ(signal(), "today");
  deliver(fhir({R"({"resourceType":"Observation","id":"a","status":"entered-in-error",)"
                R"("subject":{"reference":"Patient/1"}})"}));
  EXPECT_THAT(cultures(), IsEmpty());
  EXPECT_NE(signal(), "today");
}

TEST_F(Deliveries, ACancelledFhirCultureIsWithdrawn) {
  deliver(fhir({device, observation("a", "final", aureus)}));
  deliver(fhir({device, observation("a", "cancelled", "")}));
  EXPECT_THAT(cultures(), IsEmpty());
  EXPECT_NE(signal(), "today");
}

TEST_F(Deliveries, ACorrectedOrganismTakesThePlaceOfTheFirst) {
  deliver(fhir({device, observation("a", "final", aureus)}));
  deliver(fhir({device, observation("a", "corrected", epidermidis)}));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_epidermidis 1"));
  EXPECT_EQ(signal(), "check");
}

TEST_F(Deliveries, OfTwoSamplesTheOneThatIsNotWithdrawnStays) {
  deliver(fhir({device, observation("a", "final", epidermidis), observation("b", "final", epidermidis)}));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_epidermidis 1 .. 2"));
  deliver(fhir({device, observation("a", "entered-in-error", epidermidis)}));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_epidermidis 1"));
  deliver(fhir({device, observation("b", "entered-in-error", epidermidis)}));
  EXPECT_THAT(cultures(), IsEmpty());
}

TEST_F(Deliveries, ASecondSampleInALaterDeliveryIsCountedBesideTheFirst) {
  deliver(fhir({device, observation("a", "final", epidermidis)}));
  deliver(fhir({observation("b", "final", epidermidis)}));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_epidermidis 1 .. 2"));
  EXPECT_EQ(deliver(fhir({observation("b", "final", epidermidis)})), 0U);
}

TEST_F(Deliveries, AWithdrawnHl7ResultIsWithdrawn) {
  for (const std::string status : {"W", "X", "D"}) {
    deliver(fhir({device}));
    deliver(hl7("first", message("2", culture("S. aureus", "F"))));
    ASSERT_EQ(signal(), "today");
    deliver(hl7("second", message("3", culture("", status))));
    EXPECT_THAT(cultures(), IsEmpty()) << status;
    EXPECT_NE(signal(), "today") << status;
  }
}

TEST_F(Deliveries, AResultThatComesBackAfterItsWithdrawalIsThereAgain) {
  deliver(fhir({device, observation("a", "final", aureus)}));
  deliver(fhir({device, observation("a", "entered-in-error", aureus)}));
  ASSERT_NE(signal(), "today");
  deliver(fhir({device, observation("a", "corrected", aureus)}));
  EXPECT_EQ(signal(), "today");
}

TEST_F(Deliveries, ACorrectedHl7ResultTakesThePlaceOfTheFirst) {
  deliver(fhir({device}));
  deliver(hl7("first", message("2", culture("S. aureus~E. coli", "F"))));
  deliver(hl7("second", message("3", culture("S. epidermidis", "C"))));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_epidermidis 1"));
}

TEST_F(Deliveries, AResistanceStaysKnownWhenTheCultureComesWithoutItsTests) {
  deliver(hl7("first", message("2", culture("S. aureus", "P") + oxacillin)));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_aureus 1 MR"));
  deliver(hl7("second", message("3", culture("S. aureus", "F"))));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_aureus 1 MR"));
}

TEST_F(Deliveries, ATestOfAnEarlierCultureIsAddedToIt) {
  const std::string test = "OBR|2|P-2|F-2|18769-0^Susceptibility^LN||||||||||||||||||||||600-7&&LN^1|||^F-1&MIKRO\n";
  const auto only_test = [&](const std::string& id, const std::string& result) {
    auto text = message(id, "");
    text.resize(text.rfind("OBR"));
    auto rest = test + result;
    std::ranges::replace(rest, '\n', '\r');
    return text + rest;
  };
  deliver(hl7("first", message("2", culture("S. aureus", "F"))));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_aureus 1"));
  const auto later = hl7("second", only_test("3", "OBX|1|ST|18961-3^Oxacillin^LN|1|R||||||F\n"));
  EXPECT_EQ(deliver(later), 1U);
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_aureus 1 MR"));
  EXPECT_EQ(deliver(later), 0U);
  deliver(hl7("third", only_test("4", "OBX|1|ST|18961-3^Oxacillin^LN|1|R||||||W\n")));
  EXPECT_THAT(cultures(), ElementsAre("staphylococcus_aureus 1 ?"));
}

TEST_F(Deliveries, ATestSaysNothingOfAnotherOrganism) {
  deliver(hl7("first", message("2", culture("E. faecalis", "F"))));
  auto text = message("3", "OBX|1|ST|18961-3^Oxacillin^LN|1|R||||||F\n");
  text.replace(text.find("OBR|1|P-1|F-1|600-7^Blood culture^LN"), 36, "OBR|1|P-2|F-2|18769-0^Susceptibility^LN");
  text.replace(text.find("||||||||BLD"), 11, "|||||||||||||||||||600-7&&LN^1|||^F-1&MIKRO");
  deliver(hl7("second", text));
  EXPECT_THAT(cultures(), ElementsAre("enterococcus_faecalis 1"));
}

TEST_F(Deliveries, ARowThatIsWithdrawnIsWithdrawnWithOrWithoutItsFinding) {
  for (const std::string finding : {"S. aureus", ""}) {
    deliver(tables(header + "1;P1;2026-03-01;2026-03-02;S. aureus;slutsvar\n"));
    ASSERT_EQ(signal(), "today");
    deliver(tables(header + "1;P1;2026-03-01;2026-03-03;" + finding + ";makulerad\n"));
    EXPECT_THAT(cultures(), IsEmpty()) << finding;
    EXPECT_NE(signal(), "today") << finding;
  }
}

TEST_F(Deliveries, ASampleThatIsWithdrawnTakesItsEarlierRowsWithIt) {
  deliver(tables(header + "1;P1;2026-03-01;2026-03-02;S. aureus;slutsvar\n1;P2;2026-03-01;2026-03-02;E. coli;slutsvar\n"
                          "1;P1;2026-03-01;2026-03-03;;makulerad\n"));
  EXPECT_THAT(cultures(), ElementsAre("escherichia_coli 1"));
}

TEST_F(Deliveries, WhatOnlyStandsInAnotherPlaceOfTheFileIsNotNew) {
  const std::string row = "1;P1;2026-03-01;2026-03-02;S. aureus;slutsvar\n";
  deliver(tables(header + row));
  EXPECT_EQ(deliver(tables(header + "2;P0;2026-03-01;2026-03-02;E. coli;slutsvar\n" + row)), 0U);
}

}  // namespace
}  // namespace lossa::service
