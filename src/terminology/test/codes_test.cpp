// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/codes.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/terminology/organisms.hpp>

#include "shipped.hpp"

namespace lossa::terminology {
namespace {

using ::testing::HasSubstr;

const Codes& shipped() { return shipped_of<Codes>("terminology/codes.toml"); }

std::string word_of(std::string_view system, std::string_view code) {
  const Code* found = shipped().find(system, code);
  return found == nullptr ? "nothing" : found->word;
}

TEST(Codes, HaveWordsInBothLanguagesAndSayHowTheyAreKnown) {
  ASSERT_GT(shipped().all().size(), 250U);
  for (const Code& code : shipped().all()) {
    SCOPED_TRACE(code.system + " " + code.code);
    EXPECT_FALSE(code.text.en.empty());
    EXPECT_FALSE(code.text.sv.empty());
    EXPECT_THAT(code.known, ::testing::AnyOf("read", "reprint", "memory"));
    EXPECT_FALSE(code.cite.empty());
    EXPECT_EQ(shipped().find(code.system, code.code), &code);
  }
}

TEST(Codes, LeaveOrganismsToTheirOwnFile) {
  const auto& organisms = shipped_of<Organisms>("terminology/organisms.toml");
  for (const Code& code : shipped().all()) EXPECT_EQ(organisms.by_code(code.code), nullptr) << code.code;
}

TEST(Codes, KnowASystemByWhatOthersCallIt) {
  const std::vector<std::pair<std::string_view, std::string_view>> names = {
      {"http://snomed.info/sct", "snomed"},
      {"http://snomed.info/sct|http://snomed.info/sct/45991000052106", "snomed"},
      {"SCT", "snomed"},
      {"sct", "snomed"},
      {"urn:oid:2.16.840.1.113883.6.96", "snomed"},
      {"2.16.840.1.113883.6.96", "snomed"},
      {"LN", "loinc"},
      {"http://loinc.org", "loinc"},
      {"http://hl7.org/fhir/sid/icd-10-se", "icd10"},
      {"http://hl7.org/fhir/sid/icd-10-cm", "icd10"},
      {"urn:oid:1.2.752.116.1.1.1.1.3", "icd10"},
      {"I10", "icd10"},
      {"I9CDX", "icd9cm"},
      {"WC", "atc"},
      {"urn:oid:1.2.752.116.1.3.2.1.4", "kva"},
      {"KVÅ", "kva"},
      {"kvå", "kva"},
      {"HL70078", "interpretation"},
      {"icd10", "icd10"}};
  for (const auto& [name, id] : names) EXPECT_EQ(shipped().system_of(name), id) << name;
  EXPECT_EQ(shipped().system_of("http://acmelabs.org"), "");
  EXPECT_EQ(shipped().system_of(""), "");
}

TEST(Codes, SayWhatEachMeans) {
  EXPECT_EQ(word_of("SCT", "706004007"), "pacemaker");
  EXPECT_EQ(word_of("SCT", "72506001"), "icd");
  EXPECT_EQ(word_of("SCT", "447365002"), "crt_d");
  EXPECT_EQ(word_of("SCT", "360125003"), "pacing");
  EXPECT_EQ(word_of("kva", "FPE26"), "crt_p");
  EXPECT_EQ(word_of("LN", "600-7"), "blood");
  EXPECT_EQ(word_of("LN", "630-4"), "other");
  EXPECT_EQ(word_of("LN", "88262-1"), "nothing");
  EXPECT_EQ(word_of("SCT", "10828004"), "growth");
  EXPECT_EQ(word_of("SCT", "260385009"), "no_growth");
  EXPECT_EQ(word_of("interpretation", "POS"), "growth");
  EXPECT_EQ(word_of("SCT", "233188006"), "extraction");
  EXPECT_EQ(word_of("SCT", "62881002"), "generator_removal");
  EXPECT_EQ(word_of("LN", "1988-5"), "crp");
  EXPECT_EQ(word_of("LN", "8310-5"), "temperature");
  EXPECT_EQ(word_of("npu", "NPU19748"), "crp");
  EXPECT_EQ(word_of("rxnorm", "1807513"), "antibiotic");
  EXPECT_EQ(word_of("SCT", "105376000"), "tee");
}

TEST(Codes, StandForTheirChildrenWhereTheFileSaysSo) {
  EXPECT_EQ(word_of("icd10", "T82.7"), "device_infection");
  EXPECT_EQ(word_of("icd10", "T827"), "device_infection");
  EXPECT_EQ(word_of("icd10", "t82.7XXA"), "device_infection");
  EXPECT_EQ(word_of("icd10", " T82.7 "), "device_infection");
  EXPECT_EQ(word_of("icd10", "I33.0"), "endocarditis");
  EXPECT_EQ(word_of("icd10", "I330A"), "endocarditis");
  EXPECT_EQ(word_of("icd10", "A41.0"), "sepsis");
  EXPECT_EQ(word_of("icd10", "A49.9"), "bacteraemia");
  EXPECT_EQ(word_of("icd10", "R78.81"), "bacteraemia");
  EXPECT_EQ(word_of("icd10", "Z95.0"), "device_in_place");
  EXPECT_EQ(word_of("icd10", "Z95.810"), "device_in_place");
  EXPECT_EQ(word_of("atc", "J01CF05"), "antibiotic");
  EXPECT_EQ(word_of("atc", "J02AC01"), "antifungal");
  EXPECT_EQ(word_of("atc", "B01AF02"), "anticoagulant");
  EXPECT_EQ(word_of("atc", "B01AC06"), "nothing");
  EXPECT_EQ(word_of("icd10", "T82"), "nothing");
  EXPECT_EQ(word_of("icd10", "T82.5"), "nothing");
  EXPECT_EQ(word_of("icd10", "Z95.0A"), "nothing") << "Z95.0 does not stand for its children";
  EXPECT_EQ(word_of("LN", "600-71"), "nothing");
}

TEST(Codes, FromTheLongestBeginningWinOverShorterOnes) {
  const auto read = Codes::read(R"(
[[system]]
id = "atc"
[[source]]
id = "s"
known = "memory"
cite = "c"
[[meaning]]
sense = "drug"
word = "antibiotic"
codes = [{ system = "atc", code = "J", with_children = true, source = "s", en = "a", sv = "b" }]
[[meaning]]
sense = "drug"
word = "antifungal"
codes = [{ system = "atc", code = "J02", with_children = true, source = "s", en = "a", sv = "b" }]
)",
                                "c.toml");
  ASSERT_TRUE(read.ok());
  const Codes codes = read.value.value_or(Codes());
  EXPECT_EQ(codes.find("atc", "J02AC01")->word, "antifungal");
  EXPECT_EQ(codes.find("atc", "J03")->word, "antibiotic");
  EXPECT_EQ(codes.find("atc", ""), nullptr);
}

TEST(Codes, ThatAreUnknownMeanNothing) {
  EXPECT_EQ(shipped().find("http://acmelabs.org", "600-7"), nullptr);
  EXPECT_EQ(shipped().find("LN", ""), nullptr);
  EXPECT_EQ(shipped().find("LN", std::string(1000, '6')), nullptr);
  EXPECT_EQ(shipped().find("SCT", "3092008"), nullptr) << "an organism";
  EXPECT_EQ(shipped().find("LN", "T82.7"), nullptr) << "another system's";
  EXPECT_EQ(shipped().find("SCT", "14106.009"), nullptr) << "dots matter but in ICD";
}

constexpr std::string_view local = R"(
[[system]]
id = "our_laboratory"
names = ["http://laboratory.example/tests", "99LAB"]
[[source]]
id = "ours"
known = "read"
cite = "the laboratory's list of tests, 2025"
[[meaning]]
sense = "culture"
word = "blood"
also = ["BLODODL"]
codes = [{ system = "our_laboratory", code = "B-Odl", source = "ours", en = "Blood culture", sv = "Blododling" }]
[[meaning]]
sense = "removal"
word = "extraction"
codes = [{ system = "snomed", code = "62881002", known = "memory", cite = "how we code", en = "Extraction", sv = "Extraktion" }]
)";

