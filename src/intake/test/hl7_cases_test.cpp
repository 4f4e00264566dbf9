// SPDX-License-Identifier: Apache-2.0
// What single segments of a message say: tables of segments and what comes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "hl7_support.hpp"

namespace lossa::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A folder of its own, removed at the end.
class Hl7Cases : public ::testing::Test {
 public:
  Hl7Cases() : folder_(fs::temp_directory_path() / ("lossa-hl7-cases-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~Hl7Cases() override { fs::remove_all(folder_); }

 protected:
  /// Reads one message: its segments, each on a line.
  Read said(const std::string& segments, const std::string& header = "") {
    std::string text = header.empty() ? "MSH|^~\\&|LAB|MIKRO|||20240303120000||ORU^R01|M1|P|2.5.1\n" : header;
    text += segments;
    const auto path = folder_ / "m.hl7";
    std::ofstream(path, std::ios::binary) << text;
    return read({path});
  }

  /// What the value of one blood culture's OBX comes to, "" for nothing.
  std::string result(const std::string& obx, const std::string& obr_status = "F") {
    const auto [data, outcomes] = said(order(obr_status) + obx + "\n");
    const auto lines = lines_of(data);
    return lines.empty() ? "" : lines.front();
  }

  static std::string order(const std::string& status = "F") {
    return "PID|||4711^^^R\nOBR|1|P-1|F-1|600-7^^LN|||202403011200|||||||||||||||20240303|||" + status + "\n";
  }

 private:
  fs::path folder_;
};

TEST_F(Hl7Cases, AStatusSaysWhatIsFinalAndWhatNoLongerHolds) {
  struct Case {
    std::string own, order, expected;
  };
  for (const auto& [own, order_status, expected] : std::vector<Case>{{"F", "F", "final=yes"},
                                                                     {"C", "C", "final=yes"},
                                                                     {"P", "P", "final=no"},
                                                                     {"R", "P", "final=no"},
                                                                     {"F", "P", "final=yes"},
                                                                     {"", "P", "final=no"},
                                                                     {"", "F", "final=yes"},
                                                                     {"", "", "final=-"},
                                                                     {"Z", "F", "final=-"}})
    EXPECT_EQ(result("OBX|1|ST|600-7^^LN|1|Staphylococcus aureus||||||" + own, order_status),
              "blood growth staphylococcus_aureus " + expected + " mr=-")
        << own << " in " << order_status;
  for (const std::string status : {"D", "W", "X"})
    EXPECT_EQ(result("OBX|1|ST|600-7^^LN|1|Staphylococcus aureus||||||" + status), "blood   final=- mr=- (withdrawn)");
  // A bottle of an order that goes on may still grow.
  EXPECT_EQ(result("OBX|1|ST|600-7^^LN|1|No growth||||||F", "P"), "blood no_growth  final=no mr=-");
  EXPECT_EQ(result("OBX|1|ST|600-7^^LN|1|||||||P", "P"), "blood awaited  final=no mr=-");
  EXPECT_EQ(result("OBX|1|ST|600-7^^LN|1|||||||F", "F"), "");
}

TEST_F(Hl7Cases, AValueSaysWhatGrewAndWordsAloneOnlyWhereThereIsNoCode) {
  struct Case {
    std::string type, value, expected;
  };
  const std::string aureus = "blood growth staphylococcus_aureus final=yes mr=";
  for (const auto& [type, value, expected] :
       std::vector<Case>{{"CWE", "3092008^Staphylococcus aureus^SCT", aureus + "-"},
                         {"CE", "STAU^Staph aureus^L^3092008^Staphylococcus aureus^SCT", aureus + "-"},
                         {"CE", "115329001^MRSA^SCT", aureus + "yes"},
                         {"CWE", "^MSSA", aureus + "no"},
                         {"ST", "S. aureus", aureus + "-"},
                         {"TX", "Staphylococcus aureus", aureus + "-"},
                         {"FT", "\\H\\Staphylococcus\\N\\ aureus", aureus + "-"},
                         {"CWE", "STAU^Staphylococcus aureus^L", aureus + "- (text)"},
                         {"ST", "Abundant growth of Staphylococcus aureus, two bottles", aureus + "- (text)"},
                         {"CWE", "264868006^No growth^SCT", "blood no_growth  final=yes mr=-"},
                         {"ST", "No growth", "blood no_growth  final=yes mr=-"},
                         {"ST", "No growth after 5 days.", "blood no_growth  final=yes mr=-"},
                         {"ST", "No growth in the anaerobic bottle", "blood no_growth  final=yes mr=- (text)"},
                         {"CWE", "QQ^Something new^L", "blood   final=yes mr=- (text)"},
                         {"ST", "See below", ""},
                         {"NM", "17", ""}})
    EXPECT_EQ(result("OBX|1|" + type + "|600-7^^LN|1|" + value + "||||||F"), expected) << type << " " << value;
}

TEST_F(Hl7Cases, ACodeAndItsWordsThatDisagreeAreAConflict) {
  const auto [data, outcomes] = said(order() + "OBX|1|CWE|600-7^^LN|1|3092008^Staphylococcus epidermidis^SCT||||||F\n");
  EXPECT_THAT(lines_of(data), ElementsAre("blood growth staphylococcus_aureus final=yes mr=-"));
  EXPECT_THAT(faults_of(data.quality),
              ElementsAre(HasSubstr("the code says staphylococcus_aureus, the text staphylococcus_epidermidis")));
}

TEST_F(Hl7Cases, ASpecimenThatDisagreesWithTheTestOnlyProposes) {
  const auto [data, outcomes] = said(order() + "OBX|1|ST|600-7^^LN|1|S. aureus||||||F\nSPM|1|||PUS^Pus^HL70487\n");
  EXPECT_THAT(lines_of(data), ElementsAre("pus growth staphylococcus_aureus final=yes mr=- (text)"));
  EXPECT_EQ(data.quality.of(FaultKind::code_text_conflict).count, 1U);
}

TEST_F(Hl7Cases, ASpecimenIsFoundInItsSegmentOrInTheOrder) {
  const std::string any = "PID|||4711^^^R\nOBR|1|P-1|F-1|6463-4^^LN|||202403011200||||||||";
  const auto line = [&](const std::string& rest) {
    const auto lines = lines_of(said(any + rest).data);
    return lines.empty() ? "" : lines.front();
  };
  const std::string obx = "\nOBX|1|ST|6463-4^^LN|1|S. aureus||||||F\n";
  const std::string grew = " growth staphylococcus_aureus final=yes mr=-";
  EXPECT_EQ(line("BLD&Blood&HL70487" + obx), "blood" + grew);
  EXPECT_EQ(line("BLD" + obx), "blood" + grew);
  EXPECT_EQ(line(obx + "SPM|1|||BLDV^Venous blood^HL70487\n"), "blood" + grew);
  EXPECT_EQ(line(obx + "SPM|1|||119297000^^SCT\n"), "blood" + grew);
  EXPECT_EQ(line(obx + "SPM|1|||Q^Blood specimen^L\n"), "blood" + grew + " (text)");
  EXPECT_EQ(line(obx), "other" + grew + " (text)");  // it may be blood: for a person to read
  EXPECT_EQ(line(obx + "SPM|1|||Q9^^L\n"), "other" + grew + " (text)");
  const auto unknown = said(any + obx + "SPM|1|||Q9^Something^L\n").data.quality;
  EXPECT_EQ(unknown.of(FaultKind::unknown_material).count, 1U);
  EXPECT_EQ(unknown.unmapped.at({std::string(unknown_material), "Something"}), 1U);
}

TEST_F(Hl7Cases, OfSeveralSpecimensTheOneBeforeAResultIsIts) {
  const auto [data, outcomes] = said(order() +
                                     "SPM|1|^A&L||119297000^^SCT\nOBX|1|ST|600-7^^LN|1|S. aureus||||||F\n"
                                     "SPM|2|^B&L||119297000^^SCT\nOBX|2|ST|600-7^^LN|2|S. aureus||||||F\n");
  EXPECT_EQ(culture_of(data, 0).specimen, "L/A");
  EXPECT_EQ(culture_of(data, 1).specimen, "L/B");
  const auto unclear = said(order() +
                            "OBX|1|ST|600-7^^LN|1|S. aureus||||||F\n"
                            "SPM|1|^A&L||119297000^^SCT\nSPM|2|^B&L||119297000^^SCT\n");
  EXPECT_EQ(culture_of(unclear.data).specimen, "");
}

TEST_F(Hl7Cases, TwoResultsWithOneSubIdStayTwo) {
  const auto [data, outcomes] = said(order() +
                                     "OBX|1|ST|600-7^^LN||S. aureus||||||F\nOBX|2|ST|600-7^^LN||E. coli||||||F\n"
                                     "OBX|3|ST|600-7^^LN|2|E. faecalis~E. faecium||||||F\n");
  EXPECT_EQ(culture_of(data, 0).source_id, "MIKRO/F-1 600-7 1");
  EXPECT_EQ(culture_of(data, 1).source_id, "MIKRO/F-1 600-7 1 #2");
  EXPECT_EQ(culture_of(data, 2).source_id, "MIKRO/F-1 600-7 2");
  EXPECT_EQ(culture_of(data, 3).source_id, "MIKRO/F-1 600-7 2 #2");
}

TEST_F(Hl7Cases, AnUnknownTestOfACultureGivesOnlyWhatNamesAnOrganism) {
  const auto [data, outcomes] = said(order() +
                                     "OBX|1|TX|GRAM^Gram stain^L||No growth||||||F\nOBX|2|CWE|ORG^Organism^L|1|"
                                     "3092008^^SCT||||||F\nOBX|3|ST|VOL^Volume^L||8 mL||||||F\n");
  EXPECT_THAT(lines_of(data), ElementsAre("blood growth staphylococcus_aureus final=yes mr=-"));
  EXPECT_EQ(outcomes.at(0).verdict, Hl7Outcome::Verdict::accepted);
}

TEST_F(Hl7Cases, ATestOfAnIsolateFindsItsCulture) {
  const std::string cultures =
      order() +
      "OBX|1|CE|600-7^^LN|1|3092008^S. aureus^SCT||||||F\nOBX|2|CE|600-7^^LN|2|60875001^S. epidermidis^SCT||||||F\n";
  const auto with = [&](const std::string& parent, const std::string& order_link) {
    const auto [data, outcomes] = said(cultures + "OBR|2|P-2|F-2|18769-0^^LN||||||||||||||||||||||" + parent + "|||" +
                                       order_link + "\nOBX|1|ST|18961-3^^LN|1|R||||||F\n");
    const auto lines = lines_of(data);
    std::string resistant;
    for (const auto& line : lines)
      if (line.ends_with("mr=yes") && line.starts_with("blood")) resistant += line.substr(13, line.find(" final") - 13);
    return resistant + (data.quality.of(FaultKind::dangling_reference).count > 0 ? "dangling" : "");
  };
  EXPECT_EQ(with("600-7&&LN^2", "^F-1&MIKRO"), "staphylococcus_epidermidis");
  EXPECT_EQ(with("600-7&&LN^2", "P-1"), "staphylococcus_epidermidis");
  EXPECT_EQ(with("600-7&&LN^^S. epidermidis", "^F-1"), "staphylococcus_aureus");  // no sub-id is the first
  EXPECT_EQ(with("^^S. epidermidis", "^F-1"), "staphylococcus_epidermidis");
  EXPECT_EQ(with("600-7&&LN^3", "^F-1"), "dangling");
  EXPECT_EQ(with("600-7&&LN^2", "^F-9"), "dangling");
  EXPECT_EQ(with("", ""), "dangling");
}

TEST_F(Hl7Cases, NumbersAreReadAsLaboratoriesWriteThem) {
  const auto crp = [&](const std::string& type, const std::string& value) {
    const auto lines = lines_of(said(order() + "OBX|1|" + type + "|1988-5^CRP^LN||" + value + "|mg/L|||||F\n").data);
    return lines.empty() ? "" : lines.front();
  };
  EXPECT_EQ(crp("ST", "12,5"), "crp 12.5 mg/L");
  EXPECT_EQ(crp("ST", "<0,125"), "crp <0.125 mg/L");
  EXPECT_EQ(crp("ST", "1234,567"), "crp 1234.567 mg/L");
  EXPECT_EQ(crp("ST", "1,234"), "");  // may be one of thousands
  EXPECT_EQ(crp("ST", "1,2,3"), "");
  EXPECT_EQ(crp("SN", ">=^100"), "crp >=100 mg/L");
  EXPECT_EQ(crp("SN", "=^100"), "crp 100 mg/L");
  EXPECT_EQ(crp("ST", "\xE2\x89\xA5 100"), "crp >= 100 mg/L");
  EXPECT_EQ(crp("SN", "^10^-^20"), "crp 10 .. 20 mg/L");
  EXPECT_EQ(crp("SN", "^1^:^4"), "");
  EXPECT_EQ(crp("ST", "2+"), "");
  const auto ratio = said(order() + "OBX|1|SN|1988-5^CRP^LN||^1^:^4|mg/L|||||F\n").data.quality;
  EXPECT_THAT(faults_of(ratio), ElementsAre(HasSubstr("the value of crp is no number: 1:4")));
}

TEST_F(Hl7Cases, TemperaturesMayBeInFahrenheit) {
  const auto fever = [&](const std::string& value, const std::string& unit) {
    const auto lines = lines_of(said(order() + "OBX|1|NM|8310-5^^LN||" + value + "|" + unit + "|||||F\n").data);
    return lines.empty() ? "" : lines.front();
  };
  EXPECT_EQ(fever("102.2", "[degF]"), "fever unknown 39");
  EXPECT_EQ(fever("> 102.2", "F"), "fever unknown >= 39");
  EXPECT_EQ(fever("102.2", "Cel"), "");
  EXPECT_EQ(fever("38,5", "Cel"), "fever unknown 38.5");
  EXPECT_EQ(fever("38.5", ""), "");
}

TEST_F(Hl7Cases, WithdrawnTestsSayNothingAndNamesMayDisagree) {
  const auto mr = [&](const std::string& organism, const std::string& tests) {
    const auto line = lines_of(said(order() + "OBX|1|ST|600-7^^LN|1|" + organism + "||||||F\n" + tests).data).at(0);
    return line.substr(line.find("mr="));
  };
  const std::string oxacillin = "OBX|2|ST|18961-3^^LN|1|";
  const std::string cefoxitin = "OBX|3|ST|18888-8^^LN|1|";
  EXPECT_EQ(mr("S. aureus", oxacillin + "S||||||F\n" + cefoxitin + "R||||||F\n"), "mr=yes");
  EXPECT_EQ(mr("S. aureus", oxacillin + "S||||||F\n" + cefoxitin + "R||||||D\n"), "mr=no");
  EXPECT_EQ(mr("S. aureus", oxacillin + "I||||||F\n"), "mr=-");
  EXPECT_EQ(mr("MRSA", oxacillin + "S||||||F\n"), "mr=unknown");
  EXPECT_EQ(mr("E. coli", oxacillin + "R||||||F\n"), "mr=-");
}

TEST_F(Hl7Cases, AnImpossibleTimeIsAFaultAndTheResultStays) {
  const auto [data, outcomes] =
      said("PID|||4711^^^R\nOBR|1|P-1|F-1|600-7^^LN|||20240230\nOBX|1|ST|600-7^^LN|1|S. aureus||||||F\n");
  EXPECT_EQ(lossa::intake::said(culture_of(data).entry.at), "-");
  EXPECT_THAT(faults_of(data.quality), ElementsAre(HasSubstr("impossible_date: m.hl7:3: message 1 OBR[1]")));
  const auto later =
      said("PID|||4711^^^R\nOBR|1|P-1|F-1|600-7^^LN|||20240401\nOBX|1|ST|600-7^^LN|1|S. aureus||||||F\n");
  EXPECT_EQ(lossa::intake::said(culture_of(later.data).entry.at), "2024-04-01");
  EXPECT_THAT(faults_of(later.data.quality), ElementsAre(HasSubstr("its time is later than the message")));
}

TEST_F(Hl7Cases, APersonIsKnownByTheBestIdentifier) {
  const auto key = [&](const std::string& pid) {
    const auto people = said("PID|" + pid + "\n").data.people;
    return people.empty() ? "" : people.begin()->first;
  };
  EXPECT_EQ(key("||1^^^A^VN~2^^^B~3^^^C&1.2&ISO^MR"), "1.2|3");
  EXPECT_EQ(key("||1^^^A^VN~2^^^B"), "B|2");
  EXPECT_EQ(key("||1"), "MIKRO|1");
  EXPECT_EQ(key("|9^^^EXT"), "EXT|9");
  EXPECT_EQ(key("||121212-1212"), "201212121212");
  EXPECT_EQ(key("||191212121212^^^&1.2.752.129.2.1.3.1&ISO~7^^^A^MR"), "191212121212");
  EXPECT_EQ(key("||191212121212^^^^NNSWE"), "191212121212");
  EXPECT_EQ(key("||191212121212^^^A^MR"), "A|191212121212");  // a local number may look like one by chance
  EXPECT_EQ(key("||1^^^A^VN"), "");
  EXPECT_EQ(key("||\"\""), "");
}

TEST_F(Hl7Cases, AnIdentityNumberWithAWrongCheckDigitIsAFaultThatDoesNotShowIt) {
  const auto [data, outcomes] = said("PID|||191212121213^^^&1.2.752.129.2.1.3.1&ISO\n" +
                                     order().substr(order().find("OBR")) + "OBX|1|ST|600-7^^LN|1|S. aureus||||||F\n");
  EXPECT_EQ(data.quality.of(FaultKind::wrong_identity_number).count, 1U);
  for (const auto& fault : faults_of(data.quality)) EXPECT_EQ(fault.find("1212"), std::string::npos) << fault;
  EXPECT_EQ(data.people.begin()->second.identity_number, "");
}

TEST_F(Hl7Cases, ADeadPersonIsToldAndWhereALivingOneIsByTheLatestMessage) {
  const auto dead = said("PID|||4711^^^R||||1941|F" + std::string(21, '|') + "20240302|Y\n");
  ASSERT_EQ(dead.data.sightings.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<model::Death>(dead.data.sightings[1].entry.content));
  EXPECT_EQ(lossa::intake::said(dead.data.sightings[1].entry.at), "2024-03-02");
  const std::string header = "MSH|^~\\&|LAB|MIKRO|||2024030";
  const auto moved = said(header + "2||ORU^R01|M2|P|2.4\nPID|||4711^^^R\nPV1|||OLD\n",
                          header + "3||ORU^R01|M1|P|2.4\nPID|||4711^^^R\nPV1|||NEW\n");
  EXPECT_EQ(moved.data.people.at("R|4711").ward, "NEW");
}

TEST_F(Hl7Cases, AnotherMessageWithAKnownIdIsReadAndNoted) {
  const std::string header = "MSH|^~\\&|LAB|MIKRO|||20240303||ORU^R01|M1|P|2.4\n";
  const std::string culture = order() + "OBX|1|ST|600-7^^LN|1|";
  const auto [data, outcomes] = said(header + culture + "E. coli||||||F\n", header + culture + "S. aureus||||||F\n");
  EXPECT_EQ(lines_of(data).size(), 2U);
  EXPECT_THAT(faults_of(data.quality), ElementsAre(HasSubstr("another message of this sender had the same id")));
}

TEST_F(Hl7Cases, AnOrderWithoutANumberIsSetAside) {
  const auto [data, outcomes] = said("PID|||4711^^^R\nOBR|1|||600-7^^LN\nOBX|1|ST|600-7^^LN|1|S. aureus||||||F\n");
  EXPECT_THAT(lines_of(data), IsEmpty());
  EXPECT_EQ(outcomes.at(0).verdict, Hl7Outcome::Verdict::error);
  EXPECT_EQ(data.quality.elements.at("OBX").set_aside, 1U);
}

TEST_F(Hl7Cases, AMessageWithoutATimeHasNoVersion) {
  const auto [data, outcomes] =
      said(order() + "OBX|1|ST|600-7^^LN|1|S. aureus||||||F\n", "MSH|^~\\&|LAB|MIKRO|||||ORU^R01|M1|P|2.4\n");
  EXPECT_EQ(culture_of(data).version, "");
  EXPECT_THAT(faults_of(data.quality), ElementsAre(HasSubstr("malformed: m.hl7:1: message 1 MSH[1]")));
}

}  // namespace
}  // namespace lossa::intake
