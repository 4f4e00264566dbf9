// SPDX-License-Identifier: Apache-2.0
// What words of a record propose, in Swedish and English, and what denied words do not.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lossa/terminology/codes.hpp>
#include <lossa/terminology/organisms.hpp>

#include "shipped.hpp"

namespace lossa::terminology {
namespace {

const Codes& codes() { return shipped_of<Codes>("terminology/codes.toml"); }

std::string proposed(Sense sense, std::string_view text) {
  const Code* code = codes().proposed_by(sense, text);
  return code == nullptr ? "nothing" : code->word;
}

std::string organism(std::string_view text) {
  const Organism* found = shipped_of<Organisms>("terminology/organisms.toml").proposed_by(text);
  return found == nullptr ? "nothing" : found->id;
}

TEST(Proposals, ComeFromWholeWordsInEitherLanguage) {
  const std::vector<std::pair<std::string_view, std::string_view>> diagnoses = {
      {"Misstänkt endokardit.", "endocarditis"},
      {"Suspected ENDOCARDITIS on the lead", "endocarditis"},
      {"Pacemakerinfektion, fickan röd", "device_infection"},
      {"infected pacemaker", "device_infection"},
      {"Sepsis med oklart fokus", "sepsis"},
      {"Bakteriemi", "bacteraemia"},
      {"Pacemaker in situ", "device_in_place"},
      {"Infektiös\n endokardit", "endocarditis"},
      {"endokarditpatient", "nothing"},
      {"urosepsisliknande bild", "nothing"},
      {"", "nothing"}};
  for (const auto& [text, word] : diagnoses) EXPECT_EQ(proposed(Sense::diagnosis, text), word) << text;
  EXPECT_EQ(proposed(Sense::imaging, "TEE utförd"), "tee");
  EXPECT_EQ(proposed(Sense::device, "Patienten har ICD sedan 2019"), "icd");
  EXPECT_EQ(proposed(Sense::culture, "Blododling tagen x 2"), "blood");
  EXPECT_EQ(proposed(Sense::removal, "Elektrodextraktion igår"), "extraction");
  EXPECT_EQ(proposed(Sense::sign, "Feber 39,2"), "fever");
  EXPECT_EQ(proposed(Sense::growth, "Ingen växt"), "no_growth");
  EXPECT_EQ(proposed(Sense::growth, "Växt av stafylokocker"), "growth");
  EXPECT_EQ(proposed(Sense::drug, "Endokardit"), "nothing") << "of that sense only";
}

TEST(Proposals, OfTheLongestWordsWin) {
  EXPECT_EQ(codes().proposed_by(Sense::implant, "Implantation av CRT-D-system")->code, "1236755008");
  EXPECT_EQ(proposed(Sense::imaging, "transesofageal ekokardiografi"), "tee");
  EXPECT_EQ(organism("koagulasnegativa stafylokocker"), "coagulase_negative_staphylococci");
}

TEST(Proposals, AreNotMadeOfWhatIsDenied) {
  for (const std::string_view text : {"Ingen endokardit.",
                                      "ingen misstanke om endokardit",
                                      "Inga tecken till endokardit",
                                      "utan tecken till endokardit",
                                      "ej endokardit",
                                      "Inte endokardit",
                                      "Inga hållpunkter för endokardit",
                                      "varken endokardit eller abscess",
                                      "Ingen feber, endokardit eller abscess",
                                      "Endokardit utesluten.",
                                      "Endokardit kan uteslutas",
                                      "TEE utesluter endokardit",
                                      "Endokardit osannolik",
                                      "Endokardit: nej",
                                      "Endokardit föreligger ej",
                                      "Endokardit har inte påvisats",
                                      "Fri från endokardit",
                                      "profylax mot endokardit",
                                      "No endocarditis",
                                      "no evidence of endocarditis",
                                      "without signs of endocarditis",
                                      "Endocarditis was ruled out",
                                      "endocarditis is excluded by TOE",
                                      "negative for endocarditis",
                                      "denies endocarditis",
                                      "Endocarditis unlikely",
                                      "endocarditis: no",
                                      "No fever, endocarditis or abscess",
                                      "neither sepsis nor endocarditis",
                                      "Endocarditis is not seen",
                                      "endocarditis prophylaxis given",
                                      "never had endocarditis",
                                      "no fever and no endocarditis"})
    EXPECT_NE(proposed(Sense::diagnosis, text), "endocarditis") << text;
}

TEST(Proposals, AreMadeOfWhatOnlyStandsNearADenial) {
  for (const std::string_view text :
       {"Endokardit kan inte uteslutas", "Kan ej utesluta endokardit", "endocarditis cannot be ruled out",
        "Endocarditis not excluded", "Ingen feber, misstänkt endokardit", "No fever, suspected endocarditis",
        "Ingen feber. Endokardit.", "Ingen feber\nEndokardit", "Ingen feber men endokardit",
        "no fever but endocarditis on TOE", "Feber: nej. Endokardit: ja", "Diagnos: endokardit, ej sepsis",
        "Ingen endokardit 2019. Nu endokardit på elektroden", "endokardit på nativ klaff, ingen abscess",
        "endocarditis without abscess"})
    EXPECT_EQ(proposed(Sense::diagnosis, text), "endocarditis") << text;
}

TEST(Proposals, OfADeviceStandThoughWhatIsSaidOfItIsDenied) {
  for (const std::string_view text :
       {"Pacemaker utan anmärkning", "pacemaker without infection", "Pacemaker, ej infekterad",
        "pacemaker not replaced", "Pacemaker men ingen feber"})
    EXPECT_EQ(proposed(Sense::device, text), "pacemaker") << text;
  EXPECT_EQ(proposed(Sense::device, "Ingen pacemaker"), "nothing");
}

TEST(Proposals, NameTheOrganismInAnAnswer) {
  EXPECT_EQ(organism("Växt av S. aureus i 2 av 2 flaskor"), "staphylococcus_aureus");
  EXPECT_EQ(organism("Staphylococcus aureus (MRSA) påvisad."), "staphylococcus_aureus");
  EXPECT_EQ(organism("Preliminärt: grampositiva kocker i hopar"), "gram_positive_other");
  EXPECT_EQ(organism("KNS i en flaska"), "coagulase_negative_staphylococci");
  EXPECT_EQ(organism("Ingen växt av S. aureus"), "nothing");
  EXPECT_EQ(organism("MRSA negativ"), "nothing");
  EXPECT_EQ(organism("Ej S. aureus men KNS"), "coagulase_negative_staphylococci");
  EXPECT_EQ(organism("No growth"), "nothing");
}

}  // namespace
}  // namespace lossa::terminology