TEST(CodesOfAHospital, AreLaidOverTheShippedOnes) {
  const auto with = shipped().with(local, "local.toml");
  for (const Issue& issue : with.issues) ADD_FAILURE() << to_string(issue);
  const Codes codes = with.value.value_or(Codes());
  EXPECT_EQ(codes.find("99LAB", "b-odl")->word, "blood");
  EXPECT_EQ(codes.find("99LAB", "b-odl")->cite, "the laboratory's list of tests, 2025");
  EXPECT_EQ(codes.find("SCT", "62881002")->word, "extraction") << "replaced";
  EXPECT_EQ(codes.find("SCT", "62881002")->known, "memory");
  EXPECT_EQ(codes.find("icd10", "T82.7XXA")->word, "device_infection") << "the rest stays";
  EXPECT_EQ(codes.all().size(), shipped().all().size() + 1);
  EXPECT_EQ(codes.proposed_by(Sense::culture, "prov: blododl")->code, "B-Odl");
  EXPECT_EQ(word_of("SCT", "62881002"), "generator_removal") << "what it was laid over is unchanged";
}

TEST(CodesOfAHospital, InTheExampleCanBeRead) {
  const auto with = shipped().with(bytes_of("examples/find/local_codes.toml"), "local_codes.toml");
  for (const Issue& issue : with.issues) ADD_FAILURE() << to_string(issue);
  EXPECT_GT(with.value.value_or(Codes()).all().size(), shipped().all().size());
}

