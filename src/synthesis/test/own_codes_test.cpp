// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include <lossa/synthesis/hospital.hpp>
#include <lossa/terminology/codes.hpp>
#include <lossa/terminology/organisms.hpp>

#include "../codes.hpp"

namespace lossa::synthesis {
namespace {

std::string shipped(const std::string& name) {
  std::ifstream file(LOSSA_SOURCE_DIR "/terminology/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What a reader knows who was given the hospital's own codes.
terminology::Codes known() {
  const auto codes = terminology::Codes::read(shipped("codes.toml"), "codes.toml");
  const auto laid_over = codes.value->with(own_codes(), "own codes");
  EXPECT_TRUE(laid_over.issues.empty());
  return *laid_over.value;
}

std::string meaning(const terminology::Codes& codes, const Coding& coding) {
  const auto* code = codes.find(coding.system, coding.code);
  return code == nullptr ? "nothing" : code->word;
}

TEST(OwnCodes, GiveTheHospitalsCodesAMeaning) {
  const auto codes = known();
  EXPECT_EQ(meaning(codes, codes::system_removal), "system_removal");
  EXPECT_EQ(meaning(codes, codes::generator_removal), "generator_removal");
  EXPECT_EQ(meaning(codes, codes::pocket_pus), "purulent_discharge");
  EXPECT_EQ(meaning(codes, codes::pocket_exposed), "exposed_hardware");
  EXPECT_EQ(meaning(codes, codes::pocket_redness), "erythema");
  EXPECT_EQ(meaning(codes, codes::pocket_swelling), "swelling");
  EXPECT_EQ(meaning(codes, codes::lead_vegetation), "lead_mass:vegetation");
  EXPECT_EQ(meaning(codes, codes::pet_pocket), "uptake_pocket");
  EXPECT_EQ(meaning(codes, codes::pet_lead), "uptake_lead");
}

TEST(OwnCodes, LeaveOneUnmapped) { EXPECT_EQ(meaning(known(), codes::unmapped_organism), "nothing"); }

TEST(OwnCodes, MakeWithTheShippedOnesAllThatSignalsStandOn) {
  const auto codes = known();
  for (const auto& coding :
       {codes::pacemaker, codes::defibrillator, codes::crt_p, codes::crt_d, codes::lead, codes::pacemaker_implant,
        codes::crt_p_implant, codes::defibrillator_implant, codes::crt_d_implant, codes::device_in_place,
        codes::device_infection, codes::endocarditis, codes::transoesophageal_echo, codes::pet_ct, codes::cloxacillin,
        codes::flucloxacillin, codes::trimethoprim_sulfa})
    EXPECT_NE(codes.find(coding.system, coding.code), nullptr) << coding.code;
}

TEST(Organisms, HaveTheNamesOfTheProject) {
  const auto organisms = terminology::Organisms::read(shipped("organisms.toml"), "organisms.toml");
  for (const auto& organism :
       {organisms::aureus, organisms::epidermidis, organisms::hominis, organisms::lugdunensis, organisms::faecalis,
        organisms::viridans, organisms::aeruginosa, organisms::coli, organisms::pneumoniae, organisms::albicans})
    EXPECT_NE(organisms.value->find(organism.id), nullptr) << organism.id;
}

}  // namespace
}  // namespace lossa::synthesis
