// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/organisms.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "shipped.hpp"

namespace lossa::terminology {
namespace {

using ::testing::HasSubstr;

const Organisms& shipped() { return shipped_of<Organisms>("terminology/organisms.toml"); }

std::string first_issue(std::string_view toml) {
  const auto read = Organisms::read(toml, "o.toml");
  return read.issues.empty() ? "" : to_string(read.issues.front());
}

constexpr std::string_view one_group = R"(
[[group]]
id = "cons"
name.en = "CoNS"
name.sv = "KNS"
)";

constexpr std::string_view one_organism = R"(
[[organism]]
id = "staphylococcus_epidermidis"
latin = "Staphylococcus epidermidis"
name.en = "Staphylococcus epidermidis"
name.sv = "Staphylococcus epidermidis"
synonyms = ["S. epidermidis"]
groups = ["cons"]
)";

TEST(Organisms, HaveWordsInBothLanguagesAndIdsOfTheirOwn) {
  ASSERT_GT(shipped().all().size(), 30U);
  std::set<std::string> ids;
  for (const Organism& organism : shipped().all()) {
    SCOPED_TRACE(organism.id);
    EXPECT_TRUE(ids.insert(organism.id).second);
    EXPECT_FALSE(organism.name.en.empty());
    EXPECT_FALSE(organism.name.sv.empty());
    EXPECT_EQ(shipped().find(organism.id), &organism);
  }
}

TEST(Organisms, NeverCountLugdunensisAsCoagulaseNegative) {
  EXPECT_TRUE(shipped().membership("staphylococcus_lugdunensis", "cons").is_no());
  EXPECT_TRUE(shipped().in_group("staphylococcus_lugdunensis", "s_lugdunensis"));
  EXPECT_TRUE(shipped().membership("coagulase_negative_staphylococci", "s_lugdunensis").is_no());
  EXPECT_TRUE(shipped().in_group("staphylococcus_epidermidis", "cons"));
}

TEST(Organisms, AreFoundByWhatReportsCallThem) {
  const std::vector<std::pair<std::string_view, std::string_view>> names = {
      {"S. epidermidis", "staphylococcus_epidermidis"},
      {"  staph \t AUREUS ", "staphylococcus_aureus"},
      {"MRSA", "staphylococcus_aureus"},
      {"KNS", "coagulase_negative_staphylococci"},
      {"koagulasnegativa stafylokocker (KNS), art ej angiven", "coagulase_negative_staphylococci"},
      {"candida_albicans", "candida_albicans"},
      {"gonokocker", "neisseria_gonorrhoeae"},
      {"S. lugdunensis", "staphylococcus_lugdunensis"}};
  for (const auto& [name, id] : names) {
    SCOPED_TRACE(name);
    const Organism* found = shipped().by_name(name);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->id, id);
  }
  EXPECT_EQ(shipped().by_name("staph"), nullptr);
  EXPECT_EQ(shipped().by_name("  "), nullptr);
}

TEST(Organisms, AreFoundByTheirCodeAndThoseOfTheirVarieties) {
  const std::vector<std::pair<std::string_view, std::string_view>> codes = {
      {"3092008", "staphylococcus_aureus"},        {"115329001", "staphylococcus_aureus"},
      {"417943000", "staphylococcus_aureus"},      {"60875001", "staphylococcus_epidermidis"},
      {"103494005", "staphylococcus_lugdunensis"}, {"44827007", "staphylococcus_hominis"},
      {"90272000", "enterococcus_faecium"},        {"712665004", "enterococcus_faecium"},
      {"2785000", "enterococcus_species"},         {"43492007", "streptococcus_other"},
      {"91288006", "gram_negative_other"},         {"116197008", "coagulase_negative_staphylococci"}};
  for (const auto& [code, id] : codes) {
    SCOPED_TRACE(code);
    const Organism* found = shipped().by_code(code);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->id, id);
  }
  EXPECT_EQ(shipped().by_code("66543000"), nullptr);
  EXPECT_EQ(shipped().by_code(""), nullptr);
}