TEST(CodesOfAHospital, MayGiveAKnownSystemAnotherNameButNotAnothers) {
  const auto named = shipped().with("[[system]]\nid = \"snomed\"\nnames = [\"99SCT\"]\n", "l.toml");
  ASSERT_TRUE(named.ok());
  EXPECT_EQ(named.value.value_or(Codes()).system_of("99sct"), "snomed");
  const auto taken = shipped().with("[[system]]\nid = \"ours\"\nnames = [\"LN\"]\n", "l.toml");
  ASSERT_EQ(taken.issues.size(), 1U);
  EXPECT_EQ(to_string(taken.issues[0]), "l.toml:3:9: system[0].names: \"LN\" is also a name of loinc");
}

/// The first fault of a file with one system and one source, and what is added.
std::string fault_of(std::string_view added) {
  const std::string file = R"([[system]]
id = "loinc"
[[source]]
id = "s"
known = "memory"
cite = "c"
)" + std::string(added);
  const auto read = Codes::read(file, "c.toml");
  return read.issues.empty() ? "" : to_string(read.issues.front());
}

std::string fault_of_code(std::string_view keys) {
  return fault_of("[[meaning]]\nsense = \"lab\"\nword = \"crp\"\ncodes = [{ " + std::string(keys) + " }]\n");
}

TEST(CodesFile, IsRefusedWithTheLineOfEachFault) {
  EXPECT_EQ(fault_of_code(R"(system = "loinc", code = "1", source = "s", en = "a", sv = "b")"), "");
  EXPECT_THAT(
      fault_of_code(R"(system = "loin", code = "1", source = "s", en = "a", sv = "b")"),
      HasSubstr(R"(c.toml:10:21: meaning[0].codes[0].system: there is no system "loin"; did you mean "loinc"?)"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", source = "t", en = "a", sv = "b")"),
              HasSubstr("there is no source \"t\""));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", known = "guess", cite = "c", en = "a", sv = "b")"),
              HasSubstr("there is no way of knowing \"guess\""));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", known = "read", en = "a", sv = "b")"), HasSubstr("cite"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", en = "a", sv = "b")"), HasSubstr("known"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", source = "s", known = "read", en = "a", sv = "b")"),
              HasSubstr("known"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", source = "s", en = "a")"), HasSubstr("sv"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", source = "s", en = "a", sv = "b")"), HasSubstr("code"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1 2", source = "s", en = "a", sv = "b")"),
              HasSubstr("no blanks"));
  EXPECT_THAT(fault_of_code("system = \"loinc\", code = \"" + std::string(63, '1') +
                            "\", source = \"s\", en = \"a\", sv = \"b\""),
              HasSubstr("at most 62"));
  EXPECT_THAT(fault_of_code(R"(system = "loinc", code = "1", source = "s", en = "a", sv = "b", colour = "red")"),
              HasSubstr("colour"));
}