TEST(Organisms, SayByNameOrCodeWhetherTheyResistMethicillin) {
  EXPECT_EQ(shipped().methicillin_resistance("mrsa"), true);
  EXPECT_EQ(shipped().methicillin_resistance("115329001"), true);
  EXPECT_EQ(shipped().methicillin_resistance("MSSA"), false);
  EXPECT_EQ(shipped().methicillin_resistance("417943000"), false);
  EXPECT_EQ(shipped().methicillin_resistance("MRSE"), true);
  EXPECT_EQ(shipped().methicillin_resistance("S. aureus"), std::nullopt);
  EXPECT_EQ(shipped().methicillin_resistance("3092008"), std::nullopt);
  EXPECT_EQ(shipped().methicillin_resistance("nobody"), std::nullopt);
}

TEST(Organisms, ThatOnlyAMicroscopeHasSeenMayBeAnyOfTheirKind) {
  const std::vector<std::pair<std::string_view, std::string_view>> names = {
      {"Grampositiva kocker i hopar", "gram_positive_other"},
      {"Staphylococcus sp.", "staphylococcus_species"},
      {"Gramnegativa stavar", "gram_negative_other"},
      {"Jästsvamp", "yeast_species"},
      {"Streptococcus", "streptococcus_species"},
      {"Staphylococcus hominis", "staphylococcus_hominis"},
      {"JÄSTSVAMP", "yeast_species"},
      {"Alfastreptokocker", "viridans_streptococci"}};
  for (const auto& [name, id] : names) {
    SCOPED_TRACE(name);
    const Organism* found = shipped().by_name(name);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->id, id);
  }
  EXPECT_TRUE(shipped().membership("gram_positive_other", "s_aureus").is_unknown());
  EXPECT_TRUE(shipped().membership("staphylococcus_species", "cons").is_unknown());
  EXPECT_TRUE(shipped().membership("yeast_species", "candida").is_unknown());
  EXPECT_TRUE(shipped().membership("yeast_species", "fungus").is_yes());
  EXPECT_TRUE(shipped().membership("staphylococcus_hominis", "cons").is_yes());
  EXPECT_TRUE(shipped().membership("staphylococcus_hominis", "s_lugdunensis").is_no());
}

TEST(Organisms, WithoutANamedSpeciesLeaveOpenWhatOnlySomeOfTheirGroupAre) {
  EXPECT_TRUE(shipped().membership("streptococcus_species", "viridans_streptococci").is_unknown());
  EXPECT_FALSE(shipped().in_group("streptococcus_species", "viridans_streptococci"));
  EXPECT_TRUE(shipped().in_group("streptococcus_species", "gram_positive"));
  EXPECT_TRUE(shipped().membership("streptococcus_species", "enterococcus").is_no());
  EXPECT_TRUE(shipped().membership("escherichia_coli", "hacek").is_no());
}

TEST(Organisms, KnowWhatEachSourceCallsTypical) {
  const std::string always = "duke_iscvid_2023_always";
  const std::string material = "duke_iscvid_2023_with_intracardiac_material";
  EXPECT_TRUE(shipped().listed("staphylococcus_lugdunensis", always).is_yes());
  EXPECT_TRUE(shipped().listed("viridans_streptococci", always).is_yes());
  EXPECT_TRUE(shipped().listed("streptococcus_pneumoniae", always).is_no());
  EXPECT_TRUE(shipped().listed("streptococcus_species", always).is_unknown());
  EXPECT_TRUE(shipped().listed("enterococcus_species", always).is_unknown());
  EXPECT_TRUE(shipped().listed("staphylococcus_epidermidis", always).is_no());
  EXPECT_TRUE(shipped().listed("staphylococcus_epidermidis", material).is_yes());
  EXPECT_TRUE(shipped().listed("corynebacterium_striatum", material).is_yes());
  EXPECT_TRUE(shipped().listed("corynebacterium_species", material).is_unknown());
  EXPECT_TRUE(shipped().listed("candida_species", material).is_yes());
  EXPECT_TRUE(shipped().listed("neisseria_gonorrhoeae", always).is_no());
  EXPECT_TRUE(shipped().listed("staphylococcus_lugdunensis", "ehra_2020_major_a").is_no());
}

TEST(Organisms, ThatAreNotThereAreInNothing) {
  EXPECT_EQ(shipped().find("staphylococcus"), nullptr);
  EXPECT_TRUE(shipped().membership("no_such_organism", "cons").is_no());
  EXPECT_TRUE(shipped().membership("candida_albicans", "no_such_group").is_no());
  EXPECT_TRUE(shipped().listed("candida_albicans", "no_such_list").is_no());
  EXPECT_EQ(shipped().find_group("no_such_group"), nullptr);
  EXPECT_NE(shipped().find_group("cons"), nullptr);
}