TEST(CodesFile, IsRefusedWhenAMeaningIsNotOne) {
  const std::string code = "codes = [{ system = \"loinc\", code = \"1\", source = \"s\", en = \"a\", sv = \"b\" }]\n";
  EXPECT_THAT(fault_of("[[meaning]]\nsense = \"labb\"\nword = \"crp\"\n" + code),
              HasSubstr("there is no sense \"labb\"; did you mean \"lab\"?"));
  EXPECT_THAT(fault_of("[[meaning]]\nword = \"crp\"\n" + code), HasSubstr("sense"));
  EXPECT_THAT(fault_of("[[meaning]]\nsense = \"lab\"\n" + code), HasSubstr("word"));
  EXPECT_THAT(fault_of("[[meaning]]\nsense = \"lab\"\nword = \"\"\n" + code), HasSubstr("must not be empty"));
  EXPECT_THAT(fault_of("[[meaning]]\nsense = \"lab\"\nword = \"C R P\"\n" + code), HasSubstr("is no word"));
  EXPECT_EQ(fault_of("[[meaning]]\nsense = \"generator_exchange\"\n" + code), "") << "needs no word";
  EXPECT_THAT(fault_of("[[meaning]]\nsense = \"lab\"\nword = \"crp\"\n"), HasSubstr("codes"));
}

TEST(CodesFile, IsRefusedWhenACodeIsGivenTwice) {
  const std::string twice =
      "[[meaning]]\nsense = \"lab\"\nword = \"crp\"\ncodes = [\n"
      "{ system = \"loinc\", code = \"ab-1\", source = \"s\", en = \"a\", sv = \"b\" },\n"
      "{ system = \"loinc\", code = \"AB-1\", source = \"s\", en = \"a\", sv = \"b\" },\n]\n";
  EXPECT_THAT(fault_of(twice), HasSubstr("c.toml:12:28: meaning[0].codes[1].code: loinc AB-1 is given twice"));
  EXPECT_THAT(fault_of("[[source]]\nid = \"t\"\nknown = \"heard\"\ncite = \"c\"\n"), HasSubstr("no way of knowing"));
  EXPECT_THAT(fault_of("[[system]]\nid = \"Loinc\"\n"), HasSubstr("is no id"));
  EXPECT_FALSE(Codes::read("[[system]", "c.toml").ok());
}

TEST(CodesFile, IsRefusedWhenAReserveNumberHasNoForm) {
  EXPECT_EQ(fault_of("[[reserve_number]]\npattern = \"99#######@**\"\nsource = \"s\"\n"), "");
  EXPECT_THAT(fault_of("[[reserve_number]]\npattern = \"99######\"\nsource = \"s\"\n"), HasSubstr("twelve"));
  EXPECT_THAT(fault_of("[[reserve_number]]\npattern = \"99#######-**\"\nsource = \"s\"\n"), HasSubstr("twelve"));
  EXPECT_THAT(fault_of("[[reserve_number]]\npattern = \"99#######@**\"\n"), HasSubstr("known"));
  EXPECT_THAT(fault_of("[[reserve_number]]\nsource = \"s\"\n"), HasSubstr("pattern"));
}

TEST(CodesFile, HoldsAtMostTwoHundredSystems) {
  std::string file;
  for (int i = 0; i < 200; ++i) file += "[[system]]\nid = \"s" + std::to_string(i) + "\"\n";
  EXPECT_TRUE(Codes::read(file, "c.toml").ok());
  EXPECT_THAT(to_string(Codes::read(file + "[[system]]\nid = \"t\"\n", "c.toml").issues.at(0)),
              HasSubstr("more than 200 systems"));
}

}  // namespace
}  // namespace lossa::terminology