TEST(OrganismsFile, MayBeSmall) {
  const auto read = Organisms::read(std::string(one_group) + std::string(one_organism), "o.toml");
  ASSERT_TRUE(read.ok());
  const Organisms organisms = read.value.value_or(Organisms());
  EXPECT_EQ(organisms.all().size(), 1U);
  EXPECT_TRUE(organisms.in_group("staphylococcus_epidermidis", "cons"));
}

TEST(OrganismsFile, WithAnUnknownGroupIsRefusedAndTheNearestNamed) {
  const std::string message = first_issue(R"(
[[group]]
id = "fungus"
name.en = "Fungi"
name.sv = "Svamp"
[[organism]]
id = "candida"
latin = "Candida"
name.en = "Candida"
name.sv = "Candida"
groups = ["fungi"]
)");
  EXPECT_THAT(message, HasSubstr("o.toml:11"));
  EXPECT_THAT(message, HasSubstr("there is no group \"fungi\""));
}

TEST(OrganismsFile, WithAnIdOrANameGivenTwiceIsRefused) {
  const std::string twice = std::string(one_group) + std::string(one_organism) + std::string(one_organism);
  EXPECT_THAT(first_issue(twice), HasSubstr("\"staphylococcus_epidermidis\" is given twice"));
  const std::string other = std::string(one_group) + std::string(one_organism) + R"(
[[organism]]
id = "staphylococcus_aureus"
latin = "Staphylococcus aureus"
name.en = "Staphylococcus aureus"
name.sv = "Staphylococcus aureus"
synonyms = ["s.  EPIDERMIDIS"]
)";
  EXPECT_THAT(first_issue(other), HasSubstr("\"s. epidermidis\" is also a name of staphylococcus_epidermidis"));
}

TEST(OrganismsFile, WithACodeOfTwoOrganismsIsRefused) {
  const std::string snomed = "snomed = { code = \"60875001\", known = \"memory\", cite = \"c\" }\n";
  const std::string coded = std::string(one_group) + std::string(one_organism) + snomed;
  const std::string variety = R"(
[[organism]]
id = "staphylococcus_hominis"
latin = "Staphylococcus hominis"
name.en = "Staphylococcus hominis"
name.sv = "Staphylococcus hominis"
groups = ["cons"]
[[organism.variety]]
methicillin_resistant = true
)";
  EXPECT_EQ(first_issue(coded + variety + "names = [\"MRSH\"]\n"), "");
  EXPECT_THAT(first_issue(coded + variety + snomed),
              HasSubstr("\"60875001\" is also a code of staphylococcus_epidermidis"));
}

TEST(OrganismsFile, WithoutAWordInOneLanguageIsRefused) {
  EXPECT_THAT(first_issue("[[group]]\nid = \"cons\"\nname.en = \"CoNS\"\n"), HasSubstr("sv"));
  EXPECT_THAT(first_issue("[[group]]\nid = \"cons\"\n"), HasSubstr("name"));
}

TEST(OrganismsFile, WithAnUnknownMemberOrWayOfKnowingIsRefused) {
  const std::string list = R"(
[[list]]
id = "typical"
name.en = "Typical"
name.sv = "Typiska"
organisms = ["staphylococcus_epidermis"]
known = "guess"
cite = "nobody"
)";
  const auto read = Organisms::read(std::string(one_group) + std::string(one_organism) + list, "o.toml");
  ASSERT_EQ(read.issues.size(), 2U);
  EXPECT_FALSE(read.ok());
  EXPECT_THAT(read.issues[0].message, HasSubstr("no way of knowing \"guess\""));
  EXPECT_THAT(read.issues[1].message, HasSubstr("did you mean \"staphylococcus_epidermidis\""));
}

TEST(OrganismsFile, WithFaultySyntaxOrAStrangeKeyIsRefused) {
  EXPECT_FALSE(Organisms::read("[[organism]", "o.toml").ok());
  EXPECT_THAT(first_issue("organisms = 1\n"), HasSubstr("organism"));
  EXPECT_THAT(first_issue("[[group]]\nid = \"Co NS\"\nname.en = \"a\"\nname.sv = \"b\"\n"), HasSubstr("is no id"));
}

}  // namespace
}  // namespace lossa::terminology
